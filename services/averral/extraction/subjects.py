"""Who says what stands behind a cue: before the verb, between verb and content, behind a word for "from"."""

from __future__ import annotations

from averral.extraction.bounds import Range, is_filler
from averral.extraction.cues import Cue
from averral.extraction.inverted import has_office, inverted_subject
from averral.extraction.objects import subject_before_object
from averral.extraction.openings import How, Opening
from averral.extraction.papers import owner_of_paper
from averral.extraction.phrases import subject_extent
from averral.extraction.preceding import before_cue
from averral.extraction.report import Work, floor_of
from averral.extraction.scene import Scene
from averral.extraction.trailing import after_cue, source_of

#: Beginnings of the keys of those who are informed as states and sides.
_STATES = ("state:", "side:", "org:")
#: Tokens before a subject that stands in front of the sentence.
_FRONT = 2
#: Words of a body's name in marks.
_LONGEST_NAME = 4
#: Words of a subject between "that" and its verb.
LONGEST_LED = 8


def subject_of(work: Work, cue: Cue, opening: Opening) -> tuple[Range | None, bool]:
    """The speaker's tokens, and whether the subject is left out."""
    scene = work.scene
    floor = floor_of(work, cue)
    if scene.key(cue.first) in scene.lexicon.converbs:
        return None, True
    if scene.key(cue.first - 1) in scene.lexicon.not_subjects and opening.how is not How.COLON:
        return None, False
    if cue.frame.subject_before:
        before = before_cue(scene, cue, floor)
        told = None if before and scene.plausible(*before) else _told_by(scene, cue, floor)
        return told or before, False
    inside = (
        subject_before_object(scene, cue, floor)
        or _topic(scene, cue, floor)
        or _relayed(scene, cue, opening.gap_end)
        or _set_in_front(work, cue, floor)
        or _source(scene, cue, opening.gap_end)
        or _inside(scene, cue, opening, floor)
    )
    if inside is not None:
        return inside, False
    if scene.lexicon.speech.verb_first and (cue.clitic or scene.is_point(cue.first - 1, ",")):
        # "، وأضاف": a new clause without a subject of its own, unless a subject ends at that very comma.
        subject = _front_subject(work, cue, floor)
        return subject, subject is None
    return _plain_subject(scene, cue, floor)


def _plain_subject(scene: Scene, cue: Cue, floor: int) -> tuple[Range | None, bool]:
    """The subject right beside the verb, and whether it is left out."""
    if cue.frame.describes and _precedes_pronoun(scene, cue, floor):
        return (cue.end, cue.end + 1), False
    marked = _marked_name(scene, cue, floor)
    if marked is not None:
        return marked, False
    subject = before_cue(scene, cue, floor)
    if subject is not None and scene.lexicon.speech.verb_first and not scene.plausible(*subject):
        # "had X said": an auxiliary before it makes anything the subject.
        forms = [form for form, _ in scene.lexicon.unprefixed(scene.key(subject[0] - 1))]
        if not any(
            form in scene.lexicon.auxiliaries and form not in scene.lexicon.negations for form in forms
        ):
            subject = None
    return subject, subject is None


def _marked_name(scene: Scene, cue: Cue, floor: int) -> Range | None:
    """A body called by nothing but its name in marks, right before its verb: "*«Northern Watch»* earlier reported on"."""
    index = cue.first - 1
    while index > floor and scene.is_word(index) and is_filler(scene, index):
        index -= 1
    opens = index == 0 or scene.is_point(index - 1, ",;\n")
    marked = scene.tokens[index].marked if index >= floor and opens and scene.is_mark(index) else None
    if marked is None or scene.lexicon.speech.verb_first or scene.words_in(index, index + 1) > _LONGEST_NAME:
        return None
    written = marked.inner.of(scene.reading.text)
    named = written[:1].isupper() if scene.lexicon.speech.cased else False
    return (index, index + 1) if named and written[-1:].isalnum() else None


