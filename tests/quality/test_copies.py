"""Copies count once, also with words changed or translated; independent reports of one event stay apart."""

from __future__ import annotations

import pytest

from quality import copies
from quality.floors import check_floor

#: What copy detection must reach whatever floors say.
LEAST = {
    "changed_5": 0.98,
    "changed_15": 0.95,
    "changed_30": 0.9,
    "translated": 0.8,
    "translated_fresh": 0.8,
    "independent_kept_apart": 0.98,
}


@pytest.mark.slow
@pytest.mark.parametrize("figure", LEAST)
def test_copies_are_one_origin_and_independent_reports_are_not(figure):
    seen = copies.score()[figure]
    assert seen.pairs >= (30 if figure == "translated_fresh" else 60)
    assert seen.share >= LEAST[figure], "\n".join(seen.errors)
    data = {"translated": [copies.PARALLEL], "translated_fresh": [copies.FRESH]}.get(figure, copies.DOSSIERS)
    check_floor("copies", figure, seen.share, data)


def test_the_parallel_reports_cover_all_languages():
    assert {report.language for report in copies.parallel()} == {
        "ar",
        "en",
        "fr",
        "tr",
        "ru",
        "es",
        "de",
        "fa",
        "he",
        "uk",
    }
