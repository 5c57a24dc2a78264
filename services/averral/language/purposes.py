"""What talks are about is no event of its own: "talks *to free the hostages* failed", "negotiations *on a truce* resumed"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from averral.language import tables
from averral.language.concept_words import ConceptWords, word_keys
from averral.language.concepts import concept_table
from averral.language.normalise import Word
from averral.language.phrases import Match

#: Topics that are about something.
_ABOUT = frozenset({"topic:talks"})
#: Words between the talks and "on", which may name who holds them and where; none that tells an event.
_FURTHEST = 8
#: Words from "on" to what it is that is talked about, and from there to whom or what it is done.
_NEAR, _OBJECT = 4, 3


def subjects(matches: Sequence[Match], tokens: Sequence[Word], language: str) -> set[Match]:
    """The acts and topics that only tell what talks are about."""
    known = tables.section(language, "concepts", ConceptWords)
    if not known.about and not known.about_clitics and not known.about_last:
        return set()
    found: set[Match] = set()
    for talks in matches:
        if talks.label in _ABOUT:
            found.update(_behind(talks, matches, tokens, known))
            found.update(_before(talks, matches, tokens, known))
    return found


def _behind(
    talks: Match, matches: Sequence[Match], tokens: Sequence[Word], known: ConceptWords
) -> Iterator[Match]:
    """Those behind a word for "on", or the one that it is written onto."""
    words = word_keys(known.about)
    for index in range(talks.last + 1, min(len(tokens), talks.last + 1 + _FURTHEST)):
        here = [each for each in matches if each.first == index and each is not talks]
        key = tokens[index].key
        glued = key.startswith(known.about_clitics) if known.about_clitics else False
        if key in words and not any(each.label == "idiom" for each in here):
            found = list(_aim(index + 1, talks, matches))
            # "Talks *aimed at* …": the word for the purpose aims at nobody.
            yield from [*here, *found] if found else ()
            return
        if here and glued:
            yield from _aim(index, talks, matches)
            return
        if any(each.label.startswith("act:") for each in here):
            return


def _before(
    talks: Match, matches: Sequence[Match], tokens: Sequence[Word], known: ConceptWords
) -> Iterator[Match]:
    """Those before a word for "for" that stands between them and the talks."""
    words = word_keys(known.about_last)
    for index in range(talks.first - 1, max(-1, talks.first - 1 - _NEAR), -1):
        if tokens[index].key not in words:
            continue
        last = [each for each in matches if 0 < index - each.last <= _NEAR]
        if last:
            yield from last
        return


def _aim(start: int, talks: Match, matches: Sequence[Match]) -> Iterator[Match]:
    """The first event word from there on, and what it is done to."""
    ahead = sorted((each for each in matches if each.first >= start), key=lambda each: each.first)
    if not ahead or ahead[0].first - start > _NEAR:
        return
    first = [each for each in ahead if each.first == ahead[0].first]
    last = max(each.last for each in first)
    objects = [each for each in ahead if 0 < each.first - last <= _OBJECT and _may_suffer(each, ahead)]
    if not objects and any(_is_of_talks(each, talks) for each in first):
        # "Talks to resume on Monday": what becomes of the talks themselves.
        return
    yield from first
    if any(each.label.startswith("act:") for each in first):
        yield from (each for each in objects if each.first == objects[0].first)


def _may_suffer(match: Match, ahead: Sequence[Match]) -> bool:
    """Whether it may be what something is done to; a word for hostages is an act by itself, and another comes then."""
    return match.label.startswith("topic:") or (
        "." in match.label and any(x.first > match.last for x in ahead)
    )


def _is_of_talks(act: Match, talks: Match) -> bool:
    frames = concept_table().frames.get(act.label.removeprefix("act:"), {})
    return talks.label.removeprefix("topic:") in frames
