"""Every kind of event that one of the ten languages can name has words in all of them: else their reports never meet."""

from __future__ import annotations

import pytest

from averral.language import tables
from averral.language.concept_words import ConceptWords
from averral.language.concepts import ANY_TOPIC, TERRITORY, ConceptTable

LANGUAGES = ("ar", "de", "en", "es", "fa", "fr", "he", "ru", "tr", "uk")
#: Acts that a language says with the words of another act; it may only get shorter.
SAID_OTHERWISE = {
    # "Took the town" has no verb of its own beside those of capturing.
    ("de", "take"),
    # Only Slavic languages have one verb for "repelled" and "retook".
    *((language, "retake") for language in ("ar", "de", "en", "es", "fa", "fr", "he", "tr")),
}


def named(language: str) -> set[str]:
    """Concepts that the words of a language can make, alone or of an act with a topic."""
    known = tables.section(language, "concepts", ConceptWords)
    topics = {*(topic for topic, entries in known.topics.items() if entries), ANY_TOPIC, TERRITORY}
    found = {act for act, entries in known.acts.items() if "." in act and entries}
    for act, frames in tables.shared("concepts", ConceptTable).frames.items():
        if known.acts.get(act):
            found.update(concept for topic, concept in frames.items() if topic in topics)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_concept_that_one_language_names_has_words_in_all(language):
    everywhere = set().union(*(named(each) for each in LANGUAGES))
    assert everywhere - named(language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_act_or_topic_that_one_language_has_has_words_in_all(language):
    lists = {each: tables.section(each, "concepts", ConceptWords) for each in LANGUAGES}
    acts = {act for each in lists.values() for act in each.acts if "." not in act}
    topics = {topic for each in lists.values() for topic in each.topics}
    missing = {act for act in acts if not lists[language].acts.get(act)}
    assert missing == {act for one, act in SAID_OTHERWISE if one == language}
    assert {topic for topic in topics if not lists[language].topics.get(topic)} == set()
