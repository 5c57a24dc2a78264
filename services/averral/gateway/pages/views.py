"""What the templates show of a finding: its sides with passages in context, and the same for an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from averral.gateway.pages.interface import Interface
from averral.gateway.pages.marks import Piece, in_context
from averral.gateway.pages.slots import Row, make_row, relations_by_item
from averral.gateway.pages.timeline import Chart, make_chart
from averral.model import Claim, Evidence, Finding, Origin, OriginLink, Passage, Relation

#: Rows of the comparison; a widely reported event has hundreds.
MOST_ROWS = 24


@dataclass(frozen=True)
class ShownPassage:
    """A passage with its words cut at the marks."""

    passage: Passage
    pieces: tuple[Piece, ...]
    relation: Relation | None
    own: bool
    """It is what the finding is about."""


@dataclass(frozen=True)
class ShownOrigin:
    """One witness line with its copies."""

    origin: Origin
    number: int
    passages: tuple[ShownPassage, ...]
    links: tuple[OriginLink, ...]
    """Evidence that its passages go back to one witness, each kind once."""

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who printed it."""
        return tuple(dict.fromkeys(one.passage.outlet for one in self.passages if one.passage.outlet))


@dataclass(frozen=True)
class Side:
    """The origins on one side."""

    name: str
    origins: tuple[ShownOrigin, ...]
    articles: int


@dataclass(frozen=True)
class Shown:
    """A finding as the page shows it."""

    finding: Finding
    sides: tuple[Side, Side]
    rows: tuple[Row, ...]
    chart: Chart | None
    own: Claim | None
    relations: Mapping[str, Relation]


def show(ui: Interface, finding: Finding, evidence: Evidence | None, reported: Iterable[Claim] = ()) -> Shown:
    """All that the page of a finding needs.

    `reported` are claims of the passages where there is no evidence, as for a question, which is not stored.
    """
    claims = {claim.id: claim for claim in (evidence.claims if evidence else reported)}
    relations = relations_by_item(finding.item_id, evidence.relations) if evidence else {}
    sides = (
        _side("supporting", finding.supporting, 0, finding, claims, relations),
        _side("opposing", finding.opposing, finding.origins_for, finding, claims, relations),
    )
    return Shown(
        finding,
        sides,
        _rows(ui, finding, claims, relations),
        make_chart(ui, finding.supporting, finding.opposing, claims),
        claims.get(finding.item_id),
        relations,
    )


def _side(
    name: str,
    origins: Sequence[Origin],
    before: int,
    finding: Finding,
    claims: Mapping[str, Claim],
    relations: Mapping[str, Relation],
) -> Side:
    shown = tuple(
        ShownOrigin(
            origin,
            before + number,
            tuple(_passage(one, finding, claims, relations) for one in origin.passages),
            _kinds_of(origin.links),
        )
        for number, origin in enumerate(origins, 1)
    )
    articles = {passage.document_id for origin in origins for passage in origin.passages}
    return Side(name, shown, len(articles))


def _passage(
    passage: Passage, finding: Finding, claims: Mapping[str, Claim], relations: Mapping[str, Relation]
) -> ShownPassage:
    relation = relations.get(passage.item_id)
    reasons = (relation.reasons if relation else ()) or finding.reasons
    claim = claims.get(passage.item_id)
    own = passage.item_id == finding.item_id
    known = (
        finding.text if not own and finding.kind == "quote" and passage.language == finding.language else ""
    )
    return ShownPassage(passage, in_context(passage, claim, reasons, known), relation, own)


def _kinds_of(links: Sequence[OriginLink]) -> tuple[OriginLink, ...]:
    first: dict[tuple[str, str], OriginLink] = {}
    for link in links:
        first.setdefault((link.level.value, link.evidence), link)
    return tuple(first.values())


def _rows(
    ui: Interface, finding: Finding, claims: Mapping[str, Claim], relations: Mapping[str, Relation]
) -> tuple[Row, ...]:
    sides = (("supporting", finding.supporting), ("opposing", finding.opposing))
    found: list[Row] = []
    for side, origins in sides:
        for origin in origins:
            for passage in origin.passages:
                claim = claims.get(passage.item_id)
                if claim is not None:
                    own = passage.item_id == finding.item_id
                    row_side = "own" if own else side
                    found.append(make_row(ui, row_side, passage, claim, relations.get(passage.item_id)))
    order = {"own": 0, "supporting": 1, "opposing": 2}
    found.sort(key=lambda row: order[row.side])
    return tuple(found[:MOST_ROWS])
