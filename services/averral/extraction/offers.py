"""What is refused with an offer that was told before: who rejects "the proposal" to leave the town will not leave it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from averral.language.concepts import concept
from averral.model import Claim, ClaimKind, ParticipantRole, Polarity

#: Concepts of rejecting something that was offered, whatever it is.
_REJECTED = frozenset({"agreement.rejected", "position.reject"})
#: What is wanted → what whoever rejects it says.
_REFUSED = {
    "intention.demand_withdrawal": "intention.refuse_leave",
    "ceasefire.demanded": "ceasefire.rejected",
    "talks.demanded": "talks.rejected",
    "exchange.offered": "exchange.rejected",
}
#: Claims before it among which the offer must stand.
_REACH = 4
_OFFERING = (ParticipantRole.ACTOR, ParticipantRole.PARTY)


def with_refusals(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a document, and behind a rejected offer what was rejected, if the text told it just before."""
    found: list[Claim] = []
    for index, claim in enumerate(claims):
        found.append(claim)
        refused = _refused(claim, claims[max(0, index - _REACH) : index])
        if refused:
            found.append(_saying(claim, refused))
    return tuple(found)


def _refused(claim: Claim, before: Sequence[Claim]) -> str:
    """What a rejection says of the nearest offer that one side made to the other; empty where none was told."""
    if claim.predicate not in _REJECTED or claim.polarity is Polarity.NEGATED:
        return ""
    who, whose = _keys(claim, ParticipantRole.ACTOR), _keys(claim, ParticipantRole.TARGET)
    for offer in reversed(before):
        made = offer.predicate in _REFUSED and offer.polarity is Polarity.AFFIRMED
        if made and who & _keys(offer, ParticipantRole.TARGET) and whose & _keys(offer, *_OFFERING):
            return _REFUSED[offer.predicate]
    return ""


def _keys(claim: Claim, *roles: ParticipantRole) -> set[str]:
    return {part.key for part in claim.participants if part.role in roles and part.key}


def _saying(claim: Claim, predicate: str) -> Claim:
    name = hashlib.sha256(f"{claim.id}\0{predicate}".encode()).hexdigest()[:16]
    return replace(claim, id=f"clm_{name}", kind=ClaimKind(concept(predicate).kind), predicate=predicate)
