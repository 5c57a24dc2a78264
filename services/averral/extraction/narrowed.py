"""Narrows what a rule took for the speaker to the words that can be it: "in his channel *he*", "looks into *claims*"."""

from __future__ import annotations

from dataclasses import replace

from averral.extraction.bounds import Range
from averral.extraction.report import Report
from averral.extraction.scene import Scene

#: Words of a place to write in: "his account on X".
_LONGEST_VENUE = 4


def narrowed(scene: Scene, report: Report) -> Report:
    """The report with a speaker who can be one."""
    if report.subject is None or report.cue is None:
        return report
    start, end = report.subject
    if _is_pronoun_last(scene, start, end):
        return replace(report, subject=(end - 1, end))
    ahead = end <= report.cue[0] and report.frame_kinds != ("according",)
    if ahead and is_venue(scene, start, end):
        return replace(report, subject=None, elided=False)
    claimed = _claim_between(scene, report.subject, report.cue, report.content[0])
    return replace(report, subject=claimed) if claimed else report


def _is_pronoun_last(scene: Scene, start: int, end: int) -> bool:
    """Whether words without a stop end in "he" or "I", which no name does: "in his channel *he* wrote"."""
    key, lexicon, last = scene.key(end - 1), scene.lexicon, end - 1
    alone = end - start > 1 and lexicon.speech.cased and all(map(scene.is_word, range(start, end)))
    if not alone or key in lexicon.determiners:
        return False
    # "the council and *he*", "Ada *herself*" go on; a joining word leaves both.
    joined = scene.key(last - 1) in lexicon.coordinators or scene.key(start) in lexicon.pronouns
    return (key in lexicon.personal or key in lexicon.first_person) and not joined


def is_venue(scene: Scene, start: int, end: int) -> bool:
    """Whether the words only tell where somebody wrote: "on his *X account* wrote", whoever spoke before."""
    lexicon = scene.lexicon
    if end - start > _LONGEST_VENUE or not all(map(scene.is_word, range(start, end))):
        return False
    first = scene.key(start)
    attached = any(form in lexicon.venues for form in lexicon.attached_forms(first) if form != first)
    before = scene.key(start - 1) if start else ""
    placed = attached or (before in lexicon.openers and before not in lexicon.determiners)
    placed = placed or (lexicon.speech.content_first and first in lexicon.venues)
    small = (lexicon.venues, lexicon.determiners, lexicon.name_links)
    others = (index for index in range(start + attached, end))
    return placed and all(any(scene.key(index) in words for words in small) for index in others)


def _claim_between(scene: Scene, subject: Range, cue: Range, content: int) -> Range | None:
    """The noun for what unnamed others say, where the words before it belong to no owner: "looks into *claims* that …"."""
    start, end = subject
    lexicon, key = scene.lexicon, scene.key(cue[0])
    if end != cue[0] or content < cue[1] or cue[1] - cue[0] != 1 or key not in lexicon.claimed:
        return None
    if scene.tokens[end - 1].suffix or scene.key(end - 1) in lexicon.third_person:
        return None
    keys = [scene.key(index) for index in range(start, end)]
    helped = any(each in lexicon.finite_helpers for each in keys)
    bare = all(each in lexicon.determiners for each in keys)
    return cue if helped or bare else None
