"""The speech tables, and what they and the rules read together in short sentences of one language each."""

from __future__ import annotations

import pytest

from averral.extraction.cues import lexicon
from averral.language import tables
from quote_scoring import outer_quotes_of


@pytest.mark.parametrize("language", tables.languages())
def test_lists_of_single_words_hold_no_phrases(language: str) -> None:
    """A phrase among single words would be cut in silence and match each of its parts."""
    known = lexicon(language)
    phrases = {name: [entry for entry in getattr(known.speech, name) if " " in entry] for name in known.lists}
    assert not {name: found for name, found in phrases.items() if found}


@pytest.mark.parametrize(
    ("language", "text", "content", "speaker"),
    [
        ("de", "Ministerin Ida Torv hat vor einer Spaltung gewarnt.", "einer Spaltung", "Ida Torv"),
        ("de", "In einem Interview sprach Ida Torv von einem Neuanfang.", "einem Neuanfang", "Ida Torv"),
        ("de", "Am Montag verlangte sie eine neue Untersuchung.", "eine neue Untersuchung", "sie"),
        (
            "de",
            "Aus Regierungskreisen hieß es, die Lage sei ernst.",
            "die Lage sei ernst",
            "Regierungskreisen",
        ),
        ("de", "„Das reicht nicht“, soll Torv am Abend gesagt haben.", "Das reicht nicht", "Torv"),
        (
            "fr",
            "« Nous resterons ici » : les habitants bloquent la route.",
            "Nous resterons ici",
            "habitants",
        ),
        ("fr", "Le maire Luc Bory a indiqué regretter cet incident.", "regretter cet incident", "Luc Bory"),
        (
            "es",
            "Para el ingeniero Saúl Vera, el puente cederá pronto.",
            "el puente cederá pronto",
            "Saúl Vera",
        ),
        (
            "es",
            "Un portavoz que pidió el anonimato admitió fallos en la red.",
            "fallos en la red",
            "Un portavoz",
        ),
        ("ru", "Срок, напомнил он, истекает завтра утром.", "Срок, напомнил он, истекает завтра утром", "он"),
        ("uk", "Місцеві жителі скаржаться на нестачу води.", "нестачу води", "Місцеві жителі"),
    ],
)
def test_a_sentence_gives_its_quote_and_speaker(language: str, text: str, content: str, speaker: str) -> None:
    found = [
        (quote.text, quote.speaker.name if quote.speaker else "") for quote in outer_quotes_of(text, language)
    ]
    assert [(each, name) for each, name in found if each == content and speaker in name], found


def test_speech_between_dashes_goes_on_behind_the_attribution() -> None:
    (quote,) = outer_quotes_of("— Мы готовы, — сказала Ирина Волкова. — Пусть начинают.", "ru")
    assert [part.of("— Мы готовы, — сказала Ирина Волкова. — Пусть начинают.") for part in quote.parts] == [
        "Мы готовы",
        "Пусть начинают.",
    ]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("ru", "Мэр Олег Рябов в интервью радио «Волна» заявил, что мост закроют.", "Волна"),
        ("fr", "Dans un texte transmis à l'agence Hexapol, le maire dément avoir menti.", "Hexapol"),
    ],
)
def test_the_outlet_told_is_found_before_the_cue(language: str, text: str, told: str) -> None:
    assert told in [quote.told_to for quote in outer_quotes_of(text, language)]
