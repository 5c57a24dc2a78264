"""Where the words before a verb begin that name its subject, also across an apposition."""

from __future__ import annotations

from averral.extraction.bounds import SHORT_APPOSITION
from averral.extraction.scene import Scene

AGE_DIGITS = 2


#: Words of a subject that stands before its verb.
LONGEST_BEFORE = 18


#: The same of the first of two speakers that "and" joins.
_JOINED_WORDS = 6


def chunk_start(scene: Scene, end: int, floor: int) -> int:
    """Where the phrase begins that ends before token `end`, not left of `floor`."""
    start = end
    while start > floor and end - start < LONGEST_BEFORE:
        index = start - 1
        if scene.is_word(index) and scene.lexicon.interjections.at(scene.tokens, index)[0] - index > 1:
            # "… admitted *none the less* the judge": the phrase behind the verb names nobody.
            start = min(end, scene.lexicon.interjections.at(scene.tokens, index)[0])
            break
        if scene.is_point(index) and scene.key(index) not in "()":
            break
        if scene.is_mark(index) and not scene.lexicon.speech.verb_first:
            break
        inside = index in scene.named or scene.tokens[index].in_name
        breaks = scene.key(index) in scene.lexicon.clause_breaks and not inside
        if breaks and not (_is_inside_name(scene, index) or _joins_speakers(scene, index, start, floor)):
            break
        other = scene.cue_starts.get(index)
        if other is not None and not other.is_noun and not _is_noun_use(scene, index):
            break
        start -= 1
    return start


def _is_inside_name(scene: Scene, index: int) -> bool:
    """Whether "for" or "and" stands between two words with capitals: "the Institute for Northern Affairs"."""
    joins = scene.key(index) in scene.lexicon.openers or scene.key(index) in scene.lexicon.coordinators
    around = (index - 1, index + 1)
    before = scene.key(index - 1)
    serves = before in scene.lexicon.roles or before in scene.lexicon.anonymous
    if joins and serves and scene.key(index) not in scene.lexicon.coordinators:
        # "A spokesman *for* the ministry"
        return True
    return (
        joins
        and scene.lexicon.speech.cased
        and all(scene.is_word(i) and scene.tokens[i].capital for i in around)
    )


def _joins_speakers(scene: Scene, index: int, start: int, floor: int) -> bool:
    """Whether "and" joins two that speak behind a comma or a mark: "…, police and medics said"."""
    lexicon = scene.lexicon
    if scene.key(index) not in lexicon.coordinators or start == index:
        return False
    first = index
    while first > floor and index - first <= _JOINED_WORDS and scene.is_word(first - 1):
        first -= 1
        stops = (lexicon.clause_breaks, lexicon.auxiliaries, lexicon.pronouns)
        if first in scene.cue_starts or any(scene.key(first) in words for words in stops):
            return False
    parted = scene.is_point(first - 1, ",-") or scene.is_mark(first - 1)
    # "Six nurses, four doctors and one clerk were …" counts, and nobody speaks.
    listed = any(scene.is_point(other, ",") for other in range(max(floor, first - _JOINED_WORDS), first - 1))
    opens = not listed and (scene.key(first) in lexicon.determiners or scene.is_telling(first))
    return first > floor and first < index and parted and opens and scene.is_telling(index - 1)


def _is_noun_use(scene: Scene, index: int) -> bool:
    before = scene.key(index - 1)
    return before in scene.lexicon.determiners or before in scene.lexicon.openers


def across_apposition(scene: Scene, end: int, floor: int) -> int | None:
    """Start of "Oriol Junqueras" in "Oriol Junqueras, 49, one of the leaders since May," before `end`."""
    comma = _before_citation(scene, end, floor)
    if comma < end:
        start = chunk_start(scene, comma, floor)
        return start if scene.plausible(start, comma) else None
    for _ in range(3):
        limit = max(floor, comma - LONGEST_BEFORE)
        comma = next((i for i in range(comma - 1, limit, -1) if scene.is_point(i) or _is_verb(scene, i)), -1)
        if comma < 0 or not scene.is_point(comma, ",") or scene.sounds_reported(comma + 1, end):
            return None
        start = chunk_start(scene, comma, floor)
        if _is_age(scene, start, comma):
            continue
        if opens_adverbial(scene, start) or _holds_verb(scene, start, comma):
            continue
        if scene.plausible(start, comma) or _is_named_by(scene, start, comma, end):
            return start
    return None


def _before_citation(scene: Scene, end: int, floor: int) -> int:
    """The comma before "as X reports" that ends at `end`; `end` if nothing of the kind stands there."""
    limit = max(floor, end - LONGEST_BEFORE)
    comma = next((index for index in range(end - 1, limit, -1) if scene.is_point(index, ",")), end)
    if comma + 1 >= end or not scene.is_word(comma + 1):
        return end
    phrase = scene.lexicon.according.at(scene.tokens, comma + 1)[1]
    cites = scene.key(comma + 1) in scene.lexicon.as_words and any(
        map(scene.cue_starts.get, range(comma + 2, end))
    )
    return comma if phrase or cites else end


def _is_verb(scene: Scene, index: int) -> bool:
    """Whether a verb of speech stands here; a noun of speech may belong to "in a statement"."""
    cue = scene.cue_starts.get(index)
    return cue is not None and not cue.is_noun


def _is_age(scene: Scene, start: int, end: int) -> bool:
    """Whether a number is all that a few words tell: ", 49," or ", aged 62,"."""
    return end - start <= 2 and any(  # noqa: PLR2004
        scene.key(index).isdigit() and len(scene.key(index)) <= AGE_DIGITS for index in range(start, end)
    )


def _holds_verb(scene: Scene, start: int, end: int) -> bool:
    """Whether an auxiliary makes the words a clause and no name: "sixteen were hurt, two badly, said X"."""
    lexicon = scene.lexicon
    return lexicon.speech.cased and any(
        scene.key(index) in lexicon.auxiliaries
        and scene.key(index) not in lexicon.openers
        and scene.key(index) not in lexicon.determiners
        for index in range(start + 1, end)
    )


def _is_named_by(scene: Scene, start: int, comma: int, end: int) -> bool:
    """Whether a few words that no table knows are a name, since an office follows: "X Y, head of the council,"."""
    opens = start == 0 or scene.is_point(start - 1) or scene.key(start - 1) in scene.lexicon.clause_breaks
    # Without capitals two short rows of words between commas before the verb are an office and a name.
    brief = not scene.lexicon.speech.cased and start == 0 and 1 < end - comma - 1 <= SHORT_APPOSITION
    named = scene.plausible(comma + 1, end) or (brief and all(map(scene.is_word, range(comma + 1, end))))
    return opens and 0 < comma - start <= SHORT_APPOSITION and named


def opens_adverbial(scene: Scene, index: int) -> bool:
    """Whether the word opens a phrase of place, time or manner: "*in* a statement", "*on* Sunday"."""
    key, lexicon = scene.key(index), scene.lexicon
    return key in lexicon.openers or key in lexicon.time_words
