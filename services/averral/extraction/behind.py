"""Content behind its cue: "said that …", "called for …", "rejected …", and who says it."""

from __future__ import annotations

from dataclasses import replace

from averral.extraction.bare import open_bare, skip_hearer
from averral.extraction.bounds import Range
from averral.extraction.contents import open_after
from averral.extraction.cues import Cue
from averral.extraction.endings import LONG_MARK, content_end
from averral.extraction.inverted import inverted_subject
from averral.extraction.openings import SHORTEST_CLAUSE, SHORTEST_OBJECT, How, Opening
from averral.extraction.phrases import subject_extent
from averral.extraction.preceding import before_cue
from averral.extraction.report import SHORT_SUBJECT, Report, Work, floor_of, gap, only_marks
from averral.extraction.scene import Scene
from averral.extraction.subjects import is_coordinated, subject_of
from averral.extraction.trailing import past_marked

#: Words of such content; "responsibility for the failure" alone tells too little.
SHORTEST_BLAME = 4
#: Letters of a noun that alone can be what was denied.
LONG_WORD = 5
#: Cues that a single noun may follow as what was said.
ONE_WORD_KINDS = ("reject", "demand", "urge", "promise", "threaten", "expect", "warn")


def read_behind(work: Work, cue: Cue) -> bool:
    """Content after the cue."""
    scene = work.scene
    opening = _opening(work, cue)
    if opening is None:
        return False
    end = content_end(scene, cue, opening)
    if not _is_content(scene, cue, opening, end) or not work.free(opening.start, end):
        return False
    subject, elided = subject_of(work, cue, opening)
    if not _believable(work, cue, opening, subject, elided):
        return False
    marks = only_marks(scene, opening.start, end)
    hearer = (cue.end, opening.gap_end) if opening.gap_end > cue.end else None
    work.add(
        Report(
            content=(opening.start, end),
            cue=(cue.first, cue.end),
            subject=subject,
            skip=opening.skip,
            told=hearer or gap(cue, skip_hearer(scene, cue)),
            frame_kinds=cue.frame.kinds,
            denies=cue.frame.denies or _is_denied(scene, cue),
            elided=elided,
            marks=marks,
        ),
        cue,
    )
    return True


def _opening(work: Work, cue: Cue) -> Opening | None:
    """Where the content behind a cue begins; None where what follows belongs to the speaker, or stood before the cue."""
    scene = work.scene
    opening = open_after(scene, cue)
    if opening is not None and _ends_with_verb(scene, opening):
        return None
    if opening is None or (opening.how is How.NOMINAL and cue.frame.noun):
        if opening is None and trails(scene, cue):
            return None
        opening = opening or _unopened(work, cue)
    if opening is None:
        return None
    fronted = opening.how is How.OBJECT and precedes_pronoun(scene, cue)
    if fronted or _links_subject(scene, cue, opening):
        return None
    while scene.is_point(opening.start, ","):
        opening = replace(opening, start=opening.start + 1)
    if opening.start >= len(scene.tokens):
        return None
    return replace(opening, start=_behind_relative(scene, opening.start))


def _ends_with_verb(scene: Scene, opening: Opening) -> bool:
    """Whether the marks belong to the verb behind them, where verbs stand last: "*defending* the jet, “…” he said"."""
    marked = opening.how is How.MARK and scene.lexicon.speech.content_first
    return marked and opening.start + 1 in scene.cue_starts


def precedes_pronoun(scene: Scene, cue: Cue) -> bool:
    """Whether "he" stands right behind the verb of a clause that something else opens: "*A truce* rejected he"."""
    key, lexicon = scene.key(cue.end), scene.lexicon
    pronoun = key in lexicon.pronouns and key not in lexicon.determiners
    adverbs = (lexicon.time_words, lexicon.auxiliaries, lexicon.openers, lexicon.clause_breaks)
    noun = cue.first > 0 and not any(scene.key(cue.first - 1) in words for words in adverbs)
    return lexicon.speech.verb_second and pronoun and noun


def _is_denied(scene: Scene, cue: Cue) -> bool:
    """Whether the cue is what a verb right before it denies: "denying *reports* that"."""
    other = scene.cue_starts.get(cue.first - 1)
    return other is not None and other.frame.denies and other.end == cue.first


