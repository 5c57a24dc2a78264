"""What somebody is accused of having done: "Kyiv blamed Moscow for the strike" tells, in Kyiv's words, that Moscow struck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from averral.language.concepts import concept
from averral.language.triggers import Trigger
from averral.model import Attribution, Claim, ClaimKind, Modality, Participant, ParticipantRole, Polarity

#: The concept of an accusation.
ACCUSED = "statement.accused"


def blamed_for(claim: Claim, triggers: Sequence[Trigger]) -> Trigger | None:
    """The attack of which the claim accuses somebody whom it names; None where it accuses of something else."""
    if claim.predicate != ACCUSED or claim.polarity is not Polarity.AFFIRMED:
        return None
    if not any(one.role is ParticipantRole.TARGET for one in claim.participants):
        return None
    return next((each for each in triggers if concept(each.concept).kind == ClaimKind.ATTACK), None)


def laid_to_accused(claim: Claim, before: Claim | None) -> Claim:
    """An attack that names nobody, behind an accusation in its sentence, is laid to the accused: "accused Moscow *of having bombed* it"."""
    if before is None or before.predicate != ACCUSED or before.polarity is not Polarity.AFFIRMED:
        return claim
    if claim.kind is not ClaimKind.ATTACK or claim.modality is Modality.ASSERTED or claim.participants:
        return claim
    return replace(claim, participants=_accused(before))


def told_by_accuser(attack: Claim, accusation: Claim) -> Claim:
    """The attack as the accuser tells it: the accused did it, and nobody else that the accusation names."""
    accusers = [
        Attribution(one.name, one.key, "speaker")
        for one in accusation.participants
        if one.role is ParticipantRole.ACTOR
    ]
    modality = Modality.ATTRIBUTED if attack.modality is Modality.ASSERTED else attack.modality
    return replace(
        attack,
        participants=_accused(accusation),
        modality=modality,
        attribution=(*attack.attribution, *accusers[:1]),
    )


def _accused(accusation: Claim) -> tuple[Participant, ...]:
    return tuple(
        replace(one, role=ParticipantRole.ACTOR)
        for one in accusation.participants
        if one.role is ParticipantRole.TARGET
    )
