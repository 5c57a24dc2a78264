"""Finds the words that name the speaker of a cue."""

from __future__ import annotations

from averral.extraction.bounds import (
    LONGEST_APPOSITION,
    SHORT_APPOSITION,
    Range,
    ends_subject,
    is_apposition,
    is_capital,
    is_filler,
    is_of,
    same_entity,
)
from averral.extraction.cues import Cue
from averral.extraction.scene import Scene

#: Words of a speaker's mention, apposition included.
LONGEST_MENTION = 22
#: Words of a name without title.
SHORT_NAME = 3
AGE_DIGITS = 2
#: Words of a subject that stands before its verb.
LONGEST_BEFORE = 18
#: The same of the first of two speakers that "and" joins.
_JOINED_WORDS = 6


def after_cue(scene: Scene, start: int, end: int) -> Range | None:
    """The speaker that follows a verb, within tokens `[start, end)`."""
    start = _past_hearer(scene, start, end)
    while start < end and (scene.is_point(start, ",:") or is_filler(scene, start)):
        start += 1
    start = _past_hearer(scene, start, end)
    if start < end and _is_pronoun_subject(scene, start):
        return start, start + 1
    if start < end and scene.is_word(start) and ends_subject(scene, start):
        return None
    index = start
    while index < min(end, start + LONGEST_MENTION):
        after = _further(scene, index, start, end)
        if after is None:
            break
        index = after
    start, index = scene.trimmed(start, index)
    while index - 1 > start and scene.lexicon.speech.cased and is_filler(scene, index - 1):
        index -= 1
    return (start, index) if index > start else None


def _further(scene: Scene, index: int, start: int, end: int) -> int | None:
    """Where a mention that reaches to token `index` goes on; None where it ends."""
    if scene.is_point(index):
        key = scene.key(index)
        opens = key == "," and index > start and is_apposition(scene, index + 1, end)
        passes = key in "()" or (key == "\n" and scene.lexicon.speech.verb_first)
        return index + 1 if opens or passes else None
    if scene.is_mark(index) and scene.begins_sentence(index):
        return None
    if scene.is_word(index) and index > start and ends_subject(scene, index):
        return _name_behind_place(scene, index, end)
    return index + 1


def with_final_name(scene: Scene, subject: Range) -> Range:
    """The subject with a name behind a comma that ends the sentence, where names have no capitals."""
    start, end = subject[1] + 1, len(scene.tokens)
    if scene.lexicon.speech.cased or not scene.is_point(subject[1], ",") or not 0 < end - start <= SHORT_NAME:
        return subject
    others = (scene.lexicon.openers, scene.lexicon.clause_breaks, scene.lexicon.time_words)
    plain = all(
        scene.is_word(index)
        and not ends_subject(scene, index)
        and not any(scene.key(index) in words for words in others)
        for index in range(start, end)
    )
    return (subject[0], end) if plain else subject


def _past_hearer(scene: Scene, index: int, end: int) -> int:
    """Index after "the agency «…»" in "as told the agency «…» a source"; `index` if nobody follows."""
    if scene.lexicon.speech.verb_first:
        return index
    told = _past_addressee(scene, index, end)
    if told > index:
        return told
    if scene.key(index) not in scene.lexicon.hearer_nouns:
        return index
    index, first = index + 1, index
    while index < end and scene.tokens[index].in_name:
        index += 1
    follows = index < end and scene.is_word(index) and not ends_subject(scene, index)
    return index if follows and scene.is_telling(index) else first


def _past_addressee(scene: Scene, index: int, end: int) -> int:
    """Index after "to the agency X" where the speaker follows: "told *the agency X* the minister"; `index` otherwise."""
    lexicon, start = scene.lexicon, index
    if scene.key(index) not in lexicon.speech.hearer_links:
        return start
    index += 1
    while index < end and scene.key(index) in lexicon.determiners:
        index += 1
    first = index
    while index < end and scene.is_word(index) and _is_outlet_word(scene, index, first):
        index += 1
    begins = scene.key(index) in lexicon.determiners or scene.key(index) in lexicon.roles
    return index if index > first and begins and index < end else start


