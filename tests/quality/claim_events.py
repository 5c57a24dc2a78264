"""Reads one set of invented statements in every language, and compares the slots of the claims found with the annotation.

A statement says the same in all its languages, so each must yield the same claims: what differs between two languages
would make a relation between their reports undecidable.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from averral.extraction.engine import extract
from averral.language.place_relations import compare_places
from averral.language.places import find_places
from averral.model import Claim, Document, Place

CASES = Path(__file__).parents[1] / "cases"
#: Part → the file with its statements. The `blind` parts were written by somebody who had not seen the word lists; each is opened when the
#: next one exists, and shows where words are missing.
PARTS = {
    "dev": CASES / "claim_events.jsonl",
    "held-out": CASES / "claim_events.jsonl",
    "fresh": CASES / "claim_events.jsonl",
    "fresh-2": CASES / "claim_statements.jsonl",
    "blind-2": CASES / "claim_statements.jsonl",
    "blind-3": CASES / "claim_statements_3.jsonl",
    "blind-4": CASES / "claim_statements_4.jsonl",
    "blind-5": CASES / "claim_statements_5.jsonl",
    "blind-6": CASES / "claim_statements_6.jsonl",
    "blind-7": CASES / "claim_statements_7.jsonl",
    "blind-8": CASES / "claim_statements_8.jsonl",
}
OPINIONS = CASES / "non_claims.jsonl"
SLOTS = ("predicate", "polarity", "modality", "quantities", "places", "time", "number")


@dataclass(frozen=True)
class Outcome:
    """What came of one statement in one language; `right` has an entry per slot that the statement annotates."""

    id: str
    part: str
    language: str
    text: str
    right: dict[str, bool]
    found: tuple[Any, ...]
    """The slots of all claims and their times, comparable across languages."""
    places: tuple[Place, ...]

    @property
    def complete(self) -> bool:
        """Whether every annotated slot is right."""
        return all(self.right.values())

    def says_the_same(self, other: Outcome) -> bool:
        """Whether the claims of another language have the same slots."""
        return (
            self.found == other.found
            and len(self.places) == len(other.places)
            and all(any(compare_places(a, b) == "same" for b in other.places) for a in self.places)
        )


@cache
def outcomes(path: Path) -> tuple[Outcome, ...]:
    """All statements of a file in all their languages, extracted and compared."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return tuple(
        _outcome(row, language, text) for row in rows for language, text in sorted(row["texts"].items())
    )


def claims_of(text: str, language: str, published: str) -> tuple[Claim, ...]:
    """The claims of a short text printed on a day."""
    moment = datetime.combine(date.fromisoformat(published), datetime.min.time(), UTC)
    return extract(Document(id="x", body=text, language=language, published_at=moment)).claims


def _outcome(row: dict[str, Any], language: str, text: str) -> Outcome:
    claims = claims_of(text, language, row["published"])
    wanted = sorted(_wanted(claim) for claim in row["claims"])
    found = sorted(_found(claim) for claim in claims if claim.predicate not in row.get("also", ()))
    right = {
        slot: all(
            any(one[index] == other[index] for other in found if slot == "predicate" or other[0] == one[0])
            for one in wanted
        )
        for index, slot in enumerate(SLOTS[:4])
    }
    right["number"] = len(found) == len(wanted)
    if row["places"]:
        right["places"] = bool(claims) and all(_at(claim, row["places"]) for claim in claims)
    if row["time"]:
        right["time"] = bool(claims) and all(_on(claim, row["time"]) for claim in claims)
    where = {place.key: place for claim in claims for place in claim.places}
    when = sorted({(claim.event_time.start, claim.event_time.end) for claim in claims if claim.event_time})
    return Outcome(
        row["id"], row["part"], language, text, right, (tuple(found), tuple(when)), tuple(where.values())
    )


def worthiness(part: str) -> list[float]:
    """Check-worthiness of the statements of a part (`events`) or of sentences that claim nothing (`opinions`)."""
    if part == "events":
        rows = [json.loads(line) for line in PARTS["dev"].read_text(encoding="utf-8").splitlines()]
        texts = [(text, language) for row in rows for language, text in row["texts"].items()]
    else:
        rows = [json.loads(line) for line in OPINIONS.read_text(encoding="utf-8").splitlines()]
        texts = [(row["text"], row["lang"]) for row in rows]
    return [
        max((claim.check_worthiness for claim in claims_of(text, language, "2025-03-14")), default=0.0)
        for text, language in texts
    ]


def _wanted(claim: dict[str, Any]) -> tuple[Any, ...]:
    quantities = sorted(
        str((_plain(each["low"]), _plain(each["high"]), each["unit"], each["population"], each["qualifier"]))
        for each in claim["quantities"]
    )
    return claim["predicate"], claim["polarity"], claim["modality"], tuple(quantities)


def _found(claim: Claim) -> tuple[Any, ...]:
    quantities = sorted(
        str((_plain(each.low), _plain(each.high), each.unit, each.population, each.qualifier.value))
        for each in claim.quantities
    )
    return claim.predicate, claim.polarity.value, claim.modality.value, tuple(quantities)


def _plain(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value


def _at(claim: Claim, names: list[str]) -> bool:
    wanted = [_place(name) for name in names]
    return len(claim.places) == len(wanted) and all(
        any(compare_places(one, place) == "same" for place in claim.places) for one in wanted
    )


@cache
def _place(name: str) -> Place:
    listed = find_places(f"in {name}", "en") or find_places(f"the village of {name}", "en")
    return listed[0]


def _on(claim: Claim, wanted: str | list[str]) -> bool:
    days = [wanted, wanted] if isinstance(wanted, str) else wanted
    time = claim.event_time
    return time is not None and [time.start.isoformat(), time.end.isoformat()] == days