def _links_subject(scene: Scene, cue: Cue, opening: Opening) -> bool:
    """Whether the link belongs to the name of an inverted subject: "…, announced the Union *of* dockers"."""
    if opening.how is not How.NOMINAL or not scene.lexicon.speech.inverts or opening.gap_end < cue.end:
        return False
    left = cue.first
    while scene.is_word(left - 1) and scene.key(left - 1) in scene.lexicon.auxiliaries:
        left -= 1
    parted = scene.is_point(left - 1, ",-") and left > SHORTEST_CLAUSE
    before = before_cue(scene, cue)
    if before is not None and scene.plausible(*before):
        return False
    # "…, ont annoncé samedi *des* sources locales": the link is the article of who speaks.
    speaks = scene.lexicon.traits(scene.key(opening.start)).telling and not opening.skip
    return parted and (speaks or scene.plausible(cue.end, opening.gap_end))


def _unopened(work: Work, cue: Cue) -> Opening | None:
    """Content that no word announces: behind the verb, or behind the subject that follows the verb."""
    scene = work.scene
    if scene.lexicon.speech.verb_first and before_cue(scene, cue, floor_of(work, cue)) and not cue.clitic:
        return open_bare(scene, cue) or _object_behind_subject(scene, cue)
    starts = (
        cue.clitic
        or cue.first == 0
        or scene.is_point(cue.first - 1)
        or scene.key(cue.first - 1) in scene.lexicon.auxiliaries
    )
    if scene.lexicon.speech.verb_first and starts:
        last = work.reports[-1] if work.reports else None
        subject_led = last and last.subject and last.cue and last.subject[1] <= last.cue[0]
        if not (cue.clitic and subject_led):
            return _object_behind_subject(scene, cue)
    return _behind_inverted(work, cue) or open_bare(scene, cue)


def _behind_inverted(work: Work, cue: Cue) -> Opening | None:
    """The object behind a subject that follows its verb because something else stands in front."""
    scene = work.scene
    if not cue.frame.object:
        return None
    subject = inverted_subject(scene, cue, floor_of(work, cue), len(scene.tokens))
    if subject is None:
        return None
    index = subject[1]
    while scene.key(index) in scene.lexicon.time_words:
        index += 1
    holds = scene.is_mark(index) or (scene.is_word(index) and scene.key(index) not in scene.lexicon.openers)
    return Opening(How.OBJECT, index, subject[1]) if holds else None


def _object_behind_subject(scene: Scene, cue: Cue) -> Opening | None:
    """Verb, subject, object: the object begins where the words cease to name the subject."""
    if not (cue.frame.object and scene.lexicon.speech.verb_first):
        return None
    index = subject_extent(scene, cue.end, len(scene.tokens))
    while index < len(scene.tokens) and _joins_subject(scene, index):
        index = subject_extent(scene, index + 1, len(scene.tokens))
    while scene.is_point(index, ",") or scene.key(index) in scene.lexicon.subject_stops:
        relative = scene.is_point(index, ",") and scene.key(index + 1) in scene.lexicon.relatives
        behind = _next_comma(scene, index + 1) if relative else index
        index = max(behind, index + 1)
    if index >= len(scene.tokens) or not scene.is_word(index):
        return None
    return Opening(How.OBJECT, index, index) if index > cue.end else None


def _next_comma(scene: Scene, start: int) -> int:
    return next((index for index in range(start, len(scene.tokens)) if scene.is_point(index, ",")), start)


def _joins_subject(scene: Scene, index: int) -> bool:
    return (
        scene.is_word(index)
        and scene.key(index) in scene.lexicon.openers
        and scene.is_word(index + 1)
        and scene.is_telling(index + 1)
    )


