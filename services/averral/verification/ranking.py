"""Which finding a desk wants to see first: conflicts, then what many independent origins report."""

from __future__ import annotations

from averral.model import Finding, FindingState

_ORDER = (
    FindingState.CONTESTED,
    FindingState.CONTRADICTED,
    FindingState.DENIED,
    FindingState.ALTERED,
    FindingState.MISATTRIBUTED,
    FindingState.CORROBORATED,
    FindingState.SUPERSEDED,
    FindingState.VERBATIM,
    FindingState.TRANSLATED,
    FindingState.EXCERPT,
    FindingState.PARAPHRASED,
    FindingState.SINGLE_ORIGIN,
    FindingState.NO_EVIDENCE,
    FindingState.NOT_FOUND,
    FindingState.NOT_CHECKABLE,
    FindingState.TOO_FEW_ORIGINS,
)

#: Origins beyond this do not move a finding further up.
_MOST_ORIGINS = 99


def rank(finding: Finding) -> str:
    """A text that sorts findings, most telling first; unique, so that pages neither skip nor repeat."""
    origins = finding.origins_for + finding.origins_against
    untyped = finding.kind in ("other", "statement")
    return (
        f"{_ORDER.index(finding.state):02d}"
        f"{int(untyped)}"
        f"{_MOST_ORIGINS - min(origins, _MOST_ORIGINS):02d}"
        f"{finding.id}"
    )
