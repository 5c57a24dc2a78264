"""The HTTP gateway over a real server, in front of a real public API."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from averral.gateway.server import GatewayServer
from averral.runtime import telemetry
from averral.runtime.keys import Scope
from averral.runtime.settings import GatewaySettings
from contract.gateway_server import gateway, problem
from served import OTHER_TOLL, SAID, TALKS, TOLL

README = Path(__file__).parents[2] / "services/averral/gateway/README.md"


@pytest.fixture
async def local(tmp_path):
    """Answers without a key, as on one person's machine."""
    async with gateway(tmp_path, anonymous_workspace="default", keepalive_seconds=0.2) as found:
        yield found


@pytest.fixture
async def closed(tmp_path):
    """Answers with a key only."""
    async with gateway(tmp_path) as found:
        yield found


# Questions


async def test_a_claim_gets_both_sides_with_places_in_all_forms(local):
    await local.here.take_in("default", "🕊️ " + OTHER_TOLL)
    response = await local.http.post("/v1/verify/claim", json={"text": TOLL, "lang": "en"})
    assert response.status_code == 200
    found = response.json()
    assert found["state"] == "CONTRADICTED"
    assert "VALUE" in found["reasons"]
    passage = found["opposing"][0]["passages"][0]
    body = "🕊️ " + OTHER_TOLL
    assert body[passage["span"]["start"] : passage["span"]["end"]] == passage["text"]
    units = body.encode("utf-16-le")
    wide = units[passage["utf16"]["start"] * 2 : passage["utf16"]["end"] * 2].decode("utf-16-le")
    assert wide == passage["text"]
    assert passage["utf16"]["start"] == passage["span"]["start"] + 1
    selector = passage["selector"]
    assert selector["type"] == "TextQuoteSelector"
    assert selector["prefix"] + selector["exact"] + selector["suffix"] in body


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-08", "9999-12-31"])
async def test_a_question_about_an_end_of_the_calendar_is_answered(day, local):
    await local.here.take_in("default", OTHER_TOLL, SAID)
    for route, text in (("claim", TOLL), ("quote", "We left last week"), ("quote", "0")):
        asked = {"text": f"{text}, he said yesterday.", "lang": "en", "date": day}
        assert (await local.http.post(f"/v1/verify/{route}", json=asked)).status_code == 200


async def test_a_quote_is_compared_with_what_is_reported(local):
    await local.here.take_in("default", SAID)
    asked = {"text": "We will never leave our city", "speaker": "Salim Haddad", "lang": "en"}
    assert (await local.http.post("/v1/verify/quote", json=asked)).json()["state"] == "VERBATIM"


async def test_a_batch_answers_every_line_and_a_bad_one_fails_alone(local):
    await local.here.take_in("default", OTHER_TOLL)
    lines = [
        {"id": "a", "text": TOLL, "lang": "en"},
        {"id": "b", "text": ""},
        {"id": "c", "kind": "quote", "text": "we stay here", "speaker": "Haddad"},
        {"id": "d", "text": " "},
        {"text": "no id"},
    ]
    body = "\n".join([json.dumps(line) for line in lines] + ["{not json", ""])
    kind = {"Content-Type": "application/x-ndjson"}
    response = await local.http.post("/v1/verify/batch", content=body, headers=kind)
    answers = {one["id"]: one for one in map(json.loads, response.text.splitlines())}
    assert set(answers) == {"a", "c", "d", "line 2", "line 5", "line 6"}
    assert answers["a"]["finding"]["state"] == "CONTRADICTED"
    assert answers["d"]["error"]["reason"] == "EMPTY_TEXT"
    assert answers["line 5"]["error"]["reason"] == "INVALID_ARGUMENT"
    problem(await local.http.post("/v1/verify/batch", content=body), 400, "INVALID_ARGUMENT")


# Lists of findings


