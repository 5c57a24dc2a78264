"""Nothing crosses a workspace: every method and every address, tried with another workspace's name and with all of its ids.

Methods come from the descriptors, addresses from the application: one that is added is tried here.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import grpc
import httpx
import pytest
from fastapi.routing import APIRoute
from google.longrunning import operations_pb2
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from averral.client import AsyncClient, Patience
from averral.gateway.app import create_app
from averral.gateway.context import Context
from averral.gateway.server import GatewayServer
from averral.model import Document, Finding, Source, Webhook
from averral.runtime.clients import VerificationClient
from averral.runtime.keys import KeyStore, Scope
from averral.runtime.server import Server, Service
from averral.runtime.settings import GatewaySettings, Settings
from averral.v1 import (
    batch_service_pb2,
    finding_service_pb2,
    matching_service_pb2_grpc,
    verification_service_pb2,
)
from averral.verification.scopes import SCOPES
from served import OTHER_TOLL, TOLL, installation

#: Stands in whatever is told of the other workspace's reports.
MARK = "Gazette of Others"
SERVICES = [
    verification_service_pb2.DESCRIPTOR.services_by_name["VerificationService"],
    batch_service_pb2.DESCRIPTOR.services_by_name["BatchService"],
    finding_service_pb2.DESCRIPTOR.services_by_name["FindingService"],
    operations_pb2.DESCRIPTOR.services_by_name["Operations"],
]
METHODS = [method for service in SERVICES for method in service.methods if method.name != "DeleteOperation"]
REFUSED = {grpc.StatusCode.NOT_FOUND, grpc.StatusCode.PERMISSION_DENIED}
#: Answers that hold nothing of any workspace, or what the caller itself just made in its own.
HARMLESS = {"GetLimits", "SubmitDocuments", "SubmitBatch", "CreateWebhook"}
WAITING = {"WatchFindings": 0.5, "WatchJob": 0.5, "WatchBatch": 0.5}


@pytest.fixture
async def foreign(tmp_path):
    """An installation with two workspaces: ids of theirs, and a key of mine."""
    keys = KeyStore(tmp_path / "keys.db")
    worker = keys.create("installation", "worker", [Scope.SERVICE])[1]
    async with installation(keys, worker) as here:
        secret = keys.create("theirs", "them", [Scope.ADMIN])[1]
        reports = [
            Document("", body, external_id="a", source=Source(f"{MARK} {number}"), language="en")
            for number, body in enumerate((TOLL, OTHER_TOLL))
        ]
        own = Settings(verification_address=here.address, service_key=secret)
        them = VerificationClient.connect(own)
        job = await them.submit_documents("theirs", reports)

        async def upload():
            for report in reports:
                yield report

        batch = await them.batches.submit("theirs", upload(), "b")
        await here.worker.drain()
        finding = (await them.list_findings("theirs")).items[0]
        hook, _ = await them.create_webhook("theirs", Webhook("", "https://desk.example/x"))
        assert (await them.batches.get("theirs", batch.id)).finished
        ids = {
            "finding_id": finding.id,
            "finding_ids": [finding.id],
            "related_ids": [finding.id],
            "item_ids": [finding.item_id],
            "document_id": finding.supporting[0].passages[0].document_id,
            "webhook_id": hook.id,
            "batch_id": batch.id,
            "earlier_batch_id": batch.id,
            "name": f"operations/{job.id}",
        }
        mine = keys.create("mine", "me", [Scope.ADMIN])[1]
        yield here, ids, mine, them, worker
        await them.close()
    keys.close()


def filled(descriptor: Any, ids: dict[str, Any], workspace: str, depth: int = 3) -> Message:
    """A message with the ids wherever one of their kind may stand, and something sensible elsewhere."""
    found = GetMessageClass(descriptor)()
    for field in descriptor.fields:
        target = getattr(found, field.name)
        if field.name == "workspace":
            found.workspace = workspace
        elif field.name in ids and field.message_type is None:
            if field.is_repeated:
                target.extend(ids[field.name])
            else:
                setattr(found, field.name, ids[field.name])
        elif (
            field.message_type is not None
            and depth
            and field.message_type.name in ("Review", "FindingFilters")
        ) or field.name in ("question", "draft", "claim", "document"):
            target.CopyFrom(filled(field.message_type, ids, workspace, depth - 1))
        elif field.name in ("documents", "entries"):
            target.append(filled(field.message_type, ids, workspace, depth - 1))
        elif field.name == "webhook":
            target.url = "https://desk.example/mine"
        elif field.name == "body":
            found.body = TOLL
        elif field.name == "author":
            found.author, found.action = "me", 1
    return found


async def ask(address: str, secret: str, method: Any, request: Message) -> tuple[grpc.StatusCode, bytes]:
    """Code and answers, as bytes."""
    path = f"/{method.containing_service.full_name}/{method.name}"
    kind = f"{'stream' if method.client_streaming else 'unary'}_{'stream' if method.server_streaming else 'unary'}"
    async with grpc.aio.insecure_channel(address) as channel:
        call = getattr(channel, kind)(path, request_serializer=type(request).SerializeToString)
        sent = iter([request]) if method.client_streaming else request
        answers = b""
        try:
            made = call(
                sent, metadata=(("authorization", f"Bearer {secret}"),), timeout=WAITING.get(method.name, 20)
            )
            if method.server_streaming:
                async for answer in made:
                    answers += answer
            else:
                answers = await made
        except grpc.aio.AioRpcError as error:
            return error.code(), answers
        return grpc.StatusCode.OK, answers


@pytest.mark.parametrize("named", [False, True], ids=["own workspace", "their workspace"])
async def test_no_method_tells_or_changes_anything_of_another_workspace(foreign, named):
    here, ids, mine, them, _ = foreign
    before = [finding async for finding in _all(them)]
    for method in METHODS:
        given = dict(ids)
        if method.name == "ListOperations":
            given["name"] = "workspaces/theirs"
        request = filled(method.input_type, given, "theirs" if named else "")
        code, told = await ask(here.address, mine, method, request)
        assert MARK.encode() not in told, method.name
        if named and any(field.name == "workspace" for field in method.input_type.fields):
            assert code in REFUSED, (method.name, code)
        if code is grpc.StatusCode.OK and method.name not in HARMLESS:
            assert not any(name.encode() in told for name in _names(ids)), method.name
    await unharmed(them, ids, before)


async def unharmed(them: VerificationClient, ids: dict[str, Any], before: list[Finding]) -> None:
    """Whatever was tried, theirs is as it was."""
    assert [finding async for finding in _all(them)] == before
    finding, reviews = await them.get_finding("theirs", ids["finding_id"])
    assert (finding.id, reviews) == (ids["finding_id"], ())
    assert [hook.id for hook in (await them.list_webhooks("theirs")).items] == [ids["webhook_id"]]
    batch = await them.batches.get("theirs", ids["batch_id"])
    assert not batch.cancelled
    assert not (await them.get_job(ids["name"].removeprefix("operations/"))).cancelled


def test_every_service_of_the_process_is_tried():
    known = {service.full_name for service in SERVICES}
    assert {method.strip("/").partition("/")[0] for method in SCOPES} == known


APP = create_app(Context(GatewaySettings(), None, None))  # type: ignore[arg-type]


def all_routes(routes: Iterable[Any]) -> Iterator[APIRoute]:
    """The routes, those of routers within routers too."""
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        else:
            yield from all_routes(route.original_router.routes)


#: Every address with each of its methods, the pages' too.
ROUTES = [(method, route) for route in all_routes(APP.routes) for method in sorted(route.methods - {"HEAD"})]
#: Names in addresses that are no ids of a workspace's.
PLAIN = {"name": "pages.css"}
#: Addresses that take lines.
LINES = {"/v1/verify/batch", "/v1/batches"}


async def test_no_address_tells_or_changes_anything_of_another_workspace(foreign, tmp_path):
    here, ids, mine, them, worker = foreign
    before = [finding async for finding in _all(them)]
    given = {**{name: value for name, value in ids.items() if isinstance(value, str)}, **PLAIN}
    given["job_id"] = ids["name"].removeprefix("operations/")
    # The parameters of addresses that name something of a workspace's.
    given |= {"earlier": ids["batch_id"], "id": "a", "text": TOLL}
    # What this process keeps, for the pages, which ask it themselves.
    kept = Service(
        "averral.v1.MatchingService",
        here.matching._inner._call._stub._servicer,
        matching_service_pb2_grpc.add_MatchingServiceServicer_to_server,
    )
    matching = Server([kept], Settings(port=0, shutdown_grace=0.2))
    await matching.start()
    settings = GatewaySettings(
        port=0,
        data_dir=tmp_path,
        verification_address=here.address,
        matching_address=f"localhost:{matching.port}",
        redis_url="memory:",
        service_key=worker,
        shutdown_grace=1,
    )
    server = GatewayServer(settings)
    await server.start()
    url = f"http://127.0.0.1:{server.port}"
    async with httpx.AsyncClient(base_url=url, headers={"Authorization": f"Bearer {mine}"}) as http:
        http.cookies.set("averral_session", mine)
        form = re.search(r'name="_token" value="([^"]+)"', (await http.get("/ask")).text)
        assert form is not None
        for method, route in ROUTES:
            status, told = await visit(http, method, route, given, form[1])
            assert MARK not in told, (method, route.path)
            named = [name for name in route.param_convertors if name not in PLAIN]
            if named:
                assert status in {403, 404}, (method, route.path, status)
            # A refusal names what was asked for, and a page links to itself.
            if status < 400 and route.path.startswith("/v1/"):
                assert not any(value in told for value in _names(ids)), (method, route.path)
    await server.stop()
    await matching.stop()
    await unharmed(them, ids, before)


async def visit(
    http: httpx.AsyncClient, method: str, route: APIRoute, given: dict[str, str], token: str
) -> tuple[int, str]:
    """Status and answer of an address with the foreign ids wherever they fit; of one that goes on, its beginning."""
    address = route.path.format(**{name: given[name] for name in route.param_convertors})
    query = {each.alias: given[each.alias] for each in route.dependant.query_params if each.alias in given}
    sent: dict[str, Any] = {}
    if method == "POST" and not address.startswith("/v1/"):
        # Signing out would end the session that the rest is tried with.
        sent["data"] = {
            "_token": "" if address == "/signout" else token,
            "text": TOLL,
            "action": "ACCEPT",
            "author": "me",
        }
    elif method == "POST" and route.path in LINES:
        sent = {
            "content": json.dumps({"id": "1", "text": TOLL}),
            "headers": {"Content-Type": "application/x-ndjson"},
        }
    elif method == "POST":
        sent["json"] = body_of(route, given)
    told = ""
    async with http.stream(method, address, params=query, **sent) as response:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1 if address == "/v1/events" else 20):
                async for text in response.aiter_text():
                    told += text
    return response.status_code, told


def body_of(route: APIRoute, given: dict[str, str]) -> Any:
    """The documented example of the body, with the foreign ids in it."""
    if route.body_field is None:
        return None
    schema = route.body_field.field_info.annotation.model_json_schema()
    example = dict((schema.get("examples") or [{}])[0])
    for name in schema["properties"]:
        if name in ("finding_ids", "related_ids"):
            example[name] = [given["finding_id"]]
    if "action" in example:
        example["action"] = "MERGE"
    return example


def _names(ids: dict[str, Any]) -> list[str]:
    flat = [each for value in ids.values() for each in (value if isinstance(value, list) else [value])]
    return [name.removeprefix("operations/") for name in flat]


async def _all(them: VerificationClient):
    for finding in (await them.list_findings("theirs", page_size=500)).items:
        yield finding


async def test_the_same_ids_do_open_with_their_own_key(foreign):
    """Otherwise the test above would pass with ids that nobody could read."""
    here, ids, _, them, _ = foreign
    assert (await them.get_finding("theirs", ids["finding_id"]))[0].supporting
    assert [one async for one in them.batches.all_findings("theirs", ids["batch_id"])]
    async with AsyncClient(here.address, workspace="theirs", key="avk_no", patience=Patience(0)) as nobody:
        with pytest.raises(Exception, match="unknown"):
            await nobody.limits()
