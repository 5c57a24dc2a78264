"""Sayings of others that somebody calls false: "dismissed as baseless the claims that", "called the reports “a lie”"."""

from __future__ import annotations

from dataclasses import replace

from averral.extraction.bounds import Range
from averral.extraction.cues import Cue
from averral.extraction.endings import content_end
from averral.extraction.openings import SHORTEST_OBJECT, How, Opening
from averral.extraction.preceding import before_cue
from averral.extraction.report import Report, Work, floor_of, names_claimed
from averral.extraction.scene import Scene
from averral.extraction.trailing import after_cue

#: Tokens behind the verb, or behind its subject, among which the noun of the saying stands.
_NOUN_WINDOW = 6
#: Words of a judgement in marks.
_LONGEST_JUDGEMENT = 6
#: Tokens between the noun of a saying and the judgement on it.
_JUDGEMENT_WINDOW = 30


def read_judged(work: Work, cue: Cue) -> bool:
    """Content that the verb and a word for untruth deny together. The judgement itself is verbatim where it is in marks."""
    scene = work.scene
    if not (cue.frame.describes or cue.frame.rejects):
        return False
    subject = before_cue(scene, cue, floor_of(work, cue))
    start = cue.end
    if scene.lexicon.speech.verb_first and not (subject and scene.plausible(*subject)):
        subject = after_cue(scene, cue.end, _noun(scene, cue, cue.end) or cue.end)
        start = subject[1] if subject else start
    noun = _noun(scene, cue, start)
    if noun is None or subject is None:
        return False
    content, judgement = _before_noun(scene, cue, start, noun), None
    if content is None and cue.frame.describes:
        content, judgement = _behind_noun(scene, start, noun)
    if content is None or scene.words_in(*content) < SHORTEST_OBJECT or not work.free(*content):
        return False
    report = Report(content, (cue.first, cue.end), subject, frame_kinds=cue.frame.kinds, denies=True)
    marked = judgement is not None and scene.is_mark(judgement)
    if judgement is not None and marked and scene.words_in(*content) <= SHORTEST_OBJECT:
        # "Called the reports “a lie”": what they say is not told again.
        work.add(replace(report, content=(judgement, judgement + 1), marks=(judgement,)), cue)
        return True
    work.add(report, cue)
    if judgement is not None and marked:
        said = replace(report, content=(judgement, judgement + 1), denies=False, marks=(judgement,))
        work.add(said, None)
    return True


def _noun(scene: Scene, cue: Cue, start: int) -> int | None:
    """Index of the noun for what others say, close behind `start`."""
    for index in range(start, min(len(scene.tokens), start + _NOUN_WINDOW)):
        if names_claimed(scene, index):
            return index
        other = scene.cue_starts.get(index)
        if scene.is_point(index) or (other is not None and other is not cue and not other.is_noun):
            return None
    return None


def _before_noun(scene: Scene, cue: Cue, start: int, noun: int) -> Range | None:
    """What was said, where the judgement stands before it: "dismissed as *baseless* reports that …"."""
    false = [index for index in range(start, noun) if _is_false(scene, index)]
    if not false:
        return None
    first = false[-1] + 1
    return first, content_end(scene, cue, Opening(How.OBJECT, first, cue.end))


def _behind_noun(scene: Scene, start: int, noun: int) -> tuple[Range | None, int | None]:
    """What was said and the judgement, where that follows: "called reports of a raid *a lie*"."""
    for index in range(noun + 1, min(len(scene.tokens), noun + _JUDGEMENT_WINDOW)):
        if scene.is_point(index, ".;:!?\n"):
            return None, None
        if _is_false(scene, index):
            return (start, _opening(scene, index)), index
    return None, None


def _opening(scene: Scene, index: int) -> int:
    """Where the judgement begins: "*as* false", "*as* completely false", "*a* lie"."""
    lexicon = scene.lexicon
    first = index
    while scene.key(first - 1) in lexicon.determiners or scene.key(first - 1) in lexicon.judging:
        first -= 1
    if first == index and scene.key(index - 2) in lexicon.judging:
        first = index - 2
    while scene.is_point(first - 1, ",-"):
        first -= 1
    return first


def _is_false(scene: Scene, index: int) -> bool:
    """Whether a word, or a few words in marks, says that something is not true."""
    marked = scene.tokens[index].marked
    if marked is None:
        return any(form in scene.lexicon.untrue for form in scene.lexicon.bare_forms(scene.key(index)))
    held = scene.reading.words_within(marked.inner)
    return len(held) <= _LONGEST_JUDGEMENT and any(
        form in scene.lexicon.untrue for word in held for form in scene.lexicon.bare_forms(word.key)
    )
