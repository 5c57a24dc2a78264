"""Takes the mention of a speaker apart into name, role and body."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from averral.extraction.bounds import SHORT_APPOSITION, Range, is_capital, is_of
from averral.extraction.mentioned import (
    content_words,
    is_anonymous,
    is_definite,
    is_definite_office,
    is_generic,
    is_generic_body,
    is_nameless,
)
from averral.extraction.personal import heads_body, names_body, personal_name, with_place
from averral.extraction.scene import Scene
from averral.language.entities import Entity
from averral.language.stems import is_known
from averral.model import Span

#: Those whom a nationality only tells apart.
_FIGHTING = ("side:", "force:")
#: Words behind an article among which an office stands: "die neue Bürgermeisterin".
_ARTICLE_TO_OFFICE = 2
#: Closing marks of names, and the marks that open them.
_OPENING = {"»": "«", "”": "“", "“": "„", '"': '"', "«": "»"}


@dataclass(frozen=True, slots=True)
class Mention:
    """The parts of one mention."""

    span: Span
    text: str
    name: str = ""
    """Of a person."""
    role: str = ""
    role_words: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    """All words but determiners, without articles."""
    definite: bool = False
    """Speaks of somebody as known: "the official"."""
    entity: Entity | None = None
    pronoun: bool = False
    personal: bool = False
    """A pronoun that stands for one person."""
    partial: bool = False
    """The entity is only a part of a name that no table knows: the Turkish Red Crescent is not Turkey."""
    anonymous: bool = False
    generic_body: bool = False
    """A known body with no name: "the organisation" goes on with whichever spoke."""
    generic: bool = False
    """A known somebody with no office: "the official" goes on with whoever spoke."""


def read_mention(scene: Scene, where: Range) -> Mention:
    """Takes the tokens of a mention apart."""
    span = scene.span(*where)
    start, end = _without_relative(scene, _without_object(scene, *where), where[1])
    lexicon = scene.lexicon
    words = [index for index in range(start, end) if scene.is_word(index)]
    text = _written_name(scene, where=(start, end))
    if is_of(scene, scene.key(start)):
        # "of the ministry" is written in one word.
        text = lexicon.speech.article + text[len(lexicon.speech.contracted_article) :]
    elif (attached := _attached(scene, start)) > 0:
        text = text[attached:]
        span = Span(span.start + attached, span.end)
    keys = [scene.key(index) for index in words]
    if len(keys) <= 2 and keys and all(key in lexicon.pronouns or key in lexicon.auxiliaries for key in keys):  # noqa: PLR2004
        personal = any(key in lexicon.personal for key in keys)
        return Mention(span, text, pronoun=True, personal=personal)
    follows = len(keys) > 1 and (lexicon.speech.cased or keys[1] in lexicon.openers)
    if follows and keys[0] in lexicon.pronouns and keys[0] not in lexicon.determiners:
        # "… it, which had been told": nothing behind a pronoun names somebody.
        return Mention(span, text.split()[0], pronoun=True, personal=keys[0] in lexicon.personal)
    # The noun itself stands last where its verb does: "members' union head" is no member.
    order = words[::-1] if lexicon.speech.content_first else words
    head = next((index for index in order if scene.key(index) not in lexicon.determiners), None)
    nameless = head is not None and is_nameless(scene, head, words)
    generic = is_generic(scene, words)
    apposed = _apposed_name(scene, start, end)
    name = apposed or (None if nameless or generic else personal_name(scene, words))
    if name is not None and (
        heads_body(scene, words, name) or names_body(scene, words, name) or _is_the(scene, start, name)
    ):
        name = None
    inside = set(range(*name)) if name else set()
    outside = [index for index in words if index not in inside]
    role_words = content_words(scene, outside)
    has_role = any(scene.key(index) in lexicon.roles for index in outside)
    name = with_place(scene, name, start) if name else None
    named = _written_name(scene, name) if name else ""
    role = _stretch(scene, outside) if has_role and outside else ""
    return Mention(
        span=span,
        text=text,
        name=named,
        role=role,
        role_words=role_words if has_role else frozenset(),
        words=content_words(scene, words),
        definite=is_definite(scene, words),
        generic=generic,
        generic_body=is_generic_body(scene, words),
        entity=_entity(scene, start, end),
        partial=_is_part(scene, _entity(scene, start, end), words),
        anonymous=not name
        and any(
            is_anonymous(scene, index)
            for index in (words[-3:] if lexicon.speech.content_first else words[:6])
        )
        and not is_definite_office(scene, words),
    )


def _apposed_name(scene: Scene, start: int, end: int) -> Range | None:
    """The full name that a comma sets off behind one of several: "*one of them*, Ada Berg"."""
    comma = next((index for index in range(end - 2, start, -1) if scene.is_point(index)), start)
    lists = (scene.lexicon.determiners, scene.lexicon.anonymous)
    one = any(scene.key(start) in words for words in lists) or scene.key(start + 2) in scene.lexicon.pronouns
    of = scene.key(start + 1) in scene.lexicon.openers or scene.key(start + 1) in scene.lexicon.name_links
    brief = 1 < comma - start <= SHORT_APPOSITION and 1 < end - comma - 1 <= SHORT_APPOSITION
    if not (scene.lexicon.speech.cased and one and of and brief and scene.is_point(comma, ",")):
        return None
    return (comma + 1, end) if all(is_capital(scene, index) for index in range(comma + 1, end)) else None


def _is_the(scene: Scene, start: int, name: Range) -> bool:
    """Whether an article stands right before the capitals, behind "of": "the operator of *the Northern Isles*"."""
    first = name[0]
    return (
        scene.lexicon.speech.cased
        and first - 2 > start
        and scene.key(first - 1) in scene.lexicon.definites
        and any(scene.key(first - 2) in words for words in (scene.lexicon.openers, scene.lexicon.name_links))
    )


def _attached(scene: Scene, index: int) -> int:
    """Letters of "from" or "of" that are written onto an office or body: "was told *from-the-ministry*"."""
    lexicon, key = scene.lexicon, scene.key(index)
    known = (lexicon.bodies, lexicon.roles, lexicon.anonymous)
    if any(key in words for words in known):
        return 0
    speech = lexicon.speech
    joined = tuple(f"{letter}+" for letter in speech.proclitics) if speech.article else ()
    for link in (*speech.source_links, *speech.hearer_links, *speech.venue_links, *joined):
        letter = link.rstrip("+")
        rest = key[len(letter) :]
        if link.endswith("+") and rest and key.startswith(letter) and lexicon.traits(rest).telling:
            return len(letter)
    return 0


def _without_object(scene: Scene, start: int, end: int) -> int:
    """The mention without an object in front of it: "“…”, *this* the head of the union said"."""
    marker = scene.lexicon.speech.object_marker
    fronted = (
        bool(marker) and scene.key(start) in scene.lexicon.determiners and scene.key(start + 1) == marker
    )
    return start + 2 if fronted and start + 2 < end else start


def _without_relative(scene: Scene, start: int, end: int) -> Range:
    """The mention without ", who led the team"."""
    bare = bool(scene.lexicon.speech.object_marker)
    for index in range(start + 1, end - 1):
        if bare and scene.complementizer(index) > index and index not in scene.named:
            # "this source *that* asked not to be named": no comma need part it.
            return start, index
        key = scene.key(index + 1)
        aside = any(
            key in words
            for words in (scene.lexicon.subject_stops, scene.lexicon.pronouns, scene.lexicon.relatives)
        )
        aside = aside or _is_participial(scene, index + 1) or _is_plain(scene, index + 1, end)
        aside = aside and not _is_office(scene, index + 1)
        parted = scene.is_point(index, ",") and aside and index + 1 not in scene.named
        if parted and not _is_apposed_name(scene, index + 1, end):
            return start, index
    return start, end


def _is_office(scene: Scene, start: int) -> bool:
    """Whether an article and an office stand behind a comma, though articles are relatives or pronouns as well: ", die Bürgermeisterin"."""
    lexicon = scene.lexicon
    near = range(start + 1, start + 1 + _ARTICLE_TO_OFFICE)
    return scene.key(start) in lexicon.determiners and any(
        scene.is_word(index) and any(form in lexicon.roles for form in lexicon.bare_forms(scene.key(index)))
        for index in near
    )


def _is_plain(scene: Scene, start: int, end: int) -> bool:
    """Whether nothing behind a comma names anybody: "an aide, *reached by telephone*"."""
    small = scene.lexicon.speech.cased and scene.is_word(start) and start not in scene.named
    telling = any(scene.is_telling(index) or scene.tokens[index].capital for index in range(start, end))
    return small and not telling and scene.key(start) not in scene.lexicon.determiners


def _is_participial(scene: Scene, index: int) -> bool:
    """Whether a word with the article behind a comma tells of somebody without naming him: "the army, *the-ruling* in the town"."""
    article, key = scene.lexicon.speech.article, scene.key(index)
    if not (article and key.startswith(article) and scene.is_word(index + 1)) or scene.is_telling(index):
        return False
    following = scene.key(index + 1)
    letters = [link[:-1] for link in scene.lexicon.speech.venue_links if link.endswith("+")]
    rests = [following[len(letter) :] for letter in letters if following.startswith(letter)]
    # "the neighbour, *the carpenter* X Y": no preposition follows, but a name.
    return following in scene.lexicon.openers or any(is_known(rest, scene.reading.language) for rest in rests)


def _is_apposed_name(scene: Scene, start: int, end: int) -> bool:
    """Whether a full name closes what its article opens, which no clause does: ", *the* former bishop Ada *Berg*"."""
    stop = next((index for index in range(start, end) if scene.is_point(index)), end)
    article = scene.lexicon.speech.cased and scene.key(start) in scene.lexicon.definites
    return article and stop - start > 2 and all(scene.tokens[i].capital for i in (stop - 2, stop - 1))  # noqa: PLR2004


def _written_name(scene: Scene, where: Range) -> str:
    """As written, without what an apostrophe sets off at the end."""
    last = scene.tokens[where[1] - 1]
    cut = len(last.suffix) + 1 if last.suffix else 0
    span = scene.span(*where)
    if last.marked is not None and where[1] - where[0] == 1:
        # A body's name is all that the marks hold.
        return " ".join(last.marked.inner.of(scene.reading.text).split())
    written = span.of(scene.reading.text)
    closing = _closing_mark(scene, span) if last.in_name and not cut else ""
    return " ".join((written[: len(written) - cut] + closing).split())


def _closing_mark(scene: Scene, span: Span) -> str:
    """The mark behind a name that opens inside the mention: "the paper «Courier»"."""
    follows = scene.reading.text[span.end : span.end + 1]
    opening = _OPENING.get(follows, "")
    return follows if opening and opening in span.of(scene.reading.text) else ""


def _stretch(scene: Scene, indices: Sequence[int]) -> str:
    """The longest run of neighbouring tokens, as written."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    best = max(runs, key=lambda run: (any(scene.key(i) in scene.lexicon.roles for i in run), len(run)))
    return " ".join(scene.span(best[0], best[-1] + 1).of(scene.reading.text).split())


def _entity(scene: Scene, start: int, end: int) -> Entity | None:
    """The entity that a mention names: of "Syrian rebels" the rebels, for the nationality only belongs to them."""
    found = scene.reading.entities_in(scene.span(start, end))
    for one, following in itertools.pairwise(found):
        beside = following.span.start - one.span.end <= 1
        if not (one.adjective and beside and following.key.startswith(_FIGHTING)):
            return one
    return found[-1] if found else None


def _is_part(scene: Scene, entity: Entity | None, words: Sequence[int]) -> bool:
    """Whether a nationality is one word of a proper name, which has capitals on words that name no office or body."""
    if entity is None or not entity.adjective or not scene.lexicon.speech.cased:
        return False
    known = (scene.lexicon.bodies, scene.lexicon.roles, scene.lexicon.determiners)
    return any(
        scene.tokens[index].capital
        and scene.tokens[index].start >= entity.span.end
        and not any(scene.key(index) in each for each in known)
        for index in words
    )
