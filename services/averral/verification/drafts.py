"""Drafts: which claims of an unpublished text an editor should look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from averral.model import Claim, Extraction, Finding, FindingState, Flag

#: Claims compared in one call, so that the first flags come soon and a cancelled call stops soon.
CLAIMS_PER_STEP = 8

#: Claims worth checking that nobody else reports are flagged from here on.
WORTH_CHECKING = 0.5

_ALERTS = frozenset(
    {
        FindingState.CONTESTED,
        FindingState.CONTRADICTED,
        FindingState.ALTERED,
        FindingState.MISATTRIBUTED,
        FindingState.DENIED,
    }
)
_WARNINGS = frozenset({FindingState.SUPERSEDED, FindingState.NO_EVIDENCE})


def steps(extraction: Extraction) -> Iterator[Extraction]:
    """The draft's claims in groups, in reading order."""
    claims = sorted(extraction.claims, key=lambda claim: claim.span)
    for start in range(0, len(claims), CLAIMS_PER_STEP):
        yield replace(extraction, claims=tuple(claims[start : start + CLAIMS_PER_STEP]), quotes=())


def flag(claim: Claim, finding: Finding) -> Flag | None:
    """The flag for a claim, or None where there is nothing to look at."""
    if finding.state in _ALERTS:
        severity = "alert"
    elif finding.state in _WARNINGS and claim.check_worthiness >= WORTH_CHECKING:
        severity = "warning"
    elif finding.state is FindingState.SINGLE_ORIGIN:
        severity = "info"
    else:
        return None
    return Flag(claim.span, claim.text, finding, severity)
