"""Where a statement begins behind a source that no comma and no conjunction ends: "according to police *8,000 people* marched"."""

from __future__ import annotations

from averral.extraction.scene import Scene
from averral.extraction.units import Kind
from averral.language.concept_words import event_phrases
from averral.language.mentions import find_mentions
from averral.language.numbers import find_numbers

#: Words of such a source, and the fewest words of what it tells.
_LONGEST_SOURCE, _SHORTEST_STATEMENT = 7, 4


def statement_behind(scene: Scene, start: int) -> int | None:
    """Index of the first word of what the source at `start` tells: a figure, a day, or the verb of an event.

    Only behind an office or a body, and where no comma closes the source.
    """
    if scene.lexicon.speech.verb_second and scene.lexicon.speech.cased:
        # There the verb follows the source at once, and the statement begins with it.
        return None
    if scene.key(start) in scene.lexicon.determiners:
        start += 1
    if not _is_source(scene, start):
        return None
    stop = start + 1
    while stop < min(start + _LONGEST_SOURCE, len(scene.tokens)) and scene.is_word(stop):
        if scene.complementizer(stop) > stop:
            return None
        stop += 1
    begins = _openings(scene, start + 1, stop)
    if not begins:
        return None
    end = next((i for i in range(begins[0], len(scene.tokens)) if scene.is_point(i)), len(scene.tokens))
    return begins[0] if scene.words_in(begins[0], end) >= _SHORTEST_STATEMENT else None


def _is_source(scene: Scene, index: int) -> bool:
    if not scene.is_word(index) or index in scene.cue_starts:
        return False
    lexicon, key = scene.lexicon, scene.key(index)
    forms = (key, *lexicon.bare_forms(key), *lexicon.attached_forms(key))
    known = (lexicon.roles, lexicon.bodies, lexicon.anonymous, lexicon.generic)
    return any(form in words for form in forms for words in known)


def _openings(scene: Scene, start: int, stop: int) -> list[int]:
    """Indices at which a figure, a day or the verb of an event begins."""
    if stop <= start:
        return []
    offset = scene.tokens[start].start
    text, language = scene.reading.text[offset : scene.tokens[stop - 1].end], scene.reading.language
    begun = {offset + number.span_with_qualifier.start for number in find_numbers(text, language)}
    begun |= {offset + day.start for day in find_mentions(text, language)}
    return [
        index
        for index in range(start, stop)
        if scene.tokens[index].start in begun or _tells(scene, index, language)
    ]


def _tells(scene: Scene, index: int, language: str) -> bool:
    """Whether the word is the verb of an event, where verbs come first; with an article it is a noun."""
    token, speech = scene.tokens[index], scene.lexicon.speech
    if token.kind is not Kind.WORD or not speech.article:
        return False
    finite = token.key.endswith(speech.finite_endings or "\0")
    word = scene.reading.words_from(token.start)
    labels = event_phrases(language).labels(word) if word is not None else ()
    noun = token.key.startswith(speech.article) or any(each.startswith("topic:") for each in labels)
    return (finite or not noun) and any(each.startswith("act:") for each in labels)
