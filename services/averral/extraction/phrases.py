"""How far the noun phrase reaches that names the subject of a clause."""

from __future__ import annotations

from averral.extraction.bounds import LONGEST_APPOSITION, SHORT_APPOSITION, Range, is_of, same_entity
from averral.extraction.chunks import LONGEST_BEFORE
from averral.extraction.name_words import is_common
from averral.extraction.scene import Scene
from averral.extraction.trailing import LONGEST_MENTION


def subject_extent(scene: Scene, start: int, end: int) -> int:
    """Index after the first noun phrase, where nouns carry an article: "the minister | the agreement".

    A word with the article goes on a phrase whose last word lacks one (a construct) or if it looks like an adjective;
    a word without it goes on only as a personal name behind a role.
    """
    article, endings = scene.lexicon.speech.article, scene.lexicon.speech.adjective_endings
    index, has_role, names = start, False, 0
    while (index := _behind_seat(scene, start, index, end)) < end and scene.is_word(index):
        key = scene.key(index)
        definite = bool(article) and key.startswith(article)
        if index > start:
            before = scene.key(index - 1)
            if definite and _closes_unnamed(scene, start, index):
                break
            closed = before.startswith(article) or names > 0 or index - 1 in scene.named
            joined = index in scene.named and index - 1 in scene.named and same_entity(scene, index)
            linked = before in scene.lexicon.name_links
            goes_on = key.endswith(endings) or key[len(article) :] in scene.lexicon.adjectives or linked
            # A lone given name behind an office takes its family name, which may have the article.
            given = names == 1 and not before.startswith(article) and not linked
            surname = given and has_role and key not in scene.lexicon.object_heads
            if (
                not (joined or surname)
                and closed
                and definite
                and not goes_on
                and not _opens_rank(scene, index)
            ):
                break
            if surname and definite:
                names += 2
                index += 1
                continue
            if is_of(scene, key) and closed:
                index += 1
                continue
            if (closed or definite) and key in scene.lexicon.object_heads:
                break
            if not joined and closed and not definite:
                known = any(form in scene.lexicon.titles for form in scene.lexicon.bare_forms(key))
                if not (has_role or known) or names >= 3 or key in scene.lexicon.openers:  # noqa: PLR2004
                    break
                names += 1
        has_role = has_role or _holds_office(scene, key)
        index += 1
    return _up_to_date(scene, index, end)


def _behind_seat(scene: Scene, start: int, index: int, end: int) -> int:
    """Index after what joins a body to the one that it comes from: "the committee *sprung from the government*"."""
    seated = scene.lexicon.seat_links.at(scene.tokens, index)[0] if start < index < end else index
    return seated + 1 if index < seated < end else index


def _holds_office(scene: Scene, key: str) -> bool:
    """Whether the word is an office or trade, with its article or without: "*the mufti* X Y"."""
    lexicon = scene.lexicon
    return any(
        form in words for form in lexicon.bare_forms(key) for words in (lexicon.roles, lexicon.generic)
    )


def _closes_unnamed(scene: Scene, start: int, index: int) -> bool:
    """Whether an unnamed head has its adjective, so that a noun with the article begins an object: "local residents *the army*"."""
    endings = scene.lexicon.speech.plural_adjectives
    before = scene.key(index - 1)
    unnamed = scene.key(start) in scene.lexicon.anonymous and index - start > 1
    return bool(endings) and unnamed and before.endswith(endings) and before not in scene.lexicon.roles


def _opens_rank(scene: Scene, index: int) -> bool:
    """Whether a title before a name goes on naming the subject: "the spokesman of the army *the colonel X Y*"."""
    lexicon, article = scene.lexicon, scene.lexicon.speech.article
    following = scene.key(index + 1)
    named = bool(following) and scene.is_word(index + 1) and not following.startswith(article)
    titled = any(form in lexicon.titles for form in lexicon.bare_forms(scene.key(index)))
    return titled and named and following not in lexicon.openers and following not in lexicon.object_heads


def _up_to_date(scene: Scene, index: int, end: int) -> int:
    """Extends a subject to a comma that sets off a date: "announced the union of the valley, on Sunday, the start of"."""
    for comma in range(index, min(index + SHORT_APPOSITION, end)):
        if scene.is_point(comma):
            dated = scene.is_point(comma, ",") and scene.key(comma + 1) in scene.lexicon.time_words
            return comma if dated else index
    return index


