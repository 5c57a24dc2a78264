"""Words that announce reported speech: the table of each language, compiled, and finding them in a unit's tokens.

The classes follow the source-cue-content scheme of PARC and PolNeAR.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from averral.extraction.speech import CueRow, Speech
from averral.extraction.wordlists import (
    REMEMBERED_WORDS,
    SHORTEST_BEGINNING,
    Keyed,
    PhraseList,
    Traits,
    WordList,
    word_list,
)
from averral.language import tables
from averral.language.normalise import words
from averral.language.unsaid import unsaid

#: Letters of an office that takes a possessive, less one.
_SHORTEST_OWNED = 3
#: Kinds of cues: a verb of saying with its negation, and one that shows by its form that speakers deny for themselves.
UNSAID, OWN = "unsaid", "own"


@dataclass(frozen=True, slots=True)
class Frame:
    """What the rows of a form allow together."""

    kinds: tuple[str, ...]
    clause: bool
    bare: bool
    links: tuple[str, ...]
    object: bool
    infinitives: bool
    describes: bool
    denies: bool
    rejects: bool
    noun: bool
    hearer: bool
    object_hears: bool
    subject_before: bool
    trailing: bool
    adverbial: bool
    needs: tuple[str, ...]
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue among the tokens of a unit, `[first, end)`; `clitic` says that a conjunction is written with it."""

    first: int
    end: int
    frame: Frame
    clitic: str = ""

    @property
    def is_noun(self) -> bool:
        """Whether the form is a noun in every reading."""
        return self.frame.kinds == ("noun",)


