"""Rules for our protos, each a function from descriptors to complaints that name the element.

The descriptors are a FileDescriptorSet with source info, so that comments can be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    FieldDescriptorProto,
    FileDescriptorProto,
    FileDescriptorSet,
)

# Field numbers in descriptor.proto, of which the paths in source info consist.
FILE_MESSAGE, FILE_ENUM, FILE_SERVICE, FILE_SYNTAX = 4, 5, 6, 12
MESSAGE_FIELD, MESSAGE_ONEOF, ENUM_VALUE, SERVICE_METHOD = 2, 8, 2, 2

OPERATION = ".google.longrunning.Operation"
LANGUAGE_NAMES = {"language", "languages", "lang", "langs", "locale"}
NO_WORKSPACE = {
    "ComparePairRequest": "compares two given texts, no corpus",
    "ListWorkspacesRequest": "lists them",
    "GetLimitsRequest": "the same for every workspace",
    "BatchVerifyRequest": "each question names its own",
}


@dataclass(frozen=True, slots=True)
class Element:
    """One part of a proto that must have a comment."""

    name: str
    comment: str
    descriptor: Any


def elements(files: FileDescriptorSet) -> Iterator[Element]:
    """Files, messages, fields, oneofs, enums, values, services and methods with their comments."""
    for file in files.file:
        comments = {tuple(at.path): at.leading_comments.strip() for at in file.source_code_info.location}
        for path, name, descriptor in _walk(file):
            yield Element(f"{file.name}: {name}", comments.get(path, ""), descriptor)


def _walk(file: FileDescriptorProto) -> Iterator[tuple[tuple[int, ...], str, Any]]:
    yield (FILE_SYNTAX,), "file", file
    for at, message in enumerate(file.message_type):
        yield from _walk_message((FILE_MESSAGE, at), message)
    for at, enum in enumerate(file.enum_type):
        yield (FILE_ENUM, at), enum.name, enum
        for place, value in enumerate(enum.value):
            yield (FILE_ENUM, at, ENUM_VALUE, place), value.name, value
    for at, service in enumerate(file.service):
        yield (FILE_SERVICE, at), service.name, service
        for place, method in enumerate(service.method):
            yield (FILE_SERVICE, at, SERVICE_METHOD, place), f"{service.name}.{method.name}", method


def _walk_message(
    path: tuple[int, ...], message: DescriptorProto
) -> Iterator[tuple[tuple[int, ...], str, Any]]:
    yield path, message.name, message
    for place, field in enumerate(message.field):
        yield (*path, MESSAGE_FIELD, place), f"{message.name}.{field.name}", field
    implied = {field.oneof_index for field in message.field if field.proto3_optional}
    for place, oneof in enumerate(message.oneof_decl):
        if place not in implied:
            yield (*path, MESSAGE_ONEOF, place), f"{message.name}.{oneof.name}", oneof


def missing_comments(files: FileDescriptorSet) -> list[str]:
    """Elements without a comment of at least two words, or with one that only repeats the name."""
    return [element.name for element in elements(files) if not _says_something(element)]


def _says_something(element: Element) -> bool:
    name = element.name.rsplit(".", 1)[-1].replace("_", " ").casefold()
    words = element.comment.rstrip(".").casefold().split()
    return len(words) >= 2 and " ".join(words) != name and "todo" not in words


def bad_enums(files: FileDescriptorSet) -> list[str]:
    """Enums whose zero value is not `…_UNSPECIFIED`, and values without the enum's prefix."""
    complaints = []
    for file in files.file:
        for enum in file.enum_type:
            prefix = "".join(f"_{c}" if c.isupper() else c for c in enum.name).lstrip("_").upper()
            if enum.value[0].number != 0 or enum.value[0].name != f"{prefix}_UNSPECIFIED":
                complaints.append(enum.name)
            complaints += [value.name for value in enum.value if not value.name.startswith(f"{prefix}_")]
    return complaints


