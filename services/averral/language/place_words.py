"""The words round the names of places, as the table of a language gives them, compiled for look-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from averral.language.entities import EntityTable
from averral.language.tables import register, section
from averral.language.tokens import Phrases, by_value, word_key


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """Section `places`: the words round the name of a place."""

    directions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Concept → words, before the name or behind it."""
    direction_links: tuple[str, ...] = ()
    """Between a direction and the name."""
    capital_behind: tuple[str, ...] = ()
    """Directions that behind a name are another word unless they have a capital: "Goma *est* tombée"."""
    triggers: tuple[str, ...] = ()
    """Words that announce a name: village, quarter."""
    namers: tuple[str, ...] = ()
    """Those of the triggers that are trusted with an unknown name; all of them if the table is silent."""
    doubtful: tuple[str, ...] = ()
    """Those that stand before ordinary words as often; the next word is a name if the language does not know it."""
    headed: tuple[str, ...] = ()
    """Words before one of the triggers that make an office of both, so that a person's name follows: *head* of the town."""
    trigger_links: tuple[str, ...] = ()
    listers: tuple[str, ...] = ()
    """Words that announce several names, one after the other: villages, districts."""
    listers_after: tuple[str, ...] = ()
    """The same behind the last of them."""
    list_words: tuple[str, ...] = ()
    """Between the last two names of such a list: and."""
    list_clitic: str = ""
    """The same where it is written with the name."""
    name_endings: tuple[str, ...] = ()
    """Endings that no verb has, where capitals do not tell a name of a list from the word behind it."""
    triggers_after: tuple[str, ...] = ()
    objects_after: tuple[str, ...] = ()
    """Those of them that need no name: what is done to "the town" is written alike."""
    locatives: tuple[str, ...] = ()
    """Prepositions behind which an unknown word in capitals is a place."""
    vouching: tuple[str, ...] = ()
    """Where capitals do not show names: what stands before places alone ("in", also written onto them)."""
    word_endings: tuple[str, ...] = ()
    """Endings behind which a dictionary may have the word, so that it is no name; `x>y`: it has it with y in place of x."""
    battles: tuple[str, ...] = ()
    """Events with the word before where they happen ("battle for"): an unknown word in capitals behind is a place."""
    battles_after: tuple[str, ...] = ()
    """The same directly behind the name: "fell to the rebels"; an ending behind an apostrophe may stand between."""
    befallen: tuple[str, ...] = ()
    """What persons do, and what befalls them alone, directly behind a name in capitals: "Foley *was killed*"."""
    battles_far: tuple[str, ...] = ()
    """Verbs that their subject follows before the name, where capitals do not show it: استعاد الجيش."""
    agents: tuple[str, ...] = ()
    """Endings of who does it, between such an event and the name: захват повстанцами Тессалита."""
    articles: tuple[str, ...] = ()
    """Between such an event and the name."""
    name_articles: tuple[str, ...] = ()
    """Small words that hyphens join to a name from within: Maarat al-Numan."""
    suffixes: tuple[str, ...] = ()
    """Locative endings that an apostrophe sets apart from an unknown name in capitals."""
    name_starts: tuple[str, ...] = ()
    """First words of names of two words, where capitals do not show it."""
    compounds: tuple[str, ...] = ()
    """Those of them that hardly stand in anything but such names."""
    clitics: tuple[str, ...] = ()
    clause_clitic: str = ""
    """A conjunction written onto the first word of a clause, a name behind which no "in" stands: "שסברודונצק"."""
    contracted: dict[str, str] = field(default_factory=dict)
    """What a clitic makes of a beginning: ar "لل" stands for "ال"."""
    case_endings: tuple[str, ...] = ()
    """`ending>other`: endings of cases of names that the gazetteer has in the nominative only, where names have capitals."""
    origins: tuple[str, ...] = ()
    """Words for "from" before a name in capitals, which a spelling that is an ordinary word as well counts behind."""
    motions: tuple[str, ...] = ()
    """Verbs of motion: "withdrew from X". Where capitals show names, and one of `goals` stands before it: "arrived at X"."""
    goals: tuple[str, ...] = ()
    """Words for "to" that persons stand behind as often, so that a verb of motion must stand before them."""
    describing: tuple[str, ...] = ()
    """Articles of a word between such a word and the name: "town of *the*-mines Tolvara"."""
    trigger_endings: tuple[str, ...] = ()
    """Ends of compounds that announce a name as their last part does: Bergbau*stadt*."""
    common: tuple[str, ...] = ()
    """Names that are ordinary words more often: places only behind "in", or where a word announces one."""
    inflected: str = ""
    """Vowel signs at the end of a word that no name has: ناراً."""
    stop: tuple[str, ...] = ()
    """Spellings of places that nearly always mean something else."""
    homonyms: tuple[str, ...] = ()
    """Names of countries that are ordinary words as well; they count behind "in" or with an ending of their own."""
    cased: bool = True
    """Whether names have a capital."""


