from __future__ import annotations

import pytest

from averral.language.identify import identify


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("أعلنت وزارة الصحة ارتفاع عدد المصابين في العاصمة", "ar"),
        ("The finance minister resigned after a vote in parliament", "en"),
        ("Le gouvernement a présenté son budget mardi à l'Assemblée", "fr"),
        ("Bakanlık, depremde hasar gören binaların sayısını açıkladı", "tr"),
        ("Правительство объявило о новых мерах поддержки", "ru"),
        ("El presidente anunció elecciones anticipadas para junio", "es"),
        ("Der Bundestag hat das Gesetz am Freitag beschlossen", "de"),
        ("وزیر امور خارجه ایران فردا به مسکو می‌رود", "fa"),
        ("ראש הממשלה נפגש עם שר החוץ בירושלים", "he"),
        ("Уряд оголосив про нові заходи підтримки підприємців", "uk"),
    ],
)
def test_each_language_of_ours_is_told(text: str, language: str) -> None:
    found = identify(text)
    assert found.language == language
    assert 0.5 < found.confidence <= 1


@pytest.mark.parametrize("text", ["", "  ", "728 x 90", "12:30 – 4/5", "…"])
def test_text_without_letters_is_undetermined(text: str) -> None:
    assert identify(text).language == "und"
    assert identify(text).confidence == 0


def test_a_hint_decides_where_the_text_says_nothing() -> None:
    assert identify("27 – 30", hint="ar-SY").language == "ar"


def test_a_plausible_hint_wins_over_a_close_rival() -> None:
    assert identify("حلب", hint="fa").language == "fa"
    assert identify("حلب", hint="ar").language == "ar"


def test_a_hint_that_the_text_contradicts_is_dropped() -> None:
    text = "Правительство объявило о новых мерах поддержки малого бизнеса в регионах страны"
    assert identify(text, hint="fr").language == "ru"


def test_a_language_without_tables_is_named_not_forced() -> None:
    assert identify("حکومت نے عوام کے لیے نئے منصوبوں کا اعلان کیا ہے", hint="").language == "ur"


def test_boilerplate_in_the_middle_of_a_long_text_is_outvoted() -> None:
    text = "أعلنت وزارة الصحة ارتفاع عدد المصابين في العاصمة. " * 200
    assert identify(text + "Follow us on Facebook").language == "ar"