async def test_findings_are_narrowed_and_ordered_by_the_address(local):
    await local.here.take_in("default", TOLL)
    await local.here.take_in("default", OTHER_TOLL)

    async def listed(**query: Any) -> list[dict[str, Any]]:
        return (await local.http.get("/v1/findings", params={"kind": "casualties"} | query)).json()[
            "findings"
        ]

    newest = await listed(newest_first=True, place="عزيزة")
    assert len(newest) >= 2
    changed = [found["updated_at"] for found in newest]
    assert changed == sorted(changed, reverse=True)
    assert {place["name"] for found in newest for place in found["places"]} == {"Aziza"}
    document = newest[0]["supporting"][0]["passages"][0]["document_id"]
    assert 0 < len(await listed(document_id=document)) < len(newest)
    assert await listed(lang="fr") == await listed(place="Berlin") == await listed(first="2100-01-01") == []
    problem(await local.http.get("/v1/findings?first=6"), 400, "INVALID_ARGUMENT")


# Drafts


async def test_a_draft_gets_its_flags_and_an_etag_by_which_it_costs_nothing_again(local):
    await local.here.take_in("default", OTHER_TOLL)
    draft = {"id": "post-1", "text": TOLL, "lang": "en"}
    first = await local.http.post("/v1/drafts/check", json=draft)
    [flag] = [flag for flag in first.json()["flags"] if flag["severity"] == "alert"]
    assert flag["kind"] in ("CONTRADICTED", "CONTESTED")
    assert TOLL[flag["span"]["start"] : flag["span"]["end"]] == flag["text"]
    assert flag["block"] is None

    local.here.matching.probed.clear()
    known = {"If-None-Match": first.headers["etag"]}
    again = await local.http.post("/v1/drafts/check", json=draft, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert local.here.matching.probed == []
    other = await local.http.post("/v1/drafts/check", json=draft | {"text": TALKS}, headers=known)
    assert other.status_code == 200


async def test_html_comes_in_and_places_count_in_what_the_editor_shows(local):
    await local.here.take_in("default", OTHER_TOLL)
    shown = "😀 " + TOLL
    markup = (
        "<h2>News &amp; views</h2><script>var x = '27 soldiers were killed';</script>"
        f'<p id="second">😀 {TOLL.replace("soldiers", "<b>sol</b>diers")}</p>'
    )
    found = (await local.http.post("/v1/drafts/check", json={"html": markup, "lang": "en"})).json()
    assert found["text"] == "News & views\n\n" + shown
    [flag] = [flag for flag in found["flags"] if flag["severity"] == "alert"]
    assert found["text"][flag["span"]["start"] : flag["span"]["end"]] == flag["text"]
    assert flag["block"]["id"] == "second"
    inside = flag["block"]["span"]
    assert shown[inside["start"] : inside["end"]] == flag["text"]
    wide = flag["block"]["utf16"]
    assert wide["start"] == inside["start"] + 1


async def events(response: httpx.Response) -> AsyncIterator[dict[str, Any]]:
    found: dict[str, Any] = {}
    async for line in response.aiter_lines():
        if not line and found:
            yield found
            found = {}
        elif line.startswith(":"):
            yield {"comment": line}
        elif line:
            name, _, value = line.partition(": ")
            found[name] = json.loads(value) if name == "data" else value


async def test_flags_are_streamed_and_the_summary_ends_the_stream(local):
    await local.here.take_in("default", OTHER_TOLL, SAID)
    accept = {"Accept": "text/event-stream"}
    draft = {"text": f"{TOLL}\n\n{TALKS}", "lang": "en"}
    async with local.http.stream("POST", "/v1/drafts/check", json=draft, headers=accept) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        found = [one async for one in events(response)]
    assert [one["event"] for one in found[:-1]] == ["flag"] * (len(found) - 1)
    assert found[-1]["event"] == "summary"
    assert found[-1]["data"]["items"] >= len(found) - 1
    refused = await local.http.post("/v1/drafts/check", json={"text": " "}, headers=accept)
    problem(refused, 400, "EMPTY_TEXT")


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
async def test_a_caller_who_leaves_ends_the_work(local, accept):
    started, never = asyncio.Event(), asyncio.Event()

    async def hang():
        started.set()
        await never.wait()

    local.here.matching.before = hang
    async with httpx.AsyncClient(base_url=local.url) as leaving:
        asked = asyncio.create_task(
            leaving.post("/v1/drafts/check", json={"text": TOLL}, headers={"Accept": accept}, timeout=60)
        )
        await started.wait()
        asked.cancel()
    for _ in range(150):
        if local.here.matching.ended:
            break
        await asyncio.sleep(0.02)
    assert local.here.matching.ended == 1, "the comparison was cancelled with the request"


async def test_a_watcher_who_leaves_ends_the_watch(local):
    running = telemetry.RPCS_RUNNING.labels("averral.v1.VerificationService")._value
    before = running.get()

    async def becomes(count: float) -> bool:
        for _ in range(150):
            if running.get() == count:
                return True
            await asyncio.sleep(0.02)
        return False

    async with local.http.stream("GET", "/v1/events") as response:
        said = events(response)
        assert (await anext(said))["comment"]
        assert await becomes(before + 1)
    assert await becomes(before), "the watch was cancelled with the request"


# Documents


async def test_documents_go_in_and_their_job_is_followed(local):
    sent = {"documents": [{"id": "a-1", "outlet": "Orontes", "lang": "en", "html": f"<p>{TOLL}</p>"}]}
    once = {"Idempotency-Key": "import-1"}
    response = await local.http.post("/v1/documents", json=sent, headers=once)
    assert response.status_code == 202
    job = response.json()
    assert response.headers["location"] == f"/v1/jobs/{job['id']}"
    waiting = asyncio.create_task(local.http.get(f"/v1/jobs/{job['id']}", params={"wait": 20}))
    await local.here.worker.drain()
    assert (await waiting).json()["finished"]
    assert [one["id"] for one in (await local.http.get("/v1/jobs")).json()["jobs"]] == [job["id"]]

    again = await local.http.post("/v1/documents", json=sent, headers=once)
    assert again.json()["id"] == job["id"]
    other = {"documents": [{"text": TALKS}]}
    problem(await local.http.post("/v1/documents", json=other, headers=once), 409, "REQUEST_ID_REUSED")
    passage = (await local.http.get("/v1/findings")).json()["findings"][0]["supporting"][0]["passages"][0]
    assert passage["external_id"] == "a-1"


@pytest.mark.parametrize("kept", [0, 1, "true", None])
async def test_what_is_neither_true_nor_false_is_refused(kept, local):
    asked = {"documents": [{"id": "a", "text": TOLL}], "keep_earlier": kept}
    problem(await local.http.post("/v1/documents", json=asked), 400, "INVALID_ARGUMENT")


async def test_a_job_can_be_cancelled(local):
    job = (await local.http.post("/v1/documents", json={"documents": [{"text": TALKS}]})).json()
    assert (await local.http.post(f"/v1/jobs/{job['id']}/cancel")).json()["cancelled"]
    problem(await local.http.post("/v1/jobs/job_0/cancel"), 404, "NOT_FOUND")


async def test_too_much_is_refused(tmp_path):
    async with gateway(tmp_path, anonymous_workspace="default", max_request_mib=1) as small:
        huge = {"text": "x" * 1_100_000}
        problem(await small.http.post("/v1/verify/claim", json=huge), 413, "TEXT_TOO_LARGE")

        async def unannounced():
            for _ in range(30):
                yield b"x" * 65_536

        chunked = await small.http.post(
            "/v1/verify/claim", content=unannounced(), headers={"Content-Type": "application/json"}
        )
        problem(chunked, 413, "TEXT_TOO_LARGE")
        many = {"documents": [{"text": "x"}] * 501}
        problem(await small.http.post("/v1/documents", json=many), 400, "TOO_MANY_ITEMS")


# Findings


async def finding_of(local) -> dict[str, Any]:
    await local.here.take_in("default", OTHER_TOLL, TOLL, SAID)
    found = (await local.http.get("/v1/findings", params={"state": "CONTESTED"})).json()["findings"]
    return found[0]


async def test_findings_are_listed_read_and_reviewed(local):
    finding = await finding_of(local)
    page = (await local.http.get("/v1/findings", params={"page_size": 1})).json()
    rest = await local.http.get("/v1/findings", params={"page_token": page["next_page_token"]})
    assert page["findings"][0]["id"] not in [one["id"] for one in rest.json()["findings"]]

    decided = {"action": "REJECT", "author": "desk-2", "note": "Two villages."}
    once = {"Idempotency-Key": "r-1"}
    address = f"/v1/findings/{finding['id']}/reviews"
    response = await local.http.post(address, json=decided, headers=once)
    assert response.status_code == 201
    assert (await local.http.post(address, json=decided, headers=once)).json() == response.json()
    problem(
        await local.http.post(address, json=decided | {"note": "x"}, headers=once), 409, "REQUEST_ID_REUSED"
    )
    read = (await local.http.get(f"/v1/findings/{finding['id']}")).json()
    assert read["finding"] == finding
    assert [one["action"] for one in read["reviews"]] == ["REJECT"]
    problem(await local.http.get("/v1/findings/fnd_0"), 404, "NOT_FOUND")
    bad = await local.http.post(address, json=decided | {"related_ids": ["x"]})
    assert problem(bad, 400, "INVALID_ARGUMENT")["field"] == "review.related_ids"
    problem(await local.http.get("/v1/findings", params={"page_token": "%"}), 400, "INVALID_PAGE_TOKEN")
    problem(await local.http.get("/v1/findings", params={"kind": "gossip"}), 400, "INVALID_ARGUMENT")


async def test_a_watch_is_resumed_by_what_browsers_send(local):
    await finding_of(local)
    async with local.http.stream("GET", "/v1/events", params={"limit": 2}) as response:
        first = [one async for one in events(response) if "event" in one]
    assert [one["event"] for one in first] == ["finding", "finding"]
    sent = {"Last-Event-ID": first[0]["id"]}
    async with local.http.stream("GET", "/v1/events", params={"limit": 1}, headers=sent) as response:
        later = [one async for one in events(response) if "event" in one]
    assert later[0]["id"] == first[1]["id"]


async def test_a_silent_watch_is_kept_open(local):
    async with local.http.stream("GET", "/v1/events") as response:
        said = [one async for one in _first(events(response), 3)]
    assert [one["comment"] for one in said] == [": connected", ": still here", ": still here"]


async def _first(items, count):
    number = 0
    async for item in items:
        yield item
        number += 1
        if number == count:
            return


async def test_exports_are_files(local):
    await finding_of(local)
    response = await local.http.get("/v1/export", params={"format": "csv", "bom": True})
    assert response.content.startswith(b"\xef\xbb\xbfid,")
    assert response.headers["content-disposition"] == 'attachment; filename="findings.csv"'
    for form in ("jsonl", "claim_review", "json_ld"):
        lines = (await local.http.get("/v1/export", params={"format": form})).text.splitlines()
        assert all(isinstance(json.loads(line), dict) for line in lines)
    assert (await local.http.get("/v1/export", params={"state": "NOT_FOUND"})).content == b""


async def test_exports_and_batch_lines_are_explained_in_the_language_that_is_read(local):
    found = (await finding_of(local))["id"]
    english = (await local.http.get("/v1/export")).text
    for code in ("ar", "ru"):
        read = {"Accept-Language": f"{code}-XX,en;q=0.1"}
        wanted = (await local.http.get(f"/v1/findings/{found}", headers=read)).json()["finding"]["why"]
        assert json.dumps(wanted) not in english
        lines = (await local.http.get("/v1/export", headers=read)).text.splitlines()
        assert wanted in [one["why"] for one in map(json.loads, lines) if one["id"] == found]
        assert wanted in (await local.http.get("/v1/export?format=csv", headers=read)).text
        asked = json.dumps({"id": "q", "text": TOLL, "lang": "en"})
        kind = read | {"Content-Type": "application/x-ndjson"}
        line = await local.http.post("/v1/verify/batch", content=asked, headers=kind)
        alone = await local.http.post("/v1/verify/claim", json={"text": TOLL, "lang": "en"}, headers=read)
        assert line.json()["finding"]["why"] == alone.json()["why"]
    strange = await local.http.get("/v1/export", headers={"Accept-Language": "tlh"})
    assert strange.text == english


async def test_webhooks_are_made_listed_tried_and_ended(closed):
    mine, theirs = closed.key("mine"), closed.key("theirs")
    asked = {"url": "https://desk.example/averral", "states": ["CONTESTED"], "kinds": ["casualties"]}
    made = await closed.http.post("/v1/webhooks", json=asked, headers=mine)
    assert made.status_code == 201
    hook = made.json()["webhook"]
    assert made.json()["secret"].startswith("whs_")
    assert {name: hook[name] for name in asked} == asked
    listed = await closed.http.get("/v1/webhooks", headers=mine)
    assert listed.json()["webhooks"] == [hook]
    assert "whs_" not in listed.text
    address = f"/v1/webhooks/{hook['id']}"
    for call in (
        closed.http.post(f"{address}/test", headers=theirs),
        closed.http.post(f"{address}/replay", json={}, headers=theirs),
        closed.http.delete(address, headers=theirs),
    ):
        problem(await call, 404, "NOT_FOUND")
    assert (await closed.http.get("/v1/webhooks", headers=theirs)).json()["webhooks"] == []
    assert (await closed.http.post(f"{address}/test", headers=mine)).status_code == 202
    replayed = await closed.http.post(f"{address}/replay", json={"after": 0}, headers=mine)
    assert replayed.json() == {"queued": 0}
    assert (await closed.http.delete(address, headers=mine)).status_code == 204
    problem(await closed.http.delete(address, headers=mine), 404, "NOT_FOUND")
    inside = asked | {"url": "https://169.254.169.254/latest"}
    found = problem(
        await closed.http.post("/v1/webhooks", json=inside, headers=mine), 400, "INVALID_ARGUMENT"
    )
    assert found["field"] == "webhook.url"
    reader = closed.key("mine", (Scope.READ,))
    problem(await closed.http.post("/v1/webhooks", json=asked, headers=reader), 403, "PERMISSION_DENIED")


EXAMPLES = re.findall(r"```sh\n(curl .*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("example", EXAMPLES)
async def test_the_examples_are_answered(local, example, tmp_path):
    finding = await finding_of(local)
    job = (await local.http.get("/v1/jobs")).json()["jobs"][0]["id"]
    for name, marker in (("early", "bat_5c"), ("late", "bat_77")):
        made = await local.http.post(
            "/v1/batches",
            content=json.dumps({"text": TOLL, "lang": "en"}),
            headers={"Content-Type": "application/x-ndjson", "Idempotency-Key": name},
        )
        await local.here.worker.drain()
        example = example.replace(marker, made.json()["id"])
    command = example.replace("localhost:8080", local.url.removeprefix("http://"))
    command = command.replace("fnd_5e0c", finding["id"]).replace("job_41", job)
    command = command.replace("avk_…", local.key()["Authorization"].removeprefix("Bearer "))
    command = command.replace("?id=a-1", "?id=r1")
    command = command.replace("after=1042", "after=0&limit=1")
    # Options of curl's own go before the first argument, so that a here-document may follow.
    command = command.replace("curl ", "curl --silent --show-error --fail-with-body --max-time 20 ", 1)
    done = await asyncio.create_subprocess_shell(
        command, cwd=tmp_path, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    said, errors = await done.communicate()
    assert done.returncode == 0, (said, errors)


SCRIPTS = re.findall(r"```js\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed")
@pytest.mark.parametrize("script", SCRIPTS)
async def test_the_examples_in_javascript_are_answered(local, script, tmp_path):
    await finding_of(local)
    await local.here.take_in("default", TALKS)
    file = tmp_path / "example.mjs"
    file.write_text(script.replace("http://localhost:8080", local.url), encoding="utf-8")
    pipe = asyncio.subprocess.PIPE
    done = await asyncio.create_subprocess_exec("node", str(file), stdout=pipe, stderr=pipe)
    said, errors = await asyncio.wait_for(done.communicate(), 60)
    assert done.returncode == 0, errors.decode()
    assert said.strip(), "an example shows something"


def test_there_are_examples_in_javascript():
    assert len(SCRIPTS) > 1


# The edge


@pytest.mark.parametrize(
    ("method", "address", "sent", "status", "reason"),
    [
        ("POST", "/v1/verify/claim", {"json": {"text": ""}}, 400, "INVALID_ARGUMENT"),
        ("POST", "/v1/verify/claim", {"json": {"text": " "}}, 400, "EMPTY_TEXT"),
        ("POST", "/v1/verify/claim", {"json": {"text": "x", "langg": "en"}}, 400, "INVALID_ARGUMENT"),
        ("POST", "/v1/verify/claim", {"json": {"text": "x", "date": "2016-02-30"}}, 400, "INVALID_ARGUMENT"),
        ("POST", "/v1/verify/claim", {"content": b'{"text": "\\ud800"}'}, 400, "TEXT_NOT_UNICODE"),
        ("POST", "/v1/verify/claim", {"content": b"{"}, 400, "INVALID_ARGUMENT"),
        ("POST", "/v1/verify/claim", {"content": b"\xff\xfe"}, 400, "INVALID_ARGUMENT"),
        ("POST", "/v1/drafts/check", {"json": {}}, 400, "INVALID_ARGUMENT"),
        ("POST", "/v1/drafts/check", {"json": {"text": "a", "html": "b"}}, 400, "INVALID_ARGUMENT"),
        ("POST", "/v1/documents", {"json": {"documents": []}}, 400, "INVALID_ARGUMENT"),
        ("GET", "/v1/nothing", {}, 404, "NOT_FOUND"),
        ("DELETE", "/v1/findings", {}, 405, "INVALID_ARGUMENT"),
        ("GET", "/v1/findings?page_size=0", {}, 400, "INVALID_ARGUMENT"),
        ("GET", "/v1/events?after=x", {}, 400, "INVALID_ARGUMENT"),
    ],
)
async def test_what_is_wrong_is_said_as_a_problem(local, method, address, sent, status, reason):
    headers = {"Content-Type": "application/json"} if "content" in sent else {}
    problem(await local.http.request(method, address, headers=headers, **sent), status, reason)


async def test_a_date_that_no_year_has_is_refused(local):
    asked = {"text": "x", "date": "0001-01-01T00:00:00+05:00"}
    problem(await local.http.post("/v1/verify/claim", json=asked), 400, "INVALID_DATE")


async def test_a_service_that_is_away_is_said(tmp_path):
    async with gateway(tmp_path, anonymous_workspace="default", connect_attempts=1) as local:
        broken = GatewaySettings(
            port=0,
            data_dir=tmp_path,
            anonymous_workspace="default",
            verification_address="localhost:1",
            connect_attempts=1,
        )
        server = GatewayServer(broken)
        await server.start()
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}") as http:
            response = await http.post("/v1/verify/claim", json={"text": "x"})
            found = problem(response, 503, "NEIGHBOUR_UNAVAILABLE")
            assert response.headers["retry-after"] == "2"
            assert found["retry_after"] == 2.0
            assert (await http.get("/healthz")).status_code == 200
            assert (await http.get("/readyz")).status_code == 503
        await server.stop()
        assert (await local.http.get("/readyz")).status_code == 200


async def test_every_answer_has_the_headers_that_protect(local):
    for address in ("/v1/limits", "/v1/nothing", "/docs"):
        headers = (await local.http.get(address)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"
        assert headers["x-request-id"]
    named = await local.http.get("/v1/limits", headers={"X-Request-Id": "abc-1"})
    assert named.headers["x-request-id"] == "abc-1"


async def test_long_answers_are_compressed(local):
    response = await local.http.get("/openapi.json", headers={"Accept-Encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"


async def test_only_named_origins_may_call_from_a_browser(tmp_path):
    origin = {"Origin": "https://cms.example"}
    async with gateway(tmp_path, cors_origins="https://cms.example, https://b.example") as closed:
        asked = origin | {"Access-Control-Request-Method": "POST"}
        allowed = await closed.http.options("/v1/drafts/check", headers=asked)
        assert allowed.headers["access-control-allow-origin"] == "https://cms.example"
        other = await closed.http.options(
            "/v1/drafts/check", headers=asked | {"Origin": "https://evil.example"}
        )
        assert "access-control-allow-origin" not in other.headers
        answered = await closed.http.get("/v1/limits", headers=origin | closed.key())
        assert answered.headers["access-control-allow-origin"] == "https://cms.example"


async def test_the_docs_page_shows_every_route_and_loads_nothing(local):
    page = (await local.http.get("/docs")).text
    described = (await local.http.get("/openapi.json")).json()
    for path in described["paths"]:
        assert path in page
    assert "src=" not in page
    assert "http://" not in page
    assert "422" not in json.dumps(described["paths"])


async def test_limits_tell_the_gateways_own(local):
    found = (await local.http.get("/v1/limits")).json()
    assert found["request_bytes"] == 16 * 1024 * 1024
    assert found["documents_per_call"] == 500


# Keys


async def test_without_a_key_nothing_is_answered(closed):
    response = await closed.http.get("/v1/findings")
    problem(response, 401, "UNAUTHENTICATED")
    assert response.headers["www-authenticate"].startswith("Bearer")
    wrong = await closed.http.get("/v1/findings", headers={"Authorization": "Bearer avk_wrong"})
    assert problem(wrong, 401, "UNAUTHENTICATED")["metadata"] == {"problem": "unknown"}
    assert (await closed.http.get("/v1/findings", headers=closed.key())).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"X-Forwarded-For": "203.0.113.9"},
        {"Forwarded": "for=203.0.113.9"},
        {"Authorization": "Bearer avk_wrong"},
        {"Authorization": "Basic eDp5"},
    ],
)
async def test_without_a_key_only_programs_of_this_machine_are_let_in(local, headers):
    assert (await local.http.get("/v1/findings")).status_code == 200
    problem(await local.http.get("/v1/findings", headers=headers), 401, "UNAUTHENTICATED")


@pytest.mark.parametrize(
    ("scopes", "allowed"),
    [
        ((Scope.READ,), {"read"}),
        ((Scope.WRITE,), {"write"}),
        ((Scope.REVIEW,), {"review"}),
        ((Scope.READ, Scope.REVIEW), {"read", "review"}),
        ((Scope.ADMIN,), {"read", "write", "review"}),
    ],
)
async def test_a_key_does_what_its_scopes_allow(closed, scopes, allowed):
    key = closed.key(scopes=scopes)
    calls = {
        "read": closed.http.get("/v1/findings", headers=key),
        "write": closed.http.post("/v1/documents", json={"documents": [{"text": TALKS}]}, headers=key),
        "review": closed.http.post(
            "/v1/findings/fnd_0/reviews", json={"action": "ACCEPT", "author": "a"}, headers=key
        ),
    }
    for scope, call in calls.items():
        response = await call
        if scope in allowed:
            assert response.status_code in (200, 202, 404), scope
        else:
            assert problem(response, 403, "PERMISSION_DENIED")["metadata"]["needed"] == scope


async def test_a_key_has_so_many_calls_and_is_told_when_to_come_back(closed):
    key = closed.key(rate_per_minute=20)
    answers = [await closed.http.get("/v1/limits", headers=key) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[0].headers["ratelimit-limit"] == "20"
    assert answers[0].headers["ratelimit-remaining"] == "1"
    problem(answers[2], 429, "RATE_LIMITED")
    assert int(answers[2].headers["retry-after"]) >= 1
    assert (await closed.http.get("/v1/limits", headers=closed.key())).status_code == 200


async def test_a_browser_token_opens_for_a_while_and_shares_the_keys_calls(closed):
    key = closed.key(scopes=(Scope.READ, Scope.WRITE), rate_per_minute=30)
    made = await closed.http.post("/v1/tokens", json={"scopes": ["read"], "seconds": 60}, headers=key)
    assert made.status_code == 201
    token = {"Authorization": f"Bearer {made.json()['token']}"}
    assert (await closed.http.get("/v1/key", headers=token)).json()["scopes"] == ["read"]
    problem(await closed.http.post("/v1/tokens", json={}, headers=token), 403, "PERMISSION_DENIED")
    problem(await closed.http.get("/v1/limits", headers=token), 429, "RATE_LIMITED")
    other = closed.key(scopes=(Scope.READ,))
    problem(
        await closed.http.post("/v1/tokens", json={"scopes": ["write"]}, headers=other),
        403,
        "PERMISSION_DENIED",
    )
    closed.keys.revoke(closed.keys.list()[0].id)
    revoked = await closed.http.get("/v1/key", headers=token)
    assert problem(revoked, 401, "UNAUTHENTICATED")["metadata"] == {"problem": "revoked"}


async def test_nothing_crosses_a_workspace(closed):
    mine, theirs = closed.key("mine"), closed.key("theirs")
    sent = {"documents": [{"id": "a", "outlet": "A", "text": OTHER_TOLL, "lang": "en"}]}
    once = mine | {"Idempotency-Key": "same"}
    job = (await closed.http.post("/v1/documents", json=sent, headers=once)).json()["id"]
    await closed.here.worker.drain()
    finding = (await closed.http.get("/v1/findings", headers=mine)).json()["findings"][0]["id"]
    review = {"action": "ACCEPT", "author": "a"}
    merge = {"action": "MERGE", "author": "a", "related_ids": [finding]}

    foreign = [
        closed.http.get(f"/v1/jobs/{job}", headers=theirs),
        closed.http.post(f"/v1/jobs/{job}/cancel", headers=theirs),
        closed.http.get(f"/v1/findings/{finding}", headers=theirs),
        closed.http.post(f"/v1/findings/{finding}/reviews", json=review, headers=theirs),
    ]
    for call in foreign:
        problem(await call, 404, "NOT_FOUND")
    for address, name in (("/v1/jobs", "jobs"), ("/v1/findings", "findings")):
        assert (await closed.http.get(address, headers=theirs)).json()[name] == []
    assert (await closed.http.get("/v1/export", headers=theirs)).content == b""
    asked = {"text": TOLL, "lang": "en"}
    answer = await closed.http.post("/v1/verify/claim", json=asked, headers=theirs)
    assert (answer.json()["state"], answer.json()["coverage"]["documents"]) == ("NO_EVIDENCE", 0)
    said = asked | {"text": OTHER_TOLL}
    quote = await closed.http.post("/v1/verify/quote", json=said, headers=theirs)
    assert quote.json()["supporting"] == []
    lines = json.dumps(asked | {"id": "1"})
    kind = theirs | {"Content-Type": "application/x-ndjson"}
    batch = await closed.http.post("/v1/verify/batch", content=lines, headers=kind)
    assert batch.json()["finding"]["opposing"] == []
    draft = await closed.http.post("/v1/drafts/check", json=asked, headers=theirs)
    assert not [flag for flag in draft.json()["flags"] if flag["finding"]["opposing"]]
    again = await closed.http.post("/v1/documents", json=sent, headers=theirs | {"Idempotency-Key": "same"})
    assert again.json()["id"] != job
    await closed.here.worker.drain()
    own = (await closed.http.get("/v1/findings", headers=theirs)).json()["findings"][0]["id"]
    crossing = closed.http.post(f"/v1/findings/{own}/reviews", json=merge, headers=theirs)
    assert own != finding
    problem(await crossing, 404, "NOT_FOUND")
    async with closed.http.stream("GET", "/v1/events", params={"limit": 1}, headers=theirs) as response:
        [event] = [one async for one in events(response) if "event" in one]
    seen = await closed.http.get(f"/v1/findings/{event['data']['finding_id']}", headers=theirs)
    assert seen.status_code == 200


async def test_a_long_address_that_comes_in_pieces_gets_an_answer_of_ours(local):
    """Twenty names of two hundred characters take more than 64 KB in an address."""
    query = "&".join("place=" + "%F0%90%80%80" * 200 for _ in range(32)).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", int(local.url.rpartition(":")[2]))
    writer.write(b"GET /v1/findings?" + query[:70_000])
    await writer.drain()
    await asyncio.sleep(0.2)
    writer.write(query[70_000:] + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    await writer.drain()
    answer = await reader.read()
    writer.close()
    assert b"application/problem+json" in answer
