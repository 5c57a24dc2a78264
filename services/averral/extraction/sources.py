"""Speech attributed without a verb of its own: "according to X", "as X reported"."""

from __future__ import annotations

from dataclasses import replace

from averral.extraction.ahead import content_before, names_speaker
from averral.extraction.bounds import Range
from averral.extraction.endings import content_end
from averral.extraction.objects import counts_at
from averral.extraction.openings import SHORTEST_CLAUSE, SHORTEST_OBJECT, How, Opening
from averral.extraction.papers import owner_before_paper, owner_of_paper
from averral.extraction.report import LONGEST_LABEL, Report, Work, only_marks
from averral.extraction.scene import Scene
from averral.extraction.trailing import after_cue
from averral.extraction.unmarked import statement_behind

#: Words of a subject before a parenthesis.
SHORT_LEAD = 3
#: The same of one that gives a number.
COUNTED_LEAD = 7
#: Tokens of "as X reported".
LONGEST_AS_CLAUSE = 24


def read_according(work: Work) -> None:
    """Adds the reports of all according-phrases in the unit."""
    scene = work.scene
    for index, traits in enumerate(scene.traits):
        if (
            not traits.attribution
            or not scene.is_word(index)
            or index in work.used
            or scene.lexicon.excepted(scene.tokens, index) > index
        ):
            continue
        if scene.lexicon.speech.according_bounded and scene.is_word(index - 1):
            continue
        end = phrase_end(scene, index)
        if _according_to_pronoun(work, index, end):
            continue
        if index > 0 and scene.is_point(index - 1, ",") and scene.key(index) in scene.lexicon.as_words:
            _read_as_clause(work, index)
        if end > index:
            _according_before_source(work, index, end)
        end, rows = scene.lexicon.according_after.at(scene.tokens, index)
        if rows and index > 0:
            _according_behind_source(work, index, end)


def read_fronted(work: Work) -> None:
    """Adds the report of an according-phrase that opens the unit: what follows it is content, verbs of speech included."""
    scene = work.scene
    first = next((index for index in range(len(scene.tokens)) if not scene.is_point(index)), 0)
    end = phrase_end(scene, first)
    if _according_to_pronoun(work, first, end, closed=True):
        return
    if end > first and scene.lexicon.excepted(scene.tokens, first) <= first:
        _according_before_source(work, first, end)
    elif scene.key(first) in scene.lexicon.as_words:
        _read_as_clause(work, first)
    elif scene.key(first) in scene.lexicon.according_front:
        source = after_cue(scene, first + 1, len(scene.tokens))
        closes = source is not None and scene.is_point(source[1], ",")
        if source and closes and _speaks(scene, *source):
            _according_before_source(work, first, first + 1)


def _speaks(scene: Scene, start: int, end: int) -> bool:
    """Whether the words hold an office or a body."""
    known = (scene.lexicon.roles, scene.lexicon.bodies, scene.lexicon.titles)
    return any(scene.key(index) in words for index in range(start, end) for words in known)


def _read_as_clause(work: Work, first: int) -> None:
    """Adds "As X reported, …" and "…, as X reported": the clause ends with its cue, the verb."""
    scene = work.scene
    stop = _as_clause_end(scene, first)
    cue = next((scene.cue_starts[i] for i in range(stop - 1, first, -1) if i in scene.cue_starts), None)
    if cue is None or cue.is_noun or stop - first > LONGEST_AS_CLAUSE:
        return
    source = after_cue(scene, max(first + 1, scene.complementizer(first + 1)), cue.first)
    before = first > 0 and scene.is_point(first - 1, ",")
    floor = max((report.content[1] for report in work.reports if report.content[1] <= first), default=0)
    if before and _goes_on(scene, floor, first, stop):
        content = _whole_clause(work, first - 1, stop + 1, floor)
    else:
        content = content_before(work, first, floor) if before else _rest(work, stop + 1)
    if source is None or content is None or not work.free(*content) or not scene.plausible(*source):
        return
    if before and _parts_speaker(scene, content, stop):
        return
    marks = only_marks(scene, *content)
    oblique = scene.key(source[0] - 1) in scene.lexicon.source_links
    work.add(
        Report(
            content, (cue.first, cue.end), source, frame_kinds=("according",), oblique=oblique, marks=marks
        ),
        cue,
    )


