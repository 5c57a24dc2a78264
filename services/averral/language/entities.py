"""Finds states, peoples, forces, organisations, agencies, outlets and offices, under one id in all languages.

`state:RU` is Russia, the Russian adjective, and Moscow where it stands for the government: such a capital has `metonym`
set, and is left out behind a locative ("in Moscow"). Ids are shared through `data/_entities.toml`, which also says what
kind of thing an id is; the forms of each language stand in its table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from averral.language.tables import register, register_shared, section, shared
from averral.language.tokens import Phrases, Token, adjoining, by_value, tokens
from averral.model import Span

_ACRONYM = 5
"""Forms in capitals up to this length must have capitals in the text: US is not us."""
_SPOKEN = 4
"""Letters of an acronym that may be written as a word, at least."""
_OFFICE_REACH = 3
_OF_STATE = 2
"""Colons in the id of an office whose state is known: `office:president:FR`."""


@dataclass(frozen=True, slots=True)
class EntityTable:
    """Section `entities`: the forms of a language. Keys are ISO 3166 codes or ids."""

    states: dict[str, tuple[str, ...]] = field(default_factory=dict)
    adjectives: dict[str, tuple[str, ...]] = field(default_factory=dict)
    peoples: dict[str, tuple[str, ...]] = field(default_factory=dict)
    capitals: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Seats of government that stand for the state."""
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Forces, organisations, agencies, outlets and sides by id; the first form is the name to show."""
    offices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    office_links: tuple[str, ...] = ()
    """Between an office and its state: "of"."""
    locatives: tuple[str, ...] = ()
    """Before a capital that is a place, not a government."""
    locative_suffixes: tuple[str, ...] = ()
    """Beginnings of the endings behind an apostrophe that make a place of a name; none: every ending does."""
    locatives_after: tuple[str, ...] = ()
    """Beginnings of words behind a name that make a place of it: its south, its coast; as folded keys."""
    clitics: tuple[str, ...] = ()
    contracted: dict[str, str] = field(default_factory=dict)
    """A beginning → how it is written behind a preposition: ar "ال" becomes "لل"."""


register("entities", EntityTable)


@dataclass(frozen=True, slots=True)
class EntityKinds:
    """The neutral table `_entities.toml`."""

    kinds: dict[str, str] = field(default_factory=dict)
    """Prefix of an id → kind: state, people, force, org, agency, outlet, office."""
    merged: dict[str, str] = field(default_factory=dict)
    """Id → the id that it counts as, for names that changed."""
    acts_for: dict[str, str] = field(default_factory=dict)
    """Id of a force or an institution → the side, state or body that it acts for."""
    apart: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Id of a side → the sides and states that it is surely not, and does not act for."""
    capitals_only: tuple[str, ...] = ()
    """Acronyms that with a single capital are another name: SANA the agency, Sana the town."""


register_shared("entities", EntityKinds)


@dataclass(frozen=True, slots=True)
class Entity:
    """A mention of something known. `name` is as written without clitics, `display` the language's own name for it."""

    span: Span
    key: str
    name: str
    kind: str
    """state, people, force, org, agency, outlet or office."""
    display: str
    adjective: bool = False
    metonym: bool = False
    """A capital that stands for its government."""


@dataclass(frozen=True, slots=True)
class _Form:
    key: str
    written: str
    adjective: bool = False
    people: bool = False
    metonym: bool = False
    office: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    forms: Phrases[_Form]
    small: Phrases[_Form]
    """Forms in small letters that with a capital are another name: es "argentina" and Argentina."""
    locatives: Phrases[bool]
    office_links: frozenset[str]
    clitics: tuple[str, ...]
    beginnings: frozenset[str]
    """Keys of the words that a name can begin with."""


@cache
def _words(language: str) -> _Words:
    table = section(language, "entities", EntityTable)
    entries = [(form.written, form) for form in _forms(table)]
    entries += list(_contracted(table, entries))
    capitals = {written.lower() for written, _ in entries if written[:1].isupper()}
    forms = Phrases(entries, table.clitics)
    return _Words(
        forms,
        Phrases((each for each in entries if each[0] in capitals), table.clitics),
        Phrases((form, True) for form in table.locatives),
        frozenset(table.office_links),
        table.clitics,
        # Those of `small` are among them.
        frozenset(forms.beginnings()),
    )


def _forms(table: EntityTable) -> Iterator[_Form]:
    for written, key in by_value(table.named):
        yield _Form(key, written)
    for written, key in by_value(table.offices):
        yield _Form(f"office:{key}", written, office=True)
    for written, code in by_value(table.states):
        yield _Form(f"state:{code}", written)
    for written, code in by_value(table.peoples):
        yield _Form(f"state:{code}", written, people=True)
    for written, code in by_value(table.adjectives):
        yield _Form(f"state:{code}", written, adjective=True)
    for written, code in by_value(table.capitals):
        yield _Form(f"state:{code}", written, metonym=True)


def _contracted(table: EntityTable, entries: list[tuple[str, _Form]]) -> Iterator[tuple[str, _Form]]:
    for beginning, contracted in table.contracted.items():
        for written, form in entries:
            if written.startswith(beginning):
                yield contracted + written.removeprefix(beginning), replace(form, written=contracted)


