"""Each client method over a real channel: the right RPC, the request it makes, the answer it reads."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from google.longrunning import operations_pb2, operations_pb2_grpc
from google.protobuf.empty_pb2 import Empty
from google.protobuf.message import Message

from averral import model as m
from averral import wire
from averral.errors import Permanent, Reason
from averral.runtime import ports
from averral.runtime.clients import (
    EmbeddingClient,
    ExtractionClient,
    MatchingClient,
    Question,
    VerificationClient,
)
from averral.runtime.clients.channel import service_config
from averral.runtime.server import Server, Service
from averral.runtime.settings import Settings
from averral.v1 import (
    batch_service_pb2,
    embedding_service_pb2,
    embedding_service_pb2_grpc,
    extraction_service_pb2,
    finding_service_pb2,
    finding_service_pb2_grpc,
    matching_service_pb2,
    matching_service_pb2_grpc,
    verification_service_pb2,
    verification_service_pb2_grpc,
)

AT = datetime(2016, 12, 4, 9, 30, tzinfo=UTC)
SPAN = m.Span(3, 8)
DOCUMENT = m.Document("doc_1", "نص قصير", source=m.Source("o", "g"), language="ar", published_at=AT)
RECORD = m.DocumentRecord(DOCUMENT, m.DocumentState.INDEXED)
EXTRACTION = m.Extraction("doc_1", "ar", 0.5, sentences=(SPAN,))
CLAIM = m.Claim("c1", "doc_1", SPAN, "قصير", "ar", m.ClaimKind.TALKS, "talks.failed")
QUOTE = m.Quote("q1", "doc_1", SPAN, "قصير", "ar", m.QuoteKind.DIRECT)
RELATION = m.Relation("r1", m.RelationKind.CONFLICTS, "c1", "c2", "doc_1", "doc_2", SPAN, SPAN)
EVIDENCE = m.Evidence("c1", "قصير", "ar", "talks", 0.75, (RELATION,), ())
FINDING = m.Finding("f1", "c1", "w", "قصير", "ar", m.FindingState.CONTESTED)
REVIEW = m.Review("v1", "f1", m.ReviewAction.NOTE, "anna", "see minutes", AT)
EVENT = m.Event(7, "f1", m.FindingState.CONTESTED, None, AT)
FLAG = m.Flag(SPAN, "قصير", FINDING, "alert", m.FlagKind.CONTESTED, "flg_1")
SUMMARY = m.DraftSummary("drf_1", items=2, reused=1, language="ar")
HOOK = m.Webhook("whk_1", "https://a.example/", (m.FindingState.CONTESTED,), ("talks",), ("f1",), AT)
POST = m.WebhookPost("https://a.example/", "whs_1", b"{}")
JOB = m.Job("j1", ("doc_1", "doc_2"), done=1)
VECTORS = m.Vectors(b"\0\0\x80\x3f", 1, "print", (False,))
FILTERS = m.Filters(published_from=AT, languages=("ar",))
SOURCE = m.SourceStats(m.Source("Outlet", "Group"), 2)
STATS = m.CorpusStats(1, 2, 3, 4, 5, 6, 7, "print")
HIT = m.Hit("c1", 0.5)
MODEL = m.ModelInfo("bundled", "print", 256, ("ar", "en"), 512)
PAIR, SCORES = m.TextPair("a", "b", "ar", "en"), m.PairScores(0.5, 0.25, 0.25)

mt, vf, em = matching_service_pb2, verification_service_pb2, embedding_service_pb2


def finding() -> Any:
    return wire.encode_finding(FINDING)


ANSWERS: dict[str, Any] = {
    "Embed": em.EmbedResponse(vectors=wire.encode_vectors(VECTORS)),
    "ScorePairs": em.ScorePairsResponse(scores=[wire.encode_pair_scores(SCORES)]),
    "GetModel": em.GetModelResponse(model=wire.encode_model_info(MODEL)),
    "AddDocuments": mt.AddDocumentsResponse(records=[wire.encode_document_record(RECORD)]),
    "Index": mt.IndexResponse(item_ids=["c1", "q1"]),
    "SetDocumentState": mt.SetDocumentStateResponse(),
    "Remove": mt.RemoveResponse(changed_item_ids=["c2"]),
    "GetRemovals": mt.GetRemovalsResponse(
        removed=[mt.RemovedDocument(document_id="doc_1", changed_item_ids=["c2"])]
    ),
    "ForgetRemoval": mt.ForgetRemovalResponse(),
    "Search": mt.SearchResponse(results=[mt.SearchResult(hits=[wire.encode_hit(HIT)])]),
    "Relate": mt.RelateResponse(changed_item_ids=["c1", "c2"]),
    "Probe": mt.ProbeResponse(evidence=[wire.encode_evidence(EVIDENCE)]),
    "ComparePair": mt.ComparePairResponse(relation=wire.encode_relation(RELATION)),
    "GetEvidence": mt.GetEvidenceResponse(evidence=[wire.encode_evidence(EVIDENCE)]),
    "GetDocument": mt.GetDocumentResponse(record=wire.encode_document_record(RECORD)),
    "ListDocuments": mt.ListDocumentsResponse(
        records=[wire.encode_document_record(RECORD)], next_page_token="n"
    ),
    "ListSources": mt.ListSourcesResponse(sources=[wire.encode_source_stats(SOURCE)], next_page_token="n"),
    "ListClaims": mt.ListClaimsResponse(claims=[wire.encode_claim(CLAIM)], next_page_token="n"),
    "ListQuotes": mt.ListQuotesResponse(quotes=[wire.encode_quote(QUOTE)], next_page_token="n"),
    "ListRelations": mt.ListRelationsResponse(
        relations=[wire.encode_relation(RELATION)], next_page_token="n"
    ),
    "GetStats": mt.GetStatsResponse(stats=wire.encode_corpus_stats(STATS)),
    "VerifyClaim": vf.VerifyClaimResponse(finding=finding()),
    "VerifyQuote": vf.VerifyQuoteResponse(finding=finding()),
    "CheckDraft": [
        vf.CheckDraftResponse(flag=wire.encode_flag(FLAG)),
        vf.CheckDraftResponse(summary=wire.encode_draft_summary(SUMMARY)),
    ],
    "SubmitDocuments": wire.encode_operation(JOB),
    "WatchJob": [vf.WatchJobResponse(operation=wire.encode_operation(JOB))],
    "BatchVerify": [vf.BatchVerifyResponse(id="1", finding=finding())],
    "ListFindings": vf.ListFindingsResponse(findings=[finding()], next_page_token="n"),
    "GetFinding": vf.GetFindingResponse(finding=finding(), reviews=[wire.encode_review(REVIEW)]),
    "WatchFindings": [vf.WatchFindingsResponse(event=wire.encode_event(EVENT))],
    "ReviewFinding": vf.ReviewFindingResponse(review=wire.encode_review(REVIEW)),
    "Export": [vf.ExportResponse(line="1"), vf.ExportResponse(line="2")],
    "GetLimits": vf.GetLimitsResponse(limits=wire.encode_limits(m.Limits(page_size=9))),
    "RefreshFindings": finding_service_pb2.RefreshFindingsResponse(changed_finding_ids=["f1"]),
    "GetWebhookPost": finding_service_pb2.GetWebhookPostResponse(post=wire.encode_webhook_post(POST)),
    "ListWorkspaces": finding_service_pb2.ListWorkspacesResponse(workspaces=["desk", "w"]),
    "CreateWebhook": vf.CreateWebhookResponse(webhook=wire.encode_webhook(HOOK), secret="whs_1"),
    "ListWebhooks": vf.ListWebhooksResponse(webhooks=[wire.encode_webhook(HOOK)], next_page_token="n"),
    "DeleteDocument": vf.DeleteDocumentResponse(document_ids=["doc_1"]),
    "DeleteWebhook": vf.DeleteWebhookResponse(),
    "TestWebhook": vf.TestWebhookResponse(),
    "ReplayWebhook": vf.ReplayWebhookResponse(queued=3),
    "GetOperation": wire.encode_operation(JOB),
    "CancelOperation": Empty(),
    "ListOperations": operations_pb2.ListOperationsResponse(
        operations=[wire.encode_operation(JOB)], next_page_token="n"
    ),
}


class Canned:
    """Answers every RPC from the table and keeps what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        answers = ANSWERS.get(name)

        async def answer(request: Any, context: Any) -> Any:
            self.asked.append((name, request))
            return answers

        async def stream(request: Any, context: Any) -> AsyncIterator[Any]:
            asked = request if isinstance(request, Message) else [each async for each in request]
            self.asked.append((name, asked))
            for each in answers or ():
                yield each

        return stream if isinstance(answers, list) else answer


