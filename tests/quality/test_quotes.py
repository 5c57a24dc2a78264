"""How well quotes are found, against hand-labelled sets; floors stand in floors/quotes.json."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from averral.model import Span, Speaker
from quality.floors import check_floor
from quote_scoring import (
    CASES,
    Score,
    add,
    attributions,
    characters,
    covered,
    outer_quotes_of,
    overlap,
    pair,
    pair_sets,
    same_name,
    score_cases,
)
from shared_data import shared


def labelled(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def is_scored(quote: dict) -> bool:
    extra = quote.get("extra") or {}
    return not extra.get("nesting") and extra.get("zone") != "boilerplate"


def score_documents(documents: list[dict]) -> Score:
    total = Score()
    for document in documents:
        expected = [quote for quote in document["quotes"] if is_scored(quote)]
        spans = [
            tuple(Span(a, b) for a, b in quote.get("segments") or [[quote["start"], quote["end"]]])
            for quote in expected
        ]
        found = outer_quotes_of(document["text"], document["lang"])
        pairs = pair(found, spans)
        add(total, len(pairs), len(found), len(expected))
        for i, j in pairs:
            total.kinds_right += found[i].kind.value == expected[j]["type"]
            wanted = expected[j]["speaker"]
            if wanted:
                total.speakers += 1
                total.speakers_right += is_speaker(found[i].speaker, wanted)
    return total


def is_speaker(found: Speaker | None, wanted: dict) -> bool:
    """Whether the mention is the labelled one; a speaker who goes on without a mention must be the one named there."""
    if found is None or found.mention is None:
        return found is not None and same_name(found.name, wanted["text"])
    return overlap([found.mention], [Span(wanted["start"], wanted["end"])]) > 0


def check(name: str, score: Score, path: Path) -> None:
    check_floor("quotes", f"{name}.f1", score.f1, [path])
    check_floor("quotes", f"{name}.speaker", score.speaker_accuracy, [path])
    check_floor("quotes", f"{name}.kind", score.kind_accuracy, [path])


@pytest.mark.parametrize("language", ["ar", "en", "fr", "tr", "ru"])
def test_own_cases_are_read_as_well_as_before(language):
    check(f"cases-{language}", score_cases(language), CASES)


def test_attributions_of_polnear_are_read_as_well_as_before():
    """PolNeAR counts what one cue attributes as one attribution, however often it is interrupted."""
    path = shared("data/quotes/polnear-dev.jsonl")
    total, found_all = Score(), 0
    for document in labelled(path):
        expected = [quote for quote in document["quotes"] if is_scored(quote)]
        spans = [characters(quote.get("segments") or [[quote["start"], quote["end"]]]) for quote in expected]
        found = attributions(document["text"], outer_quotes_of(document["text"], "en"))
        pairs = pair_sets([covered(each) for each in found], spans)
        add(total, len(pairs), len(found), len(expected))
        found_all += len(found)
        for i, j in pairs:
            wanted, speaker = expected[j]["speaker"], found[i][0].speaker
            if wanted:
                mention = speaker.mention if speaker else None
                total.speakers += 1
                total.speakers_right += bool(
                    mention and overlap([mention], [Span(wanted["start"], wanted["end"])])
                )
    check_floor("quotes", "polnear-dev-attributions.f1", total.f1, [path])
    check_floor("quotes", "polnear-dev-attributions.precision", total.matched / found_all, [path])
    check_floor("quotes", "polnear-dev-attributions.speaker", total.speaker_accuracy, [path])


@pytest.mark.parametrize("name", ["seeds-ar", "polnear-dev", "german-wikinews-dev"])
def test_labelled_articles_are_read_as_well_as_before(name):
    path = shared(f"data/quotes/{name}.jsonl")
    check(name, score_documents(labelled(path)), path)


def test_names_in_marks_of_the_seed_articles_are_not_quotes():
    articles = {row["doc_id"]: row["text"] for row in labelled(shared("data/quotes/seeds-ar.jsonl"))}
    for trap in labelled(shared("gold/seeds/non_quotes.jsonl")):
        where = [Span(trap["start"], trap["end"])]
        found = outer_quotes_of(articles[trap["doc_id"]], "ar")
        assert not any(overlap([quote.span], where) > 0.5 for quote in found), trap["text"]