def _passes_on(work: Work, first: int, source: Range, content: Range) -> bool:
    """Whether the source only passes on what another says, who is named with his verb beside it."""
    scene = work.scene
    if content[0] >= source[1] and _is_quoting_outlet(scene, source, content):
        return True
    parts = content[1] <= first and _parts_speaker(scene, content, source[1])
    return parts or names_speaker(work, *content)


def _is_quoting_outlet(scene: Scene, source: Range, content: Range) -> bool:
    """Whether an agency or paper only passes on words in marks that another speaks behind its name."""
    lexicon, comma = scene.lexicon, source[1]
    if not any(scene.is_mark(index) for index in range(*content)):
        return False
    first = next((i for i in range(*source) if scene.key(i) not in lexicon.determiners), source[0])
    comma = next((i for i in range(*source) if scene.is_point(i, ",")), comma)
    entities = scene.reading.entities_in(scene.span(source[0], comma))
    outlet = any(scene.key(first) in words for words in (lexicon.hearer_nouns, lexicon.outlets))
    outlet = outlet or any(one.kind in ("agency", "outlet") for one in entities)
    speaks = any(scene.is_point(index, ":") and scene.is_mark(index + 1) for index in range(*content))
    return outlet and speaks and any(cue.first >= comma and not cue.is_noun for cue in scene.cues)


def _parts_speaker(scene: Scene, lead: Range, stop: int) -> bool:
    """Whether the clause stands between somebody who speaks and the verb: "The mayor, *as X reports*, said …"."""
    verb = stop + 1
    while scene.is_word(verb) and scene.key(verb) in scene.lexicon.auxiliaries:
        verb += 1
    announces = scene.is_point(verb + 1, ":") and scene.is_mark(verb + 2)
    if not scene.is_point(stop, ",") or not (verb in scene.cue_starts or announces):
        return False
    return scene.plausible(*lead) and not any(index in scene.cue_starts for index in range(*lead))


def phrase_end(scene: Scene, index: int) -> int:
    """Index after the according-phrase at `index`; `index` if there is none."""
    if not scene.is_word(index) or not scene.lexicon.traits(scene.key(index)).attribution:
        return index
    for form, _ in scene.lexicon.unprefixed(scene.key(index)):
        end, rows = scene.lexicon.according.at(scene.tokens, index, form)
        if rows:
            return end
    return index


def _according_before_source(work: Work, first: int, end: int) -> None:
    scene = work.scene
    start = end
    source = owner_of_paper(scene, start)
    if source is None:
        while scene.is_word(start) and scene.key(start) in scene.lexicon.according_fillers:
            start += 1
        source = after_cue(scene, start, len(scene.tokens))
    if scene.key(end - 1) in scene.lexicon.source_nouns:
        source = (end - 1, end)
    if source is None or _names_impersonal(work, first, source):
        return
    behind = _behind_withheld(scene, source[1])
    plain = behind == source[1] and _opens_unit(scene, first)
    opening = statement_behind(scene, start) if plain else None
    if opening is not None:
        source = start, opening
    content = _rest(work, opening) if opening is not None else _according_content(work, first, behind)
    if content is None:
        # What follows the comma is no apposition but all that is said.
        comma = next((index for index in range(*source) if scene.is_point(index, ",")), source[1])
        source = source[0], comma
        content = _according_content(work, first, comma)
    if content is None or not work.free(*content) or _passes_on(work, first, source, content):
        return
    marks = only_marks(scene, *content)
    told = (start, source[0]) if source[0] > start else None
    work.add(Report(content, (first, end), source, told=told, frame_kinds=("according",), marks=marks), None)