@asynccontextmanager
async def installation(servicer: Canned) -> AsyncIterator[Settings]:
    registers: dict[str, Any] = {
        "averral.v1.EmbeddingService": embedding_service_pb2_grpc.add_EmbeddingServiceServicer_to_server,
        "averral.v1.MatchingService": matching_service_pb2_grpc.add_MatchingServiceServicer_to_server,
        "averral.v1.VerificationService": (
            verification_service_pb2_grpc.add_VerificationServiceServicer_to_server
        ),
        "averral.v1.FindingService": finding_service_pb2_grpc.add_FindingServiceServicer_to_server,
        "google.longrunning.Operations": operations_pb2_grpc.add_OperationsServicer_to_server,
    }
    services = [Service(name, servicer, register) for name, register in registers.items()]
    server = Server(services, Settings(port=0, shutdown_grace=0.2))
    await server.start()
    address = f"localhost:{server.port}"
    yield Settings(embedding_address=address, matching_address=address, verification_address=address)
    await server.stop()


TEXT = (DOCUMENT, EXTRACTION, VECTORS)
TOKEN = {"page_size": 5, "page_token": "t"}
FINDING_STATES = [m.FindingState.CONTESTED.value]

Case = tuple[type[Any], Callable[[Any], Any], str, dict[str, Any], Any]

