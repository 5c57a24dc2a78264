"""Reads one unit: which stretches are reported speech, under which cue, said by which words.

Rules in order of certainty, each token used once: marks announced by a cue, marks followed by a cue, clauses behind a
cue, clauses before a cue, according-phrases, colon headlines. A scheme of cue, source and content as in Citron
(Newell et al., LREC 2018), with closed tables in place of trained classifiers.
"""

from __future__ import annotations

from averral.extraction.ahead import has_mark_before, read_ahead, read_trailing
from averral.extraction.answers import with_answer
from averral.extraction.behind import read_behind
from averral.extraction.brackets import read_bracketed
from averral.extraction.closing import read_closing
from averral.extraction.cues import OWN, UNSAID, Cue
from averral.extraction.judged import read_judged
from averral.extraction.labels import read_label, read_motto, read_signed, read_told, read_unknown
from averral.extraction.narrowed import narrowed
from averral.extraction.objects import read_object_before, tells_of_linked
from averral.extraction.papers import paper_at
from averral.extraction.plain import read_denied_pronoun, read_judgement
from averral.extraction.rejected import read_passive, read_rejected_before
from averral.extraction.report import Report, Work
from averral.extraction.scene import Scene
from averral.extraction.sources import LONGEST_AS_CLAUSE, phrase_end, read_according, read_fronted
from averral.extraction.verbfinal import read_before_final_verb
from averral.language.unsaid import is_asking

#: Tokens behind a verb among which marks stand that it brings up: its subject, a colon.
NEAR_MARK = 4
#: Tokens before a verb among which an according-phrase may begin that it belongs to.
_BACK = 7


def find_reports(scene: Scene) -> tuple[Report, ...]:
    """All reports of a unit, by position, none overlapping."""
    work = Work(scene)
    read_fronted(work)
    for cue in scene.cues:
        if cue.frame.trailing:
            read_trailing(work, cue)
    for cue in reversed(scene.cues):
        if read_closing(work, cue):
            break
    for cue in scene.cues:
        if not (cue.first in work.used or cue.first in work.spent or _opens_nothing(scene, cue)):
            _read_verb(work, cue)
    read_passive(work)
    read_according(work)
    read_signed(work)
    read_motto(work)
    read_told(work)
    read_unknown(work)
    if not work.reports:
        read_label(work)
    told = (narrowed(scene, report) for report in work.reports if not _leaves_open(scene, report))
    return with_answer(scene, sorted(told, key=lambda report: report.content))


def _opens_nothing(scene: Scene, cue: Cue) -> bool:
    """Whether the cue belongs to what others tell, or is read elsewhere."""
    return cue.frame.trailing or _is_according(scene, cue) or _is_told(scene, cue) or _is_unsaid(scene, cue)


def _is_unsaid(scene: Scene, cue: Cue) -> bool:
    """Whether the report itself tells that something was not said, and gives no words of it: that denies nothing."""
    if cue.frame.kinds != (UNSAID,) or scene.unit.depth:
        return False
    return not any(scene.is_mark(index) for index in (*range(cue.end, cue.end + NEAR_MARK), cue.first - 1))


def _leaves_open(scene: Scene, report: Report) -> bool:
    """Whether somebody did not say when or whether: that denies nothing."""
    if report.cue is None or {UNSAID, OWN}.isdisjoint(report.frame_kinds):
        return False
    start, end = report.content
    between = range(report.cue[1], start + 1) if start >= report.cue[1] else range(start, end)
    return any(is_asking(scene.key(index), scene.reading.language) for index in between)


def _read_verb(work: Work, cue: Cue) -> bool:
    """Adds the report of a verb, by the first rule that fits."""
    final = work.scene.lexicon.speech.content_first
    if read_rejected_before(work, cue) or (final and read_before_final_verb(work, cue)):
        return True
    if read_bracketed(work, cue) or read_judged(work, cue):
        return True
    if (has_mark_before(work, cue) and read_ahead(work, cue)) or (
        tells_of_linked(work.scene, cue) and read_object_before(work, cue)
    ):
        return True
    if read_denied_pronoun(work, cue) or read_behind(work, cue) or read_object_before(work, cue):
        return True
    return read_ahead(work, cue) or read_judgement(work, cue)


def _is_told(scene: Scene, cue: Cue) -> bool:
    """Whether the verb is itself somebody's words, who is named behind a comma: "He *be sure* that …, said X"."""
    if scene.key(cue.first) not in scene.lexicon.reported_forms:
        return False
    later = (other for other in scene.cues if other.first > cue.end and not other.is_noun)
    return any(scene.is_point(other.first - 1, ",") for other in later)


def _ends_as_clause(scene: Scene, cue: Cue) -> bool:
    """Whether the verb ends a clause that names a source between commas: ", as the ministry reported,"."""
    if not scene.lexicon.speech.as_words or (cue.end < len(scene.tokens) and not scene.is_point(cue.end)):
        return False
    first = cue.first
    while scene.is_word(first - 1) and cue.first - first <= LONGEST_AS_CLAUSE:
        first -= 1
    return first < cue.first and scene.key(first) in scene.lexicon.as_words


def _is_according(scene: Scene, cue: Cue) -> bool:
    """Whether the verb is part of an according-phrase: "as the ministry said"."""
    before = cue.first - 1
    if _ends_as_clause(scene, cue):
        return True
    if any(_is_of_paper(scene, index, cue.first) for index in range(max(0, cue.first - _BACK), cue.first)):
        return True
    return scene.is_word(before) and any(
        scene.lexicon.according.at(scene.tokens, before, form)[0] > cue.first
        for form, _ in scene.lexicon.unprefixed(scene.key(before))
    )


def _is_of_paper(scene: Scene, index: int, verb: int) -> bool:
    """Whether an according-phrase at `index` names a paper that the verb tells of: "per a report *published* by X"."""
    end = phrase_end(scene, index)
    paper = paper_at(scene, end) if end > index else None
    return paper is not None and paper < verb and all(map(scene.is_word, range(end, verb)))
