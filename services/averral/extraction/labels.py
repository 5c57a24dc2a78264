"""Speech beside the name of whoever said it, with a colon or a dash for all attribution: "X: …", “…” — X."""

from __future__ import annotations

from averral.extraction.openings import SHORTEST_CLAUSE, SHORTEST_OBJECT
from averral.extraction.phrases import leading_mention
from averral.extraction.report import LONGEST_LABEL, Report, Work, only_marks
from averral.extraction.scene import Scene
from averral.extraction.trailing import after_cue
from averral.extraction.units import Kind
from averral.model import Span, ZoneKind

#: Tokens up to the subject of a headline that begins with a quotation.
MOTTO_SUBJECT = 4
#: Tokens from a quotation to the end of the name that signs it.
LONGEST_SIGNATURE = 6
#: Words between a speaker and the colon that announces speech.
LONGEST_UNKNOWN_CUE = 4
#: Letters of a verb that no table knows.
SHORTEST_VERB = 3


def read_label(work: Work) -> None:
    """Speech behind its speaker and a colon, mostly in headlines."""
    scene = work.scene
    colon = next((index for index, token in enumerate(scene.tokens) if token.key == ":"), None)
    if colon is None or colon == 0 or colon + 1 >= len(scene.tokens):
        return
    headline = scene.reading.zone_at(scene.unit.span.start) is ZoneKind.HEADLINE
    start, end = scene.trimmed(0, colon)
    rest = scene.trimmed(colon + 1, len(scene.tokens))
    first = scene.unit.span.start == scene.reading.sentences[0].start
    if not (headline or first or (scene.is_mark(colon + 1) and start == 0)):
        return
    brief = scene.is_mark(colon + 1) or scene.plausible(start, end)
    fewest = SHORTEST_OBJECT if brief else SHORTEST_CLAUSE
    if scene.words_in(*rest) < fewest or _is_dateline(scene, start, end):
        return
    if not _is_label(scene, start, end):
        end = _before_topic(scene, start, end)
    if _is_label(scene, start, end):
        work.add(
            Report(rest, None, (start, end), frame_kinds=("label",), marks=only_marks(scene, *rest)), None
        )


def read_told(work: Work) -> None:
    """Marks behind a colon that end a sentence about somebody: "Ada Berg sees no reason for alarm: “…”"."""
    scene = work.scene
    last = scene.trimmed(0, len(scene.tokens))[1] - 1
    if not (scene.is_mark(last) and scene.is_point(last - 1, ":")) or last in work.used:
        return
    named = leading_mention(scene, last - 1)
    if named is None or named[0] > 1 or scene.words_in(last, last + 1) < SHORTEST_OBJECT:
        return
    if _names_somebody(scene, *named):
        between = range(named[1], last - 1)
        # What the table does not know as a verb of speech is one here: "… fumes: “…”".
        brief = 0 < len(between) <= LONGEST_UNKNOWN_CUE and all(map(scene.is_word, between))
        cue = (between.start, between.stop) if brief else None
        work.add(Report((last, last + 1), cue, named, frame_kinds=("label",), marks=(last,)), None)


def read_unknown(work: Work) -> None:
    """Marks before a verb that no table knows, and its subject: “…”, *quips* Ada Berg."""
    scene = work.scene
    if not (scene.lexicon.speech.cased and scene.lexicon.speech.inverts):
        return
    for index, token in enumerate(scene.tokens):
        if (
            token.kind is not Kind.MARK
            or index in work.used
            or scene.words_in(index, index + 1) < SHORTEST_CLAUSE
        ):
            continue
        after = index + 1
        while scene.is_point(after, ",-"):
            after += 1
        verb = _verb_end(scene, after)
        subject = after_cue(scene, verb, len(scene.tokens)) if verb > after else None
        if subject is not None and subject[0] - verb <= 1 and _is_subject(scene, *subject):
            work.add(
                Report((index, index + 1), (after, verb), subject, frame_kinds=("label",), marks=(index,)),
                None,
            )


def _verb_end(scene: Scene, start: int) -> int:
    """Index after a word without a capital that nothing but a verb can be, helping words before it included."""
    lexicon, index = scene.lexicon, start
    while scene.is_word(index) and scene.key(index) in lexicon.auxiliaries:
        index += 1
    key = scene.key(index)
    others = (
        lexicon.openers, lexicon.determiners, lexicon.clause_breaks, lexicon.time_words, lexicon.subject_stops,
        lexicon.name_links, lexicon.coordinators, lexicon.negations, lexicon.pronouns,
    )  # fmt: skip
    plain = scene.is_word(index) and not scene.tokens[index].capital and len(key) >= SHORTEST_VERB
    known = lexicon.traits(key).telling or any(key in words for words in others)
    return index + 1 if plain and not known else start


