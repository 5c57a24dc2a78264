"""Words that only look like an event's, nouns that an act needs, and what stands between a noun and its verb."""

from __future__ import annotations

import pytest

from averral.extraction.leading import primary
from averral.language.events import find_concepts

LOOK_ALIKES = [
    ("fr", "La voie contourne la périphérie de Velmont.", "casualties.killed"),
    ("ru", "Маршал Дубрин изменил маршрут автобуса.", "protest.held"),
    ("uk", "Потяг до Радовця вирушив із затримкою.", "arrest.arrested"),
    ("ar", "هناك سوق قديم في وسط المدينة.", "statement.welcomed"),
    ("he", "שמונה בתים נצבעו בכפר.", "office.appointed"),
    ("es", "El nombre de la calle no cambia.", "office.appointed"),
    ("tr", "Sözleşme uyarınca köprü boyanacak.", "statement.warned"),
]
NEEDS_A_NOUN = [
    ("en", "The patient remained stable overnight.", "economy.unchanged"),
    ("en", "The price of wheat remained stable in May.", "economy.unchanged"),
    ("en", "Talks between the dockers and Orveta Lines stalled again.", "talks.stalled"),
    ("en", "The mayor bought fruit from a stall.", "talks.stalled"),
    ("ru", "Курс доллара остаётся стабильным.", "economy.unchanged"),
    ("de", "Der Ölpreis blieb stabil.", "economy.unchanged"),
    ("ar", "استقر سعر النفط يوم الاثنين.", "economy.unchanged"),
    ("ar", "استقر الزوجان في بيت جديد.", "economy.unchanged"),
]
PRESENT = {1, 2, 4, 5, 6}
DESCRIBED = [
    ("en", "The talks with ferry crews on strike in Ostrava Bay have failed."),
    ("es", "Las negociaciones con las tripulaciones en huelga han fracasado."),
    ("fr", "Les négociations avec les équipages en grève ont échoué."),
    ("uk", "Переговори зі страйкарями поромів провалилися."),
]


def concepts(text: str, language: str) -> set[str]:
    return {trigger.concept for trigger in find_concepts(text, language)}


@pytest.mark.parametrize(("language", "text", "concept"), LOOK_ALIKES)
def test_a_word_that_begins_like_an_event_is_none(language, text, concept):
    assert concept not in concepts(text, language)


@pytest.mark.parametrize(("number", "case"), list(enumerate(NEEDS_A_NOUN)))
def test_words_of_many_senses_need_their_noun(number, case):
    language, text, concept = case
    assert (concept in concepts(text, language)) is (number in PRESENT)


@pytest.mark.parametrize(("language", "text"), DESCRIBED)
def test_what_stands_between_a_noun_and_its_verb_only_describes(language, text):
    assert primary(find_concepts(text, language)).concept == "talks.failed"


def test_who_is_freed_in_a_town_leaves_the_town_with_its_owner():
    assert "control.captured" not in concepts("Бойцы освободили двух геологов в Тарвике.", "ru")
    assert "control.captured" in concepts("Войска освободили село Тарвик.", "ru")
