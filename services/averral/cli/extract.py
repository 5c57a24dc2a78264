"""Quotes with their speakers, and claims, of documents.

Example: averral extract article.txt --format jsonl
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from averral.cli import installation, options, output
from averral.cli.inputs import named, read_documents
from averral.cli.rows import Row, extraction_row, failure_row
from averral.errors import AverralError, Reason
from averral.model import Document, Extraction, ItemFailure

COLUMNS = ("document_id", "language", "quotes", "claims", "error")


def run(
    source: options.Input,
    format: options.OutputFormat = output.Format.TABLE,  # noqa: A002 - the option's name
    server: options.Server = None,
) -> None:
    """Reads, extracts and prints."""
    asyncio.run(_run(source, format, server))


async def _run(source: str, form: output.Format, server: str | None) -> None:
    rows: list[Row] = []
    failed = number = 0
    async with installation.choose(server) as here:
        with output.progress("Reading", None) as advance:
            for number, read in enumerate(read_documents(source), 1):
                outcome = await _extract(here, read, number)
                failed += isinstance(outcome, ItemFailure)
                advance()
                if form is output.Format.JSONL:
                    output.write_jsonl([_row(outcome)])
                elif form is output.Format.TABLE:
                    _print(outcome)
                else:
                    rows.append(_row(outcome))
    if form is output.Format.CSV:
        output.write_csv(rows, COLUMNS)
    output.exit_when_all_failed(failed, number)


Outcome = tuple[Document, Extraction] | ItemFailure


async def _extract(here: installation.Installation, read: Document | ItemFailure, number: int) -> Outcome:
    if isinstance(read, ItemFailure):
        return _failed(read)
    document = named(read, number)
    try:
        return document, await here.extraction.extract(document)
    except AverralError as error:
        if error.reason is Reason.NEIGHBOUR_UNAVAILABLE:
            raise
        return _failed(ItemFailure(document.external_id, error.reason.value, error.message))


def _failed(failure: ItemFailure) -> ItemFailure:
    output.ERR.print(f"[red]{failure.item_id}[/]: {failure.message}", highlight=False)
    return failure


def _row(outcome: Outcome) -> Row:
    return failure_row(outcome) if isinstance(outcome, ItemFailure) else extraction_row(*outcome)


def _print(outcome: Outcome) -> None:
    if isinstance(outcome, ItemFailure):
        return
    document, extraction = outcome
    output.table(
        f"{document.external_id} ({extraction.language})",
        (("kind", 2), ("who", 3), ("words", 9)),
        _cells(extraction),
    )


def _cells(extraction: Extraction) -> Iterator[tuple[str, str, str]]:
    for quote in extraction.quotes:
        speaker = quote.speaker
        name = (speaker.name or speaker.role) if speaker else ""
        yield f"quote\n[dim]{quote.kind.value}[/]", output.cell(name or "–"), output.cell(quote.text)
    for claim in extraction.claims:
        who = claim.attribution[-1].name if claim.attribution else ""
        yield (
            f"claim\n[dim]{claim.predicate or claim.kind.value}[/]",
            output.cell(who or "–"),
            output.cell(claim.text),
        )
