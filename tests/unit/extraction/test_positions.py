"""What somebody wants, refuses, backs out of or answers, in the shapes that news of all languages has it."""

from __future__ import annotations

import pytest

from averral.extraction.engine import extract
from averral.model import Claim, Document
from averral.runtime.documents import with_id


def claims(text: str, language: str) -> tuple[Claim, ...]:
    return extract(with_id(Document("", text, language=language))).claims


def told(text: str, language: str) -> list[tuple[str, str]]:
    return [(claim.predicate, claim.polarity.value) for claim in claims(text, language)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Kenyan government backed away on Monday from reaching a deal with the doctors' union.", "en"),
        ("Ethiopia backed out of signing the Nile agreement with Egypt.", "en"),
        ("Peru stopped short of signing a treaty with Bolivia.", "en"),
        ("La Bolivie a renoncé à conclure un accord avec le Chili.", "fr"),
        ("تراجعت إثيوبيا في اللحظة الأخيرة عن توقيع اتفاق سد النهضة مع مصر.", "ar"),
    ],
)
def test_who_backs_out_of_an_agreement_has_not_made_it(text, language):
    assert told(text, language)[0] in {("agreement.signed", "negated"), ("agreement.reached", "negated")}


@pytest.mark.parametrize(
    ("text", "language", "refuses"),
    [
        ("The guerrillas said they would not leave Gao in response to Bamako's call for talks.", "en", "Gao"),
        ("Les insurgés ont dit qu'ils ne quitteraient pas Gao en réponse à l'appel de Bamako.", "fr", "Gao"),
        (
            "Повстанцы заявили, что не покинут Гао в ответ на призыв Бамако провести переговоры.",
            "ru",
            "не покинут Гао",
        ),
        (
            "قال مسلحون إنهم لن يغادروا غاو ردا على دعوة باماكو لإجراء محادثات.",
            "ar",
            "إنهم لن يغادروا غاو",
        ),
    ],
)
def test_what_an_answer_is_given_to_is_a_clause_of_its_own(text, language, refuses):
    found = [claim for claim in claims(text, language) if claim.predicate == "intention.refuse_leave"]
    assert found[0].text.endswith(refuses)


@pytest.mark.parametrize(
    "text",
    [
        "Milisler Gao'dan ayrılmayacaklarını söyledi.",
        "Direnişçiler Gao'dan çekilmeyeceklerini açıkladı.",
        "Sendika lideri, işçilerin fabrikayı terk etmeyeceğini söyledi.",
    ],
)
def test_a_verb_that_is_negated_in_itself_refuses(text):
    assert told(text, "tr")[-1] == ("intention.refuse_leave", "affirmed")


def test_who_does_not_refuse_to_leave_refuses_nothing():
    assert told("İşçiler fabrikadan çekilmeyi reddetmedi.", "tr") == [("intention.refuse_leave", "negated")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dakar is pushing for the withdrawal of all militias from Ziguinchor.", "en"),
        ("Joint patrols must guarantee the withdrawal of every militia from Ziguinchor.", "en"),
        ("Dakar milite pour le retrait de toutes les milices de Ziguinchor.", "fr"),
        ("Дакар добивается вывода всех отрядов из Зигиншора.", "ru"),
        ("Dakar drängt auf den Abzug aller Milizen aus Ziguinchor.", "de"),
        ("Dakar aboga por la retirada de todas las milicias de Ziguinchor.", "es"),
        ("تدفع داكار باتجاه خروج كل الميليشيات من زيغينشور.", "ar"),
        ("داكار خواهان خروج همه شبه‌نظامیان از زیگنشور است.", "fa"),
        ("Дакар домагається виведення всіх загонів із Зігіншора.", "uk"),
    ],
)
def test_who_presses_for_a_withdrawal_wants_it(text, language):
    assert ("intention.demand_withdrawal", "affirmed") in told(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Geneva talks were held at Qatar's request.", "en"),
        ("Les pourparlers de Genève ont été tenus à la demande du Qatar.", "fr"),
        ("Переговоры в Женеве состоялись по требованию Катара.", "ru"),
        ("Cenevre görüşmeleri Katar'ın talebi üzerine gerçekleşti.", "tr"),
        ("عقدت محادثات جنيف بناء على طلب قطر.", "ar"),
        ("Die Gespräche in Genf fanden auf Verlangen Katars statt.", "de"),
    ],
)
def test_what_is_held_at_a_request_is_held(text, language):
    assert told(text, language) == [("talks.held", "affirmed")]


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Kenya reached a deal with the doctors' union on Friday.", "agreement.reached"),
        ("The rebels struck a deal with the government in Juba.", "agreement.reached"),
        ("Norway signed an agreement with Iceland on cod quotas.", "agreement.signed"),
    ],
)
def test_an_agreement_with_somebody_is_one(text, predicate):
    assert told(text, "en") == [(predicate, "affirmed")]


