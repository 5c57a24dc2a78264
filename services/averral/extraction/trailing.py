"""The speaker that stands behind a verb of speech, or behind a word for "from"."""

from __future__ import annotations

from averral.extraction.bounds import (
    SHORT_APPOSITION,
    Range,
    ends_subject,
    is_apposition,
    is_capital,
    is_filler,
    opens_place,
)
from averral.extraction.cues import Cue
from averral.extraction.scene import Scene

#: Words of a speaker's mention, apposition included.
LONGEST_MENTION = 22


#: Words of an adverbial between a verb and its subject, and one more.
_LONGEST_SETTING = 10
#: Words for what somebody does while speaking, and one more.
_LONGEST_DOING = 7
#: Tokens of two such phrases.
_LONGEST_ASIDES = 16
#: Words of a place behind "in" that is written onto it.
_LONGEST_PLACE = 3
#: Words of a name without title.
SHORT_NAME = 3


def after_cue(scene: Scene, start: int, end: int) -> Range | None:
    """The speaker that follows a verb, within tokens `[start, end)`."""
    if _goes_on(scene, start):
        return None
    start = _past_hearer(scene, _past_aside(scene, start, end), end)
    while start < end and (
        scene.is_point(start, ",:")
        or _is_skipped(scene, start)
        or _is_aside(scene, start)
        or opens_place(scene, start)
    ):
        start = max(start + 1, _behind_aside(scene, start))
    start, begun = _past_doing(scene, _past_asides(scene, start, end), end), start
    start = _past_hearer(scene, _past_setting(scene, start, end), end)
    start = _past_attached_place(scene, start, end)
    if start < end and _is_pronoun_subject(scene, start):
        return start, start + 1
    if start < end and _is_adverbial(scene, start):
        return None
    office = scene.lexicon.speech.verb_first and scene.key(start) in scene.lexicon.roles
    # Behind an adverbial a determiner opens the subject and no object.
    opens = start > begun and scene.key(start) in scene.lexicon.determiners
    if start < end and scene.is_word(start) and not (office or opens) and ends_subject(scene, start):
        return None
    index = start
    while index < min(end, start + LONGEST_MENTION):
        after = _further(scene, index, start, end)
        if after is None:
            break
        index = after
    further = _past_participle(scene, start, index, end)
    if further > index:
        return after_cue(scene, further, end)
    start, index = scene.trimmed(start, index)
    while index - 1 > start and scene.lexicon.speech.cased and is_filler(scene, index - 1):
        index -= 1
    return (start, index) if any(map(scene.is_word, range(start, index))) else None


def _is_adverbial(scene: Scene, index: int) -> bool:
    """Whether a preposition stands where the subject of an inverted clause would, and every noun has a capital."""
    lexicon, key = scene.lexicon, scene.key(index)
    small = key in lexicon.openers and key not in lexicon.determiners and key not in lexicon.name_links
    return lexicon.speech.noun_capitals and small and not scene.tokens[index].capital


def _goes_on(scene: Scene, start: int) -> bool:
    """Whether the verb has no subject behind it: its object follows, or "*, and* the words caused" behind a comma."""
    lexicon = scene.lexicon
    if not lexicon.speech.cased and scene.key(start) in lexicon.object_openers:
        return True
    after = start + 1
    if lexicon.speech.cased or not (scene.is_point(start, ",") and scene.is_word(after)):
        return False
    joined = any(clitic for _, clitic in lexicon.unprefixed(scene.key(after)))
    return (joined and not scene.is_telling(after)) or scene.key(after) in lexicon.coordinators


def _past_participle(scene: Scene, start: int, index: int, end: int) -> int:
    """Where the office begins behind words that tell of it and break off at `index`: "said *the arrived* in the town *mayor*"."""
    opens = index > start and scene.is_word(index) and scene.key(index) in scene.lexicon.openers
    articles = bool(scene.lexicon.speech.definites or scene.lexicon.speech.article)
    if not opens or articles or scene.plausible(start, index):
        return index
    return _past_adverbial(scene, index, end)