def leading_mention(scene: Scene, end: int, start: int = 0) -> Range | None:
    """The subject of the unit's main clause: the first stretch that names somebody, in tokens `[start, end)`."""
    index = start
    while index < end and not scene.is_telling(index) and not (index == 0 and scene.plausible(0, 1)):
        if index - start > LONGEST_BEFORE:
            return None
        index += 1
    start = index
    while index < end and scene.is_word(index) and index - start < LONGEST_MENTION:
        lists = (scene.lexicon.openers, scene.lexicon.determiners, scene.lexicon.name_links)
        # The first word has a capital anyway; before a name it is the office.
        joins = any(scene.key(index) in words for words in lists) or (
            index == 0 and scene.lexicon.speech.cased
        )
        follows = index + 1 < end and scene.is_word(index + 1) and scene.is_telling(index + 1)
        # "the spokeswoman *of the chancellery* Uta Brandmeier"
        joins = joins or (index > start and scene.lexicon.speech.cased and _is_capital_pair(scene, index + 1))
        if not (scene.is_telling(index) or (joins and follows) or _follows_title(scene, index, start)):
            break
        index += 1
    if index > start and scene.lexicon.speech.verb_first:
        # The name behind an office: "the envoy of Ethiopia *X Y*".
        index = _behind_name(scene, start, index, end)
    return (start, _behind_apposition(scene, index)) if index > start else None


def _behind_name(scene: Scene, start: int, index: int, end: int) -> int:
    """Index after two or three words behind an office that nothing knows as anything but a name, where names have no capitals."""
    lexicon, stop = scene.lexicon, index
    office = any(_holds_office(scene, scene.key(each)) for each in range(start, index))
    others = (lexicon.openers, lexicon.subject_stops, lexicon.auxiliaries, lexicon.object_heads)
    while office and stop < min(end, index + SHORT_APPOSITION - 1) and scene.is_word(stop):
        key = scene.key(stop)
        known = is_common(scene, stop) or stop in scene.cue_starts or key.startswith(lexicon.speech.article)
        if known or any(key in words for words in others):
            break
        stop += 1
    return stop if stop - index > 1 else index


def _follows_title(scene: Scene, index: int, start: int) -> bool:
    """Whether the word is one of the two of a name behind a title, where names have no capitals."""
    titled = any(scene.key(before) in scene.lexicon.titles for before in range(max(start, index - 2), index))
    return titled and not scene.lexicon.speech.cased and index not in scene.cue_starts


def _is_capital_pair(scene: Scene, index: int) -> bool:
    """Whether a full name stands here, where not every noun has a capital."""
    named = all(scene.is_word(i) and scene.tokens[i].capital for i in (index, index + 1))
    return named and not scene.lexicon.speech.noun_capitals


def _behind_apposition(scene: Scene, end: int) -> int:
    """Index after the name in "the head of the union, Marc Dubois, accuses", where `end` is at the first comma."""
    stop = end + 1
    if not (scene.is_point(end, ",") and scene.lexicon.speech.cased):
        return end
    while scene.is_word(stop) and (scene.tokens[stop].capital or scene.key(stop) in scene.lexicon.name_links):
        stop += 1
    if scene.is_point(stop, ",") and 1 < stop - end - 1 <= SHORT_APPOSITION:
        return stop
    return _behind_titled(scene, end)


def _behind_titled(scene: Scene, end: int) -> int:
    """Index after an office and full name between two commas: "the mediator, *former bishop Ada Berg*, urged"."""
    lexicon, stop = scene.lexicon, end + 1
    while scene.is_word(stop) and stop - end <= LONGEST_APPOSITION and stop not in scene.cue_starts:
        key = scene.key(stop)
        verb = (
            key in lexicon.auxiliaries and not scene.tokens[stop].capital and key not in lexicon.determiners
        )
        if verb or (key in lexicon.relatives and key not in lexicon.determiners):
            return end
        stop += 1
    closes = scene.is_point(stop, ",") and stop - end > 3  # noqa: PLR2004
    named = closes and all(scene.tokens[i].capital for i in (stop - 2, stop - 1))
    return stop if named and not scene.tokens[stop - 1].suffix else end
