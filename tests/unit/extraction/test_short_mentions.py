"""Speakers by age, trade and possessive, behind adverbials, and what verbs take without marks."""

from __future__ import annotations

import pytest

from quote_scoring import outer_quotes_of

AGES = [
    ("en", 'Pensioner Harold Lusk will not go back. "I never jumped like that," says the 91-year-old veteran.', "Harold Lusk"),
    ("en", 'Mayor Ada Berg came on Sunday. "I never said the bridge was unsafe," the 58-year-old told reporters.', "Ada Berg"),
    ("de", "Stürmer Milo Quarshie hat aufgehört. „Die Beine laufen noch“, schrieb der 33-Jährige auf Instagram.", "Milo Quarshie"),
    ("fr", "L'attaquant Milo Quarshie s'est retiré lundi. « Mes jambes courent encore », a écrit le joueur de 33 ans.", "Milo Quarshie"),
    ("es", "El delantero Milo Quarshie se retiró. «Mis piernas aún corren», escribió el jugador de 33 años.", "Milo Quarshie"),
    ("ru", "Пенсионер Харитон Лузин не уедет. «Я так не прыгал», — говорит 91-летний ветеран.", "Харитон Лузин"),
    ("uk", "Лижниця Пелагія Юдіна пішла зі спорту. «Ноги ще біжать», — написала 33-річна спортсменка.", "Пелагія Юдіна"),
    ("tr", 'Forvet Milo Quarshie pazartesi günü futbolu bıraktı. 33 yaşındaki oyuncu, "Bacaklarım hâlâ koşuyor" dedi.', "Milo Quarshie"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name"), AGES)
def test_an_age_speaks_of_whoever_was_named(language, text, name):
    assert [quote.speaker.name for quote in outer_quotes_of(text, language)][-1:] == [name]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("es", "«Las facturas existen», señaló en rueda de prensa la consejera, Leocadia Urrutia.", "Leocadia Urrutia"),
        ("es", "«Cantamos todo el repertorio», bromeó al salir Unai Belaustegui, de 34 años.", "Unai Belaustegui"),
        ("uk", "«Тут була кукурудза», — гірко пожартував бригадир Данило Кривошапка.", "Данило Кривошапка"),
        ("de", "Der Vermittler, der frühere Bischof Anselm Rotter, warnte vor neuen Kämpfen.", "Anselm Rotter"),
        ("ar", "ونفى محاميه زياد الغلايني التهمة.", "زياد الغلايني"),
        ("ar", "ونقل موقع «الجذور» عن مسؤول لم يسمه أن قطعا أثرية سرقت.", "مسؤول لم يسمه"),
        ("ar", "ويعتقد مهندس شارك في المعاينة أن تسرب المياه أضعف الأساسات.", "مهندس شارك في المعاينة"),
        ("fa", "مدیر کارخانه، ایرج کاوه‌نیا، این موضوع را تکذیب کرد: «ما با آتش شوخی نداریم».", "ایرج کاوه‌نیا"),
    ],
)  # fmt: skip
def test_the_speaker_is_found_past_what_surrounds_the_name(language, text, name):
    assert [quote.speaker.name for quote in outer_quotes_of(text, language)][-1:] == [name]


def test_an_object_in_its_case_is_no_subject():
    text = "ودعا المفتي بشير النقاشي إلى وقف القتال. وحث المتظاهرين على العودة إلى بيوتهم."
    assert [quote.speaker.name for quote in outer_quotes_of(text, "ar")] == ["بشير النقاشي"] * 2


def test_whom_something_is_told_to_does_not_speak():
    text = "El presidente, Baldomero Quesada, negó las irregularidades. «No me he llevado nada», dijo a Onda Marina, y añadió que no piensa dimitir."
    assert [quote.speaker.name for quote in outer_quotes_of(text, "es")] == ["Baldomero Quesada"] * 3


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "The mayor denied it on Monday.", "it"),
        ("de", "Steinmeyer bestritt das.", "das"),
        ("ru", "Глава посёлка это опровергает.", "это"),
        ("uk", "У порту це заперечують.", "це"),
    ],
)
def test_a_pronoun_may_be_all_that_is_denied(language, text, said):
    (quote,) = outer_quotes_of(text, language)
    assert (quote.text, quote.denied) == (said, True)


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        (
            "en",
            "Opposition leader Ada Berg called the decision a grave mistake.",
            "the decision a grave mistake",
        ),
        ("ru", "Депутат Ада Берг назвала решение серьёзной ошибкой.", "решение серьёзной ошибкой"),
        ("es", "La diputada Ada Berg calificó la decisión de grave error.", "la decisión de grave error"),
    ],
)
def test_a_judgement_needs_no_marks(language, text, said):
    assert [quote.text for quote in outer_quotes_of(text, language)] == [said]


def test_a_comma_that_joins_the_attribution_is_not_said():
    assert outer_quotes_of('"It fell," she said.', "en")[0].text == "It fell"


def test_a_short_name_in_marks_before_a_clause_is_whom_it_was_told():
    (quote,) = outer_quotes_of("Источник сообщил «Вестнику», что документ готов к подписанию.", "ru")
    assert quote.text == "документ готов к подписанию"


def test_a_town_that_no_table_knows_does_not_speak_its_headline():
    text = "Brandenfelde: Bürgermeister tritt nach Affäre zurück\n\nIn Brandenfelde hat Bürgermeister Otto Wiesner sein Amt niedergelegt."
    assert not outer_quotes_of(text, "de")
