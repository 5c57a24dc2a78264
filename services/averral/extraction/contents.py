"""What opens the reported content of a cue, and where: a complementizer, a colon, marks, or nothing at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache

from averral.extraction.bounds import LONGEST_APPOSITION, is_apposition
from averral.extraction.cues import Cue
from averral.extraction.scene import Scene
from averral.extraction.trailing import past_marked
from averral.language.normalise import key as key_of
from averral.language.stems import has_dictionary, is_known

#: Tokens between a cue and its content: a subject with its apposition, a hearer, a venue.
WINDOW = 40
#: Tokens of an aside between a verb that takes an object too and the clause it introduces.
FAR_FROM_VERB = 5
#: Words between a noun of saying and its content, from which the letter before a word belongs to another: "a letter from him that shows support *for*".
FAR_FROM_NOUN = 4
#: The same where the subject stands before the verb.
NARROW = 14
#: A clause has at least so many words; shorter ones are noise.
SHORTEST_CLAUSE = 3
SHORTEST_OBJECT = 2
#: Words of a hearer that no table knows.
LONGEST_HEARER = 4
#: Words of those whom something is demanded from.
_LONGEST_ASKED = 5
#: Words of an outlet's name.
_LONGEST_OUTLET = 3
#: Letters of a word that a link is written onto.
SHORTEST_LINKED = 4


class How(IntEnum):
    """What opens a content."""

    CLAUSE = 0
    COLON = 1
    MARK = 2
    NOMINAL = 3
    BARE = 4
    OBJECT = 5


@dataclass(frozen=True, slots=True)
class Opening:
    """Content begins at token `start`, `skip` characters into it; between cue and `gap_end` stand subject and hearer."""

    how: How
    start: int
    gap_end: int
    skip: int = 0


def open_after(scene: Scene, cue: Cue) -> Opening | None:
    """What opens the content behind a cue: complementizer, colon, marks, or a word that the cue demands."""
    limit = min(len(scene.tokens), cue.end + (WINDOW if scene.lexicon.speech.verb_first else NARROW))
    index = cue.end
    if past_marked(scene, index) > index and _is_parted(scene, cue):
        return None
    while index < limit:
        if scene.is_mark(index) and scene.begins_sentence(index):
            return None
        withheld = scene.lexicon.anonymity.at(scene.tokens, index)[0] if scene.is_word(index) else index
        if withheld > index:
            index = withheld
            continue
        if _hears_in_marks(scene, index):
            index += 1
            continue
        opening = _opening_at(scene, cue, index)
        if opening is not None:
            return opening if _is_reachable(scene, cue, opening) else None
        if _blocks(scene, cue, index):
            return None
        index += 1
    return None


def _is_parted(scene: Scene, cue: Cue) -> bool:
    """Whether a comma or marks part the verb from what stands before it: “…,” says X."""
    left = cue.first - 1
    while scene.is_word(left) and scene.key(left) in scene.lexicon.auxiliaries:
        left -= 1
    return scene.is_point(left, ",-") or scene.is_mark(left)


def _hears_in_marks(scene: Scene, index: int) -> bool:
    """Whether a few words in marks are whom it was told, since a clause follows them: "told *“Courier”* that …"."""
    if not scene.is_mark(index) or scene.words_in(index, index + 1) > _LONGEST_OUTLET:
        return False
    after = index + 1 + scene.is_point(index + 1, ",")
    return scene.complementizer(after) > after and scene.key(after) not in scene.lexicon.relatives


def _opening_at(scene: Scene, cue: Cue, index: int) -> Opening | None:
    if scene.is_mark(index):
        return Opening(How.MARK, index, _without_lead(scene, cue, index))
    if scene.is_point(index, ":"):
        return Opening(How.COLON, index + 1, index) if index + 1 < len(scene.tokens) else None
    if _comma_opens(scene, cue, index):
        return Opening(How.CLAUSE, index + 1, index)
    if not scene.is_word(index):
        return None
    takes_clause = cue.frame.clause or cue.frame.links or cue.frame.describes
    clause = _clause_at(scene, index) if takes_clause else None
    if clause is not None:
        return replace(clause, gap_end=_without_lead(scene, cue, index))
    return _linked(scene, cue, index)


def _comma_opens(scene: Scene, cue: Cue, index: int) -> bool:
    """Whether a clause with no complementizer follows the comma: its verb has the form of reported speech, or marks an infinitive."""
    if not (scene.lexicon.speech.comma_clauses and scene.is_point(index, ",") and scene.is_word(index + 1)):
        return False
    if not (cue.frame.bare or cue.frame.clause) or scene.complementizer(index + 1) > index + 1:
        return False
    stop = min(len(scene.tokens), index + WINDOW)
    return _is_at_verb(scene, cue, index) or scene.sounds_reported(index + 1, stop, infinitives=True)


def _is_at_verb(scene: Scene, cue: Cue, comma: int) -> bool:
    """Whether nothing but parts of the verb lies before the comma, so that no noun takes a relative clause there."""
    parts = all(scene.key(index) in scene.lexicon.closers for index in range(cue.end, comma))
    key, lexicon = scene.key(comma + 1), scene.lexicon
    if key in lexicon.clause_breaks or comma + 1 in scene.cue_starts:
        return False
    # Behind "who throws stones, …" the verb of the main clause follows at once.
    lists = (lexicon.determiners, lexicon.pronouns, lexicon.openers)
    begins = scene.tokens[comma + 1].capital or any(key in words for words in lists)
    return parts and begins and "say" in cue.frame.kinds and not cue.is_noun


def _clause_at(scene: Scene, index: int) -> Opening | None:
    """The clause, or the marks, that a complementizer at `index` opens."""
    after = scene.complementizer(index)
    if index < after < len(scene.tokens):
        return Opening(How.MARK if scene.is_mark(after) else How.CLAUSE, after, index)
    if scene.has_pronoun_complementizer(index):
        marked = scene.is_mark(index + 1)
        return Opening(How.MARK, index + 1, index) if marked else Opening(How.CLAUSE, index, index)
    prefix = scene.complementizer_prefix(index)
    return Opening(How.CLAUSE, index, index, skip=prefix) if prefix else None


def _without_lead(scene: Scene, cue: Cue, index: int) -> int:
    while (
        index > cue.end
        and scene.is_word(index - 1)
        and scene.key(index - 1) in scene.lexicon.complementizer_leads
    ):
        index -= 1
    return index


def _linked(scene: Scene, cue: Cue, index: int) -> Opening | None:
    key = scene.key(index)
    # "the committee *sprung from* the government", "the release *of* prisoners"
    seated = scene.lexicon.seat_links.at(scene.tokens, index - 1)[0] > index
    barred = index > cue.end and (scene.lexicon.speech.object_marker or seated)
    if barred or _opens_venue(scene, cue, index) or _is_date(scene, index):
        return None
    if "accuse" in cue.frame.kinds and _links_noun(scene, cue, index):
        return None
    for link in cue.frame.links:
        size = link.count(" ") + 1
        if not link.endswith("+"):
            if key == _keys_of(link)[0] and all(
                scene.key(index + step) == each for step, each in enumerate(_keys_of(link))
            ):
                return _behind_link(scene, index, index + size)
            continue
        letter = link[:-1]
        if key == letter:
            return _behind_link(scene, index, index + 1)
        if (
            key.startswith(letter)
            and len(key) >= SHORTEST_LINKED
            and key not in scene.lexicon.link_exceptions
            and index not in scene.named
            and index > cue.end - (0 if cue.clitic else 1)
            and not _is_foreign_name(scene, index, len(letter))
            and not (cue.is_noun and index - cue.end > FAR_FROM_NOUN)
        ):
            return Opening(How.NOMINAL, index, index, skip=len(letter))
    return None


def _is_date(scene: Scene, index: int) -> bool:
    """Whether a preposition here only tells when: "admitted *on* Monday"."""
    lexicon, following = scene.lexicon, scene.key(index + 1)
    timed = following in lexicon.time_words and following not in lexicon.openers
    counts = following in lexicon.determiners or following[:1].isdigit()
    timed = timed or (counts and scene.key(index + 2) in lexicon.time_words)
    return timed and scene.key(index) in lexicon.openers


def _is_foreign_name(scene: Scene, index: int, skip: int) -> bool:
    """Whether the letter belongs to a name: no dictionary has the word, with or without it, nor the word before."""
    language = scene.reading.language
    if scene.lexicon.speech.cased or not has_dictionary(language):
        return False
    token, before = scene.tokens[index], scene.tokens[index - 1]
    text = scene.reading.text
    words = (
        text[token.start : token.end],
        text[token.start + skip : token.end],
        text[before.start : before.end],
    )
    return scene.is_word(index - 1) and not any(is_known(word, language) for word in words)


def _links_noun(scene: Scene, cue: Cue, index: int) -> bool:
    """Whether a link belongs to whom somebody accuses, as another one stands before an infinitive: "the heads *of* the union *of* lying"."""
    if not scene.lexicon.speech.infinitive_endings or is_infinitive(scene, index + 1):
        return False
    stop = next((i for i in range(index + 1, index + NARROW) if not scene.is_word(i)), index + NARROW)
    return any(
        scene.key(i) in cue.frame.links and is_infinitive(scene, i + 1) for i in range(index + 1, stop)
    )


def _opens_venue(scene: Scene, cue: Cue, index: int) -> bool:
    """Whether "on" stands before a venue, and the link of the content behind it: "announced *on its page* of raids"."""
    if scene.key(index) not in scene.lexicon.venue_links or not scene.is_word(index + 1):
        return False
    venue = next((each for each in (index + 1, index + 2) if scene.key(each) in scene.lexicon.venues), None)
    return venue is not None and any(
        scene.key(each) in cue.frame.links or scene.complementizer(each) > each
        for each in range(venue + 1, venue + 1 + SHORTEST_CLAUSE)
    )


@cache
def _keys_of(link: str) -> tuple[str, ...]:
    """The words of a link as keys; links come from the tables only."""
    return tuple(key_of(word) for word in link.split())


def _behind_link(scene: Scene, index: int, after: int) -> Opening | None:
    """Content behind a separate link; a complementizer there opens a clause."""
    if after >= len(scene.tokens) or scene.is_point(after):
        return None
    if scene.is_mark(after):
        return Opening(How.MARK, after, index)
    clause = _clause_at(scene, _behind_lead(scene, after))
    return replace(clause, gap_end=index) if clause else Opening(How.NOMINAL, after, index)


def _behind_lead(scene: Scene, index: int) -> int:
    """Past the word that announces a clause behind a link, and its comma: "pointed to *the fact,* that"."""
    while scene.key(index) in scene.lexicon.complementizer_leads:
        index += 1
    return index + 1 if scene.is_point(index, ",") and scene.complementizer(index + 1) > index + 1 else index


def _blocks(scene: Scene, cue: Cue, index: int) -> bool:
    """Whether content cannot lie beyond this token."""
    verb_first = scene.lexicon.speech.verb_first
    if scene.is_point(index):
        key = scene.key(index)
        if key in "()":
            return False
        if key == "\n":
            return not verb_first
        if key == ",":
            return not (verb_first or _is_passable(scene, cue, index))
        return True
    other = scene.cue_starts.get(index)
    if other is not None and not other.is_noun and index > cue.end:
        return True
    loose = verb_first or cue.frame.describes or scene.key(index) in scene.lexicon.auxiliaries
    return not loose and index > cue.end and scene.key(index) in scene.lexicon.clause_breaks


def _is_passable(scene: Scene, cue: Cue, comma: int) -> bool:
    """Whether content follows the comma, or an apposition to a subject that stands behind its verb."""
    after = comma + 1
    # Behind a comma or marks the verb closes what stands before it: “…,” says X, the chairman, who …
    trailing = _is_parted(scene, cue)
    if _opens_content(scene, after):
        # "…, admitted the judge, *who blamed* …": the word for "that" opens a clause about the speaker.
        relative = (
            scene.complementizer(after) in scene.cue_starts or scene.key(after) in scene.lexicon.relatives
        )
        return not (trailing and relative)
    inverted = scene.lexicon.speech.inverts and not trailing
    if not (inverted and is_apposition(scene, after, len(scene.tokens))):
        return False
    limit = min(len(scene.tokens), after + LONGEST_APPOSITION + 1)
    closing = next((index for index in range(after, limit) if not scene.is_word(index)), limit)
    return scene.is_point(closing, ",") and _opens_content(scene, closing + 1)


def _opens_content(scene: Scene, index: int) -> bool:
    """Whether marks or a complementizer stand here."""
    opens = scene.is_mark(index) or scene.complementizer(index) > index
    return opens or scene.has_pronoun_complementizer(index) or bool(scene.complementizer_prefix(index))


def _is_reachable(scene: Scene, cue: Cue, opening: Opening) -> bool:
    """Whether what stands between cue and content may stand there."""
    if scene.lexicon.speech.verb_first or opening.how is How.COLON:
        return True
    start = cue.end
    while start < opening.gap_end:
        after = _skip_time(scene, start)
        if after == start and scene.key(start) not in scene.lexicon.auxiliaries:
            break
        start = max(after, start + 1)
    if start >= opening.gap_end or cue.frame.object_hears or cue.frame.describes:
        return True
    if scene.is_point(start) or any(_is_aside(scene, scene.key(index)) for index in (start, cue.end)):
        # "put at 87 those killed by the quake *that* …": the clause belongs to a noun.
        far = opening.how is How.CLAUSE and opening.gap_end - start > FAR_FROM_VERB
        return not (far and (cue.frame.object or "estimate" in cue.frame.kinds))
    # "a déclaré le ministre que": the subject stands in between, and is recognised as one.
    if opening.how is How.MARK and cue.frame.object:
        return False
    if opening.how is How.NOMINAL:
        # Behind a verb that takes an object the link belongs to the object: "a rise of 5 %".
        return not cue.frame.object and opening.gap_end - start <= NARROW // 2
    small = (scene.lexicon.closers, scene.lexicon.accusatives)
    closed = all(
        not scene.is_word(index) or any(scene.key(index) in words for words in small)
        for index in range(start, opening.gap_end)
    )
    loose = not cue.frame.bare or scene.lexicon.speech.comma_clauses
    return closed or (loose and scene.plausible(start, opening.gap_end))


def _is_aside(scene: Scene, key: str) -> bool:
    """Whether the word begins an adverbial or names whoever heard it."""
    lexicon = scene.lexicon
    if key in lexicon.openers or key in lexicon.hearer_nouns:
        return True
    known = (lexicon.hearer_nouns, lexicon.bodies, lexicon.venues)
    return any(form in words for form in lexicon.attached_forms(key) for words in known)


def open_bare(scene: Scene, cue: Cue) -> Opening | None:
    """Content that follows a cue with no word in between: "said the talks failed", "rejected the offer"."""
    start = _skip_time(scene, skip_hearer(scene, cue))
    if cue.frame.clause and not cue.is_noun and is_infinitive(scene, start):
        return Opening(How.BARE, start, start)
    if not (cue.frame.bare or cue.frame.object or cue.frame.infinitives):
        return None
    if scene.key(start) in scene.lexicon.venue_links and scene.key(start + 1) in scene.lexicon.venues:
        start = _skip_time(scene, start + 2)
    asked = _asks_somebody(scene, cue, start)
    if not (scene.is_word(start) or scene.is_mark(start)) or (
        not asked and _opens_adverbial(scene, cue, start)
    ):
        return None
    return Opening(How.BARE if cue.frame.bare else How.OBJECT, start, start)


def _asks_somebody(scene: Scene, cue: Cue, index: int) -> bool:
    """Whether an object follows whom somebody demands it from, or promises it to: "asked *the government* for …"."""
    lexicon = scene.lexicon
    asks = {"demand", "promise", "urge"} & set(cue.frame.kinds)
    if not asks or scene.key(index) not in lexicon.speech.hearer_links or not lexicon.speech.partitives:
        return False
    stop = index + 1
    while scene.is_word(stop) and stop - index <= _LONGEST_ASKED:
        behind = scene.key(stop - 1) not in lexicon.determiners and stop > index + 1
        if behind and scene.key(stop) in lexicon.indefinites:
            return True
        stop += 1
    return False


def _opens_adverbial(scene: Scene, cue: Cue, index: int) -> bool:
    """Whether something else than an object begins here: an adverbial, a clause, the hearer."""
    key, lexicon = scene.key(index), scene.lexicon
    kinds = cue.frame.kinds
    asks = any(kind in kinds for kind in ("demand", "accuse", "urge", "deny")) and "refuse" not in kinds
    if asks and key in lexicon.partitives and key not in cue.frame.links:
        return any(scene.key(index + step) in lexicon.hearer_nouns for step in (1, 2))
    if key in lexicon.object_openers or _tells_which(scene, index):
        return False
    if lexicon.speech.object_marker:
        # Where the verb ends its clause, adverbials stand before it and what follows it is said.
        return key in lexicon.clause_breaks
    return key in lexicon.clause_breaks or (key in lexicon.openers and key not in lexicon.determiners)


def is_infinitive(scene: Scene, index: int) -> bool:
    """Whether an infinitive stands here, in a language where it takes no word before it."""
    for _ in range(2):
        helps = scene.key(index).endswith(scene.lexicon.speech.infinitive_endings or "\0")
        index += scene.key(index) in scene.lexicon.infinitive_starts and not helps
    key, speech = scene.key(index), scene.lexicon.speech
    if not speech.infinitive_endings or len(key) < SHORTEST_LINKED or index in scene.named:
        return False
    known = (scene.lexicon.determiners, scene.lexicon.openers, scene.lexicon.roles)
    return (
        key.endswith(speech.infinitive_endings)
        and not scene.tokens[index].capital
        and not any(key in words for words in known)
    )


def _skip_time(scene: Scene, index: int) -> int:
    """Past time words, with the preposition before them: "on Monday"; and past what tells nothing: "for her part"."""
    while scene.is_word(index):
        key, following = scene.key(index), scene.key(index + 1)
        aside = scene.lexicon.interjections.at(scene.tokens, index)[0]
        if aside > index:
            index = aside
        elif key in scene.lexicon.time_words and not _tells_which(scene, index):
            index += 1
        elif following in scene.lexicon.time_words and (
            key in scene.lexicon.openers or key in scene.lexicon.determiners
        ):
            index += 2
        else:
            break
    return index


def _tells_which(scene: Scene, index: int) -> bool:
    """Whether a word of time is an adjective before its noun: "ruled out *early* elections"."""
    lexicon, key = scene.lexicon, scene.key(index + 1)
    if scene.key(index) not in lexicon.speech.time_adjectives or not scene.is_word(index + 1):
        return False
    others = (
        lexicon.time_words,
        lexicon.openers,
        lexicon.determiners,
        lexicon.pronouns,
        lexicon.clause_breaks,
    )
    return not scene.tokens[index + 1].capital and not any(key in words for words in others)


def skip_hearer(scene: Scene, cue: Cue) -> int:
    """Index after the hearer of "told reporters", the cue's end if there is none."""
    index = cue.end
    if not cue.frame.object_hears:
        return index
    lexicon = scene.lexicon
    if scene.key(index) in lexicon.pronouns:
        return index + 1
    while scene.is_word(index) and scene.key(index) in lexicon.determiners:
        index += 1
    if scene.key(index) in lexicon.hearer_nouns:
        while scene.key(index) in lexicon.hearer_nouns:
            index += 1
        return index
    start = index
    while scene.is_word(index) and (scene.tokens[index].capital or scene.key(index) in lexicon.hearer_nouns):
        index += 1
    return index if index > start else _behind_common(scene, index)


def _behind_common(scene: Scene, index: int) -> int:
    """Index after a hearer that no table knows: up to the word that opens something else, else one word."""
    lexicon, end = scene.lexicon, index
    opens = (lexicon.openers, lexicon.time_words, lexicon.clause_breaks)
    while end - index < LONGEST_HEARER and scene.is_word(end) and not any(scene.key(end) in w for w in opens):
        others = (lexicon.determiners, lexicon.pronouns, lexicon.auxiliaries)
        if end > index and any(scene.key(end) in words for words in others):
            return index + 1
        end += 1
    opened = end >= len(scene.tokens) or not scene.is_word(end) or any(scene.key(end) in w for w in opens)
    return end if opened and end > index else min(index + 1, len(scene.tokens))