@lru_cache(maxsize=8)
def find_entities(text: str, language: str) -> tuple[Entity, ...]:
    """All known names of the text in order; of overlapping ones the leftmost and longest."""
    return tuple(_find(text, language))


def _find(text: str, language: str) -> Iterator[Entity]:
    words, sequence = _words(language), tokens(text)
    free = 0
    for index in [at for at, token in enumerate(sequence) if token.key in words.beginnings]:
        found = _at(text, sequence, index, words) if index >= free else None
        if found is None:
            continue
        last, form, lead = found
        end = sequence[last - 1].end
        # The last full stop of an abbreviation belongs to it.
        end += int(form.written.endswith(".") and text.startswith(".", end))
        entity = _entity(text, language, sequence[index].start + lead, end, form)
        if form.office:
            entity, last = _with_state(text, language, entity, last)
        yield entity
        free = last


def _at(text: str, sequence: tuple[Token, ...], index: int, words: _Words) -> tuple[int, _Form, int] | None:
    for phrases in (words.forms, words.small):
        found = phrases.at(text, sequence, index)
        if found is not None and _fits(text, sequence, index, found, words):
            return found
    return None


def _fits(
    text: str, sequence: tuple[Token, ...], index: int, found: tuple[int, _Form, int], words: _Words
) -> bool:
    last, form, lead = found
    start = sequence[index].start + lead
    if not _shape_fits(form.written, text[start : sequence[last - 1].end]):
        return False
    return not (form.metonym and (lead or _behind_locative(text, sequence, index, words)))


def _behind_locative(text: str, sequence: tuple[Token, ...], index: int, words: _Words) -> bool:
    near = index > 0 and adjoining(text, sequence[index - 1], sequence[index])
    return near and words.locatives.before(text, sequence, index) is not None


def _shape_fits(form: str, written: str) -> bool:
    """Capitals in the table ask for capitals in the text: Turkey, US. What is spoken as a word has but one: Isis, Nato."""
    if form.isupper() and len(form) <= _ACRONYM:
        return written.isupper() or (_is_spoken(form) and written == written.capitalize())
    return not form[:1].isupper() or written[:1].isupper()


def _is_spoken(acronym: str) -> bool:
    return len(acronym) >= _SPOKEN and acronym.isalpha() and acronym not in _kinds().capitals_only


def _entity(text: str, language: str, start: int, end: int, form: _Form) -> Entity:
    key = _kinds().merged.get(form.key, form.key)
    kind = "people" if form.people else _kinds().kinds.get(key.partition(":")[0], "org")
    return Entity(
        Span(start, end), key, text[start:end], kind, label(key, language), form.adjective, form.metonym
    )


def _with_state(text: str, language: str, office: Entity, last: int) -> tuple[Entity, int]:
    """The office of a state: "Russian foreign minister" names its state before or behind."""
    words, sequence = _words(language), tokens(text)
    index = last
    while (
        index < len(sequence) and index - last < _OFFICE_REACH and sequence[index].key in words.office_links
    ):
        index += 1
    if index < len(sequence) and adjoining(text, sequence[index - 1], sequence[index]):
        found = words.forms.at(text, sequence, index)
        if found and found[1].key.startswith("state:") and not found[1].people:
            end = sequence[found[0] - 1].end
            return _of_state(text, office, found[1].key, end), found[0]
    return office, last


def _of_state(text: str, office: Entity, state: str, end: int) -> Entity:
    span = Span(office.span.start, end)
    return replace(office, span=span, key=f"{office.key}:{state.partition(':')[2]}", name=span.of(text))


def acts_for(key: str) -> str:
    """The id of whom a force, an institution or the office of a state acts for, itself where it is nobody else's.

    >>> acts_for("office:foreign-minister:US"), acts_for("force:idf"), acts_for("state:RU")
    ('state:US', 'state:IL', 'state:RU')
    """
    if key.startswith("office:") and key.count(":") == _OF_STATE:
        return f"state:{key.rpartition(':')[2]}"
    return _kinds().acts_for.get(key, key)


def surely_apart(a: str, b: str) -> bool:
    """Whether two ids stand for different states or sides, and neither acts for the other.

    >>> surely_apart("force:idf", "state:TR"), surely_apart("force:idf", "org:knesset"), surely_apart("force:hezbollah", "state:LB")
    (True, False, False)
    """
    a, b = _root(a), _root(b)
    if a == b:
        return False
    apart = _kinds().apart
    kinds = {a.partition(":")[0], b.partition(":")[0]}
    return b in apart.get(a, ()) or a in apart.get(b, ()) or kinds in ({"state"}, {"side"})


def _root(key: str) -> str:
    """The last one in a chain of those who act for each other."""
    seen: set[str] = set()
    while key not in seen:
        seen.add(key)
        key = acts_for(key)
    return key


@cache
def _kinds() -> EntityKinds:
    return shared("entities", EntityKinds)


@cache
def label(key: str, language: str) -> str:
    """The name to show for an id in a language; in English, then the id's last part, if there is none."""
    for each in (language, "en"):
        table = section(each, "entities", EntityTable)
        prefix, _, rest = key.partition(":")
        source = {"state": table.states, "office": table.offices}.get(prefix, table.named)
        forms = source.get(rest if prefix in ("state", "office") else key)
        if forms:
            return forms[0]
    return key.rpartition(":")[2].replace("-", " ")
