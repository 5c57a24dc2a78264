"""Batches over real servers: uploads in any pieces, a state for each line, kept results, two runs compared."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from pyarrow import parquet

from averral.errors import AverralError, Permanent, Reason, Temporary
from averral.gateway import uploads
from averral.model import Document, FindingState, ItemFailure
from averral.runtime.queue import MemoryQueue
from averral.verification.batches.store import BatchStore
from averral.verification.store import Store
from contract.gateway_server import gateway, problem
from served import OTHER_TOLL, SAID, TALKS, TOLL, installation, reports

LINES = {"Content-Type": "application/x-ndjson"}
TABLE = {"Content-Type": "text/csv; charset=utf-8"}


@pytest.fixture(autouse=True)
def looked_at_when_asked(monkeypatch):
    """These workers store findings after the documents count as done: nobody must look in between."""
    monkeypatch.setattr("averral.verification.batches.engine.PAUSE", 3_600.0)


@pytest.fixture
async def here():
    async with installation() as found:
        yield found


@pytest.fixture
async def local(tmp_path):
    async with gateway(tmp_path, anonymous_workspace="default") as found:
        yield found


async def entries(*found: Document | ItemFailure) -> AsyncIterator[Document | ItemFailure]:
    for one in found:
        yield one


async def run(here, request_id: str, *bodies: str):
    """A batch of these texts, read to its end."""
    batch = await here.client.batches.submit("default", entries(*reports(bodies)), request_id)
    await here.worker.drain()
    return await here.client.batches.get("default", batch.id)


# gRPC


async def test_every_item_has_a_state_and_a_bad_one_fails_alone(here):
    unreadable = ItemFailure("line 3", "INVALID_ARGUMENT", "no JSON")
    sent = entries(*reports([TOLL, " "]), unreadable, *reports([OTHER_TOLL]))
    batch = await here.client.batches.submit("default", sent, "import-1")
    assert (batch.items, batch.failed, batch.received, batch.finished) == (4, 2, True, False)
    await here.worker.drain()
    batch = await here.client.batches.get("default", batch.id)
    assert (batch.done, batch.failed, batch.finished) == (2, 2, True)
    items = (await here.client.batches.items("default", batch.id)).items
    assert [(item.number, item.done, item.reason) for item in items] == [
        (1, True, ""),
        (2, False, "EMPTY_TEXT"),
        (3, False, "INVALID_ARGUMENT"),
        (4, True, ""),
    ]
    failed = await here.client.batches.items("default", batch.id, failed_only=True)
    assert [item.external_id for item in failed.items] == ["r2", "line 3"]


async def test_results_are_kept_as_they_were_when_the_batch_ended(here):
    batch = await run(here, "a", TOLL)
    first = [one async for one in here.client.batches.all_findings("default", batch.id)]
    await here.take_in("default", OTHER_TOLL)
    again = [one async for one in here.client.batches.all_findings("default", batch.id)]
    assert again == first
    assert FindingState.CONTESTED not in {one.state for one in again}
    page = await here.client.batches.findings("default", batch.id, page_size=1)
    rest = await here.client.batches.findings(
        "default", batch.id, page_size=500, page_token=page.next_page_token
    )
    assert [*page.items, *rest.items] == first


async def test_two_runs_are_compared_by_their_conflicts(here):
    one = await run(here, "one", TOLL)
    two = await run(here, "two", TOLL, OTHER_TOLL)
    new = (await here.client.batches.compare("default", one.id, two.id)).items
    assert {change.kind for change in new} == {"new"}
    about = {change.after.text: change for change in new}
    was = next(change for text, change in about.items() if "27" in text)
    assert (was.before.state, was.after.state) == (FindingState.SINGLE_ORIGIN, FindingState.CONTESTED)
    fresh = next(change for text, change in about.items() if "Ten" in text)
    assert fresh.before is None
    gone = (await here.client.batches.compare("default", two.id, one.id)).items
    assert {(change.kind, change.item_id) for change in gone} == {("cleared", c.item_id) for c in new}
    assert (await here.client.batches.compare("default", two.id, two.id)).items == ()
    first = await here.client.batches.compare("default", one.id, two.id, page_size=1)
    second = await here.client.batches.compare("default", one.id, two.id, 1, first.next_page_token)
    assert first.items + second.items == new[:2]


async def test_an_upload_that_broke_off_goes_on_and_nothing_is_read_twice(here):
    documents = reports([TOLL, OTHER_TOLL, TALKS, SAID])
    read: list[str] = []
    extract = here.worker._neighbours.extraction.extract

    async def counted(document):
        read.append(document.id)
        return await extract(document)

    here.worker._neighbours.extraction.extract = counted

    async def broken() -> AsyncIterator[Document]:
        for _ in range(25):
            for document in documents[:2]:
                yield document
        await asyncio.sleep(0.5)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await here.client.batches.submit("default", broken(), "import-1")
    for _ in range(100):
        [batch] = (await here.client.batches.list("default")).items
        if batch.items == 50:
            break
        await asyncio.sleep(0.02)
    assert (batch.received, batch.finished, batch.items) == (False, False, 50)
    await here.worker.drain()
    assert not (await here.client.batches.get("default", batch.id)).finished
    whole = [*documents[:2] * 25, *documents[2:]]
    again = await here.client.batches.submit("default", entries(*whole), "import-1")
    await here.worker.drain()
    again = await here.client.batches.get("default", again.id)
    assert (again.id, again.items, again.done, again.finished) == (batch.id, 52, 52, True)
    assert len(read) == len(set(read)) == 4
    with pytest.raises(Permanent) as error:
        await here.client.batches.submit("default", entries(*documents[2:]), "import-1")
    assert error.value.reason is Reason.REQUEST_ID_REUSED


async def test_a_full_queue_holds_an_upload_up_and_refuses_nothing():
    async with installation(queue=MemoryQueue(capacity=2, retry_after=0.02)) as here:
        sending = asyncio.create_task(
            here.client.batches.submit("default", entries(*reports([TOLL, OTHER_TOLL, TALKS, SAID])), "big")
        )
        await asyncio.sleep(0.3)
        assert not sending.done()
        while not sending.done():
            await here.worker.drain()
            await asyncio.sleep(0.02)
        await here.worker.drain()
        batch = await here.client.batches.get("default", (await sending).id)
        assert (batch.done, batch.finished) == (4, True)


async def test_a_batch_without_results_says_so_in_place_of_an_empty_list(here):
    batch = await here.client.batches.submit("default", entries(*reports([TOLL])), "a")
    with pytest.raises(Temporary) as error:
        await here.client.batches.findings("default", batch.id)
    assert (error.value.reason, error.value.metadata["left"]) == (Reason.NOT_FINISHED, "1")
    cancelled = await here.client.batches.cancel("default", batch.id)
    assert cancelled.cancelled
    for call in (
        here.client.batches.findings("default", batch.id),
        here.client.batches.compare("default", batch.id, batch.id),
        here.client.batches.get("default", "bat_0"),
        here.client.batches.get("other", batch.id),
    ):
        with pytest.raises(Permanent) as refused:
            await call
        assert refused.value.reason is Reason.NOT_FOUND
    with pytest.raises(Permanent) as reused:
        await here.client.batches.submit("default", entries(*reports([TOLL])), "a")
    assert reused.value.reason is Reason.REQUEST_ID_REUSED


async def test_a_batch_ends_by_itself_when_nobody_asks(here, monkeypatch):
    monkeypatch.setattr("averral.verification.batches.engine.PAUSE", 0.05)
    await here.client.batches.submit("default", entries(*reports([TOLL])), "a")
    await here.worker.drain()
    for _ in range(100):
        [batch] = (await here.client.batches.list("default")).items
        if batch.finished:
            break
        await asyncio.sleep(0.05)
    assert batch.finished


def test_results_go_after_their_time():
    now = [datetime(2026, 1, 1, tzinfo=UTC)]
    store = Store(None)
    batches = BatchStore(store.engine, timedelta(days=30), now=lambda: now[0])
    batches.begin("bat_a", "w")
    now[0] += timedelta(days=10)
    batches.finish("bat_a")
    assert batches.get("w", "bat_a").expires_at == now[0] + timedelta(days=30)
    now[0] += timedelta(days=30)
    with pytest.raises(Permanent):
        batches.get("w", "bat_a")
    assert batches.page("w", 10, "").items == ()
    batches.begin("bat_b", "w")
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("select id from batches").scalars().all() == ["bat_b"]


# HTTP


def lines(*bodies: str) -> bytes:
    found = [
        {"id": f"r{n}", "outlet": f"Outlet {n}", "lang": "en", "text": body}
        for n, body in enumerate(bodies, 1)
    ]
    return "".join(json.dumps(one) + "\n" for one in found).encode()


async def finished(local, response):
    assert response.status_code == 202, response.text
    await local.here.worker.drain()
    batch = (await local.http.get(response.headers["location"], params={"wait": 10})).json()
    assert batch["finished"]
    return batch


async def test_lines_go_in_and_four_kinds_of_file_come_out(local):
    body = lines(TOLL, OTHER_TOLL) + b"{no json}\n\n" + b'{"text": "x", "langg": "en"}\n'
    batch = await finished(local, await local.http.post("/v1/batches", content=body, headers=LINES))
    assert (batch["items"], batch["done"], batch["failed"]) == (4, 2, 2)
    address = f"/v1/batches/{batch['id']}"
    failed = (await local.http.get(f"{address}/items", params={"failed_only": True})).json()["items"]
    assert [one["external_id"] for one in failed] == ["line 3", "line 5"]
    assert "langg" in failed[1]["message"]

    told = (await local.http.get(f"{address}/results")).text.splitlines()
    ids = [json.loads(line)["item_id"] for line in told]
    alarming = await local.http.get(f"{address}/results", params={"state": "CONTESTED"})
    assert 0 < len(alarming.text.splitlines()) < len(told)

    table = await local.http.get(f"{address}/results", params={"format": "csv", "bom": True})
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert [row["item_id"] for row in rows] == ids
    assert {row["document_id"] for row in rows} == {"r1", "r2"}

    file = await local.http.get(f"{address}/results", params={"format": "parquet"})
    found = parquet.read_table(io.BytesIO(file.content)).to_pylist()
    assert [row["item_id"] for row in found] == ids
    contested = next(row for row in found if row["state"] == "CONTESTED")
    assert (contested["outlets_for"], contested["outlets_against"]) == (["Outlet 1"], ["Outlet 2"])

    asked = [
        await local.http.get(f"{address}/results", params={"format": form, "rows": "pairs"})
        for form in ("jsonl", "csv", "parquet")
    ]
    pairs = [json.loads(line) for line in asked[0].text.splitlines()]
    assert {(row["outlet"], row["side"], row["other_outlet"]) for row in pairs} >= {
        ("Outlet 1", "against", "Outlet 2"),
        ("Outlet 2", "against", "Outlet 1"),
    }
    assert [row["other_text"] for row in csv.DictReader(io.StringIO(asked[1].text))] == [
        row["other_text"] for row in pairs
    ]
    assert parquet.read_table(io.BytesIO(asked[2].content)).to_pylist() == pairs

    page = await local.http.get(f"{address}/results", params={"format": "html"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<svg" in page.text
    assert "line 3" in page.text
    assert [one["id"] for one in (await local.http.get("/v1/batches")).json()["batches"]] == [batch["id"]]


async def test_a_table_goes_in_with_line_breaks_in_its_cells(local):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", "outlet", "text", "published"])
    writer.writerow(["a", "Asi", f'He said ""so"".\n\n{TOLL}', "2016-12-05"])
    writer.writerow(["b", "Bel", "", ""])
    writer.writerow(["c", "Cor", OTHER_TOLL, "tomorrow"])
    writer.writerow(["d", "Dor", OTHER_TOLL, ""])
    body = out.getvalue().encode() + b"e,too few\n" + b'f,Fir,"\xff",\n'
    response = await local.http.post("/v1/batches", content=body, headers=TABLE)
    batch = await finished(local, response)
    items = (await local.http.get(f"/v1/batches/{batch['id']}/items")).json()["items"]
    assert [(one["external_id"], one["done"], one["reason"]) for one in items] == [
        ("a", True, ""),
        ("b", False, "INVALID_ARGUMENT"),
        ("c", False, "INVALID_ARGUMENT"),
        ("d", True, ""),
        ("line 8", False, "INVALID_ARGUMENT"),
        ("line 9", False, "TEXT_NOT_UNICODE"),
    ]


@pytest.mark.parametrize(
    ("headers", "body", "field"),
    [
        (TABLE, b"id,txt\n1,x\n", "text"),
        (TABLE, b"id,text,colour\n1,x,red\n", "colour"),
        (TABLE, b"text,text\n1,x\n", "text"),
        (TABLE, b"\xff\xfe\n", "header"),
        ({"Content-Type": "application/json"}, b"{}", "content-type"),
    ],
)
async def test_what_is_no_upload_makes_no_batch(local, headers, body, field):
    refused = await local.http.post("/v1/batches", content=body, headers=headers)
    assert problem(refused, 400, "INVALID_ARGUMENT")["field"] == field
    assert (await local.http.get("/v1/batches")).json()["batches"] == []


async def test_batches_are_compared_cancelled_and_repeated_over_http(local):
    once = LINES | {"Idempotency-Key": "one"}
    one = await finished(local, await local.http.post("/v1/batches", content=lines(TOLL), headers=once))
    two = await finished(
        local, await local.http.post("/v1/batches", content=lines(TOLL, OTHER_TOLL), headers=LINES)
    )
    again = await local.http.post("/v1/batches", content=lines(TOLL), headers=once)
    assert again.json()["id"] == one["id"]
    problem(
        await local.http.post("/v1/batches", content=lines(TALKS), headers=once), 409, "REQUEST_ID_REUSED"
    )
    address = f"/v1/batches/{two['id']}/changes"
    found = (await local.http.get(address, params={"earlier": one["id"]})).json()["changes"]
    assert {change["kind"] for change in found} == {"new"}
    waiting = (await local.http.post("/v1/batches", content=lines(SAID), headers=LINES)).json()
    results = await local.http.get(f"/v1/batches/{waiting['id']}/results")
    assert int(results.headers["retry-after"]) > 0
    problem(results, 409, "NOT_FINISHED")
    cancelled = await local.http.post(f"/v1/batches/{waiting['id']}/cancel")
    assert cancelled.json()["cancelled"]
    problem(await local.http.get("/v1/batches/bat_0"), 404, "NOT_FOUND")


async def test_an_upload_is_read_no_faster_than_it_is_taken(tmp_path):
    """What the client makes stays with the client: nobody holds a batch in memory, however large it is."""
    made = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal made
        while True:
            made += 1
            yield json.dumps({"id": f"r{made}", "text": f"{made} " + "word " * 20_000}).encode() + b"\n"

    queue = MemoryQueue(capacity=60, retry_after=0.05)
    async with gateway(tmp_path, queue, anonymous_workspace="default") as local:
        sending = asyncio.create_task(
            local.http.post("/v1/batches", content=endless(), headers=LINES | {"Idempotency-Key": "big"})
        )
        before, still = -1, 0
        while still < 5:
            await asyncio.sleep(0.3)
            still, before = (still + 1 if made == before else 0), made
        # 100 KB each: what is in the queue, in one message on each side, and in the buffers of two connections.
        assert 60 <= made < 400
        sending.cancel()
        await asyncio.wait([sending])


async def test_a_caller_who_leaves_leaves_a_batch_that_goes_on(local):
    async def broken() -> AsyncIterator[bytes]:
        yield lines(*[f"{TOLL} {n}" for n in range(60)])
        await asyncio.sleep(0.5)
        raise ConnectionError

    once = LINES | {"Idempotency-Key": "half"}
    with pytest.raises(ConnectionError):
        await local.http.post("/v1/batches", content=broken(), headers=once)
    for _ in range(100):
        found = (await local.http.get("/v1/batches")).json()["batches"]
        if found and found[0]["items"] >= 50:
            break
        await asyncio.sleep(0.05)
    assert not found[0]["received"]
    body = lines(*[f"{TOLL} {n}" for n in range(61)])
    whole = (await local.http.post("/v1/batches", content=body, headers=once)).json()
    assert (whole["id"], whole["items"], whole["received"]) == (found[0]["id"], 61, True)


# Reading an upload


async def pieces(body: bytes, size: int) -> AsyncIterator[bytes]:
    for start in range(0, len(body), size):
        yield body[start : start + size]


@pytest.mark.parametrize("size", [1, 2, 7, 1_000])
async def test_lines_are_the_same_in_any_pieces(size):
    body = "a\nبب\n\n\nc".encode()
    found = [line async for line in uploads.lines(pieces(body, size), 100)]
    assert found == [b"a", "بب".encode(), b"", b"", b"c"]


@pytest.mark.parametrize("size", [3, 1_000])
async def test_a_line_that_is_too_long_fails_alone_and_is_not_held(size):
    body = b'{"text": "a"}\n{"text": "' + b"x" * 500 + b'"}\n{"text": "c"}'
    found = [one async for one in uploads.json_entries(pieces(body, size), 50)]
    assert [getattr(one, "body", None) for one in found] == ["a", None, "c"]
    assert found[1].reason == "TEXT_TOO_LARGE"
    table = b'id,text\n1,"a\nb"\n2,"' + b"x\n" * 100 + b'"\n3,c\n'
    rows = [one async for one in uploads.csv_entries(pieces(table, size), 50)]
    assert rows[0].body == "a\nb"
    assert rows[1].reason == "TEXT_TOO_LARGE"
    assert all(isinstance(one, AverralError | Document | ItemFailure) for one in rows)
