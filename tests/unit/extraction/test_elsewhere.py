"""Figures that belong to another event, statements behind an unmarked source, and what else names in caseless scripts and cases need."""

from datetime import UTC, datetime

import pytest

from averral.extraction.engine import extract
from averral.language.places import find_places
from averral.model import Document


def read(text, language):
    return extract(
        Document(id="x", body=text, language=language, published_at=datetime(2026, 3, 12, tzinfo=UTC))
    )


def only(text, language, predicate):
    found = [claim for claim in read(text, language).claims if claim.predicate == predicate]
    assert len(found) == 1, [claim.predicate for claim in read(text, language).claims]
    return found[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Не менее 17 человек пострадали при столкновении двух автобусов под Вельском."),
        ("uk", "Щонайменше 17 людей постраждали під час зіткнення двох автобусів біля Вельська."),
        ("he", "לפחות 17 בני אדם נפצעו בהתנגשות בין שתי רכבות."),
        ("fa", "دست‌کم ۱۷ نفر در برخورد دو قطار زخمی شدند."),
    ],
)
def test_what_collided_is_not_counted_among_those_hurt(language, text):
    claim = only(text, language, "casualties.wounded")
    assert [(each.low, each.unit) for each in claim.quantities] == [(17, "wounded")]


@pytest.mark.parametrize(
    ("language", "text", "predicate", "speaker"),
    [
        ("ar", "وفق الشرطة تظاهر 9000 شخص الأحد في مالقة.", "protest.held", "الشرطة"),
        ("he", "לפי המשטרה הפגינו ביום ראשון 9,000 בני אדם בעיר.", "protest.held", "המשטרה"),
        ("fa", "به گفته پلیس ۹ هزار نفر روز یکشنبه تظاهرات کردند.", "protest.held", "پلیس"),
        (
            "en",
            "According to police 9,000 people marched through the town on Sunday.",
            "protest.held",
            "police",
        ),
        (
            "ru",
            "По данным полиции 9 000 человек вышли на демонстрацию в воскресенье.",
            "protest.held",
            "полиция",
        ),
    ],
)
def test_a_source_that_no_comma_ends_tells_what_follows(language, text, predicate, speaker):
    claim = only(text, language, predicate)
    assert claim.modality.value == "attributed"
    assert [(each.low, each.unit) for each in claim.quantities] == [(9000, "people")]
    assert [each.speaker.name for each in read(text, language).quotes] == [speaker]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Вспышку жёлтой лихорадки в Гарме взяли под контроль."),
        ("uk", "Спалах кору в Гармі вдалося взяти під контроль."),
        ("ar", "تمت السيطرة على تفشي الحصبة في المدينة."),
        ("fa", "شیوع سرخک در این شهر مهار شد."),
        ("he", "התפרצות החצבת בעיר הובאה לשליטה."),
    ],
)
def test_an_outbreak_under_control_is_no_town_captured(language, text):
    assert "health.contained" in {claim.predicate for claim in read(text, language).claims}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Поиски выживших в среду приостановлены из-за метели."),
        ("he", "החיפושים אחר ניצולים הופסקו ביום רביעי."),
        ("fa", "جست‌وجو برای یافتن بازماندگان روز چهارشنبه متوقف شد."),
    ],
)
def test_a_search_for_survivors_tells_of_no_survivors(language, text):
    only(text, language, "search.suspended")


@pytest.mark.parametrize(
    ("language", "text"),
    [("ru", "Армия отбила у мятежников город Дарра."), ("uk", "Армія відбила у повстанців місто Дарра.")],
)
def test_one_verb_retakes_a_town_and_repels_an_attack(language, text):
    assert only(text, language, "control.captured")
    attack = {"ru": "Армия отбила атаку на город Дарра.", "uk": "Армія відбила атаку на місто Дарра."}
    assert only(attack[language], language, "attack.repelled")


def test_a_declaration_is_nobodys_speech():
    found = read("أُعلنت حالة الطوارئ في البلاد بعد الفيضانات.", "ar")
    assert not found.quotes
    assert [claim.predicate for claim in found.claims] == ["emergency.declared"]


