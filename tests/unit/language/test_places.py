"""Places, directions and containment."""

import pytest

from averral.language.place_relations import compare_places
from averral.language.places import find_places


def only(text, language):
    (place,) = find_places(text, language)
    return place


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "وصل إلى القاهرة"),
        ("ar", "غادر للقاهرة"),
        ("en", "He flew to Cairo"),
        ("fr", "Il est arrivé au Caire"),
        ("tr", "Kahire'de konuştu"),
        ("ru", "Встреча прошла в Каире"),
    ],
)
def test_a_city_has_one_key_in_all_languages(language, text):
    assert only(text, language).key == "gn:360630"


@pytest.mark.parametrize(
    ("language", "text", "direction"),
    [
        ("ar", "قصف شرق الموصل", "east"),
        ("ar", "في حلب الشرقية", "east"),
        ("en", "in western Mosul", "west"),
        ("ar", "ريف حمص الشمالي", "north-rural"),
        ("ru", "в восточном Алеппо", "east"),
    ],
)
def test_a_direction_stands_beside_the_name(language, text, direction):
    assert only(text, language).direction == direction


@pytest.mark.parametrize(
    ("a", "a_language", "b", "b_language", "expected"),
    [
        ("in eastern Aleppo", "en", "غرب حلب", "ar", "different"),
        ("in eastern Aleppo", "en", "في حلب", "ar", "inside"),
        ("in Aleppo", "en", "في سوريا", "ar", "inside"),
        ("in Syria", "en", "à Alep", "fr", "contains"),
        ("in Homs", "en", "في حماة", "ar", "different"),
        ("the village of Tarhun Bala", "en", "in Cairo", "en", "unknown"),
    ],
)
def test_places_are_compared_with_containment(a, a_language, b, b_language, expected):
    assert compare_places(only(a, a_language), only(b, b_language)) == expected


def test_an_unknown_village_matches_across_scripts():
    spellings = [
        only("بلدة مرزوفة", "ar"),
        only("the village of Marzufa", "en"),
        only("в посёлке Марзуфа", "ru"),
    ]
    assert {place.key[0] for place in spellings} == {"~"}
    assert {compare_places(spellings[0], other) for other in spellings} == {"same"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It was a nice reading of the law"),
        ("en", "Of course they march"),
        ("ar", "فتح الباب أمام الحوار"),
    ],
)
def test_ordinary_words_are_no_places(language, text):
    assert find_places(text, language) == ()
