"""The speaker that stands before a verb of speech."""

from __future__ import annotations

from averral.extraction.bounds import LONGEST_APPOSITION, Range, is_filler
from averral.extraction.chunks import LONGEST_BEFORE, across_apposition, chunk_start, opens_adverbial
from averral.extraction.cues import Cue
from averral.extraction.scene import Scene
from averral.extraction.trailing import after_cue
from averral.language.stems import is_known

#: Kinds of the verbs that name whom something is asked of.
_ASKS = frozenset({"demand", "call", "urge", "command"})
#: Words of a phrase that only tells how or when, and one more.
_LONGEST_PHRASE = 4


def before_cue(scene: Scene, cue: Cue, floor: int = 0) -> Range | None:
    """The speaker that stands before a verb, not left of token `floor`."""
    opener = bracket_opener(scene, cue, floor)
    if opener is not None:
        return _of_bracket(scene, opener, cue, floor)
    subject = _before(scene, cue.first, floor)
    if subject is not None and scene.lexicon.speech.object_marker and _ASKS & set(cue.frame.kinds):
        subject = _without_asked(scene, *subject)
    joined = bool(cue.clitic) and not scene.lexicon.speech.verb_first
    return _of_first_verb(scene, subject) if joined and subject is not None else subject


def _without_asked(scene: Scene, start: int, end: int) -> Range:
    """The subject without those who are asked, where the verb stands last: "the council *of the aid groups* demanded"."""
    link = next((i for i in range(start + 1, end - 1) if scene.key(i) in scene.lexicon.asked_links), end)
    return start, link


def _joins_relative(scene: Scene, index: int) -> bool:
    """Whether a word for "who" is written onto a word of the language; a name may begin with the same letter."""
    skip = scene.complementizer_prefix(index)
    if not skip:
        return False
    written = scene.reading.text[scene.tokens[index].start + skip : scene.tokens[index].end]
    return is_known(written, scene.reading.language)


def _of_first_verb(scene: Scene, subject: Range) -> Range | None:
    """The subject of "the minister attacked *the* union and-said": what stands before the first verb and its object."""
    start, end = subject
    marker = next((i for i in range(start, end) if scene.key(i) in scene.lexicon.object_openers), end + 1)
    return (start, min(end, marker - 1)) if marker - 1 > start else None


def before_token(scene: Scene, index: int, floor: int) -> Range | None:
    """The speaker that stands before token `index`, where the clause goes on with something else than its verb."""
    return _before(scene, index, floor)


def bracket_opener(scene: Scene, cue: Cue, floor: int) -> int | None:
    """The auxiliary that opens the bracket which the cue closes: "*has* the parties to restraint *called*"."""
    if not scene.lexicon.speech.bracket_openers:
        return None
    index = cue.first - 1
    while index >= floor and (scene.is_word(index) or scene.is_mark(index)):
        if scene.key(index) in scene.lexicon.bracket_openers:
            return index if index < cue.first - 1 else None
        if scene.key(index) in scene.lexicon.clause_breaks:
            return None
        index -= 1
    return None


def clause_start(scene: Scene, cue: Cue, floor: int) -> int:
    """Where subject and verb begin; "“…,” *is the minister to have said*" begins with its auxiliary."""
    subject = before_cue(scene, cue, floor)
    opener = bracket_opener(scene, cue, floor)
    if subject is None:
        return cue.first
    return subject[0] if opener is None else min(opener, subject[0])


def _of_bracket(scene: Scene, opener: int, cue: Cue, floor: int) -> Range | None:
    """The subject before the auxiliary, or behind it where an adverbial stands in front."""
    before = _before(scene, opener, floor)
    if before is not None and not opens_adverbial(scene, before[0]):
        return before
    return after_cue(scene, opener + 1, cue.first)


def _before(scene: Scene, verb: int, floor: int) -> Range | None:
    end = _end_before(scene, verb, floor)
    crossed = False
    if end > floor and scene.is_point(end - 1, ",") and end - 1 > floor:
        crossed, end = True, end - 1
    start = across_apposition(scene, end, floor) if crossed else chunk_start(scene, end, floor)
    if start is None:
        # A lone comma before the verb parts it from something that is not its subject.
        return None
    if not crossed and opens_adverbial(scene, start) and scene.is_point(start - 1, ","):
        # "Nasrin, head of the union, in an interview said".
        across = across_apposition(scene, start - 1, floor)
        if across is not None and not scene.lexicon.speech.cased:
            start, end = across, start - 1
    apposed = crossed and scene.lexicon.speech.cased
    head = _head_of_relative(scene, start, floor) if start < end and not apposed else None
    end = _before_relative(scene, start, end) if crossed else end
    return head or _named_part(scene, start, end, floor)