CASES: list[Case] = [
    (EmbeddingClient, lambda c: c.embed(["a"], "b"), "Embed", {"texts": ["a"], "model": "b"}, VECTORS),
    (EmbeddingClient, lambda c: c.score_pairs([PAIR]), "ScorePairs", {}, (SCORES,)),
    (EmbeddingClient, lambda c: c.get_model("b"), "GetModel", {"model": "b"}, MODEL),
    (MatchingClient, lambda c: c.add_documents([DOCUMENT]), "AddDocuments", {}, (RECORD,)),
    (MatchingClient, lambda c: c.index("w", EXTRACTION, VECTORS), "Index", {"workspace": "w"}, ("c1", "q1")),
    (
        MatchingClient,
        lambda c: c.set_state("w", "d", m.DocumentState.FAILED, "EMPTY_TEXT"),
        "SetDocumentState",
        {"workspace": "w", "document_id": "d", "reason": "EMPTY_TEXT", "state": 4},
        None,
    ),
    (MatchingClient, lambda c: c.remove("w", "d"), "Remove", {"document_id": "d"}, ("c2",)),
    (MatchingClient, lambda c: c.get_removals("w"), "GetRemovals", {"workspace": "w"}, (("doc_1", ("c2",)),)),
    (MatchingClient, lambda c: c.forget_removal("w", "d"), "ForgetRemoval", {"document_id": "d"}, None),
    (MatchingClient, lambda c: c.search("w", VECTORS, FILTERS, 3), "Search", {"limit": 3}, ((HIT,),)),
    (MatchingClient, lambda c: c.relate("w", "d"), "Relate", {"document_id": "d"}, ("c1", "c2")),
    (MatchingClient, lambda c: c.probe("w", *TEXT, FILTERS), "Probe", {"workspace": "w"}, (EVIDENCE,)),
    (MatchingClient, lambda c: c.compare_pair(TEXT, TEXT), "ComparePair", {}, RELATION),
    (MatchingClient, lambda c: c.get_evidence("w", ["c"]), "GetEvidence", {"item_ids": ["c"]}, (EVIDENCE,)),
    (MatchingClient, lambda c: c.get_document("w", "d"), "GetDocument", {"document_id": "d"}, RECORD),
    (
        MatchingClient,
        lambda c: c.list_documents("w", m.DocumentState.PENDING, **TOKEN),
        "ListDocuments",
        {"state": 1, **TOKEN},
        m.Page((RECORD,), "n"),
    ),
    (
        MatchingClient,
        lambda c: c.list_documents("w", outlet="o", newest_first=True),
        "ListDocuments",
        {"outlet": "o", "newest_first": True},
        m.Page((RECORD,), "n"),
    ),
    (MatchingClient, lambda c: c.list_sources("w", **TOKEN), "ListSources", TOKEN, m.Page((SOURCE,), "n")),
    (MatchingClient, lambda c: c.list_documents("w"), "ListDocuments", {"state": 0}, m.Page((RECORD,), "n")),
    (
        MatchingClient,
        lambda c: c.list_claims("w", "d", **TOKEN),
        "ListClaims",
        {"document_id": "d", **TOKEN},
        m.Page((CLAIM,), "n"),
    ),
    (
        MatchingClient,
        lambda c: c.list_quotes("w", "d", **TOKEN),
        "ListQuotes",
        {"document_id": "d", **TOKEN},
        m.Page((QUOTE,), "n"),
    ),
    (
        MatchingClient,
        lambda c: c.list_relations("w", "c1", **TOKEN),
        "ListRelations",
        {"item_id": "c1", **TOKEN},
        m.Page((RELATION,), "n"),
    ),
    (MatchingClient, lambda c: c.get_stats("w"), "GetStats", {"workspace": "w"}, STATS),
    (
        VerificationClient,
        lambda c: c.verify_claim("w", DOCUMENT, FILTERS),
        "VerifyClaim",
        {"workspace": "w"},
        FINDING,
    ),
    (
        VerificationClient,
        lambda c: c.verify_quote("w", DOCUMENT, "وزير", FILTERS),
        "VerifyQuote",
        {"speaker": "وزير"},
        FINDING,
    ),
    (
        VerificationClient,
        lambda c: c.check_draft("w", DOCUMENT, "drf_0"),
        "CheckDraft",
        {"workspace": "w", "known_digest": "drf_0"},
        [FLAG, SUMMARY],
    ),
    (
        VerificationClient,
        lambda c: c.list_jobs("w", **TOKEN),
        "ListOperations",
        {"name": "workspaces/w", **TOKEN},
        m.Page((JOB,), "n"),
    ),
    (
        VerificationClient,
        lambda c: c.submit_documents("w", [DOCUMENT], "once"),
        "SubmitDocuments",
        {"request_id": "once"},
        JOB,
    ),
    (
        VerificationClient,
        lambda c: c.submit_documents("w", [DOCUMENT], keep_earlier=True),
        "SubmitDocuments",
        {"keep_earlier": True},
        JOB,
    ),
    (
        VerificationClient,
        lambda c: c.delete_document("w", external_id="a"),
        "DeleteDocument",
        {"external_id": "a"},
        ("doc_1",),
    ),
    (VerificationClient, lambda c: c.get_job("j1"), "GetOperation", {"name": "operations/j1"}, JOB),
    (VerificationClient, lambda c: c.cancel_job("j1"), "CancelOperation", {"name": "operations/j1"}, JOB),
    (
        VerificationClient,
        lambda c: c.list_findings("w", FINDING_STATES, ["talks"], per_topic=True, **TOKEN),
        "ListFindings",
        {"kinds": ["talks"], "per_topic": True, **TOKEN},
        m.Page((FINDING,), "n"),
    ),
    (
        VerificationClient,
        lambda c: c.get_finding("w", "f1"),
        "GetFinding",
        {"finding_id": "f1"},
        (FINDING, (REVIEW,)),
    ),
    (
        VerificationClient,
        lambda c: c.review_finding("w", REVIEW, "once"),
        "ReviewFinding",
        {"request_id": "once"},
        REVIEW,
    ),
    (VerificationClient, lambda c: c.watch_job("w", "j1"), "WatchJob", {"job_id": "j1"}, [JOB]),
    (VerificationClient, lambda c: c.watch_findings("w", 6), "WatchFindings", {"after_event": 6}, [EVENT]),
    (
        VerificationClient,
        lambda c: c.refresh_findings("w", ["c1"]),
        "RefreshFindings",
        {"item_ids": ["c1"]},
        ("f1",),
    ),
    (
        VerificationClient,
        lambda c: c.get_webhook_post("w", "whk_1", 7),
        "GetWebhookPost",
        {"workspace": "w", "webhook_id": "whk_1", "event_id": 7},
        POST,
    ),
    (VerificationClient, lambda c: c.list_workspaces(), "ListWorkspaces", {"page_token": ""}, ("desk", "w")),
    (
        VerificationClient,
        lambda c: c.create_webhook("w", HOOK),
        "CreateWebhook",
        {"workspace": "w"},
        (HOOK, "whs_1"),
    ),
    (
        VerificationClient,
        lambda c: c.list_webhooks("w", **TOKEN),
        "ListWebhooks",
        {"workspace": "w", **TOKEN},
        m.Page((HOOK,), "n"),
    ),
    (
        VerificationClient,
        lambda c: c.delete_webhook("w", "whk_1"),
        "DeleteWebhook",
        {"webhook_id": "whk_1"},
        None,
    ),
    (
        VerificationClient,
        lambda c: c.test_webhook("w", "whk_1"),
        "TestWebhook",
        {"webhook_id": "whk_1"},
        None,
    ),
    (
        VerificationClient,
        lambda c: c.replay_webhook("w", "whk_1", 5),
        "ReplayWebhook",
        {"webhook_id": "whk_1", "after_event": 5},
        3,
    ),
    (VerificationClient, lambda c: c.get_limits(), "GetLimits", {}, m.Limits(page_size=9)),
    (VerificationClient, lambda c: c.export("w", "csv"), "Export", {"format": 2}, ["1", "2"]),
]


