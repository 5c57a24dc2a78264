"""Whose death a report tells of, and denials of what nobody knows whether another report tells of it."""

from __future__ import annotations

import pytest

from averral.matching.relations.decide import decide_claims
from averral.model import ClaimKind, Modality, RelationKind
from matching_cases import claim_item, on, place

KILLED = "Anders Holt was killed in Tarvo on Friday"
STORY = "Anders Holt leads the northern brigade, which has held the hills since the spring. " * 4
TOWN = (place("Tarvo", "~trv"),)


def death(text, doc, language="en", **facts):
    facts.setdefault("places", TOWN)
    return claim_item(
        text,
        "casualties.killed",
        ClaimKind.CASUALTIES,
        doc=doc,
        near=facts.pop("near", KILLED),
        body=f"{text}. {STORY}",
        published="2026-03-04T12:00Z",
        event_time=on("2026-03-03"),
        language=language,
        **facts,
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Holt's closest aide was killed in Tarvo", "en"),
        ("A companion of Anders Holt was killed in Tarvo", "en"),
        ("Le frère de Anders Holt a été tué à Tarvo", "fr"),
        ("Holt'un yardımcısı Tarvo'da öldürüldü", "tr"),
    ],
)
def test_who_belongs_to_somebody_is_somebody_else(text, language):
    assert decide_claims(death(KILLED, "a"), death(text, "b", language)).kind is not RelationKind.CORROBORATES


def test_a_name_without_an_owner_is_the_one_who_died():
    other = death("The army says that Anders Holt, its chief in Tarvo, died", "b")
    assert decide_claims(death(KILLED, "a"), other).kind is RelationKind.CORROBORATES


@pytest.mark.parametrize(("places", "kind"), [((), RelationKind.RELATED), (TOWN, RelationKind.CONFLICTS)])
def test_a_denial_that_names_nobody_and_no_place_contradicts_nothing(places, kind):
    told = death("soldiers were killed in the strike", "a", places=places)
    denied = death("soldiers were killed in the raid", "b", "de", places=places, modality=Modality.DENIED)
    assert decide_claims(told, denied).kind is kind
