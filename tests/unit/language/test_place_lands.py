"""In which country an unlisted place lies, and which words are no places."""

from __future__ import annotations

import pytest

from averral.language.place_relations import compare_places
from averral.language.places import find_places


def _lands(text: str, language: str) -> dict[str, str]:
    return {place.name: place.country for place in find_places(text, language)}


def test_the_country_behind_an_unlisted_place_is_its_own():
    text = "The ship sank off the island of Zarvana in the Comoros. A crew from Kenya helped, and Zarvana mourned."
    assert _lands(text, "en")["Zarvana"] == "KM"


def test_a_text_about_one_country_places_what_it_names_there():
    text = "Sudan closed the road to Kassala. Troops in the village of Zarvana left the army."
    assert _lands(text, "en")["Zarvana"] == "SD"


def test_a_country_that_acts_tells_not_where():
    text = "Russia said its troops took the village of Zarvana, and Moscow called it a victory for Russia."
    assert _lands(text, "en")["Zarvana"] == ""


def test_two_countries_leave_it_open():
    text = "Sudan and Chad closed the border. Troops entered the village of Zarvana."
    assert _lands(text, "en")["Zarvana"] == ""


@pytest.mark.parametrize(
    ("other", "expected"),
    [("in Kenya", "different"), ("in the Comoros", "inside"), ("in Nairobi", "different")],
)
def test_an_unlisted_place_lies_in_no_other_country(other, expected):
    (place, *_) = find_places("The island of Zarvana in the Comoros was hit.", "en")
    (against, *_) = find_places(f"It happened {other}.", "en")
    assert compare_places(place, against) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A spokesman for the White House declined to comment."),
        ("fr", "Holly Willoughby a renoncé au contrat."),
        ("ru", "Её муж Дэн Болдуин дружил с ними."),
        ("tr", "Açıklama Telegram'da ve Facebook'ta yayımlandı."),
        ("de", "Er wollte seinen Namen nicht nennen."),
        ("fa", "این کمک مالی به گفته او کافی نیست"),
        ("he", "בינתיים כתב בטוויטר ובטלגרם"),
    ],
)
def test_names_of_people_and_ordinary_words_are_no_places(language, text):
    assert find_places(text, language) == ()


def test_a_country_with_an_ordinary_name_is_found_where_something_lies_in_it():
    assert [place.country for place in find_places("در مالی ده نفر کشته شدند", "fa")] == ["ML"]
