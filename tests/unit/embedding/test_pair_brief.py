"""A short claim against a longer text: contained, added to, or turned round."""

from __future__ import annotations

import pytest

from averral.embedding import models
from averral.embedding.encoder import Encoder
from averral.embedding.pair_brief import BRIEF
from averral.embedding.pair_features import PLAIN as NAMES
from averral.embedding.pair_features import compare, read_sides


def seen(a: str, b: str, language: str = "en") -> dict[str, float]:
    encoder = models.load()
    assert isinstance(encoder, Encoder)
    values = dict(zip(NAMES, compare(*read_sides([(a, language), (b, language)], encoder)), strict=False))
    return {name: values[name] for name in BRIEF}


LONG = (
    "The ferry Marlow left the port of Ilmen on Tuesday with forty lorries on board, the harbour master said."
)


def test_a_claim_that_the_text_holds_is_covered_and_one_that_adds_is_not():
    held, adding = seen("The ferry left the port.", LONG), seen("The ferry sank near a reef.", LONG)
    assert held["brief_covered"] > 0.9 > adding["brief_covered"]
    assert held["brief_missing"] == 0 < adding["brief_missing"]


@pytest.mark.parametrize(
    ("claim", "text", "language"),
    [
        ("The ferry did not leave.", LONG, "en"),
        ("لم تغادر العبارة الميناء.", "غادرت العبارة الميناء صباح الثلاثاء وعلى متنها أربعون شاحنة.", "ar"),
        ("Feribot limandan ayrılmadı.", "Feribot salı sabahı kırk kamyonla limandan ayrıldı.", "tr"),
        ("Паром не вышел из порта.", "Паром вышел из порта во вторник утром с сорока грузовиками.", "ru"),
        ("Die Fähre verließ den Hafen nicht.", "Die Fähre verließ am Dienstag mit Lastwagen den Hafen von Ilmen.", "de"),
    ],
)  # fmt: skip
def test_whose_negation_it_is_shows(claim, text, language):
    claimed = seen(claim, text, language)
    assert (claimed["brief_negated"], claimed["long_negated"]) == (1, 0)
    assert claimed["brief_denied_covered"] > 0


def test_what_the_text_denies_is_told_from_what_the_claim_denies():
    found = seen(
        "The ferry left.", "The harbour master said that the ferry had not left the port on Tuesday."
    )
    assert (found["brief_negated"], found["long_negated"]) == (0, 1)


@pytest.mark.parametrize(
    ("claim", "text", "language"),
    [
        ("All lorries were saved.", "The crew of the ferry saved lorries that were parked on deck.", "en"),
        ("Все грузовики спасли.", "Экипаж парома спас грузовики, стоявшие на палубе.", "ru"),
        ("Bütün kamyonlar kurtarıldı.", "Feribotun mürettebatı güvertedeki kamyonları kurtardı.", "tr"),
        (
            "Todos los camiones se salvaron.",
            "La tripulación salvó camiones que estaban en la cubierta.",
            "es",
        ),
    ],
)
def test_a_claim_of_all_says_more(claim, text, language):
    assert seen(claim, text, language)["brief_whole"] == 1


@pytest.mark.parametrize(
    ("claim", "text", "language", "hint"),
    [
        ("The ferry sailed because the crew was paid.", LONG, "en", "cause"),
        ("ربما غادرت العبارة الميناء.", "غادرت العبارة الميناء صباح الثلاثاء.", "ar", "hedge"),
        ("Feribot asla limandan ayrılmadı.", "Feribot salı sabahı limandan ayrıldı.", "tr", "never"),
        ("Никто не видел парома.", "Паром вышел из порта во вторник утром.", "ru", "never"),
        ("Le capitaine voulait partir.", "Le ferry a quitté le port mardi matin.", "fr", "mind"),
        ("El capitán quería salir.", "El ferry salió del puerto el martes.", "es", "mind"),
        ("Die Fähre war die beste.", "Die Fähre verließ am Dienstag den Hafen.", "de", "degree"),
    ],
)
def test_what_only_the_claim_says_of_how_and_why_shows(claim, text, language, hint):
    assert seen(claim, text, language)[f"brief_{hint}"] == 1


def test_details_count_for_the_side_that_has_them():
    found = seen("The ferry left on Tuesday.", "The ferry was seen leaving the port with lorries aboard.")
    assert (found["brief_adds"], found["long_adds"]) == (1, 0)


@pytest.mark.parametrize(("a", "b"), [("never", "peace"), ("They left.", "They stayed."), ("No.", LONG)])
def test_swapping_the_texts_changes_nothing(a, b):
    assert seen(a, b) == pytest.approx(seen(b, a), abs=1e-5)