def test_what_shows_in_something_evacuates_nobody():
    text = "تجلّت الوحدة من خلال اتحاد كل الأحزاب الكردية تحت راية واحدة في أربيل."
    assert told(text, "ar") == [("status.united", "affirmed")]


@pytest.mark.parametrize(
    ("text", "language", "event", "stranger"),
    [
        (
            (
                "Talks in Geneva between Chad and the rebels failed on Monday, while Algerian minister Ahmed Attaf said "
                "that his country would keep its troops in Agadez."
            ),
            "en",
            "Talks in Geneva between Chad and the rebels failed on Monday",
            "state:DZ",
        ),
        (
            (
                "Les pourparlers de Genève ont échoué lundi, tandis que le ministre algérien Ahmed Attaf a déclaré que "
                "son pays garderait ses troupes à Agadez."
            ),
            "fr",
            "Les pourparlers de Genève ont échoué lundi",
            "state:DZ",
        ),
        (
            (
                "Переговоры в Женеве провалились, в то время как министр Алжира Ахмед Аттаф заявил, что его страна "
                "сохранит войска в Агадесе."
            ),
            "ru",
            "Переговоры в Женеве провалились",
            "state:DZ",
        ),
        (
            "فشلت محادثات جنيف يوم الاثنين، فيما أكد وزير الخارجية الجزائري أحمد عطاف أن بلاده ستبقي قواتها في أغاديس.",
            "ar",
            "فشلت محادثات جنيف يوم الاثنين",
            "office:foreign-minister:DZ",
        ),
    ],
)
def test_who_tells_something_else_takes_no_part_in_what_was_told_before(text, language, event, stranger):
    first = claims(text, language)[0]
    assert first.text == event
    assert stranger not in {part.key for part in first.participants}


def test_where_the_verb_comes_first_the_name_behind_it_acts():
    text = "تلقت أحزاب كردية رسالة من مسؤول بريطاني حول تبني فرنسا الموقف التركي."
    adopted = next(claim for claim in claims(text, "ar") if claim.predicate == "position.adopted")
    assert [part.key for part in adopted.participants if part.role.value == "actor"] == ["state:FR"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The agreement that is being worked on in Doha covers grain exports.", "en"),
        ("L'accord en cours de négociation à Doha porte sur les céréales.", "fr"),
        ("التفاهمات التي يعمل عليها في الدوحة برعاية قطرية تشمل الحبوب.", "ar"),
        ("Соглашение, над которым работают в Дохе, касается зерна.", "ru"),
        ("Das Abkommen, an dem in Doha gearbeitet wird, betrifft Getreide.", "de"),
        ("Doha'da üzerinde çalışılan anlaşma tahılı kapsıyor.", "tr"),
    ],
)
def test_talks_go_on_over_what_is_being_worked_on(text, language):
    assert told(text, language) == [("talks.continuing", "affirmed")]