def bad_languages(files: FileDescriptorSet) -> list[str]:
    """Fields for a language that are not called `…language_code(s)` or are not strings (AIP-143)."""
    complaints = []
    for name, field in _fields(files):
        is_code = field.name.endswith(("language_code", "language_codes"))
        if (
            field.name in LANGUAGE_NAMES
            or field.name.endswith("_language")
            or (is_code and field.type != FieldDescriptorProto.TYPE_STRING)
        ):
            complaints.append(name)
    return complaints


def bad_methods(files: FileDescriptorSet) -> list[str]:
    """Methods whose request and response are not named after them; only operations may differ."""
    complaints = []
    for _, service, method in _methods(files):
        expected = {f".averral.v1.{method.name}Response", OPERATION}
        if method.input_type != f".averral.v1.{method.name}Request" or method.output_type not in expected:
            complaints.append(f"{service}.{method.name}")
    return complaints


def bad_lists(files: FileDescriptorSet) -> list[str]:
    """`List…` methods whose messages cannot page (AIP-158)."""
    messages = {message.name: message for file in files.file for message in file.message_type}
    complaints = []
    for _, service, method in _methods(files):
        if method.name.startswith("List"):
            asked = {field.name for field in messages[f"{method.name}Request"].field}
            given = {field.name for field in messages[f"{method.name}Response"].field}
            if not ({"page_size", "page_token"} <= asked and "next_page_token" in given):
                complaints.append(f"{service}.{method.name}")
    return complaints


def missing_workspaces(files: FileDescriptorSet) -> list[str]:
    """Requests of services that keep something, without a workspace."""
    stateless = {"ExtractionService", "EmbeddingService"}
    messages = {message.name: message for file in files.file for message in file.message_type}
    return [
        f"{method.name}Request"
        for _, service, method in _methods(files)
        if service not in stateless
        and f"{method.name}Request" not in NO_WORKSPACE
        and "workspace" not in {field.name for field in messages[f"{method.name}Request"].field}
    ]


def breaking_changes(old: FileDescriptorSet, new: FileDescriptorSet) -> list[str]:
    """What a caller built against `old` would stumble over. Removed fields must become `reserved`."""
    before, after = _surface(old), _surface(new)
    return [
        f"{name}: {what} became {after.get(name, 'missing')}"
        for name, what in before.items()
        if after.get(name) != what and not (name in _reserved(new) and name not in after)
    ]


def _surface(files: FileDescriptorSet) -> dict[str, str]:
    """Every element that is visible on the wire or in code, with what must not change about it."""
    surface = {}
    for file in files.file:
        for message in file.message_type:
            surface[message.name] = "message"
            for field in message.field:
                inside = message.oneof_decl[field.oneof_index].name if field.HasField("oneof_index") else ""
                shape = (field.name, field.type, field.label, field.type_name, inside)
                surface[f"{message.name}#{field.number}"] = str(shape)
        for enum in file.enum_type:
            surface |= {f"{enum.name}#{value.number}": value.name for value in enum.value}
    for _, service, method in _methods(files):
        shape = (method.input_type, method.output_type, method.client_streaming, method.server_streaming)
        surface[f"{service}.{method.name}"] = str(shape)
    return surface


def _reserved(files: FileDescriptorSet) -> set[str]:
    return {
        f"{message.name}#{number}"
        for file in files.file
        for message in file.message_type
        for gap in message.reserved_range
        for number in range(gap.start, gap.end)
    }


def _fields(files: FileDescriptorSet) -> Iterator[tuple[str, FieldDescriptorProto]]:
    for file in files.file:
        for message in file.message_type:
            for field in message.field:
                yield f"{message.name}.{field.name}", field


def _methods(files: FileDescriptorSet) -> Iterator[tuple[FileDescriptorProto, str, Any]]:
    for file in files.file:
        for service in file.service:
            for method in service.method:
                yield file, service.name, method
