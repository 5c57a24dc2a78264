"""Where reported speech ends and goes on: paragraphs that open again, semicolons, colons, others who speak."""

import pytest

from averral.extraction.engine import extract
from averral.model import Document


def quotes(language, text):
    found = extract(Document(id="x", body=text, language=language)).quotes
    return [
        (quote.span.of(text), quote.speaker.name if quote.speaker else "")
        for quote in found
        if not quote.parent_id
    ]


def test_words_whose_marks_open_again_with_each_paragraph_are_one():
    text = '"My aunt is ninety. She sat there with a lamp.\n\n"When I came up she asked me," said Tom Ryba.'
    assert quotes("en", text) == [(text[1 : text.index('," said')], "Tom Ryba")]


def test_a_semicolon_may_stand_before_the_rest():
    text = '"Flowers rot," noted their analyst, Anna Lund; "it is flowers that will end this."'
    assert quotes("en", text) == [(text[1:-1], "Anna Lund")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            "Ministerin Ada Lütt versicherte, die Bank bleibe frei: „Wir mischen uns da nicht ein.“",
            [("die Bank bleibe frei", "Ada Lütt"), ("Wir mischen uns da nicht ein.", "Ada Lütt")],
        ),
        (
            "tr",
            'Toraman ise istifayı düşünmediğini açıkladı: "Kaptan gemiyi asla böyle bırakmaz."',
            [("istifayı düşünmediğini", "Toraman"), ("Kaptan gemiyi asla böyle bırakmaz.", "Toraman")],
        ),
    ],
)
def test_marks_behind_a_colon_are_a_quotation_of_their_own(language, text, expected):
    assert quotes(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "The mayor said the bridge was safe, but residents say they hear it groan.",
            [("the bridge was safe", "The mayor"), ("they hear it groan", "residents")],
        ),
        (
            "en",
            "The authority denied that berths were on offer, as a newsletter had reported last week.",
            [("berths were on offer", "The authority")],
        ),
        (
            "en",
            'Maud Vesk urged the cabinet to act, a demand that Petrov dismissed as "a price tag".',
            [("the cabinet to act", "Maud Vesk"), ('"a price tag"', "Petrov")],
        ),
        (
            "es",
            "El portavoz aseguró que las obras «van bien», pero no quiso dar detalles.",
            [("las obras «van bien»", "El portavoz")],
        ),
    ],
)
def test_content_ends_where_somebody_else_speaks(language, text, expected):
    assert quotes(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Drivers were told to stay at home."),
        ("en", "The bishop's office would neither confirm nor deny the number."),
        ("fr", "Le porte-parole a refusé de confirmer l'information."),
    ],
)
def test_who_is_told_or_keeps_silent_says_nothing(language, text):
    assert quotes(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "en",
            "The operator of the Merrow Isles' power grid said that all was well.",
            "The operator of the Merrow Isles' power grid",
        ),
        ("fr", "« C'est un mensonge », a réagi sur Facebook la ministre Ada Brun.", "Ada Brun"),
        ("es", "«No sé si es el clima», concluía al anochecer un pastor.", "un pastor"),
        ("tr", "Kimsenin durumu kötü değil, dedi Kömürcü.", "Kömürcü"),
    ],
)
def test_speakers_behind_place_and_time(language, text, speaker):
    assert [name for _, name in quotes(language, text)] == [speaker]
