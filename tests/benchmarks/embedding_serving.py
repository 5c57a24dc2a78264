"""What serving an embedding model costs: our gRPC service, the library in this process, and infinity over HTTP.

The model is a transformer of MiniLM's size with random weights, made here. All three serve the same texts, in turns; medians of
the rounds count, since a machine is seldom quiet. The clients run in this process, one text a call.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from averral.errors import Temporary
from averral.runtime.clients.embedding import EmbeddingClient
from averral.runtime.settings import Settings

#: The shape of all-MiniLM-L6-v2.
SHAPE = {
    "hidden_size": 384,
    "num_hidden_layers": 6,
    "num_attention_heads": 12,
    "intermediate_size": 1_536,
    "max_position_embeddings": 256,
}
VOCABULARY, LONGEST = 20_000, 256
CLIENTS, ROUNDS = 32, 5
STARTING = 180.0
#: Seconds between two turns: the library's threads, and infinity's, spin for some time after their work.
PAUSE = 0.5
#: Seconds for which calls come at half of what the service can do.
HALF_LOAD = 10.0

Call = Callable[[str], Awaitable[object]]


def transformer(folder: Path, texts: Sequence[str]) -> Path:
    """A sentence-transformers model of MiniLM's size with random weights and a vocabulary of the texts."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers import models as modules
    from tokenizers import BertWordPieceTokenizer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(0)
    trained = BertWordPieceTokenizer()
    trained.train_from_iterator(texts, vocab_size=VOCABULARY, show_progress=False)
    trained.save_model(str(folder))
    tokenizer = BertTokenizerFast(vocab_file=str(folder / "vocab.txt"), model_max_length=LONGEST)
    BertModel(BertConfig(vocab_size=VOCABULARY, **SHAPE)).save_pretrained(folder / "bert")
    tokenizer.save_pretrained(folder / "bert")
    word = modules.Transformer(str(folder / "bert"), max_seq_length=LONGEST)
    model = SentenceTransformer(modules=[word, modules.Pooling(SHAPE["hidden_size"])], device="cpu")
    model.save(str(folder / "sentence"))
    return folder / "sentence"


