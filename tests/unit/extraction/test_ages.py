from __future__ import annotations

import pytest

from averral.extraction.engine import extract
from averral.model import Document


def figures(text: str) -> set[float]:
    return {q.best for claim in extract(Document(id="d", body=text)).claims for q in claim.quantities}


@pytest.mark.parametrize(
    "text",
    [
        "Local man Teo Goh, 56, said the thief had targeted the women.",
        "Der Bürgermeister Anton Huber (61) wies die Vorwürfe zurück.",
        "El alcalde Luis Prado, 48, negó las acusaciones.",
    ],
)
def test_an_age_counts_nothing(text):
    assert not figures(text)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Doctors counted the dead in Aleppo (12) and in Idlib (7).", {12, 7}),
        ("At least 12, including three children, were killed in Homs.", {12, 3}),
    ],
)
def test_a_figure_behind_a_place_or_a_word_counts(text, counts):
    assert counts <= figures(text)
