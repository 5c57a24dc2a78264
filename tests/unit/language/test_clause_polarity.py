"""A clause of whose words none is a known event: what it negates, and what lies ahead."""

from __future__ import annotations

import pytest

from averral.language.clause_polarity import assess_clause
from averral.language.polarity import assess
from averral.model import Modality, Polarity, Span

NOT_AHEAD = {
    "en": "Tarvia will not repaint the boats.",
    "fr": "La Tarvie ne repeindra pas les bateaux.",
    "es": "Tarvia no repintará los barcos.",
    "de": "Tarvien wird die Boote nicht neu anstreichen.",
    "tr": "Tarvia tekneleri boyamayacak.",
    "ru": "Тарвия не будет перекрашивать лодки.",
    "uk": "Тарвія не буде перефарбовувати човни.",
    "ar": "لن تطلي تارفيا القوارب.",
    "fa": "تارویا قایق‌ها را رنگ نخواهد کرد.",
}
NOTHING_THERE = {
    "en": "There was no depot in the market.",
    "fr": "Il n'y avait aucun dépôt sur le marché.",
    "es": "En el mercado no había ningún depósito.",
    "de": "Auf dem Markt gab es kein Lager.",
    "tr": "Pazarda hiçbir depo yoktu.",
    "ru": "На рынке не было никакого склада.",
    "uk": "На ринку не було жодного складу.",
    "ar": "لم يكن في السوق أي مستودع.",
    "fa": "در بازار هیچ انباری وجود نداشت.",
    "he": "בשוק לא היה שום מחסן.",
}
AHEAD = {
    "en": "Tarvia will repaint 16 boats on Friday.",
    "fr": "La Tarvie repeindra 16 bateaux vendredi.",
    "es": "Tarvia repintará 16 barcos el viernes.",
    "de": "Tarvien wird am Freitag 16 Boote anstreichen.",
    "tr": "Tarvia cuma günü 16 tekneyi boyayacak.",
    "ru": "Тарвия в пятницу будет перекрашивать 16 лодок.",
    "uk": "Тарвія в п'ятницю фарбуватиме 16 човнів.",
    "ar": "ستطلي تارفيا 16 قارباً يوم الجمعة.",
    "fa": "تارویا روز جمعه ۱۶ قایق را رنگ خواهد کرد.",
}


def read(text, language):
    return assess_clause(text, Span(0, len(text)), language)


@pytest.mark.parametrize("language", NOT_AHEAD)
def test_what_somebody_will_not_do(language):
    assert read(NOT_AHEAD[language], language) == (Polarity.NEGATED, Modality.PLANNED)


@pytest.mark.parametrize("language", NOTHING_THERE)
def test_what_there_was_none_of(language):
    assert read(NOTHING_THERE[language], language) == (Polarity.NEGATED, Modality.ASSERTED)


@pytest.mark.parametrize("language", AHEAD)
def test_what_lies_ahead(language):
    assert read(AHEAD[language], language) == (Polarity.AFFIRMED, Modality.PLANNED)


@pytest.mark.parametrize(
    "text", ["Tarvia repainted the boats on May 5.", "Not only Tarvia repainted the boats.", ""]
)
def test_what_was_simply_done(text):
    assert read(text, "en") == (Polarity.AFFIRMED, Modality.ASSERTED)


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("ar", "ولم ترد معلومات مؤكدة عن نتائج الاجتماعات التي عُقدت في المدينة", "عُقدت"),
        ("en", "There was no confirmed information on the talks which were held in Tarvo", "held"),
    ],
)
def test_what_a_relative_clause_tells_is_known_though_there_are_no_tidings_of_the_rest(language, text, word):
    at = text.index(word)
    assert assess(text, Span(0, len(text)), Span(at, at + len(word)), language)[1] is Modality.ASSERTED


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "Contrary to plans, the truce broke on Monday", "broke"),
        ("de", "Anders als geplant scheiterte der Austausch am Montag", "scheiterte"),
        ("fa", "بر خلاف برنامه آتش‌بس روز دوشنبه شکست", "شکست"),
    ],
)
def test_what_came_contrary_to_plan_is_no_plan(language, text, word):
    at = text.index(word)
    assert assess(text, Span(0, len(text)), Span(at, at + len(word)), language)[1] is Modality.ASSERTED