@dataclass(frozen=True)
class Lexicon:
    """The speech table of one language, compiled for look-up."""

    speech: Speech
    cues: PhraseList
    frames: dict[tuple[int, ...], Frame] = field(default_factory=dict)
    complementizers: PhraseList = field(default_factory=lambda: PhraseList(()))
    according: PhraseList = field(default_factory=lambda: PhraseList(()))
    according_after: PhraseList = field(default_factory=lambda: PhraseList(()))
    according_pronoun: PhraseList = field(default_factory=lambda: PhraseList(()))
    not_cues: PhraseList = field(default_factory=lambda: PhraseList(()))
    anonymity: PhraseList = field(default_factory=lambda: PhraseList(()))
    seat_links: PhraseList = field(default_factory=lambda: PhraseList(()))
    citing: PhraseList = field(default_factory=lambda: PhraseList(()))
    interjections: PhraseList = field(default_factory=lambda: PhraseList(()))
    remarks: PhraseList = field(default_factory=lambda: PhraseList(()))
    told_of: PhraseList = field(default_factory=lambda: PhraseList(()))
    told_by: PhraseList = field(default_factory=lambda: PhraseList(()))
    denied_words: PhraseList = field(default_factory=lambda: PhraseList(()))
    afterthoughts: PhraseList = field(default_factory=lambda: PhraseList(()))
    lists: dict[str, WordList] = field(default_factory=dict)
    _seen: dict[str, Traits] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        # As attributes of their own they are found at once; `__getattr__` is asked last.
        self.__dict__.update(self.lists)

    def __getattr__(self, name: str) -> WordList:
        """The word list of that name in the table."""
        raise AttributeError(name)

    def frame(self, rows: tuple[int, ...]) -> Frame:
        """The union of the rows."""
        found = self.frames.get(rows)
        if found is None:
            found = self.frames[rows] = _union([self.speech.cues[row] for row in rows])
        return found

    def traits(self, key: str) -> Traits:
        """What the table says of a word."""
        known = self._seen.get(key)
        if known is None:
            if len(self._seen) >= REMEMBERED_WORDS:
                self._seen.clear()
            known = self._seen[key] = self._look_at(key)
        return known

    def traits_of(self, tokens: Sequence[Keyed]) -> tuple[Traits, ...]:
        """What the table says of each token."""
        seen = self._seen
        return tuple([seen.get(token.key) or self.traits(token.key) for token in tokens])

    def _look_at(self, key: str) -> Traits:
        forms = tuple(self._unprefixed(key))
        bare = tuple(self._bare_forms(forms))

        def begins(*lists: PhraseList) -> bool:
            return any(each.starting(form) for each in lists for form, _ in forms)

        return Traits(
            forms=forms,
            bare=bare,
            cue=begins(self.cues),
            exception=begins(self.not_cues, self.anonymity),
            attribution=begins(self.according, self.according_after, self.according_pronoun)
            or key in self.as_words,
            complementizer=begins(self.complementizers),
            cites=begins(self.citing),
            pronoun_complementizer=any(form in self.complementizers_with_pronoun for form, _ in forms),
            telling=any(
                form in known
                for form in bare
                for known in (self.roles, self.titles, self.bodies, self.anonymous, self.pronouns)
            ),
            common=self._is_common(key, forms),
        )

    def _is_common(self, key: str, forms: Sequence[tuple[str, str]]) -> bool:
        lists = [
            self.roles, self.titles, self.bodies, self.anonymous, self.time_words, self.determiners, self.pronouns,
            self.clause_breaks,
        ]  # fmt: skip
        if not self.speech.cased:
            lists += [self.openers, self.subject_stops, self.adjectives]
        if any(key in known for known in lists) or any(form in self.auxiliaries for form, _ in forms):
            return True
        article = self.speech.article
        return (bool(article) and article + key in self.bodies) or any(
            form in self.bodies for form in self.attached_forms(key)
        )

    def is_cue_word(self, key: str) -> bool:
        """Whether a cue may end or begin with this word, proclitics aside."""
        return any(self.cues.at((_Key(form),), 0)[1] for form, _ in self.unprefixed(key))

    def unprefixed(self, key: str) -> tuple[tuple[str, str], ...]:
        """The key, and the key without each proclitic, with what was taken away."""
        return self.traits(key).forms

    def bare_forms(self, key: str) -> tuple[str, ...]:
        """The key without conjunction, and without article as well."""
        return self.traits(key).bare

    def find(self, tokens: Sequence[Keyed]) -> tuple[Cue, ...]:
        """The cues of a unit from left to right, none overlapping."""
        found: list[Cue] = []
        free = 0
        for index, traits in enumerate(self.traits_of(tokens)):
            if index < free or not (traits.cue or traits.exception):
                continue
            excepted = self.excepted(tokens, index) if traits.exception else index
            if excepted > index:
                free = excepted
                continue
            cue = self._cue_at(tokens, index) if traits.cue else None
            if cue is not None:
                found.append(cue)
                free = cue.end
        return tuple(found)

    def excepted(self, tokens: Sequence[Keyed], index: int) -> int:
        """Index after a phrase that only looks like a cue."""
        traits = self.traits(tokens[index].key)
        if not traits.exception:
            return index
        lists = (self.not_cues, self.anonymity)
        return max(phrases.at(tokens, index, form)[0] for form, _ in traits.forms for phrases in lists)

    def attached_forms(self, key: str) -> Iterator[str]:
        """The key without a preposition that is written onto it, with and without the article that it swallows."""
        for link in (*self.speech.venue_links, *self.speech.hearer_links, *self.speech.source_links):
            letter = link.rstrip("+")
            if link.endswith("+") and key.startswith(letter) and len(key) - len(letter) >= SHORTEST_BEGINNING:
                yield key[len(letter) :]
                if self.speech.article:
                    yield self.speech.article + key[len(letter) :]

    def _cue_at(self, tokens: Sequence[Keyed], index: int) -> Cue | None:
        for form, clitic in self.unprefixed(tokens[index].key):
            end, rows = self.cues.at(tokens, index, form)
            if rows:
                return Cue(index, end, self.frame(rows), clitic)
        return None

    def _unprefixed(self, key: str) -> Iterator[tuple[str, str]]:
        yield key, ""
        for clitic in self.speech.proclitics:
            if key.startswith(clitic) and len(key) - len(clitic) >= SHORTEST_BEGINNING:
                yield key[len(clitic) :], clitic

    def _bare_forms(self, forms: Sequence[tuple[str, str]]) -> Iterator[str]:
        for form, _ in forms:
            yield form
            if self.speech.article and form.startswith(self.speech.article):
                yield form[len(self.speech.article) :]


@dataclass(frozen=True, slots=True)
class _Key:
    key: str


_LISTS = (
    "complementizers_with_pronoun", "complementizer_leads", "bracket_openers", "passives", "personal", "according_front", "source_nouns", "partitives", "participles_not", "topic_words", "infinitive_starts", "not_subjects", "first_person", "finite_helpers", "accusatives", "object_openers", "according_fillers", "hearer_nouns", "pronouns", "determiners",
    "subject_stops", "venue_links", "venues", "auxiliaries", "negations", "clause_breaks", "openers", "time_words", "anonymous",
    "object_heads", "manner_words", "asked_links", "source_links", "commoners", "papers", "owner_links", "topic_openers", "locative_openers", "relatives", "seen_words", "claimed", "indefinites", "judged_as", "untrue", "judging", "outlets", "definites", "generic", "generic_bodies", "age_words", "not_oblique", "demonstratives", "relays", "adjectives", "name_links", "converbs", "reported_forms", "as_words", "asides", "closers", "coordinators", "third_person", "roles", "titles", "bodies", "not_labels", "naming", "naming_bodies", "naming_links", "link_exceptions",
)  # fmt: skip


