"""Where the reported content of a cue ends: at another attribution, behind its marks, or where the reporter goes on."""

from __future__ import annotations

from averral.extraction.bare import open_bare
from averral.extraction.contents import open_after
from averral.extraction.cues import Cue
from averral.extraction.openings import NARROW, How, Opening
from averral.extraction.scene import Scene

#: A marked stretch this long stands for itself, whatever adverbial follows.
LONG_MARK = 8
#: Words from a noun to the verb that tells what somebody calls it.
LONGEST_JUDGED = 8
#: Words that marks behind a colon hold at least, if they are more than a name.
_WHOLE_SENTENCE = 4
#: Words between a conjunction and the verb that it joins.
LONGEST_HELP = 3
#: Words of a subject that a new clause begins with.
SHORT_CLAUSE_SUBJECT = 5
_APPOSITION_COMMAS = 2


def content_end(scene: Scene, cue: Cue | None, opening: Opening) -> int:
    """Index after the last token of a content that begins at `opening`."""
    index = opening.start + 1
    if scene.is_mark(opening.start):
        stop = _end_after_mark(scene, cue, opening)
        if stop is not None:
            return stop
    while index < len(scene.tokens):
        if _is_apart(scene, index) or _ends_here(scene, cue, index) or _breaks_off(scene, opening, index):
            break
        if cue is not None and (_is_over(scene, cue, index) or _closes_clause(scene, cue, index)):
            break
        index += 1
    end = scene.trimmed(opening.start, index, also="")[1]
    while end - opening.start > 1 and end == index and scene.key(end - 1) in scene.lexicon.coordinators:
        # "drew 18,000 *and*, according to …"
        end -= 1
    whole_clause = (
        opening.how is How.BARE and cue is not None and (not cue.frame.object or "say" in cue.frame.kinds)
    )
    if opening.how in (How.OBJECT, How.NOMINAL, How.BARE) and not whole_clause:
        while (
            end - opening.start > 1 and scene.is_word(end - 1) and scene.key(end - 1) in scene.lexicon.closers
        ):
            end -= 1
    return end


def _is_apart(scene: Scene, index: int) -> bool:
    """Whether a remark of the reporter follows, or marks that begin a sentence of their own."""
    if scene.is_point(index, ",-"):
        return _is_remark(scene, index + 1)
    if opens_in_marks(scene, index):
        return True
    return scene.is_mark(index) and scene.begins_sentence(index) and not scene.lexicon.speech.verb_first


def opens_in_marks(scene: Scene, index: int) -> bool:
    """Whether a colon is followed by a whole sentence in marks, and by nothing else: "…: *“We are free.”*"."""
    last = index + 2 >= len(scene.tokens) or scene.is_point(index + 2)
    sentence = scene.is_mark(index + 1) and scene.words_in(index + 1, index + 2) >= _WHOLE_SENTENCE
    return scene.is_point(index, ":") and sentence and last


def _is_remark(scene: Scene, index: int) -> bool:
    """Whether the reporter comments on what was said: ", *an account that* nobody confirmed"."""
    if not scene.is_word(index):
        return False
    return bool(scene.lexicon.remarks.at(scene.tokens, index)[1]) or _is_judged(scene, index)


def _is_judged(scene: Scene, index: int) -> bool:
    """Whether a noun follows that the speaker gives a name: ", *a task that he called* “a race”"."""
    if scene.key(index) not in scene.lexicon.determiners or scene.lexicon.speech.verb_first:
        return False
    for step in range(index + 2, min(index + LONGEST_JUDGED, len(scene.tokens))):
        cue = scene.cue_starts.get(step)
        if cue is not None and (cue.frame.describes or cue.frame.denies or cue.frame.rejects):
            return True
        if not scene.is_word(step) or (cue is not None and not cue.is_noun):
            return False
    return False


def _closes_clause(scene: Scene, cue: Cue, comma: int) -> bool:
    """Whether the comma ends the clause of a cue that only tells of the subject, or that opens the sentence as "while" does.

    "The front, which says it defends herders*,* had held the town"; "While the army spoke of nine dead*,* the mayor said …".
    """
    if not (scene.is_point(comma, ",") and scene.is_word(comma + 1)) or scene.lexicon.speech.content_first:
        return False
    first = cue.first
    while scene.is_word(first - 1):
        first -= 1
    key, lexicon = scene.key(first), scene.lexicon
    if scene.is_point(first - 1, ","):
        who = key in lexicon.relatives or (key in lexicon.subject_stops and key in lexicon.pronouns)
        verbs = (lexicon.auxiliaries, lexicon.passives)
        goes_on = comma + 1 in scene.cue_starts or any(scene.key(comma + 1) in words for words in verbs)
        return who and goes_on
    while_ = key in lexicon.clause_breaks or lexicon.afterthoughts.at(scene.tokens, first)[1]
    later = next((other for other in scene.cues if other.first > comma and not other.is_noun), None)
    if first > 0 or not while_ or later is None:
        return False
    return later.first == comma + 1 or scene.plausible(comma + 1, later.first)


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
    """Whether content ends at this comma, behind which the reporter speaks, or somebody else does."""
    if not scene.is_point(index, ",") or not scene.is_word(index + 1):
        return False
    if opening.how not in (How.NOMINAL, How.OBJECT, How.MARK):
        return _begins_clause(scene, index + 1)
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
    limit, commas = first + SHORT_CLAUSE_SUBJECT, 0
    for step in range(first, len(scene.tokens)):
        other = scene.cue_starts.get(step)
        if step > limit or (other is not None and step > first):
            break
        if scene.is_point(step, ",") and step > first and commas < _APPOSITION_COMMAS:
            # "…, and the minister, Ada Berg, urged"
            commas, limit = commas + 1, step + SHORT_CLAUSE_SUBJECT
        elif not scene.is_word(step):
            return False
    if other is None or step > limit or commas % _APPOSITION_COMMAS:
        return False
    return not other.is_noun and _opens_soon(scene, other) and scene.plausible(first, step)


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
        told = scene.is_point(index, ",") and scene.key(index + 1) in scene.lexicon.asides
        return (
            another
            or _resumes(scene, index + 1)
            or _closes_with_attribution(scene, cue, index + 1)
            # ", as a newsletter had reported": that somebody else said so is no part of it.
            or (told and _is_told_elsewhere(scene, index + 2))
        )
    if not scene.is_word(index):
        return False
    begins = scene.lexicon.traits(scene.tokens[index].key).attribution
    excepted = begins and scene.lexicon.excepted(scene.tokens, index) > index
    if begins and not excepted and scene.lexicon.according.at(scene.tokens, index)[1]:
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


def _is_told_elsewhere(scene: Scene, index: int) -> bool:
    """Whether somebody and a verb of speech end the clause: ", as *a newsletter had reported* last week"."""
    for step in range(index + 1, min(index + LONGEST_JUDGED, len(scene.tokens))):
        other = scene.cue_starts.get(step)
        if other is not None:
            end = other.end
            known = (scene.lexicon.openers, scene.lexicon.time_words)
            ends = end >= len(scene.tokens) or scene.is_point(end)
            return not other.is_noun and (ends or any(scene.key(end) in words for words in known))
        if not scene.is_word(step):
            return False
    return False


def _is_plain(cue: Cue) -> bool:
    return any(kind in cue.frame.kinds for kind in ("say", "add", "note", "stress")) and not cue.is_noun
