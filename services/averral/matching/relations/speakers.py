"""Whether two quotes are put in the mouth of one person."""

from __future__ import annotations

from functools import lru_cache

from averral.language import gazetteer
from averral.language.entities import acts_for, find_entities
from averral.language.names import capitals_tell, name_key, same_person, similarity
from averral.language.places import find_places
from averral.language.roles import is_role_alone, roles_in
from averral.matching.relations import parties
from averral.model import Quote, Speaker, SpeakerFound

#: Beginnings of the keys of states and of their offices.
_STATE, OFFICE = "state:", "office:"
#: Roles whose words are surnames too.
_SURNAMES = frozenset({"king", "priest", "driver"})
#: Words of a name that is not a surname alone.
_FULL_NAME = 2
#: Letters of the longest word in a name that is written small: von, bin, del.
LONGEST_PARTICLE = 3


def compare_speakers(a: Quote, b: Quote) -> str:
    """`same`, `fits`, `different` or `unknown`. Only two named people are surely different.

    Somebody of whom only the role is told `fits` whoever holds one like it: "the governor", Governor Amina Sow.
    """
    mine, yours = a.speaker, b.speaker
    if mine is None or yours is None:
        return "unknown"
    if not (_is_named(mine, a.language) and _is_named(yours, b.language)):
        return "fits" if _one_role(mine, yours, a.language, b.language) else "unknown"
    if mine.key and mine.key == yours.key:
        return "same"
    return _compare_named(mine, yours, a.language, b.language)


def _compare_named(mine: Speaker, yours: Speaker, language: str, other: str) -> str:
    if is_body(mine) and is_body(yours):
        return _compare_bodies(mine.key, yours.key)
    towns = _names_town(mine.name, language) or _names_town(yours.name, other)
    if is_body(mine) or is_body(yours) or towns:
        return "unknown"
    if same_person(mine.name, yours.name, language, other):
        return "same"
    if _stands_in(mine.name, yours.name, language, other) or _stands_in(
        yours.name, mine.name, other, language
    ):
        return "fits"
    # A bare surname that fits the other name is not enough to say that they are one, nor that they are two.
    alike = similarity(mine.name, yours.name, language, other) >= parties.OTHER_NAME
    alike = alike or _one_word_fits(name_key(mine.name, language), name_key(yours.name, other))
    return "unknown" if alike else "different"


def _stands_in(name: str, longer: str, language: str, other: str) -> bool:
    """Whether a full name stands among the words of a longer one, which may tell of a trade: "factory owner Driss Lamrani"."""
    size, words = len(name.split()), longer.split()
    if size < _FULL_NAME or len(words) <= size:
        return False
    return any(
        same_person(name, " ".join(words[start : start + size]), language, other)
        for start in range(len(words) - size + 1)
    )


def _compare_bodies(mine: str, yours: str) -> str:
    """Two states are two voices; a state speaks through its ministry, and may through whatever else is its own."""
    if acts_for(mine) == yours or acts_for(yours) == mine:
        return "same"
    return "different" if mine.partition(":")[0] == yours.partition(":")[0] else "unknown"


def speaks_for(a: Quote, b: Quote) -> bool:
    """Whether one is said by a state, and the other by somebody who holds an office of it."""
    mine, yours = a.speaker, b.speaker
    if mine is None or yours is None:
        return False
    return any(
        body.key.startswith(_STATE)
        and person.affiliation.startswith(OFFICE)
        and acts_for(person.affiliation) == body.key
        for body, person in ((mine, yours), (yours, mine))
    )


def _one_word_fits(a: str, b: str) -> bool:
    """Whether one name is a single word that stands in the other too."""
    short, long = sorted((a.split(), b.split()), key=len)
    return len(short) == 1 and len(short[0]) > 1 and short[0] in long


@lru_cache(maxsize=4096)
def _names_town(name: str, language: str) -> bool:
    """Whether all of the name is that of a listed place, which stands for who governs it: Conakry called for talks."""
    return any(
        len(place.span) == len(name) and gazetteer.listed(place.key) is not None
        for place in find_places(name, language)
    )


def has_role_alone(quote: Quote) -> bool:
    """Whether nothing but a role is told of the speaker, who is not kept secret: "the governor"."""
    speaker = quote.speaker
    if speaker is None or speaker.anonymous or is_body(speaker) or _is_named(speaker, quote.language):
        return False
    return bool(roles_in(_described(speaker), quote.language))


def _one_role(a: Speaker, b: Speaker, a_language: str, b_language: str) -> bool:
    """Whether both hold a role of one kind, and not one of two states."""
    if a.anonymous or b.anonymous or is_body(a) or is_body(b):
        return False
    roles, others = (
        roles_in(_described(each), language) for each, language in ((a, a_language), (b, b_language))
    )
    states, theirs = (
        _states(_described(each), language) for each, language in ((a, a_language), (b, b_language))
    )
    return not roles.isdisjoint(others) and not (states and theirs and states.isdisjoint(theirs))


def _described(speaker: Speaker) -> str:
    return speaker.role or speaker.name


@lru_cache(maxsize=4096)
def _states(text: str, language: str) -> frozenset[str]:
    """The states that a description names: "the Russian foreign minister"."""
    keys = (acts_for(entity.key) for entity in find_entities(text, language))
    return frozenset(key for key in keys if key.startswith(_STATE))


def _is_named(speaker: Speaker, language: str) -> bool:
    """Whether somebody is named and not just an office: "the minister" may be anybody's."""
    unnamed = speaker.found is SpeakerFound.ROLE and speaker.name == speaker.role
    unnamed = unnamed or _is_office(speaker.name, language)
    # A pronoun that stands for nobody known is its own name.
    unresolved = speaker.found is SpeakerFound.PRONOUN and len(speaker.mention or "") == len(speaker.name)
    named = bool(speaker.name) and not speaker.anonymous and not unresolved
    return named and (is_body(speaker) or not (unnamed or _describes(speaker.name)))


@lru_cache(maxsize=4096)
def _is_office(name: str, language: str) -> bool:
    """Whether a name is nothing but a role; a capital may show a surname, or open a sentence: "Our minister"."""
    shown = capitals_tell(language) and any(word[:1].isupper() for word in name.split())
    return is_role_alone(name, language) and not (shown and roles_in(name, language) & _SURNAMES)


def _describes(name: str) -> bool:
    """Whether somebody is described rather than named, "his father", where names are written with capitals."""
    return any(word.islower() and len(word) > LONGEST_PARTICLE for word in name.split())


def is_body(speaker: Speaker) -> bool:
    """States and institutions speak through people: two names may be one voice."""
    return parties.is_concept(speaker.key)