def _behind_withheld(scene: Scene, end: int) -> int:
    """Where a clause ends that tells that the source at `end` is not to be named, if no word joins the two; else `end`."""
    stop = min(len(scene.tokens), end + LONGEST_AS_CLAUSE)
    comma = next((index for index in range(end, stop) if not scene.is_word(index)), end)
    withheld = any(scene.lexicon.anonymity.at(scene.tokens, index)[1] for index in range(end, comma))
    return comma if withheld and scene.is_point(comma, ",") else end


def _opens_unit(scene: Scene, first: int) -> bool:
    return all(scene.is_point(index) for index in range(first)) or scene.is_point(first - 1, ",;:\n")


def _names_impersonal(work: Work, first: int, source: Range) -> bool:
    """Gives "…, it was said" the source that follows: "…, indique-t-on *de source diplomatique*"."""
    scene = work.scene
    for number, report in enumerate(work.reports):
        who = report.subject
        cued = report.cue is not None and report.cue[1] == first
        if who is None or (who[1] != first and not cued) or who[1] - who[0] > 1:
            continue
        key = scene.key(who[0])
        if key in scene.lexicon.pronouns and key not in scene.lexicon.personal:
            work.reports[number] = replace(report, subject=source)
            return True
    return False


def _according_to_pronoun(work: Work, first: int, longer: int, *, closed: bool = False) -> bool:
    """Adds "in her words, …": who that is shows what was said before. With `closed` only before a comma."""
    scene = work.scene
    for form, _ in scene.lexicon.unprefixed(scene.key(first)):
        end, rows = scene.lexicon.according_pronoun.at(scene.tokens, first, form)
        last = bool(scene.lexicon.speech.object_marker)
        if rows and closed and not (scene.is_point(end, ",") or last):
            continue
        if rows and scene.key(end - 1) in scene.lexicon.determiners and scene.is_word(end):
            # "according to her *account*"
            continue
        content = _according_content(work, first, end) if rows and end >= longer else None
        if rows and content is None and last and end >= longer and first == 0:
            # "In his words 17 are ill": where verbs stand last no comma need part them.
            content = _rest(work, end)
        if content is not None and work.free(*content):
            marks = only_marks(scene, *content)
            work.add(Report(content, (first, end), None, frame_kinds=("according",), marks=marks), None)
            return True
    return False


def _according_content(work: Work, first: int, source_end: int) -> Range | None:
    scene = work.scene
    floor = max((report.content[1] for report in work.reports if report.content[1] <= first), default=0)
    lead_words = scene.words_in(floor, first)
    if scene.lexicon.speech.verb_second and lead_words > 1 and scene.is_word(first - 1):
        return _whole_clause(work, first, source_end, floor)
    if _is_parenthesis(scene, floor, first, source_end) or _goes_on(scene, floor, first, source_end):
        return _whole_clause(work, first - 1, source_end + 1, floor)
    if lead_words >= SHORTEST_CLAUSE and first > 0 and not _is_clause_open(scene, first):
        return content_before(work, first, floor)
    return _content_behind(work, source_end)


def _content_behind(work: Work, source_end: int) -> Range | None:
    """What is said behind the source: a comma, marks or a complementizer open it."""
    scene, index = work.scene, source_end
    if scene.lexicon.speech.verb_second and scene.is_word(index):
        return _rest(work, index)
    while index < len(scene.tokens) and not (scene.is_point(index, ",:") or scene.is_mark(index)):
        if scene.complementizer(index) > index and not _is_relative(scene, index):
            break
        index += 1
    index += scene.is_point(index, ",:")
    index = _behind_clauses(scene, index)
    after = max(scene.complementizer(index), index)
    if after >= len(scene.tokens):
        return None
    end = content_end(scene, None, Opening(How.CLAUSE, after, index))
    return (after, end) if scene.words_in(after, end) >= SHORTEST_OBJECT else None


