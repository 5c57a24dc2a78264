"""Follows whom the sentences without speech are about, since "he" in what comes next is that person."""

from __future__ import annotations

from dataclasses import replace

from averral.extraction.bounds import SHORT_APPOSITION, Range, is_capital
from averral.extraction.mentions import Mention, read_mention
from averral.extraction.phrases import leading_mention
from averral.extraction.preceding import before_cue
from averral.extraction.scene import Scene
from averral.extraction.trailing import after_cue
from averral.extraction.voices import Voices
from averral.model import Speaker, ZoneKind

#: Tokens in which a sentence names its subject.
FRONT = 6


def follow_subject(scene: Scene, voices: Voices) -> bool:
    """Follows the subject of a sentence without speech; True where somebody speaks of whose words nothing is told."""
    if scene.reading.zone_at(scene.unit.span.start) is not ZoneKind.BODY:
        return False
    if _speaks_unheard(scene, voices):
        return True
    _follow_quietly(scene, voices)
    return False


def _follow_quietly(scene: Scene, voices: Voices) -> None:
    front = leading_mention(scene, min(len(scene.tokens), FRONT))
    determined = scene.key(0) in scene.lexicon.determiners
    if front is not None and front[0] <= 1 + determined and scene.lexicon.speech.cased:
        mention = read_mention(scene, front)
        if not (voices.turn_to(mention) or _turn_to_apposed(scene, voices, front, mention)):
            _turn_to_named(scene, voices)
        return
    behind = _behind_verb(scene)
    if behind is not None:
        voices.turn_to(read_mention(scene, behind))
        return
    known = by_surname(scene, voices, FRONT)
    if known is not None:
        voices.last = known
    else:
        _turn_to_named(scene, voices)


def _turn_to_apposed(scene: Scene, voices: Voices, front: Range, office: Mention) -> bool:
    """Follows the name between commas behind an office: "*The captain*, *Ada Berg*, left hospital"."""
    known = office.role_words
    comma = next((i for i in range(front[1], len(scene.tokens)) if not scene.is_word(i)), front[1])
    start = comma + 1
    if not (known and scene.is_point(comma, ",") and comma - front[0] <= FRONT):
        return False
    end = next((i for i in range(start, len(scene.tokens)) if not scene.is_word(i)), start)
    apposed = all(is_capital(scene, index) for index in range(start, end))
    if not (apposed and scene.is_point(end, ",") and 1 < end - start <= SHORT_APPOSITION):
        return False
    mention = read_mention(scene, (start, end))
    return voices.turn_to(replace(mention, role=office.role, role_words=known))


def _turn_to_named(scene: Scene, voices: Voices) -> None:
    """Follows the first person with office and full name behind an adverbial: "Under fire for days, *the mayor, Ada Berg*,"."""
    if scene.lexicon.speech.noun_capitals:
        return
    starts = (index + 1 for index in range(len(scene.tokens)) if scene.is_point(index, ","))
    for start in starts:
        named = leading_mention(scene, len(scene.tokens), start)
        if named is not None and named[0] - start <= 1:
            mention = read_mention(scene, named)
            if mention.role_words and voices.turn_to(mention):
                return


def by_surname(scene: Scene, voices: Voices, end: int) -> Speaker | None:
    """Who is known and called by the last name before token `end`."""
    surnames = {person.name.split()[-1]: person for person in voices.people if person.name}
    words = (scene.reading.text[token.start : token.end] for token in scene.tokens[:end])
    return next((surnames[word] for word in words if word in surnames), None)


def _speaks_unheard(scene: Scene, voices: Voices) -> bool:
    """Whether somebody speaks and nothing is told of it: "*Das bestätigte* die Polizei." What follows may be told."""
    if not scene.lexicon.reported_forms or not scene.cues or scene.cues[0].is_noun:
        return False
    before = before_cue(scene, scene.cues[0])
    subject = before if before and scene.plausible(*before) else _behind_verb(scene)
    if subject is None or scene.key(subject[0]) in scene.lexicon.openers:
        return False
    mention = read_mention(scene, subject)
    known = mention.role_words or mention.anonymous or mention.entity is not None
    if not (known or " " in mention.name):
        return False
    voices.speaker(mention)
    return True


def _behind_verb(scene: Scene) -> Range | None:
    """The subject behind a verb of speech that reports nothing: "*This* announced the spokeswoman, Ada Berg"."""
    if not (scene.cues and scene.lexicon.speech.inverts and scene.lexicon.speech.cased):
        return None
    subject = after_cue(scene, scene.cues[0].end, len(scene.tokens))
    return subject if subject is not None and scene.plausible(*subject) else None
