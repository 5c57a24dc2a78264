"""What somebody rules out, harms that nobody suffered, and days to which something is put off."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from averral.extraction.engine import extract
from averral.model import Document, Polarity


def claims(text, language, published="2026-09-11"):
    day = datetime.fromisoformat(published).replace(tzinfo=UTC)
    return extract(Document("d", text, language=language, published_at=day)).claims


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le Premier ministre Anselme Torvand a exclu de limoger la ministre de l'Intérieur.", "fr"),
        ("El primer ministro Anselmo Torvand descartó destituir a la ministra del Interior.", "es"),
        ("استبعد رئيس الوزراء أنسيلمو تورفاند إقالة وزيرة الداخلية.", "ar"),
        ("אנסלמו טורבנד, ראש הממשלה, שלל את פיטורי שרת הפנים.", "he"),
        ("انسلمو توروند، نخست‌وزیر، برکناری وزیر کشور را منتفی دانست.", "fa"),
    ],
)
def test_what_somebody_rules_out_is_not_told_as_done(text, language):
    told = [each for each in claims(text, language) if each.predicate == "office.dismissed"]
    assert [each.polarity for each in told] == [Polarity.NEGATED]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("There were no immediate reports of deaths or injuries in Tovarra.", "en"),
        ("No se informó de heridos en Tovarra.", "es"),
        ("Berichte über Tote oder Verletzte in Tovarra gab es nicht.", "de"),
        ("О погибших в Товарре не сообщалось.", "ru"),
        ("Про загиблих у Товаррі не повідомляли.", "uk"),
        ("Інформації про жертви та постраждалих у Товаррі немає.", "uk"),
    ],
)
def test_harms_of_which_nothing_is_reported_are_told_as_none(text, language):
    assert {each.predicate for each in claims(text, language)} == {"casualties.none"}


def test_a_harm_with_a_figure_stands_for_itself():
    found = claims("No deaths were reported, or 12 injuries at most in Tovarra, the mayor said.", "en")
    assert "casualties.wounded" in {each.predicate for each in found}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Peace talks in Tovarra have been adjourned until September 22.", "en"),
        ("Les pourparlers de Tovarra ont été ajournés au 22 septembre.", "fr"),
        ("أُجلت المحادثات إلى الثاني والعشرين من سبتمبر الجاري.", "ar"),
        ("Görüşmeler 22 Eylül'e ertelendi.", "tr"),
        ("Переговоры отложены до 22 сентября.", "ru"),
        ("Die Gespräche wurden auf den 22. September vertagt.", "de"),
    ],
)
def test_what_is_put_off_is_so_from_when_it_is_told(text, language):
    (told,) = [each for each in claims(text, language) if each.predicate == "talks.postponed"]
    assert (told.event_time.start, told.event_time.end) == (date(2026, 9, 11), date(2026, 9, 22))
