"""A unit with its cues and recognised names, and the small questions that the rules ask about its tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from averral.extraction.cues import Cue, Lexicon
from averral.extraction.reading import Reading
from averral.extraction.units import Kind, Token, Unit
from averral.extraction.wordlists import Traits
from averral.language.concept_words import event_phrases
from averral.language.concepts import concept_table
from averral.model import Span

#: The act of announcing, and the words behind it that may name what is announced.
_ANNOUNCE, _DECLARED = "announce", 3
#: Letters of a word that a complementizer is written onto.
SHORTEST_PREFIXED = 2
#: A figure with a fraction; "12,000" has none.
_FRACTION = re.compile(r"\d[.,]\d{1,2}(?!\d)")

#: Words between a verb of naming and the noun that it names.
_DESCRIBED_REACH = 5


@dataclass(frozen=True)
class Scene:
    """One unit, ready for the rules. Ranges are half-open indices into `tokens`."""

    reading: Reading
    lexicon: Lexicon
    unit: Unit
    tokens: Sequence[Token]
    cues: tuple[Cue, ...]
    cue_starts: dict[int, Cue]
    named: frozenset[int]
    """Indices of tokens inside an entity or a place."""

    @cached_property
    def traits(self) -> tuple[Traits, ...]:
        """What the speech table says of each token; most begin nothing, and need no further look."""
        return self.lexicon.traits_of(self.tokens)

    def key(self, index: int) -> str:
        """The key of a token, empty outside the unit."""
        return self.tokens[index].key if 0 <= index < len(self.tokens) else ""

    def is_word(self, index: int) -> bool:
        """Whether there is a word."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind is Kind.WORD

    def is_point(self, index: int, characters: str = "") -> bool:
        """Whether there is a punctuation character, one of the given ones if any are."""
        if not 0 <= index < len(self.tokens) or self.tokens[index].kind is not Kind.POINT:
            return False
        return not characters or self.tokens[index].key in characters

    def is_mark(self, index: int) -> bool:
        """Whether there is a marked stretch."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind is Kind.MARK

    def begins_sentence(self, index: int) -> bool:
        """Whether a full stop stands between this token and the one before it."""
        if not 0 < index < len(self.tokens):
            return False
        gap = self.reading.text[self.tokens[index - 1].end : self.tokens[index].start]
        return gap[:1] in tuple(".!?؟…") and gap[1:2].isspace()

    def words_in(self, start: int, end: int) -> int:
        """Number of words, a marked stretch counting as many as it holds."""
        total = 0
        for token in self.tokens[start:end]:
            if token.kind is Kind.WORD:
                total += 1
            elif token.marked is not None:
                total += self.reading.count_words(token.marked.inner)
        return total

    def span(self, start: int, end: int) -> Span:
        """Code points from the first token to the last."""
        return Span(self.tokens[start].start, self.tokens[end - 1].end)

    def trimmed(self, start: int, end: int, also: str = "") -> tuple[int, int]:
        """The range without punctuation at its ends."""
        edge = ",;:-!?….\n" + also
        while start < end and self.is_point(start, edge):
            start += 1
        while end > start and self.is_point(end - 1, ",;:-\n" + also):
            end -= 1
        return start, end

    def complementizer(self, index: int) -> int:
        """Index after a bare complementizer at `index`, or `index`."""
        if not self.is_word(index):
            return index
        traits = self.lexicon.traits(self.tokens[index].key)
        for form, _ in traits.forms if traits.complementizer else ():
            end, rows = self.lexicon.complementizers.at(self.tokens, index, form)
            if rows:
                return end
        return index

    def complementizer_prefix(self, index: int) -> int:
        """Letters of a complementizer that is written onto the word at `index`."""
        prefix = self.lexicon.speech.complementizer_prefix
        key = self.key(index)
        if not prefix or not key.startswith(prefix) or len(key) < SHORTEST_PREFIXED + len(prefix):
            return 0
        if key in self.lexicon.link_exceptions:
            return 0
        if self._names_behind(index, len(prefix)):
            return len(prefix)
        return 0 if index in self.named or self.is_telling(index) else len(prefix)

    def _names_behind(self, index: int, skip: int) -> bool:
        """Whether a known name or an office with its article begins behind the first letters of a word."""
        token, article = self.tokens[index], self.lexicon.speech.article
        rest = token.key[skip:]
        if article and rest.startswith(article) and self.lexicon.traits(rest).telling:
            return True
        span = self.span(index, index + 1)
        return any(entity.span.start == token.start + skip for entity in self.reading.entities_in(span))

    def has_pronoun_complementizer(self, index: int) -> bool:
        """Whether the word is a complementizer with the clause's subject written onto it."""
        return self.is_word(index) and self.lexicon.traits(self.tokens[index].key).pronoun_complementizer

    def opens_clause(self, index: int) -> bool:
        """Whether a conjunction stands here: "as the ministry said" has a subject, "in the words of" has none."""
        return self.key(index) in self.lexicon.clause_breaks

    def sounds_reported(self, start: int, end: int, *, infinitives: bool = False) -> bool:
        """Whether a verb of the range has a form of reported speech; with `infinitives`, or is a marked infinitive."""
        marker = self.lexicon.speech.infinitive_marker if infinitives else ""
        for index in range(start, end):
            if self.is_point(index, ";:\n"):
                return False
            key = self.key(index)
            if key in self.lexicon.reported_forms:
                return True
            if (
                marker
                and (key == marker or self._holds_marker(key, marker))
                and self.is_word(index + (key == marker))
            ):
                return True
        return False

    def _holds_marker(self, key: str, marker: str) -> bool:
        """Whether the word is an infinitive with the marker inside: "zurückzukehren"."""
        at = key.find(marker, 1)
        return at > 0 and key[:at] in self.lexicon.closers

    def withholds_name(self) -> bool:
        """Whether the unit says that its speaker is not to be named."""
        return any(
            self.lexicon.anonymity.at(self.tokens, index)[1]
            for index, traits in enumerate(self.traits)
            if traits.exception and self.tokens[index].key
        )

    def is_telling(self, index: int) -> bool:
        """Whether the word can be part of the name or role of a speaker."""
        token, lexicon = self.tokens[index], self.lexicon
        if token.kind is not Kind.WORD:
            return False
        capital = token.capital and lexicon.speech.cased and (index > 0 or token.key in self.reading.capitals)
        if index in self.named or (capital and token.key not in lexicon.clause_breaks):
            return True
        return lexicon.traits(token.key).telling or self._is_aged(index)

    def _is_aged(self, index: int) -> bool:
        """Whether the word ends an age that stands for somebody: "the 58-year-*old*"."""
        key, lexicon = self.tokens[index].key, self.lexicon
        ages = key in lexicon.age_words and key in lexicon.generic
        return ages and any(self.key(before)[:1].isdigit() for before in (index - 1, index - 2))

    def plausible(self, start: int, end: int) -> bool:
        """Whether a range may name a speaker at all; nobody is counted in fractions: "down 0.2 points from the IMF"."""
        counts = any(self.tokens[index].key.isdigit() for index in range(start, end) if self.is_word(index))
        if counts and _FRACTION.search(self.span(start, end).of(self.reading.text)):
            return False
        return any(self.is_telling(index) for index in range(start, end)) or (
            start < end
            and self.lexicon.speech.cased
            and self.tokens[start].capital
            and not self._is_function(start)
        )

    def _is_function(self, index: int) -> bool:
        key = self.tokens[index].key
        return (
            key in self.lexicon.openers
            or key in self.lexicon.clause_breaks
            or key in self.lexicon.determiners
        )


