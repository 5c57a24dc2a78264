"""The report as one self-contained page: charts, conflicts with both sides, what changed, what failed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from averral.model import BatchChange, FindingState, ItemFailure
from averral.report import charts
from averral.report.digest import MOST_CONFLICTS, Digest
from averral.report.rows import own_passage

MEDIA_TYPE = "text/html; charset=utf-8"
#: What the page's head says it was made by, so that it is known again.
GENERATOR = "averral report"
#: Failures that are named; more are counted.
MOST_FAILURES = 100
#: Changes that are shown; more are counted.
MOST_CHANGES = 200


@dataclass(frozen=True, slots=True)
class About:
    """What the page says of the run."""

    title: str
    made_at: datetime
    documents: int
    failures: Sequence[ItemFailure] = ()
    failed: int = 0
    """All that failed, however many are named."""
    changes: Sequence[BatchChange] | None = None
    """None where nothing was compared."""


def render(about: About, digest: Digest) -> str:
    """The page."""
    names, counts = digest.against
    return _template().render(
        about=about,
        generator=GENERATOR,
        digest=digest,
        own_passage=own_passage,
        states=[(state, digest.states[state]) for state in FindingState if digest.states[state]],
        charts=charts,
        names=names,
        counts=counts,
        most=max(counts.values(), default=1),
        more_conflicts=len(digest.conflict_topics) - len(digest.conflicts),
        most_conflicts=MOST_CONFLICTS,
        failures=about.failures[:MOST_FAILURES],
        changes=None if about.changes is None else about.changes[:MOST_CHANGES],
        link=_link,
        between=_between,
    )


@cache
def _template() -> Template:
    found = Environment(
        loader=PackageLoader("averral.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return found.get_template("page.html.jinja")


def _link(address: str) -> str:
    """The address where a browser may go; nothing else becomes a link."""
    return address if address.startswith(("https://", "http://")) else ""


def _between(counts: dict[tuple[str, str], int], one: str, other: str) -> int:
    return counts.get((min(one, other), max(one, other)), 0)
