"""The matching service without its server: stores, finds, compares.

Records, index and rules run in one worker thread, so that neither SQLite nor FAISS sees two at once and the event
loop stays free. Only the pair classifier is asked from the loop, between reading and writing.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TypeVar

from averral.errors import Permanent, Reason
from averral.language.place_names import keys_named
from averral.matching import asking, candidates, comparing, items, lookalikes, names, pairing
from averral.matching.comparing import Compared
from averral.matching.corpus import links, listing, narrowing, sources
from averral.matching.corpus.counts import Counter
from averral.matching.corpus.store import Corpus
from averral.matching.index.cache import IndexCache
from averral.matching.index.faiss_index import use_one_thread
from averral.matching.items import Item
from averral.matching.origins.translations import Translations
from averral.matching.passages import far_end, links_across, make_evidence
from averral.matching.relations import occasion
from averral.matching.relations.verdict import VERSIONS, relation_id
from averral.matching.scale import Scale
from averral.model import (
    Claim,
    CorpusStats,
    Document,
    DocumentRecord,
    DocumentState,
    Evidence,
    Extraction,
    Filters,
    Hit,
    Limits,
    Page,
    PairScores,
    Quote,
    Relation,
    RelationKind,
    SourceStats,
    TextPair,
    Vectors,
)
from averral.runtime.documents import with_id
from averral.runtime.ports import EmbeddingPort

Result = TypeVar("Result")

#: Most hits that one search may ask for, and most items that one call may ask evidence for.
MOST_HITS, MOST_ITEMS = 1_000, 1_000
#: Places that a question may be narrowed to.
MOST_PLACES = 20
#: Hexadecimal digits that stand for the settings.
_DIGITS = 8
#: Pairs scored per call to the classifier.
PAIRS_AT_ONCE = 512
#: Relations of it that decide nothing: a reader looks at a few, and a busy event has thousands.
MOST_WEAK = 20


@dataclass(frozen=True, slots=True)
class _Prepared:
    """Items with what they were compared with, before the classifier has spoken."""

    items: tuple[Item, ...]
    compared: tuple[Compared, ...]
    apart: tuple[tuple[str, str], ...]
    """Ids of what was unrelated at sight."""


class Matcher:
    """Keeps the corpus and compares its claims and quotes. Implements `runtime.ports.MatchingPort`."""

    def __init__(
        self,
        corpus: Corpus,
        index: IndexCache,
        embedding: EmbeddingPort,
        *,
        limits: Limits | None = None,
        candidate_limit: int = 100,
    ) -> None:
        self._corpus = corpus
        self._index = index
        self._embedding = embedding
        self._limits = limits or Limits()
        self._counter = Counter(corpus)
        self._translated = Translations(
            lambda item: corpus.items_of(item.document.workspace, item.document.id)
        )
        self._lister = listing.Lister(corpus, self._limits)
        self._candidate_limit = candidate_limit
        self._versions = f"{VERSIONS} config={_digest(self._limits, candidate_limit, index)}"
        self._thread = ThreadPoolExecutor(
            max_workers=1, thread_name_prefix="matching", initializer=use_one_thread
        )

    async def close(self) -> None:
        """Saves the index and closes the records."""
        try:
            await self._run(self._index.close)
        finally:
            await self._run(self._corpus.close)
            self._thread.shutdown()

    async def add_documents(
        self, documents: Sequence[Document], *, replace_earlier: bool = False
    ) -> tuple[DocumentRecord, ...]:
        """Stores documents (idempotent by id); each comes back with its state.

        With `replace_earlier` each takes the place of what came before from its source under its external id, as soon
        as it is related.

        Raises:
            Permanent: TOO_MANY_ITEMS, EMPTY_TEXT, TEXT_TOO_LARGE or TEXT_NOT_UNICODE.
        """
        _check_count(len(documents), self._limits.documents_per_call, "documents")
        ready = [with_id(document, self._limits) for document in documents]
        return await self._run(lambda: self._corpus.add_documents(ready, replace_earlier=replace_earlier))

    async def index(self, workspace: str, extraction: Extraction, vectors: Vectors) -> tuple[str, ...]:
        """Stores a document's items, a vector for each (claims first), in place of those that it had.

        Raises:
            Permanent: NOT_FOUND, MODEL_MISMATCH, INVALID_ARGUMENT or TOO_MANY_ITEMS.
        """
        return await self._run(lambda: self._store(workspace, extraction, vectors))

    async def set_state(
        self, workspace: str, document_id: str, state: DocumentState, reason: str = ""
    ) -> None:
        """Notes how far a document has come. Raises NOT_FOUND."""
        await self._run(lambda: self._corpus.set_state(workspace, document_id, state, reason))

    async def remove(self, workspace: str, document_id: str) -> tuple[str, ...]:
        """Removes a document with its items and relations; ids of all items whose findings must follow.

        A repeated call names them again, until `forget_removal`.
        """
        return await self._run(lambda: self._remove(workspace, document_id))

    async def get_removals(self, workspace: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Documents that were removed, each with the items whose findings have not followed."""
        return await self._run(lambda: self._corpus.removed(workspace))

    async def forget_removal(self, workspace: str, document_id: str) -> None:
        """Notes that the findings have followed a removal."""
        await self._run(lambda: self._corpus.forget(workspace, document_id))

    async def search(
        self, workspace: str, vectors: Vectors, filters: Filters, limit: int
    ) -> tuple[tuple[Hit, ...], ...]:
        """Nearest items, best first, for each vector.

        Raises:
            Permanent: MODEL_MISMATCH, INVALID_ARGUMENT for a limit out of bounds, or TOO_MANY_ITEMS for more places than
                are looked up.
        """
        _check_places(filters)
        if not 1 <= limit <= MOST_HITS:
            raise Permanent(
                Reason.INVALID_ARGUMENT,
                f"limit is {limit}: it must lie between 1 and {MOST_HITS}.",
                field="limit",
            )
        return await self._run(lambda: self._search(workspace, vectors, filters, limit))

    async def relate(self, workspace: str, document_id: str) -> tuple[str, ...]:
        """Compares a document's items with the corpus and stores the relations; what it replaces is removed first.

        Raises:
            Permanent: NOT_FOUND.
        """
        prepared = await self._run(lambda: self._prepare_stored(workspace, document_id))
        found = await self._decide(prepared.compared)
        pairs = (*((one.a.id, one.b.id) for one in prepared.compared), *prepared.apart)
        tried = [relation_id(a, b) for a, b in pairs]
        return await self._run(
            lambda: links.put_relations(self._corpus, workspace, document_id, found, tried, VERSIONS)
        )

    async def probe(
        self, workspace: str, document: Document, extraction: Extraction, vectors: Vectors, filters: Filters
    ) -> tuple[Evidence, ...]:
        """Compares items that are not stored with the corpus; one answer per item, claims first.

        Raises:
            Permanent: MODEL_MISMATCH, INVALID_ARGUMENT, or TOO_MANY_ITEMS for more places than are looked up.
        """
        _check_places(filters)

        def prepare() -> _Prepared:
            self._index.check_model(vectors)
            count = len(extraction.claims) + len(extraction.quotes)
            rows = items.matrix(vectors, count)
            found = asking.as_questions(items.make_items(document, extraction, rows, Scale.of(vectors.scale)))
            ready = self._prepare(workspace, found, filters, asked=True)
            answers = asking.answering(ready.items, ready.compared)
            return replace(ready, compared=asking.dated(ready.items, answers))

        prepared = await self._run(prepare)
        settled = asking.of_one_report(await self._settle(prepared.compared))
        decided = [one.relation for one in settled]
        return await self._run(lambda: self._answer(workspace, prepared, decided, filters))

    async def compare_pair(
        self,
        a: tuple[Document, Extraction, Vectors],
        b: tuple[Document, Extraction, Vectors],
    ) -> Relation:
        """The most telling relation between two short texts; without a common frame the classifier decides."""
        found = await self._run(lambda: comparing.texts(a, b))
        scores = await self._score(found.pairs)
        return await self._run(lambda: comparing.decide_texts(found, scores))

    async def get_evidence(
        self, workspace: str, item_ids: Sequence[str], filters: Filters = Filters()
    ) -> tuple[Evidence, ...]:
        """What is stored for and against each item; unknown ids are left out. Raises TOO_MANY_ITEMS."""
        _check_count(len(item_ids), MOST_ITEMS, "item_ids", least=0)
        _check_places(filters)
        return await self._run(lambda: self._evidence(workspace, item_ids, filters))

    async def get_document(self, workspace: str, document_id: str) -> DocumentRecord:
        """One stored document. Raises NOT_FOUND."""
        return await self._run(lambda: self._corpus.get_document(workspace, document_id))

    async def list_documents(
        self,
        workspace: str,
        state: DocumentState | None = None,
        page_size: int = 100,
        page_token: str = "",
        *,
        outlet: str = "",
        newest_first: bool = False,
        external_id: str = "",
    ) -> Page[DocumentRecord]:
        """Stored documents by id, or of one outlet or all with the latest first. Raises INVALID_PAGE_TOKEN."""
        if newest_first:
            return await self._run(
                lambda: sources.list_newest(
                    self._corpus, workspace, state, outlet, page_size, page_token, self._limits
                )
            )
        return await self._run(
            lambda: self._lister.documents(workspace, state, page_size, page_token, external_id)
        )

    async def list_sources(
        self, workspace: str, page_size: int = 100, page_token: str = ""
    ) -> Page[SourceStats]:
        """Outlets by name. Raises INVALID_PAGE_TOKEN."""
        return await self._run(
            lambda: sources.list_sources(self._corpus, workspace, page_size, page_token, self._limits)
        )

    async def list_claims(
        self, workspace: str, document_id: str = "", page_size: int = 100, page_token: str = ""
    ) -> Page[Claim]:
        """Claims by id, of one document or of all. Raises INVALID_PAGE_TOKEN."""
        return await self._run(lambda: self._lister.claims(workspace, document_id, page_size, page_token))

    async def list_quotes(
        self, workspace: str, document_id: str = "", page_size: int = 100, page_token: str = ""
    ) -> Page[Quote]:
        """Quotes by id, of one document or of all. Raises INVALID_PAGE_TOKEN."""
        return await self._run(lambda: self._lister.quotes(workspace, document_id, page_size, page_token))

    async def list_relations(
        self, workspace: str, item_id: str = "", page_size: int = 100, page_token: str = ""
    ) -> Page[Relation]:
        """Relations by id, of one item or of all. Raises INVALID_PAGE_TOKEN."""
        return await self._run(lambda: self._lister.relations(workspace, item_id, page_size, page_token))

    async def get_stats(self, workspace: str) -> CorpusStats:
        """Counts, and the model that the index was made with."""
        return await self._run(lambda: self._counter.stats(workspace))

    async def _run(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _store(self, workspace: str, extraction: Extraction, vectors: Vectors) -> tuple[str, ...]:
        _check_count(len(extraction.claims), self._limits.claims_per_document, "claims", least=0)
        _check_count(len(extraction.quotes), self._limits.quotes_per_document, "quotes", least=0)
        document = self._corpus.get_document(workspace, extraction.document_id).document
        count = len(extraction.claims) + len(extraction.quotes)
        rows = items.matrix(vectors, count)
        self._index.check_model(vectors, adopt=True)
        found = items.make_items(document, extraction, rows, Scale.of(vectors.scale))
        told = candidates.told_in(found)
        keys = {item.id: candidates.keys_of(item.core, item.day, told) for item in found}
        named = occasion.names_of_document(document, extraction.language)
        stored = self._corpus.put(workspace, extraction, rows, keys, names.dump(named, extraction.language))
        self._index.apply(stored)
        return tuple(item.id for item in found)

    def _search(
        self, workspace: str, vectors: Vectors, filters: Filters, limit: int
    ) -> tuple[tuple[Hit, ...], ...]:
        self._index.check_model(vectors)
        count = len(vectors.data) // (4 * vectors.dimension) if vectors.dimension else 0
        queries = items.matrix(vectors, count)
        if filters.places:
            self._index.refresh()
            allowed = self._index.allowed(workspace, filters)
            rows = [row for row in narrowing.rows_at(self._corpus, workspace, filters.places) if allowed(row)]
            near = narrowing.nearest(self._corpus, rows, queries, limit)
        else:
            near = self._index.search(workspace, queries, filters, limit)
        ids = self._corpus.ids_of_rows({row for hits in near for row, _ in hits})
        return tuple(tuple(Hit(ids[row][0], score) for row, score in hits if row in ids) for hits in near)

    def _remove(self, workspace: str, document_id: str, by: str = "") -> tuple[str, ...]:
        stored = self._corpus.remove(workspace, document_id, by)
        self._index.apply(stored)
        return stored.changed

    def _prepare_stored(self, workspace: str, document_id: str) -> _Prepared:
        self._corpus.get_document(workspace, document_id)
        for earlier in self._corpus.replaced_by(workspace, document_id):
            self._remove(workspace, earlier, by=document_id)
        return self._prepare(workspace, self._corpus.items_of(workspace, document_id), Filters())

    def _prepare(
        self, workspace: str, found: Sequence[Item], filters: Filters, *, asked: bool = False
    ) -> _Prepared:
        near = candidates.find_candidates(
            self._corpus, self._index, workspace, found, filters, self._candidate_limit, asked=asked
        )
        pairs = pairing.pair(self._corpus, workspace, found, near, asked=asked)
        beside = ((asking.beside(a, b) if asked else a, b) for a, b in pairs.near)
        compared = (
            *(comparing.compare(a, b) for a, b in beside),
            *lookalikes.to_show(self._corpus, workspace, pairs.alike, MOST_WEAK),
        )
        return _Prepared(tuple(found), compared, pairs.apart)

    async def _decide(self, compared: Iterable[Compared]) -> list[Relation]:
        """The relations of what is related."""
        return [one.relation for one in await self._settle(compared)]

    async def _settle(self, compared: Iterable[Compared]) -> list[Compared]:
        """What is related, the classifier asked about what the rules left open."""
        known = [one for one in compared if one.verdict.undecided or not _unrelated(one)]
        asked = [one for one in known if one.verdict.undecided]
        scores = await self._score([one.pair for one in asked])
        settled = {id(one): comparing.settle(one, score) for one, score in zip(asked, scores, strict=True)}
        final = [settled.get(id(one)) or one for one in known]
        return [one for one in final if not _unrelated(one)]

    async def _score(self, pairs: Sequence[TextPair]) -> list[PairScores]:
        scores: list[PairScores] = []
        for start in range(0, len(pairs), PAIRS_AT_ONCE):
            scores += await self._embedding.score_pairs(pairs[start : start + PAIRS_AT_ONCE])
        return scores

    def _answer(
        self, workspace: str, prepared: _Prepared, decided: Sequence[Relation], filters: Filters
    ) -> tuple[Evidence, ...]:
        coverage = self._counter.coverage(workspace, filters)
        known = {end.id: end for one in prepared.compared for end in (one.a, one.b)}
        shown = _shown(prepared.items, decided, self._limits.relations_per_item)
        found = [
            replace(
                make_evidence(
                    item, shown[item.id], known, coverage, translated=self._translated, stored=False
                ),
                versions=self._versions,
            )
            for item in prepared.items
        ]
        if len(found) > 1:
            across = links_across(shown, known, self._translated)
            found[0] = replace(found[0], links=tuple(dict.fromkeys((*found[0].links, *across))))
        return tuple(found)

    def _evidence(self, workspace: str, item_ids: Sequence[str], filters: Filters) -> tuple[Evidence, ...]:
        coverage = self._counter.coverage(workspace, filters)
        asked = self._corpus.items(workspace, item_ids)
        shown = links.strongest(
            self._corpus, workspace, [item.id for item in asked], self._limits.relations_per_item, MOST_WEAK
        )
        places = keys_named(filters.places)
        ends = {far_end(relation, item_id) for item_id, found in shown.items() for relation in found}
        # One look-up for all: the items round one event are each other's evidence.
        found = self._corpus.items(workspace, sorted(ends))
        known = {item.id: item for item in found if narrowing.fits(item, filters, places)}
        return tuple(
            make_evidence(
                item,
                shown[item.id],
                known,
                coverage,
                translated=self._translated,
                stored=narrowing.fits(item, filters, places),
            )
            for item in asked
        )


def _digest(limits: Limits, candidates: int, index: IndexCache) -> str:
    """Stands for the settings that answers depend on."""
    settings = (candidates, index.exact_below, limits.claims_per_document, limits.quotes_per_document)
    said = repr((*settings, limits.relations_per_item, limits.passages_per_side))
    return hashlib.sha256(said.encode()).hexdigest()[:_DIGITS]


def _unrelated(one: Compared) -> bool:
    return one.verdict.kind is RelationKind.UNRELATED


def _shown(asked: Sequence[Item], relations: Iterable[Relation], most: int) -> dict[str, list[Relation]]:
    """The relations to show for each of the items, by its id."""
    touching: dict[str, list[Relation]] = {item.id: [] for item in asked}
    for relation in relations:
        for end in {relation.a_id, relation.b_id} & touching.keys():
            touching[end].append(relation)
    return {item_id: best(found, most) for item_id, found in touching.items()}


def best(relations: Sequence[Relation], most: int = Limits().relations_per_item) -> list[Relation]:
    """The relations to show, decisive ones before merely related ones, surest first."""
    found = sorted(relations, key=lambda one: (-one.confidence, one.id))
    telling = [one for one in found if one.kind not in links.WEAK][:most]
    return telling + [one for one in found if one.kind in links.WEAK][:MOST_WEAK]


def _check_places(filters: Filters) -> None:
    _check_count(len(filters.places), MOST_PLACES, "filters.places", least=0)


def _check_count(count: int, most: int, field: str, *, least: int = 1) -> None:
    if count < least:
        raise Permanent(Reason.INVALID_ARGUMENT, f"{field} is empty: send at least one.", field=field)
    if count > most:
        raise Permanent(
            Reason.TOO_MANY_ITEMS,
            f"{count} {field} in one call, the limit is {most}: send them in several calls.",
            field=field,
            metadata={"count": str(count), "limit": str(most)},
        )
