"""A report of speech inside a unit, and the work list that the rules share."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from averral.extraction.bounds import Range
from averral.extraction.cues import Cue
from averral.extraction.scene import Scene

#: Tokens between closing marks and the cue that attributes them.
TRAILING_WINDOW = 14
#: Words of a subject that is believed for its place alone.
SHORT_SUBJECT = 6
#: Words of a speaker before a colon.
LONGEST_LABEL = 9
#: Words at either end of what is rejected among which its noun stands: "the rebels' latest *claims* that …".
_CLAIMED_WINDOW = 5


@dataclass(frozen=True, slots=True)
class Report:
    """Reported speech as token ranges of its unit."""

    content: Range
    cue: Range | None
    subject: Range | None
    skip: int = 0
    """Letters of the first token that belong to a link."""
    told: Range | None = None
    frame_kinds: tuple[str, ...] = ()
    denies: bool = False
    elided: bool = False
    """The subject is that of the clause before."""
    oblique: bool = False
    """The subject bears the case of a source: "*from the ministry* in the statement made"."""
    dashed: bool = False
    """Direct speech set off by dashes."""
    marks: tuple[int, ...] = ()
    """Tokens that hold verbatim words, where they are all of the content."""


@dataclass
class Work:
    """Reports found so far and the tokens that they use up."""

    scene: Scene
    reports: list[Report] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    spent: set[int] = field(default_factory=set)
    """First tokens of cues that have their content."""

    def free(self, start: int, end: int) -> bool:
        """Whether no report uses any of these tokens."""
        return not any(index in self.used for index in range(start, end))

    def add(self, report: Report, cue: Cue | None) -> None:
        """Adds a report with the cue that it spends."""
        if cue is not None and cue.frame.rejects and _is_claimed(self.scene, cue, report.content):
            report = replace(report, denies=True)
        named_by = report.frame_kinds == ("according",)
        if report.subject is not None and not named_by and _is_nobody(self.scene, *report.subject):
            report = replace(report, subject=None, elided=True)
        self.reports.append(report)
        self.used.update(range(*report.content))
        if cue is not None:
            self.spent.add(cue.first)


def floor_of(work: Work, cue: Cue) -> int:
    """Left edge for a subject: the end of the content before."""
    return max((report.content[1] for report in work.reports if report.content[1] <= cue.first), default=0)


def only_marks(scene: Scene, start: int, end: int) -> tuple[int, ...]:
    """The marked tokens of a range that holds nothing else; () otherwise."""
    marks = tuple(index for index in range(start, end) if scene.is_mark(index))
    others = any(scene.is_word(index) for index in range(start, end))
    return () if others else marks


def gap(cue: Cue, end: int) -> Range | None:
    """The tokens between a cue and `end`, None if there are none."""
    return (cue.end, end) if end > cue.end else None


def names_claimed(scene: Scene, index: int) -> bool:
    """Whether a word stands for what others only say: "allegations", "rumours"."""
    if not scene.is_word(index):
        return False
    return any(form in scene.lexicon.claimed for form in scene.lexicon.bare_forms(scene.key(index)))


def _is_nobody(scene: Scene, start: int, end: int) -> bool:
    """Whether nothing in the words can name who speaks: numbers, verbs, words of time and place."""
    if any(map(scene.is_mark, range(start, end))):
        return False
    return not any(_may_speak(scene, index) for index in range(start, end) if scene.is_word(index))


def _may_speak(scene: Scene, index: int) -> bool:
    key, lexicon = scene.key(index), scene.lexicon
    if index in scene.named or lexicon.traits(key).telling:
        return True
    others = (
        lexicon.openers,
        lexicon.time_words,
        lexicon.auxiliaries,
        lexicon.clause_breaks,
    )
    return not (
        key[:1].isdigit() or any(key in words for words in others) or _is_verb_of_speech(scene, index)
    )


def _is_verb_of_speech(scene: Scene, index: int) -> bool:
    cue = scene.cue_starts.get(index)
    return cue is not None and not cue.is_noun


def _is_claimed(scene: Scene, cue: Cue, content: Range) -> bool:
    """Whether content is named as what others only say: "rejected *allegations* that its army used gas"."""
    start, end = content
    head = range(start, min(end, start + _CLAIMED_WINDOW))
    tail = range(max(start, end - _CLAIMED_WINDOW), end)
    between = range(cue.end, start) if start - cue.end <= _CLAIMED_WINDOW else range(0)
    return any(names_claimed(scene, index) for index in (*between, *head, *tail))