def _precedes_pronoun(scene: Scene, cue: Cue, floor: int) -> bool:
    """Whether "she" stands right behind the verb of a clause that its object opens: "The offer called *she* “a joke”"."""
    key, lexicon = scene.key(cue.end), scene.lexicon
    pronoun = key in lexicon.pronouns and key not in lexicon.determiners
    before = before_cue(scene, cue, floor) if lexicon.speech.verb_second and pronoun else None
    return before is not None and not has_office(scene, *before)


def _topic(scene: Scene, cue: Cue, floor: int) -> Range | None:
    """The subject that a word for "as for" sets in front: "*as for* the minister, (he) said"."""
    start = scene.trimmed(floor, cue.first)[0]
    if scene.key(start) not in scene.lexicon.topic_openers:
        return None
    end = next((index for index in range(start + 1, cue.first) if scene.is_point(index)), cue.first)
    return (start + 1, end) if end > start + 1 else None


def _told_by(scene: Scene, cue: Cue, floor: int) -> Range | None:
    """Who is named behind a word for "from", with more about him before the verb: "quoted *a source* who … as saying"."""
    for index in range(floor, cue.first - 1):
        if scene.key(index) in scene.lexicon.source_links and scene.is_telling(index + 1):
            return after_cue(scene, index + 1, cue.first)
    return None


def _source(scene: Scene, cue: Cue, end: int) -> Range | None:
    """Who told the hearer: "the paper learned from sources that"; the source may stand in front as well."""
    if not cue.frame.hearer:
        return None
    return source_of(scene, cue, end) or owner_of_paper(scene, cue.end)


def _inside(scene: Scene, cue: Cue, opening: Opening, floor: int) -> Range | None:
    """A subject between the verb and its content; where the verb does not come first, only if none stands before it."""
    inverted = inverted_subject(scene, cue, floor, opening.gap_end)
    if inverted is not None:
        return inverted
    if scene.lexicon.speech.verb_first:
        return _led(scene, cue, floor) or _behind_verb(scene, cue, opening.gap_end)
    if opening.gap_end <= cue.end or cue.frame.object_hears or cue.frame.bare or cue.frame.describes:
        return None
    before = before_cue(scene, cue, floor)
    if before is not None and scene.plausible(*before):
        return before
    # "… and accused *the leaders* of": who spoke goes on.
    goes_on = _has_addressee(cue) and is_coordinated(scene, cue)
    inside = None if goes_on else after_cue(scene, cue.end, opening.gap_end)
    return inside if inside is not None and scene.plausible(*inside) else None


def _relayed(scene: Scene, cue: Cue, end: int) -> Range | None:
    """Whom an outlet quotes: "(reported) the site *from an official* that"."""
    lexicon = scene.lexicon
    forms = (form for form, _ in lexicon.unprefixed(scene.key(cue.first)))
    if not any(form in lexicon.relays for form in forms):
        return None
    link = next((i for i in range(cue.end, end) if scene.key(i) == lexicon.speech.relay_link), None)
    return after_cue(scene, link + 1, end) if link is not None else None


def _set_in_front(work: Work, cue: Cue, floor: int) -> Range | None:
    """Who is named with an office between commas before a verb that normally comes first: "but *the mayor, X Y*, called this …"."""
    scene = work.scene
    if not scene.lexicon.speech.verb_first or not scene.is_point(cue.first - 1, ","):
        return None
    front = _front_subject(work, cue, floor)
    return front if front is not None and front[0] <= _FRONT else None


def _behind_verb(scene: Scene, cue: Cue, limit: int) -> Range | None:
    """The subject behind a verb that comes first, without whom it was told."""
    if _is_object(scene, cue.end):
        return None
    if _has_addressee(cue):
        limit = min(limit, subject_extent(scene, cue.end, limit))
    limit = next((i for i in range(cue.end + 1, limit) if _is_told(scene, cue, i)), limit)
    return after_cue(scene, cue.end, limit)


