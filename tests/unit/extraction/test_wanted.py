"""What is only asked for, what an offer was that is rejected, and sides that are called by their noun alone."""

from __future__ import annotations

import pytest

from averral.extraction.engine import extract
from averral.model import Document, Modality, ParticipantRole


def read(text, language):
    return extract(Document("d", text, language=language)).claims


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The envoy urged Russia to stop the air strikes on Idlib.", "en"),
        ("The council demanded that the army abandon the airstrikes.", "en"),
        ("L'ONU a appelé Israël à cesser les frappes sur Gaza.", "fr"),
        ("Die UN forderten Israel auf, die Luftangriffe einzustellen.", "de"),
        ("BM, İsrail'i hava saldırılarını durdurmaya çağırdı.", "tr"),
        ("دعت الأمم المتحدة إسرائيل إلى وقف الغارات الجوية على غزة.", "ar"),
    ],
)
def test_strikes_that_somebody_wants_to_end_are_not_denied(text, language):
    strikes = [each for each in read(text, language) if each.kind == "attack"]
    assert strikes
    assert all(each.modality is Modality.POSSIBLE for each in strikes)


def test_strikes_that_somebody_says_have_ended_are_told():
    (strike,) = read("The army said it had stopped the air strikes on Idlib.", "en")
    assert strike.modality is Modality.ATTRIBUTED


def test_a_withdrawal_that_is_called_for_has_not_happened():
    found = {
        each.predicate: each.modality
        for each in read("Rwanda called on the rebels to withdraw from Goma.", "en")
    }
    assert found["control.withdrew"] is Modality.POSSIBLE


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Rebel factions met envoys. Rwanda called on the rebels to leave Goma. The factions rejected the Rwandan offer.",
            "en",
        ),
        (
            "اجتمعت فصائل المعارضة في حلب. طلبت روسيا خروج مقاتلي المعارضة من حلب. رفضت الفصائل العرض الروسي.",
            "ar",
        ),
    ],
)
def test_who_rejects_an_offer_refuses_what_was_offered(text, language):
    last = read(text, language)[-1]
    assert last.predicate == "intention.refuse_leave"
    assert [each.key for each in last.participants if each.role is ParticipantRole.ACTOR] == [
        "side:opposition"
    ]


def test_an_offer_of_somebody_else_is_another():
    text = (
        "Rebel factions met envoys near Goma. Rwanda called on the rebels to withdraw from Goma. "
        "The factions rejected the Kenyan proposal."
    )
    assert read(text, "en")[-1].predicate == "agreement.rejected"


def test_a_noun_of_two_sides_stands_for_none():
    text = "Opposition forces met government forces near Goma. The forces rejected the Kenyan proposal."
    assert not [each for each in read(text, "en")[-1].participants if each.key.startswith("side:")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "قال المبعوث إن التبادل معلّق وليس ملغى."),
        ("ru", "Посланник заявил: «Обмен отменён, и мы не вернёмся в эту долину»."),
        ("en", "“The exchange of the prisoners, that is all we talk about,” the envoy said."),
    ],
)
def test_an_exchange_that_is_only_spoken_of_is_read(language, text):
    assert extract(Document(id="doc_test", body=text, language=language)).claims is not None