def _past_aside(scene: Scene, start: int, end: int) -> int:
    """Index after ", on leaving the bus," right behind a verb, where somebody is named behind it; `start` elsewhere."""
    first = start + 1
    if not (scene.lexicon.speech.cased and scene.is_point(start, ",") and scene.is_word(first)):
        return start
    stop = next((i for i in range(first, min(end, first + _LONGEST_SETTING)) if not scene.is_word(i)), start)
    known = (scene.lexicon.determiners, scene.lexicon.relatives, scene.lexicon.clause_breaks)
    told = scene.is_telling(first) or any(scene.key(first) in words for words in known)
    if told or not scene.is_point(stop, ",") or any(i in scene.cue_starts for i in range(first, stop)):
        return start
    named = scene.is_word(stop + 1) and any(map(scene.is_telling, range(stop + 1, min(end, stop + 4))))
    return stop + 1 if named else start


def _is_skipped(scene: Scene, index: int) -> bool:
    """Whether the word only tells when, or helps the verb; one before a name with a capital may be "to": "told *to* the Echo"."""
    hears = scene.key(index) in scene.lexicon.speech.hearer_links and scene.lexicon.speech.cased
    return is_filler(scene, index) and not (
        hears and scene.is_word(index + 1) and scene.tokens[index + 1].capital
    )


def _past_setting(scene: Scene, start: int, end: int) -> int:
    """Index after "on X", "at nightfall" or "on leaving the hall" right behind the verb, where the subject follows it.

    "“…”, wrote *on X* the lawyer", "“…”, joked *on leaving the cave* Ada Berg".
    """
    lexicon = scene.lexicon
    if not lexicon.speech.inverts or lexicon.speech.verb_first or start + 1 >= end:
        return start
    stop = start + 1 + (scene.key(start + 1) in lexicon.determiners)
    told = (scene.key(start) in lexicon.venue_links and scene.key(stop) in lexicon.venues) or (
        scene.key(start) in lexicon.openers and scene.key(stop) in lexicon.time_words
    )
    begins = scene.key(stop + 1) in lexicon.determiners or (
        scene.is_word(stop + 1) and (scene.tokens[stop + 1].capital or scene.is_telling(stop + 1))
    )
    if told and stop + 1 < end and scene.is_word(stop + 1) and begins:
        return stop + 1
    return _past_adverbial(scene, start, end)


def _past_adverbial(scene: Scene, start: int, end: int) -> int:
    """Index after an adverbial with a preposition at `start`, where somebody is named behind it; `start` elsewhere."""
    lexicon = scene.lexicon
    links = (lexicon.openers, lexicon.venue_links, lexicon.speech.hearer_links)
    opens = any(scene.key(start) in words for words in links) and scene.is_word(start - 1)
    if not (lexicon.speech.cased and opens) or lexicon.according.at(scene.tokens, start)[1]:
        return start
    small = (lexicon.openers, lexicon.determiners, lexicon.name_links, lexicon.coordinators)
    found = start
    for index in range(start + 2, min(end, start + _LONGEST_SETTING)):
        if not scene.is_word(index):
            break
        behind_noun = not any(scene.key(index - 1) in words for words in small)
        named = scene.tokens[index].capital and not scene.tokens[index - 1].capital
        full = named and scene.is_word(index + 1) and scene.tokens[index + 1].capital
        hears = scene.key(index - 1) in lexicon.hearer_nouns
        person = full and not hears and not lexicon.speech.noun_capitals and index not in scene.named
        article = (
            scene.key(index) in lexicon.definites
            and scene.is_telling(index + 1)
            and not scene.tokens[index].capital
        )
        if behind_noun and (person or article or _opens_office(scene, index)):
            # "at the edge *of the meeting the teacher* Ada Berg": a trade rather speaks than a thing.
            if person or not article or scene.key(index + 1) in lexicon.roles:
                return index
            found = index if found == start else found
    return found


def _past_asides(scene: Scene, start: int, end: int) -> int:
    """Index after when or where and a second aside: "asked *on leaving the court, still in his robe,* the lawyer Ada Berg"."""
    lexicon = scene.lexicon
    opens = scene.key(start) in lexicon.openers and scene.is_word(start - 1)
    if not (lexicon.speech.inverts and lexicon.speech.cased and opens):
        return start
    commas = [i for i in range(start, min(end, start + _LONGEST_ASIDES)) if not scene.is_word(i)][:2]
    if len(commas) < 2 or not all(scene.is_point(i, ",") for i in commas):  # noqa: PLR2004
        return start
    plain = not any(i in scene.cue_starts or scene.tokens[i].capital for i in range(start, commas[1]))
    first = commas[1] + 1
    noun = first + (scene.key(first) in lexicon.determiners)
    return first if plain and scene.key(noun) in lexicon.roles else start


