"""What negates that something is known, or that somebody was the only one, negates nothing that happened."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from averral.extraction.engine import extract
from averral.model import Document, Modality, Polarity

PRINTED = datetime(2026, 9, 14, tzinfo=UTC)


def claims(text, language):
    return extract(Document("d", text, language=language, published_at=PRINTED)).claims


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He was not the only journalist killed in Tarvan.", "en"),
        ("Il n'est pas le seul journaliste tué à Tarvan.", "fr"),
        ("No es el único periodista asesinado en Tarvan.", "es"),
        ("Er war nicht der einzige Journalist, der in Tarvan getötet wurde.", "de"),
        ("Он не единственный журналист, убитый в Тарване.", "ru"),
        ("Він не єдиний журналіст, убитий у Тарвані.", "uk"),
        ("O, Tarvan'da öldürülen tek gazeteci değildi.", "tr"),
        ("لم يكن الصحفي الوحيد الذي قُتل في مدينة تارفان.", "ar"),
        ("او تنها روزنامه‌نگاری نبود که در شهر تاروان کشته شد.", "fa"),
        ("הוא לא העיתונאי היחיד שנהרג בעיר טרוואן.", "he"),
    ],
)
def test_who_is_not_the_only_one_killed_is_killed(text, language):
    assert [claim.predicate for claim in claims(text, language)] == ["casualties.killed"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It is not clear how many people were wounded in Tarvan.", "en"),
        ("On ne sait pas combien de personnes ont été blessées à Tarvan.", "fr"),
        ("No se sabe cuántas personas resultaron heridas en Tarvan.", "es"),
        ("Es ist nicht bekannt, wie viele Menschen in Tarvan verletzt wurden.", "de"),
        ("Неизвестно, сколько человек ранено в Тарване.", "ru"),
        ("Невідомо, скільки людей поранено в Тарвані.", "uk"),
        ("Tarvan'da kaç kişinin yaralandığı bilinmiyor.", "tr"),
        ("لم يُعرف عدد الجرحى في مدينة تارفان.", "ar"),
        ("شمار زخمی‌ها در شهر تاروان معلوم نیست.", "fa"),
        ("לא ידוע כמה בני אדם נפצעו בעיר טרוואן.", "he"),
        ("The number of wounded in Tarvan is not yet known.", "en"),
        ("Le nombre de blessés à Tarvan n'est pas connu.", "fr"),
        ("El número de heridos en Tarvan no se conoce todavía.", "es"),
        ("Die Zahl der Verletzten in Tarvan ist noch nicht bekannt.", "de"),
        ("Число раненых в Тарване пока не известно.", "ru"),
        ("Кількість поранених у Тарвані поки не відома.", "uk"),
        ("Tarvan'daki yaralıların sayısı henüz belli değil.", "tr"),
        ("عدد الجرحى في مدينة تارفان غير معروف بعد.", "ar"),
        ("هنوز تعداد زخمی‌های شهر تاروان مشخص نشده است.", "fa"),
        ("מספר הפצועים בעיר טרוואן עדיין לא ידוע.", "he"),
    ],
)
def test_nobody_is_unhurt_because_the_number_of_the_wounded_is_not_known(text, language):
    (claim,) = claims(text, language)
    assert (claim.predicate, claim.polarity) == ("casualties.wounded", Polarity.AFFIRMED)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Police searched cars to prevent attacks on Tarvan.", "en"),
        ("La police a fouillé des voitures pour empêcher des attaques contre Tarvan.", "fr"),
        ("Die Polizei durchsuchte Autos, um Angriffe auf Tarvan zu verhindern.", "de"),
        ("Поліція обшукувала машини, щоб запобігти нападам на Тарван.", "uk"),
    ],
)
def test_what_is_to_be_prevented_has_not_been_prevented_yet(text, language):
    (claim,) = claims(text, language)
    assert (claim.predicate, claim.modality) == ("attack.launched", Modality.PLANNED)


def test_what_somebody_managed_to_prevent_did_not_happen():
    (claim,) = claims("Police managed to prevent attacks on Tarvan.", "en")
    assert (claim.polarity, claim.modality) == (Polarity.NEGATED, Modality.ASSERTED)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army did not confirm the death of the mayor.", "en"),
        ("La mort du maire n'est pas confirmée.", "fr"),
        ("La muerte del alcalde no está confirmada.", "es"),
        ("Der Tod des Bürgermeisters ist nicht bestätigt.", "de"),
        ("Гибель мэра не подтверждена.", "ru"),
        ("Загибель мера не підтверджено.", "uk"),
        ("Belediye başkanının ölümü doğrulanmadı.", "tr"),
        ("لم يتأكد مقتل رئيس البلدية.", "ar"),
        ("لم يؤكد الجيش مقتل رئيس البلدية.", "ar"),
        ("کشته شدن شهردار تایید نشده است.", "fa"),
        ("מותו של ראש העיר לא אושר.", "he"),
    ],
)
def test_a_death_that_is_not_confirmed_is_possible(text, language):
    (claim,) = claims(text, language)
    assert (claim.predicate, claim.modality) == ("casualties.killed", Modality.POSSIBLE)
