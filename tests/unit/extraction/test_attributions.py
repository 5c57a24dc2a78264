"""Who said it and where it ends, in the forms that news of each language uses most."""

from __future__ import annotations

import pytest

from quote_scoring import outer_quotes_of


def told(text: str, language: str) -> list[tuple[str, str]]:
    return [
        (quote.speaker.name if quote.speaker else "", quote.text) for quote in outer_quotes_of(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Toplantının ardından konuşan Bakan Yardımcısı Sinan Güler, tarafların uzlaştığını kaydetti.",
            "tr",
            [("Sinan Güler", "tarafların uzlaştığını")],
        ),
        (
            "Erkan Soylu'nun avukatı müvekkilinin masum olduğunu savundu.",
            "tr",
            [("Erkan Soylu'nun avukatı", "müvekkilinin masum olduğunu")],
        ),
        (
            "Mazlum'un ardından kürsüye çıkan sözcü Rima Haddad ise görüşmelerin süreceğini söyledi.",
            "tr",
            [("Rima Haddad", "görüşmelerin süreceğini")],
        ),
        (
            "Liman-Sen Genel Başkanı Vedat Kızıltan, grevin süreceğini söyledi.",
            "tr",
            [("Vedat Kızıltan", "grevin süreceğini")],
        ),
        (
            "Man habe alle Auflagen erfüllt, betonte ein Sprecher des Konzerns.",
            "de",
            [("ein Sprecher des Konzerns", "Man habe alle Auflagen erfüllt")],
        ),
        (
            "Das bestätigte ein Sprecher der Polizei. Weitere 60 Menschen seien verletzt.",
            "de",
            [("ein Sprecher der Polizei", "Weitere 60 Menschen seien verletzt")],
        ),
        (
            "Den Vorwurf der Korruption wies Kaiser zurück.",
            "de",
            [("Kaiser", "Den Vorwurf der Korruption")],
        ),
        (
            "El ministro, Pablo Arias, dijo el lunes que las tropas se retirarán.",
            "es",
            [("Pablo Arias", "las tropas se retirarán")],
        ),
        (
            "Según la policía, unas cuatro mil personas participaron en la marcha.",
            "es",
            [("la policía", "unas cuatro mil personas participaron en la marcha")],
        ),
        (
            "L'ambassadeur a regretté l'absence de dialogue et demandé une enquête.",
            "fr",
            [("ambassadeur", "l'absence de dialogue"), ("ambassadeur", "une enquête")],
        ),
        (
            "« Nos hommes n'étaient pas là », a affirmé à l'agence Panorama leur porte-parole, le colonel Yero Diop.",
            "fr",
            [("Yero Diop", "Nos hommes n'étaient pas là")],
        ),
        (
            "Le procureur de la République a précisé que l'autopsie aurait lieu jeudi.",
            "fr",
            [("procureur de la République", "l'autopsie aurait lieu jeudi")],
        ),
    ],
)
def test_speaker_and_content_are_told_apart(text, language, expected):
    assert told(text, language) == expected


def test_a_verb_that_no_table_knows_attributes_marks_to_the_name_behind_it():
    assert told("“We are not leaving this place,” flumped Ada Berg.", "en") == [
        ("Ada Berg", "We are not leaving this place")
    ]


def test_nobody_is_said_to_say_what_is_merely_estimated():
    assert told("Bölgede 40 bin kişinin yerinden edildiği tahmin ediliyor.", "tr") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mayor Ada Berg said: “It is time.\n“The houses will be ready.\n“Come and see.”\nNobody left.", "en"),
        ("Le maire Paul Lantier a déclaré : « C'est l'heure.\n» Les maisons seront prêtes.\n» Venez voir. »\nFin.", "fr"),
        ("Мэр Олег Ветров заявил: «Мы ждали девять лет.\n«Дома будут готовы.\n«Приезжайте».\nВсе молчали.", "ru"),
        ("وقال رئيس البلدية سامي الحداد: «انتظرنا تسع سنوات.\n«ستكون البيوت جاهزة.\n«تعالوا وانظروا».\nوصمت الجميع.", "ar"),
    ],
)  # fmt: skip
def test_a_quotation_over_paragraphs_is_one(text, language):
    (quote,) = outer_quotes_of(text, language)
    assert len(quote.parts) == 3


def test_a_paragraph_that_only_closes_marks_goes_on_with_the_one_that_opened_them():
    text = "A march ends in shots\n\n“They fired first,” said Ada Berg. “My pupils were there.\n\nNobody will vote again.”"
    assert [len(quote.parts) for quote in outer_quotes_of(text, "en")] == [1, 2]
