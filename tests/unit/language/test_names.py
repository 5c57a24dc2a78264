"""Names of people across scripts; names from public life that no seed article has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averral.language.names import name_key, same_person, similarity

SAME = [
    ("أنطونيو غوتيريش", "ar", "António Guterres", "es"),
    ("Volodymyr Zelensky", "en", "Владимир Зеленский", "ru"),
    ("Зеленского", "ru", "Zelensky", "en"),
    ("بنيامين نتنياهو", "ar", "Benjamin Netanyahu", "en"),
    ("Netanyahu'nun", "tr", "נתניהו", "he"),
    ("Prime Minister Narendra Modi", "en", "ناريندرا مودي", "ar"),
    ("Макроном", "ru", "Emmanuel Macron", "fr"),
    ("Lucien Rochat", "fr", "لوسيان روشا", "ar"),
    ("Vincent Renard", "fr", "فنسان رونار", "ar"),
    ("Innocent Lokana", "de", "اینوسان لوکانا", "fa"),
    ("Bianca Ocantos", "es", "Bianca Ocantos", "tr"),
    ("Zita Cajuela", "fr", "Zita Cajuela", "de"),
    ("Nomusa Khumalo", "fr", "Номуса Кхумало", "ru"),
    ("Thandeka Mkhabela", "en", "Тандека Мкхабела", "uk"),
]
DIFFERENT = [
    ("Joe Biden", "en", "Hunter Biden", "en"),
    ("محمد مرسي", "ar", "محمد السيسي", "ar"),
    ("Angela Merkel", "de", "Angela Davis", "en"),
    ("Boris Johnson", "en", "Борис Немцов", "ru"),
    ("Ali", "en", "Мария Али Лопес", "ru"),
    ("Kemal Tezcan", "en", "Cemal Tezcan", "tr"),
]


@pytest.mark.parametrize(("a", "a_language", "b", "b_language"), SAME)
def test_one_person_in_two_spellings(a, a_language, b, b_language):
    assert same_person(a, b, a_language, b_language)
    assert same_person(b, a, b_language, a_language)


@pytest.mark.parametrize(("a", "a_language", "b", "b_language"), DIFFERENT)
def test_a_weak_match_never_merges(a, a_language, b, b_language):
    assert not same_person(a, b, a_language, b_language)


def test_the_key_leaves_titles_out():
    assert name_key("President Emmanuel Macron", "en") == name_key("Emmanuel Macron", "fr")


@given(st.text(max_size=30), st.text(max_size=30))
def test_similarity_is_symmetric_and_bounded(a, b):
    assert 0 <= similarity(a, b) <= 100
    assert similarity(a, b) == pytest.approx(similarity(b, a))
