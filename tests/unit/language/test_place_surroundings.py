"""Places behind the words for their surroundings, in scripts with and without capitals, and words that only look like one."""

from __future__ import annotations

import pytest

from averral.language.place_relations import compare_places
from averral.language.places import find_places


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "They left a base on the outskirts of Kismayo.", "Kismayo"),
        ("es", "Dejaron una base en las afueras de Kismayo.", "Kismayo"),
        ("ar", "غادروا قاعدتهم خارج كيسمايو.", "كيسمايو"),
        ("ar", "انقلب قارب قبالة ماهاجانغا.", "ماهاجانغا"),
        ("he", "הם עזבו בסיס שמחוץ לקיסמאיו.", "קיסמאיו"),
        ("he", "העיירה ג'יבו נתונה במצור.", "ג'יבו"),
        ("he", "פצצה התפוצצה בבית קפה באל-אובייד.", "אל-אובייד"),
        ("fa", "بمبی در بیرون تیمبوکتو منفجر شد.", "تیمبوکتو"),
        ("tr", "Bitlis'te deprem meydana geldi.", "Bitlis"),
    ],
)
def test_a_place_is_found_behind_a_word_for_its_surroundings(language, text, name):
    (place,) = find_places(text, language)
    assert (place.name, place.direction) == (name, "")


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "La ville de Goma est assiégée."), ("es", "Una protesta en Caracas este lunes.")],
)
def test_a_verb_or_a_pronoun_behind_a_name_is_no_direction(language, text):
    (place,) = find_places(text, language)
    assert place.direction == ""


def test_a_direction_with_a_capital_stays_one():
    (place,) = find_places("Les combats à Alep Est continuent.", "fr")
    assert place.direction == "east"


def test_what_happens_in_the_centre_of_a_town_happens_in_it():
    (centre,), (town,) = find_places("in the centre of Tirana", "en"), find_places("in Tirana", "en")
    assert compare_places(centre, town) == "same"


def test_a_force_in_capitals_is_no_town():
    assert [each.name for each in find_places("ОМОН в Лиме применил водомёты.", "ru")] == ["Лиме"]
    assert [each.name for each in find_places("ПАРИЖ, 5 июня. Полиция применила газ.", "ru")] == ["ПАРИЖ"]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "A fire spread through the hills above Tavrunak on Sunday.", "Tavrunak"),
        ("en", "The Kelumbwe border post was closed on Monday.", "Kelumbwe"),
        ("fr", "Le poste-frontière de Kelumbwe a été fermé lundi.", "Kelumbwe"),
        ("de", "Der Markt des Dorfes Tell Barun wurde beschossen.", "Tell Barun"),
        ("de", "Ein Lager am Rand von Tavrunak brannte aus.", "Tavrunak"),
        ("ru", "Армия опровергла захват повстанцами Кундузана.", "Кундузана"),
        ("uk", "Речник спростував захоплення повстанцями Кундузана.", "Кундузана"),
        ("ru", "Пограничный переход Келумбве закрыли.", "Келумбве"),
        ("tr", "Bombalar Tell Salman köyünün pazarına düştü.", "Tell Salman"),
        ("ar", "سقطت قذائف على سوق قرية دير سلمان.", "دير سلمان"),
        ("he", "הכוחות נכנסו לכפר אום דבה.", "אום דבה"),
        ("fa", "گذرگاه مرزی کلومبوه بسته شد.", "کلومبوه"),
        ("fa", "گفت‌وگوها در نزوا آغاز شد.", "نزوا"),
    ],
)
def test_a_place_is_found_whole_and_behind_more_words_for_where(language, text, name):
    assert name in [place.name for place in find_places(text, language)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("in Nizwa", "en"), ("у Нізві", "uk")),
        (("in Nizwa", "en"), ("در نزوا", "fa")),
        (("the village of Kibondwe", "en"), ("деревня Кибондве", "ru")),
        (("the village of Sirajpur", "en"), ("הכפר סיראג'פור", "he")),
        (("in Riga", "en"), ("у Ризі", "uk")),
    ],
)
def test_one_place_is_the_same_in_two_scripts_and_any_case(one, other):
    (mine,), (yours,) = find_places(*one), find_places(*other)
    assert compare_places(mine, yours) == "same"
