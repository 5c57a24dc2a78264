"""Whose attack it was, as those say who accuse somebody of it, or who know from where it was fired."""

from __future__ import annotations

import pytest

from averral.extraction.engine import extract
from averral.model import ClaimKind, Document, Modality, ParticipantRole


def attackers(text, language):
    found = extract(Document("d", text, language=language)).claims
    return [
        (claim, {one.key for one in claim.participants if one.role is ParticipantRole.ACTOR})
        for claim in found
        if claim.kind is ClaimKind.ATTACK
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kyiv blamed Moscow for the drone strike on the port of Izmail.", "en"),
        ("واتهمت كييف موسكو بقصف ميناء إسماعيل.", "ar"),
        ("Kiev a accusé Moscou d'avoir bombardé le port d'Izmaïl.", "fr"),
        ("Киев обвинил Москву в ударе по порту Измаила.", "ru"),
        ("Kiew machte Moskau für den Drohnenangriff auf den Hafen von Ismajil verantwortlich.", "de"),
    ],
)
def test_who_is_blamed_for_an_attack_carried_it_out_in_the_words_of_the_accuser(text, language):
    (attack, actors), *others = attackers(text, language)
    assert (actors, others) == ({"state:RU"}, [])
    assert attack.modality is Modality.ATTRIBUTED
    assert attack.attribution[-1].level == "speaker"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The fire had come from Houthi lines east of the valley.", "en"),
        ("القذائف جاءت من مواقع الحوثيين شرقي الوادي.", "ar"),
        ("Le tir est parti des lignes des Houthis.", "fr"),
        ("Снаряды прилетели с позиций хуситов.", "ru"),
        ("Los proyectiles procedían de posiciones hutíes.", "es"),
        ("Das Feuer kam von den Linien der Huthi.", "de"),
        ("گلوله‌ها از مواضع حوثی‌ها شلیک شد.", "fa"),
        ("הפגזים נורו מעמדות החות'ים.", "he"),
        ("Снаряди прилетіли з позицій хуситів.", "uk"),
        ("Top mermileri Husi mevzilerinden geldi.", "tr"),
    ],
)
def test_who_is_fired_from_attacks(text, language):
    [(_, actors)] = attackers(text, language)
    assert actors == {"force:houthis"}


def test_accusations_of_other_things_tell_of_no_attack():
    assert not attackers("Ethiopia accused Eritrea of interfering in its affairs.", "en")
    assert not attackers("The rebels withdrew from Houthi positions near Saada.", "en")