@pytest.mark.parametrize(
    ("kind", "call", "rpc", "fields", "expected"),
    CASES,
    ids=[f"{case[2]}-{number}" for number, case in enumerate(CASES)],
)
async def test_a_method_makes_its_call_and_reads_the_answer(
    kind: Any, call: Callable[[Any], Any], rpc: str, fields: dict[str, Any], expected: Any
) -> None:
    servicer = Canned()
    async with installation(servicer) as settings:
        client = kind.connect(settings)
        answer = call(client)
        received = [each async for each in answer] if inspect.isasyncgen(answer) else await answer
        await client.close()

    name, request = servicer.asked[0]
    assert name == rpc
    assert {field: getattr(request, field) for field in fields} == fields
    assert received == expected


async def test_a_batch_answers_in_order_and_a_bad_question_fails_alone() -> None:
    servicer = Canned()
    unsayable = m.Document("", "\ud800")
    questions = [Question("0", unsayable), Question("1", DOCUMENT, quote=True, speaker="s")]
    async with installation(servicer) as settings:
        client = VerificationClient.connect(settings)
        answers = [answer async for answer in client.verify_batch("w", questions)]
        await client.close()

    [(_, [sent])] = servicer.asked
    assert (sent.id, sent.quote.speaker, sent.quote.workspace) == ("1", "s", "w")
    assert [name for name, _ in answers] == ["0", "1"]
    assert isinstance(answers[0][1], m.ItemFailure)
    assert answers[0][1].reason == "TEXT_NOT_UNICODE"
    assert answers[1][1] == FINDING


