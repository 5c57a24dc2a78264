"""Content before its cue: "…, said X", “…,” X said, and speech that an attribution interrupts."""

from __future__ import annotations

from dataclasses import replace

from averral.extraction.behind import precedes_pronoun, trails
from averral.extraction.bounds import Range
from averral.extraction.contents import open_after
from averral.extraction.cues import Cue
from averral.extraction.endings import LONG_MARK, content_end
from averral.extraction.openings import SHORTEST_CLAUSE, SHORTEST_OBJECT, How, Opening
from averral.extraction.preceding import before_cue, clause_start
from averral.extraction.report import SHORT_SUBJECT, TRAILING_WINDOW, Report, Work, floor_of, only_marks
from averral.extraction.scene import Scene
from averral.extraction.trailing import after_cue, source_of, with_final_name

#: So few words before an attribution are no clause: what follows goes on with them.
FRAGMENT = 3
#: Words for the manner of speaking before the verb.
_LONGEST_MANNER = 2
#: Words of time and place behind verb and subject.
_LONGEST_TAIL = 9


def read_ahead(work: Work, cue: Cue) -> bool:
    """Content before the cue: "…, said X", "…, X said"."""
    scene = work.scene
    floor = floor_of(work, cue)
    before = before_cue(scene, cue, floor)
    names = before is not None and (scene.plausible(*before) or _signs(scene, cue, *before))
    if names and before is not None and _is_inverted(scene, cue, before):
        names = False
    left = clause_start(scene, cue, floor) if names else cue.first
    subject: Range | None = before if left < cue.first else None
    left = _before_help(scene, left, floor, alone=subject is None)
    parted = scene.is_point(left - 1, ",-!?…") or (scene.is_point(left - 1, ";") and scene.is_mark(left - 2))
    # "They walked out, *saying* that": what stands before is what they did.
    acts = scene.key(cue.first) in scene.lexicon.converbs or _precedes_marks(scene, cue)
    if left <= floor or acts or not (parted or scene.is_mark(left - 1)):
        return _fronted_object(work, cue, floor)
    if subject is None:
        if not (scene.lexicon.speech.inverts or scene.is_mark(left - 1) or _comes_after_mark(scene, left)):
            return False
        subject = after_cue(scene, cue.end, len(scene.tokens))
        if cue.frame.hearer:
            subject = source_of(scene, cue, min(len(scene.tokens), cue.end + TRAILING_WINDOW))
        elif subject is not None:
            subject = with_final_name(scene, subject)
    if _parenthesis(work, cue, left, floor, subject):
        return True
    content = content_before(work, left, floor)
    marks = only_marks(scene, *content) if content else ()
    if content is None or cue.is_noun or not (marks or _takes_clause(scene, cue, subject)):
        return False
    report = Report(
        content=content,
        cue=(cue.first, cue.end),
        subject=subject,
        told=(cue.end, min(len(scene.tokens), cue.end + TRAILING_WINDOW)),
        frame_kinds=cue.frame.kinds,
        denies=cue.frame.denies,
        elided=subject is None,
        marks=marks,
        dashed=content[0] > 0 and _opens_dialogue(scene) and not any(map(scene.is_word, range(content[0]))),
    )
    work.add(report, cue)
    _interrupted(work, cue, subject)
    return True


def _precedes_marks(scene: Scene, cue: Cue) -> bool:
    """Whether marks and their own verb follow, where verbs stand last: "the head, *defending* the jet, “…” said"."""
    follows = scene.is_point(cue.end, ",") and scene.is_mark(cue.end + 1)
    return scene.lexicon.speech.content_first and follows and cue.end + 2 in scene.cue_starts


def _before_help(scene: Scene, left: int, floor: int, *, alone: bool) -> int:
    """Where helping words before the verb begin, and those for the manner where the verb stands alone."""
    while left > floor and scene.key(left - 1) in scene.lexicon.auxiliaries:
        left -= 1
    return _before_manner(scene, left, floor) if alone else left