@contextmanager
def running(command: Sequence[str], port: int, environment: dict[str, str]) -> Iterator[None]:
    """A server process that answers on the port."""
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port, process)
        yield
    finally:
        process.terminate()
        process.wait(30)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + STARTING
    while time.monotonic() < ends:
        if process.poll() is not None:
            raise SystemExit(f"{process.args} ended with {process.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit(f"{process.args} did not answer in {STARTING:.0f} seconds")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Http:
    """Keeps one connection per client to infinity's endpoint; as little of HTTP as that needs."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    def forget(self) -> None:
        """Opens connections anew from now on: the server shuts those that rest for some seconds."""
        for _, writer in self._idle:
            writer.close()
        self._idle.clear()

    async def embed(self, text: str) -> bytes:
        reader, writer = (
            self._idle.pop() if self._idle else await asyncio.open_connection("127.0.0.1", self._port)
        )
        body = json.dumps({"model": "served", "input": [text]}).encode()
        head = f"POST /embeddings HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        headers = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(headers.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        answer = await reader.readexactly(length)
        if b" 200 " not in headers.split(b"\r\n", 1)[0]:
            raise SystemExit(answer[:500])
        self._idle.append((reader, writer))
        return answer


async def rate(call: Call, texts: Sequence[str]) -> float:
    """Texts a second with `CLIENTS` clients, each of which asks again as soon as it has an answer."""
    left = iter(texts)

    async def client() -> None:
        for text in left:
            await call(text)

    began = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return len(texts) / (time.perf_counter() - began)


async def p99_at_half_load(call: Call, texts: Sequence[str], most: float) -> float:
    """The 99th percentile in milliseconds where calls come evenly, half as many a second as the service can do."""
    times: list[float] = []

    async def one(text: str) -> None:
        began = time.perf_counter()
        try:
            await call(text)
        except Temporary:  # refused: on a machine that others use too, half of its best may be too much
            times.append(float("inf"))
        else:
            times.append(1_000 * (time.perf_counter() - began))

    count, began = int(HALF_LOAD * most / 2), time.perf_counter()
    running_calls = []
    for number in range(count):
        await asyncio.sleep(max(0.0, began + 2 * number / most - time.perf_counter()))
        running_calls.append(asyncio.create_task(one(texts[number % len(texts)])))
    await asyncio.gather(*running_calls)
    return float(np.percentile(times, 99))


@contextmanager
def ours(model: Path | None) -> Iterator[int]:
    """Our service with a model, or with the bundled one."""
    port = free_port()
    command = [sys.executable, "-m", "averral", "serve", "embedding", "--port", str(port)]
    with running(command, port, {"AVERRAL_MODEL": str(model or ""), "AVERRAL_METRICS_PORT": "0"}):
        yield port


@contextmanager
def infinity(program: str, model: Path) -> Iterator[int]:
    """infinity's server with a model; `program` is its command, installed in an environment of its own."""
    port = free_port()
    command = [program, "v2", "--model-id", str(model), "--served-model-name", "served", "--port", str(port)]
    command += ["--device", "cpu", "--engine", "torch", "--no-bettertransformer", "--log-level", "warning"]
    with running(command, port, {"DO_NOT_TRACK": "1", "HF_HUB_OFFLINE": "1"}):
        yield port


def against_peers(model: Path, texts: Sequence[str], program: str | None) -> dict[str, Any]:
    """Texts a second of the library, our service and, where it is installed, infinity, in turns."""
    from sentence_transformers import SentenceTransformer

    library = SentenceTransformer(str(model), device="cpu")
    found: dict[str, list[float]] = {"library": [], "grpc": [], "infinity": []}

    async def turns(client: EmbeddingClient, http: Http | None) -> None:
        one: Call = lambda text: client.embed([text])  # noqa: E731
        for number in range(ROUNDS + 1):  # the first round warms up
            began = time.perf_counter()
            await asyncio.to_thread(library.encode, list(texts), show_progress_bar=False)
            rates = {"library": len(texts) / (time.perf_counter() - began)}
            await asyncio.sleep(PAUSE)
            rates["grpc"] = await rate(one, texts)
            if http:
                await asyncio.sleep(PAUSE)
                http.forget()
                rates["infinity"] = await rate(http.embed, texts)
            for name, value in rates.items() if number else ():
                found[name].append(value)
        await client.close()

    with ours(model) as port:
        settings = Settings(embedding_address=f"localhost:{port}")

        async def go(http: Http | None) -> None:
            await turns(EmbeddingClient.connect(settings), http)

        if program:
            # Its release of the library knows no newer release's modules; of a bare transformer it takes the mean as well.
            with infinity(program, model.parent / "bert") as other:
                asyncio.run(go(Http(other)))
        else:
            asyncio.run(go(None))
    medians = {name: statistics.median(values) for name, values in found.items() if values}
    ratios = {f"grpc_to_{name}": _ratio(found["grpc"], found[name]) for name in medians if name != "grpc"}
    return {f"{name}_per_second": round(value) for name, value in medians.items()} | ratios


def bundled_latency(texts: Sequence[str]) -> dict[str, float]:
    """Calls a second of one sentence each with the bundled model, and the 99th percentile at half of that."""

    async def go(port: int) -> dict[str, float]:
        client = EmbeddingClient.connect(Settings(embedding_address=f"localhost:{port}"))
        one: Call = lambda text: client.embed([text])  # noqa: E731
        await rate(one, texts)
        most = statistics.median([await rate(one, texts) for _ in range(ROUNDS)])
        tails = [await p99_at_half_load(one, texts, most) for _ in range(ROUNDS)]
        await client.close()
        return {"calls_per_second": round(most), "p99_ms_at_half_load": round(statistics.median(tails), 2)}

    with ours(None) as port:
        return asyncio.run(go(port))


def _ratio(mine: Sequence[float], theirs: Sequence[float]) -> float:
    return round(statistics.median(a / b for a, b in zip(mine, theirs, strict=True)), 3)
