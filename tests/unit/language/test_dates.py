"""Dates against the day of publication; own sentences."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averral.language.calendars import day_of
from averral.language.dates import find_dates, find_publication

FRIDAY = date(2024, 3, 15)

FOUND = [
    ("ar", "وقع الهجوم أمس الخميس", (2024, 3, 14), "day"),
    ("ar", "في العاشر من شباط الماضي", (2024, 2, 10), "day"),
    ("ar", "قبل أسبوعين اندلع القتال", (2024, 3, 1), "day"),
    ("en", "The vote was held on March 10", (2024, 3, 10), "day"),
    ("en", "He resigned three days ago", (2024, 3, 12), "day"),
    ("en", "on the 29th of February", (2024, 2, 29), "day"),
    ("fr", "la réunion de mardi prochain", (2024, 3, 19), "day"),
    ("tr", "12 Mart 2024 Salı günü", (2024, 3, 12), "day"),
    ("ru", "в прошлую среду прошли переговоры", (2024, 3, 13), "day"),
    ("es", "el 5 de marzo", (2024, 3, 5), "day"),
    ("de", "vor drei Wochen", (2024, 2, 23), "day"),
    ("fa", "۲۵ اسفند ۱۴۰۲", (2024, 3, 15), "day"),
    ("he", "אתמול נחתם ההסכם", (2024, 3, 14), "day"),
    ("uk", "11 березня 2024 року", (2024, 3, 11), "day"),
    ("en", "since last month", (2024, 2, 1), "month"),
    ("en", "back in 2011", (2011, 1, 1), "year"),
]


@pytest.mark.parametrize(("language", "text", "start", "precision"), FOUND, ids=[row[1] for row in FOUND])
def test_a_date_is_resolved_against_publication(language, text, start, precision):
    (found,) = find_dates(text, language, FRIDAY)
    assert (found.start, found.precision) == (date(*start), precision)


def test_two_days_of_one_month_are_a_range():
    (found,) = find_dates("from 3 to 7 May 2021", "en", None)
    assert (found.start, found.end, found.precision) == (date(2021, 5, 3), date(2021, 5, 7), "range")


def test_the_basis_tells_words_from_counting():
    named, counted = find_dates("On 3 May 2021 and yesterday", "en", FRIDAY)
    assert (named.basis, counted.basis) == ("text", "relative")


def test_without_publication_only_dates_with_a_year_are_given():
    found = find_dates("Yesterday, on Monday, on 5 May and on 3 May 2021", "en", None)
    assert [each.start for each in found] == [date(2021, 5, 3)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They may march on"),
        ("ar", "مارس الضغط على أحد القادة"),
        ("en", "31 February 2020"),
        ("fr", "la planète Mars"),
    ],
)
def test_words_that_only_look_like_dates_are_none(language, text):
    assert find_dates(text, language, FRIDAY) == ()


@pytest.mark.parametrize(
    ("language", "line", "day"),
    [
        ("ar", "بيروت - 04 آذار 2023", (2023, 3, 4)),
        ("en", "Sunday 2016/12/04", (2016, 12, 4)),
        ("en", "1 December 2016 Last update: 10:00", (2016, 12, 1)),
        ("tr", "Son güncelleme: 04.12.2016", (2016, 12, 4)),
    ],
)
def test_a_byline_names_its_day(language, line, day):
    assert find_publication(line, language) == date(*day)


def test_a_paragraph_is_no_byline():
    assert find_publication("On 3 May 2021 " + "it rained " * 50, "en") is None


@given(st.dates(date(1900, 3, 21), date(2090, 1, 1)))
def test_jalali_days_follow_each_other(day):
    years = [(y, m, d) for y in (day.year - 622, day.year - 621) for m in range(1, 13) for d in (1, 15, 29)]
    converted = [day_of("jalali", *each) for each in years]
    assert converted == sorted(converted)


@pytest.mark.parametrize(
    ("jalali", "gregorian"),
    [((1403, 1, 1), (2024, 3, 20)), ((1357, 11, 22), (1979, 2, 11)), ((1399, 12, 30), (2021, 3, 20))],
)
def test_jalali_days_are_converted(jalali, gregorian):
    assert day_of("jalali", *jalali) == date(*gregorian)


@given(st.text(alphabet="0123456789 /.-مايوأمسmonday may last ago", max_size=50))
def test_any_text_gives_spans_inside_it(text):
    for found in find_dates(text, "en", FRIDAY):
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert found.start <= found.end


@pytest.mark.parametrize("published", [date.min, date(1, 1, 8), date(9999, 12, 31)])
@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "He said yesterday, last week, next year and on 31 December that it ends on Friday, next month.",
        ),
        ("ar", "قال أمس والأسبوع الماضي والعام المقبل وفي 31 كانون الأول إنه ينتهي يوم الجمعة"),
        (
            "ru",
            "Вчера, на прошлой неделе, в следующем году и 31 декабря он сказал, что это кончится в пятницу.",
        ),
    ],
)
def test_a_report_from_an_end_of_the_calendar_does_not_leave_it(language, text, published):
    for found in find_dates(text, language, published):
        assert found.basis == "text"


def test_an_iranian_year_on_its_own_lies_in_two_of_ours():
    (found,) = find_dates("در سال ۱۳۹۸ نیز زلزله‌ای رخ داد", "fa", None)
    assert (found.start.isoformat(), found.end.isoformat()) == ("2019-03-21", "2020-03-19")


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "It began on Tuesday. On the same day nine died, the next day talks opened.", [12, 12, 13]),
        ("fr", "Un séisme a frappé mardi. Le même jour, neuf personnes sont mortes.", [12, 12]),
        ("ar", "وقع الانهيار يوم الثلاثاء. وفي اليوم نفسه قُتل تسعة أشخاص.", [12, 12]),
        ("tr", "Heyelan salı günü oldu. Ertesi gün dokuz kişi öldü.", [12, 13]),
        ("ru", "Оползень сошёл во вторник. В тот же день погибли девять человек.", [12, 12]),
        ("es", "El alud ocurrió el martes. Ese mismo día murieron nueve personas.", [12, 12]),
        ("de", "Der Erdrutsch ereignete sich am Dienstag. Am Vortag hatte es geregnet.", [12, 11]),
        ("fa", "رانش زمین روز سه‌شنبه رخ داد. در همان روز نه نفر کشته شدند.", [12, 12]),
        ("he", "המפולת אירעה ביום שלישי. באותו יום נהרגו תשעה בני אדם.", [12, 12]),
        ("uk", "Зсув стався у вівторок. Того ж дня загинули дев'ять людей.", [12, 12]),
    ],
)
def test_the_same_day_is_the_one_named_before(language, text, days):
    assert [found.start.day for found in find_dates(text, language, FRIDAY)] == days


def test_no_day_is_made_up_where_none_was_named():
    assert find_dates("On the same day nine died.", "en", FRIDAY) == ()