@cache
def lexicon(language: str) -> Lexicon:
    """The compiled table of a language; an empty one where there is none.

    Raises:
        Permanent: INTERNAL; the table is broken.
    """
    speech = _with_denials(tables.section(language, "speech", Speech), language)
    return Lexicon(
        speech=speech,
        cues=PhraseList(
            (form, number)
            for number, row in enumerate(speech.cues)
            for entry in row.forms
            for form in _inflected(entry, speech.verb_endings, speech.particles)
        ),
        complementizers=PhraseList((phrase, 0) for phrase in speech.complementizers),
        according=PhraseList((phrase, 0) for phrase in speech.according),
        according_after=PhraseList((phrase, 0) for phrase in speech.according_after),
        according_pronoun=PhraseList((phrase, 0) for phrase in speech.according_pronoun),
        not_cues=PhraseList((phrase, 0) for phrase in speech.not_cues),
        afterthoughts=PhraseList((phrase, 0) for phrase in speech.afterthoughts),
        seat_links=PhraseList((phrase, 0) for phrase in speech.seat_links),
        remarks=PhraseList((phrase, 0) for phrase in speech.remarks),
        told_of=PhraseList((phrase, 0) for phrase in speech.told_of),
        told_by=PhraseList((phrase, 0) for phrase in speech.told_by),
        denied_words=PhraseList((phrase, 0) for phrase in speech.denied_words),
        citing=PhraseList((phrase, 0) for phrase in speech.citing),
        interjections=PhraseList((phrase, 0) for phrase in speech.interjections),
        anonymity=PhraseList((phrase, 0) for phrase in speech.anonymity),
        lists={name: word_list(getattr(speech, name)) for name in _LISTS}
        | {"roles": word_list((*speech.roles, *_owned(speech)))},
    )


def _owned(speech: Speech) -> Iterator[str]:
    """The offices with "his" or "her" written onto them, "his lawyer", where that spells no body."""
    bodies = word_list(speech.bodies)
    for rule in speech.possessives:
        plain, _, ending = rule.partition(">")
        for office in speech.roles:
            owned = office[: len(office) - len(plain)] + ending
            known = bool(speech.article) and office.startswith(speech.article)
            fits = office.endswith(plain) and len(office) > _SHORTEST_OWNED and not known
            if fits and not any(_names(bodies, word.key, speech.article) for word in words(owned)):
                yield owned


def _names(bodies: WordList, key: str, article: str) -> bool:
    return key in bodies or article + key in bodies


def _with_denials(speech: Speech, language: str) -> Speech:
    """The table with the cues of what somebody did not say."""
    known = unsaid(language)
    rows = (CueRow(UNSAID, known.forms, denies=True), CueRow(OWN, known.own, denies=True))
    return replace(speech, cues=(*speech.cues, *rows))


def _needed(rows: Sequence[CueRow]) -> tuple[str, ...]:
    return tuple(word.key for row in rows for entry in row.needs for word in words(entry))


def _inflected(entry: str, endings: Sequence[str], particles: Sequence[str]) -> Iterator[str]:
    if not entry.endswith("+"):
        yield entry
        lead, _, last = entry.rpartition(" ")
        yield from (f"{lead} {particle} {last}" for particle in particles if lead)
        return
    yield from (entry[:-1] + ending for ending in endings)


def _union(rows: Sequence[CueRow]) -> Frame:
    return Frame(
        kinds=tuple(dict.fromkeys(row.kind for row in rows)),
        clause=any(row.clause for row in rows),
        bare=any(row.bare for row in rows),
        links=tuple(dict.fromkeys(link for row in rows for link in row.links)),
        object=any(row.object for row in rows),
        infinitives=any(row.infinitives for row in rows),
        describes=any(row.describes for row in rows),
        denies=any(row.denies for row in rows),
        rejects=any(row.rejects for row in rows),
        noun=any(row.noun for row in rows),
        hearer=any(row.hearer for row in rows),
        object_hears=any(row.object_hears for row in rows),
        subject_before=any(row.subject_before for row in rows),
        trailing=any(row.trailing for row in rows),
        adverbial=any(row.adverbial for row in rows),
        needs=_needed(rows) if all(row.needs for row in rows) else (),
        endings=tuple(dict.fromkeys(ending for row in rows for ending in row.endings)),
    )