def _before_manner(scene: Scene, left: int, floor: int) -> int:
    """Where one or two words begin that tell how somebody spoke, behind the marks: “…”, *bitterly* joked the foreman."""
    lexicon, start = scene.lexicon, left
    others = (
        lexicon.determiners, lexicon.clause_breaks, lexicon.pronouns, lexicon.openers, lexicon.coordinators,
        lexicon.relatives, lexicon.subject_stops,
    )  # fmt: skip
    while start > floor and left - start <= _LONGEST_MANNER and scene.is_word(start - 1):
        plain = not (scene.tokens[start - 1].capital or scene.is_telling(start - 1))
        if (
            not plain
            or any(scene.key(start - 1) in words for words in others)
            or start - 1 in scene.cue_starts
        ):
            return left
        start -= 1
    behind = _comes_after_mark(scene, start) and lexicon.speech.inverts and lexicon.speech.cased
    return start if behind and left - start <= _LONGEST_MANNER else left


def _opens_dialogue(scene: Scene) -> bool:
    """Whether a dash opens the unit; a hyphen there is the bullet of a list, unless dashes part speech here."""
    if not scene.is_point(0, "-"):
        return False
    bullet = scene.reading.text[scene.tokens[0].start] == "-"
    return not bullet or "-" in scene.lexicon.speech.interrupts


def _is_inverted(scene: Scene, cue: Cue, before: Range) -> bool:
    """Whether words across a comma are what was said, since who speaks ends the sentence: "it pays, if all agree, *is sure X*"."""
    left = _before_help(scene, cue.first, before[1], alone=False)
    crosses = scene.is_point(left - 1, ",") and any(map(scene.is_point, range(*before)))
    if cue.frame.object_hears or not (crosses and scene.lexicon.speech.inverts):
        return False
    behind = after_cue(scene, cue.end, len(scene.tokens))
    ends = behind is not None and (behind[1] >= len(scene.tokens) or scene.is_point(behind[1]))
    if not ends or behind is None:
        return False
    article = scene.key(behind[0]) in scene.lexicon.determiners and behind[0] == cue.end
    named = any(
        index in scene.named or scene.lexicon.traits(scene.key(index)).telling for index in range(*behind)
    )
    return named or (article and not scene.lexicon.speech.noun_capitals)


def read_trailing(work: Work, cue: Cue) -> bool:
    """Content before a word that attributes only behind a comma or marks and before somebody: "…, so X"."""
    scene = work.scene
    parted = scene.is_point(cue.first - 1, ",-") or scene.is_mark(cue.first - 1)
    stop = min(len(scene.tokens), cue.end + TRAILING_WINDOW)
    subject = after_cue(scene, cue.end, stop) if parted else None
    if subject is None or subject[0] > cue.end:
        return False
    starts = scene.tokens[cue.end].capital or scene.key(cue.end) in scene.lexicon.determiners
    ends = (
        subject[1] >= len(scene.tokens)
        or not scene.is_word(subject[1])
        or scene.key(subject[1]) in (scene.lexicon.auxiliaries)
    )
    return (starts or scene.key(cue.end) in scene.lexicon.pronouns) and ends and read_ahead(work, cue)


def _parenthesis(work: Work, cue: Cue, left: int, floor: int, subject: Range | None) -> bool:
    """An attribution between two commas inside its content: "The museum, he said, would open"."""
    scene = work.scene
    if scene.is_point(cue.end, ",") and not (subject and subject[1] <= cue.first):
        subject = None
    comma = max(cue.end, subject[1]) if subject else cue.end
    if not (scene.is_point(left - 1, ",") and scene.is_point(comma, ",")):
        return False
    if not _interrupts(scene, cue, scene.trimmed(floor, left)[0], left, subject):
        return False
    start, rest = scene.trimmed(floor, left)[0], comma + 1
    brief = scene.words_in(start, left) <= FRAGMENT
    if not scene.is_word(rest) or _starts_anew(scene, rest, brief=brief) or scene.words_in(start, left) < 1:
        return False
    takes = _takes_clause(scene, cue, subject) if subject else cue.frame.clause and not cue.is_noun
    if any(map(scene.is_mark, range(start, left))) or not takes:
        return False
    end = content_end(scene, None, Opening(How.CLAUSE, rest, comma))
    if scene.words_in(rest, end) < SHORTEST_OBJECT or not work.free(start, end):
        return False
    work.add(
        Report(
            content=(start, end),
            cue=(cue.first, cue.end),
            subject=subject,
            frame_kinds=cue.frame.kinds,
            denies=cue.frame.denies,
            elided=subject is None,
        ),
        cue,
    )
    return True