def _behind_clauses(scene: Scene, index: int) -> int:
    """Past what still tells of the source between commas: "For the geologist X Y, *of the university, whom we reached,* it …"."""
    lexicon = scene.lexicon
    if not lexicon.speech.cased:
        return index
    for _ in range(3):
        key = scene.key(index)
        who = key in lexicon.relatives or (key in lexicon.subject_stops and key in lexicon.pronouns)
        who = who or scene.complementizer(index) > index
        of = key in lexicon.name_links and key in lexicon.openers
        stop = next((i for i in range(index, index + LONGEST_LABEL) if not scene.is_word(i)), index)
        if not (who or of) or not scene.is_point(stop, ",") or not scene.is_word(stop + 1):
            break
        index = stop + 1
    return index


def _is_relative(scene: Scene, index: int) -> bool:
    """Whether "that" right behind a source tells of it, since a comma ends its clause: "officials *that* asked for anonymity, the"."""
    comma = next(
        (i for i in range(index, min(index + LONGEST_AS_CLAUSE, len(scene.tokens))) if scene.is_point(i)), -1
    )
    apart = scene.lexicon.speech.cased and scene.key(index) in scene.lexicon.subject_stops
    return (
        apart and scene.is_point(comma, ",") and scene.words_in(comma, len(scene.tokens)) >= SHORTEST_CLAUSE
    )


def _is_parenthesis(scene: Scene, floor: int, first: int, source_end: int) -> bool:
    """Whether the phrase stands between two commas behind few words: "The sides, *according to X*, agreed"."""
    parted = (
        scene.is_point(first - 1, ",") and scene.is_point(source_end, ",") and scene.is_word(source_end + 1)
    )
    lead = scene.trimmed(floor, first)
    if not parted or not 0 < scene.words_in(*lead) <= SHORT_LEAD:
        return False
    known = (scene.lexicon.openers, scene.lexicon.clause_breaks, scene.lexicon.time_words)
    return (
        not any(scene.key(lead[0]) in words for words in known)
        and not scene.complementizer(source_end + 1) > source_end + 1
    )


def _goes_on(scene: Scene, floor: int, first: int, stop: int) -> bool:
    """Whether a source between two commas parts a count from what is told of it: "At least 14, *as X said*, were hurt"."""
    if not (scene.is_point(first - 1, ",") and scene.is_point(stop, ",") and scene.is_word(stop + 1)):
        return False
    start, end = scene.trimmed(floor, first)
    if not 0 < scene.words_in(start, end) <= COUNTED_LEAD:
        return False
    lexicon, after = scene.lexicon, scene.key(stop + 1)
    anew = (lexicon.clause_breaks, lexicon.coordinators, lexicon.relatives)
    if any(after in words for words in anew) or scene.complementizer(stop + 1) > stop + 1:
        return False
    # Behind a second source another count may follow: "60, says X, and, says Y, 90".
    behind = range(stop + 1, stop + SHORT_LEAD) if floor == 0 else range(0)
    return any(counts_at(scene, index) for index in (*range(start, end), *behind))


def _whole_clause(work: Work, first: int, source_end: int, floor: int) -> Range | None:
    """The clause round a source in its middle."""
    scene = work.scene
    start = first - 1
    while start > floor and not scene.is_point(start - 1, ",;:\n"):
        start -= 1
    stop = (
        content_end(scene, None, Opening(How.CLAUSE, source_end, source_end))
        if source_end < len(scene.tokens)
        else source_end
    )
    return (start, stop) if scene.words_in(start, stop) >= SHORTEST_CLAUSE else None


