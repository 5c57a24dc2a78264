"""Answers questions: is this claim reported, by whom, and who reports otherwise; did somebody say this.

Example: averral verify --corpus reports/ --text "The talks in Ankara failed."
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Annotated, Any

import typer

from averral.cli import batch, installation, options, output
from averral.cli.inputs import read_documents, read_rows
from averral.cli.rows import Row, answer_row
from averral.errors import AverralError, Permanent, Reason
from averral.model import DEFAULT_WORKSPACE, AnswerOptions, Document, Filters, Finding
from averral.runtime.documents import parse_date

COLUMNS = (
    "query_id",
    "state",
    "origins_supporting",
    "origins_opposing",
    "supporting",
    "opposing",
    "reasons",
    "why",
    "error",
)


def run(
    corpus: Annotated[
        str | None, typer.Option(help="Documents to search, as for `check`; not needed with --server.")
    ] = None,
    queries: Annotated[
        str | None,
        typer.Option(
            help="JSONL of {id, kind: claim|quote, text, lang?, speaker?, date?, min_origins?}, or -."
        ),
    ] = None,
    text: Annotated[str | None, typer.Option(help="One question instead of a file.")] = None,
    kind: Annotated[str, typer.Option(help="With --text: claim or quote.")] = "claim",
    speaker: Annotated[str, typer.Option(help="With --text: who is said to have said it.")] = "",
    min_origins: Annotated[
        int, typer.Option(min=0, max=100, help="Independent origins that corroborate a claim; 0 for two.")
    ] = 0,
    format: options.OutputFormat = output.Format.TABLE,  # noqa: A002 - the option's name
    server: options.Server = None,
    workspace: options.Workspace = DEFAULT_WORKSPACE,
    sources: options.Sources = None,
) -> None:
    """Answers from the corpus; a question is never stored."""
    if (queries is None) == (text is None):
        raise typer.BadParameter("give either --queries FILE or --text WORDS")
    if corpus is None and server is None:
        raise typer.BadParameter("give --corpus INPUT, or --server ADDRESS of a running installation")
    one = {"id": "1", "kind": kind, "text": text, "speaker": speaker}
    rows: Iterable[dict[str, Any]] = [one] if text else (row for _, row in read_rows(str(queries)))
    wanted = ({"min_origins": min_origins} | row for row in rows)
    asyncio.run(_run(corpus, sources, wanted, format, server, workspace))


async def _run(
    corpus: str | None,
    sources: str | None,
    queries: Iterable[dict[str, Any]],
    form: output.Format,
    server: str | None,
    workspace: str,
) -> None:
    async with installation.choose(server) as here:
        if corpus is not None:
            with output.progress("Reading the corpus", None) as advance:
                await batch.take_in(here, workspace, read_documents(corpus, sources), advance)
        rows: list[Row] = []
        for query in queries:
            finding = await _ask(here, workspace, query)
            row = answer_row(str(query.get("id", "")), finding) if isinstance(finding, Finding) else finding
            if form is output.Format.JSONL:
                output.write_jsonl([row])
            elif form is output.Format.TABLE and isinstance(finding, Finding):
                print_answer(str(query["text"]), finding)
            rows.append(row)
        if form is output.Format.CSV:
            output.write_csv(rows, COLUMNS)
    output.exit_when_all_failed(sum("error" in row for row in rows), len(rows))


async def _ask(here: installation.Installation, workspace: str, query: dict[str, Any]) -> Finding | Row:
    try:
        return await ask(here, workspace, query)
    except AverralError as error:
        if error.reason is Reason.NEIGHBOUR_UNAVAILABLE:
            raise
        output.ERR.print(f"[red]{query.get('id', '')}[/]: {error.message}", highlight=False)
        return {
            "query_id": str(query.get("id", "")),
            "error": {"reason": error.reason.value, "message": error.message},
        }


async def ask(here: installation.Installation, workspace: str, query: dict[str, Any]) -> Finding:
    """The finding that answers one row of a question file.

    Raises:
        Permanent: EMPTY_TEXT, INVALID_ARGUMENT, INVALID_DATE.
    """
    text, kind = query.get("text"), query.get("kind", "claim")
    if not isinstance(text, str) or not text.strip():
        raise Permanent(Reason.EMPTY_TEXT, "The question has no `text`.", field="text")
    if kind not in ("claim", "quote"):
        raise Permanent(Reason.INVALID_ARGUMENT, f"`kind` is {kind!r}: write claim or quote.", field="kind")
    question = Document(
        id="",
        body=text,
        language=str(query.get("lang") or ""),
        published_at=parse_date(str(query.get("date") or ""), "date"),
    )
    if kind == "quote":
        speaker = str(query.get("speaker") or "")
        return await here.verification.verify_quote(workspace, question, speaker, Filters())
    wanted = query.get("min_origins") or 0
    if not isinstance(wanted, int):
        raise Permanent(
            Reason.INVALID_ARGUMENT, f"`min_origins` is {wanted!r}: write a number.", field="min_origins"
        )
    return await here.verification.verify_claim(
        workspace, question, Filters(), AnswerOptions(min_origins=wanted)
    )


def print_answer(question: str, finding: Finding) -> None:
    """One answer as a small table: the state, why, and the passages on both sides."""
    _, _, supporting, opposing = output.finding_cells(finding)
    rows = [("state", output.state_text(finding.state)), ("why", output.cell(finding.why))]
    rows += [("for", supporting), ("against", opposing)]
    coverage = finding.coverage
    rows.append(("searched", f"{coverage.documents} documents of {coverage.sources} sources"))
    rows += [("notice", output.cell(notice.message)) for notice in finding.notices]
    output.table(output.cell(question), (("", 1), ("", 8)), rows)
