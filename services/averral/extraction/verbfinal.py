"""Content before a verb that ends its clause, with the subject in front of both, as in Turkish."""

from __future__ import annotations

from averral.extraction.bounds import Range, same_entity
from averral.extraction.cues import Cue
from averral.extraction.openings import SHORTEST_OBJECT
from averral.extraction.phrases import leading_mention
from averral.extraction.report import (
    LONGEST_LABEL,
    SHORT_SUBJECT,
    TRAILING_WINDOW,
    Report,
    Work,
    floor_of,
    only_marks,
)
from averral.extraction.scene import Scene

#: Words of a subject that a comma sets off although no table knows them.
SHORT_LABEL = 3


def read_before_final_verb(work: Work, cue: Cue) -> bool:
    """Content before a verb that ends its clause, as in Turkish."""
    scene = work.scene
    floor = _floor(work, cue)
    end = cue.first
    while end > floor and scene.is_word(end - 1) and scene.key(end - 1) in scene.lexicon.auxiliaries:
        end -= 1
    if end <= floor:
        return False
    if scene.is_point(end - 1, ",") and scene.is_mark(end - 2):
        end -= 1
    if scene.is_mark(end - 1):
        start = end - 1
        while start > floor and scene.is_mark(start - 1):
            start -= 1
        return _add_final(work, cue, (_told_from(scene, floor, start, end), end), floor)
    if _is_signed(scene, cue, end) and work.free(floor, end - 1):
        return _add_final(work, cue, (scene.trimmed(floor, end - 1)[0], end - 1), end - 1)
    return _ends_clause(scene, cue, end - 1) and _read_clause(work, cue, floor, end)


def _read_clause(work: Work, cue: Cue, floor: int, end: int) -> bool:
    """Content without marks that ends as clauses do, or as an object."""
    scene = work.scene
    floor = _behind_adverbial(scene, floor, end)
    if cue.frame.kinds == ("impersonal",) and _behind_made(scene, floor, end) == floor:
        return False
    start = _clause_start(scene, floor, end)
    fewest = 1 if cue.frame.object and start > floor else SHORTEST_OBJECT
    if scene.words_in(start, end) < fewest or not work.free(start, end):
        return False
    return _add_final(work, cue, (start, end), floor)


def _is_signed(scene: Scene, cue: Cue, end: int) -> bool:
    """Whether verb and name behind a comma sign a whole clause before it: "Nobody is ill, *said Demir*."."""
    parted = end > SHORTEST_OBJECT and scene.is_point(end - 1, ",") and "say" in cue.frame.kinds
    return parted and end == cue.first and _subject_at_end(scene, cue) is not None


def _told_from(scene: Scene, floor: int, start: int, end: int) -> int:
    """Where content begins whose verb alone stands in marks, as a noun clause: "X, *the talks' “being over”* claimed"."""
    marked = scene.tokens[end - 1].marked
    words = scene.reading.sentence_words(marked.inner) if marked and end - start == 1 else ()
    if not words or not words[-1].key.endswith(scene.lexicon.speech.clause_endings or ("\0",)):
        return start
    first = _clause_start(scene, floor, start + 1)
    told = floor < first < start and all(map(scene.is_word, range(first, start)))
    last = scene.tokens[start - 1]
    # "… told the agency “…”": who is told stands there as well.
    heard = last.suffix or last.capital or scene.key(start - 1) in scene.lexicon.hearer_nouns
    return first if told and not heard else start


def _behind_adverbial(scene: Scene, floor: int, end: int) -> int:
    """Index after an adverbial clause in front of somebody's name: "*While the search goes on,* Mayor Ada Berg"."""
    endings = scene.lexicon.speech.adverbial_endings
    comma = next((index for index in range(floor, end) if scene.is_point(index, ",")), floor)
    if not endings or comma <= floor + 1 or not scene.key(comma - 1).endswith(endings):
        return floor
    named = leading_mention(scene, end, comma + 1)
    return comma + 1 if named is not None and named[0] == comma + 1 else floor


def _behind_manner(scene: Scene, start: int, end: int) -> int:
    """Index after "*turning to the crowd*" between the subject and what was said."""
    stop = end - SHORTEST_OBJECT
    return next(
        (index + 1 for index in range(start, stop) if scene.key(index) in scene.lexicon.manner_words), start
    )