def trails(scene: Scene, cue: Cue) -> bool:
    """Whether the cue closes what stands before it: nothing or an adverbial follows."""
    subject = before_cue(scene, cue)
    left = (subject[0] if subject else cue.first) - 1
    if (
        _closes_marks(scene, left, LONG_MARK)
        if scene.is_mark(left)
        # „…“, sagte sie: in most typographies the comma stands behind the closing mark.
        else (scene.is_point(left, ",-") and subject is None and _closes_marks(scene, left, SHORTEST_CLAUSE))
    ):
        return True
    if not scene.is_point(left, ",-") or left < SHORTEST_CLAUSE:
        return False
    after = cue.end
    if after >= len(scene.tokens) or scene.is_point(after) or past_marked(scene, after) > after:
        return True
    key = scene.key(after)
    if key in scene.lexicon.openers or key in scene.lexicon.time_words:
        return True
    if (
        key in scene.lexicon.pronouns
        and key not in scene.lexicon.determiners
        and scene.is_word(after + 1)
        and scene.key(after + 1) not in scene.lexicon.openers
    ):
        return False
    return (
        scene.lexicon.speech.inverts
        and subject is None
        and scene.plausible(after, min(after + 4, len(scene.tokens)))
    )


def _closes_marks(scene: Scene, index: int, fewest: int) -> bool:
    """Whether marks end at `index`, points after them aside: marks that open the unit, follow a point or are long."""
    while scene.is_point(index, ",-"):
        index -= 1
    return scene.is_mark(index) and (
        index == 0 or scene.is_point(index - 1) or scene.words_in(index, index + 1) >= fewest
    )


def _is_content(scene: Scene, cue: Cue, opening: Opening, end: int) -> bool:
    if end <= opening.start or not _has_needed(scene, cue, opening.start, end):
        return False
    if any(scene.is_mark(index) for index in range(opening.start, end)):
        return True
    if scene.lexicon.anonymity.at(scene.tokens, opening.start)[0] >= end:
        # "asked *to stay anonymous*" is no news.
        return False
    if opening.how in (How.BARE, How.OBJECT) and scene.key(opening.start) in scene.lexicon.not_subjects:
        # "confirmed this" tells nothing; "rejected this version" does.
        refers = cue.frame.rejects or cue.frame.denies or "refuse" in cue.frame.kinds
        noun = opening.start + 1
        if not (refers and end > noun and scene.key(opening.start) in scene.lexicon.determiners):
            return False
    marked = not scene.lexicon.speech.cased and scene.key(opening.start) in scene.lexicon.object_openers
    first = opening.start + marked
    words = scene.words_in(first, end)
    if opening.how is How.NOMINAL and scene.lexicon.speech.verb_second and words:
        # Where nouns have capitals a single one is a noun phrase: "threatened with consequences".
        return words > 1 or scene.tokens[opening.start].capital or scene.key(opening.start).isdigit()
    return _says_enough(scene, cue, opening, first, words)


def _says_enough(scene: Scene, cue: Cue, opening: Opening, first: int, words: int) -> bool:
    """Whether so many words tell something behind this opening."""
    # "Those who are seeking work" demand nothing.
    before = range(max(0, cue.first - 3), cue.first)
    stops, pronouns = scene.lexicon.subject_stops, scene.lexicon.pronouns
    relative = any(scene.key(index) in stops and scene.key(index) in pronouns for index in before)
    rejects = cue.frame.denies or (not relative and any(kind in ONE_WORD_KINDS for kind in cue.frame.kinds))
    if words == 1 and (opening.how is How.NOMINAL or (rejects and opening.how is How.OBJECT)):
        near = opening.gap_end == cue.end or scene.lexicon.speech.verb_first
        return not cue.is_noun and near and _is_noun(scene, first)
    if words == 1 and opening.how is How.CLAUSE and not opening.skip and not cue.is_noun:
        # "admitted that (he) hesitated": where verbs need no pronoun one is a clause.
        return scene.complementizer(opening.start - 1) == opening.start and len(scene.key(first)) >= LONG_WORD
    brief = opening.how is How.BARE and bool(scene.lexicon.speech.object_marker)
    short = brief or cue.frame.object or opening.how in (How.OBJECT, How.NOMINAL, How.CLAUSE)
    return words >= (SHORTEST_OBJECT if short else SHORTEST_CLAUSE)


def _has_needed(scene: Scene, cue: Cue, start: int, end: int) -> bool:
    """Whether the content holds a word without which the verb reports nothing."""
    if cue.frame.needs and scene.words_in(start, end) < SHORTEST_BLAME:
        return False
    return not cue.frame.needs or any(
        form in cue.frame.needs
        for index in range(start, end)
        if scene.is_word(index)
        for form in scene.lexicon.bare_forms(scene.key(index))
    )