register("places", PlaceTable)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The same as sets of keys and phrases."""

    directions: Phrases[str]
    triggers: Phrases[bool]
    namers: Phrases[bool]
    doubtful: Phrases[bool]
    triggers_after: Phrases[bool]
    objects_after: frozenset[str]
    locatives: frozenset[str]
    vouching: frozenset[str]
    direction_links: frozenset[str]
    capital_behind: frozenset[str]
    trigger_links: frozenset[str]
    name_starts: frozenset[str]
    compounds: frozenset[str]
    listers: Phrases[bool]
    listers_after: Phrases[bool]
    list_words: frozenset[str]
    name_endings: tuple[str, ...]
    battles: Phrases[bool]
    battles_after: Phrases[bool]
    befallen: Phrases[bool]
    battles_far: frozenset[str]
    articles: frozenset[str]
    name_articles: frozenset[str]
    suffixes: frozenset[str]
    origins: frozenset[str]
    motions: frozenset[str]
    goals: frozenset[str]
    countries: Phrases[str]
    adjectives: Phrases[bool]
    stop: frozenset[str]
    common: frozenset[str]
    homonyms: frozenset[str]
    announcing: frozenset[str]
    """Words that one of `triggers` or `listers` may begin with."""
    table: PlaceTable


@cache
def place_words(language: str) -> PlaceWords:
    """The words of a language; those of one without a table are empty."""
    table, names = section(language, "places", PlaceTable), section(language, "entities", EntityTable)
    triggers = Phrases(((form, True) for form in table.triggers), table.clitics)
    listers = Phrases(((form, True) for form in table.listers), table.clitics)
    return PlaceWords(
        Phrases(((form, concept) for form, concept in by_value(table.directions)), table.clitics),
        triggers,
        Phrases(((form, True) for form in table.namers or table.triggers), table.clitics),
        Phrases(((form, True) for form in table.doubtful), table.clitics),
        Phrases((form, True) for form in table.triggers_after),
        _keys(table.objects_after),
        _keys(table.locatives),
        _keys(table.vouching),
        _keys(table.direction_links),
        _keys(table.capital_behind),
        _keys(table.trigger_links),
        _keys(table.name_starts),
        _keys(table.compounds),
        listers,
        Phrases((form, True) for form in table.listers_after),
        _keys(table.list_words),
        tuple(_keys(table.name_endings)),
        Phrases((form, True) for form in table.battles),
        Phrases((form, True) for form in table.battles_after),
        Phrases((form, True) for form in table.befallen),
        frozenset(map(word_key, table.battles_far)),
        _keys(table.articles),
        _keys(table.name_articles),
        _keys(table.suffixes),
        _keys(table.origins),
        _keys(table.motions),
        _keys(table.goals),
        Phrases(by_value(names.states), table.clitics),
        Phrases(
            ((form, True) for each in (names.adjectives, names.peoples) for form, _ in by_value(each)),
            table.clitics,
        ),
        frozenset(" ".join(map(word_key, each.split())) for each in table.stop),
        frozenset(" ".join(map(word_key, each.split())) for each in table.common),
        frozenset(map(word_key, table.homonyms)),
        frozenset(triggers.beginnings() | listers.beginnings()),
        table,
    )


def _keys(forms: Sequence[str]) -> frozenset[str]:
    return frozenset(map(word_key, forms))
