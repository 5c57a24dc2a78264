"""The corpus in the same process: what findings are made of is handed over as it is, and not as a message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from averral.matching.engine import Matcher
from averral.model import DEFAULT_WORKSPACE, Evidence, Filters
from averral.runtime.clients import MatchingClient


class NearMatching(MatchingClient):
    """A client whose service runs here; evidence is most of what a check passes on, and packing it took half of its time."""

    def __init__(self, stub: Any, matcher: Matcher) -> None:
        super().__init__(stub)
        self._matcher = matcher

    async def get_evidence(
        self, workspace: str, item_ids: Sequence[str], filters: Filters = Filters()
    ) -> tuple[Evidence, ...]:
        """See `MatchingPort.get_evidence`."""
        return await self._matcher.get_evidence(workspace or DEFAULT_WORKSPACE, list(item_ids), filters)