def _past_doing(scene: Scene, start: int, end: int) -> int:
    """Index after what the speaker did meanwhile, between two commas: "said, *wiping his forehead,* the mayor"."""
    if not (scene.lexicon.speech.inverts and scene.is_point(start - 1, ",") and scene.is_word(start)):
        return start
    comma = next((i for i in range(start, min(end, start + _LONGEST_DOING)) if not scene.is_word(i)), start)
    names = scene.is_telling(start) or any(scene.tokens[index].capital for index in range(start, comma))
    if not scene.is_point(comma, ",") or names or comma - start == 1:
        return start
    behind = next((i for i in range(comma + 1, end) if scene.is_point(i)), end)
    return comma + 1 if scene.plausible(comma + 1, behind) else start


def _past_attached_place(scene: Scene, start: int, end: int) -> int:
    """Index after a place with "in" written onto it, where an office follows: "“…”, admitted *in-the-square* the driver Ada Berg"."""
    lexicon = scene.lexicon
    links = tuple(link[:-1] for link in lexicon.speech.venue_links if link.endswith("+"))
    attached = not lexicon.speech.cased and scene.key(start).startswith(links or ("\0",))
    if not attached or lexicon.traits(scene.key(start)).telling or start in scene.named:
        return start
    for index in range(start + 1, min(end, start + 1 + _LONGEST_PLACE)):
        if not scene.is_word(index):
            break
        if scene.key(index) in lexicon.roles or scene.key(index) in lexicon.titles:
            return index
    return start


def _opens_office(scene: Scene, index: int) -> bool:
    """Whether an office stands before a name, where nothing has an article."""
    lexicon = scene.lexicon
    bare = not lexicon.speech.definites and not lexicon.speech.article
    return bare and scene.key(index) in lexicon.roles and scene.key(index - 1) not in lexicon.openers


def _behind_aside(scene: Scene, index: int) -> int:
    """Index after "on the other hand" and its like at `index`, or `index`."""
    return scene.lexicon.interjections.at(scene.tokens, index)[0] if scene.is_word(index) else index


def _is_aside(scene: Scene, index: int) -> bool:
    """Whether such a phrase stands right behind a verb; a single word may be the subject: "says *she*"."""
    return _behind_aside(scene, index) - index > 1


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
    if index > start + 1 and _hears_behind(scene, start, index):
        return None
    return index + 1


def _hears_behind(scene: Scene, start: int, index: int) -> bool:
    """Whether an agency follows an unnamed source and its adjective, where verbs come first: "as told a diplomatic source *the agency X*"."""
    if not (scene.lexicon.speech.verb_first and scene.key(start) in scene.lexicon.anonymous):
        return False
    before = scene.key(index - 1)
    adjective = before.endswith(scene.lexicon.speech.adjective_endings or "\0")
    held = scene.reading.entities_in(scene.span(index, index + 1))
    return adjective and any(entity.kind in ("agency", "outlet") for entity in held)


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
    marked = past_marked(scene, index)
    if index < marked < end:
        return marked
    told = _past_addressee(scene, index, end)
    if told > index:
        return told
    if scene.tokens[index].in_name if index < end else False:
        return _past_named_hearer(scene, index, end)
    if scene.key(index) not in scene.lexicon.hearer_nouns or _is_proper(scene, index):
        return index
    index, first = index + 1, index
    while index < end and scene.tokens[index].in_name:
        index += 1
    follows = index < end and scene.is_word(index) and not ends_subject(scene, index)
    # "… confirmed to the paper *one of the drivers*"
    joined = scene.key(index) in scene.lexicon.clause_breaks or scene.key(index) in scene.lexicon.openers
    named = (
        follows and not joined and any(scene.is_telling(each) for each in range(index, min(index + 3, end)))
    )
    return index if named else first


def _is_proper(scene: Scene, index: int) -> bool:
    """Whether a noun has a capital that begins a name: "per the *Agency* of the gulf"."""
    speech = scene.lexicon.speech
    return speech.cased and not speech.noun_capitals and index > 0 and scene.tokens[index].capital