def _is_outlet_word(scene: Scene, index: int, first: int) -> bool:
    key, lexicon = scene.key(index), scene.lexicon
    if key in lexicon.hearer_nouns or scene.tokens[index].in_name or key in lexicon.outlets:
        return True
    return scene.tokens[index].capital and (index in scene.named or index > first)


def _is_pronoun_subject(scene: Scene, index: int) -> bool:
    """Whether a pronoun follows its verb: "…, warned she."."""
    lexicon, key = scene.lexicon, scene.key(index)
    closes = index + 1 >= len(scene.tokens) or scene.is_point(index + 1)
    return lexicon.speech.inverts and key in lexicon.pronouns and (closes or key not in lexicon.determiners)


def _name_behind_place(scene: Scene, start: int, end: int) -> int | None:
    """Index after the name in "the spokeswoman in Aden, Claire Monnier.", where `start` is at "in"."""
    comma = next((i for i in range(start, min(end, start + SHORT_APPOSITION + 1)) if scene.is_point(i)), None)
    if comma is None or not scene.is_point(comma, ",") or not scene.lexicon.speech.cased:
        return None
    if any(scene.key(index) in scene.lexicon.time_words for index in range(start, comma)):
        return None
    stop = comma + 1
    while stop < end and scene.is_word(stop) and is_capital(scene, stop):
        stop += 1
    bounded = stop >= len(scene.tokens) or scene.is_point(stop)
    return stop if bounded and 1 < stop - comma - 1 <= SHORT_APPOSITION else None


def subject_extent(scene: Scene, start: int, end: int) -> int:
    """Index after the first noun phrase, where nouns carry an article: "the minister | the agreement".

    A word with the article goes on a phrase whose last word lacks one (a construct) or if it looks like an adjective;
    a word without it goes on only as a personal name behind a role.
    """
    article, endings = scene.lexicon.speech.article, scene.lexicon.speech.adjective_endings
    index, has_role, names = start, False, 0
    while index < end and scene.is_word(index):
        key = scene.key(index)
        definite = bool(article) and key.startswith(article)
        if index > start:
            before = scene.key(index - 1)
            closed = before.startswith(article) or names > 0 or index - 1 in scene.named
            joined = index in scene.named and index - 1 in scene.named and same_entity(scene, index)
            linked = before in scene.lexicon.name_links
            goes_on = key.endswith(endings) or key[len(article) :] in scene.lexicon.adjectives or linked
            if not joined and closed and definite and not goes_on:
                break
            if is_of(scene, key) and closed:
                index += 1
                continue
            if closed and key in scene.lexicon.object_heads:
                break
            if not joined and closed and not definite:
                known = any(form in scene.lexicon.titles for form in scene.lexicon.bare_forms(key))
                if not (has_role or known) or names >= 3 or key in scene.lexicon.openers:  # noqa: PLR2004
                    break
                names += 1
        has_role = has_role or key in scene.lexicon.roles
        index += 1
    return _up_to_date(scene, index, end)


def _up_to_date(scene: Scene, index: int, end: int) -> int:
    """Extends a subject to a comma that sets off a date: "announced the union of the valley, on Sunday, the start of"."""
    for comma in range(index, min(index + SHORT_APPOSITION, end)):
        if scene.is_point(comma):
            dated = scene.is_point(comma, ",") and scene.key(comma + 1) in scene.lexicon.time_words
            return comma if dated else index
    return index


def before_cue(scene: Scene, cue: Cue, floor: int = 0) -> Range | None:
    """The speaker that stands before a verb, not left of token `floor`."""
    opener = bracket_opener(scene, cue, floor)
    if opener is not None:
        return _of_bracket(scene, opener, cue, floor)
    return _before(scene, cue.first, floor)


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
    if before is not None and not _opens_adverbial(scene, before[0]):
        return before
    return after_cue(scene, opener + 1, cue.first)