def _floor(work: Work, cue: Cue) -> int:
    """Left edge for subject and content: behind the last report with its verb, and behind a semicolon."""
    scene = work.scene
    behind = [report.cue[1] for report in work.reports if report.cue and report.cue[1] <= cue.first]
    floor = max([floor_of(work, cue), *behind])
    return next((i + 1 for i in range(cue.first - 1, floor, -1) if scene.is_point(i, ";")), floor)


def _ends_clause(scene: Scene, cue: Cue, index: int) -> bool:
    if not scene.is_word(index):
        return False
    key = scene.key(index) + scene.tokens[index].suffix
    speech = scene.lexicon.speech
    if key.endswith(speech.clause_endings):
        return cue.frame.clause or cue.frame.object
    if cue.frame.endings and key.endswith(cue.frame.endings):
        return True
    return cue.frame.object and (cue.frame.bare or key.endswith(speech.object_endings))


def _clause_start(scene: Scene, floor: int, end: int) -> int:
    """Where the reported clause begins: behind the comma that closes the subject, or behind the subject itself."""
    start = floor
    while start < end and scene.is_point(start):
        start += 1
    while start < end - 1 and scene.key(start) in scene.lexicon.clause_breaks:
        start += 1
    comma = _subject_mark(scene, start, end)
    if (
        comma is not None
        and scene.words_in(start, comma) <= TRAILING_WINDOW
        and (scene.plausible(start, comma) or _is_told_of(scene, floor, start, comma))
    ):
        inner = next((i for i in range(comma + 1, end - 1) if scene.is_point(i, ",")), None)
        if inner is not None and _is_aside(scene, comma + 1, inner):
            return inner + 1
        return _behind_manner(scene, _behind_venue(scene, comma + 1, end), end)
    if floor > 0 and scene.is_word(floor - 1) and not _changes_subject(scene, floor):
        return start
    venue = _behind_made(scene, start, end)
    if venue > start:
        return venue
    index = start
    # The subject bears no case ending: "Halep'ten çekilmeyi" is what the groups refuse.
    while index < end - 1 and (
        scene.is_telling(index) or _opens_name(scene, index, start) or _opens_common(scene, index)
    ):
        owns = scene.tokens[index].suffix and not _is_possessed(scene, index + 1)
        if owns or _is_named(scene, start, index):
            break
        index += 1
    index = max(index, _behind_head(scene, start, end))
    index = _behind_letters(scene, start, index, end)
    breaks = (scene.lexicon.clause_breaks, scene.lexicon.speech.particles)
    while index < end - 1 and index > start and any(scene.key(index) in words for words in breaks):
        index += 1
    return _behind_given(scene, max(start, index), end)


def _behind_letters(scene: Scene, start: int, index: int, end: int) -> int:
    """Past the letters of a body in brackets behind its name: "the Relief Forces *(RF)*"."""
    bracketed = scene.is_point(index, "(") and scene.is_point(index + 2, ")")
    return index + 3 if bracketed and start < index and index + 3 < end else index


def _changes_subject(scene: Scene, floor: int) -> bool:
    """Whether another may speak behind the verb before the comma: "while X demands …, *the company* says"."""
    endings = scene.lexicon.speech.contrast_endings or ("\0",)
    return scene.is_point(floor, ",") and scene.key(floor - 1).endswith(endings)


def _is_told_of(scene: Scene, floor: int, start: int, comma: int) -> bool:
    """Whether a few words stand behind a participle of speech: "saying “…” *the group*, …"."""
    endings = scene.lexicon.speech.relative_endings or ("\0",)
    return comma - start <= SHORT_LABEL and start == floor > 0 and scene.key(floor - 1).endswith(endings)


def _is_aside(scene: Scene, start: int, end: int) -> bool:
    """Whether the words between two commas tell where somebody spoke, or that the name is withheld."""
    withheld = any(scene.lexicon.anonymity.at(scene.tokens, index)[1] for index in range(start, end))
    held = scene.reading.entities_in(scene.span(start, end)) if end - start <= SHORT_LABEL else ()
    agency = any(entity.kind in ("agency", "outlet") for entity in held) and scene.tokens[end - 1].suffix
    return withheld or bool(agency) or scene.key(end - 1) in scene.lexicon.venues