def _before_relative(scene: Scene, start: int, end: int) -> int:
    """Where ", *who asked not to be named*," begins, if its word for "who" is written onto the next one; else `end`."""
    return next(
        (
            index
            for index in range(start + 1, end)
            if scene.is_point(index, ",")
            and _joins_relative(scene, index + 1)
            and scene.plausible(start, index)
        ),
        end,
    )


def _end_before(scene: Scene, verb: int, floor: int) -> int:
    """Where the subject ends: before helping words, and a pronoun that joins the verb's clause to it."""
    end = verb
    passes = scene.lexicon.topic_words if scene.lexicon.speech.object_marker else frozenset[str]()
    while (
        end > floor
        and (is_filler(scene, end - 1) or scene.key(end - 1) in passes)
        and end - 1 not in scene.named
    ):
        end -= 1
    end = _before_phrase(scene, end, floor)
    if end < verb and end - 1 > floor and scene.key(end - 1) in scene.lexicon.openers:
        end -= 1
    if _is_relative(scene, end - 1):
        end -= 1
        while end > floor and scene.is_point(end - 1, ","):
            end -= 1
    return end


def _before_phrase(scene: Scene, end: int, floor: int) -> int:
    """Where "at the last minute" and its like begins, if it ends at `end`; else `end`."""
    asides = scene.lexicon.interjections
    starts = range(max(floor + 1, end - _LONGEST_PHRASE), end - 1)
    return next(
        (i for i in starts if scene.is_word(i) and asides.at(scene.tokens, i)[0] == end),
        end,
    )


def _named_part(scene: Scene, start: int, end: int, floor: int) -> Range | None:
    """The range without helping words, adverbials, venues and what tells of anonymity, if it can be a subject."""
    while start < end and not _is_prefield(scene, start) and _helps(scene, start):
        start += 1
    start, end = _without_anonymity(scene, start, end, floor)
    start = _without_adverbial(scene, start, end)
    venue = _up_to_venue(scene, start, end)
    while venue < end and venue - 1 > start and is_filler(scene, venue - 1) and venue - 1 not in scene.named:
        venue -= 1
    start, end = scene.trimmed(start, venue)
    if (
        not scene.lexicon.speech.cased
        and scene.key(end - 1) in scene.lexicon.personal
        and opens_adverbial(scene, start)
    ):
        # "On leaving the hall *he* said"
        start = end - 1
    if scene.lexicon.speech.object_marker and opens_adverbial(scene, start - 1) and _is_venue(scene, start):
        # "and *in a message* said": whoever spoke before goes on.
        return None
    fits = start < end and end - start <= LONGEST_BEFORE + LONGEST_APPOSITION
    return (start, end) if fits and scene.key(start) not in scene.lexicon.accusatives else None


def _head_of_relative(scene: Scene, start: int, floor: int) -> Range | None:
    """The noun before a clause about it, which has no commas: "*a woman* that lost two sons to the paper said"."""
    if not scene.lexicon.speech.object_marker:
        return _head_of_clause(scene, start, floor) if scene.lexicon.speech.cased else None
    first = start
    if scene.is_point(first - 1, ",") and opens_adverbial(scene, first):
        first = chunk_start(scene, first - 1, floor)
    relative = first - 1
    behind_verb = any(cue.end == relative for cue in scene.cues)
    if relative <= floor or scene.complementizer(relative) <= relative or behind_verb:
        return None
    head = chunk_start(scene, relative, floor)
    return (head, relative) if head < relative and scene.plausible(head, relative) else None


def _head_of_clause(scene: Scene, start: int, floor: int) -> Range | None:
    """The noun that opens the sentence before a clause about it without commas: "*The panel* that studies the crash ruled out"."""
    lexicon, relative, key = scene.lexicon, start - 1, scene.key(start)
    who = scene.key(relative) in lexicon.relatives or scene.complementizer(relative) == start
    who = who or (scene.key(relative) in lexicon.subject_stops and scene.key(relative) in lexicon.pronouns)
    if relative <= floor or not who or any(cue.end == relative for cue in scene.cues):
        return None
    small = (lexicon.determiners, lexicon.pronouns, lexicon.openers, lexicon.clause_breaks)
    verb = not scene.tokens[start].capital and not any(key in words for words in small)
    head = chunk_start(scene, relative, floor)
    opens = head == 0 or scene.is_point(head - 1)
    full = scene.plausible(head, relative) and not opens_adverbial(scene, head)
    plain = not lexicon.traits(key).telling and scene.key(relative - 1) not in lexicon.closers
    return (head, relative) if verb and opens and full and plain and relative - head > 1 else None


