"""What the pages cost on the server over many claims, and how much they send.

`python tests/benchmarks/bench_pages.py [CLAIMS]`, by default 100,000. Invented reports, claims and findings are written straight
into the tables, without reading and comparing each: what is measured is how pages are read and rendered. Fails when a page's median is above 100 ms, or when it sends more than 100 KB.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import numpy as np
import sqlalchemy as sa

from averral.cli.roles import Role
from averral.cli.stack import Stack
from averral.matching.corpus import tables
from averral.matching.corpus.facts import note
from averral.matching.corpus.store import Corpus
from averral.matching.service import open_records
from averral.model import (
    Claim,
    ClaimKind,
    Document,
    DocumentState,
    Evidence,
    Extraction,
    Finding,
    Passage,
    Place,
    Qualifier,
    Quantity,
    Relation,
    RelationKind,
    RelationReason,
    Span,
    TimeInterval,
)
from averral.runtime.clients import EmbeddingClient
from averral.runtime.records import dump
from averral.runtime.settings import MatchingSettings, Settings
from averral.verification import listing
from averral.verification.findings import build_finding
from averral.verification.ranking import rank
from averral.verification.store import FINDINGS, LISTING, Store
from benchmarks.synthetic import reports

CLAIMS = 100_000
#: Claims of one report, and reports of one event.
PER_REPORT, PER_EVENT = 5, 5
EVENTS_AT_ONCE = 40
ROUNDS = 15
MOST_MS, MOST_BYTES = 100.0, 100_000
WORKSPACE = "default"
DAY = datetime(2024, 1, 1, tzinfo=UTC)


def claims_of(document: Document, number: int) -> tuple[Claim, ...]:
    """Invented claims of a report: its first words, again and again with another figure."""
    event = number // PER_EVENT
    day = date(2024, 1, 1) + timedelta(days=event % 700)
    span = Span(0, min(60, len(document.body)))
    toll = 10 + event % 80 + (20 if number % PER_EVENT == PER_EVENT - 1 else 0)
    return tuple(
        Claim(
            f"clm_{number:07d}{n}",
            document.id,
            span,
            document.body[: span.end],
            "en",
            ClaimKind.CASUALTIES,
            "casualties.killed",
            places=(Place(f"Place {event % 500}", f"~p{event % 500}", span),),
            quantities=(Quantity(toll + n, toll + n, toll + n, "killed", Qualifier.EXACT, Span(0, 2)),),
            event_time=TimeInterval(day, day),
            as_of=document.published_at,
            check_worthiness=0.9,
        )
        for n in range(PER_REPORT)
    )


def passage_of(document: Document, claim: Claim) -> Passage:
    body, span = document.body, claim.span
    return Passage(
        claim.id,
        document.id,
        document.external_id,
        span,
        claim.text,
        "en",
        outlet=document.source.outlet,
        url="https://x.example/1",
        published_at=document.published_at,
        suffix=body[span.end : span.end + 60],
    )


def relation_of(a: Claim, b: Claim, *, conflict: bool) -> Relation:
    kind = RelationKind.CONFLICTS if conflict else RelationKind.CORROBORATES
    reasons = (RelationReason.VALUE,) if conflict else ()
    return Relation(
        f"rel_{a.id}_{b.id}", kind, a.id, b.id, a.document_id, b.document_id, a.span, b.span, reasons, 0.8
    )


Told = list[tuple[Document, tuple[Claim, ...]]]


def events(count: int) -> Iterator[Told]:
    """Reports of one event after the other, with their claims."""
    told: Told = []
    for number, document in enumerate(reports(count)):
        told.append((document, claims_of(document, number)))
        if len(told) == PER_EVENT:
            yield told
            told = []


def fill(corpus: Corpus, store: Store, count: int, dimension: int) -> str:
    """Writes everything straight into the tables, some events at a time; id of a finding that is contested."""
    chance = np.random.default_rng(0)
    chosen, batch = "", []
    for told in events(count):
        batch.append(told)
        if len(batch) == EVENTS_AT_ONCE:
            chosen = write(corpus, store, batch, chance, dimension)
            batch = []
    return write(corpus, store, batch, chance, dimension) if batch else chosen


def write(
    corpus: Corpus, store: Store, batch: list[Told], chance: np.random.Generator, dimension: int
) -> str:
    rows: dict[sa.Table, list[dict]] = {
        table: [] for table in (tables.documents, tables.extractions, tables.items, tables.relations)
    }
    findings = []
    for told in batch:
        for number, (document, claims) in enumerate(told):
            rows[tables.documents].append(document_row(document))
            bare = dump(Extraction(document.id, "en", 1.0))
            rows[tables.extractions].append(
                {"workspace": WORKSPACE, "document_id": document.id, "record": bare}
            )
            vectors = chance.standard_normal((len(claims), dimension))
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            rows[tables.items] += [
                item_row(document, claim, vector) for claim, vector in zip(claims, vectors, strict=True)
            ]
            rows[tables.relations] += [
                relation_row(relation_of(claims[n], others[n], conflict=number == PER_EVENT - 1))
                for _, others in told[:number]
                for n in range(PER_REPORT)
            ]
        for n in range(PER_REPORT):
            own = [(document, claims[n]) for document, claims in told]
            findings += [finding_about(own, index) for index in range(len(own))]
    with corpus.engine.begin() as connection:
        for table, values in rows.items():
            connection.execute(sa.insert(table), values)
    with store.engine.begin() as connection:
        connection.execute(sa.insert(FINDINGS), [finding_row(one) for one in findings])
        listing.note(connection, LISTING, WORKSPACE, findings, DAY)
    return findings[0].id


def document_row(document: Document) -> dict:
    return {
        "workspace": WORKSPACE,
        "id": document.id,
        "source": document.source.outlet,
        "state": DocumentState.RELATED.value,
        "reason": "",
        "published": document.published_at.timestamp(),
        "record": dump(document),
    }


def item_row(document: Document, claim: Claim, vector: np.ndarray) -> dict:
    return {
        "workspace": WORKSPACE,
        "id": claim.id,
        "document_id": document.id,
        "kind": claim.kind.value,
        "language": "en",
        "outlet": document.source.outlet,
        "published": document.published_at.timestamp(),
        "vector": vector.astype("<f2").tobytes(),
        "record": dump(claim),
    }


def relation_row(relation: Relation) -> dict:
    return {
        "workspace": WORKSPACE,
        "id": relation.id,
        "a_id": relation.a_id,
        "b_id": relation.b_id,
        "a_document_id": relation.a_document_id,
        "b_document_id": relation.b_document_id,
        "versions": "rules=bench",
        "record": dump(relation),
    }


def finding_row(finding: Finding) -> dict:
    return {
        "workspace": WORKSPACE,
        "id": finding.id,
        "state": finding.state.value,
        "kind": finding.kind,
        "topic": finding.topic,
        "rank": rank(finding),
        "record": dump(finding),
    }


def finding_about(own: list[tuple[Document, Claim]], index: int) -> Finding:
    claim = own[index][1]
    odd = len(own) - 1
    relations = tuple(
        relation_of(claim, other, conflict=odd in (index, n))
        for n, (_, other) in enumerate(own)
        if n != index
    )
    passages = tuple(
        replace(
            passage_of(document, other), relation_id="" if other is claim else f"rel_{claim.id}_{other.id}"
        )
        for document, other in own
    )
    evidence = Evidence(
        claim.id,
        claim.text,
        "en",
        claim.kind.value,
        0.9,
        relations,
        passages,
        claims=tuple(other for _, other in own),
    )
    return build_finding(WORKSPACE, evidence)


async def measure(url: str, path: str) -> tuple[float, int]:
    """Median milliseconds of a page, the connection kept open, and its compressed bytes with style and script."""
    async with httpx.AsyncClient(base_url=url, timeout=60) as browser:
        page = await browser.get(path)
        assert page.status_code == 200, (path, page.status_code)
        taken = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            page = await browser.get(path)
            taken.append((time.perf_counter() - began) * 1000)
        sent = len(gzip.compress(page.content))
        for name in ("pages.css", "pages.js", "mark.svg"):
            sent += len(gzip.compress((await browser.get(f"/assets/{name}")).content))
    return statistics.median(taken), sent


async def run(claims: int) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory(prefix="averral-") as folder:
        data = Path(folder)
        async with Stack(data) as stack:
            embedding = EmbeddingClient.connect(Settings(embedding_address=stack.address(Role.EMBEDDING)))
            model = await embedding.get_model()
            await embedding.close()
        corpus = open_records(MatchingSettings(data_dir=data))
        with corpus.engine.begin() as connection:
            note(connection, "fingerprint", model.fingerprint)
            note(connection, "dimension", str(model.dimension))
        store = Store(data / "verification.db")
        began = time.perf_counter()
        finding = fill(corpus, store, claims // PER_REPORT, model.dimension)
        sys.stderr.write(f"{claims} claims stored in {time.perf_counter() - began:.0f} s\n")
        report = store.get_finding(WORKSPACE, finding).supporting[0].passages[0].document_id
        store.close()
        corpus.close()
        async with Stack(data) as stack:
            url = f"http://{stack.address(Role.GATEWAY)}"
            pages = {
                "inbox": "/",
                "inbox, all": "/?group=all&every=1",
                "inbox, by place and day": "/?group=all&place=place%207&first=2024-01-01&last=2024-12-31",
                "inbox, a kind without findings": "/?group=all&kind=siege",
                "finding": f"/findings/{finding}",
                "report": f"/documents/{report}",
                "reports": "/documents",
                "sources": "/sources",
                "origins": "/origins",
                "ask": "/ask",
                "dead": "/dead",
                "status": "/status",
            }
            found = {}
            for name, path in pages.items():
                ms, sent = await measure(url, path)
                found[name] = {"ms": round(ms, 1), "bytes": sent}
            return found


def main() -> int:
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    os.environ.setdefault("AVERRAL_LOG_LEVEL", "warning")
    found = asyncio.run(run(claims))
    json.dump(found, sys.stdout, indent=1)
    sys.stdout.write("\n")
    slow = [name for name, one in found.items() if one["ms"] > MOST_MS or one["bytes"] > MOST_BYTES]
    if slow:
        sys.stderr.write(f"too slow or too large: {', '.join(slow)}\n")
    return int(bool(slow))


if __name__ == "__main__":
    sys.exit(main())