def set_scene(reading: Reading, lexicon: Lexicon, unit: Unit) -> Scene:
    """Finds cues and names in a unit."""
    named = frozenset(_named(reading, unit))
    found = lexicon.find(unit.tokens)
    cues = tuple(
        cue
        for cue in found
        if not _is_office(lexicon, unit.tokens, cue, found)
        and _reports(lexicon, unit.tokens, cue)
        and not _is_in_name(lexicon, unit.tokens, cue, named)
        and not _is_declared(reading, lexicon, unit.tokens, cue)
        and not _is_described(cue, found)
    )
    return Scene(
        reading=reading,
        lexicon=lexicon,
        unit=unit,
        tokens=unit.tokens,
        cues=cues,
        cue_starts={cue.first: cue for cue in cues},
        named=named,
    )


def _is_office(lexicon: Lexicon, tokens: Sequence[Token], cue: Cue, found: Sequence[Cue]) -> bool:
    """Whether the word names an office, since its verb follows: "l'ancien *juge* affirme"."""
    office = cue.end - cue.first == 1 and tokens[cue.first].key in lexicon.roles
    return office and any(cue.end == other.first or cue.first == other.end for other in found)


def _is_described(cue: Cue, found: Sequence[Cue]) -> bool:
    """Whether the noun is only what somebody gives a name: "*called* the minister's *remarks* “a shrug”"."""
    return "noun" in cue.frame.kinds and any(
        other.frame.describes and not other.is_noun and 0 < cue.first - other.end <= _DESCRIBED_REACH
        for other in found
    )


