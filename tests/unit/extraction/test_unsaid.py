"""Speakers who deny in their own words to have said something."""

from __future__ import annotations

import pytest

from averral.extraction.engine import extract
from averral.model import Document


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('"I never said that we would close the port," Laila Haddad said.', "en"),
        ("« Je n'ai jamais dit que nous fermerions le port », a affirmé Laila Haddad.", "fr"),
        ("„Ich habe nie gesagt, dass wir den Hafen schließen“, sagte Laila Haddad.", "de"),
        ("«Nunca dije que cerraríamos el puerto», afirmó Laila Haddad.", "es"),
        ("«Я никогда не говорила, что мы закроем порт», — заявила Лейла Хаддад.", "ru"),
        ("«Я ніколи не казала, що ми закриємо порт», — заявила Лейла Хаддад.", "uk"),
        ('"Limanı kapatacağımızı hiç söylemedim" dedi Leyla Haddad.', "tr"),
        ('وقالت ليلى حداد: "لم أقل أبدا إننا سنغلق الميناء".', "ar"),
        ("لیلا حداد گفت: «من هرگز نگفتم که بندر را می‌بندیم».", "fa"),
        ('לילה חדאד אמרה: "מעולם לא אמרתי שנסגור את הנמל".', "he"),
    ],
)
def test_who_never_said_it_denies_it(text, language):
    (quote,) = extract(Document("d", text, language=language)).quotes
    assert quote.denied


@pytest.mark.parametrize(
    "text",
    [
        '"We said that we would close the port," Laila Haddad said.',
        '"We will never close the port, and I say that to the crews of every ship," Laila Haddad said.',
    ],
)
def test_who_did_say_it_denies_nothing(text):
    (quote,) = extract(Document("d", text, language="en")).quotes
    assert not quote.denied
