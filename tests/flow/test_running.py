"""The commands against an installation that runs, and against its queue."""

from __future__ import annotations

import asyncio
import json
import os
import sys

import pytest

from averral.cli.roles import Role
from averral.cli.stack import Stack
from averral.runtime.queue import running_queue
from averral.runtime.redis_server import RedisServer
from averral.runtime.settings import QueueSettings, load
from faults.test_kill import require_redis

REPORTS = (
    {
        "id": "a",
        "outlet": "A",
        "text": "At least 30 people were killed when a dam broke near Valdoro, she said.",
    },
    {
        "id": "b",
        "outlet": "B",
        "text": "Exactly 12 people were killed when a dam broke near Valdoro, police said.",
    },
    {"id": "c", "outlet": "C", "text": " "},
)


async def averral(*arguments: str, environment: dict[str, str], given: str = "") -> tuple[int, str, str]:
    """Exit code, standard output and standard error of the command."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "averral", *arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, **environment},
    )
    out, err = await process.communicate(given.encode())
    return process.returncode, out.decode(), err.decode()


def lines(printed: str) -> list[dict]:
    return [json.loads(line) for line in printed.splitlines()]


@pytest.mark.slow
@pytest.mark.xdist_group("stack")
async def test_commands_use_the_installation_at_the_address(tmp_path):
    require_redis()
    given = "".join(json.dumps(report) + "\n" for report in REPORTS)
    async with Stack(tmp_path / "stack") as stack:
        here, server = stack.environment, ("--server", stack.address(Role.VERIFICATION))

        code, _, err = await averral("ingest", "-", *server, environment=here, given=given)
        assert code == 2, "one of three is empty"
        assert "empty" in err

        code, out, _ = await averral("findings", "--format", "jsonl", *server, environment=here)
        assert code == 0
        stored = {row["id"]: row for row in lines(out)}
        assert "CONTESTED" in {row["state"] for row in stored.values()}

        code, out, _ = await averral(
            "extract", "-", "--format", "jsonl", *server, environment=here, given=given
        )
        assert code == 0
        read = {claim["id"] for row in lines(out) for claim in row.get("claims", ())}
        assert read <= set(stored), "one way through the code, one id for one claim"

        question = ("verify", "--text", "30 people were killed near Valdoro.", "--format", "jsonl")
        code, out, _ = await averral(*question, *server, environment=here)
        assert (code, lines(out)[0]["origins_opposing"]) == (0, 1)

        pair = json.dumps({"id": "p", "a": REPORTS[0]["text"], "b": REPORTS[1]["text"]})
        code, out, _ = await averral("relate", "--format", "jsonl", *server, environment=here, given=pair)
        assert (code, lines(out)[0]["kind"]) == (0, "CONFLICTS")

        code, out, _ = await averral("dead", "list", environment=here)
        assert (code, out) == (0, "No dead letters.\n")


async def test_an_address_where_nobody_answers_ends_with_two():
    command = ("extract", "-", "--server", "localhost:1")
    nowhere = {"AVERRAL_EXTRACTION_ADDRESS": "localhost:1", "AVERRAL_CONNECT_ATTEMPTS": "1"}
    code, out, err = await averral(*command, environment=nowhere, given="Ten people were killed in Lyon.")
    assert (code, out) == (2, "")
    assert err.startswith("NEIGHBOUR_UNAVAILABLE: ")


async def test_dead_letters_are_listed_queued_anew_and_dropped(tmp_path, monkeypatch):
    require_redis()
    async with RedisServer(tmp_path / "redis") as server:
        monkeypatch.setenv("AVERRAL_REDIS_URL", server.url)
        here = dict(os.environ)
        async with running_queue(load(QueueSettings)) as queue:
            for name in ("doc_1", "doc_2"):
                await queue.put("ingest", name, {"workspace": "default", "document_id": name})
            for delivery in await queue.take("ingest", "w", 2):
                await queue.bury(delivery, "EMPTY_TEXT: the text is empty", "ingest")

            _, out, _ = await averral("dead", "list", "--format", "jsonl", environment=here)
            first, second = lines(out)
            assert [first["message_id"], second["message_id"]] == ["doc_1", "doc_2"]
            assert (first["stage"], first["cause"]) == ("ingest", "EMPTY_TEXT: the text is empty")

            code, _, err = await averral("dead", "retry", "0-1", environment=here)
            assert (code, err) == (2, "NOT_FOUND: No such dead letter: 0-1.\n")

            assert (await averral("dead", "retry", first["entry"], environment=here))[0] == 0
            (again,) = await queue.take("ingest", "w", 2)
            assert again.message_id == "doc_1"

            assert (await averral("dead", "drop", "--all", environment=here))[0] == 0
            assert await queue.dead_list("ingest") == []
            assert await queue.take("ingest", "w", 2) == []
