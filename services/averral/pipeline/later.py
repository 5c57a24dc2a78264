"""Notes which findings are to be refreshed, for a process that does so once for many documents."""

from __future__ import annotations

from collections.abc import Sequence


class Later:
    """What the pipeline asks of the verification service, put off."""

    def __init__(self) -> None:
        self._items: dict[str, dict[str, None]] = {}

    async def refresh_findings(self, workspace: str, item_ids: Sequence[str]) -> tuple[str, ...]:
        """Notes the items; nothing has changed yet."""
        self._items.setdefault(workspace, {}).update(dict.fromkeys(item_ids))
        return ()

    async def list_workspaces(self) -> tuple[str, ...]:
        """Those with something put off: only they are under way here."""
        return tuple(self._items)

    def taken(self) -> list[tuple[str, tuple[str, ...]]]:
        """What was noted, by workspace, and forgotten with this call."""
        found = [(workspace, tuple(items)) for workspace, items in self._items.items()]
        self._items.clear()
        return found