def _without_anonymity(scene: Scene, start: int, end: int, floor: int) -> Range:
    """The noun before "who asked not to be named", where that is all that stands right before the verb."""
    relative = start - 1
    if (
        relative <= floor
        or not scene.is_word(relative)
        or scene.key(relative) not in scene.lexicon.subject_stops
    ):
        return start, end
    withheld = any(scene.lexicon.anonymity.at(scene.tokens, index)[1] for index in range(start, end))
    return (chunk_start(scene, relative, floor), relative) if withheld else (start, end)


def _up_to_venue(scene: Scene, start: int, end: int) -> int:
    """Where "in an interview with the radio" or "to the newspaper" begins inside a subject, `end` if nowhere."""
    lexicon = scene.lexicon
    # "*One* of them said": what is one of many goes on behind "of".
    first = start + 2 if scene.key(start) in lexicon.determiners else start + 1
    for index in range(first, end - 1):
        following = scene.key(index + 1)
        if scene.lexicon.traits(scene.key(index)).cites and scene.lexicon.citing.at(scene.tokens, index)[1]:
            return index
        opens = scene.key(index) in lexicon.openers and scene.key(index) not in lexicon.name_links
        if opens and (following in lexicon.hearer_nouns or following in lexicon.venues):
            return index
    return end


def _is_relative(scene: Scene, index: int) -> bool:
    """Whether a pronoun joins its clause to what stands before the comma: at the front it is the subject itself."""
    lexicon, key = scene.lexicon, scene.key(index)
    joins = (key in lexicon.pronouns and key in lexicon.subject_stops) or key in lexicon.relatives
    return joins and index > 0 and scene.is_point(index - 1, ",")


def _without_adverbial(scene: Scene, start: int, end: int) -> int:
    """Drops "In a statement" before "the ministry": the subject begins at the next determiner or name."""
    if not opens_adverbial(scene, start):
        return start
    lexicon = scene.lexicon
    if _is_prefield(scene, start):
        return end
    if _names_body_last(scene, start, end):
        return end - 1
    for index in range(start + 2, end):
        key = scene.key(index)
        previous = scene.key(index - 1)
        begins = (
            key in lexicon.determiners
            or key in lexicon.pronouns
            or key in lexicon.roles
            or (scene.tokens[index].capital and not scene.tokens[index - 1].capital)
        )
        if begins and previous not in lexicon.openers and previous not in lexicon.determiners:
            return index
    return end if not lexicon.speech.verb_first else start


def _is_venue(scene: Scene, index: int) -> bool:
    """Whether a message, a talk or the like stands behind "in", and no office or body."""
    key, lexicon = scene.key(index), scene.lexicon
    return scene.key(index - 1) in lexicon.venue_links and (key in lexicon.venues or key in lexicon.papers)


def _names_body_last(scene: Scene, start: int, end: int) -> bool:
    """Whether one word for a body stands behind the name in an adverbial: "Over a crack in the dam of Pampa-Rosa *the authorities*"."""
    lexicon, last = scene.lexicon, end - 1
    if lexicon.speech.definites or lexicon.speech.article or lexicon.speech.content_first:
        return False
    known = (lexicon.bodies, lexicon.anonymous)
    small = last - 1 > start and scene.tokens[last - 1].capital and not scene.tokens[last].capital
    return lexicon.speech.cased and small and any(scene.key(last) in words for words in known)


def _helps(scene: Scene, index: int) -> bool:
    """Whether the word only helps the verb behind the subject."""
    forms = scene.lexicon.unprefixed(scene.key(index))
    return any(form in scene.lexicon.auxiliaries for form, _ in forms)


def _is_prefield(scene: Scene, start: int) -> bool:
    """Whether one constituent only stands before the verb, and it is the adverbial that begins at `start`."""
    opens = scene.key(start) in scene.lexicon.openers and scene.key(start) not in scene.lexicon.determiners
    return scene.lexicon.speech.verb_second and scene.lexicon.speech.inverts and opens
