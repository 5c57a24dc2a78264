"""Codes of languages as callers send them: which language is meant, and what to tell a caller whose code did not help."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from averral.language import tables
from averral.model import Notice, NoticeReason

UNKNOWN = "und"

FIELD = "language_code"
#: Characters of a code that are shown again.
_SHOWN = 35
#: A tag of BCP-47: the language, then parts of up to eight letters and digits.
_TAG = re.compile(r"([A-Za-z]{2,3})(-[A-Za-z0-9]{1,8}){0,8}")


@dataclass(frozen=True, slots=True)
class CodeTable:
    """Codes that name a language."""

    two_letters: tuple[str, ...] = ()
    same: dict[str, str] = field(default_factory=dict)
    """Code → the one of the same language that the tables use."""


tables.register_shared("languages", CodeTable)


def primary(code: str) -> str:
    """The language that a code names, as `ar` of `ar-SY`, `arb` and `AR`; empty where it names none."""
    table = tables.shared("languages", CodeTable)
    tag = _TAG.fullmatch(code.strip().replace("_", "-"))
    if tag is None:
        return ""
    language = tag.group(1).lower()
    language = table.same.get(language, language)
    known = len(language) > 2 or language in table.two_letters  # noqa: PLR2004 - the letters of ISO 639-1
    return language if known and language != UNKNOWN else ""


def notice_of(code: str, field_name: str = FIELD) -> tuple[Notice, ...]:
    """What to tell about a code that names no language; `und` and an empty one ask for the language to be found."""
    if not code.strip() or code.strip().lower() == UNKNOWN or primary(code):
        return ()
    told = f"{code[:_SHOWN]!r} names no language and was not used: send a BCP-47 code such as ar, or none."
    return (Notice(NoticeReason.UNKNOWN_LANGUAGE, field_name, told),)


def notices(code: str, found: str) -> tuple[Notice, ...]:
    """What to tell about the code that came with a text, and about the language that was found."""
    told = list(notice_of(code))
    asked = primary(code)
    if asked and asked != found:
        message = (
            f"The text is in {found!r}, not in {asked!r}, and was read so: correct the code, or send none."
        )
        told.append(Notice(NoticeReason.LANGUAGE_DIFFERS, FIELD, message))
    if found not in tables.languages():
        read = ", ".join(tables.languages())
        message = f"Quotes and claims are not read in {found!r}, so that little can be compared; they are in {read}."
        told.append(Notice(NoticeReason.LANGUAGE_NOT_READ, FIELD, message))
    return tuple(told)