def _is_possessed(scene: Scene, index: int) -> bool:
    """Whether an office or body stands here that belongs to whom the word before names: "(X's) *lawyer*"."""
    endings = scene.lexicon.speech.possessed_endings
    return scene.is_word(index) and scene.is_telling(index) and scene.key(index).endswith(endings or "\0")


def _behind_head(scene: Scene, start: int, end: int) -> int:
    """Past a noun with no case ending behind the clause that tells of it: "*the injured driver* (that the brakes …)"."""
    speech = scene.lexicon.speech
    for index in range(start + 1, min(start + SHORT_SUBJECT, end - SHORTEST_OBJECT)):
        if not scene.is_word(index):
            break
        key, head = scene.key(index), scene.key(index + 1)
        if key.endswith(speech.participle_endings or "\0") and key not in scene.lexicon.participles_not:
            bare = not head.endswith(speech.case_endings or "\0") and not scene.tokens[index + 1].suffix
            return index + 2 if bare and scene.is_word(index + 1) else start
    return start


def _behind_given(scene: Scene, start: int, end: int) -> int:
    """Past "(the leaders) *in the statement that they issued*"; `start` if nothing of the kind stands there."""
    venue = _behind_venue(scene, start, end + 1)
    relative = any(
        scene.key(index).endswith(scene.lexicon.speech.clause_endings) for index in range(start, venue)
    )
    return venue if relative else start


def _subject_mark(scene: Scene, start: int, end: int) -> int | None:
    """The first comma, or the word that sets the subject before it against another."""
    for index in range(start, end - 1):
        if scene.is_point(index, ","):
            last = scene.key(index - 1) + scene.tokens[index - 1].suffix
            return None if last.endswith(scene.lexicon.speech.clause_endings) else index
        if index > start and scene.key(index) in scene.lexicon.topic_words:
            return index
    return None


def _is_named(scene: Scene, start: int, index: int) -> bool:
    """Whether office and full name are complete before a word without a capital: "the leader *X Y* (the cabinet …)"."""
    name = index
    while name > start and scene.tokens[name - 1].capital:
        name -= 1
    office = name > start and scene.key(name - 1) in scene.lexicon.roles
    return index - name > 1 and office and not scene.tokens[index].capital


def _opens_name(scene: Scene, index: int, start: int) -> bool:
    """Whether the first word of a sentence, or behind a semicolon, which has a capital, goes with a name behind it."""
    after = index + 1 + (scene.key(index + 1) in scene.lexicon.determiners)
    opens = index == start and (index == 0 or scene.is_point(index - 1, ";"))
    return opens and scene.tokens[index].capital and scene.is_word(after) and scene.is_telling(after)


def _opens_common(scene: Scene, index: int) -> bool:
    """Whether a common noun opens the sentence as its subject: "*Miners* (of unpaid wages complain)"; or "one" within a name."""
    key, endings = scene.key(index), scene.lexicon.speech.subject_endings
    if index == 0:
        return bool(endings) and key.endswith(endings) and not scene.tokens[0].suffix
    return (
        key in scene.lexicon.determiners
        and scene.is_word(index + 1)
        and scene.is_telling(index + 1)
        and index == 1
    )


def _behind_made(scene: Scene, start: int, end: int) -> int:
    """Past "from the ministry *in the statement made*", which names the source; `start` if it stands nowhere."""
    for index in range(start + 1, min(start + LONGEST_LABEL, end - SHORTEST_OBJECT)):
        made = scene.key(index) in scene.lexicon.subject_stops and scene.is_word(index + 1)
        if made and scene.key(index + 1) in scene.lexicon.venues:
            return index + 2
    return start


def _behind_venue(scene: Scene, start: int, end: int) -> int:
    """Past "at the press conference" between the subject and the clause."""
    for index in range(start, min(start + 6, end - SHORTEST_OBJECT)):
        if scene.is_point(index):
            break
        if scene.key(index) in scene.lexicon.venues:
            return index + 1
    return start


