"""Where the reported content of a cue begins and ends: after it, before it, or around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache

from averral.extraction.bounds import LONGEST_APPOSITION, is_apposition
from averral.extraction.cues import Cue
from averral.extraction.scene import Scene
from averral.language.normalise import key as key_of

#: Tokens between a cue and its content: a subject with its apposition, a hearer, a venue.
WINDOW = 40
#: The same where the subject stands before the verb.
NARROW = 14
#: A marked stretch this long stands for itself, whatever adverbial follows.
LONG_MARK = 8
#: A clause has at least so many words; shorter ones are noise.
SHORTEST_CLAUSE = 3
SHORTEST_OBJECT = 2
#: Letters of a word that a link is written onto.
SHORTEST_LINKED = 4
#: Words between a conjunction and the verb that it joins.
LONGEST_HELP = 3
#: Words of a subject that a new clause begins with.
SHORT_CLAUSE_SUBJECT = 5


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
    while index < limit:
        opening = _opening_at(scene, cue, index)
        if opening is not None:
            return opening if _is_reachable(scene, cue, opening) else None
        if _blocks(scene, cue, index):
            return None
        index += 1
    return None


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
    if scene.lexicon.speech.object_marker and index > cue.end:
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
        ):
            return Opening(How.NOMINAL, index, index, skip=len(letter))
    return None


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
    loose = verb_first or cue.frame.describes
    return not loose and index > cue.end and scene.key(index) in scene.lexicon.clause_breaks


def _is_passable(scene: Scene, cue: Cue, comma: int) -> bool:
    """Whether content follows the comma, or an apposition to a subject that stands behind its verb."""
    after = comma + 1
    if _opens_content(scene, after):
        return True
    left = cue.first - 1
    while scene.is_word(left) and scene.key(left) in scene.lexicon.auxiliaries:
        left -= 1
    # Behind a comma or marks the verb closes what stands before it: “…,” says X, the chairman, who …
    trailing = scene.is_point(left, ",-") or scene.is_mark(left)
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
    while start < opening.gap_end and scene.key(start) in scene.lexicon.time_words:
        start += 1
    if start >= opening.gap_end or cue.frame.object_hears or cue.frame.describes:
        return True
    if scene.is_point(start) or _is_aside(scene, scene.key(start)):
        return True
    # "a déclaré le ministre que": the subject stands in between, and is recognised as one.
    if opening.how is How.MARK and cue.frame.object:
        return False
    if opening.how is How.NOMINAL:
        # Behind a verb that takes an object the link belongs to the object: "a rise of 5 %".
        return not cue.frame.object and opening.gap_end - start <= NARROW // 2
    closed = all(
        scene.is_point(index) or scene.key(index) in scene.lexicon.closers
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
    if not (scene.is_word(start) or scene.is_mark(start)) or _opens_adverbial(scene, cue, start):
        return None
    return Opening(How.BARE if cue.frame.bare else How.OBJECT, start, start)


def _opens_adverbial(scene: Scene, cue: Cue, index: int) -> bool:
    """Whether something else than an object begins here: an adverbial, a clause, the hearer."""
    key, lexicon = scene.key(index), scene.lexicon
    kinds = cue.frame.kinds
    asks = any(kind in kinds for kind in ("demand", "accuse", "urge", "deny")) and "refuse" not in kinds
    if asks and key in lexicon.partitives and key not in cue.frame.links:
        return any(scene.key(index + step) in lexicon.hearer_nouns for step in (1, 2))
    if key in lexicon.object_openers:
        return False
    if lexicon.speech.object_marker:
        # Where the verb ends its clause, adverbials stand before it and what follows it is said.
        return key in lexicon.clause_breaks
    return key in lexicon.clause_breaks or (key in lexicon.openers and key not in lexicon.determiners)


def is_infinitive(scene: Scene, index: int) -> bool:
    """Whether an infinitive stands here, in a language where it takes no word before it."""
    for _ in range(2):
        index += scene.key(index) in scene.lexicon.infinitive_starts
    key, speech = scene.key(index), scene.lexicon.speech
    if not speech.infinitive_endings or len(key) < SHORTEST_LINKED or index in scene.named:
        return False
    known = (scene.lexicon.determiners, scene.lexicon.openers, scene.lexicon.auxiliaries, scene.lexicon.roles)
    return (
        key.endswith(speech.infinitive_endings)
        and not scene.tokens[index].capital
        and not any(key in words for words in known)
    )


def _skip_time(scene: Scene, index: int) -> int:
    """Past time words, with the preposition before them: "on Monday"."""
    while scene.is_word(index):
        key, following = scene.key(index), scene.key(index + 1)
        if key in scene.lexicon.time_words:
            index += 1
        elif following in scene.lexicon.time_words and (
            key in scene.lexicon.openers or key in scene.lexicon.determiners
        ):
            index += 2
        else:
            break
    return index


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
    start = index
    while scene.is_word(index) and (scene.tokens[index].capital or scene.key(index) in lexicon.hearer_nouns):
        index += 1
    return index if index > start else min(index + 1, len(scene.tokens))


def content_end(scene: Scene, cue: Cue | None, opening: Opening) -> int:
    """Index after the last token of a content that begins at `opening`."""
    index = opening.start + 1
    if scene.is_mark(opening.start):
        stop = _end_after_mark(scene, cue, opening)
        if stop is not None:
            return stop
    while index < len(scene.tokens):
        if _ends_here(scene, cue, index) or _breaks_off(scene, opening, index):
            break
        if cue is not None and _is_over(scene, cue, index):
            break
        index += 1
    end = scene.trimmed(opening.start, index, also="")[1]
    whole_clause = opening.how is How.BARE and cue is not None and not cue.frame.object
    if opening.how in (How.OBJECT, How.NOMINAL, How.BARE) and not whole_clause:
        while (
            end - opening.start > 1 and scene.is_word(end - 1) and scene.key(end - 1) in scene.lexicon.closers
        ):
            end -= 1
    return end


def _is_over(scene: Scene, cue: Cue, index: int) -> bool:
    """Whether an adverbial clause ends at its comma, or an estimate at a clause that tells more of what was counted."""
    if cue.frame.adverbial and scene.is_point(index, ","):
        return True
    return (
        "estimate" in cue.frame.kinds
        and not cue.frame.clause
        and scene.key(index) in scene.lexicon.clause_breaks
    )


def _breaks_off(scene: Scene, opening: Opening, index: int) -> bool:
    """Whether a noun phrase as content ends at this comma, behind which the reporter speaks."""
    if (
        opening.how not in (How.NOMINAL, How.OBJECT, How.MARK)
        or not scene.is_point(index, ",")
        or not scene.is_word(index + 1)
    ):
        return False
    return _begins_clause(scene, index + 1) or any(
        scene.lexicon.afterthoughts.at(scene.tokens, index + 1, form)[1]
        for form, _ in scene.lexicon.unprefixed(scene.key(index + 1))
    )


def _begins_clause(scene: Scene, index: int) -> bool:
    """Whether another speaker and verb follow: "demands a vote, *and the ministry rejects* …"."""
    joined = scene.key(index) in scene.lexicon.coordinators or next(
        (bool(clitic) for form, clitic in scene.lexicon.unprefixed(scene.key(index)) if clitic), False
    )
    if not joined or scene.lexicon.speech.verb_first or scene.lexicon.speech.content_first:
        return False
    first = index + (scene.key(index) in scene.lexicon.coordinators)
    for step in range(first, min(len(scene.tokens), first + SHORT_CLAUSE_SUBJECT + 1)):
        other = scene.cue_starts.get(step)
        if other is not None and step > first:
            return not other.is_noun and _opens_soon(scene, other) and scene.plausible(first, step)
        if not scene.is_word(step):
            return False
    return False


def _end_after_mark(scene: Scene, cue: Cue | None, opening: Opening) -> int | None:
    """The end of a content that begins with marks, if it ends with them."""
    after = opening.start + 1
    if after >= len(scene.tokens) or scene.is_point(after, ".!?…;:-)\n"):
        return after
    if cue is not None and cue.frame.describes and opening.start == cue.end:
        return after
    takes_more = cue is None or cue.frame.clause or cue.frame.bare or cue.frame.object
    marked = scene.tokens[opening.start].marked
    finished = marked is not None and marked.inner.of(scene.reading.text)[-1] in ",.!?؟،…"
    if not takes_more or (finished and not scene.lexicon.speech.verb_first):
        return after
    return None if _clause_goes_on(scene, opening.start, after) else after


def _clause_goes_on(scene: Scene, start: int, after: int) -> bool:
    """Whether the words behind the marks belong to the reported clause: "“the war” was over"."""
    lexicon = scene.lexicon
    beyond = after
    while scene.is_point(beyond, ","):
        beyond += 1
    if not scene.is_word(beyond) or (beyond > after and _marks_go_on(scene, beyond)):
        return True
    adverbial = scene.key(beyond) in lexicon.openers or scene.key(beyond) in lexicon.time_words
    if scene.words_in(start, after) >= LONG_MARK and (adverbial or beyond > after):
        return False
    return lexicon.speech.verb_first or scene.key(beyond) not in lexicon.clause_breaks


def _marks_go_on(scene: Scene, index: int) -> bool:
    """Whether further marks follow at once, with no cue of their own: "“A”, and “B”"."""
    for step in range(index, min(index + 5, len(scene.tokens))):
        if step in scene.cue_starts or scene.is_point(step):
            return False
        if scene.is_mark(step):
            return True
    return False


def _ends_here(scene: Scene, cue: Cue | None, index: int) -> bool:
    """Whether a new attribution begins at this token, so that the content before it is complete."""
    if scene.is_point(index, ",-;("):
        another = scene.is_point(index, ";") and any(
            index + step in scene.cue_starts for step in range(1, NARROW)
        )
        return another or _resumes(scene, index + 1) or _closes_with_attribution(scene, cue, index + 1)
    if not scene.is_word(index):
        return False
    begins = scene.lexicon.traits(scene.tokens[index].key).attribution
    if begins and scene.lexicon.according.at(scene.tokens, index)[1]:
        return True
    coordinated = _coordinated(scene, index)
    if coordinated is not None and not coordinated.is_noun and _opens_soon(scene, coordinated):
        return True
    other = scene.cue_starts.get(index)
    return other is not None and _goes_on(scene, cue, other)


def _goes_on(scene: Scene, cue: Cue | None, other: Cue) -> bool:
    """Whether another verb of speech goes on for the same speaker: as a converb, or with its conjunction written onto it."""
    if scene.key(other.first) in scene.lexicon.converbs and other is not cue:
        return open_after(scene, other) is not None
    if not other.clitic:
        return False
    return _is_plain(other) if scene.lexicon.speech.verb_first else _opens_soon(scene, other)


def _coordinated(scene: Scene, index: int) -> Cue | None:
    """The verb that a conjunction at `index` joins, past the words that help it: "and *has* warned"."""
    if scene.key(index) not in scene.lexicon.coordinators:
        return None
    index += 1
    limit = index + LONGEST_HELP
    while index < limit and index not in scene.cue_starts and scene.key(index) in scene.lexicon.auxiliaries:
        index += 1
    return scene.cue_starts.get(index)


def _resumes(scene: Scene, index: int) -> bool:
    """Whether a cue or an according-phrase stands here, perhaps behind "and"."""
    if scene.lexicon.according.at(scene.tokens, index)[1] if index < len(scene.tokens) else False:
        return True
    for step in range(3):
        other = scene.cue_starts.get(index + step)
        if other is not None and not other.is_noun:
            return step == 0 or _opens_soon(scene, other)
        key = scene.key(index + step)
        passes = (scene.lexicon.clause_breaks, scene.lexicon.auxiliaries, scene.lexicon.openers)
        if not any(key in words for words in passes):
            return False
    return False


def _opens_soon(scene: Scene, cue: Cue) -> bool:
    return cue.end < len(scene.tokens) and (
        open_after(scene, cue) is not None or open_bare(scene, cue) is not None
    )


def _closes_with_attribution(scene: Scene, cue: Cue | None, index: int) -> bool:
    """Whether ", the minister said" follows: a short subject, then a cue that opens nothing."""
    if scene.lexicon.speech.content_first:
        return False
    for step in range(index, min(index + 10, len(scene.tokens))):
        other = scene.cue_starts.get(step)
        if other is not None and other is not cue and not other.is_noun:
            after = other.end
            ends = (
                after >= len(scene.tokens)
                or scene.is_point(after)
                or scene.key(after) in scene.lexicon.openers
            )
            timed = scene.key(after) in scene.lexicon.time_words
            return (ends or timed) and scene.plausible(index, step)
        if not scene.is_word(step) or (step > index and scene.key(step) in scene.lexicon.clause_breaks):
            return False
        if step == index and scene.key(step) in scene.lexicon.openers:
            return False
    return False


def _is_plain(cue: Cue) -> bool:
    return any(kind in cue.frame.kinds for kind in ("say", "add", "note", "stress")) and not cue.is_noun
