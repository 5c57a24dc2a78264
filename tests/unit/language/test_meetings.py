"""Who meets whom holds talks, who does not holds none, and what has not begun has not been done, in all ten languages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from averral.extraction.engine import extract
from averral.model import Document, Polarity

PRINTED = datetime(2026, 9, 17, tzinfo=UTC)


def told(text, language):
    (claim,) = extract(Document("d", text, language=language, published_at=PRINTED)).claims
    return claim.predicate, claim.polarity


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The two presidents met in Tarvan on Tuesday.", "en"),
        ("Les deux présidents se sont rencontrés mardi à Tarvan.", "fr"),
        ("Los dos presidentes se han reunido el martes en Tarvan.", "es"),
        ("Die beiden Präsidenten trafen sich am Dienstag in Tarvan.", "de"),
        ("Два президента встретились во вторник в Тарване.", "ru"),
        ("Два президенти зустрілися у вівторок у Тарвані.", "uk"),
        ("İki cumhurbaşkanı salı günü Tarvan'da görüştü.", "tr"),
        ("التقى الرئيسان يوم الثلاثاء في مدينة تارفان.", "ar"),
        ("دو رئیس‌جمهور روز سه‌شنبه در شهر تاروان دیدار کردند.", "fa"),
        ("שני הנשיאים נפגשו ביום שלישי בעיר טרוואן.", "he"),
    ],
)
def test_presidents_who_met_held_talks(text, language):
    assert told(text, language) == ("talks.held", Polarity.AFFIRMED)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The two presidents did not meet in Tarvan.", "en"),
        ("Les deux présidents ne se sont pas rencontrés à Tarvan.", "fr"),
        ("Los dos presidentes no se han reunido en Tarvan.", "es"),
        ("Die beiden Präsidenten haben sich in Tarvan nicht getroffen.", "de"),
        ("Два президента не встречались в Тарване.", "ru"),
        ("Два президенти не зустрічалися в Тарвані.", "uk"),
        ("İki cumhurbaşkanı Tarvan'da görüşmedi.", "tr"),
        ("لم يلتق الرئيسان في مدينة تارفان.", "ar"),
        ("دو رئیس‌جمهور در شهر تاروان دیدار نکردند.", "fa"),
        ("שני הנשיאים לא נפגשו בעיר טרוואן.", "he"),
    ],
)
def test_presidents_who_did_not_meet_held_none(text, language):
    assert told(text, language) == ("talks.held", Polarity.NEGATED)


def test_a_deadline_is_met_without_talks():
    claims = extract(
        Document("d", "The ministers met the deadline.", language="en", published_at=PRINTED)
    ).claims
    assert all(claim.predicate != "talks.held" for claim in claims)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army has not begun the withdrawal from Tarvan.", "en"),
        ("L'armée n'a pas commencé le retrait de Tarvan.", "fr"),
        ("El ejército no ha iniciado la retirada de Tarvan.", "es"),
        ("Die Armee hat den Abzug aus Tarvan nicht begonnen.", "de"),
        ("Армия не начала отвод войск из Тарвана.", "ru"),
        ("Армія не почала відведення військ із Тарвана.", "uk"),
        ("Ordu Tarvan'dan çekilmeye başlamadı.", "tr"),
        ("لم يبدأ الجيش الانسحاب من مدينة تارفان.", "ar"),
        ("ارتش عقب‌نشینی از شهر تاروان را آغاز نکرده است.", "fa"),
        ("הצבא לא החל בנסיגה מהעיר טרוואן.", "he"),
    ],
)
def test_who_has_not_begun_to_withdraw_has_not_withdrawn(text, language):
    assert told(text, language) == ("control.withdrew", Polarity.NEGATED)
