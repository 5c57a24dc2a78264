"""Answers about items of drafts, kept for some minutes in memory, so that an edit costs what it changed.

Kept are findings by a digest of what was compared, never the draft's words; a digest includes the workspace and the
state of the corpus, so nobody else can meet an answer and no answer outlives a new report.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from averral.model import Finding

#: Seconds that an answer is kept; longer than the pause between two keystrokes of a thoughtful author.
SECONDS = 300.0
#: Answers kept, some 20 KB each: those of some dozens of drafts.
CAPACITY = 4_000


class DraftCache:
    """Least recently used answers go first."""

    def __init__(
        self,
        capacity: int = CAPACITY,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._kept: OrderedDict[str, tuple[float, Finding]] = OrderedDict()
        self._capacity, self._seconds, self._clock = capacity, seconds, clock

    def put(self, key: str, finding: Finding) -> None:
        """Keeps the finding without the draft's words."""
        self._kept[key] = (self._clock() + self._seconds, replace(finding, text=""))
        self._kept.move_to_end(key)
        while len(self._kept) > self._capacity:
            self._kept.popitem(last=False)

    def get(self, key: str, text: str, item_id: str, finding_id: str) -> Finding | None:
        """The finding, about the item as it stands in this draft; None when there is none any more."""
        ends, kept = self._kept.get(key, (0.0, None))
        if kept is None:
            return None
        if ends <= self._clock():
            del self._kept[key]
            return None
        self._kept.move_to_end(key)
        return replace(kept, id=finding_id, item_id=item_id, text=text)
