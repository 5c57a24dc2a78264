"""One finding as a row of a table: the columns of CSV and Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from averral.model import Finding, Origin, Passage

#: Column → what it holds; lists in Parquet, joined by "; " in CSV.
COLUMNS: dict[str, type] = {
    "finding_id": str,
    "item_id": str,
    "document_id": str,
    "outlet": str,
    "state": str,
    "kind": str,
    "language": str,
    "text": str,
    "origins_for": int,
    "origins_against": int,
    "articles_for": int,
    "articles_against": int,
    "outlets_for": list,
    "outlets_against": list,
    "reasons": list,
    "places": list,
    "event_from": str,
    "event_to": str,
    "topic": str,
    "why": str,
    "versions": str,
}

#: A cell that a spreadsheet would run as a formula starts with one of these, after blanks.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def row(finding: Finding) -> dict[str, Any]:
    """The finding by column."""
    own, when = own_passage(finding), finding.event_time
    return {
        "finding_id": finding.id,
        "item_id": finding.item_id,
        "document_id": (own.external_id or own.document_id) if own else "",
        "outlet": own.outlet if own else "",
        "state": finding.state.name,
        "kind": finding.kind,
        "language": finding.language,
        "text": finding.text,
        "origins_for": finding.origins_for,
        "origins_against": finding.origins_against,
        "articles_for": _articles(finding.supporting),
        "articles_against": _articles(finding.opposing),
        "outlets_for": outlets(finding.supporting),
        "outlets_against": outlets(finding.opposing),
        "reasons": [reason.name for reason in finding.reasons],
        "places": [place.name for place in finding.places],
        "event_from": when.start.isoformat() if when else "",
        "event_to": when.end.isoformat() if when else "",
        "topic": finding.topic,
        "why": finding.why,
        "versions": finding.versions,
    }


def own_passage(finding: Finding) -> Passage | None:
    """The passage that the finding is about, where it is stored."""
    passages = (passage for origin in finding.supporting for passage in origin.passages)
    return next((passage for passage in passages if passage.item_id == finding.item_id), None)


def outlets(origins: Sequence[Origin]) -> list[str]:
    """Who printed the passages of these origins, each once."""
    names = (passage.outlet or passage.external_id for origin in origins for passage in origin.passages)
    return list(dict.fromkeys(name for name in names if name))


def _articles(origins: Sequence[Origin]) -> int:
    return len({passage.document_id for origin in origins for passage in origin.passages})


@dataclass(frozen=True, slots=True)
class Table:
    """What a finding is written as: one row or several, each with the columns."""

    columns: Mapping[str, type]
    rows: Callable[[Finding], Iterable[dict[str, Any]]]

    def header(self) -> str:
        """First line of a CSV."""
        return _line(list(self.columns))

    def csv(self, finding: Finding) -> str:
        """The finding as lines of CSV that no spreadsheet runs."""
        return "".join(_line([_cell(value) for value in row.values()]) for row in self.rows(finding))

    def jsonl(self, finding: Finding) -> str:
        """The same columns as lines of JSON."""
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in self.rows(finding))


FINDINGS = Table(COLUMNS, lambda finding: (row(finding),))


def _cell(value: Any) -> str:
    text = " ".join(("; ".join(value) if isinstance(value, list) else str(value)).split())
    return "'" + text if text.startswith(_FORMULA) else text


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
