"""Words in marks that are a part of the reporter's own sentence: their span takes the marks along, and they are mixed speech."""

from __future__ import annotations

import pytest

from averral.extraction.quotes import find_quotes
from averral.extraction.reading import read
from averral.model import Document


def quoted(text: str, language: str) -> list[tuple[str, str]]:
    reading = read(Document(id="d", body=text, language=language))
    return [(str(quote.kind), quote.text) for quote in find_quotes(reading) if not quote.parent_id]


@pytest.mark.parametrize(
    ("language", "text", "fragment"),
    [
        ("en", "Senator Odile Marsh called the plan “a farce”.", "“a farce”"),
        ("en", "Senator Odile Marsh branded the plan an “empty farce”.", "an “empty farce”"),
        ("en", "Mayor Odile Marsh warned that “the ice is thin this year”.", "“the ice is thin this year”"),
        ("fr", "Le maire Odon Marsais a qualifié le projet de « farce ».", "« farce »"),
        (
            "de",
            "Bürgermeister Odo Marsberg nannte den Plan eine „Farce ohne Ende“.",
            "eine „Farce ohne Ende“",
        ),
        ("es", "El alcalde Odón Marzal calificó el plan de «farsa».", "«farsa»"),
        ("ru", "Мэр Олег Марсов назвал план «пустым фарсом».", "«пустым фарсом»"),
        ("uk", "Мер Олег Марсенко назвав план «порожнім фарсом».", "«порожнім фарсом»"),
        ("ar", "ووصف رئيس البلدية عدنان المرسي الخطة بأنها «مهزلة كبيرة».", "«مهزلة كبيرة»"),
        ("he", 'ראש העיר אלון מרסי אמר כי "הקרח דק השנה".', '"הקרח דק השנה"'),
        ("fa", "شهردار عادل مرسی این طرح را «نمایش بزرگ» توصیف کرد.", "«نمایش بزرگ»"),
        ("tr", 'Belediye Başkanı Ali Marsan planı "boş bir komedi" olarak niteledi.', '"boş bir komedi"'),
    ],
)
def test_a_fragment_in_marks_is_mixed_and_keeps_its_marks(language, text, fragment):
    assert quoted(text, language) == [("mixed", fragment)]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "“The ice is thin this year,” Mayor Odile Marsh said.", "The ice is thin this year"),
        ("en", "Mayor Odile Marsh said: “The ice is thin this year.”", "The ice is thin this year."),
        ("tr", 'Belediye Başkanı Ali Marsan "Bu yıl buz ince" dedi.', "Bu yıl buz ince"),
        ("he", '"הקרח דק השנה", תיאר השומר אלון מרסי.', "הקרח דק השנה"),
    ],
)
def test_speech_that_stands_for_itself_is_direct(language, text, words):
    assert quoted(text, language) == [("direct", words)]
