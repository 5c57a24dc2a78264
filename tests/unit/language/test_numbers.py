"""Quantities, their hedges and kinds; own sentences, none from a seed article."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averral.language.numbers import find_numbers
from averral.model import Qualifier

EXACT, ABOUT, AT_LEAST, RANGE, VAGUE = (
    Qualifier.EXACT,
    Qualifier.ABOUT,
    Qualifier.AT_LEAST,
    Qualifier.RANGE,
    Qualifier.VAGUE,
)

FOUND = [
    ("ar", "أصيب ثلاثة وعشرون متظاهراً", [(23, 23, EXACT)]),
    ("ar", "تضرر 3 آلاف و500 منزل", [(3500, 3500, EXACT)]),
    ("ar", "وصل جريحان إلى المستشفى", [(2, 2, EXACT)]),
    ("ar", "تظاهر عشرات الآلاف في العاصمة", [(10_000, None, VAGUE)]),
    (
        "en",
        "Some 4.5 million voters and at least twelve observers",
        [(4.5e6, 4.5e6, ABOUT), (12, None, AT_LEAST)],
    ),
    ("en", "Hundreds of thousands marched", [(100_000, None, VAGUE)]),
    ("en", "Between two and three hundred homes burned", [(200, 300, RANGE)]),
    ("fr", "Une quinzaine de blessés et quatre-vingt-trois disparus", [(15, 15, ABOUT), (83, 83, EXACT)]),
    ("tr", "Depremde en az kırk iki kişi öldü", [(42, None, AT_LEAST)]),
    ("tr", "On binlerce kişi yürüdü", [(10_000, None, VAGUE)]),
    ("ru", "Эвакуированы 2 тысячи 300 жителей", [(2300, 2300, EXACT)]),
    ("ru", "Погибли от пяти до десяти тысяч человек", [(5000, 10_000, RANGE)]),
    ("de", "Mehr als dreitausendzweihundert Menschen", [(3200, None, Qualifier.MORE_THAN)]),
    ("es", "Hasta doscientas casas quedaron dañadas", [(None, 200, Qualifier.AT_MOST)]),
    ("fa", "حداقل سی و پنج نفر کشته شدند", [(35, None, AT_LEAST)]),
    ("he", "שלושים וחמישה פצועים", [(35, 35, EXACT)]),
    ("uk", "Понад двісті будинків зруйновано", [(200, None, Qualifier.MORE_THAN)]),
]


@pytest.mark.parametrize(("language", "text", "expected"), FOUND, ids=[row[1] for row in FOUND])
def test_a_quantity_is_read_with_its_hedge(language, text, expected):
    assert [(n.low, n.high, n.qualifier) for n in find_numbers(text, language)] == expected


NONE = [
    ("en", "Resolution 1701 was adopted at 19:30 on 11 August 2006"),
    ("en", "An F-35 landed on Route 66 in 2014"),
    ("en", "One of the ministers left for the third time"),
    ("ar", "نص القرار رقم 1701 على ذلك عام 2006"),
    ("fr", "L'article 5 et la résolution 1325"),
    ("tr", "15. madde ve 3. kez"),
    ("ru", "в 2014 году, на 5-й день, С-400"),
    ("en", "Call +963 11 5551234 or see /2016/12/04/"),
    ("en", "300 x 250"),
]


@pytest.mark.parametrize(("language", "text"), NONE, ids=[row[1] for row in NONE])
def test_what_names_something_is_no_quantity(language, text):
    assert find_numbers(text, language) == ()


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "$5 million", "money"),
        ("ar", "خمسة ملايين دولار", "money"),
        ("tr", "yüzde 12", "percent"),
        ("fr", "12 %", "percent"),
        ("ru", "пять дней", "duration"),
        ("en", "forty people", "count"),
    ],
)
def test_the_kind_follows_what_stands_beside(language, text, kind):
    assert [n.kind for n in find_numbers(text, language)] == [kind]


def test_a_rise_from_one_value_to_another_is_no_range():
    found = find_numbers("The toll rose from 20 to 27", "en")
    assert [n.best for n in found] == [20, 27]


def test_the_qualifier_is_inside_the_wider_span_only():
    text = "Hubo al menos 27 muertos"
    (number,) = find_numbers(text, "es")
    assert number.span.of(text) == "27"
    assert number.span_with_qualifier.of(text) == "al menos 27"


def test_a_year_like_number_before_a_counted_noun_counts():
    assert [n.best for n in find_numbers("About 2000 people fled", "en")] == [2000]


@given(
    st.text(alphabet="012 ,.-/xو ألفعشرين one hundred and a from to", max_size=60),
    st.sampled_from(["ar", "en", "de", "zz"]),
)
def test_any_text_gives_spans_inside_it_in_order(text, language):
    found = find_numbers(text, language)
    assert all(0 <= n.span.start < n.span.end <= len(text) for n in found)
    assert [n.span for n in found] == sorted(n.span for n in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "للأسبوع الحادي عشر على التوالي"),
        ("he", "זה השבוע האחד-עשר ברציפות"),
        ("he", "עד הצלצול השני"),
        ("ru", "23-дневную забастовку"),
        ("uk", "23-денний страйк"),
        ("fa", "از ترس آشوبگران، و نه بارانی که پیش‌بینی شده"),
    ],
)
def test_ordinals_and_words_spelt_like_a_number_count_nothing(language, text):
    assert find_numbers(text, language) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "ihren 23-tägigen Streik"), ("he", "שביתה של 23 הימים"), ("tr", "11 yaşındaki kız")],
)
def test_what_lasts_or_how_old_somebody_is_is_a_duration(language, text):
    (number,) = find_numbers(text, language)
    assert number.kind == "duration"


def test_a_doubtful_word_counts_at_the_beginning_and_before_what_is_counted():
    assert [each.best for each in find_numbers("نه مظنون بازداشت شدند.", "fa")] == [9]
    assert [each.best for each in find_numbers("بمب ترکید و نه نفر کشته شدند.", "fa")] == [9]
