"""What opens the reported content behind a cue, and whether it may lie there: a complementizer, a colon, marks, or a link."""

from __future__ import annotations

from dataclasses import replace

from averral.extraction.bare import skip_time
from averral.extraction.bounds import LONGEST_APPOSITION, is_apposition
from averral.extraction.cues import Cue
from averral.extraction.links import linked
from averral.extraction.openings import NARROW, WINDOW, How, Opening, clause_at
from averral.extraction.scene import Scene
from averral.extraction.trailing import past_marked

#: Tokens of an aside between a verb that takes an object too and the clause it introduces.
FAR_FROM_VERB = 5
#: Words of an outlet's name.
_LONGEST_OUTLET = 3


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
    clause = clause_at(scene, index) if takes_clause else None
    if clause is not None:
        return replace(clause, gap_end=_without_lead(scene, cue, index))
    return linked(scene, cue, index)


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


def _without_lead(scene: Scene, cue: Cue, index: int) -> int:
    while (
        index > cue.end
        and scene.is_word(index - 1)
        and scene.key(index - 1) in scene.lexicon.complementizer_leads
    ):
        index -= 1
    return index


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
        after = skip_time(scene, start)
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
