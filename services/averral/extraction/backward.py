"""A sentence that only tells who said the one before it: "The dam has burst. *This was announced by Governor Ada Berg.*"."""

from __future__ import annotations

from dataclasses import dataclass

from averral.extraction.bounds import Range
from averral.extraction.cues import Cue
from averral.extraction.openings import SHORTEST_CLAUSE
from averral.extraction.papers import owner_of_paper
from averral.extraction.phrases import leading_mention
from averral.extraction.preceding import before_cue
from averral.extraction.scene import Scene
from averral.extraction.trailing import after_cue, with_final_name
from averral.model import ZoneKind

#: Words of such a sentence; longer ones tell something of their own.
_LONGEST = 32
#: Tokens among which the phrase for what was said begins.
_FRONT = 2
#: Words of such a phrase.
_LONGEST_PHRASE = 3
#: Kinds of cues by which somebody stands for what was told; who denies or demands it says something else.
_TELLS = frozenset(
    {"say", "announce", "report", "note", "stress", "admit", "tell", "inform", "write", "state", "declare"}
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who told the sentence before, the cue, and the words for what was told."""

    teller: Range
    cue: Range
    phrase: Range
    oblique: bool = False
    """The teller bears the case of a source."""


def teller_of_before(scene: Scene) -> Attribution | None:
    """The speaker of the sentence before this one; None where this one tells something itself."""
    if len(scene.tokens) > _LONGEST or any(map(scene.is_mark, range(len(scene.tokens)))):
        return None
    return _by_phrase(scene) or _by_verb(scene)


def _by_phrase(scene: Scene) -> Attribution | None:
    """The verb is a part of the phrase: "*this was announced by* the mayor"."""
    for index in range(min(_FRONT, len(scene.tokens))):
        if not scene.is_word(index):
            continue
        for form, _ in scene.lexicon.unprefixed(scene.key(index)):
            end, rows = scene.lexicon.told_by.at(scene.tokens, index, form)
            source = owner_of_paper(scene, end) or after_cue(scene, end, len(scene.tokens)) if rows else None
            if source is not None and scene.plausible(*source):
                return Attribution(source, (index, end), (index, end), oblique=True)
    return None


def _by_verb(scene: Scene) -> Attribution | None:
    """The verb stands apart: "*this* the mayor announced", "the mayor announced *this*"."""
    for cue in scene.cues:
        if _TELLS.isdisjoint(cue.frame.kinds) or cue.frame.denies or cue.frame.rejects:
            continue
        if cue.is_noun or _is_as_clause(scene, cue):
            continue
        phrase = _told_of(scene, cue)
        after = range(max(cue.end, phrase[1] if phrase else 0), len(scene.tokens))
        if phrase is None or any(scene.complementizer(index) > index for index in after):
            return None
        teller = _teller(scene, cue, phrase)
        if teller is not None and scene.plausible(*teller):
            return Attribution(teller, (cue.first, cue.end), phrase)
    return None


def _is_as_clause(scene: Scene, cue: Cue) -> bool:
    """Whether the verb only says who passes it on: "this, *as the agency reports*, the minister said"."""
    first = cue.first
    while scene.is_word(first - 1):
        first -= 1
    opens = scene.key(first) in scene.lexicon.as_words or scene.key(first) in scene.lexicon.asides
    return 0 < first < cue.first and opens


def _told_of(scene: Scene, cue: Cue) -> Range | None:
    """The words for what was told: at the front, or right beside the verb."""
    final = scene.lexicon.speech.content_first or scene.lexicon.speech.object_marker
    beside = (
        range(max(_FRONT, cue.first - _LONGEST_PHRASE), cue.first) if final else range(cue.end, cue.end + 1)
    )
    for index in (*range(_FRONT), *beside):
        if not scene.is_word(index):
            continue
        end, rows = scene.lexicon.told_of.at(scene.tokens, index)
        if rows and (index < _FRONT or index == cue.end or end == cue.first):
            return index, end
    return None


def _teller(scene: Scene, cue: Cue, phrase: Range) -> Range | None:
    """Who stands behind the verb; before it where the phrase follows; between them, or before both, where verbs come last."""
    if scene.lexicon.speech.content_first or scene.lexicon.speech.object_marker:
        first, end = (0, phrase[0]) if phrase[0] >= _FRONT else (phrase[1], cue.first)
        first, end = scene.trimmed(first, end)
        named = leading_mention(scene, end, first)
        apposed = named is not None and scene.is_point(named[1], ",") and not scene.lexicon.speech.cased
        return (named[0], end) if named is not None and apposed else named
    if phrase[0] >= cue.end:
        return before_cue(scene, cue) or after_cue(scene, phrase[1], len(scene.tokens))
    found = after_cue(scene, cue.end, len(scene.tokens))
    return with_final_name(scene, found) if found is not None else None


def is_tellable(scene: Scene) -> bool:
    """Whether a sentence can be what another one then attributes: a statement of the article's own text."""
    body = scene.reading.zone_at(scene.unit.span.start) in (ZoneKind.BODY, ZoneKind.HEADLINE)
    first, end = scene.trimmed(0, len(scene.tokens))
    asks = any(
        scene.is_point(index, "?؟") for index in range(max(0, len(scene.tokens) - 2), len(scene.tokens))
    )
    return body and scene.words_in(first, end) >= SHORTEST_CLAUSE and not asks
