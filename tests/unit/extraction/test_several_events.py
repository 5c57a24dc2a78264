"""Sentences that tell of several events: each is a claim of its own, with its own day and figure."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from averral.extraction.engine import extract
from averral.model import Document

REOPENED = ("closure.reopened", "10-15")
CLOSED = ("closure.closed", "10-19")


def dated(text, language, day="2026-10-20"):
    published = datetime.fromisoformat(day).replace(tzinfo=UTC)
    found = extract(Document("d", text, language=language, published_at=published)).claims
    return [(claim.predicate, f"{claim.event_time.start:%m-%d}") for claim in found if claim.predicate]


def counted(text, language):
    found = extract(Document("d", text, language=language)).claims
    return [(each.predicate, [int(count.low) for count in each.quantities]) for each in found]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The crossing at Korvane, which reopened on October 15 after repairs, was closed again on Monday."),
        ("fr", "Le poste-frontière de Korvane, qui avait rouvert le 15 octobre, a de nouveau été fermé lundi."),
        ("es", "El paso fronterizo de Korvane, que reabrió el 15 de octubre tras siete meses, volvió a cerrarse el lunes."),
        ("de", "Der Grenzübergang Korvane, der am 15. Oktober nach sieben Monaten wiedereröffnet worden war, ist am Montag erneut geschlossen worden."),
        ("ru", "Пропускной пункт «Корване», открывшийся 15 октября после семимесячного перерыва, в понедельник снова закрыт."),
        ("uk", "Пропускний пункт «Корване», що відкрився 15 жовтня після семимісячної перерви, у понеділок знову закрили."),
        ("tr", "Yedi aylık aradan sonra 15 Ekim'de yeniden açılan Korvane sınır kapısı pazartesi günü tekrar kapatıldı."),
        ("he", "מעבר הגבול קורבנה, שנפתח מחדש ב-15 באוקטובר אחרי שבעה חודשים, נסגר שוב ביום שני."),
        ("fa", "گذرگاه مرزی کوروانه که ۱۵ اکتبر پس از هفت ماه بازگشایی شده بود، روز دوشنبه دوباره بسته شد."),
    ],
)  # fmt: skip
def test_what_became_of_one_thing_at_two_times_is_two_claims(language, text):
    assert dated(text, language) == [REOPENED, CLOSED]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The governments signed on Thursday in Oslo a joint declaration that provides for reopening the border crossing on October 15."),
        ("fr", "Les gouvernements ont signé jeudi à Oslo une déclaration conjointe qui prévoit de rouvrir le poste-frontière le 15 octobre."),
        ("es", "Los gobiernos firmaron el jueves en Oslo una declaración conjunta que prevé reabrir el paso fronterizo el 15 de octubre."),
        ("de", "Die Regierungen unterzeichneten am Donnerstag in Oslo eine gemeinsame Erklärung, die die Wiedereröffnung des Grenzübergangs am 15. Oktober vorsieht."),
        ("ru", "Правительства подписали в четверг в Осло совместную декларацию, которая предусматривает открытие пограничного перехода 15 октября."),
        ("ar", "وقعت الحكومتان يوم الخميس في أوسلو إعلانا مشتركا ينص على إعادة فتح المعبر الحدودي في 15 أكتوبر."),
        ("he", "שתי הממשלות חתמו ביום חמישי באוסלו על הצהרה משותפת שקובעת את פתיחת מעבר הגבול מחדש ב-15 באוקטובר."),
        ("fa", "دو دولت روز پنجشنبه در اسلو بیانیه مشترکی امضا کردند که بازگشایی گذرگاه مرزی در ۱۵ اکتبر را پیش‌بینی می‌کند."),
    ],
)  # fmt: skip
def test_what_was_signed_and_what_it_provides_for_are_two_claims(language, text):
    assert dated(text, language, "2026-10-09") == [("agreement.signed", "10-08"), REOPENED]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A drone struck a market in Korvane, killing nine people and wounding twenty."),
        ("es", "Un dron atacó un mercado en Korvane, matando a nueve personas e hiriendo a una veintena."),
        ("ru", "Беспилотник ударил по рынку в Корване, убив девять человек и ранив двадцать."),
        ("uk", "Безпілотник ударив по ринку в Корване, убивши дев'ять людей і поранивши двадцять."),
        ("he", 'כטב"ם פגע בשוק בקורבנה, הרג תשעה בני אדם ופצע כעשרים.'),
    ],
)
def test_who_was_killed_and_who_was_wounded_are_counted_apart(language, text):
    assert counted(text, language)[1:] == [("casualties.killed", [9]), ("casualties.wounded", [20])]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Neun Menschen wurden in Korvane verletzt, von denen zwei im Krankenhaus starben."),
        ("tr", "Korvane'de dokuz kişi yaralandı, bunlardan ikisi hastanede öldü."),
        ("es", "En Korvane nueve personas resultaron heridas, dos de las cuales murieron en el hospital."),
    ],
)
def test_a_part_of_those_hurt_who_died_is_counted_apart(language, text):
    assert counted(text, language) == [("casualties.wounded", [9]), ("casualties.killed", [2])]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Polizei nahm am Montag zwölf Menschen fest, darunter den Bürgermeister, der am Dienstag freigelassen wurde."),
        ("ru", "В понедельник полиция задержала 12 человек, включая мэра, которого во вторник отпустили."),
        ("uk", "У понеділок поліція затримала 12 осіб, зокрема мера, якого у вівторок звільнили."),
    ],
)  # fmt: skip
def test_what_became_of_one_of_them_is_a_claim_of_its_own(language, text):
    assert dated(text, language) == [("arrest.arrested", "10-19"), ("arrest.released", "10-20")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The crossing, closed for seven months, will reopen on Friday."),
        ("fr", "Le poste-frontière, fermé depuis sept mois, rouvrira vendredi."),
        ("tr", "Yedi aydır kapalı olan Korvane kapısı cuma günü yeniden açılacak."),
    ],
)
def test_how_long_it_was_closed_is_not_the_news(language, text):
    assert dated(text, language) == [("closure.reopened", "10-23")]
