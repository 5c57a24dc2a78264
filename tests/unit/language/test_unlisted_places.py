from __future__ import annotations

import pytest

from averral.language.places import find_places

UNLISTED = [
    ("en", "Two men died in the fighting for Marzuka on Friday.", "Marzuka"),
    ("en", "The army repelled an attack on the Marzuka front.", "Marzuka"),
    ("fr", "Dix soldats sont morts lors de l'attaque de Marzuka.", "Marzuka"),
    ("fr", "Dix soldats sont morts lors de l'attaque d'Aziza.", "Aziza"),
    ("ru", "Бои за Марзуку продолжаются.", "Марзуку"),
    ("tr", "Marzuka'da iki kişi öldü.", "Marzuka"),
]


@pytest.mark.parametrize(("language", "text", "name"), UNLISTED)
def test_a_name_that_no_gazetteer_lists_is_found_by_what_stands_round_it(language, text, name):
    assert [place.name for place in find_places(text, language)] == [name]


def test_one_announced_mention_tells_for_all_others():
    found = find_places("هجوم على بلدة مرزوقة. وقتل عشرة في مرزوقة ونزح سكان مرزوقة.", "ar")
    assert [place.name for place in found] == ["مرزوقة"] * 3
    assert len({place.key for place in found}) == 1


@pytest.mark.parametrize(
    "text", ["The attack on President Assad failed.", "They attacked on Monday.", "In the fall of 2016"]
)
def test_what_is_no_place_stays_out(text):
    assert find_places(text, "en") == ()
