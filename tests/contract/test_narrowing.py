"""Filters by place, language and kind where no draft and no question does the narrowing: searches, evidence, coverage."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import Any

import pytest

from averral.cli.installation import InProcess
from averral.errors import AverralError, Reason
from averral.model import Document, Filters, Source

W = "default"
TEXTS = {
    "aleppo": ("en", "Twelve people were killed in a strike on Aleppo on Sunday, a medic said."),
    "halab": ("ar", "قُتل تسعة أشخاص في غارة على حلب يوم الأحد، بحسب مسعف."),
    "kyiv": ("en", "Four people were killed in a strike on Kyiv on Sunday, the mayor said."),
    "talks": ("en", "The talks in Ankara failed, officials said."),
}


@pytest.fixture
async def here():
    async with AsyncExitStack() as closing:
        found = InProcess(closing)
        for name, (language, body) in TEXTS.items():
            document = Document("", body, external_id=name, source=Source(name), language=language)
            [record] = await found.matching.add_documents([document])
            extraction = await found.extraction.extract(record.document)
            vectors = await found.embedding.embed(
                [item.text for item in (*extraction.claims, *extraction.quotes)]
            )
            await found.matching.index(W, extraction, vectors)
        for record in (await found.matching.list_documents(W)).items:
            await found.matching.relate(W, record.document.id)
        yield found


async def near(here: Any, filters: Filters, limit: int = 10) -> list[str]:
    """Whose claims are found near one about Aleppo, best first."""
    vectors = await here.embedding.embed(["Ten people were killed in a strike on Aleppo."])
    [hits] = await here.matching.search(W, vectors, filters, limit)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    owners = {
        claim.id: record.document.external_id
        for record in (await here.matching.list_documents(W)).items
        for claim in (await here.matching.list_claims(W, record.document.id)).items
    }
    return list(dict.fromkeys(owners[hit.item_id] for hit in hits if hit.item_id in owners))


async def covered(here: Any, filters: Filters) -> int:
    """How many documents an answer says that it was looked for in."""
    asked = Document("", TEXTS["aleppo"][1], language="en")
    extraction = await here.extraction.extract(asked)
    vectors = await here.embedding.embed([item.text for item in (*extraction.claims, *extraction.quotes)])
    evidence = await here.matching.probe(W, asked, extraction, vectors, filters)
    return evidence[0].coverage.documents


async def test_a_search_finds_claims_about_a_place_in_any_language(here):
    assert set(await near(here, Filters())) == set(TEXTS)
    for name in ("Aleppo", "حلب", "Халеб"):
        assert set(await near(here, Filters(places=(name,)))) == {"aleppo", "halab"}
    assert set(await near(here, Filters(places=("Kyiv", "Ankara")))) == {"kyiv", "talks"}
    assert await near(here, Filters(places=("Aleppo",), languages=("ar",))) == ["halab"]
    assert await near(here, Filters(places=("Berlin",))) == await near(here, Filters(places=("?!",))) == []


async def test_a_search_by_place_gives_as_many_as_are_wanted_and_scores_as_without(here):
    vectors = await here.embedding.embed([TEXTS["aleppo"][1], TEXTS["halab"][1]])
    for limit in (1, 3):
        everywhere = await here.matching.search(W, vectors, Filters(), 10)
        there = await here.matching.search(W, vectors, Filters(places=("Aleppo",)), limit)
        assert [len(hits) <= limit for hits in there] == [True, True]
        for all_hits, hits in zip(everywhere, there, strict=True):
            known = {hit.item_id: hit.score for hit in all_hits}
            assert [known[hit.item_id] for hit in hits] == pytest.approx(
                [hit.score for hit in hits], abs=1e-3
            )


async def test_too_many_places_are_refused_everywhere(here):
    filters = Filters(places=("Aleppo",) * 21)
    vectors = await here.embedding.embed(["x"])
    for call in (here.matching.search(W, vectors, filters, 1), here.matching.get_evidence(W, [], filters)):
        with pytest.raises(AverralError) as error:
            await call
        assert error.value.reason is Reason.TOO_MANY_ITEMS


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        (Filters(), 4),
        (Filters(languages=("ar",)), 1),
        (Filters(languages=("en", "ar")), 4),
        (Filters(kinds=("talks",)), 1),
        (Filters(kinds=("casualties",), languages=("en",)), 2),
        (Filters(places=("Aleppo",)), 2),
        (Filters(places=("Aleppo",), outlets=("halab", "kyiv")), 1),
        (Filters(places=("Berlin",)), 0),
    ],
)
async def test_the_coverage_is_of_what_the_filters_let_through(here, filters, documents):
    assert await covered(here, filters) == documents


async def test_evidence_is_told_within_the_filters(here):
    [document] = [one.document for one in (await here.matching.list_documents(W, external_id="aleppo")).items]
    [claim] = (await here.matching.list_claims(W, document.id)).items
    for filters, within in (
        (Filters(), set(TEXTS)),
        (Filters(languages=("ar",)), {"halab"}),
        (Filters(places=("حلب",)), {"aleppo", "halab"}),
        (Filters(kinds=("talks",)), {"talks"}),
        (Filters(places=("Kyiv",)), {"kyiv"}),
    ):
        [evidence] = await here.matching.get_evidence(W, [claim.id], filters)
        outlets = {passage.outlet for passage in evidence.passages}
        assert outlets <= within
        assert {"aleppo", "halab"} & within <= outlets