def _is_noun(scene: Scene, index: int) -> bool:
    """Whether a word can stand alone as what was said: "called for calm"."""
    lexicon, key = scene.lexicon, scene.key(index)
    lists = (
        lexicon.pronouns,
        lexicon.time_words,
        lexicon.determiners,
        lexicon.openers,
        lexicon.clause_breaks,
        lexicon.auxiliaries,
        lexicon.passives,
    )
    if lexicon.speech.verb_second and lexicon.speech.cased and not scene.tokens[index].capital:
        return False
    return len(key) >= LONG_WORD and index not in scene.named and not any(key in words for words in lists)


def _behind_relative(scene: Scene, start: int) -> int:
    """Where the told clause begins behind one about the speaker: "said a man, *who gave only his first name*, he be …"."""
    lexicon = scene.lexicon
    relative = (
        lexicon.speech.verb_second and scene.is_point(start - 1, ",") and scene.key(start) in lexicon.pronouns
    )
    if not relative or (start + 1 < len(scene.tokens) and scene.tokens[start + 1].capital):
        return start
    comma = next((i for i in range(start, len(scene.tokens)) if scene.is_point(i)), start)
    told = scene.sounds_reported(comma + 1, len(scene.tokens)) and not scene.sounds_reported(start, comma)
    return comma + 1 if scene.is_point(comma, ",") and told else start


def _believable(work: Work, cue: Cue, opening: Opening, subject: Range | None, elided: bool) -> bool:  # noqa: FBT001
    """Whether speaker and content together make a report and not any sentence with such a verb."""
    scene = work.scene
    if _is_heard(scene, cue) or (
        scene.key(cue.first - 1) in scene.lexicon.not_subjects and opening.how is not How.COLON
    ):
        return False
    if cue.frame.noun and len(set(cue.frame.kinds)) == 1:
        return (
            subject is not None and not elided and opening.how is not How.BARE and scene.plausible(*subject)
        )
    if elided and (work.reports or "say" in cue.frame.kinds) and is_coordinated(scene, cue):
        # "… and ordered": without a subject of its own a command is an act like any other.
        return "command" not in cue.frame.kinds
    if elided and opening.how is How.NOMINAL and not cue.clitic:
        return _stands_alone(scene, cue)
    if opening.how in (How.BARE, How.OBJECT):
        after_comma = cue.first > 0 and scene.is_point(cue.first - 1, ",")
        elision = after_comma and (scene.lexicon.speech.verb_first or opening.how is How.BARE)
        return elision if subject is None else _names_speaker(scene, cue, subject)
    strict = opening.how is How.NOMINAL and not scene.lexicon.speech.verb_first
    return not strict or subject is None or scene.plausible(*subject) or scene.is_mark(subject[0])


def _is_heard(scene: Scene, cue: Cue) -> bool:
    """Whether who stands before the verb hears it and does not speak: "drivers *were told* to stay at home"."""
    lexicon = scene.lexicon
    return (
        not lexicon.speech.verb_second
        and scene.key(cue.first - 1) in lexicon.passives
        and bool({"tell", "demand", "call", "command", "urge", "warn", "ask"} & set(cue.frame.kinds))
    )


def _stands_alone(scene: Scene, cue: Cue) -> bool:
    """Whether a verb without a subject may take a noun phrase as content: behind a point or an auxiliary."""
    if scene.is_word(cue.first - 1):
        return scene.key(cue.first - 1) in scene.lexicon.auxiliaries
    return cue.first > 0 or scene.lexicon.speech.verb_first


def _names_speaker(scene: Scene, cue: Cue, subject: Range) -> bool:
    """Whether the subject of a verb that may mean other things can be somebody who speaks."""
    verb_first, cased = scene.lexicon.speech.verb_first, scene.lexicon.speech.cased
    if scene.plausible(*subject) or (verb_first and subject[0] >= cue.end):
        return True
    # Without capitals an unknown name is known by its place: it opens the clause, right before the verb.
    opens = subject[0] == 0 or scene.is_point(subject[0] - 1)
    return opens and not cased and not verb_first and subject[1] - subject[0] <= SHORT_SUBJECT
