from __future__ import annotations

import pytest

from averral.language.events import find_concepts

NO_EVENT = [
    ("en", "She went into cardiac arrest on the operating table."),
    ("en", "The ministry released a new report in March."),
    ("en", "A spokesman declined to comment."),
    ("en", "He was hit by a truck and struck by lightning."),
    ("fr", "Il a fait un arrêt cardiaque en plein match."),
    ("es", "De acuerdo con el informe, sufrió un ataque al corazón."),
    ("ru", "Суд наложил арест имущества компании."),
    ("ru", "Он перенёс сердечный приступ."),
    ("uk", "Її звільнили з посади."),
    ("ar", "أصيب بفيروس كورونا قبل أسبوع."),
    ("ar", "شن الوزير هجوماً لفظياً."),
    ("he", "הוא לקה בהתקף לב."),
    ("tr", "Sahada kalp krizi geçirdi."),
    ("fa", "او دچار ایست قلبی شد."),
]

EVENTS = [
    ("en", "Police made an arrest after the attack.", "arrest"),
    ("en", "The rebels released 12 prisoners after a statement.", "arrest.released"),
    ("fr", "La police a procédé à l'arrestation de trois hommes.", "arrest"),
    ("ru", "Полиция арестовала троих человек.", "arrest"),
    ("ar", "أصيب ثلاثة مدنيين في القصف.", "casualties.wounded"),
]


@pytest.mark.parametrize(("language", "text"), NO_EVENT)
def test_an_idiom_is_no_event(language, text):
    kinds = {trigger.concept.partition(".")[0] for trigger in find_concepts(text, language)}
    assert not kinds & {"arrest", "attack", "casualties", "position", "agreement", "protest", "control"}


@pytest.mark.parametrize(("language", "text", "concept"), EVENTS)
def test_the_same_words_elsewhere_are_one(language, text, concept):
    assert any(trigger.concept.startswith(concept) for trigger in find_concepts(text, language))
