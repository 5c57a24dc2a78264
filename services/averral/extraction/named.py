"""Event words that only name something: the "Support" of "Rapid Support Forces", the verb that is a town with "in" before it."""

from __future__ import annotations

from collections.abc import Sequence

from averral.extraction.cues import lexicon
from averral.extraction.inventory import Inventory
from averral.language.place_words import place_words
from averral.model import Span

#: Kinds of entities with names of several words, and how many code points before an event word these may begin.
_NAMED = frozenset({"force", "org", "agency", "outlet"})
_LONGEST_NAME = 80


def is_named(inventory: Inventory, event: Span) -> bool:
    """Whether the word is part of a name: the "Support" of "Rapid Support Forces", the "Union" of "European Union"."""
    around = Span(max(0, event.start - _LONGEST_NAME), event.end)
    return any(
        each.span.covers(event) and each.span != event and each.kind in _NAMED
        for each in inventory.entities.within(around)
    )


def is_town(inventory: Inventory, event: Span, places: Sequence[Span]) -> bool:
    """Whether the word is a town with "in" written onto it: "בדוחה" is in Doha, and rejects nothing."""
    text = inventory.reading.text
    led = place_words(inventory.reading.language).vouching
    return any(
        place.end == event.end and event.start < place.start and text[event.start : place.start] in led
        for place in places
    )


def holds_saying(inventory: Inventory, span: Span) -> bool:
    """Whether the words name what others say and nobody has shown: "allegations"."""
    known = lexicon(inventory.reading.language)
    return any(
        form in known.claimed
        for word in inventory.reading.words_within(span)
        for form in known.bare_forms(word.key)
    )