def _is_subject(scene: Scene, start: int, end: int) -> bool:
    """Whether the words are a name, or an office behind its article, and end their sentence or clause."""
    closes = end >= len(scene.tokens) or not scene.is_word(end) or scene.key(end) in scene.lexicon.openers
    named = scene.tokens[start].capital and not scene.lexicon.speech.noun_capitals
    return closes and (
        named or (scene.key(start) in scene.lexicon.determiners and _names_somebody(scene, start, end))
    )


def _names_somebody(scene: Scene, start: int, end: int) -> bool:
    """Whether the words hold an office, or a name of several words with capitals."""
    lexicon = scene.lexicon
    offices = any(
        form in words
        for index in range(start, end)
        for form in lexicon.bare_forms(scene.key(index))
        for words in (lexicon.roles, lexicon.anonymous)
    )
    capitals = [index for index in range(start, end) if lexicon.speech.cased and scene.tokens[index].capital]
    beside = any(index + 1 in capitals for index in capitals)
    return offices or (len(capitals) > 1 and (beside or not lexicon.speech.noun_capitals))


def _before_topic(scene: Scene, start: int, end: int) -> int:
    """The label without ", on the talks", which says what it is about."""
    comma = next((index for index in range(start, end) if scene.is_point(index, ",")), end)
    return comma if scene.key(comma + 1) in scene.lexicon.openers else end


def read_motto(work: Work) -> None:
    """A headline that begins with what was said: "“We will stay”: villagers block the road"."""
    scene = work.scene
    first = scene.unit.span.start == scene.reading.sentences[0].start
    headline = scene.reading.zone_at(scene.unit.span.start) is ZoneKind.HEADLINE
    if not (first or headline) or not (scene.is_mark(0) and scene.is_point(1, ":,-")) or 0 in work.used:
        return
    named = leading_mention(scene, len(scene.tokens), start=2)
    if named is not None and scene.words_in(0, 1) >= SHORTEST_CLAUSE and named[0] <= MOTTO_SUBJECT:
        colon = (1, 2) if scene.is_point(1, ":") else None
        work.add(Report((0, 1), colon, named, frame_kinds=("label",), marks=(0,)), None)


def _is_dateline(scene: Scene, start: int, end: int) -> bool:
    """Whether only a place stands before the colon, none that speaks for its government: "Gao: eleven dead"."""
    if start >= end:
        return False
    span = scene.span(start, end)
    if end - start == 1 and _is_placed(scene, start):
        return True
    names_itself = any(place.span.covers(span) for place in scene.reading.places_in(span))
    return names_itself and not any(entity.span.overlap(span) for entity in scene.reading.entities_in(span))


def _is_placed(scene: Scene, index: int) -> bool:
    """Whether the text itself says elsewhere that something happened *in* what the word names, which no table knows."""
    lexicon, key = scene.lexicon, scene.key(index)
    before = ""
    if not lexicon.speech.cased or lexicon.traits(key).telling or index in scene.named:
        return False
    for word in scene.reading.words_within(Span(scene.unit.span.end, len(scene.reading.text))):
        if word.key == key and before in lexicon.speech.place_links:
            return True
        before = word.key
    return False


def read_signed(work: Work) -> None:
    """Adds speech that is signed behind a dash: “We won.” — Ada Berg."""
    scene = work.scene
    if not scene.lexicon.speech.cased:
        return
    for index, token in enumerate(scene.tokens[:-2]):
        if token.kind is not Kind.MARK or not scene.is_point(index + 1, "-") or index in work.used:
            continue
        end = index + 2
        while scene.is_word(end) and _capital(scene, end) and end - index <= LONGEST_SIGNATURE:
            end += 1
        closes = end >= len(scene.tokens) or scene.is_mark(end) or scene.is_point(end, "\n,")
        if end > index + 2 and closes:
            work.add(Report((index, index + 1), None, (index + 2, end), marks=(index,)), None)


def _is_label(scene: Scene, start: int, end: int) -> bool:
    if not 0 < scene.words_in(start, end) <= LONGEST_LABEL or any(
        scene.is_mark(i) for i in range(start, end)
    ):
        return False
    telling = [
        scene.is_telling(index) or _capital(scene, index) or scene.key(index) in scene.lexicon.determiners
        for index in range(start, end)
        if scene.is_word(index)
    ]
    if any(scene.key(index) in scene.lexicon.not_labels for index in range(start, end)):
        return False
    short = scene.words_in(start, end) <= 3  # noqa: PLR2004
    if scene.lexicon.speech.cased:
        return all(telling) or (short and _opens_with_body(scene, start))
    return any(telling) or short


def _opens_with_body(scene: Scene, index: int) -> bool:
    """Whether the first word is an office or a body: "Union of dockers: …" has other words behind it."""
    return any(
        form in words
        for form in scene.lexicon.bare_forms(scene.key(index))
        for words in (scene.lexicon.roles, scene.lexicon.bodies)
    )


def _capital(scene: Scene, index: int) -> bool:
    return scene.lexicon.speech.cased and scene.tokens[index].capital
