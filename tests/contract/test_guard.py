"""Keys over gRPC: without one nothing is answered, with one its own workspace only, and each method needs its scope."""

from __future__ import annotations

import pytest

from averral.client import AsyncClient, Patience
from averral.errors import AverralError, Reason
from averral.model import Document, ReviewAction, Webhook
from averral.runtime.clients import Question, VerificationClient
from averral.runtime.keys import KeyStore, Scope
from averral.runtime.settings import Settings
from averral.v1 import batch_service_pb2, finding_service_pb2, verification_service_pb2
from averral.verification.scopes import SCOPES
from served import OTHER_TOLL, TOLL, installation, reports


@pytest.fixture
def keys(tmp_path):
    store = KeyStore(tmp_path / "keys.db")
    yield store
    store.close()


@pytest.fixture
async def here(keys):
    own = keys.create("installation", "worker", [Scope.SERVICE])[1]
    async with installation(keys, own) as served:
        yield served


def client(here, keys: KeyStore, workspace: str = "desk", *scopes: Scope, ask: str = "") -> AsyncClient:
    secret = keys.create(workspace, "test", scopes or (Scope.ADMIN,))[1]
    return AsyncClient(here.address, workspace=ask or workspace, key=secret, patience=Patience(0))


async def reason_of(call) -> Reason | None:
    try:
        await call
    except AverralError as error:
        return error.reason
    return None


async def test_without_a_key_nothing_is_answered(here, keys):
    for key in ("", "avk_wrong"):
        async with AsyncClient(here.address, key=key, patience=Patience(0)) as stranger:
            assert await reason_of(stranger.verify_claim(TOLL)) is Reason.UNAUTHENTICATED
            assert await reason_of(anext(stranger.check_draft(Document("", TOLL)))) is Reason.UNAUTHENTICATED
            assert await reason_of(anext(stranger.verify_batch([Question("q", Document("", TOLL))]))) is (
                Reason.UNAUTHENTICATED
            )
            assert await reason_of(stranger.get_job("job_0")) is Reason.UNAUTHENTICATED


async def test_a_key_sees_its_own_workspace_only(here, keys):
    async with client(here, keys) as mine, client(here, keys, "other", ask="desk") as crossing:
        job = await mine.submit(reports([OTHER_TOLL]))
        await here.worker.drain()
        assert (await mine.wait(job, 20)).done == 1
        [finding, *_] = [one async for one in mine.findings()]
        assert (await mine.verify_claim(TOLL, language="en")).opposing

        denied = [
            crossing.verify_claim(TOLL),
            crossing.verify_quote(TOLL),
            crossing.submit(reports([TOLL])),
            anext(crossing.findings()),
            crossing.get_finding(finding.id),
            crossing.review(finding.id, ReviewAction.ACCEPT, "a"),
            anext(crossing.watch()),
            anext(crossing.export()),
            anext(crossing.check_draft(Document("", TOLL))),
            crossing.delete_document("doc_0"),
            crossing._client.list_jobs("desk"),
            crossing._client.create_webhook("desk", Webhook("", "https://a.example/")),
            crossing._client.list_webhooks("desk"),
            crossing._client.delete_webhook("desk", "whk_0"),
            crossing._client.test_webhook("desk", "whk_0"),
            crossing._client.replay_webhook("desk", "whk_0"),
        ]
        for call in denied:
            assert await reason_of(call) is Reason.PERMISSION_DENIED
        [(_, failed)] = [one async for one in crossing.verify_batch([Question("q", Document("", TOLL))])]
        assert failed.reason == "PERMISSION_DENIED"
        for call in (crossing._client.get_job(job.id), crossing._client.cancel_job(job.id)):
            assert await reason_of(call) is Reason.NOT_FOUND
    async with client(here, keys, "other") as theirs:
        assert await reason_of(theirs.get_finding(finding.id)) is Reason.NOT_FOUND
        assert not (await theirs.verify_claim(TOLL, language="en")).opposing


async def test_an_empty_workspace_is_the_keys(here, keys):
    secret = keys.create("desk", "test", [Scope.ADMIN])[1]
    inner = VerificationClient.connect(Settings(verification_address=here.address, service_key=secret))
    job = await inner.submit_documents("", reports([TOLL]))
    assert (await inner.get_job(job.id)).workspace == "desk"
    await inner.close()


@pytest.mark.parametrize("scope", [Scope.READ, Scope.WRITE, Scope.REVIEW])
async def test_each_method_needs_its_scope(here, keys, scope):
    async with client(here, keys, "desk", scope) as caller:
        calls = {
            Scope.READ: caller.limits(),
            Scope.WRITE: caller.submit(reports([TOLL])),
            Scope.REVIEW: caller.review("fnd_0", ReviewAction.ACCEPT, "a"),
        }
        for needed, call in calls.items():
            denied = await reason_of(call) is Reason.PERMISSION_DENIED
            assert denied == (needed is not scope)


async def test_what_is_internal_is_for_the_installation_alone(here, keys):
    async with client(here, keys) as caller:
        assert await reason_of(caller._client.refresh_findings("desk", [])) is Reason.PERMISSION_DENIED
        assert (
            await reason_of(caller._client.get_webhook_post("desk", "whk_0", 0)) is Reason.PERMISSION_DENIED
        )


def test_every_method_has_a_scope():
    for module in (verification_service_pb2, finding_service_pb2, batch_service_pb2):
        for service in module.DESCRIPTOR.services_by_name.values():
            for method in service.methods:
                assert f"/{service.full_name}/{method.name}" in SCOPES
