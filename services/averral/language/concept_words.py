"""The words of a language for acts and topics: sections `[concepts]` and `[idioms]`, compiled for look-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from averral.language import tables
from averral.language.normalise import words
from averral.language.phrases import APART, Phrases


@dataclass(frozen=True, slots=True)
class ConceptWords:
    """Section `[concepts]` of a language; see `phrases` for the signs in entries."""

    acts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Act or concept id → entries."""
    topics: dict[str, tuple[str, ...]] = field(default_factory=dict)
    proclitics: tuple[str, ...] = ()
    """What is written together with the following word: conjunctions, prepositions, articles."""
    noun_endings: tuple[str, ...] = ()
    """What is written behind a noun of a topic: an ending of case, "his", "their"."""
    compound_heads: tuple[str, ...] = ()
    """Nouns that end compounds and tell what they are: the "Abkommen" of "Fischereiabkommen"."""
    verb_prefixes: tuple[str, ...] = ()
    """What `~` stands for."""
    object: str = "after"
    """Where the object of a verb stands: before or after it."""
    govern_links: tuple[str, ...] = ()
    """Particles between a word of failing and the act that failed: to, in."""
    futures: tuple[str, ...] = ()
    """Verb forms that tell the future without a word for it: Russian "подпишут"."""
    verbal: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Act → words that are its verb only behind one of `verbal_leads`, and a noun elsewhere: "did not *strike* the market"."""
    verbal_leads: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    """Words between talks and what they are about: on, to, for."""
    about_clitics: tuple[str, ...] = ()
    """The same written onto the word behind them."""
    about_last: tuple[str, ...] = ()
    """The same where they stand behind what the talks are about, and before the talks."""
    agents: tuple[str, ...] = ()
    """Words directly behind a verb that turn the sides round: "captured by"."""


@dataclass(frozen=True, slots=True)
class Idioms:
    """Section `[idioms]` of a language: words that sound like an event and are none, "cardiac arrest"."""

    phrases: tuple[str, ...] = ()


tables.register("concepts", ConceptWords)
tables.register("idioms", Idioms)


@cache
def event_phrases(language: str) -> Phrases:
    """Acts, topics, words that are verbs behind a lead, and idioms, labels `act:…`, `topic:…`, `verb:…` and `idiom`."""
    lists = tables.section(language, "concepts", ConceptWords)
    labelled = {f"act:{name}": entries for name, entries in lists.acts.items()}
    labelled |= {f"verb:{name}": entries for name, entries in lists.verbal.items()}
    labelled |= {f"topic:{name}": _ending(entries, lists) for name, entries in lists.topics.items()}
    # An idiom is longer than the act in it, so it is found in its place, and then left alone.
    labelled["idiom"] = tables.section(language, "idioms", Idioms).phrases
    return Phrases(labelled, lists.proclitics, lists.verb_prefixes, lists.compound_heads)


def _ending(entries: Sequence[str], lists: ConceptWords) -> tuple[str, ...]:
    """The entries, and their nouns with what the language writes behind them."""
    bare = [entry for entry in entries if entry[-1:] not in {"*", APART}]
    return (*entries, *(entry + ending for entry in bare for ending in lists.noun_endings))


@cache
def word_keys(forms: tuple[str, ...]) -> frozenset[str]:
    """The folded words of all forms."""
    return frozenset(token.key for form in forms for token in words(form))
