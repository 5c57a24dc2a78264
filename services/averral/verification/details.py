"""Where an author reads more about a flag: the page of a stored finding, whose address holds nothing of the draft."""

from __future__ import annotations

from averral.model import Finding
from averral.verification.findings import finding_id


def address(public_url: str, finding: Finding) -> str:
    """The page about the first report that opposes the draft, else that supports it; empty without page or report."""
    passages = (one for origin in (*finding.opposing, *finding.supporting) for one in origin.passages)
    report = next((one.item_id for one in passages if one.item_id != finding.item_id), "")
    return f"{public_url.rstrip('/')}/findings/{finding_id(report)}" if public_url and report else ""
