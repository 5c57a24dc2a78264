"""How well quotes are read in our own news texts; texts of `held-out` are never tuned on."""

from __future__ import annotations

import pytest

from news_scoring import LANGUAGES, PARTS, path_of, rows, score_news, spans_of
from quality.floors import check_floor


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_news_texts_are_read_as_well_as_before(language, part):
    score = score_news(language, part)
    name, path = f"{language}-{part}", path_of(language, part)
    check_floor("news_quotes", f"{name}.f1", score.f1, [path])
    check_floor("news_quotes", f"{name}.exact", score.exact_f1, [path])
    check_floor("news_quotes", f"{name}.speaker", score.speaker_accuracy, [path])
    check_floor("news_quotes", f"{name}.kind", score.kind_accuracy, [path])
    for each in ("anonymous", "told_to", "denied", "cue"):
        if score.asked.get(each):
            check_floor("news_quotes", f"{name}.{each}", score.accuracy(each), [path])


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_of_a_news_text_says_what_stands_there(language, part):
    for row in rows(language, part):
        for quote in row["quotes"]:
            for label in filter(None, (quote, quote["cue"], quote["mention"])):
                assert row["text"][label["start"] : label["end"]] == label["text"], (row["id"], label)
            pieces = spans_of(quote)
            assert (pieces[0].start, pieces[-1].end) == (quote["start"], quote["end"]), (row["id"], quote)
            assert quote["kind"] in ("direct", "indirect", "mixed")
            assert quote["speaker"], (row["id"], quote)