def _before(scene: Scene, verb: int, floor: int) -> Range | None:
    end = verb
    while end > floor and is_filler(scene, end - 1) and end - 1 not in scene.named:
        end -= 1
    if end < verb and end - 1 > floor and scene.key(end - 1) in scene.lexicon.openers:
        end -= 1
    if scene.key(end - 1) in scene.lexicon.pronouns and _is_relative(scene, end - 1):
        end -= 1
        while end > floor and scene.is_point(end - 1, ","):
            end -= 1
    crossed = False
    if end > floor and scene.is_point(end - 1, ",") and end - 1 > floor:
        crossed, end = True, end - 1
    start = _across_apposition(scene, end, floor) if crossed else _chunk_start(scene, end, floor)
    if (
        start is not None
        and not crossed
        and _opens_adverbial(scene, start)
        and scene.is_point(start - 1, ",")
    ):
        # "Nasrin, head of the union, in an interview said".
        across = _across_apposition(scene, start - 1, floor)
        if across is not None and not scene.lexicon.speech.cased:
            start, end, crossed = across, start - 1, True
    if start is None:
        # A lone comma before the verb parts it from something that is not its subject.
        return None
    while start < end and not _is_prefield(scene, start) and _helps(scene, start):
        start += 1
    start, end = _without_anonymity(scene, start, end, floor)
    start = _without_adverbial(scene, start, end)
    start, end = scene.trimmed(start, _up_to_venue(scene, start, end))
    fits = start < end and end - start <= LONGEST_BEFORE + LONGEST_APPOSITION
    return (start, end) if fits and scene.key(start) not in scene.lexicon.accusatives else None


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
    return (_chunk_start(scene, relative, floor), relative) if withheld else (start, end)


def _up_to_venue(scene: Scene, start: int, end: int) -> int:
    """Where "in an interview with the radio" or "to the newspaper" begins inside a subject, `end` if nowhere."""
    lexicon = scene.lexicon
    for index in range(start + 1, end - 1):
        following = scene.key(index + 1)
        opens = scene.key(index) in lexicon.openers and scene.key(index) not in lexicon.name_links
        if opens and (following in lexicon.hearer_nouns or following in lexicon.venues):
            return index
    return end


def _across_apposition(scene: Scene, end: int, floor: int) -> int | None:
    """Start of "Oriol Junqueras" in "Oriol Junqueras, 49, one of the leaders since May," before `end`."""
    comma = end
    for _ in range(3):
        limit = max(floor, comma - LONGEST_BEFORE)
        comma = next(
            (i for i in range(comma - 1, limit, -1) if scene.is_point(i) or i in scene.cue_starts), -1
        )
        if comma < 0 or not scene.is_point(comma, ",") or scene.sounds_reported(comma + 1, end):
            return None
        start = _chunk_start(scene, comma, floor)
        if _is_age(scene, start, comma):
            continue
        if _opens_adverbial(scene, start) or _holds_verb(scene, start, comma):
            continue
        if scene.plausible(start, comma) or _is_named_by(scene, start, comma, end):
            return start
    return None


def _is_age(scene: Scene, start: int, end: int) -> bool:
    """Whether a number is all that a few words tell: ", 49," or ", aged 62,"."""
    return end - start <= 2 and any(  # noqa: PLR2004
        scene.key(index).isdigit() and len(scene.key(index)) <= AGE_DIGITS for index in range(start, end)
    )


def _holds_verb(scene: Scene, start: int, end: int) -> bool:
    """Whether an auxiliary makes the words a clause and no name: "sixteen were hurt, two badly, said X"."""
    lexicon = scene.lexicon
    return lexicon.speech.cased and any(
        scene.key(index) in lexicon.auxiliaries
        and scene.key(index) not in lexicon.openers
        and scene.key(index) not in lexicon.determiners
        for index in range(start + 1, end)
    )


def _is_named_by(scene: Scene, start: int, comma: int, end: int) -> bool:
    """Whether a few words that no table knows are a name, since an office follows: "X Y, head of the council,"."""
    opens = start == 0 or scene.is_point(start - 1)
    return opens and 0 < comma - start <= SHORT_APPOSITION and scene.plausible(comma + 1, end)


def _is_relative(scene: Scene, index: int) -> bool:
    """Whether a pronoun joins its clause to what stands before the comma: at the front it is the subject itself."""
    return scene.key(index) in scene.lexicon.subject_stops and index > 0 and scene.is_point(index - 1, ",")


