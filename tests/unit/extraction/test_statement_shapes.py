"""One statement in several builds and languages: which event it tells, and where."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from averral.extraction.engine import extract
from averral.model import Document


def _claims(language: str, text: str):
    published = datetime(2026, 3, 12, tzinfo=UTC)
    return extract(Document(id="x", body=text, language=language, published_at=published)).claims


@pytest.mark.parametrize(
    ("language", "text", "predicate"),
    [
        ("ar", "تأجل تبادل 40 أسيراً كان مقرراً هذا الأسبوع.", "exchange.postponed"),
        ("fa", "تبادل ۴۰ اسیر که برای این هفته برنامه‌ریزی شده بود به تعویق افتاد.", "exchange.postponed"),
        ("he", "חילופי 40 השבויים שתוכננו לשבוע זה נדחו.", "exchange.postponed"),
        ("tr", "Bu hafta yapılması planlanan 40 esirin takası ertelendi.", "exchange.postponed"),
        ("uk", "Запланований на цей тиждень обмін 40 полоненими відкладено.", "exchange.postponed"),
        (
            "de",
            "Die Rebellen haben die Waffenruhe seit der Unterzeichnung zweimal gebrochen.",
            "ceasefire.violated",
        ),
        ("ru", "Повстанцы дважды нарушили перемирие с момента его подписания.", "ceasefire.violated"),
        ("ru", "Совет отверг предложенное соседями десятидневное прекращение огня.", "ceasefire.rejected"),
        ("fa", "شورا آتش‌بس ده روزه پیشنهادی همسایگان را رد کرد.", "ceasefire.rejected"),
        (
            "de",
            "Die Vereinigten Staaten werden Sanktionen gegen drei Werften verhängen.",
            "sanctions.imposed",
        ),
        (
            "fr",
            "Les États-Unis vont imposer la semaine prochaine des sanctions à trois chantiers.",
            "sanctions.imposed",
        ),
    ],
)
def test_what_came_of_something_names_the_event(language, text, predicate):
    assert predicate in {claim.predicate for claim in _claims(language, text)}
    assert "status.united" not in {claim.predicate for claim in _claims(language, text)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Министр иностранных дел Португалии в понедельник провела в Рабате переговоры."),
        ("he", "שרת החוץ של פורטוגל קיימה ביום שני ברבאט שיחות עם עמיתה."),
        ("fa", "وزیر خارجه پرتغال در سفر به رباط با همتای خود گفت‌وگو کرد."),
        ("es", "La ministra de Exteriores de Portugal mantuvo el lunes conversaciones en Rabat."),
    ],
)
def test_the_state_of_an_office_is_no_place(language, text):
    (claim,) = _claims(language, text)
    assert claim.predicate == "talks.held"
    assert [place.country for place in claim.places] == ["MA"]
