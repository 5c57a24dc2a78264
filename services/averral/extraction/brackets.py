"""Content inside a verbal bracket: the auxiliary stands second, the cue as participle last, as in German."""

from __future__ import annotations

from averral.extraction.bounds import Range
from averral.extraction.contents import open_after
from averral.extraction.cues import Cue
from averral.extraction.openings import How
from averral.extraction.preceding import before_cue, bracket_opener
from averral.extraction.report import Report, Work, floor_of, only_marks
from averral.extraction.scene import Scene


def read_bracketed(work: Work, cue: Cue) -> bool:
    """Content between an auxiliary and the participle that is the cue: "has of a split warned", "has aid promised"."""
    scene, floor = work.scene, floor_of(work, cue)
    opener = bracket_opener(scene, cue, floor)
    if opener is None or not _closes_clause(scene, cue) or _goes_on(scene, cue):
        return False
    subject = before_cue(scene, cue, floor)
    if subject is None or not scene.plausible(*subject):
        return False
    content = _content(scene, cue, max(opener + 1, subject[1] if subject[0] > opener else 0))
    if content is None:
        return False
    content = content[0], _without_adverbs(scene, *content)
    if not work.free(*content):
        return False
    work.add(
        Report(
            content=content,
            cue=(cue.first, cue.end),
            subject=subject,
            frame_kinds=cue.frame.kinds,
            denies=cue.frame.denies,
            marks=only_marks(scene, *content),
        ),
        cue,
    )
    return True


def _closes_clause(scene: Scene, cue: Cue) -> bool:
    """Whether the clause ends with the cue, a further auxiliary aside."""
    end = cue.end
    while scene.is_word(end) and scene.key(end) in scene.lexicon.auxiliaries:
        end += 1
    return end >= len(scene.tokens) or not scene.is_word(end) or scene.key(end) in scene.lexicon.coordinators


def _goes_on(scene: Scene, cue: Cue) -> bool:
    """Whether a clause behind the cue is what was said."""
    opening = open_after(scene, cue)
    return opening is not None and opening.how in (How.CLAUSE, How.COLON, How.MARK)


def _without_adverbs(scene: Scene, start: int, end: int) -> int:
    """The end without adverbs that belong to the participle: "has the attacks *sharply* condemned"."""
    while end - start > 1 and scene.key(end - 1) in scene.lexicon.closers:
        end -= 1
    return end


def _content(scene: Scene, cue: Cue, start: int) -> Range | None:
    for index in range(start, cue.first):
        if scene.key(index) in cue.frame.links:
            return (index + 1, cue.first) if index + 1 < cue.first else None
    while start < cue.first and scene.key(start) in scene.lexicon.time_words:
        start += 1
    if not cue.frame.object or start >= cue.first or scene.key(start) in scene.lexicon.openers:
        return None
    small = (scene.lexicon.auxiliaries, scene.lexicon.closers)
    if all(any(scene.key(index) in words for words in small) for index in range(start, cue.first)):
        return None
    return start, cue.first
