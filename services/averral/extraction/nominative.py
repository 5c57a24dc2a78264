"""The nominative of a mention that a phrase governs: "according to *the minister*" in languages with cases."""

from __future__ import annotations

from dataclasses import replace

from averral.extraction.mentions import Mention
from averral.extraction.scene import Scene
from averral.extraction.speech import Speech

#: Letters of a word that bears no case, at most.
SHORTEST_STEM = 3


def in_nominative(mention: Mention, speech: Speech) -> Mention:
    """The mention as it is called where no phrase governs its case."""
    cut = speech.content_first and len(mention.span) > len(mention.text)
    if not speech.nominative or mention.pronoun or cut:
        # What an apostrophe sets off is gone already.
        return mention
    name = " ".join(_nominative(word, speech)[0] for word in mention.name.split())
    words = mention.text.split()
    # The noun that bears the case stands first, or last where its verb does.
    for index, word in list(enumerate(words))[-1 if speech.content_first else 0 :]:
        words[index], goes_on = _nominative(word, speech)
        if not goes_on:
            break
    return replace(mention, name=name, text=" ".join(words))


def is_located(scene: Scene, index: int) -> bool:
    """Whether the word is "at" or "in" before those in whose name somebody speaks."""
    return scene.is_word(index) and scene.key(index) in scene.lexicon.locative_openers


def of_body(mention: Mention, scene: Scene, start: int) -> Mention:
    """The mention as it is called, where "in" before token `start` makes it a place: "*at the ministry* they insist"."""
    speech = scene.lexicon.speech
    located = scene.key(start - 1) in scene.lexicon.locative_openers
    if not (located and speech.locative_nominative) or mention.pronoun or mention.name:
        return mention
    rules = replace(
        speech,
        nominative=speech.locative_nominative,
        nominative_adjectives=speech.locative_adjectives,
    )
    return in_nominative(mention, rules)


def _nominative(word: str, speech: Speech) -> tuple[str, bool]:
    """The nominative of a word, and whether its noun is still to come; what follows the noun hangs on it."""
    if len(word) <= SHORTEST_STEM or word.isupper():
        return word, True
    for rules, goes_on in ((speech.nominative_adjectives, True), (speech.nominative, False)):
        for rule in rules:
            oblique, _, plain = rule.partition(">")
            if word.endswith(oblique):
                return word[: len(word) - len(oblique)] + plain, goes_on
    return word, False
