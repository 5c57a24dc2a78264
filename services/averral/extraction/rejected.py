"""What somebody denies, named as a claim and set before its verb: "*Rumours of a merger* the company denied"."""

from __future__ import annotations

from averral.extraction.bounds import Range, is_filler
from averral.extraction.cues import Cue
from averral.extraction.report import Report, Work, floor_of, names_claimed
from averral.extraction.scene import Scene
from averral.extraction.trailing import after_cue

#: Words before the noun where it opens its clause: its article, what it is of.
_LEAD = 1
#: Words of such a clause before its verb.
_LONGEST = 14
#: Words between the verb of a passive and the one for "by".
_AGENT = 2


def read_rejected_before(work: Work, cue: Cue) -> bool:
    """Adds what a verb of denying has before it, in front of the subject or behind it."""
    scene = work.scene
    if not (cue.frame.denies or cue.frame.rejects) or cue.is_noun or scene.lexicon.speech.verb_first:
        return False
    start = _clause_start(scene, cue.first, floor_of(work, cue))
    claimed = _claimed(scene, start, cue.first)
    if claimed is None or scene.lexicon.speech.object_marker or cue.first - start > _LONGEST:
        return False
    found = (
        _in_front(scene, start, claimed, cue)
        if claimed - start <= _LEAD
        else _behind(scene, start, claimed, cue)
    )
    if found is None or not work.free(*found[1]) or not scene.plausible(*found[0]):
        return False
    subject, content = found
    work.add(Report(content, (cue.first, cue.end), subject, frame_kinds=cue.frame.kinds, denies=True), cue)
    return True


def read_passive(work: Work) -> None:
    """Adds what was denied by somebody: "*Rumours of a merger* were denied by the company"."""
    scene = work.scene
    start = scene.trimmed(0, len(scene.tokens))[0]
    claimed = _claimed(scene, start, min(start + _LEAD + 1, len(scene.tokens)))
    if claimed is None or work.reports or not scene.lexicon.speech.cased:
        return
    for cue in scene.lexicon.find(scene.tokens):
        if cue.is_noun or not (cue.frame.denies or cue.frame.rejects) or cue.first - start > _LONGEST:
            continue
        helped = next((i for i in range(claimed + 1, cue.first) if _helps(scene, i)), None)
        agent = _agent(scene, helped, cue) if helped is not None else None
        if helped is not None and agent is not None and scene.plausible(*agent):
            kinds = cue.frame.kinds
            work.add(
                Report((start, helped), (cue.first, cue.end), agent, frame_kinds=kinds, denies=True), cue
            )
            return


def _helps(scene: Scene, index: int) -> bool:
    key, lexicon = scene.key(index), scene.lexicon
    return scene.is_word(index) and key in lexicon.auxiliaries and key not in lexicon.openers


def _agent(scene: Scene, helped: int, cue: Cue) -> Range | None:
    """Who stands behind the word for "by", on either side of the verb."""
    links = scene.lexicon.owner_links
    for index in range(cue.end, min(cue.end + _AGENT, len(scene.tokens) - 1)):
        if scene.key(index) in links:
            return after_cue(scene, index + 1, len(scene.tokens))
    before = next((index for index in range(helped + 1, cue.first - 1) if scene.key(index) in links), None)
    return (before + 1, cue.first) if before is not None else None


def _clause_start(scene: Scene, end: int, floor: int) -> int:
    start = end
    while start > floor and scene.is_word(start - 1) and not _is_verb(scene, start - 1):
        start -= 1
    return start


def _is_verb(scene: Scene, index: int) -> bool:
    cue = scene.cue_starts.get(index)
    return cue is not None and not cue.is_noun


def _claimed(scene: Scene, start: int, end: int) -> int | None:
    return next((index for index in range(start, end) if names_claimed(scene, index)), None)


def _in_front(scene: Scene, start: int, claimed: int, cue: Cue) -> tuple[Range, Range] | None:
    """Subject and object where the object opens the clause: the subject stands between, or behind the verb."""
    end = cue.first
    while end > claimed + 1 and is_filler(scene, end - 1):
        end -= 1
    first = end
    while first > claimed + 1 and scene.is_telling(first - 1):
        first -= 1
    if first < end and not scene.lexicon.speech.verb_second:
        return (first, end), (start, first)
    behind = after_cue(scene, cue.end, len(scene.tokens)) if scene.is_word(cue.end) else None
    return (behind, (start, end)) if behind is not None and scene.lexicon.speech.inverts else None


def _behind(scene: Scene, start: int, claimed: int, cue: Cue) -> tuple[Range, Range] | None:
    """Subject and object where both stand before a verb that ends the clause: "The army *these charges* rejected"."""
    first = claimed - (claimed - 1 > start and not scene.is_telling(claimed - 1))
    closes = cue.end >= len(scene.tokens) or not scene.is_word(cue.end)
    near = claimed == cue.first - 1 and first > start and not scene.lexicon.speech.content_first
    return ((start, first), (first, cue.first)) if closes and near else None
