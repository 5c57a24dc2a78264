"""Content right behind its cue, with nothing to open it, past the hearer and the time: "told reporters on Monday *the talks failed*"."""

from __future__ import annotations

from averral.extraction.cues import Cue
from averral.extraction.openings import SHORTEST_LINKED, How, Opening
from averral.extraction.scene import Scene

#: Words of a hearer that no table knows.
LONGEST_HEARER = 4
#: Words of those whom something is demanded from.
_LONGEST_ASKED = 5


def open_bare(scene: Scene, cue: Cue) -> Opening | None:
    """Content that follows a cue with no word in between: "said the talks failed", "rejected the offer"."""
    start = skip_time(scene, skip_hearer(scene, cue))
    if cue.frame.clause and not cue.is_noun and is_infinitive(scene, start):
        return Opening(How.BARE, start, start)
    if not (cue.frame.bare or cue.frame.object or cue.frame.infinitives):
        return None
    if scene.key(start) in scene.lexicon.venue_links and scene.key(start + 1) in scene.lexicon.venues:
        start = skip_time(scene, start + 2)
    asked = _asks_somebody(scene, cue, start)
    if not (scene.is_word(start) or scene.is_mark(start)) or (
        not asked and _opens_adverbial(scene, cue, start)
    ):
        return None
    return Opening(How.BARE if cue.frame.bare else How.OBJECT, start, start)


def _asks_somebody(scene: Scene, cue: Cue, index: int) -> bool:
    """Whether an object follows whom somebody demands it from, or promises it to: "asked *the government* for …"."""
    lexicon = scene.lexicon
    asks = {"demand", "promise", "urge"} & set(cue.frame.kinds)
    if not asks or scene.key(index) not in lexicon.speech.hearer_links or not lexicon.speech.partitives:
        return False
    stop = index + 1
    while scene.is_word(stop) and stop - index <= _LONGEST_ASKED:
        behind = scene.key(stop - 1) not in lexicon.determiners and stop > index + 1
        if behind and scene.key(stop) in lexicon.indefinites:
            return True
        stop += 1
    return False


def _opens_adverbial(scene: Scene, cue: Cue, index: int) -> bool:
    """Whether something else than an object begins here: an adverbial, a clause, the hearer."""
    key, lexicon = scene.key(index), scene.lexicon
    kinds = cue.frame.kinds
    asks = any(kind in kinds for kind in ("demand", "accuse", "urge", "deny")) and "refuse" not in kinds
    if asks and key in lexicon.partitives and key not in cue.frame.links:
        return any(scene.key(index + step) in lexicon.hearer_nouns for step in (1, 2))
    if key in lexicon.object_openers or _tells_which(scene, index):
        return False
    if lexicon.speech.object_marker:
        # Where the verb ends its clause, adverbials stand before it and what follows it is said.
        return key in lexicon.clause_breaks
    return key in lexicon.clause_breaks or (key in lexicon.openers and key not in lexicon.determiners)


def is_infinitive(scene: Scene, index: int) -> bool:
    """Whether an infinitive stands here, in a language where it takes no word before it."""
    for _ in range(2):
        helps = scene.key(index).endswith(scene.lexicon.speech.infinitive_endings or "\0")
        index += scene.key(index) in scene.lexicon.infinitive_starts and not helps
    key, speech = scene.key(index), scene.lexicon.speech
    if not speech.infinitive_endings or len(key) < SHORTEST_LINKED or index in scene.named:
        return False
    known = (scene.lexicon.determiners, scene.lexicon.openers, scene.lexicon.roles)
    return (
        key.endswith(speech.infinitive_endings)
        and not scene.tokens[index].capital
        and not any(key in words for words in known)
    )


def skip_time(scene: Scene, index: int) -> int:
    """Past time words, with the preposition before them: "on Monday"; and past what tells nothing: "for her part"."""
    while scene.is_word(index):
        key, following = scene.key(index), scene.key(index + 1)
        aside = scene.lexicon.interjections.at(scene.tokens, index)[0]
        if aside > index:
            index = aside
        elif key in scene.lexicon.time_words and not _tells_which(scene, index):
            index += 1
        elif following in scene.lexicon.time_words and (
            key in scene.lexicon.openers or key in scene.lexicon.determiners
        ):
            index += 2
        else:
            break
    return index


def _tells_which(scene: Scene, index: int) -> bool:
    """Whether a word of time is an adjective before its noun: "ruled out *early* elections"."""
    lexicon, key = scene.lexicon, scene.key(index + 1)
    if scene.key(index) not in lexicon.speech.time_adjectives or not scene.is_word(index + 1):
        return False
    others = (
        lexicon.time_words,
        lexicon.openers,
        lexicon.determiners,
        lexicon.pronouns,
        lexicon.clause_breaks,
    )
    return not scene.tokens[index + 1].capital and not any(key in words for words in others)


def skip_hearer(scene: Scene, cue: Cue) -> int:
    """Index after the hearer of "told reporters", the cue's end if there is none."""
    index = cue.end
    if not cue.frame.object_hears:
        return index
    lexicon = scene.lexicon
    if scene.key(index) in lexicon.pronouns:
        return index + 1
    while scene.is_word(index) and scene.key(index) in lexicon.determiners:
        index += 1
    if scene.key(index) in lexicon.hearer_nouns:
        while scene.key(index) in lexicon.hearer_nouns:
            index += 1
        return index
    start = index
    while scene.is_word(index) and (scene.tokens[index].capital or scene.key(index) in lexicon.hearer_nouns):
        index += 1
    return index if index > start else _behind_common(scene, index)


def _behind_common(scene: Scene, index: int) -> int:
    """Index after a hearer that no table knows: up to the word that opens something else, else one word."""
    lexicon, end = scene.lexicon, index
    opens = (lexicon.openers, lexicon.time_words, lexicon.clause_breaks)
    while end - index < LONGEST_HEARER and scene.is_word(end) and not any(scene.key(end) in w for w in opens):
        others = (lexicon.determiners, lexicon.pronouns, lexicon.auxiliaries)
        if end > index and any(scene.key(end) in words for words in others):
            return index + 1
        end += 1
    opened = end >= len(scene.tokens) or not scene.is_word(end) or any(scene.key(end) in w for w in opens)
    return end if opened and end > index else min(index + 1, len(scene.tokens))
