"""What a text speaks of: bridges, schools, recounts, being warned. Broad and shallow, the same labels in every language.

Concepts name the events that the typed frames know; matters name all else that reports are about, so that "Le pont
s'est effondré" and "جسر أرفود انهار" meet although no frame knows bridges and the vectors hardly see it. Words are data:
section `matters` of each language and the neutral table `data/_matters.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from averral.language import tables
from averral.language.concept_words import ConceptWords
from averral.language.normalise import words
from averral.language.phrases import Phrases
from averral.language.polarity import assess
from averral.model import Modality, Polarity, Span

#: Code points read of each text: a claim is a sentence, seldom a paragraph.
LONGEST_TEXT = 1_000
#: Texts remembered: a claim meets many others.
_REMEMBERED = 1 << 14


@dataclass(frozen=True, slots=True)
class MatterWords:
    """Section `[matters]`; see `phrases` for the signs in entries."""

    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Matter → entries."""
    capitals: bool = True
    """Whether a capital inside a sentence shows a name."""


@dataclass(frozen=True, slots=True)
class MatterTable:
    """`data/_matters.toml`."""

    common: tuple[str, ...] = ()
    """Matters of nearly every report: they count for little."""
    acts: tuple[str, ...] = ()
    """What somebody does or undergoes; all others are things and people."""
    refusals: tuple[str, ...] = ()
    """Acts whose own words sound like a negation."""
    opposites: tuple[tuple[str, ...], ...] = ()
    """Pairs of acts that turn a statement about the same thing round."""
    stories: tuple[str, ...] = ()
    """Acts and common matters that tell what a report is about."""
    persons: tuple[str, ...] = ()
    """People, who may be counted under other names too."""


tables.register("matters", MatterWords)
tables.register_shared("matters", MatterTable)


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that a text speaks of."""

    label: str
    span: Span
    negated: bool = False
    """For an act: that it did not happen."""
    real: bool = True
    """For an act: not planned or merely possible."""


def has_names_in_capitals(language: str) -> bool:
    """Whether a capital inside a sentence shows a name, not any noun."""
    return tables.section(language.partition("-")[0], "matters", MatterWords).capitals


@lru_cache(maxsize=_REMEMBERED)
def find_matters(text: str, language: str) -> tuple[Matter, ...]:
    """The matters of a text in order, each act with its negation."""
    code = language.partition("-")[0]
    text = text[:LONGEST_TEXT]
    tokens = words(text)
    whole = Span(0, len(text))
    found: list[Matter] = []
    for match in _phrases(code).find(tokens):
        span = Span(tokens[match.first].start, tokens[match.last].end)
        if match.label not in _acts():
            found.append(Matter(match.label, span))
            continue
        polarity, modality = assess(text, whole, span, code)
        polarity = Polarity.AFFIRMED if match.label in _refusals() else polarity
        real = modality not in {Modality.PLANNED, Modality.POSSIBLE}
        found.append(Matter(match.label, span, polarity is Polarity.NEGATED, real))
    return tuple(found)


def is_common(label: str) -> bool:
    """Whether the matter is in nearly every report."""
    return label in _common()


def tells_story(label: str) -> bool:
    """Whether what it stands for tells what a report is about: a ferry, a fire, a strike."""
    table = tables.shared("matters", MatterTable)
    if label in table.stories:
        return True
    return not (label in table.common or label in table.acts or label in table.persons)


def is_person(label: str) -> bool:
    """Whether it is somebody."""
    return label in _persons()


def is_act(label: str) -> bool:
    """Whether it is something done or undergone."""
    return label in _acts()


def opposites(labels: Iterable[str], others: Iterable[str]) -> frozenset[str]:
    """The acts of either side that turn round what the other says; empty where a side says both."""
    mine, yours = frozenset(labels), frozenset(others)
    pairs = [(a, b) if a in mine else (b, a) for a, b in _opposites() if {a, b} <= mine | yours]
    return frozenset(label for a, b in pairs if a in mine - yours and b in yours - mine for label in (a, b))


@cache
def _table() -> MatterTable:
    return tables.shared("matters", MatterTable)


@cache
def _common() -> frozenset[str]:
    return frozenset(_table().common)


@cache
def _persons() -> frozenset[str]:
    return frozenset(_table().persons)


@cache
def _refusals() -> frozenset[str]:
    return frozenset(_table().refusals)


@cache
def _acts() -> frozenset[str]:
    return frozenset(_table().acts)


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    return tuple((pair[0], pair[1]) for pair in _table().opposites)


@cache
def _phrases(language: str) -> Phrases:
    clitics = tables.section(language, "concepts", ConceptWords)
    lists = tables.section(language, "matters", MatterWords).words
    return Phrases(lists, clitics.proclitics, clitics.verb_prefixes)
