"""What the words of a mention say of whom it names: known or unknown, an office, a source without name."""

from __future__ import annotations

from collections.abc import Sequence

from averral.extraction.scene import Scene


def content_words(scene: Scene, indices: Sequence[int]) -> frozenset[str]:
    """The words but determiners, without articles."""
    keys = (scene.key(index) for index in indices)
    words = (_without_article(scene, key) for key in keys if key not in scene.lexicon.determiners)
    return frozenset(_alone(scene, word) for word in words)


def _alone(scene: Scene, word: str) -> str:
    """The noun as it is where no other follows it: "the minister" of "minister of transport"."""
    for rule in scene.lexicon.speech.construct:
        bound, _, free = rule.partition(">")
        if word.endswith(bound):
            return word[: len(word) - len(bound)] + free
    return word


def _without_article(scene: Scene, key: str) -> str:
    article = scene.lexicon.speech.article
    # Two letters are left at least: the minister is two letters long in Hebrew.
    return key[len(article) :] if article and key.startswith(article) and len(key) - len(article) > 1 else key


def is_definite(scene: Scene, words: Sequence[int]) -> bool:
    """Whether the first word, or the one before it, speaks of somebody as known: "*the* official"."""
    first = scene.key(words[0]) if words else ""
    before = scene.key(words[0] - 1) if words else ""
    known = first in scene.lexicon.definites or before in scene.lexicon.definites
    return known or _without_article(scene, first) != first


def is_generic(scene: Scene, words: Sequence[int]) -> bool:
    """Whether one noun behind a determiner, where there are any, is all of the mention: "the official".

    With an age any noun will do: "the 58-year-old striker".
    """
    lexicon = scene.lexicon
    ages = any(scene.key(index)[:1].isdigit() for index in words) and any(
        scene.key(index) in lexicon.age_words for index in words
    )
    nouns = [index for index in words if not _is_small(scene, index, ages=ages)]
    if lexicon.speech.noun_capitals and len(nouns) == 2 and _is_compound(scene, words[-1]):  # noqa: PLR2004
        nouns = nouns[1:]
    articles = bool(lexicon.speech.definites or lexicon.speech.article)
    plain = not any(scene.tokens[index].capital and scene.is_word(index - 1) for index in words)
    bare = not articles and (len(words) == 1 or ages) and (plain or not lexicon.speech.cased)
    if not (bare or is_definite(scene, words)):
        return False
    if ages and len(nouns) <= 1:
        return articles or not any(is_anonymous(scene, index) for index in nouns)
    most = 1 + bool(lexicon.speech.article)
    # "The lady in-her-seventies" is two such nouns where adjectives are nouns as well.
    return 0 < len(nouns) <= most and all(
        any(form in lexicon.generic for form in lexicon.bare_forms(scene.key(index))) for index in nouns
    )


def is_generic_body(scene: Scene, words: Sequence[int]) -> bool:
    """Whether a noun for any body is all of a mention that speaks of it as known: "this organisation"."""
    nouns = content_words(scene, words)
    known = all(noun in scene.lexicon.generic_bodies for noun in nouns)
    return len(nouns) == 1 and known and is_definite(scene, words)


def _is_small(scene: Scene, index: int, *, ages: bool) -> bool:
    """Whether the word is a determiner or a number, or tells an age."""
    key, lexicon = scene.key(index), scene.lexicon
    small = key in lexicon.determiners or key[:1].isdigit()
    return small or (
        ages and (key in lexicon.age_words or key in lexicon.openers or key in lexicon.name_links)
    )


def _is_compound(scene: Scene, index: int) -> bool:
    """Whether a hyphen joins the word to the one before it: "the SPD-*politician*"."""
    between = scene.reading.text[scene.tokens[index - 1].end : scene.tokens[index].start] if index > 0 else ""
    return between in ("-", "\u2010", "\u2011")


def is_anonymous(scene: Scene, index: int) -> bool:
    """Whether the word stands for somebody without name: "a *source*"."""
    key = scene.key(index)
    return key in scene.lexicon.anonymous or any(
        form in scene.lexicon.anonymous for form, _ in scene.lexicon.unprefixed(key)
    )


def is_nameless(scene: Scene, head: int, words: Sequence[int]) -> bool:
    """Whether no name stands behind the noun: "a source", and where nothing has an article "a truck driver"."""
    key, lexicon = scene.key(head), scene.lexicon
    if is_anonymous(scene, head) and key not in lexicon.roles:
        return True
    trade = key in lexicon.commoners or (bool(lexicon.speech.article) and is_anonymous(scene, head))
    # "An engineer who took part *in the inspection*": what hangs on a preposition names nobody.
    stop = next((i for i in words if i > head and scene.key(i) in lexicon.openers), words[-1] + 1)
    first = words if lexicon.speech.content_first or lexicon.speech.cased else [i for i in words if i < stop]
    return trade and not any(
        index in scene.named or _without_article(scene, scene.key(index)) != scene.key(index)
        for index in first
    )


def is_definite_office(scene: Scene, words: Sequence[int]) -> bool:
    """Whether the first word is an office that one person holds: "the spokesman", not "a source"."""
    first = next((scene.key(i) for i in words if scene.key(i) not in scene.lexicon.determiners), "")
    return first in scene.lexicon.roles and first not in scene.lexicon.anonymous
