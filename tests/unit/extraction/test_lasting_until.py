"""A weekday up to which something lasts is the next one: "closed until Wednesday"."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from averral.extraction.engine import extract
from averral.model import Document

THURSDAY = datetime(2026, 9, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The crossing in Tarvan will remain closed until Wednesday.", "en"),
        ("Le passage de Tarvan restera fermé jusqu'à mercredi.", "fr"),
        ("El paso de Tarvan permanecerá cerrado hasta el miércoles.", "es"),
        ("Der Übergang in Tarvan bleibt bis Mittwoch geschlossen.", "de"),
        ("سيبقى معبر تارفان مغلقا حتى الأربعاء.", "ar"),
        ("گذرگاه تاروان تا چهارشنبه بسته می‌ماند.", "fa"),
        ("המעבר בטרוואן יישאר סגור עד יום רביעי.", "he"),
    ],
)
def test_what_is_closed_until_a_weekday_is_so_until_the_next(text, language):
    (claim,) = extract(Document("d", text, language=language, published_at=THURSDAY)).claims
    assert claim.event_time is not None
    assert (claim.event_time.start, claim.event_time.end) == (date(2026, 9, 17), date(2026, 9, 23))


def test_what_happened_on_a_weekday_happened_on_the_last():
    text = "The crossing in Tarvan was closed on Wednesday."
    (claim,) = extract(Document("d", text, language="en", published_at=THURSDAY)).claims
    assert claim.event_time is not None
    assert claim.event_time.start == date(2026, 9, 16)
