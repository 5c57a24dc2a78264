"""The army of a state has one key in all languages, also where a text goes on to call it the army."""

from __future__ import annotations

import pytest

from averral.extraction.engine import extract
from averral.model import Document
from averral.runtime.documents import with_id


def actors(text: str, language: str) -> list[str]:
    last = extract(with_id(Document("", text, language=language))).claims[-1]
    return [part.key for part in last.participants if part.role.value == "actor"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Malian army shelled Kidal.", "en"),
        ("L'armée malienne a bombardé Kidal.", "fr"),
        ("Армия Мали обстреляла Кидаль.", "ru"),
        ("The Malian army shelled Kidal. The army captured two villages near Kidal on Sunday.", "en"),
        ("L'armée malienne a bombardé Kidal. L'armée a pris deux villages près de Kidal.", "fr"),
        ("Армия Мали обстреляла Кидаль. В воскресенье армия взяла две деревни под Кидалем.", "ru"),
    ],
)
def test_the_army_of_a_state_is_the_state_s(text, language):
    assert actors(text, language) == ["state:ML"]


def test_an_army_with_a_key_of_its_own_acts_for_its_state():
    assert actors("قصف الجيش السوداني الفاشر. واستعاد الجيش قريتين قرب الفاشر.", "ar") == ["state:SD"]


@pytest.mark.parametrize(
    "text",
    [
        "The Malian army and the Algerian army met at Kidal. The army captured two villages near Kidal.",
        "Fighting went on in Kidal. The army captured two villages near Kidal.",
    ],
)
def test_the_army_is_nobody_s_where_the_text_names_none_or_two(text):
    assert actors(text, "en") == []