def _chunk_start(scene: Scene, end: int, floor: int) -> int:
    start = end
    while start > floor and end - start < LONGEST_BEFORE:
        index = start - 1
        if scene.is_point(index) and scene.key(index) not in "()":
            break
        if scene.is_mark(index) and not scene.lexicon.speech.verb_first:
            break
        inside = index in scene.named or scene.tokens[index].in_name
        breaks = scene.key(index) in scene.lexicon.clause_breaks and not inside
        if breaks and not (_is_inside_name(scene, index) or _joins_speakers(scene, index, start, floor)):
            break
        other = scene.cue_starts.get(index)
        if other is not None and not other.is_noun and not _is_noun_use(scene, index):
            break
        start -= 1
    return start


def _is_inside_name(scene: Scene, index: int) -> bool:
    """Whether "for" or "and" stands between two words with capitals: "the Institute for Northern Affairs"."""
    joins = scene.key(index) in scene.lexicon.openers or scene.key(index) in scene.lexicon.coordinators
    around = (index - 1, index + 1)
    return (
        joins
        and scene.lexicon.speech.cased
        and all(scene.is_word(i) and scene.tokens[i].capital for i in around)
    )


def _joins_speakers(scene: Scene, index: int, start: int, floor: int) -> bool:
    """Whether "and" joins two that speak behind a comma or a mark: "…, police and medics said"."""
    lexicon = scene.lexicon
    if scene.key(index) not in lexicon.coordinators or start == index:
        return False
    first = index
    while first > floor and index - first <= _JOINED_WORDS and scene.is_word(first - 1):
        first -= 1
        stops = (lexicon.clause_breaks, lexicon.auxiliaries, lexicon.pronouns)
        if first in scene.cue_starts or any(scene.key(first) in words for words in stops):
            return False
    parted = scene.is_point(first - 1, ",-") or scene.is_mark(first - 1)
    # "Six nurses, four doctors and one clerk were …" counts, and nobody speaks.
    listed = any(scene.is_point(other, ",") for other in range(max(floor, first - _JOINED_WORDS), first - 1))
    opens = not listed and (scene.key(first) in lexicon.determiners or scene.is_telling(first))
    return first > floor and first < index and parted and opens and scene.is_telling(index - 1)


def _is_noun_use(scene: Scene, index: int) -> bool:
    before = scene.key(index - 1)
    return before in scene.lexicon.determiners or before in scene.lexicon.openers


def _opens_adverbial(scene: Scene, index: int) -> bool:
    key, lexicon = scene.key(index), scene.lexicon
    return key in lexicon.openers or key in lexicon.time_words


def _without_adverbial(scene: Scene, start: int, end: int) -> int:
    """Drops "In a statement" before "the ministry": the subject begins at the next determiner or name."""
    if not _opens_adverbial(scene, start):
        return start
    lexicon = scene.lexicon
    if _is_prefield(scene, start):
        return end
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


def _helps(scene: Scene, index: int) -> bool:
    """Whether the word only helps the verb behind the subject."""
    forms = scene.lexicon.unprefixed(scene.key(index))
    return any(form in scene.lexicon.auxiliaries for form, _ in forms)


def _is_prefield(scene: Scene, start: int) -> bool:
    """Whether one constituent only stands before the verb, and it is the adverbial that begins at `start`."""
    opens = scene.key(start) in scene.lexicon.openers and scene.key(start) not in scene.lexicon.determiners
    return scene.lexicon.speech.verb_second and scene.lexicon.speech.inverts and opens


def inverted_subject(scene: Scene, cue: Cue, floor: int, limit: int) -> Range | None:
    """The subject right behind its verb where something else stands in front: "In Bonn demanded *the minister* a …"."""
    speech = scene.lexicon.speech
    fronted = cue.first > floor and (scene.is_word(cue.first - 1) or scene.is_mark(cue.first - 1))
    if not (speech.verb_second and speech.inverts and fronted):
        return None
    before = before_cue(scene, cue, floor)
    start = cue.end
    while (
        scene.is_word(start) and is_filler(scene, start) and scene.key(start) not in scene.lexicon.determiners
    ):
        start += 1
    if before is not None and not (start < limit and _is_rather(scene, before, start)):
        return None
    if scene.key(start) in scene.lexicon.pronouns and scene.key(start) not in scene.lexicon.determiners:
        return start, start + 1
    index = start
    while index < limit and scene.is_word(index) and not (index > start and _begins_object(scene, index)):
        index += 1
    return (start, index) if index > start and scene.plausible(start, index) else None