def _as_clause_end(scene: Scene, first: int) -> int:
    """Where "As X, the head of the union, said" ends: at the comma behind its verb, else at the first one."""
    points = [
        i
        for i in range(first + 1, min(len(scene.tokens), first + LONGEST_AS_CLAUSE + 1))
        if scene.is_point(i, ",;:-\n")
    ]
    verbs = {cue.end for cue in scene.cues if not cue.is_noun}
    return next((i for i in points if i in verbs), points[0] if points else len(scene.tokens))


def _rest(work: Work, index: int) -> Range | None:
    """From the verb behind a source to the end of what is said."""
    if index >= len(work.scene.tokens):
        return None
    end = content_end(work.scene, None, Opening(How.CLAUSE, index, index))
    return (index, end) if work.scene.words_in(index, end) >= SHORTEST_CLAUSE else None


def _is_clause_open(scene: Scene, first: int) -> bool:
    parted = 1 + scene.is_point(first - 1, ",")
    key, lexicon = scene.key(first - parted), scene.lexicon
    return key in lexicon.clause_breaks or key in lexicon.relatives


def _noun_phrase_start(scene: Scene, end: int) -> int:
    """Where the noun phrase before `end` begins, where nouns have capitals: at its determiner or its first noun."""
    start = end
    while start > 0 and end - start <= LONGEST_LABEL and _joins_noun(scene, start - 1):
        start -= 1
    return start


def _joins_noun(scene: Scene, index: int) -> bool:
    """Whether the word belongs to the noun phrase that goes on behind it."""
    if not scene.is_word(index):
        return False
    key, lexicon = scene.key(index), scene.lexicon
    if scene.tokens[index].capital or index in scene.named:
        return True
    if key in lexicon.determiners or key in lexicon.according_fillers:
        return True
    return scene.tokens[index + 1].capital and key not in lexicon.openers and _is_adjective(scene, index)


def _is_adjective(scene: Scene, index: int) -> bool:
    return scene.key(index).endswith(scene.lexicon.speech.adjective_endings or ("\0",))


def _according_inside(work: Work, first: int, end: int) -> None:
    """A source in the middle of its clause: "The quake had, X reports, …"; all of the clause is what it says."""
    scene = work.scene
    start = _noun_phrase_start(scene, first)
    if start >= first:
        return
    opening = end
    floor = max((report.content[1] for report in work.reports if report.content[1] <= first), default=0)
    if scene.words_in(floor, start) >= 2 and scene.is_word(start - 1):  # noqa: PLR2004
        opening = start - 1
        while opening > floor and not scene.is_point(opening - 1, ",;:\n"):
            opening -= 1
    if end >= len(scene.tokens):
        return
    stop = content_end(scene, None, Opening(How.CLAUSE, end, end))
    if scene.words_in(opening, stop) >= SHORTEST_CLAUSE and work.free(opening, stop):
        marks = only_marks(scene, opening, stop)
        owner = owner_of_paper(scene, start)
        source = owner if owner and owner[1] <= first else (start, first)
        work.add(
            Report((opening, stop), (first, end), source, frame_kinds=("according",), marks=marks),
            None,
        )


def _according_behind_source(work: Work, first: int, end: int) -> None:
    scene = work.scene
    if scene.lexicon.speech.verb_second:
        _according_inside(work, first, end)
        return
    start = first
    while start > 0 and not scene.is_point(start - 1, ",;:") and first - start < LONGEST_LABEL + 3:
        start -= 1
    if not scene.plausible(start, first) or scene.lexicon.excepted(scene.tokens, first - 1) > first - 1:
        return
    source = owner_before_paper(scene, start, first, end)
    opening = end + (1 if scene.is_point(end, ",") else 0)
    if opening >= len(scene.tokens):
        return
    stop = content_end(scene, None, Opening(How.CLAUSE, opening, end))
    if scene.words_in(opening, stop) >= SHORTEST_CLAUSE and work.free(opening, stop):
        work.add(
            Report(
                (opening, stop),
                (first, end),
                source,
                frame_kinds=("according",),
                marks=only_marks(scene, opening, stop),
            ),
            None,
        )
