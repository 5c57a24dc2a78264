"""Leaves out asides: "said, *however*, that", and the source of an outlet: "the agency reports, *citing the ministry*, that".

The aside is taken out of the tokens, so that the rules read the sentence as if it were not there. Who tells what
follows is the outlet, whose verb it is.
"""

from __future__ import annotations

from dataclasses import replace

from averral.extraction.bounds import Range
from averral.extraction.scene import Scene, set_scene
from averral.extraction.trailing import after_cue

#: Tokens round an aside among which its outlet stands.
_NEAR = 12


def without_cited(scene: Scene) -> Scene | None:
    """The unit without the aside in which an outlet names its source; None if there is no such aside."""
    for index in [at for at, traits in enumerate(scene.traits) if traits.cites]:
        end = _phrase_end(scene, index)
        source = after_cue(scene, end, len(scene.tokens)) if end > index else None
        if source is None or source[0] > end + 1:
            continue
        _, stop = _up_to_comma(scene, source)
        if _names_outlet(scene, index - _NEAR, index) or _names_outlet(scene, stop, stop + _NEAR):
            return _without(scene, index, _behind_anonymity(scene, stop))
    return None


def without_interjection(scene: Scene) -> Scene | None:
    """The unit without the first phrase that two commas set off and that tells nothing; None if there is none."""
    commas = [index for index in range(len(scene.tokens)) if scene.is_point(index, ",")]
    for comma in commas[:-1]:
        first = comma + 1
        end = scene.lexicon.interjections.at(scene.tokens, first)[0] if scene.is_word(first) else first
        # Behind the closing comma a verb or a complementizer goes on; anything else may be a list.
        if end > first and scene.is_point(end, ",") and _goes_on(scene, comma, end + 1):
            return _kept(scene, comma, end + 1)
    return None


def _goes_on(scene: Scene, comma: int, follows: int) -> bool:
    """Whether the phrase parts a subject from its verb, or a verb from what is said."""
    verb = next((cue for cue in scene.cues if cue.end == comma), None)
    behind_verb = verb is not None
    if verb is not None and verb.frame.object and scene.key(follows) in scene.lexicon.determiners:
        return True
    opens = scene.complementizer(follows) > follows or scene.has_pronoun_complementizer(follows)
    return (
        follows in scene.cue_starts
        or scene.key(follows) in scene.lexicon.auxiliaries
        or (behind_verb and (opens or bool(scene.complementizer_prefix(follows))))
    )


def _phrase_end(scene: Scene, index: int) -> int:
    if not scene.is_word(index):
        return index
    return max(
        scene.lexicon.citing.at(scene.tokens, index, form)[0]
        for form, _ in scene.lexicon.unprefixed(scene.key(index))
    )


def _up_to_comma(scene: Scene, source: Range) -> Range:
    """The source without what seems an apposition and is the beginning of what it said."""
    start, end = source
    if end >= len(scene.tokens):
        # "… reported, citing rescuers, *of* twenty dead": what was said follows at once.
        links = {link for cue in scene.cues for link in cue.frame.links}
        return start, next((index for index in range(start + 1, end) if scene.key(index) in links), end)
    if scene.is_point(end):
        return source
    return start, next((index for index in range(start, end) if scene.is_point(index, ",")), end)


def _behind_anonymity(scene: Scene, end: int) -> int:
    """Index after ", who asked not to be named" behind a source that ends at `end`."""
    stop = next((i for i in range(end + 1, len(scene.tokens)) if scene.is_point(i)), len(scene.tokens))
    aside = range(end + 1, stop) if scene.is_point(end, ",") else range(0)
    return stop if any(scene.lexicon.anonymity.at(scene.tokens, index)[1] for index in aside) else end


def _names_outlet(scene: Scene, start: int, end: int) -> bool:
    """Whether an agency or paper stands among the tokens, by its kind, by name or in marks."""
    start, end = max(0, start), min(end, len(scene.tokens))
    if start >= end:
        return False
    if any(scene.tokens[index].in_name or _is_outlet(scene, index) for index in range(start, end)):
        return True
    held = scene.reading.entities_in(scene.span(start, end))
    return any(entity.kind in ("agency", "outlet") for entity in held)


def _is_outlet(scene: Scene, index: int) -> bool:
    lexicon = scene.lexicon
    return scene.is_word(index) and any(
        form in lexicon.outlets or (form in lexicon.hearer_nouns and form in lexicon.naming)
        for form in lexicon.bare_forms(scene.key(index))
    )


def _without(scene: Scene, first: int, end: int) -> Scene:
    """The scene without the aside and its commas; one stays where neither a verb nor a complementizer follows."""
    opened, closed = scene.is_point(first - 1, ","), scene.is_point(end, ",")
    follows = end + 1
    joins = (
        follows in scene.cue_starts
        or scene.complementizer(follows) > follows
        or scene.has_pronoun_complementizer(follows)
        or bool(scene.complementizer_prefix(follows))
        or scene.key(follows) in scene.lexicon.auxiliaries
    )
    stop = end + (closed and (joins or first == 0))
    return _kept(scene, first - opened, stop)


def _kept(scene: Scene, first: int, stop: int) -> Scene:
    """The scene without the tokens from `first` to before `stop`."""
    kept = (*scene.tokens[:first], *scene.tokens[stop:])
    return set_scene(scene.reading, scene.lexicon, replace(scene.unit, tokens=kept))