def past_marked(scene: Scene, index: int) -> int:
    """Index after an outlet in marks that hears, where somebody is named behind it: "said *«Courier»* the driver X Y"."""
    lexicon, start = scene.lexicon, index
    if not (lexicon.speech.inverts and lexicon.speech.cased) or lexicon.speech.verb_first:
        return start
    small = (lexicon.speech.hearer_links, lexicon.determiners, lexicon.hearer_nouns)
    while index - start < SHORT_NAME and any(scene.key(index) in words for words in small):
        index += 1
    if not scene.is_mark(index) or scene.words_in(index, index + 1) > SHORT_APPOSITION:
        return start
    first = index + 1
    begins = scene.is_word(first) and not ends_subject(scene, first)
    return (
        first
        if begins and any(map(scene.is_telling, range(first, min(first + 2, len(scene.tokens)))))
        else start
    )


def _past_named_hearer(scene: Scene, index: int, end: int) -> int:
    """Index after an outlet's name in marks before somebody unnamed or an office, who told it: "as told *«Courier»* a source"."""
    first = index
    while index < end and scene.tokens[index].in_name:
        index += 1
    known = (scene.lexicon.anonymous, scene.lexicon.roles)
    return index if any(scene.key(index) in words for words in known) else first


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
    if index == first and scene.span(index, index + 1).of(scene.reading.text).isupper():
        # "told *AFC* the prosecutor"
        return scene.tokens[index].end - scene.tokens[index].start > 1
    return scene.tokens[index].capital and (index in scene.named or index > first)


def _is_pronoun_subject(scene: Scene, index: int) -> bool:
    """Whether a pronoun follows its verb: "…, warned she."."""
    lexicon, key = scene.lexicon, scene.key(index)
    closes = index + 1 >= len(scene.tokens) or scene.is_point(index + 1)
    return lexicon.speech.inverts and key in lexicon.pronouns and (closes or key not in lexicon.determiners)


def _name_behind_place(scene: Scene, start: int, end: int) -> int | None:
    """Index after the name in "the spokeswoman in Aden, Claire Monnier.", where `start` is at "in"."""
    named = _name_beside_place(scene, start, end)
    if named is not None:
        return named
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


def _name_beside_place(scene: Scene, start: int, end: int) -> int | None:
    """Index after the name right behind the place of an office: "the spokesman *in Aden Claire Monnier*", a rank before it at most."""
    lexicon, index = scene.lexicon, start + 1
    if not lexicon.speech.cased or scene.key(start) not in lexicon.openers:
        return None
    while index < end and index in scene.named and scene.tokens[index].capital:
        index += 1
    ranks = index
    while index < end and _is_rank(scene, index) and index - ranks < SHORT_NAME:
        index += 1
    stop = index
    while stop < end and scene.is_word(stop) and is_capital(scene, stop) and stop not in scene.named:
        stop += 1
    full = 1 < stop - index <= SHORT_APPOSITION
    return stop if ranks > start + 1 and full else None


def _is_rank(scene: Scene, index: int) -> bool:
    """Whether an office, or the adjective of one, stands here in small letters."""
    small = scene.is_word(index) and not scene.tokens[index].capital
    return small and any(scene.key(at) in scene.lexicon.roles for at in (index, index + 1))


def source_of(scene: Scene, cue: Cue, end: int) -> Range | None:
    """Who stands behind a word for "from": after the cue and before token `end`, or at the front of the unit."""
    for index in range(cue.end - 1, end):
        if scene.key(index) in scene.lexicon.source_links:
            return after_cue(scene, _behind_venue(scene, index + 1, end), end)
        if index >= cue.end and _is_source(scene, index):
            return after_cue(scene, index, end)
    front = next((index for index in range(cue.first) if not scene.is_point(index)), cue.first)
    if front + 1 < cue.first and scene.key(front) in scene.lexicon.source_links:
        return front + 1, cue.first
    return (front, cue.first) if front < cue.first and _is_source(scene, front) else None


def _behind_venue(scene: Scene, start: int, end: int) -> int:
    """Where the owner begins in "in a statement *of the* ministry"; `start` if no such paper is named."""
    for index in range(start, end - 1):
        if not scene.is_word(index):
            break
        if scene.key(index) in scene.lexicon.venues and scene.key(index + 1) in scene.lexicon.determiners:
            return index + 1
    return start


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
