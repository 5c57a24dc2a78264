"""Invented reports in any number: events that several outlets report, some alike, some otherwise."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from averral.model import Document, Source
from averral.runtime.documents import with_id

#: Reports of one event: a desk sees a few of most.
PER_EVENT = 5
OUTLETS = 12

_BEGINNINGS = (
    "Val",
    "Mon",
    "Kar",
    "Tel",
    "Sor",
    "Bel",
    "Dra",
    "Nor",
    "Lin",
    "Ost",
    "Per",
    "Rav",
    "Sil",
    "Tor",
)
_ENDINGS = ("doro", "teska", "avan", "miro", "bury", "sund", "polis", "gaz", "hausen", "ovo", "inia", "etta")
_MIDDLES = ("", "a", "en", "is", "or", "un", "ar", "el")
_GIVEN = ("Anna", "Idris", "Jean", "Leyla", "Oleg", "Maria", "Tom", "Sara", "Emre", "Nadia", "Paul", "Vera")
_COLLAPSE = (
    "{bound} {toll} people were killed when a bridge collapsed in {place} on {day}, the mayor, {name}, said. "
    "“We had warned of this for {years} years,” {name} told reporters."
)
_TALKS = (
    "Talks between the government and the rebels in {place} {end} on {day}, the mediator {name} said. "
    "About {toll} delegates had come to the city for {years} days."
)
_STRIKE = (
    "{toll} dockers walked out in {place} on {day}, their union said. {name}, the minister of labour, said "
    "that the strike would not change the budget. “There is no money for {place},” he said."
)
_VOTE = (
    "The city council of {place} voted on {day} to sell the old waterworks for {toll} million euros. “It is a sad "
    "day for {place},” councillor {name} said. The opposition has {years} seats."
)
_FLOOD = (
    "Around {toll} families left their homes near {place} on {day} after the river rose by {years} metres, {name} of "
    "the civil defence said. Schools stay closed."
)
_TRIAL = (
    "A court in {place} sentenced the banker {name} to {years} years in prison on {day} for fraud. Prosecutors had "
    "said that {toll} clients lost their savings. His lawyer denied it."
)
_SIEGE = (
    "Rebels {took} the airfield of {place} on {day} after {years} days of fighting, a spokesman said. {toll} soldiers "
    "were captured, according to {name}, a local commander."
)
_EVENTS = (
    ("{toll} killed as bridge falls in {place}", _COLLAPSE),
    ("Talks in {place} {end}", _TALKS),
    ("Strike shuts the port of {place}", _STRIKE),
    ("{place} sells its waterworks", _VOTE),
    ("Flood drives families from {place}", _FLOOD),
    ("Banker jailed in {place}", _TRIAL),
    ("Battle for the airfield of {place}", _SIEGE),
)


def reports(count: int, seed: int = 0) -> Iterator[Document]:
    """That many reports, the same for the same seed; every fifth differs from the others of its event."""
    chance = random.Random(seed)
    number = 0
    while True:
        event = _event(chance)
        for told in range(PER_EVENT):
            if number == count:
                return
            yield _report(number, event, odd=told == PER_EVENT - 1, chance=chance)
            number += 1


def _word(chance: random.Random) -> str:
    """A name of a place or a family that nobody has."""
    return chance.choice(_BEGINNINGS) + chance.choice(_MIDDLES) + chance.choice(_ENDINGS)


def _event(chance: random.Random) -> dict[str, object]:
    day = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=chance.randrange(700))
    return {
        "form": chance.choice(_EVENTS),
        "place": _word(chance),
        "name": f"{chance.choice(_GIVEN)} {_word(chance)}",
        "toll": chance.randrange(11, 90),
        "years": chance.randrange(2, 9),
        "when": day,
    }


def _report(number: int, event: dict, *, odd: bool, chance: random.Random) -> Document:
    headline, story = event["form"]
    filled = {
        **event,
        "day": f"{event['when']:%-d %B %Y}",
        "toll": event["toll"] * (3 if odd else 1),
        "bound": chance.choice(("At least", "Exactly", "Some")),
        "took": "lost" if odd else "captured",
        "end": "ended in a signed agreement" if odd else "ended without an agreement",
    }
    # No two reports are one text, or they would be one document.
    reporter = f"{_word(chance)}{number}"
    body = f"{headline.format(**filled)}\n{reporter}\n\n{story.format(**filled)}\n"
    return with_id(
        Document(
            "",
            body,
            external_id=f"r{number}",
            source=Source(f"outlet {chance.randrange(OUTLETS)}"),
            language="en",
            published_at=event["when"] + timedelta(hours=number % 30),
        )
    )
