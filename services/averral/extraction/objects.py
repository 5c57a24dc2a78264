"""An object before a verb that ends its clause, told apart from the subject before both, as in Persian."""

from __future__ import annotations

from averral.extraction.bounds import Range
from averral.extraction.cues import Cue
from averral.extraction.openings import SHORTEST_OBJECT
from averral.extraction.preceding import before_token
from averral.extraction.report import LONGEST_LABEL, Report, Work, floor_of, only_marks
from averral.extraction.scene import Scene

#: Kinds of the verbs that link whom something is asked of.
_ASKS = frozenset({"demand", "call", "urge", "command"})
#: Words of a subject before what parts it from its object.
_LONGEST_SUBJECT = 9


def read_object_before(work: Work, cue: Cue) -> bool:
    """An object between its subject and a verb that ends the clause: "the council the charges rejected"."""
    scene, marker = work.scene, work.scene.lexicon.speech.object_marker
    closed = cue.end >= len(scene.tokens) or not scene.is_word(cue.end) or tells_of_linked(scene, cue)
    coordinated = scene.key(cue.end) in scene.lexicon.coordinators
    if not (marker and (cue.frame.object or cue.frame.links) and (closed or coordinated)):
        return False
    floor, end = floor_of(work, cue), cue.first
    if scene.key(end - 1) == marker:
        end -= 1
    start = end
    while start > floor and (scene.is_word(start - 1) or scene.is_mark(start - 1)):
        if scene.key(start - 1) in scene.lexicon.clause_breaks:
            break
        start -= 1
    subject, content = _subject_and_object(scene, cue, start, end)
    while content < end - 1 and (
        scene.key(content) in scene.lexicon.time_words or _opens_paper(scene, content)
    ):
        content += 1 + _opens_paper(scene, content)
    if end - content < 1 or not work.free(content, end):
        return False
    if "estimate" in cue.frame.kinds and not any(counts_at(scene, index) for index in range(content, end)):
        return False
    named = _before_object(scene, start, subject, floor)
    if named is not None and scene.key(named[0]) in scene.lexicon.not_subjects:
        # "which *itself* a defender calls": nobody is told anything.
        return False
    marks = only_marks(scene, content, end)
    work.add(
        Report(
            content=(content, end),
            cue=(cue.first, cue.end),
            subject=named,
            frame_kinds=cue.frame.kinds,
            denies=cue.frame.denies,
            elided=named is None,
            marks=marks,
        ),
        cue,
    )
    return True


def tells_of_linked(scene: Scene, cue: Cue) -> bool:
    """Whether a clause behind the verb only describes what a link before it tells of: "told *of a deal* that is due"."""
    if not (scene.lexicon.speech.object_marker and cue.frame.links) or _ASKS & set(cue.frame.kinds):
        return False
    start = cue.first
    while scene.is_word(start - 1):
        start -= 1
    chief = next(iter(cue.frame.links))
    link = next((i for i in range(start + 1, cue.first - 1) if scene.key(i) == chief), None)
    opens = scene.complementizer(cue.end) > cue.end
    return opens and link is not None and scene.plausible(start, link)


def counts_at(scene: Scene, index: int) -> bool:
    """Whether a figure stands here, or a number that is written as a word."""
    key, lexicon = scene.key(index), scene.lexicon
    return key[:1].isdigit() or (key in lexicon.determiners and key not in lexicon.definites)


def subject_before_object(scene: Scene, cue: Cue, floor: int) -> Range | None:
    """Who stands before an object with its marker and the verb: "*the director, X Y*, this claim denied: “…”"."""
    marker, end = scene.lexicon.speech.object_marker, cue.first - 1
    if not marker or scene.key(end) != marker or not scene.is_word(end):
        return None
    start = end
    while start > floor and scene.is_word(start - 1):
        start -= 1
    return _before_object(scene, start, _subject_end(scene, start, end), floor)


