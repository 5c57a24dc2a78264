"""Dead letters: messages that were given up, with their cause; of the reader's own workspace only."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from averral.errors import Permanent, Reason
from averral.gateway.context import Context, Here
from averral.gateway.pages.labels import QUEUES
from averral.gateway.pages.rendering import page
from averral.gateway.pages.routing import SEE_OTHER, PageRoute
from averral.gateway.pages.session import Form, Looking, Writing
from averral.runtime.queue import DeadLetter, Queue

router = APIRouter(route_class=PageRoute)

#: Letters of one queue that are looked through.
MOST = 500


@router.get("/dead")
async def list_letters(request: Request, reader: Looking, here: Here) -> Response:
    """The dead letters, oldest first."""
    letters = await _letters(await queue_of(here), reader.key.workspace)
    return page(request, reader, "dead.html", {"letters": letters})


@router.post("/dead")
async def act(reader: Writing, here: Here, form: Form) -> Response:
    """Queues a letter anew, or drops it for good."""
    queue, stream, entry = await queue_of(here), form.get("stream", ""), form.get("entry", "")
    own = {(letter.stream, letter.entry) for letter in await _letters(queue, reader.key.workspace)}
    if (stream, entry) not in own:
        raise Permanent(Reason.NOT_FOUND, "There is no such dead letter: it may be gone already.")
    if form.get("action") == "drop":
        await queue.dead_drop(stream, entry)
    else:
        await queue.dead_retry(stream, entry)
    return RedirectResponse("/dead", SEE_OTHER)


async def queue_of(here: Context) -> Queue:
    """The queue.

    Raises:
        Permanent: NOT_FOUND for a gateway without one.
        Temporary: NEIGHBOUR_UNAVAILABLE.
    """
    if here.queues is None:
        raise Permanent(Reason.NOT_FOUND, "This gateway knows no queue.")
    return await here.queues.get()


async def _letters(queue: Queue, workspace: str) -> list[DeadLetter]:
    found: list[DeadLetter] = []
    for stream in QUEUES:
        found += [
            letter
            for letter in await queue.dead_list(stream, MOST)
            if letter.body.get("workspace") == workspace
        ]
    return found