@pytest.mark.parametrize(
    "call",
    [
        lambda c: c.list_findings("w", ["true"]),
        lambda c: anext(c.export("w", "pdf")),
    ],
)
async def test_an_unknown_name_is_refused_before_anything_is_sent(call: Callable[[Any], Any]) -> None:
    with pytest.raises(Permanent) as refused:
        await call(VerificationClient(Canned()))
    assert refused.value.reason is Reason.INVALID_ARGUMENT
    assert refused.value.field


async def test_a_text_that_is_no_unicode_is_refused_before_it_is_sent() -> None:
    with pytest.raises(Permanent) as refused:
        await EmbeddingClient(Canned()).embed(["good", "bad \ud800"])
    assert refused.value.reason is Reason.TEXT_NOT_UNICODE


@pytest.mark.parametrize(
    ("client", "port"),
    [
        (ExtractionClient, ports.ExtractionPort),
        (EmbeddingClient, ports.EmbeddingPort),
        (MatchingClient, ports.MatchingPort),
        (VerificationClient, ports.VerificationPort),
    ],
)
def test_clients_have_the_methods_of_their_ports_with_the_same_arguments(client: Any, port: Any) -> None:
    for name, method in inspect.getmembers(port, inspect.isfunction):
        if not name.startswith("_"):
            ours = inspect.signature(getattr(client, name)).parameters
            theirs = inspect.signature(method).parameters
            assert list(ours) == list(theirs), name
            assert [p.default for p in ours.values()] == [p.default for p in theirs.values()], name


def test_every_rpc_has_a_client_method() -> None:
    modules = (em, mt, vf, finding_service_pb2)
    rpcs = {
        method.name
        for module in modules
        for service in module.DESCRIPTOR.services_by_name.values()
        for method in service.methods
    }
    called = {case[2] for case in CASES} | {"BatchVerify"}
    assert rpcs <= called


def test_only_what_may_be_repeated_is_repeated() -> None:
    descriptors = {
        service.full_name: {method.name for method in service.methods}
        for module in (em, mt, vf, finding_service_pb2, extraction_service_pb2, batch_service_pb2)
        for service in module.DESCRIPTOR.services_by_name.values()
    }
    repeated, once = service_config(attempts=4)["methodConfig"]

    assert {entry["service"] for entry in repeated["name"]} == set(descriptors)
    assert repeated["retryPolicy"]["retryableStatusCodes"] == ["UNAVAILABLE"]
    assert "retryPolicy" not in once
    assert all(entry["method"] in descriptors[entry["service"]] for entry in once["name"])
    assert {"ReviewFinding", "WatchFindings", "SubmitBatch"} <= {entry["method"] for entry in once["name"]}
    assert "retryPolicy" not in service_config(attempts=1)["methodConfig"][0]


def test_an_operation_of_somebody_else_is_refused() -> None:
    with pytest.raises(Permanent):
        wire.decode_operation(operations_pb2.Operation(name="operations/x"))
