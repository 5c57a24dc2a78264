"""The findings of an earlier run, read from its JSONL, and what changed since."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from averral.cli.rows import Row
from averral.errors import Permanent, Reason
from averral.model import ALARMING, BatchChange, Finding, FindingState


def read_findings(path: Path) -> dict[str, Finding]:
    """State, words and language of every finding in the output of `averral check --format jsonl`, by item.

    Raises:
        Permanent: INVALID_ARGUMENT, naming the line.
    """
    found: dict[str, Finding] = {}
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    _read(line, number, path, found)
    except (OSError, UnicodeDecodeError) as error:
        raise _bad(path, f"{type(error).__name__}") from error
    return found


def _read(line: str, number: int, path: Path, found: dict[str, Finding]) -> None:
    try:
        row = json.loads(line)
        if row["type"] == "finding":
            state = FindingState[row["state"]]
            found[row["id"]] = Finding("", row["id"], "", row["text"], row["language"], state)
    except (ValueError, KeyError, TypeError) as error:
        raise _bad(path, f"line {number}") from error


def changes(earlier: dict[str, Finding], findings: Iterable[Finding]) -> list[BatchChange]:
    """Conflicts that are new, then those that are gone."""
    now = {finding.item_id: finding for finding in findings}
    new = [
        BatchChange("new", item, earlier.get(item), finding)
        for item, finding in now.items()
        if finding.state in ALARMING and not _conflict(earlier.get(item))
    ]
    cleared = [
        BatchChange("cleared", item, finding, now.get(item))
        for item, finding in earlier.items()
        if finding.state in ALARMING and not _conflict(now.get(item))
    ]
    return new + cleared


def change_row(change: BatchChange) -> Row:
    """One change as a line of JSON."""
    shown = change.after or change.before
    return {
        "type": "change",
        "kind": change.kind.upper(),
        "id": change.item_id,
        "before": change.before.state.name if change.before else None,
        "after": change.after.state.name if change.after else None,
        "text": shown.text if shown else "",
        "language": shown.language if shown else "",
    }


def _conflict(finding: Finding | None) -> bool:
    return finding is not None and finding.state in ALARMING


def _bad(path: Path, where: str) -> Permanent:
    return Permanent(
        Reason.INVALID_ARGUMENT,
        f"{path} is no output of `averral check --format jsonl` ({where}): give such a file to --compare.",
        field="compare",
        metadata={"field": "compare"},
    )
