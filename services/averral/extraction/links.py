"""Content behind a link that its cue asks for: "accused them *of* …", "called *for* …"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from averral.extraction.bare import is_infinitive
from averral.extraction.cues import Cue
from averral.extraction.openings import NARROW, SHORTEST_CLAUSE, SHORTEST_LINKED, How, Opening, clause_at
from averral.extraction.scene import Scene
from averral.language.normalise import key as key_of
from averral.language.stems import has_dictionary, is_known

#: Words between a noun of saying and its content, from which the letter before a word belongs to another: "a letter from him that shows support *for*".
FAR_FROM_NOUN = 4


def linked(scene: Scene, cue: Cue, index: int) -> Opening | None:
    """The content that a link at `index` opens, one of those that the cue takes."""
    key = scene.key(index)
    # "the committee *sprung from* the government", "the release *of* prisoners"
    seated = scene.lexicon.seat_links.at(scene.tokens, index - 1)[0] > index
    barred = index > cue.end and (scene.lexicon.speech.object_marker or seated)
    if barred or _opens_venue(scene, cue, index) or _is_date(scene, index):
        return None
    if "accuse" in cue.frame.kinds and _links_noun(scene, cue, index):
        return None
    for link in cue.frame.links:
        size = link.count(" ") + 1
        if not link.endswith("+"):
            if key == _keys_of(link)[0] and all(
                scene.key(index + step) == each for step, each in enumerate(_keys_of(link))
            ):
                return _behind_link(scene, index, index + size)
            continue
        letter = link[:-1]
        if key == letter:
            return _behind_link(scene, index, index + 1)
        if (
            key.startswith(letter)
            and len(key) >= SHORTEST_LINKED
            and key not in scene.lexicon.link_exceptions
            and index not in scene.named
            and index > cue.end - (0 if cue.clitic else 1)
            and not _is_foreign_name(scene, index, len(letter))
            and not (cue.is_noun and index - cue.end > FAR_FROM_NOUN)
        ):
            return Opening(How.NOMINAL, index, index, skip=len(letter))
    return None


def _is_date(scene: Scene, index: int) -> bool:
    """Whether a preposition here only tells when: "admitted *on* Monday"."""
    lexicon, following = scene.lexicon, scene.key(index + 1)
    timed = following in lexicon.time_words and following not in lexicon.openers
    counts = following in lexicon.determiners or following[:1].isdigit()
    timed = timed or (counts and scene.key(index + 2) in lexicon.time_words)
    return timed and scene.key(index) in lexicon.openers


def _is_foreign_name(scene: Scene, index: int, skip: int) -> bool:
    """Whether the letter belongs to a name: no dictionary has the word, with or without it, nor the word before."""
    language = scene.reading.language
    if scene.lexicon.speech.cased or not has_dictionary(language):
        return False
    token, before = scene.tokens[index], scene.tokens[index - 1]
    text = scene.reading.text
    words = (
        text[token.start : token.end],
        text[token.start + skip : token.end],
        text[before.start : before.end],
    )
    return scene.is_word(index - 1) and not any(is_known(word, language) for word in words)


def _links_noun(scene: Scene, cue: Cue, index: int) -> bool:
    """Whether a link belongs to whom somebody accuses, as another one stands before an infinitive: "the heads *of* the union *of* lying"."""
    if not scene.lexicon.speech.infinitive_endings or is_infinitive(scene, index + 1):
        return False
    stop = next((i for i in range(index + 1, index + NARROW) if not scene.is_word(i)), index + NARROW)
    return any(
        scene.key(i) in cue.frame.links and is_infinitive(scene, i + 1) for i in range(index + 1, stop)
    )


def _opens_venue(scene: Scene, cue: Cue, index: int) -> bool:
    """Whether "on" stands before a venue, and the link of the content behind it: "announced *on its page* of raids"."""
    if scene.key(index) not in scene.lexicon.venue_links or not scene.is_word(index + 1):
        return False
    venue = next((each for each in (index + 1, index + 2) if scene.key(each) in scene.lexicon.venues), None)
    return venue is not None and any(
        scene.key(each) in cue.frame.links or scene.complementizer(each) > each
        for each in range(venue + 1, venue + 1 + SHORTEST_CLAUSE)
    )


@cache
def _keys_of(link: str) -> tuple[str, ...]:
    """The words of a link as keys; links come from the tables only."""
    return tuple(key_of(word) for word in link.split())


def _behind_link(scene: Scene, index: int, after: int) -> Opening | None:
    """Content behind a separate link; a complementizer there opens a clause."""
    if after >= len(scene.tokens) or scene.is_point(after):
        return None
    if scene.is_mark(after):
        return Opening(How.MARK, after, index)
    clause = clause_at(scene, _behind_lead(scene, after))
    return replace(clause, gap_end=index) if clause else Opening(How.NOMINAL, after, index)


def _behind_lead(scene: Scene, index: int) -> int:
    """Past the word that announces a clause behind a link, and its comma: "pointed to *the fact,* that"."""
    while scene.key(index) in scene.lexicon.complementizer_leads:
        index += 1
    return index + 1 if scene.is_point(index, ",") and scene.complementizer(index + 1) > index + 1 else index
