"""Finds the agency or outlet that a statement was given to."""

from __future__ import annotations

from averral.extraction.bounds import Range, ends_subject
from averral.extraction.scene import Scene
from averral.model import Span

#: Letters of an agency's acronym, less one.
SHORTEST_ACRONYM = 2


def told_to(scene: Scene, start: int, end: int) -> str:
    """The agency or outlet within the tokens, as an entity's key or as written; empty if there is none."""
    if start >= end:
        return ""
    for entity in scene.reading.entities_in(scene.span(start, end)):
        if entity.kind in ("agency", "outlet"):
            return entity.key
    for index in range(start, end):
        if _names_outlet(scene, index) or _opens_paper(scene, index, end):
            first = next(
                (i for i in (index + 1, index + 2) if i < end and scene.tokens[i].in_name), index + 1
            )
            stop = _outlet_end(scene, first, end)
            if stop > first:
                return _written(scene, first, stop)
        if (acronym := _acronym_behind(scene, index, end)) is not None:
            return _written(scene, acronym, acronym + 1)
        if scene.lexicon.speech.cased and scene.tokens[index].capital:
            stop = _outlet_end(scene, index, end)
            if any(scene.key(each) in scene.lexicon.outlets for each in range(index, stop)):
                return _written(scene, index, stop)
    return ""


def told_before(scene: Scene, used: tuple[Range, ...], end: int) -> str:
    """The outlet in a phrase before the cue, outside the given ranges: "in an interview with the radio «…» said"."""
    taken = {index for start, stop in used for index in range(start, stop)}
    start = 0
    while start < end:
        stop = start
        while stop < end and stop not in taken:
            stop += 1
        lists = (scene.lexicon.venues, scene.lexicon.hearer_nouns)
        if any(scene.key(index) in words for index in range(start, stop) for words in lists):
            found = told_to(scene, start, stop)
            if found:
                return found
        start = stop + 1
    return ""


def _written(scene: Scene, start: int, end: int) -> str:
    last = scene.tokens[end - 1]
    stop = last.end - (len(last.suffix) + 1 if last.suffix else 0)
    return Span(scene.tokens[start].start, stop).of(scene.reading.text).strip(" \"“”«»,،:'")


def _names_outlet(scene: Scene, index: int) -> bool:
    """Whether a naming noun for outlets stands here; the outlet's name follows."""
    letters = [link[:-1] for link in scene.lexicon.speech.hearer_links if link.endswith("+")]
    key = scene.key(index)
    forms = [key, *(key[len(letter) :] for letter in letters if key.startswith(letter))]
    return any(form in scene.lexicon.hearer_nouns and form in scene.lexicon.naming for form in forms)


def _acronym_behind(scene: Scene, index: int, end: int) -> int | None:
    """Index of an agency's letters that no table knows behind a word for "to": "confirmed *to the AFC*"."""
    if scene.key(index) not in scene.lexicon.speech.hearer_links:
        return None
    index += 1
    while index < end and scene.key(index) in scene.lexicon.determiners:
        index += 1
    if index >= end or scene.reading.entities_in(scene.span(index, index + 1)):
        return None
    written = scene.span(index, index + 1).of(scene.reading.text)
    return index if written.isupper() and len(written) > SHORTEST_ACRONYM else None


def _opens_paper(scene: Scene, index: int, end: int) -> bool:
    """Whether "in" stands before a name in marks: "announced in the «Morning»"."""
    opens = scene.lexicon.speech.cased and scene.key(index) in scene.lexicon.venue_links
    return opens and index + 1 < end and scene.tokens[index + 1].in_name


def _outlet_end(scene: Scene, start: int, end: int) -> int:
    """Index after the name that begins at `start`: what is inside marks, words with capitals, or two words."""
    index = start
    if index < end and scene.tokens[index].in_name:
        while index < end and scene.tokens[index].in_name:
            index += 1
        return index
    cased = scene.lexicon.speech.cased
    while index < end and scene.is_word(index) and not ends_subject(scene, index):
        follows = index + 1 < end and scene.tokens[index + 1].capital
        linked = index > start and follows and scene.key(index) in scene.lexicon.name_links
        if index > start and scene.tokens[index].in_name:
            break
        if (cased and not (scene.tokens[index].capital or linked)) or (not cased and index - start >= 2):  # noqa: PLR2004
            break
        index += 1
    return index
