"""What is stored, what is queued, and what this installation takes."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request
from fastapi.responses import Response

import averral
from averral.errors import AverralError
from averral.gateway.context import Context, Here
from averral.gateway.pages.dead import queue_of
from averral.gateway.pages.document import corpus_of
from averral.gateway.pages.labels import QUEUES
from averral.gateway.pages.rendering import page
from averral.gateway.pages.routing import PageRoute
from averral.gateway.pages.session import Looking
from averral.runtime.queue import QueueStats

router = APIRouter(route_class=PageRoute)


@router.get("/status")
async def status(request: Request, reader: Looking, here: Here) -> Response:
    """Counts of the workspace, the queues and the limits."""
    workspace = reader.key.workspace
    stats, limits, jobs, queues = await asyncio.gather(
        corpus_of(here).get_stats(workspace),
        here.verification.get_limits(),
        here.verification.list_jobs(workspace, 10),
        _queues(here),
    )
    shown = {
        "stats": stats,
        "limits": limits,
        "jobs": jobs.items,
        "queues": queues,
        "version": averral.__version__,
    }
    return page(request, reader, "status.html", shown)


async def _queues(here: Context) -> list[tuple[str, QueueStats]] | None:
    """Counts of each queue; None where it does not answer, which the page says."""
    try:
        queue = await queue_of(here)
        return [(name, await queue.stats(name)) for name in QUEUES]
    except AverralError:
        return None
