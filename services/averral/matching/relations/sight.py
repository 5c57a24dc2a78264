"""Pairs that have nothing to do with each other, told by their outlines, before the documents are read.

Whatever is dropped here would come out as unrelated, and the pair classifier would not be asked about it. Most that vectors
and keys bring up is such: another event of the sort, of another time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache, partial

from averral.language.matters import find_matters
from averral.matching.relations import comparable, counted, parties, quote_pair, quotes, slots, time, values
from averral.matching.relations.comparable import CLOSE, NAMED_AFTER_PLACES, SPOKEN
from averral.matching.relations.decide import STATE_LASTS, look_alike
from averral.matching.relations.pair import SAME_MATTER
from averral.matching.relations.slots import Said
from averral.matching.relations.speakers import compare_speakers
from averral.matching.relations.time import Window
from averral.matching.relations.verdict import MOST_ANCHORS
from averral.model import Claim, ClaimKind, Quote

#: By how much a cosine of many at once may differ from that of two.
ROUNDING = 1e-4
#: Days by which two days of publication may be wrong: what is stored is a moment, not a day in some time zone.
ZONES = 2
#: Cosine below which quotes in two languages are two statements, whoever says them.
OTHER_STATEMENT = 0.1
#: The same where nothing shows that one person says both.
OF_OTHERS = 0.26


@dataclass(frozen=True, slots=True)
class Outline:
    """What of a claim or quote shows without its document."""

    language: str
    lasting: Window | None
    """When its event was, if what it meets lasts."""
    momentary: Window | None
    """The same, if either happens at one moment."""
    claim: ClaimOutline | None = None
    """None for a quote."""
    quote: Quote | None = None
    """None for a claim."""


@dataclass(frozen=True, slots=True)
class ClaimOutline:
    """What only claims have."""

    kind: ClaimKind
    predicate: str
    said: Said
    told: Callable[[], tuple[str, ...]]
    """All that it asserts, beside its main concept too; worked out when it is first looked at."""
    wanted: frozenset[str]
    """What it comes to want, if it only offers to talk about it."""
    text: str
    units: frozenset[str]
    counted: bool
    """It may give a figure."""
    placed: bool
    """It may happen at a named place."""
    heard: bool
    """It names a place that no gazetteer lists: any word of another text may sound like it."""
    peopled: bool
    """It names who takes part."""
    running: bool
    """It may date a count, not what is counted."""
    whole: Claim


def outline(core: Claim | Quote, published: float | None, *, asked: bool = False) -> Outline:
    """The outline of a claim or quote; `published` is the stored moment of its document's publication, or of the question."""
    if isinstance(core, Quote):
        moment = datetime.fromtimestamp(published, UTC) if published is not None else None
        lasting = time.window_of(None, moment, momentary=False, asked=asked, said=True)
        return Outline(core.language, lasting, None, quote=core)
    # A claim without a moment of its own has that of its document, whose day only the document tells.
    lasting, momentary = (
        time.window_of(core.event_time, core.as_of, momentary=each, asked=asked) for each in (False, True)
    )
    return Outline(core.language, lasting, momentary, _claim(core))


def unrelated(a: Outline, b: Outline, cosine: float) -> bool:
    """Whether two claims, or two quotes, are unrelated whatever their documents say; False where only these can tell."""
    if a.claim is None or b.claim is None:
        assert a.quote is not None  # noqa: S101 - claims are compared with claims
        assert b.quote is not None  # noqa: S101
        return _unrelated_quotes(a, b, a.quote, b.quote, cosine + ROUNDING)
    if cosine + ROUNDING >= SAME_MATTER:
        return False
    if a.claim.said.real != b.claim.said.real and not _framed(a.claim, b.claim):
        # Only a plan of which a frame tells what came of it is looked at.
        return True
    running = a.claim.running or b.claim.running
    if not running and _days_apart(a, b, a.claim.kind, b.claim.kind) > 0:
        return not _tied(a.claim, b.claim) or not _framed(a.claim, b.claim)
    # Without a frame a figure or a matter in common decides, or nothing.
    either = not (a.claim.counted and b.claim.counted) and not _framed(a.claim, b.claim)
    return either and _labels(a.claim.text, a.language).isdisjoint(_labels(b.claim.text, b.language))