def _is_rather(scene: Scene, before: Range, start: int) -> bool:
    """Whether an office right behind the verb is its subject rather than things before it: "Doubts voiced *the expert*"."""
    attached = any(scene.key(index) in scene.lexicon.openers for index in range(before[0] + 1, before[1]))
    if not attached or scene.key(start) in scene.lexicon.accusatives or _has_office(scene, *before):
        return False
    first = start + (scene.key(start) in scene.lexicon.determiners)
    return first > start and _has_office(scene, first, min(first + 2, len(scene.tokens)))


def _has_office(scene: Scene, start: int, end: int) -> bool:
    lexicon = scene.lexicon
    known = (lexicon.roles, lexicon.bodies, lexicon.anonymous, lexicon.titles, lexicon.pronouns)
    return any(
        index in scene.named or any(scene.key(index) in words for words in known)
        for index in range(start, end)
        if scene.is_word(index)
    )


def source_of(scene: Scene, cue: Cue, end: int) -> Range | None:
    """Who stands behind a word for "from": after the cue and before token `end`, or at the front of the unit."""
    for index in range(cue.end - 1, end):
        if scene.key(index) in scene.lexicon.source_links:
            return after_cue(scene, index + 1, end)
        if index >= cue.end and _is_source(scene, index):
            return after_cue(scene, index, end)
    front = next((index for index in range(cue.first) if not scene.is_point(index)), cue.first)
    if front + 1 < cue.first and scene.key(front) in scene.lexicon.source_links:
        return front + 1, cue.first
    return (front, cue.first) if front < cue.first and _is_source(scene, front) else None


def _is_source(scene: Scene, index: int) -> bool:
    """Whether "from" is written onto the name of a body or office."""
    lexicon, key = scene.lexicon, scene.key(index)
    known = (lexicon.bodies, lexicon.roles, lexicon.anonymous)
    letters = [link[:-1] for link in lexicon.speech.source_links if link.endswith("+")]
    return any(
        form in words
        for letter in letters
        if key.startswith(letter)
        for form in (key[len(letter) :], lexicon.speech.article + key[len(letter) :])
        for words in known
    )


def _begins_object(scene: Scene, index: int) -> bool:
    follows_noun = scene.tokens[index - 1].capital
    return follows_noun and (scene.key(index) in scene.lexicon.object_openers or ends_subject(scene, index))


def leading_mention(scene: Scene, end: int, start: int = 0) -> Range | None:
    """The subject of the unit's main clause: the first stretch that names somebody, in tokens `[start, end)`."""
    index = start
    while index < end and not scene.is_telling(index) and not (index == 0 and scene.plausible(0, 1)):
        if index - start > LONGEST_BEFORE:
            return None
        index += 1
    start = index
    while index < end and scene.is_word(index) and index - start < LONGEST_MENTION:
        lists = (scene.lexicon.openers, scene.lexicon.determiners, scene.lexicon.name_links)
        # The first word has a capital anyway; before a name it is the office.
        joins = any(scene.key(index) in words for words in lists) or (
            index == 0 and scene.lexicon.speech.cased
        )
        follows = index + 1 < end and scene.is_word(index + 1) and scene.is_telling(index + 1)
        # "the spokeswoman *of the chancellery* Uta Brandmeier"
        joins = joins or (index > start and scene.lexicon.speech.cased and _is_capital_pair(scene, index + 1))
        if not (scene.is_telling(index) or (joins and follows)):
            break
        index += 1
    return (start, _behind_apposition(scene, index)) if index > start else None


def _is_capital_pair(scene: Scene, index: int) -> bool:
    """Whether a full name stands here, where not every noun has a capital."""
    named = all(scene.is_word(i) and scene.tokens[i].capital for i in (index, index + 1))
    return named and not scene.lexicon.speech.noun_capitals


def _behind_apposition(scene: Scene, end: int) -> int:
    """Index after the name in "the head of the union, Marc Dubois, accuses", where `end` is at the first comma."""
    stop = end + 1
    if not (scene.is_point(end, ",") and scene.lexicon.speech.cased):
        return end
    while scene.is_word(stop) and (scene.tokens[stop].capital or scene.key(stop) in scene.lexicon.name_links):
        stop += 1
    return stop if scene.is_point(stop, ",") and 1 < stop - end - 1 <= SHORT_APPOSITION else end