def _is_object(scene: Scene, index: int) -> bool:
    """Whether the words right behind the verb can only be its object: a case ending shows it, or "this" before a thing."""
    lexicon, key = scene.lexicon, scene.key(index)
    if key in lexicon.demonstratives and scene.is_word(index + 1):
        return not scene.is_telling(index + 1)
    article, endings = lexicon.speech.article, lexicon.speech.oblique_endings
    bare = key.removeprefix(article)
    return bool(endings) and bare != key and bare.endswith(endings) and bare not in lexicon.not_oblique


def _led(scene: Scene, cue: Cue, floor: int) -> Range | None:
    """The subject that opens the clause right before its verb, as it must behind "that": "*the council* informed France that"."""
    if cue.clitic:
        return None
    joined = _joined_subject(scene, cue.first - 1)
    if joined:
        return cue.first - 1, cue.first
    first = cue.first
    while first > floor and scene.is_word(first - 1) and scene.complementizer(first - 1) == first - 1:
        first -= 1
    if first > floor and not scene.is_word(first - 1):
        return None
    last = cue.first
    while last > first and scene.key(last - 1) in scene.lexicon.auxiliaries:
        last -= 1
    return (
        (first, last) if 0 < last - first <= LONGEST_LED and _opens_with_subject(scene, first, last) else None
    )


def _joined_subject(scene: Scene, index: int) -> bool:
    """Whether "and" is written onto the office or body right before its verb, which no verb precedes: "*and-the-government* threatens"."""
    if any(cue.first < index and not cue.is_noun for cue in scene.cues):
        return False
    article = scene.lexicon.speech.article
    return any(
        clitic and article and form.startswith(article) and scene.lexicon.traits(form).telling
        for form, clitic in scene.lexicon.unprefixed(scene.key(index))
    )


def _opens_with_subject(scene: Scene, first: int, last: int) -> bool:
    """Whether the words name somebody and are no adverbial, and no verb stands among them."""
    lexicon, key = scene.lexicon, scene.key(first)
    others = (lexicon.openers, lexicon.time_words, lexicon.clause_breaks, lexicon.coordinators)
    if any(key in words for words in others) or any(
        index in scene.cue_starts for index in range(first, last)
    ):
        return False
    return scene.is_telling(first)


def _is_told(scene: Scene, cue: Cue, index: int) -> bool:
    """Whether an agency, paper or state right behind a full noun phrase is whom it was told: "informed the spokesman *the agency X*"."""
    article, lexicon = scene.lexicon.speech.article, scene.lexicon
    key = scene.key(index)
    if not article or not scene.key(index - 1).startswith(article):
        return False
    if key in lexicon.hearer_nouns and not key.startswith(article):
        return True
    alone = index - 1 == cue.end
    body = alone and any(form in lexicon.bodies for form in lexicon.bare_forms(scene.key(index - 1)))
    return body and any(
        entity.key.startswith(_STATES) and not entity.adjective
        for entity in scene.reading.entities_in(scene.span(index, index + 1))
    )


def _has_addressee(cue: Cue) -> bool:
    """Whether a second noun phrase may follow the subject: whom it demands from, accuses, describes."""
    return cue.frame.describes or any(
        kind in ("call", "demand", "urge", "accuse") for kind in cue.frame.kinds
    )


def _front_subject(work: Work, cue: Cue, floor: int) -> Range | None:
    """The subject between two commas, "but the spokesman, Captain X, said", where the verb normally comes first."""
    if cue.clitic or "add" in cue.frame.kinds:
        return None
    scene = work.scene
    subject = before_cue(scene, cue, floor)
    return subject if subject is not None and scene.tokens[subject[0]].key in scene.lexicon.roles else None


def is_coordinated(scene: Scene, cue: Cue) -> bool:
    """Whether the verb goes on for the subject of the one before: "…, and threatened to"."""
    index = cue.first - 1
    while scene.key(index) in scene.lexicon.auxiliaries and scene.is_word(index):
        index -= 1
    return bool(cue.clitic) or scene.key(index) in scene.lexicon.coordinators
