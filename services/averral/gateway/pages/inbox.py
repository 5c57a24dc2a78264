"""The inbox: findings, the latest change first, narrowed by state, kind, place, day and language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from averral.gateway.context import Here
from averral.gateway.pages.labels import KINDS, STATES, marked
from averral.gateway.pages.rendering import address, page
from averral.gateway.pages.routing import PageRoute
from averral.gateway.pages.session import Looking
from averral.language import tables
from averral.model import FindingFilters, FindingState

router = APIRouter(route_class=PageRoute)

#: Findings on a page.
SIZE = 30

_S = FindingState
#: What a desk looks at together.
GROUPS: Mapping[str, tuple[str, tuple[FindingState, ...]]] = {
    "conflict": (
        marked("In conflict"),
        (_S.CONTESTED, _S.CONTRADICTED, _S.DENIED, _S.ALTERED, _S.MISATTRIBUTED),
    ),
    "agree": (
        marked("Agreed"),
        (_S.CORROBORATED, _S.VERBATIM, _S.EXCERPT, _S.TRANSLATED, _S.PARAPHRASED),
    ),
    "later": (marked("Overtaken"), (_S.SUPERSEDED,)),
    "one": (marked("Single origin"), (_S.SINGLE_ORIGIN,)),
    "all": (marked("All"), ()),
}


@dataclass(frozen=True)
class Wanted:
    """What the inbox shows, as its address says."""

    group: str = "conflict"
    state: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    place: str = ""
    first: str = ""
    last: str = ""
    lang: tuple[str, ...] = ()
    every: bool = False
    """Also what other findings of the same topic say more strongly."""
    rejected: tuple[str, ...] = field(default=())
    """Fields that could not be read."""

    @property
    def states(self) -> tuple[str, ...]:
        """The states of the group, or those chosen one by one."""
        return self.state or tuple(state.value for state in GROUPS[self.group][1])

    def address(self, **changed: object) -> str:
        """The inbox with something changed."""
        own = {
            "group": "" if self.group == "conflict" else self.group,
            "state": self.state,
            "kind": self.kind,
            "place": self.place,
            "first": self.first,
            "last": self.last,
            "lang": self.lang,
            "every": "1" if self.every else "",
        }
        return address("/", **(own | changed))

    @property
    def narrowed(self) -> int:
        """How many filters are set."""
        given = (self.state, self.kind, self.place, self.first, self.last, self.lang, self.every)
        return sum(1 for one in given if one)


Several = Annotated[list[str], Query(max_length=20)]
Short = Annotated[str, Query(max_length=200)]


@router.get("/")
async def inbox(
    request: Request,
    reader: Looking,
    here: Here,
    group: Short = "conflict",
    state: Several = [],  # noqa: B006 - FastAPI makes a new list for each call
    kind: Several = [],  # noqa: B006
    place: Short = "",
    first: Short = "",
    last: Short = "",
    lang: Several = [],  # noqa: B006
    every: Short = "",
    page_token: Annotated[str, Query(max_length=1_000)] = "",
) -> Response:
    """Findings, the latest change first."""
    days = {name: _day(text) for name, text in (("first", first), ("last", last))}
    wanted = Wanted(
        group if group in GROUPS else "all",
        tuple(name for name in state if name in STATES),
        tuple(name for name in kind if name in KINDS),
        place.strip(),
        first if days["first"] else "",
        last if days["last"] else "",
        tuple(code for code in lang if code),
        bool(every),
        tuple(name for name, text in (("first", first), ("last", last)) if text and not days[name]),
    )
    filters = FindingFilters(
        wanted.lang, (wanted.place,) if wanted.place else (), days["first"], days["last"]
    )
    found = await here.verification.list_findings(
        reader.key.workspace,
        wanted.states,
        wanted.kind,
        not wanted.every,
        SIZE,
        page_token,
        filters,
        newest_first=True,
    )
    shown = {
        "wanted": wanted,
        "groups": GROUPS,
        "findings": found.items,
        "more": found.next_page_token,
        "later": bool(page_token),
        "known": tables.languages(),
    }
    return page(request, reader, "inbox.html", shown)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
