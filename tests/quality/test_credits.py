"""Credit lines as agencies and those who print them write them, in ten languages."""

from __future__ import annotations

import json
from pathlib import Path

from averral.extraction.engine import extract
from averral.language.entities import find_entities
from averral.language.names import name_key
from averral.model import Document, Source
from averral.runtime.documents import with_id
from quality.floors import check_floor

CASES = Path(__file__).resolve().parents[1] / "cases" / "credits.jsonl"


def is_credited(row: dict[str, str]) -> bool:
    """Whether the agency is among what the article is said to come from."""
    language, agency = row["lang"], row["agency"]
    found = extract(
        with_id(Document("", row["text"], language=language, source=Source("some paper")))
    ).credits
    known = {entity.key for entity in find_entities(agency, language)} | {"~" + name_key(agency, language)}
    return bool(known & set(found))


def test_agencies_that_credit_lines_name_are_found():
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    assert {row["lang"] for row in rows} == {"ar", "en", "fr", "tr", "ru", "es", "de", "fa", "he", "uk"}
    missed = [row for row in rows if not is_credited(row)]
    check_floor("credits", "found", 1 - len(missed) / len(rows), [CASES])
