"""Embedding models: list, check or measure them. Example: averral models bench owner/name@revision --parallel news.jsonl."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from averral.cli import options, output
from averral.cli.rows import Row
from averral.embedding import models
from averral.embedding.encoder import TextEncoder
from averral.embedding.training import evaluate, own
from averral.errors import Permanent, Reason

app = typer.Typer(no_args_is_help=True)

COLUMNS = ("name", "fingerprint", "dimension", "max_tokens", "languages")
#: Texts that a model is checked and timed with: the project's own sentences in ten languages.
TIMED = "news_ten.tsv"
#: A unit row may be off by this much: models compute in single precision.
NEAR_ONE = 1e-3

Name = Annotated[str, typer.Argument(help="Name or path of a model; `bundled` for the one inside.")]
Names = Annotated[list[str], typer.Argument(help="Models to set beside the bundled one.")]
Parallel = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        dir_okay=False,
        help='JSONL of sentences in several languages: {"text": {"en": …, "ar": …}}.',
    ),
]


@app.command("list")
def list_models(
    format: options.OutputFormat = output.Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Shows the model that comes with averral. Example: averral models list --format jsonl."""
    _show("Models", COLUMNS, [_about(models.load())], format)


@app.command("check")
def check(name: Name = "bundled") -> None:
    """Loads a model and tries it: unit rows, the same twice, the same in a batch. Example: averral models check bundled."""
    model, texts = models.load(name), _texts()
    faults = [what for what, wrong in _faults(model, texts) if wrong]
    if faults:
        raise Permanent(Reason.UNKNOWN_MODEL, f"{name} cannot be used: {'; '.join(faults)}.")
    output.OUT.print(
        f"{model.info.name} ({model.info.fingerprint}): {len(texts)} texts, all as they should be."
    )


@app.command("bench")
def bench(
    names: Names = [],  # noqa: B006 - typer makes a new list for each call
    parallel: Parallel = None,
    format: options.OutputFormat = output.Format.TABLE,  # noqa: A002
) -> None:
    """Sentences a second, and how often the translation is the nearest sentence. Example: averral models bench m --parallel dev.jsonl."""
    rows = evaluate.read(parallel) if parallel else []
    measured = [_measure(name, rows) for name in ("bundled", *names)]
    _show("Models", tuple(dict.fromkeys(key for row in measured for key in row)), measured, format)


def _about(model: TextEncoder) -> Row:
    info = model.info
    return {
        "name": info.name,
        "fingerprint": info.fingerprint,
        "dimension": info.dimension,
        "max_tokens": info.max_tokens,
        "languages": " ".join(info.languages),
    }


def _faults(model: TextEncoder, texts: Sequence[str]) -> list[tuple[str, bool]]:
    rows = model.encode(texts)
    if rows.shape != (len(texts), model.info.dimension):
        return [(f"its rows are {rows.shape}, not one of {model.info.dimension} numbers per text", True)]
    alone = model.encode(texts[:1])
    return [
        ("some numbers are not finite", not bool(np.isfinite(rows).all())),
        ("rows do not have length 1", bool((np.abs(np.linalg.norm(rows, axis=1) - 1) > NEAR_ONE).any())),
        ("the same text gives other rows the second time", not np.array_equal(rows, model.encode(texts))),
        ("a text alone gives another row than in a batch", not np.allclose(alone, rows[:1], atol=NEAR_ONE)),
    ]


def _measure(name: str, rows: Sequence[dict[str, str]]) -> Row:
    model, texts = models.load(name), _texts()
    model.encode(texts[:1])  # loading and compiling are not what is measured
    began = time.perf_counter()
    model.encode(texts)
    taken = time.perf_counter() - began
    measured: Row = {"name": model.info.name, "dimension": model.info.dimension}
    measured["sentences_per_second"] = round(len(texts) / taken)
    if rows:
        pairs = [pair for pair in evaluate.PAIRS if all(language in row for language in pair for row in rows)]
        found = evaluate.retrieval(rows, model.encode, pairs)
        measured.update({pair: round(value, 1) for pair, value in found.items()})
    return measured


def _texts() -> list[str]:
    return [text for row in own.templates(TIMED) for text in row.values()]


def _show(title: str, columns: Sequence[str], rows: list[Row], format: output.Format) -> None:  # noqa: A002
    if format is output.Format.JSONL:
        output.write_jsonl(rows)
    elif format is output.Format.CSV:
        output.write_csv(rows, columns)
    else:
        cells = ([output.cell(str(row.get(name, ""))) for name in columns] for row in rows)
        output.table(title, [(name, 2) for name in columns], cells)
