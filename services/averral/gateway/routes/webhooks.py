"""Webhooks: saved watches whose events are posted to an address."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from averral.gateway.cancelling import CancellingRoute
from averral.gateway.context import Here, Reader, Writer
from averral.gateway.requests import Replay, WebhookIn
from averral.gateway.routes.common import ERRORS, Name, PageSize, PageToken, answer
from averral.gateway.system_answers import QueuedOut, WebhookMade, WebhookOut, WebhookPage

router = APIRouter(prefix="/v1/webhooks", tags=["webhooks"], route_class=CancellingRoute, responses=ERRORS)


@router.post("", response_model=WebhookMade, status_code=201)
async def create_webhook(asked: WebhookIn, key: Writer, here: Here) -> Response:
    """Saves a watch whose events are posted, beginning with those to come. The secret is shown this once.

    Errors: INVALID_ARGUMENT, TOO_MANY_ITEMS, NOT_FOUND.
    """
    made, secret = await here.verification.create_webhook(key.workspace, asked.model())
    return answer(WebhookMade(webhook=WebhookOut.of(made), secret=secret), 201)


@router.get("", response_model=WebhookPage)
async def list_webhooks(
    key: Reader, here: Here, page_size: PageSize = 100, page_token: PageToken = ""
) -> Response:
    """Webhooks, earliest first, without their secrets. Errors: INVALID_PAGE_TOKEN."""
    page = await here.verification.list_webhooks(key.workspace, page_size, page_token)
    hooks = [WebhookOut.of(hook) for hook in page.items]
    return answer(WebhookPage(webhooks=hooks, next_page_token=page.next_page_token))


@router.delete("/{webhook_id}", status_code=204)
async def delete_webhook(webhook_id: Name, key: Writer, here: Here) -> Response:
    """Ends a webhook; what is queued for it is dropped. Errors: NOT_FOUND."""
    await here.verification.delete_webhook(key.workspace, webhook_id)
    return Response(status_code=204)


@router.post("/{webhook_id}/test", response_model=QueuedOut, status_code=202)
async def test_webhook(webhook_id: Name, key: Writer, here: Here) -> Response:
    """Queues a message of the type `ping`. Errors: NOT_FOUND, QUEUE_FULL."""
    await here.verification.test_webhook(key.workspace, webhook_id)
    return answer(QueuedOut(queued=1), 202)


@router.post("/{webhook_id}/replay", response_model=QueuedOut, status_code=202)
async def replay_webhook(webhook_id: Name, asked: Replay, key: Writer, here: Here) -> Response:
    """Queues again what passed the filters after an event. Errors: NOT_FOUND, QUEUE_FULL."""
    queued = await here.verification.replay_webhook(key.workspace, webhook_id, asked.after)
    return answer(QueuedOut(queued=queued), 202)
