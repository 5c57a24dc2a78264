"""Compares pairs of texts: does one corroborate the other, conflict with it, or neither.

Example: averral relate --format jsonl < pairs.jsonl
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from averral.cli import installation, options, output
from averral.cli.inputs import read_rows
from averral.cli.rows import Row
from averral.errors import AverralError, Reason
from averral.language import why
from averral.model import Document, Extraction, PairScores, Relation, TextPair, Vectors
from averral.runtime.documents import parse_date, with_id
from averral.runtime.items import embed_items

COLUMNS = ("id", "kind", "reasons", "confidence", "why", "scores", "error")

Side = tuple[Document, Extraction, Vectors]


def run(
    pairs: Annotated[
        str,
        typer.Argument(help="JSONL of {id, a, b, lang_a?, lang_b?, date_a?, date_b?}; - is standard input."),
    ] = "-",
    format: options.OutputFormat = output.Format.TABLE,  # noqa: A002 - the option's name
    server: options.Server = None,
    language: Annotated[
        str, typer.Option(help="Language of the explanations: ar, en, fr, tr or ru; any other reads English.")
    ] = "en",
) -> None:
    """Prints one relation per pair, in order."""
    asyncio.run(_run(pairs, format, server, language))


async def _run(source: str, form: output.Format, server: str | None, language: str) -> None:
    rows: list[Row] = []
    failed = count = 0
    async with installation.choose(server) as here:
        with output.progress("Comparing", None) as advance:
            for _, pair in read_rows(source):
                row = await _row(here, pair, language)
                count, failed = count + 1, failed + ("error" in row)
                advance()
                if form is output.Format.JSONL:
                    output.write_jsonl([row])
                else:
                    rows.append(row)
    if form is output.Format.CSV:
        output.write_csv(rows, COLUMNS)
    elif form is output.Format.TABLE:
        output.table(
            "Relations", (("id", 1), ("relation", 2), ("reasons", 2), ("confidence", 1)), _cells(rows)
        )
    output.exit_when_all_failed(failed, count)


async def _row(here: installation.Installation, pair: dict[str, Any], language: str) -> Row:
    name = pair.get("id")
    try:
        a = await _side(here, pair, "a")
        b = await _side(here, pair, "b")
        relation = await here.matching.compare_pair(a, b)
        texts = TextPair(a[0].body, b[0].body, a[1].language, b[1].language)
        (scores,) = await here.embedding.score_pairs([texts])
    except AverralError as error:
        if error.reason is Reason.NEIGHBOUR_UNAVAILABLE:
            raise
        return {"id": name, "error": {"reason": error.reason.value, "message": error.message}}
    return relation_answer(name, relation, scores, language)


def relation_answer(name: Any, relation: Relation, scores: PairScores, language: str = "en") -> Row:
    """The row of one pair."""
    return {
        "id": name,
        "kind": relation.kind.value.upper(),
        "reasons": [reason.value.upper() for reason in relation.reasons],
        "confidence": round(relation.confidence, 3),
        "why": why.explain_relation(relation, language),
        "scores": {
            "corroborates": round(scores.corroborates, 4),
            "conflicts": round(scores.conflicts, 4),
            "unrelated": round(scores.unrelated, 4),
        },
    }


async def _side(here: installation.Installation, pair: dict[str, Any], side: str) -> Side:
    document = with_id(
        Document(
            id="",
            body=str(pair.get(side) or ""),
            external_id=side,
            language=str(pair.get(f"lang_{side}") or ""),
            published_at=parse_date(str(pair.get(f"date_{side}") or ""), f"date_{side}"),
        )
    )
    extraction = await here.extraction.extract(document)
    return document, extraction, await embed_items(here.embedding, extraction)


def _cells(rows: list[Row]) -> Iterator[tuple[str, str, str, str]]:
    for row in rows:
        if "error" in row:
            yield (
                str(row["id"]),
                f"[red]{row['error']['reason']}[/]",
                output.cell(row["error"]["message"]),
                "",
            )
        else:
            yield str(row["id"]), row["kind"], ", ".join(row["reasons"]), f"{row['confidence']:.2f}"
