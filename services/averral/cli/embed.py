"""Turns lines of text into unit vectors, one float32 row per line.

Example: averral embed --format npy -o vectors.npy < lines.txt
"""

from __future__ import annotations

import asyncio
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from averral.cli import installation, options, output
from averral.errors import Permanent, Reason
from averral.model import Limits


class VectorFormat(StrEnum):
    """How vectors are written."""

    NPY = "npy"
    JSONL = "jsonl"


def run(
    source: Annotated[
        str, typer.Argument(help="A text file with one text per line, or - for standard input.")
    ] = "-",
    format: Annotated[VectorFormat, typer.Option("--format", "-f", help="npy or jsonl.")] = VectorFormat.NPY,  # noqa: A002
    out: Annotated[Path | None, typer.Option("--output", "-o", help="File to write; npy needs one.")] = None,
    model: Annotated[
        str | None, typer.Option(help="Name or path of a model; the bundled one otherwise.")
    ] = None,
    server: options.Server = None,
) -> None:
    """Encodes every line; an empty line is refused, so that rows and lines stay in step."""
    if format is VectorFormat.NPY and out is None and sys.stdout.isatty():
        raise typer.BadParameter("npy is binary: name a file with -o")
    lines = _lines(source)
    rows = asyncio.run(_encode(lines, model, server))
    if format is VectorFormat.NPY:
        _write_npy(rows, out)
    else:
        _write_jsonl(rows, out)


def _lines(source: str) -> list[str]:
    if source != "-" and not Path(source).is_file():
        raise Permanent(Reason.NOT_FOUND, f"There is no file {source}.", metadata={"path": source})
    data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    try:
        lines = data.decode().split("\n")
    except UnicodeDecodeError as error:
        raise Permanent(Reason.TEXT_NOT_UNICODE, f"The input is not UTF-8 (byte {error.start}).") from None
    if lines and not lines[-1]:
        lines.pop()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            raise Permanent(Reason.EMPTY_TEXT, f"Line {number} is empty: take it out or give it a text.")
    return lines


async def _encode(lines: list[str], model: str | None, server: str | None) -> np.ndarray:
    step = Limits().texts_per_call
    chosen = installation.running(server) if server else installation.in_process(model)
    async with chosen as here:
        dimension = (await here.embedding.get_model()).dimension
        parts = []
        with output.progress("Encoding", len(lines)) as advance:
            for start in range(0, len(lines), step):
                vectors = await here.embedding.embed(lines[start : start + step])
                parts.append(np.frombuffer(vectors.data, dtype="<f4").reshape(-1, vectors.dimension))
                for _ in parts[-1]:
                    advance()
    return np.concatenate(parts) if parts else np.zeros((0, dimension), dtype="<f4")


def _write_npy(rows: np.ndarray, out: Path | None) -> None:
    if out is None:
        np.save(sys.stdout.buffer, rows)
        return
    with out.open("wb") as file:
        np.save(file, rows)


def _write_jsonl(rows: np.ndarray, out: Path | None) -> None:
    lines = "".join(json.dumps([round(float(x), 6) for x in row]) + "\n" for row in rows)
    if out is None:
        sys.stdout.write(lines)
    else:
        out.write_text(lines, encoding="utf-8")
