"""What somebody answers to what he denies: "She denied the charge: “Nobody told us anything”". The answer is said, not denied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from averral.extraction.report import Report
from averral.extraction.scene import Scene
from averral.language import tables
from averral.language.cues import Negation, matches
from averral.language.normalise import key


def with_answer(scene: Scene, reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports, with the marks that end the unit behind a colon as words of whoever denies something before it."""
    mark = _final_mark(scene)
    denying = [index for index, report in enumerate(reports) if _denies(scene, report, mark)]
    if mark is None or not denying:
        return tuple(reports)
    index = denying[-1]
    denial = reports[index]
    others = [report for place, report in enumerate(reports) if place != index]
    if any(report.content[0] <= mark < report.content[1] for report in others):
        return tuple(reports)
    answer = replace(denial, content=(mark, mark + 1), denies=False, skip=0, marks=(mark,), dashed=False)
    start, end = scene.trimmed(denial.content[0], min(denial.content[1], mark - 1))
    kept = [replace(denial, content=(start, end))] if start < end else []
    return (*reports[:index], *kept, answer, *reports[index + 1 :])


def _final_mark(scene: Scene) -> int | None:
    """The marks that end the unit, if a colon stands before them."""
    last = len(scene.tokens) - 1
    while last > 0 and not (scene.is_word(last) or scene.is_mark(last)):
        last -= 1
    return last if last > 1 and scene.is_mark(last) and scene.is_point(last - 1, ":") else None


def _denies(scene: Scene, report: Report, mark: int | None) -> bool:
    """Whether the report denies something that its verb has for an object, before the marks."""
    if mark is None or report.cue is None or not report.denies or report.cue[1] > mark:
        return False
    cue = scene.cue_starts.get(report.cue[0])
    return cue is not None and cue.frame.object and _answers(scene, mark, report.cue[1])


def _answers(scene: Scene, mark: int, after: int) -> bool:
    """Whether the marks answer: right behind the verb, or in the negative; else they may be the words that are denied."""
    marked = scene.tokens[mark].marked
    if scene.is_point(after, ":") or marked is None:
        return True
    said = scene.reading.words_within(marked.inner)
    return any(_negates(word.key, scene.reading.language) for word in said)


def _negates(word: str, language: str) -> bool:
    known = tables.section(language, "negation", Negation)
    return word in _negations(language) or any(matches(affix, word) for affix in known.affixes)


@cache
def _negations(language: str) -> frozenset[str]:
    """The single words that negate what follows or stands before them."""
    known = tables.section(language, "negation", Negation)
    return frozenset(key(entry) for entry in (*known.before, *known.after) if " " not in entry)