def surest(a: Outline, b: Outline, cosine: float) -> float | None:
    """How sure at most the relation of two claims of other times can be, which decides nothing; None where one might.

    They are look-alikes: of another scope, related at best, or unrelated.
    """
    if a.claim is None or b.claim is None or a.claim.running or b.claim.running:
        return None
    if _days_apart(a, b, a.claim.kind, b.claim.kind) <= STATE_LASTS:
        return None
    claim, other = a.claim.whole, b.claim.whole
    anchors = _most_anchors(claim, other) + (cosine + ROUNDING >= CLOSE)
    if not anchors and cosine + ROUNDING < SAME_MATTER:
        return 0.0
    planned = a.claim.said.real != b.claim.said.real or slots.mixes_intention(claim, other)
    return max(look_alike(min(anchors, MOST_ANCHORS)), cosine + ROUNDING if planned else 0.0)


def _most_anchors(a: Claim, b: Claim) -> int:
    """How many things besides their words can tie two claims of other times together: a place, somebody, a figure."""
    figure = bool(a.quantities and b.quantities) or {a.predicate, b.predicate} <= counted.SENTENCES
    exact = (
        figure
        and values.compare(counted.counts(a), counted.counts(b), one_language=a.language == b.language).exact
    )
    shared = comparable.share_place(a, b) + bool(parties.compare(a, b).shared)
    return shared + exact + ({a.kind, b.kind} <= SPOKEN)


def _claim(claim: Claim) -> ClaimOutline:
    return ClaimOutline(
        claim.kind,
        claim.predicate,
        slots.said(claim),
        cache(partial(slots.told, claim)),
        slots.wanted(claim),
        claim.text,
        frozenset(quantity.unit for quantity in claim.quantities),
        bool(claim.quantities) or claim.predicate in counted.SENTENCES,
        bool(claim.places) or claim.kind in NAMED_AFTER_PLACES,
        any(place.key.startswith("~") for place in claim.places),
        bool(claim.participants),
        any(quantity.cumulative for quantity in claim.quantities),
        claim,
    )


def _days_apart(a: Outline, b: Outline, kind: ClaimKind, other: ClaimKind) -> int:
    """Days between their times even if one occasion, which is reported on for days, is common to their documents."""
    momentary = kind in time.MOMENTARY or other in time.MOMENTARY
    first, second = (a.momentary, b.momentary) if momentary else (a.lasting, b.lasting)
    if first is None or second is None:
        return 0
    held = {kind, other} <= time.POSITIONS
    return time.missed(first, second, momentary=momentary, one_occasion=True, held=held)


def _tied(a: ClaimOutline, b: ClaimOutline) -> bool:
    """Whether a place, a participant or a speaker may be common to them: then what differs in time is a look-alike."""
    return (
        (a.placed and b.placed)
        or (a.heard or b.heard)
        or (a.peopled and b.peopled)
        or {a.kind, b.kind} <= SPOKEN
    )


def _framed(a: ClaimOutline, b: ClaimOutline) -> bool:
    """Whether a frame may cover both: their concepts meet, or they count one fate."""
    if not (a.said.concept and b.said.concept):
        return False
    if not a.units.isdisjoint(b.units) or slots.stance(a.said, b.said) != "independent":
        return True
    if slots.is_control_turn(a.predicate, b.predicate):
        return True
    if b.predicate in a.wanted or a.predicate in b.wanted:
        return True
    if slots.tells_of_attack(a.whole, b.whole):
        return True
    # Of one kind, words beside the main ones may exclude each other, or say what is the main thing elsewhere.
    return a.kind is b.kind and slots.beside(a.kind, a.told(), b.told()) != "independent"


@lru_cache(maxsize=16_384)
def _labels(text: str, language: str) -> frozenset[str]:
    """The matters that a claim speaks of."""
    return frozenset(one.label for one in find_matters(text, language))


def _unrelated_quotes(a: Outline, b: Outline, mine: Quote, yours: Quote, cosine: float) -> bool:
    """In one language words may be common to two quotes however unlike their sense and far their days."""
    if a.language == b.language:
        return False
    if cosine < OTHER_STATEMENT or (cosine < OF_OTHERS and compare_speakers(mine, yours) != "same"):
        return True
    if cosine >= quotes.BODY[0] or a.lasting is None or b.lasting is None:
        return False
    return (
        time.missed(a.lasting, b.lasting, momentary=False, one_occasion=False) > quote_pair.OCCASION + ZONES
    )
