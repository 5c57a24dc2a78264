"""An attribution that ends its sentence: "The guard had warned of cracks, *a union man told the inquiry*".

All that stands before it was said, verbs of speech included; who speaks inside that is somebody's words.
"""

from __future__ import annotations

from averral.extraction.ahead import read_ahead
from averral.extraction.bare import skip_hearer
from averral.extraction.cues import Cue
from averral.extraction.endings import LONG_MARK
from averral.extraction.openings import SHORTEST_CLAUSE
from averral.extraction.preceding import before_cue
from averral.extraction.report import SHORT_SUBJECT, Work
from averral.extraction.scene import Scene
from averral.extraction.trailing import after_cue

#: Words of time and place behind the verb.
_LONGEST_TAIL = 9


def read_closing(work: Work, cue: Cue) -> bool:
    """Content before a cue that ends the sentence, if another verb of speech stands in that content."""
    scene, speech = work.scene, work.scene.lexicon.speech
    if not speech.subject_closes or cue.is_noun:
        # Elsewhere a subject before its verb opens another clause.
        return False
    marks = [index for index in range(len(scene.tokens)) if scene.is_mark(index)]
    long = any(scene.words_in(index, index + 1) >= LONG_MARK or index == 0 for index in marks)
    if long or not _closes(scene, cue):
        return False
    return read_ahead(work, cue)


def _closes(scene: Scene, cue: Cue) -> bool:
    start = _attribution_start(scene, cue)
    if start is None or not scene.is_point(start - 1, ","):
        return False
    lexicon, key = scene.lexicon, scene.key(start)
    joins = (lexicon.clause_breaks, lexicon.subject_stops, lexicon.relatives, lexicon.coordinators)
    joined = cue.clitic or any(
        clitic for form, clitic in lexicon.unprefixed(key) if lexicon.traits(form).telling
    )
    if joined or (start < cue.first and any(key in words for words in joins)):
        return False
    inner = any(other.first < start and not other.is_noun for other in scene.cues)
    return inner and scene.words_in(0, start) > SHORTEST_CLAUSE and _is_last(scene, cue, start)


def _attribution_start(scene: Scene, cue: Cue) -> int | None:
    """Where subject and verb begin, whichever stands first."""
    start = cue.first
    while start > 0 and scene.key(start - 1) in scene.lexicon.auxiliaries:
        start -= 1
    if scene.is_point(start - 1, ","):
        return start if scene.lexicon.speech.inverts else None
    before = before_cue(scene, cue)
    short = before is not None and before[1] - before[0] <= SHORT_SUBJECT + 2
    named = before is not None and scene.plausible(*before)
    return before[0] if before is not None and short and named else None


def _is_last(scene: Scene, cue: Cue, start: int) -> bool:
    """Whether nothing but a subject, a hearer and words of time and place follow."""
    end, stop = skip_hearer(scene, cue), len(scene.tokens)
    if start == cue.first or scene.key(cue.first - 1) in scene.lexicon.auxiliaries:
        subject = after_cue(scene, cue.end, stop)
        if subject is None or not any(scene.is_telling(index) for index in range(*subject)):
            return False
        end = max(end, subject[1])
    # "… warned *of* a collapse": what follows is said.
    linked = scene.key(end) in cue.frame.links or (
        bool(cue.frame.links) and scene.key(end) not in scene.lexicon.openers
    )
    if end < stop and (linked or any(scene.complementizer(index) > index for index in range(end, stop))):
        return False
    known = (scene.lexicon.openers, scene.lexicon.time_words)
    opens = end >= stop or any(scene.key(end) in words for words in known)
    return opens and stop - end <= _LONGEST_TAIL and not any(map(scene.is_point, range(end, stop)))
