"""Acceptance of the language base over the shared case files: one pinned floor per figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from averral.language import tables
from averral.language.identify import identify
from averral.language.normalise import clean, key
from averral.language.polarity import assess
from averral.language.sentences import split
from averral.language.stems import stem
from averral.language.zones import find_zones
from averral.model import Modality, Polarity, Span
from quality.floors import check_floor
from shared_data import rows, shared

#: What the case files call polarity and modality.
POLARITIES = {"neg": Polarity.NEGATED, "implied_neg": Polarity.NEGATED, "pos": Polarity.AFFIRMED}
MODALITIES = {
    "future": Modality.PLANNED,
    "fact": Modality.ASSERTED,
    "possible": Modality.POSSIBLE,
    "conditional": Modality.POSSIBLE,
    "reported_denial": Modality.DENIED,
}
#: Zone kinds that answer to a unit's role in the sentence cases.
ROLES = {
    "heading": {"headline"},
    "dateline": {"byline", "dateline"},
    "caption": {"caption"},
    "boilerplate": {"boilerplate", "credit"},
    "body": {"body", "dateline"},
}
GOLD_KINDS = {"subheadline": "headline"}


def share(results: Iterable[bool]) -> float:
    judged = list(results)
    return sum(judged) / len(judged)


def floor(name: str, value: float, *files: str) -> None:
    check_floor("language_base", name, value, [shared(file) for file in files])


def test_normalising() -> None:
    cases = rows("cases/normalise.jsonl")
    right = (clean(case["text"]).text == case["clean"] and key(case["text"]) == case["key"] for case in cases)
    floor("normalise", share(right), "cases/normalise.jsonl")


def test_language_identification() -> None:
    def right(case: dict) -> bool:
        found = identify(case["text"]).language
        if "out-of-set" in case["tags"]:
            return found not in tables.languages()
        return found in case.get("accept", [case["lang"]])

    floor("langid", share(map(right, rows("cases/langid.jsonl"))), "cases/langid.jsonl")


def test_sentence_splitting() -> None:
    def right(case: dict) -> bool:
        expected = [(unit["start"], unit["end"]) for unit in case["units"]]
        return [(span.start, span.end) for span in split(case["text"], case["lang"])] == expected

    floor("sentences", share(map(right, rows("cases/sentences.jsonl"))), "cases/sentences.jsonl")


@pytest.mark.parametrize("same", [True, False], ids=["same", "different"])
def test_stems(same: bool) -> None:
    cases = [case for case in rows("cases/stems.jsonl") if case["same"] is same]
    right = ((stem(case["a"], case["lang"]) == stem(case["b"], case["lang"])) is same for case in cases)
    floor(f"stems_{'same' if same else 'different'}", share(right), "cases/stems.jsonl")


def test_polarity_and_modality() -> None:
    cases = rows("cases/negation.jsonl")
    found = []
    for case in cases:
        start = case["text"].index(case["target"])
        target = Span(start, start + len(case["target"]))
        found.append(assess(case["text"], Span(0, len(case["text"])), target, case["lang"]))
    pairs = list(zip(found, cases, strict=True))
    floor(
        "polarity",
        share(each[0] is POLARITIES[case["polarity"]] for each, case in pairs),
        "cases/negation.jsonl",
    )
    floor(
        "modality",
        share(each[1] is MODALITIES[case["modality"]] for each, case in pairs),
        "cases/negation.jsonl",
    )


def test_roles_of_sentence_units() -> None:
    def judged() -> Iterator[bool]:
        for case in rows("cases/sentences.jsonl"):
            if len({unit["role"] for unit in case["units"]}) < 2:
                continue
            zones = find_zones(case["text"], case["lang"])
            for unit in case["units"]:
                kind = next(zone.kind.value for zone in zones if zone.span.end > unit["start"])
                yield kind in ROLES[unit["role"]]

    floor("roles", share(judged()), "cases/sentences.jsonl")


def _seed_letters() -> Iterator[tuple[str, str]]:
    """Gold and found zone kind of every visible character that the annotators gave a zone."""
    for document in rows("gold/seeds/docs.jsonl"):
        text = shared(f"seeds/{document['file']}").read_text(encoding="utf-8")
        gold = {
            place: GOLD_KINDS.get(zone["zone"], zone["zone"])
            for zone in document["zones"]
            for place in range(zone["start"], zone["end"])
        }
        found = {
            place: zone.kind.value
            for zone in find_zones(text, document["lang"])
            for place in range(zone.span.start, zone.span.end)
        }
        yield from ((kind, found.get(place, "")) for place, kind in gold.items() if not text[place].isspace())


def _seed_files() -> list[str]:
    return [
        "gold/seeds/docs.jsonl",
        *(f"seeds/{Path(document['file']).name}" for document in rows("gold/seeds/docs.jsonl")),
    ]


def test_zones_of_the_seed_articles() -> None:
    letters = list(_seed_letters())
    floor("zone_characters", share(gold == found for gold, found in letters), *_seed_files())
    lost = [gold for gold, found in letters if gold in {"body", "headline"} and found == "boilerplate"]
    assert not lost, f"{len(lost)} characters of headline or body were taken for boilerplate"
