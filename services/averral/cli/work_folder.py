"""A folder that keeps what a batch has read, so that a run that broke off goes on where it was.

Documents are known by their content: one that was read and compared is not read again. Findings are computed from what
is stored, and those that a broken run still owed are computed by the next.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from averral.cli import installation
from averral.cli.installation import Installation

#: Stands in the folder while a run is under way.
OWED = "unfinished"
#: Items whose findings are computed in one call.
_PER_CALL = 500


@asynccontextmanager
async def resumed(folder: Path, workspace: str) -> AsyncIterator[Installation]:
    """All services in this process over the folder; findings that an earlier run owed are brought up to date first."""
    owed = await asyncio.to_thread(_begin, folder)
    async with installation.in_process(folder=folder) as here:
        if owed:
            await _refresh_all(here, workspace)
        yield here
        # Not reached by a run that broke off.
        await asyncio.to_thread((folder / OWED).unlink)


def _begin(folder: Path) -> bool:
    """Marks the folder as under way; whether an earlier run had left it so."""
    folder.mkdir(parents=True, exist_ok=True)
    owed = (folder / OWED).exists()
    (folder / OWED).touch()
    return owed


async def _refresh_all(here: Installation, workspace: str) -> None:
    for list_page in (here.matching.list_claims, here.matching.list_quotes):
        token = ""
        while True:
            page = await list_page(workspace, page_size=_PER_CALL, page_token=token)
            ids = [item.id for item in page.items]
            if ids:
                await here.verification.refresh_findings(workspace, ids)
            token = page.next_page_token
            if not token:
                break
