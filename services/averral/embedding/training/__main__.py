"""The whole recipe by one command: from the list of data to weights, card and floors.

    python -m averral.embedding.training --sources DATA --eval EVAL --out OUT

Every step is a command of its own and runs in a process of its own. `OUT/data` gets the sources and what is derived from
them, `OUT/stages` each stage of training, `OUT/run` their mean, `OUT/model` the packed encoder, the pair classifier, their card and `floors.json`.
`--small` takes few rows and steps: it shows in minutes that the recipe works, and its model is worth nothing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from averral.embedding.encoder import BUNDLED, TOKENIZER
from averral.embedding.training import card, data, measure

FLOORS, CARD = "floors.json", "README.md"

Command = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """One run of `train`; each goes on from the stage before."""

    steps: int
    batch: int
    rate: float
    average: float = 1.0
    even: float = 0.0
    direct: float = 1.0
    """How much more pairs without English count than `data.toml` says, and, below, those with Russian."""
    russian: float = 1.0
    common: int = 0
    """Common words put in place of seldom pieces before it."""


@dataclass(frozen=True, slots=True)
class Mean:
    """What is shipped: the mean of stages, with a share of an earlier one, and how much of shared directions is evened out."""

    of: tuple[int, ...]
    start: int
    share: float
    even: float


@dataclass(frozen=True, slots=True)
class Size:
    """How much is trained on, and for how long."""

    stages: tuple[Stage, ...]
    mean: Mean
    rows: int | None = None
    """Rows of each source; None for all."""
    tokenizer: Command = ()
    pairs: Command = ()


FULL = Size(
    (
        Stage(8_500, 1_024, 0.01),
        Stage(3_200, 2_048, 0.006),
        Stage(3_500, 1_024, 0.006),
        Stage(5_000, 1_024, 0.006, average=0.9, even=0.08),
        Stage(5_000, 1_024, 0.008, average=0.85, direct=1.2, common=22_000),
        Stage(4_000, 1_536, 0.005, direct=1.2, russian=1.2),
        Stage(2_500, 1_536, 0.004, direct=1.5, russian=1.5),
    ),
    Mean(of=(5, 6), start=3, share=0.85, even=0.14),
)
SMALL = Size(
    (
        Stage(60, 128, 0.01),
        Stage(40, 128, 0.006, average=0.9, even=0.08, common=300),
        Stage(20, 128, 0.004, direct=1.5, russian=1.5),
    ),
    Mean(of=(1, 2), start=0, share=0.85, even=0.14),
    rows=400,
    tokenizer=("--vocabulary", "4000", "--words", "500"),
    pairs=("--most", "60"),
)


def gather(sources: Path, folder: Path) -> None:
    """Copies the sources of `data.toml` that there are, so that nothing is written beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in data.table()["sources"]:
        path = sources / f"{name}.jsonl.gz"
        if path.is_file():
            shutil.copyfile(path, folder / path.name)


def cut(folder: Path, rows: int) -> None:
    """Leaves so many lines of each source."""
    for path in folder.glob("*.jsonl.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            kept = list(islice(lines, rows))
        with gzip.open(path, "wt", encoding="utf-8") as out:
            out.writelines(kept)


def commands(given: argparse.Namespace, size: Size) -> Iterator[Command]:
    """The steps in order: each the name of a module here and its arguments."""
    folder, run, model = (str(given.out / name) for name in ("data", "run", "model"))
    ntrex = str(given.eval / "ntrex" / "dev.jsonl")
    yield "own", "--data", folder
    wheel = ("--home-assistant", str(given.home_assistant)) if given.home_assistant else ()
    yield "derived", "--data", folder, *wheel
    yield "forms", "--data", folder
    yield "tokenizer", "--data", folder, "--out", run, *size.tokenizer
    for number, stage in enumerate(size.stages):
        yield from _stage(given, number, stage)
    mean = size.mean
    flags = "--share", str(mean.share), "--even", str(mean.even), "--ntrex", ntrex
    folders = "--start", _stages(given, mean.start), "--of", *(_stages(given, number) for number in mean.of)
    yield "mean", "--data", folder, "--out", run, *folders, *flags
    yield "families", "--run", run
    yield "pack", "--run", run, "--out", model
    yield "calibrate", "--model", model, "--ntrex", ntrex
    yield "pairs", "--pairs", str(given.eval), "--model", model, "--out", model, *size.pairs


def _stages(given: argparse.Namespace, number: int) -> str:
    return str(given.out / "stages" / str(number))


def _stage(given: argparse.Namespace, number: int, stage: Stage) -> Iterator[Command]:
    """The vocabulary, if it changes, and the training."""
    folder, run = str(given.out / "data"), given.out / "run"
    tokenizer = str(run / TOKENIZER)
    if stage.common:
        yield (
            "tokenizer",
            "--data",
            folder,
            "--out",
            str(run),
            "--renew",
            tokenizer,
            "--common",
            str(stage.common),
        )
    start = ("--start", _stages(given, number - 1)) if number else ()
    values = {"steps": stage.steps, "batch": stage.batch, "rate": stage.rate, "average": stage.average}
    values |= {"even": stage.even, "direct": stage.direct, "russian": stage.russian, "seed": number}
    flags = [part for name, value in values.items() for part in (f"--{name}", str(value))]
    ntrex = "--ntrex", str(given.eval / "ntrex" / "dev.jsonl")
    yield (
        "train",
        "--data",
        folder,
        "--tokenizer",
        tokenizer,
        "--out",
        _stages(given, number),
        *start,
        *flags,
        *ntrex,
    )


def describe(model: Path, evaluation: Path) -> None:
    """Writes the floors that the tests would pin and fills the card."""
    floors = measure.floors(measure.all_figures(evaluation, model))
    (model / FLOORS).write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    text = (BUNDLED / CARD).read_text(encoding="utf-8")
    (model / CARD).write_text(card.filled(text, model), encoding="utf-8")


def apart(step: str, arguments: Sequence[str]) -> None:
    """Runs a step in a process of its own, which gives its memory back."""
    command = [sys.executable, "-m", f"{__package__}.{step}", *arguments]
    subprocess.run(command, check=True)  # noqa: S603 - our own modules


def make(given: argparse.Namespace, size: Size, run: Callable[[str, Sequence[str]], None] = apart) -> None:
    """All steps, one after the other."""
    folder = given.out / "data"
    gather(given.sources, folder)
    for step, *rest in commands(given, size):
        if size.rows:
            cut(folder, size.rows)
        sys.stderr.write(f"{step} {' '.join(rest)}\n")
        run(step, rest)
    describe(given.out / "model", given.eval)


def main() -> None:
    """The command."""
    given = _arguments()
    if given.fresh:
        shutil.rmtree(given.out, ignore_errors=True)
    make(given, SMALL if given.small else FULL)


def _arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sources", type=Path, required=True, help="folder with the sources of data.toml")
    parser.add_argument("--eval", type=Path, required=True, help="folder with the labelled pairs and NTREX")
    parser.add_argument("--out", type=Path, required=True, help="folder that gets data, run and model")
    parser.add_argument("--home-assistant", type=Path, help="wheel of the package `homeassistant`")
    parser.add_argument("--small", action="store_true", help="few rows and steps, to see that it works")
    parser.add_argument("--fresh", action="store_true", help="empties the folder first")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