def _starts_anew(scene: Scene, index: int, *, brief: bool) -> bool:
    """Whether the words behind an attribution are no continuation of what was said before it.

    Behind a brief subject its verb follows: "*Both sides*, she believes, *expect* a vote".
    """
    lexicon, key = scene.lexicon, scene.key(index)
    if any(key in words for words in (lexicon.clause_breaks, lexicon.coordinators, lexicon.subject_stops)):
        return True
    opens = scene.complementizer(index) > index or scene.has_pronoun_complementizer(index)
    return opens or (index in scene.cue_starts and not brief)


def _interrupts(scene: Scene, cue: Cue, start: int, left: int, subject: Range | None) -> bool:
    """Whether verb and subject stand inside a clause: behind an inverted noun a comma rather opens an apposition."""
    # ", so X, *who* …" tells of X and does not go on with the clause.
    goes_on = subject is not None and scene.key(subject[1] + 1) not in scene.lexicon.determiners
    fragment = scene.words_in(start, left) <= FRAGMENT or (cue.frame.trailing and goes_on)
    if subject is None:
        return fragment
    if subject[1] - subject[0] > SHORT_SUBJECT:
        return False
    pronoun = subject[1] - subject[0] == 1 and scene.key(subject[0]) in scene.lexicon.pronouns
    return fragment or pronoun or subject[1] <= cue.first


def _takes_clause(scene: Scene, cue: Cue, subject: Range | None) -> bool:
    """Whether words without marks before this cue and subject are what was said."""
    if cue.frame.hearer:
        return cue.frame.clause
    named = subject is not None and (
        scene.plausible(*subject) or _closes(scene, cue, subject) or _is_common_subject(scene, cue, *subject)
    )
    return named and "noun" not in cue.frame.kinds and (cue.frame.bare or cue.frame.clause)


def _closes(scene: Scene, cue: Cue, subject: Range) -> bool:
    """Whether verb and subject end the sentence, but for when and where: "…, noted both delegations on leaving."."""
    start, end = subject
    ends = end >= len(scene.tokens) or scene.is_point(end) or _only_tells_when(scene, end)
    first = cue.first
    while scene.key(first - 1) in scene.lexicon.auxiliaries:
        first -= 1
    small = (scene.lexicon.determiners, scene.lexicon.locative_openers)
    follows = start == cue.end or any(scene.key(cue.end) in words for words in small)
    near = start - cue.end <= 1 and follows
    return near and ends and end - start <= SHORT_SUBJECT and scene.is_point(first - 1, ",")


def _opens_rest(scene: Scene, index: int) -> bool:
    """Whether a semicolon stands before the rest of what was said: "“A,” she noted*;* “B”"."""
    return scene.is_point(index, ";") and scene.is_mark(index + 1)


def _only_tells_when(scene: Scene, start: int) -> bool:
    """Whether a few words that open with one of time or place end the sentence, and nothing is said in them."""
    known, stop = (scene.lexicon.openers, scene.lexicon.time_words), len(scene.tokens)
    return (
        0 < stop - start <= _LONGEST_TAIL
        and any(scene.key(start) in words for words in known)
        and not any(map(scene.is_point, range(start, stop)))
        and not any(scene.is_mark(index) or index in scene.cue_starts for index in range(start, stop))
        and not any(scene.complementizer(index) > index for index in range(start, stop))
    )


