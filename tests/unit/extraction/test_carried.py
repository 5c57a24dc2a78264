"""What a pronoun goes on about, and what had only been planned."""

from __future__ import annotations

import pytest

from averral.extraction.engine import extract
from averral.model import Document, Modality, Polarity


def read(text, language):
    claims = extract(Document("doc_1", text, language=language)).claims
    return [(claim.predicate, claim.polarity, claim.modality) for claim in claims]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Peace talks opened in Doha on Monday. They were suspended a day later.", "talks.suspended"),
        (
            "en",
            "The prisoner swap did not take place. It was postponed to Sunday.",
            "exchange.postponed",
        ),
        ("fr", "Les pourparlers ont repris lundi. Ils ont été ajournés mercredi.", "talks.postponed"),
        (
            "de",
            "Der Gefangenenaustausch fand nicht statt. Er wurde auf Sonntag verschoben.",
            "exchange.postponed",
        ),
        (
            "ru",
            "Переговоры начались в понедельник. Они были приостановлены через день.",
            "talks.suspended",
        ),
        ("en", "The ceasefire took effect on Friday. It lasted only four hours.", "ceasefire.collapsed"),
    ],
)
def test_a_pronoun_stands_for_the_event_of_the_sentence_before(language, text, expected):
    assert read(text, language)[-1][0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The deal was signed by the minister. He ended his career a day later.",
        "Peace talks opened on Monday. The mayor spoke at length. They were suspended.",
        "Peace talks opened on Monday. The school's coach was suspended.",
    ],
)
def test_persons_nouns_and_sentences_further_back_carry_nothing_on(text):
    assert not read(text, "en")[-1][0].startswith("talks")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The talks planned for Monday did not take place."),
        ("fr", "L'échange de prisonniers prévu mercredi n'a pas eu lieu."),
        ("es", "El canje de prisioneros previsto para el miércoles no se realizó."),
        ("tr", "Çarşamba günü yapılması planlanan esir takası gerçekleşmedi."),
        ("ru", "Запланированный на среду обмен пленными не состоялся."),
    ],
)
def test_what_was_planned_and_did_not_take_place_is_told_as_such(language, text):
    ((predicate, polarity, modality),) = read(text, language)
    assert predicate in {"talks.held", "exchange.done"}
    assert (polarity, modality) == (Polarity.NEGATED, Modality.ASSERTED)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The search for survivors was called off.", "search.ended"),
        ("fr", "Les recherches se poursuivent.", "search.continuing"),
        ("ar", "توقفت عمليات البحث عن المفقودين.", "search.suspended"),
        ("tr", "Arama çalışmaları sona erdi.", "search.ended"),
        ("ru", "Поиски пропавших без вести завершены.", "search.ended"),
        ("es", "Las labores de búsqueda fueron suspendidas.", "search.suspended"),
        ("de", "Die Suche nach Vermissten dauert an.", "search.continuing"),
        ("fa", "عملیات جست‌وجو پایان یافت.", "search.ended"),
        ("he", "החיפושים הופסקו.", "search.suspended"),
        ("uk", "Пошукові роботи завершено.", "search.ended"),
    ],
)
def test_searches_go_on_and_end_in_all_languages(language, text, expected):
    assert [predicate for predicate, _, _ in read(text, language)] == [expected]


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("ar", "وكان الطرفان قد تبادلا جثامين 60 مقاتلاً في أبريل.", Modality.ASSERTED),
        ("ar", "وقد ينسحب الجيش من المدينة.", Modality.POSSIBLE),
        ("de", "Die Armee wird sich aus der Stadt zurückziehen.", Modality.PLANNED),
        ("fr", "Les deux camps devaient libérer chacun 40 détenus.", Modality.PLANNED),
    ],
)
def test_helping_verbs_tell_what_has_been_from_what_may_be(language, text, modality):
    assert read(text, language)[0][2] is modality
