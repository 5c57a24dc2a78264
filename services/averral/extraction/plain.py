"""What a verb takes without marks and without a clause: a judgement, and a pronoun for what somebody denies.

"Called the decision *a mistake*", "the company denied *it*".
"""

from __future__ import annotations

from averral.extraction.bounds import Range
from averral.extraction.cues import Cue
from averral.extraction.endings import content_end
from averral.extraction.nominative import is_located
from averral.extraction.openings import SHORTEST_CLAUSE, How, Opening
from averral.extraction.preceding import before_cue
from averral.extraction.report import Report, Work, floor_of
from averral.extraction.scene import Scene
from averral.extraction.trailing import after_cue

#: Words between the verb and the judgement.
_LONGEST_JUDGED = 14
#: Words of a pronoun phrase.
_LONGEST_PRONOUN = 3
#: Words of adverbs behind it: "denied it strongly on Monday".
_LONGEST_TAIL = 8


def read_judgement(work: Work, cue: Cue) -> bool:
    """Adds what somebody calls something, where no marks show the words."""
    scene = work.scene
    if not cue.frame.describes or cue.is_noun:
        return False
    subject = before_cue(scene, cue, floor_of(work, cue))
    if subject is None or not scene.plausible(*subject) or not scene.is_word(cue.end):
        return False
    if any(scene.key(cue.end) in words for words in (scene.lexicon.openers, scene.lexicon.closers)):
        # "Called in to a programme" judges nothing.
        return False
    end = content_end(scene, cue, Opening(How.OBJECT, cue.end, cue.end))
    content = (cue.end, end)
    if any(map(scene.is_mark, range(*content))) or scene.words_in(*content) < SHORTEST_CLAUSE:
        return False
    if not _judges(scene, *content) or not work.free(*content):
        return False
    work.add(
        Report(content, (cue.first, cue.end), subject, frame_kinds=cue.frame.kinds, denies=cue.frame.denies),
        cue,
    )
    return True


def _judges(scene: Scene, start: int, end: int) -> bool:
    lexicon = scene.lexicon
    stop = min(end, start + _LONGEST_JUDGED)
    if any(scene.key(index) in lexicon.judged_as for index in range(start + 1, stop)):
        return True
    endings = lexicon.speech.judged_endings
    return bool(endings) and scene.key(end - 1).endswith(endings)


def read_denied_pronoun(work: Work, cue: Cue) -> bool:
    """Adds a pronoun that somebody denies, beside the verb: "the mayor denied *it*", "*this* denied the mayor"."""
    scene = work.scene
    if not cue.frame.denies or cue.is_noun:
        return False
    where = _pronoun(scene, cue)
    if where is None or not work.free(*where):
        return False
    subject = _denier(work, cue, where)
    if subject is None or not (scene.plausible(*subject) or _is_pronoun(scene, *subject)):
        return False
    work.add(Report(where, (cue.first, cue.end), subject, frame_kinds=cue.frame.kinds, denies=True), cue)
    return True


def _pronoun(scene: Scene, cue: Cue) -> Range | None:
    """The pronoun right beside the verb, if nothing else is told behind it."""
    behind = range(cue.end, min(cue.end + _LONGEST_PRONOUN + 1, len(scene.tokens)))
    before = range(max(0, cue.first - _LONGEST_PRONOUN), cue.first)
    for index in filter(scene.is_word, (*before, *behind)):
        end, rows = scene.lexicon.denied_words.at(scene.tokens, index)
        closes = index >= cue.end and _only_names(scene, cue.end, index) and _is_bounded(scene, end)
        if rows and (end == cue.first or closes) and _ends(scene, max(end, cue.end)):
            return index, end
    return None


def _is_bounded(scene: Scene, index: int) -> bool:
    """Whether what stands before the token is complete: a point, an adverbial or nothing follows."""
    lexicon, key = scene.lexicon, scene.key(index)
    if not scene.is_word(index):
        return not scene.is_mark(index)
    return any(key in words for words in (lexicon.openers, lexicon.time_words, lexicon.auxiliaries))


def _only_names(scene: Scene, start: int, end: int) -> bool:
    """Whether nothing stands between the verb and the pronoun, or the subject alone where verbs come first."""
    if start == end:
        return True
    told = any(
        index in scene.cue_starts or scene.complementizer(index) > index for index in range(start, end)
    )
    return scene.lexicon.speech.verb_first and scene.plausible(start, end) and not told


def _ends(scene: Scene, index: int) -> bool:
    """Whether the clause ends here, but for a few adverbs or the subject."""
    stop = next((i for i in range(index, len(scene.tokens)) if scene.is_point(i)), len(scene.tokens))
    told = any(scene.complementizer(i) > i or scene.is_mark(i) for i in range(index, stop))
    # "They deny it: “…”": the answer is what is told.
    answered = scene.is_point(stop, ":") and scene.is_mark(stop + 1)
    return stop - index <= _LONGEST_TAIL and not (told or answered)


def _denier(work: Work, cue: Cue, where: Range) -> Range | None:
    """Who stands before the verb and the pronoun, or behind the verb."""
    scene, floor = work.scene, floor_of(work, cue)
    first = where[0] if where[1] == cue.first else cue.first
    if where[0] > floor and first > floor:
        start = next((i + 1 for i in range(first - 1, floor - 1, -1) if scene.is_point(i)), floor)
        start += is_located(scene, start)
        before = before_cue(scene, cue, floor) if first == cue.first else (start, first)
        if before is not None and before[0] < before[1] and scene.plausible(*before):
            return before
    return after_cue(scene, max(where[1], cue.end), len(scene.tokens))


def _is_pronoun(scene: Scene, start: int, end: int) -> bool:
    return end - start == 1 and scene.key(start) in scene.lexicon.pronouns