def has_mark_before(work: Work, cue: Cue) -> bool:
    """Whether unattributed marks end right before the cue or its subject: “…,” the minister said, “…”."""
    scene = work.scene
    left = clause_start(scene, cue, floor_of(work, cue)) - 1
    while left >= 0 and (scene.is_point(left, ",-;") or scene.key(left) in scene.lexicon.auxiliaries):
        left -= 1
    if not scene.is_mark(left) or left in work.used or cue.clitic:
        return False
    opening = open_after(scene, cue)
    if (
        opening is not None
        and cue.frame.object_hears
        and opening.how is How.CLAUSE
        and _opens_unit(scene, left)
    ):
        # "“…,” the mayor told a group *that* records abuses": the clause tells of who hears.
        return scene.complementizer(opening.start - 1) == opening.start and opening.start - 1 > cue.end
    if opening is not None and opening.how is How.NOMINAL and scene.is_point(left + 1, ",-"):
        # "«…», warned the minister of": the link belongs to the subject.
        return True
    if opening is not None and opening.skip and scene.is_point(opening.start - 1, ","):
        # "«…», admitted the coach, who-added that": what follows the comma tells of the speaker.
        return True
    if opening is None or opening.how is not How.MARK:
        return opening is None and not (cue.frame.bare and not trails(scene, cue))
    return scene.is_point(opening.start - 1, ",-")


def _opens_unit(scene: Scene, mark: int) -> bool:
    """Whether a whole sentence in marks opens the unit, and a comma ends it, inside its marks or outside."""
    marked = scene.tokens[mark].marked
    if mark > 0 or marked is None or scene.words_in(mark, mark + 1) < SHORTEST_CLAUSE:
        return False
    inside = scene.reading.text[max(0, marked.outer.end - 2) : marked.outer.end]
    return scene.is_point(mark + 1, ",") or "," in inside


def _fronted_object(work: Work, cue: Cue, floor: int) -> bool:
    """An object with its link in front of verb and subject: "*Of twelve dead* speaks the ministry"."""
    scene = work.scene
    first = scene.trimmed(floor, cue.first)[0]
    linked = scene.key(first) in cue.frame.links
    taken = cue.frame.object and (
        scene.key(first) in scene.lexicon.accusatives or precedes_pronoun(scene, cue)
    )
    fronted = first == 0 and scene.lexicon.speech.inverts
    if not (fronted and (linked or taken)) or not all(
        scene.is_word(index) for index in range(first, cue.first)
    ):
        return False
    subject = after_cue(scene, cue.end, len(scene.tokens))
    content = (first + linked, cue.first)
    # "About this spoke": a pronoun tells nothing.
    told = (
        content[1] - content[0] >= SHORTEST_OBJECT and scene.key(content[0]) not in scene.lexicon.not_subjects
    )
    if subject is None or not (told and scene.plausible(*subject) and work.free(*content)):
        return False
    work.add(
        Report(content, (cue.first, cue.end), subject, frame_kinds=cue.frame.kinds, denies=cue.frame.denies),
        cue,
    )
    return True


def _signs(scene: Scene, cue: Cue, start: int, end: int) -> bool:
    """Whether a few words that no table knows sign the marks before them: “…”, a weeping mother said."""
    closes = cue.end >= len(scene.tokens) or scene.is_point(cue.end)
    if closes and _is_common_subject(scene, cue, start, end):
        return True
    follows = scene.is_mark(start - 1) or (scene.is_point(start - 1, ",;-") and scene.is_mark(start - 2))
    return closes and follows and end == cue.first and end - start <= SHORT_SUBJECT


def _is_common_subject(scene: Scene, cue: Cue, start: int, end: int) -> bool:
    """Whether a noun behind its article, a comma before it and the verb behind it end the sentence: "…, *its distributor* said"."""
    lexicon = scene.lexicon
    brief = 1 < end - start <= SHORT_SUBJECT and end == cue.first and "say" in cue.frame.kinds
    opens = scene.key(start) in lexicon.determiners and scene.key(start) not in lexicon.pronouns
    plain = lexicon.speech.cased and not (lexicon.speech.verb_second or lexicon.speech.content_first)
    return brief and opens and plain and scene.is_point(start - 1, ",")


def _comes_after_mark(scene: Scene, left: int) -> bool:
    index = left - 1
    while scene.is_point(index, ",-"):
        index -= 1
    return scene.is_mark(index)


