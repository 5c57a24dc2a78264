"""Who stands behind a paper that tells something: "according to figures compiled *by the relief committee*"."""

from __future__ import annotations

from averral.extraction.bounds import Range, is_of
from averral.extraction.scene import Scene
from averral.extraction.trailing import after_cue

#: Words before the noun for a paper, its article among them.
_LEAD = 6
#: Words between a paper and who made it: "a report *published on Monday by*".
_GAP = 7


def paper_at(scene: Scene, start: int) -> int | None:
    """Index of the noun for a paper in the phrase that begins at token `start`."""
    for index in range(start, start + _LEAD):
        if not scene.is_word(index) or (index in scene.named and index > start):
            return None
        key = scene.key(index)
        forms = (*scene.lexicon.bare_forms(key), *scene.lexicon.attached_forms(key))
        if any(form in scene.lexicon.papers for form in forms):
            return index
        if scene.lexicon.traits(key).telling and key not in scene.lexicon.determiners:
            return None
    return None


def owner_of_paper(scene: Scene, start: int) -> Range | None:
    """The maker of the paper that begins at token `start`, or the paper where nobody is named; None if that is not told."""
    paper = paper_at(scene, start)
    if paper is None:
        return None
    stop = paper + 1
    while stop <= paper + _GAP and scene.is_word(stop):
        if is_of(scene, scene.key(stop)) or (scene.is_telling(stop) and not _is_function(scene, stop)):
            break
        stop += 1
    if not (stop <= paper + _GAP and scene.is_word(stop)):
        return (start, paper + 1) if scene.is_point(stop, ",") and _closes(scene, stop) else None
    if is_of(scene, scene.key(stop)):
        return stop, next(i for i in range(stop + 1, stop + _GAP) if i > stop + 2 or not scene.is_word(i))
    if any(scene.key(index) in scene.lexicon.seen_words for index in range(paper + 1, stop)):
        # "A document *seen* by the paper" is not the paper's own.
        return start, paper + 1
    links = [index for index in range(paper + 1, stop) if scene.key(index) in scene.lexicon.owner_links]
    first = links[-1] + 1 if links else _past_participle(scene, paper + 1, stop)
    found = after_cue(scene, first, len(scene.tokens))
    if found is None:
        return None
    return found if links or found[0] <= stop < found[1] else (stop, stop + 1)


def _closes(scene: Scene, comma: int) -> bool:
    """Whether no other comma shows that what stands between still tells of the paper."""
    return not any(scene.is_point(index, ",") for index in range(comma + 1, comma + _GAP))


def owner_before_paper(scene: Scene, start: int, end: int, stop: int) -> Range:
    """The maker in "*the ministry*'s published report", where the paper ends the mention or the phrase up to `stop`."""
    if scene.key(end - 1) in scene.lexicon.owner_links and end - start > 1:
        return start, end - 1
    if not any(scene.key(index) in scene.lexicon.papers for index in range(end - 1, stop)):
        return start, end
    for index in range(start, end - 1):
        if scene.key(index + 1) in scene.lexicon.owner_links or scene.tokens[index].suffix:
            return start, index + 1
    return start, end


def _is_function(scene: Scene, index: int) -> bool:
    key, lexicon = scene.key(index), scene.lexicon
    return key in lexicon.owner_links or key in lexicon.determiners or key in lexicon.time_words


def _past_participle(scene: Scene, start: int, stop: int) -> int:
    """Where the maker begins without a word for "by": right behind the paper, or behind a verb about it."""
    if start == stop or not scene.lexicon.speech.article:
        return start
    article = scene.lexicon.speech.article
    return start if scene.key(start).startswith(article) else stop
