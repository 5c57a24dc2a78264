"""The subject right behind its verb where the sentence opens with something else."""

from __future__ import annotations

from averral.extraction.bounds import Range, ends_subject, is_filler
from averral.extraction.cues import Cue
from averral.extraction.preceding import before_cue
from averral.extraction.scene import Scene


def inverted_subject(scene: Scene, cue: Cue, floor: int, limit: int) -> Range | None:
    """The subject right behind its verb where something else stands in front: "In Bonn demanded *the minister* a …"."""
    speech = scene.lexicon.speech
    fronted = cue.first > floor and (scene.is_word(cue.first - 1) or scene.is_mark(cue.first - 1))
    if not (speech.verb_second and speech.inverts and fronted):
        return None
    before = before_cue(scene, cue, floor)
    start = cue.end
    while (
        scene.is_word(start) and is_filler(scene, start) and scene.key(start) not in scene.lexicon.determiners
    ):
        start += 1
    if before is not None and not (start < limit and _is_rather(scene, before, start)):
        return None
    if scene.key(start) in scene.lexicon.accusatives:
        # "… and reproached *the land* with": whoever spoke before goes on.
        return None
    if scene.key(start) in scene.lexicon.pronouns and scene.key(start) not in scene.lexicon.determiners:
        return start, start + 1
    index = start
    while index < limit and scene.is_word(index) and not (index > start and _begins_object(scene, index)):
        index += 1
    return (start, index) if index > start and scene.plausible(start, index) else None


def _is_rather(scene: Scene, before: Range, start: int) -> bool:
    """Whether an office right behind the verb is its subject rather than things before it: "Doubts voiced *the expert*"."""
    attached = any(scene.key(index) in scene.lexicon.openers for index in range(before[0] + 1, before[1]))
    if not attached or scene.key(start) in scene.lexicon.accusatives or has_office(scene, *before):
        return False
    first = start + (scene.key(start) in scene.lexicon.determiners)
    return first > start and has_office(scene, first, min(first + 2, len(scene.tokens)))


def has_office(scene: Scene, start: int, end: int) -> bool:
    """Whether an office, a body, a pronoun or a known name stands among the words."""
    lexicon = scene.lexicon
    known = (lexicon.roles, lexicon.bodies, lexicon.anonymous, lexicon.titles, lexicon.pronouns)
    return any(
        index in scene.named or any(scene.key(index) in words for words in known)
        for index in range(start, end)
        if scene.is_word(index)
    )


def _begins_object(scene: Scene, index: int) -> bool:
    follows_noun = scene.tokens[index - 1].capital
    return follows_noun and (scene.key(index) in scene.lexicon.object_openers or ends_subject(scene, index))