def content_before(work: Work, left: int, floor: int) -> Range | None:
    """The marks or the clause that end before token `left`, not beginning left of `floor`; None if used up."""
    scene = work.scene
    end = left
    while end > floor and scene.is_point(end - 1, ",-\n;"):
        end -= 1
    start = floor
    if end > floor and scene.is_mark(end - 1):
        name = scene.words_in(end - 1, end) < SHORTEST_CLAUSE and scene.is_word(end - 2)
        venue = name and _is_venue(scene, scene.trimmed(floor, end)[0], end)
        return None if venue else _marks_before(work, end, floor)
    if _is_venue(scene, scene.trimmed(floor, end)[0], end):
        return None
    while start < end and (
        scene.is_point(start) or (start > 0 and scene.key(start) in scene.lexicon.clause_breaks)
    ):
        start += 1
    # "— Nonsense, — said X": behind a dash at the front anything is speech.
    fewest = 1 if scene.is_point(0, "-") and not any(map(scene.is_word, range(start))) else SHORTEST_CLAUSE
    if scene.words_in(start, end) < fewest or not work.free(start, end) or names_speaker(work, start, end):
        return None
    return start, end


def names_speaker(work: Work, start: int, end: int) -> bool:
    """Whether another report has its speaker and verb there: "“…”, *said the mayor*, and called on"."""
    return any(
        report.subject is not None
        and report.cue is not None
        and start <= report.cue[0]
        and report.cue[1] <= end
        and start <= report.subject[0]
        and report.subject[1] <= end
        for report in work.reports
    )


def _is_venue(scene: Scene, start: int, end: int) -> bool:
    """Whether "In a statement" is all that stands there: it says where somebody spoke, not what."""
    opens = scene.key(start) in scene.lexicon.openers and scene.words_in(start, end) <= LONG_MARK
    return opens and any(
        scene.key(index) in scene.lexicon.venues for index in range(start + 1, min(end, start + 4))
    )


def _marks_before(work: Work, end: int, floor: int) -> Range | None:
    """Marks that end at `end`: alone, or as the end of a clause that began before them."""
    scene = work.scene
    start = end - 1
    while start > floor and (
        scene.is_mark(start - 1) or (scene.is_point(start - 1) and scene.is_mark(start - 2))
    ):
        start -= 1
    if not work.free(start, end):
        return None
    # "It be, “with respect, folklore”, X replied": what stands before the marks is told too.
    told = scene.sounds_reported(floor, start)
    opens = start == floor or (scene.is_point(start - 1) and not told)
    if opens or scene.words_in(start, end) >= LONG_MARK:
        return start, end
    clause = start
    while clause > floor and not scene.is_point(clause - 1, ":;\n") and (clause - 1) not in work.used:
        clause -= 1
    return (clause, end) if work.free(clause, end) else (start, end)


def _interrupted(work: Work, cue: Cue, subject: Range | None) -> None:
    """Joins "“We,” he said, “will not”" to one report of two pieces."""
    scene, first = work.scene, work.reports[-1]
    index = max(cue.end, subject[1] if subject else 0)
    limit = min(len(scene.tokens), index + TRAILING_WINDOW)
    while index < limit and not scene.is_mark(index):
        if index in scene.cue_starts or (scene.is_point(index, ";:") and not _opens_rest(scene, index)):
            return
        index += 1
    if not scene.is_mark(index) or not first.marks or index in work.used:
        return
    marked = scene.tokens[index].marked
    previous = scene.tokens[first.marks[-1]].marked
    if marked is None or previous is None:
        return
    text = scene.reading.text
    finished = text[previous.inner.end - 1] in ".!?؟…"
    # A piece without marks of its own lies in the same pair as the one before.
    one_pair = marked.outer == marked.inner and previous.outer == previous.inner
    if not one_pair and (finished or not scene.is_point(index - 1, ",-;")):
        work.add(replace(first, content=(index, index + 1), marks=(index,)), cue)
        return
    work.reports[-1] = replace(first, content=(first.content[0], index + 1), marks=(*first.marks, index))
    work.used.update(range(first.content[0], index + 1))