def _is_in_name(lexicon: Lexicon, tokens: Sequence[Token], cue: Cue, named: frozenset[int]) -> bool:
    """Whether the word is part of a name: "the United States"."""
    return lexicon.speech.cased and {cue.first - 1, cue.first} <= named and tokens[cue.first].capital


def _reports(lexicon: Lexicon, tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether the cue reports something here: it is not negated, and a verb's form is not used as a noun."""

    def key(index: int) -> str:
        return tokens[index].key if 0 <= index < len(tokens) else ""

    before = cue.first - 1
    further = before
    while (
        further > before - 2 and key(further) in lexicon.auxiliaries and key(further) not in lexicon.negations
    ):
        further -= 1
    if any(key(index) and key(index) in lexicon.negations for index in (before, further)):
        return False
    if lexicon.speech.passives and _is_passive(lexicon, tokens, cue):
        return False
    if lexicon.speech.verb_first:
        return True
    infinitive = lexicon.speech.infinitive_endings
    aside = cue.end < len(tokens) and lexicon.interjections.at(tokens, cue.end)[1]
    if key(cue.end) and key(cue.end) in lexicon.negations and not aside:
        # "Called on people *not to* part the others".
        return cue.frame.infinitives or (bool(infinitive) and key(cue.end + 1).endswith(infinitive))
    joins = key(before) in lexicon.time_words or key(before) in lexicon.coordinators
    adverbial = key(before) in lexicon.openers and not joins
    noun_use = (key(before) in lexicon.determiners and key(before) not in lexicon.not_subjects) or adverbial
    return (
        not noun_use
        or cue.frame.noun
        or cue.frame.hearer
        or lexicon.speech.content_first
        or key(before) in lexicon.auxiliaries
    )


def _is_passive(lexicon: Lexicon, tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether the cue is the participle of a passive: "was condemned", "that he is condemned"."""
    if cue.end - cue.first > 1:
        return False
    if cue.end < len(tokens) and tokens[cue.end].key in lexicon.passives:
        return True
    if cue.end < len(tokens) and tokens[cue.end].kind is Kind.WORD:
        return False
    for token in reversed(tokens[: cue.first]):
        if token.kind is Kind.POINT:
            return False
        if token.key in lexicon.passives:
            return True
    return False


def _is_declared(reading: Reading, lexicon: Lexicon, tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether what is announced stands where verbs that come first have their subject: أُعلنت حالة الطوارئ, and nobody speaks."""
    if not lexicon.speech.verb_first or cue.is_noun:
        return False
    last = min(cue.end + _DECLARED, len(tokens)) - 1
    found = reading.words_within(Span(tokens[cue.first].start, tokens[last].end))
    phrases = event_phrases(reading.language)
    if not found or f"act:{_ANNOUNCE}" not in phrases.labels(found[0]):
        return False
    announced = {f"topic:{topic}" for topic in concept_table().frames.get(_ANNOUNCE, {})}
    behind = found[cue.end - cue.first :]
    return any(match.first == 0 and match.label in announced for match in phrases.find(behind))


def _named(reading: Reading, unit: Unit) -> list[int]:
    spans = sorted(
        [entity.span for entity in reading.entities_in(unit.span)]
        # Two words that no table knows as a place may be a person: "a woman of the Zarechny district Ada Berg".
        + [
            place.span
            for place in reading.places_in(unit.span)
            if not (place.key.startswith("~") and " " in place.name)
        ]
    )
    found: list[int] = []
    position = 0
    for index, token in enumerate(unit.tokens):
        while position < len(spans) and spans[position].end <= token.start:
            position += 1
        if token.kind is Kind.WORD and position < len(spans) and spans[position].start < token.end:
            found.append(index)
    return found