def _subject_and_object(scene: Scene, cue: Cue, start: int, end: int) -> Range:
    """Where in "the council the charges (rejected)" the subject ends, and where the object begins."""
    if cue.frame.describes and scene.is_mark(end - 1):
        return _subject_end(scene, start, end - 1), end - 1
    link = _link_of(scene, cue, start, end)
    if link is not None and scene.key(link - 1) == scene.lexicon.speech.object_marker:
        return _subject_end(scene, start, link - 1), link + 1
    if link is not None:
        stop = link
        while stop - 1 > start and scene.key(stop - 1) in scene.lexicon.time_words:
            stop -= 1
        return stop, link + 1
    subject = _subject_end(scene, start, end) if cue.frame.object else end
    return subject, subject


def _link_of(scene: Scene, cue: Cue, start: int, end: int) -> int | None:
    """The link of the object: the first of the one that the verb takes above all, else the last of any."""
    chief = next(
        (i for i in range(start + 1, end - 1) if scene.key(i) == next(iter(cue.frame.links), "\0")), None
    )
    if chief is not None and scene.plausible(start, chief):
        return chief
    return next(
        (index for index in range(end - 2, start - 1, -1) if scene.key(index) in cue.frame.links), None
    )


def _subject_end(scene: Scene, start: int, end: int) -> int:
    """Index after the words at `start` that name somebody; at least one is left for the object."""
    if scene.key(start) in scene.lexicon.object_heads:
        return start
    parted = _before_parting(scene, start, end)
    if parted > start:
        return parted
    subject = start + (scene.key(start) in scene.lexicon.determiners)
    while subject < end - 1 and scene.is_telling(subject):
        subject += 1
    opens = start == 0 or (scene.is_point(start - 1) and before_token(scene, start, 0) is None)
    if subject == start and opens and end - start > SHORTEST_OBJECT:
        subject += 1
    if all(scene.key(index) in scene.lexicon.determiners for index in range(start, subject)):
        return start
    return subject


def _before_parting(scene: Scene, start: int, end: int) -> int:
    """Where a subject ends because words of time, or the head of an object, follow it; `start` if none do.

    "The spokesman of the ministry *on Monday* the reports (denied)", "the committee of nurses *the number* of the dead".
    """
    lexicon = scene.lexicon
    head = start + (scene.key(start) in lexicon.determiners)
    if head >= end or not scene.is_telling(head):
        return start
    marker = next((i for i in range(start, end) if scene.key(i) == lexicon.speech.object_marker), end)
    for index in range(start + 1, min(marker - 1, start + _LONGEST_SUBJECT)):
        key = scene.key(index)
        dated = key in lexicon.time_words and index not in scene.named
        if (
            dated
            or key in lexicon.object_heads
            or key in lexicon.demonstratives
            or _opens_paper(scene, index)
        ):
            return index - (scene.key(index - 1) in lexicon.openers and index - 1 > start)
        if key in lexicon.clause_breaks or scene.complementizer(index) > index:
            return start
        if scene.is_telling(index) and _ends_as_name(scene, index, marker):
            return index
    return start


def _opens_paper(scene: Scene, index: int) -> bool:
    """Whether "in" stands before a statement, an interview, a letter."""
    lexicon = scene.lexicon
    return scene.key(index) in lexicon.venue_links and scene.key(index + 1) in lexicon.venues


def _ends_as_name(scene: Scene, index: int, end: int) -> bool:
    """Whether a known name begins here and is all of the object: "the army *the Northern Forces* (blamed)"."""
    held = scene.reading.entities_in(scene.span(index, end)) if index in scene.named else ()
    token, last = scene.tokens[index], scene.tokens[end - 1]
    return any(one.span.start == token.start and one.span.end >= last.end for one in held)


def _before_object(scene: Scene, start: int, subject: int, floor: int) -> Range | None:
    """The subject: the words up to `subject`, or what a comma sets off before an object that stands alone."""
    if subject > start:
        return start, subject
    if not scene.is_point(start - 1, ","):
        return None
    across = before_token(scene, start, floor)
    if across is not None:
        return across
    first, end = scene.trimmed(floor, start)
    short = 0 < end - first <= LONGEST_LABEL and all(map(scene.is_word, range(first, end)))
    return (first, end) if short else None
