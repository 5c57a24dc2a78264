"""Dead letters: messages that were given up, with their cause. List, retry or drop them.

Example: averral dead list
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated, TypeVar

import typer

from averral.cli import options, output
from averral.errors import Permanent, Reason
from averral.pipeline.stages import STAGES
from averral.runtime.queue import running_queue
from averral.runtime.queue.interface import DeadLetter, Queue
from averral.runtime.settings import QueueSettings, load

T = TypeVar("T")

app = typer.Typer(no_args_is_help=True)

COLUMNS = ("stream", "entry", "message_id", "attempt", "stage", "cause", "at")

Entries = Annotated[list[str] | None, typer.Argument(help="Entries as listed; all of them with --all.")]
Everything = Annotated[bool, typer.Option("--all", help="Every dead letter.")]


@app.command("list")
def list_letters(format: options.OutputFormat = output.Format.TABLE) -> None:  # noqa: A002 - the option's name
    """Shows the dead letters. Example: averral dead list --format jsonl."""
    rows = [_row(letter) for letter in asyncio.run(_with_queue(_letters))]
    if format is output.Format.JSONL:
        output.write_jsonl(rows)
    elif format is output.Format.CSV:
        output.write_csv(rows, COLUMNS)
    elif rows:
        cells = ([output.cell(str(row[name])) for name in COLUMNS] for row in rows)
        output.table("Dead letters", [(name, 2) for name in COLUMNS], cells)
    else:
        output.OUT.print("No dead letters.")


@app.command("retry")
def retry_letters(entries: Entries = None, everything: Everything = False) -> None:
    """Queues dead letters anew. Example: averral dead retry --all."""
    _act(
        entries,
        everything,
        lambda queue, letter: queue.dead_retry(letter.stream, letter.entry),
        "queued anew",
    )


@app.command("drop")
def drop_letters(entries: Entries = None, everything: Everything = False) -> None:
    """Deletes dead letters for good. Example: averral dead drop 1700000000000-0."""
    _act(entries, everything, lambda queue, letter: queue.dead_drop(letter.stream, letter.entry), "dropped")


def _act(
    entries: list[str] | None,
    everything: bool,
    action: Callable[[Queue, DeadLetter], Awaitable[bool]],
    done: str,
) -> None:
    if not entries and not everything:
        raise typer.BadParameter("name entries, or give --all")

    async def act(queue: Queue) -> int:
        letters = await _letters(queue)
        chosen = [letter for letter in letters if everything or letter.entry in (entries or ())]
        unknown = set(entries or ()) - {letter.entry for letter in chosen}
        if unknown:
            raise Permanent(Reason.NOT_FOUND, f"No such dead letter: {', '.join(sorted(unknown))}.")
        return sum([await action(queue, letter) for letter in chosen])

    output.OUT.print(f"{asyncio.run(_with_queue(act))} {done}.")


async def _letters(queue: Queue) -> list[DeadLetter]:
    found: list[DeadLetter] = []
    for stream in STAGES:
        after = ""
        while page := await queue.dead_list(stream, after=after):
            found += page
            after = page[-1].entry
    return found


async def _with_queue(work: Callable[[Queue], Awaitable[T]]) -> T:
    async with running_queue(load(QueueSettings)) as queue:
        return await work(queue)


def _row(letter: DeadLetter) -> dict[str, object]:
    return {
        "stream": letter.stream,
        "entry": letter.entry,
        "message_id": letter.message_id,
        "attempt": letter.attempt,
        "stage": letter.stage,
        "cause": letter.cause,
        "at": datetime.fromtimestamp(letter.at, UTC).isoformat(timespec="seconds"),
    }