def _add_final(work: Work, cue: Cue, content: Range, floor: int) -> bool:
    scene = work.scene
    last = scene.key(cue.end - 1)
    subject: Range | None = None
    if last.endswith(scene.lexicon.speech.relative_endings) and scene.is_word(cue.end):
        subject = _subject_after_participle(scene, cue)
    if subject is None:
        subject = _subject_in_front(scene, floor, content[0]) or _subject_at_end(scene, cue)
    marks = only_marks(scene, *content)
    work.add(
        Report(
            content=content,
            cue=(cue.first, cue.end),
            subject=subject,
            told=(floor, content[0]) if content[0] > floor else None,
            frame_kinds=cue.frame.kinds,
            denies=cue.frame.denies,
            elided=subject is None,
            oblique=subject is not None and _behind_made(scene, subject[0], content[0]) > subject[0],
            marks=marks,
        ),
        cue,
    )
    return True


def _subject_after_participle(scene: Scene, cue: Cue) -> Range | None:
    index = cue.end
    while scene.is_word(index) and scene.is_telling(index):
        index += 1
    comma = next((i for i in range(index, len(scene.tokens)) if not scene.is_word(i)), index)
    if scene.is_point(comma, ",") and comma - cue.end <= SHORT_LABEL:
        return cue.end, comma
    return (cue.end, index) if index > cue.end else None


def _subject_at_end(scene: Scene, cue: Cue) -> Range | None:
    """The speaker behind the verb where nobody stands in front: "…" said Minister Demir."""
    end = next((i for i in range(cue.end, len(scene.tokens)) if not scene.is_word(i)), len(scene.tokens))
    signs = end > cue.end and scene.is_telling(end - 1) and cue.end not in scene.cue_starts
    return (cue.end, end) if signs and end - cue.end <= LONGEST_LABEL else None


def _behind_relative(scene: Scene, start: int, end: int) -> int:
    """Where the noun begins that a clause before it tells of: "*the after the meeting speaking* minister, X"."""
    speech, lexicon = scene.lexicon.speech, scene.lexicon
    if not speech.participle_endings:
        return start
    for index in range(end - 2, start, -1):
        key = scene.key(index)
        if key in lexicon.subject_stops:
            return start
        known = key in lexicon.participles_not or lexicon.traits(key).telling or scene.tokens[index].capital
        if key.endswith(speech.participle_endings) and not known:
            return index + 1 if scene.plausible(index + 1, end) else start
    return start


def _hears(scene: Scene, start: int, index: int, end: int) -> bool:
    """Whether an outlet with a case ending begins here, behind the speaker: "a source *to the agency X*"."""
    if index + 1 == end and _is_addressed(scene, start, index):
        return True
    if (
        not scene.tokens[index].capital
        or scene.tokens[index - 1].capital
        or not scene.plausible(start, index)
    ):
        return False
    stop = index
    while stop < end and scene.tokens[stop].capital:
        stop += 1
    key = scene.key(stop - 1)
    return bool(scene.tokens[stop - 1].suffix) and (
        any(
            entity.kind in ("agency", "outlet")
            for entity in scene.reading.entities_in(scene.span(index, stop))
        )
        or key in scene.lexicon.outlets
    )


def _is_addressed(scene: Scene, start: int, index: int) -> bool:
    """Whether a known name bears the ending of whom something is told, right before the words: "the rebels *to-Berlin* “…”"."""
    endings = scene.lexicon.speech.hearer_endings
    addressed = scene.tokens[index].suffix in endings and index in scene.named
    return addressed and scene.plausible(start, index) and not same_entity(scene, index)


def _subject_in_front(scene: Scene, floor: int, end: int) -> Range | None:
    start = floor
    while start < end and (
        scene.is_point(start) or (start > floor and scene.key(start) in scene.lexicon.clause_breaks)
    ):
        start += 1
    whole = start
    while whole < end and scene.is_word(whole) and scene.key(whole) not in scene.lexicon.topic_words:
        whole += 1
    start = _behind_relative(scene, start, whole)
    stop = start
    while stop < whole and not (
        stop > start and (scene.key(stop) in scene.lexicon.subject_stops or _hears(scene, start, stop, whole))
    ):
        stop += 1
    common = stop - start == 1 and start == 0 and _opens_common(scene, start)
    if (
        stop > start
        and (scene.plausible(start, stop) or common)
        and scene.key(start) not in scene.lexicon.openers
    ):
        return start, stop
    return None
