"""The protos are commented, follow the AIPs, stay compatible, and the generated code is theirs."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from google.protobuf import descriptor_pool, json_format
from google.protobuf.descriptor_pb2 import FieldDescriptorProto, FileDescriptorSet
from google.protobuf.message_factory import GetMessageClass
from google.rpc import code_pb2

from averral.errors import Reason
from averral.model import RelationReason
from averral.runtime import ports
from averral.v1 import (  # noqa: F401 -- registers the requests in the descriptor pool
    embedding_service_pb2,
    extraction_service_pb2,
    finding_service_pb2,
    matching_service_pb2,
    verification_service_pb2,
)
from averral.wire.status import CODES
from contract import proto_lint

ROOT = Path(__file__).resolve().parents[2]
GENERATED = ROOT / "services" / "averral" / "v1"
README = ROOT / "protos" / "README.md"


@pytest.fixture(scope="module")
def generator() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "protos" / "generate.py"))


@pytest.fixture(scope="module")
def described(generator: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> FileDescriptorSet:
    target = tmp_path_factory.mktemp("protos") / "protos.binpb"
    generator["describe"](target, "--include_source_info")
    return FileDescriptorSet.FromString(target.read_bytes())


@pytest.fixture
def altered(described: FileDescriptorSet) -> FileDescriptorSet:
    """A copy that a test may spoil."""
    copy = FileDescriptorSet()
    copy.CopyFrom(described)
    return copy


@pytest.fixture(scope="module")
def baseline() -> FileDescriptorSet:
    return FileDescriptorSet.FromString((ROOT / "protos" / "baseline.binpb").read_bytes())


def test_the_generated_code_is_what_the_protos_say_now(generator: dict[str, Any], tmp_path: Path) -> None:
    generator["generate"](tmp_path)
    fresh = {
        path.name: path.read_text() for path in (tmp_path / "averral" / "v1").iterdir() if path.is_file()
    }
    committed = {path.name: path.read_text() for path in GENERATED.iterdir() if path.is_file()}
    assert sorted(fresh) == sorted(committed), "run `make protos`"
    assert [name for name in fresh if fresh[name] != committed[name]] == [], "run `make protos`"


def test_the_generator_is_the_oldest_that_we_support() -> None:
    assert version("grpcio-tools") == "1.76.0", "newer tools make code that older grpcio refuses to import"


RULES: list[Callable[[FileDescriptorSet], list[str]]] = [
    proto_lint.missing_comments,
    proto_lint.bad_enums,
    proto_lint.bad_languages,
    proto_lint.bad_methods,
    proto_lint.bad_lists,
    proto_lint.missing_workspaces,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_protos_keep_the_rule(rule: Any, described: FileDescriptorSet) -> None:
    assert len(list(proto_lint.elements(described))) > 400
    assert rule(described) == []


def test_nothing_that_callers_use_was_removed_renumbered_or_retyped(
    baseline: FileDescriptorSet, described: FileDescriptorSet
) -> None:
    assert proto_lint.breaking_changes(baseline, described) == []


def file_named(files: FileDescriptorSet, name: str) -> Any:
    return next(file for file in files.file if file.name == f"averral/v1/{name}.proto")


def test_a_lost_comment_is_noticed(altered: FileDescriptorSet) -> None:
    locations = file_named(altered, "quote").source_code_info.location
    next(at for at in locations if list(at.path) == [4, 1, 2, 3]).leading_comments = " text "
    assert proto_lint.missing_comments(altered) == ["averral/v1/quote.proto: Quote.text"]


def test_an_enum_without_an_unspecified_zero_is_noticed(altered: FileDescriptorSet) -> None:
    file_named(altered, "quote").enum_type[0].value[0].name = "QUOTE_KIND_NONE"
    assert proto_lint.bad_enums(altered) == ["QuoteKind"]


def test_a_language_by_another_name_is_noticed(altered: FileDescriptorSet) -> None:
    field = next(
        each for each in file_named(altered, "claim").message_type[5].field if "language" in each.name
    )
    field.name = "language"
    assert proto_lint.bad_languages(altered) == ["Claim.language"]


def test_a_list_that_cannot_page_is_noticed(altered: FileDescriptorSet) -> None:
    messages = file_named(altered, "verification_service").message_type
    asked = next(message for message in messages if message.name == "ListFindingsRequest")
    token = next(n for n, field in enumerate(asked.field) if field.name == "page_token")
    del asked.field[token]
    assert proto_lint.bad_lists(altered) == ["VerificationService.ListFindings"]


def test_a_borrowed_request_is_noticed(altered: FileDescriptorSet) -> None:
    file_named(altered, "extraction_service").service[0].method[1].input_type = ".averral.v1.ExtractRequest"
    assert proto_lint.bad_methods(altered) == ["ExtractionService.ExtractStream"]


def test_a_removed_field_breaks_callers_unless_its_number_is_reserved(
    baseline: FileDescriptorSet, altered: FileDescriptorSet
) -> None:
    document = next(m for m in file_named(altered, "document").message_type if m.name == "Document")
    del document.field[5]
    assert len(proto_lint.breaking_changes(baseline, altered)) == 1
    document.reserved_range.add(start=6, end=7)
    assert proto_lint.breaking_changes(baseline, altered) == []


def test_a_renumbered_or_retyped_field_breaks_callers(
    baseline: FileDescriptorSet, altered: FileDescriptorSet
) -> None:
    span = file_named(altered, "document").message_type[0]
    span.field[0].type = FieldDescriptorProto.TYPE_INT64
    span.field[1].number = 9
    assert len(proto_lint.breaking_changes(baseline, altered)) == 2


def test_a_new_field_breaks_nobody(baseline: FileDescriptorSet, altered: FileDescriptorSet) -> None:
    span = file_named(altered, "document").message_type[0]
    span.field.add(name="unit", number=3, type=FieldDescriptorProto.TYPE_STRING)
    assert proto_lint.breaking_changes(baseline, altered) == []


def comments_of(described: FileDescriptorSet, prefix: str) -> dict[str, str]:
    """Comments of the values of one enum, by name without the prefix."""
    return {
        element.descriptor.name.removeprefix(prefix): element.comment
        for element in proto_lint.elements(described)
        if element.descriptor.name.startswith(prefix) and not element.descriptor.name.endswith("_UNSPECIFIED")
    }


def test_every_error_reason_is_documented_with_its_code_and_an_example(described: FileDescriptorSet) -> None:
    documented = comments_of(described, "ERROR_REASON_")
    assert set(documented) == {reason.value for reason in Reason}
    for name, comment in documented.items():
        example = json.loads(comment[comment.index("{") :])
        assert (example["reason"], example["domain"]) == (name, "averral")
        assert code_pb2.Code.Name(CODES[Reason(name)]) in comment.split("{")[0]


def test_every_relation_reason_is_documented_with_an_example(described: FileDescriptorSet) -> None:
    documented = comments_of(described, "RELATION_REASON_")
    assert set(documented) == {reason.name for reason in RelationReason}
    assert [name for name, comment in documented.items() if "Example:" not in comment] == []


def test_the_matching_service_offers_what_its_port_asks_for(described: FileDescriptorSet) -> None:
    asked = {name for name in vars(ports.MatchingPort) if not name.startswith("_")}
    service = file_named(described, "matching_service").service[0]
    offered = {re.sub(r"(?<!^)(?=[A-Z])", "_", method.name).lower() for method in service.method}
    assert {name.replace("set_document_state", "set_state") for name in offered} == asked


def test_the_readme_shows_every_method_with_an_example(described: FileDescriptorSet) -> None:
    text = README.read_text(encoding="utf-8")
    methods = [f"{name}.{method.name}" for _, name, method in proto_lint._methods(described)]
    assert [name for name in methods if f"### {name}\n" not in text] == []


def test_the_examples_of_the_readme_are_messages_of_their_methods(described: FileDescriptorSet) -> None:
    text = README.read_text(encoding="utf-8")
    shown = re.findall(r"### (\w+)\.(\w+)\n.*?```json\n(.*?)```", text, flags=re.DOTALL)
    by_name = {f"{service}.{method.name}": method for _, service, method in proto_lint._methods(described)}
    assert {f"{service}.{method}" for service, method, _ in shown} == set(by_name)
    for service, method, body in shown:
        name = by_name[f"{service}.{method}"].input_type.lstrip(".")
        message = GetMessageClass(descriptor_pool.Default().FindMessageTypeByName(name))
        for line in body.strip().splitlines():
            json_format.Parse(line, message())