def test_the_verb_that_ends_a_persian_clause_is_as_possible_as_its_auxiliary_says():
    claim = only(
        "رئیس‌جمهور ممکن است وزیر کشور را به دلیل فرار زندانیان برکنار کند.", "fa", "office.dismissed"
    )
    assert claim.modality.value == "possible"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Шведское ведомство пообещало 40 миллионов евро помощи пострадавшим от засухи."),
        ("uk", "Уряд пообіцяв 40 мільйонів євро допомоги постраждалим від посухи."),
    ],
)
def test_those_that_aid_is_for_are_no_claim_of_harm(language, text):
    assert "casualties.wounded" not in {claim.predicate for claim in read(text, language).claims}


@pytest.mark.parametrize(
    ("language", "text", "listed"),
    [
        ("uk", "Пожежа у Салоніках тривала добу.", "Thessaloniki"),
        ("ru", "Суд в Салониках отложен.", "Thessaloniki"),
        ("uk", "У неділю в Малазі вийшли на мітинг.", "Málaga"),
    ],
)
def test_a_listed_town_is_known_in_any_case(language, text, listed):
    wanted = {place.key for place in find_places(f"in {listed}", "en")}
    assert {place.key for place in find_places(text, language)} & wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Водители в понедельник начали забастовку, требуя повышения зарплат."),
        ("uk", "Водії в понеділок розпочали страйк, вимагаючи підвищення зарплат."),
    ],
)
def test_what_somebody_does_while_demanding_is_not_what_he_says(language, text):
    assert only(text, language, "strike.started").modality.value == "asserted"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Движение предложило обменять 30 пленных."),
        ("uk", "Рух запропонував обміняти 30 полонених."),
        ("he", "התנועה הציעה חילופי 30 שבויים."),
        ("en", "The movement has proposed swapping 30 prisoners."),
    ],
)
def test_an_exchange_that_is_offered_is_not_done(language, text):
    assert "exchange.offered" in {claim.predicate for claim in read(text, language).claims}


def test_a_relative_clause_is_no_part_of_a_hebrew_speaker():
    (quote,) = read('השופטת תמר גלזר, שעקבה אחרי הדיון, אמרה: "זה לא משפט".', "he").quotes
    assert quote.speaker.name == "תמר גלזר"


def test_a_hebrew_pronoun_speaks_behind_an_adverbial():
    text = 'ראש העיר דן גלזר אמר: "אני חף מפשע". ביציאה מן האולם הוא אמר: "לא קיבלתי דבר".'
    first, last = read(text, "he").quotes
    assert last.speaker.name == first.speaker.name == "דן גלזר"


def test_a_state_that_acts_is_no_place_where_names_follow_their_noun():
    claim = only("قطعت نيكاراغوا علاقاتها الدبلوماسية مع الإكوادور.", "ar", "relations.severed")
    assert [place.name for place in claim.places] == ["الإكوادور"]


def test_a_town_behind_a_preposition_written_onto_it_is_no_verb():
    claim = only("משלחות שתי המדינות קיימו ביום רביעי שיחות בדוחה.", "he", "talks.held")
    assert [place.name for place in claim.places] == ["דוחה"]


def test_a_hebrew_verb_is_no_state_with_an_article():
    assert only("המורדים הפרו את הפסקת האש.", "he", "ceasefire.violated").polarity.value == "affirmed"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Украина получила тела 900 солдат в рамках обмена."),
        ("uk", "Україна отримала тіла 900 солдатів у межах обміну."),
        ("ar", "تسلمت أوكرانيا جثامين 900 جندي في إطار التبادل."),
        ("he", "אוקראינה קיבלה גופות של 900 חיילים במסגרת החילופים."),
    ],
)
def test_bodies_that_are_handed_over_make_no_toll(language, text):
    claim = only(text, language, "exchange.done")
    assert [(each.low, each.unit) for each in claim.quantities] == [(900, "people")]
