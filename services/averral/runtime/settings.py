"""Settings of every process: one class per role, read from `AVERRAL_…` variables and checked at the start.

The docstring under a field says what it changes, its unit, and why the default is what it is; the table in
`README.md` beside this file repeats them by name. A role's class holds only what that role reads.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from averral.errors import Permanent, Reason
from averral.model import Limits

Role = TypeVar("Role", bound="Settings")

PREFIX = "AVERRAL_"


class Settings(BaseSettings):
    """What every role has: where it listens, where its neighbours are, how it reports."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="ignore", use_attribute_docstrings=True, validate_default=True
    )

    host: str = "127.0.0.1"
    """Address to listen on. Local by default: nothing is open to a network until somebody says so."""
    port: int = Field(default=0, ge=0, le=65535)
    """TCP port to listen on; each role has its own default, 0 takes any free one."""
    extraction_address: str = "localhost:50061"
    """Where the extraction service answers, `host:port` or any gRPC target; the port is the role's default."""
    embedding_address: str = "localhost:50062"
    """Where the embedding service answers."""
    matching_address: str = "localhost:50063"
    """Where the matching service answers."""
    verification_address: str = "localhost:50064"
    """Where the verification service answers."""
    data_dir: Path = Path(".averral")
    """Folder for records, index and queue files, made when absent. In the current folder, so that trying
    averral out leaves nothing elsewhere; give an absolute path on a server."""

    call_timeout: float = Field(default=30.0, gt=0)
    """Seconds that a call to a neighbour may take when the caller set no earlier deadline. Reading the
    longest allowed document takes a few seconds, so 30 means that something is wrong."""
    batch_timeout: float = Field(default=600.0, gt=0)
    """Seconds for calls that do work for a whole batch or stream. Ten minutes read some 10,000 articles."""
    connect_attempts: int = Field(default=4, ge=1, le=5)
    """How often a call that changes nothing twice is tried while a neighbour is unavailable; gRPC allows at
    most 5. Four tries with back-off outlast a restart of a neighbour on the same machine."""
    tls_certificate: str = ""
    """File of this process's certificate chain, PEM. Set with its key, the server speaks TLS only, and calls to
    neighbours show the certificate. Empty: no encryption, right on one machine."""
    tls_key: str = ""
    """File of the certificate's private key, PEM; set both or none."""
    tls_ca: str = ""
    """File of the authority that signs the certificates of the installation, PEM. Neighbours must have one of its
    certificates, and so must callers: without one they are not answered (mutual TLS)."""
    service_key: str = ""
    """Key that this process sends with its gRPC calls, of the scope `service`. Needed by gateway and workers where
    the verification service requires keys."""
    max_message_mib: int = Field(default=32, ge=1, le=1024)
    """Largest message in either direction, MiB. A million code points of Arabic with its results is below 8."""
    shutdown_grace: float = Field(default=10.0, ge=0)
    """Seconds for running calls to end after SIGTERM. Below Kubernetes' 30 s, so that we stop by ourselves."""
    max_concurrent_calls: int = Field(default=256, ge=1)
    """Calls served at once; more are refused as RESOURCE_EXHAUSTED instead of piling up in memory."""

    log_format: Literal["auto", "json", "console"] = "auto"
    """`json` for machines, `console` for people; `auto` is `console` at a terminal and `json` elsewhere."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """Least severe log line written. `info` writes one line per call."""
    metrics_port: int = Field(default=0, ge=0, le=65535)
    """Port for Prometheus' `/metrics` on `host`; 0 opens none, since not everybody runs Prometheus."""

    document_code_points: int = Field(default=Limits().document_code_points, ge=1_000)
    """Longest document in Unicode code points. A million is a long book, no news article comes near."""
    documents_per_call: int = Field(default=Limits().documents_per_call, ge=1)
    """Documents that one call may submit. 500 articles stay well below the message limit."""
    texts_per_call: int = Field(default=Limits().texts_per_call, ge=1)
    """Texts that one Embed call may hold. 2,048 keep a call under a second on the bundled model."""
    pairs_per_call: int = Field(default=Limits().pairs_per_call, ge=1)
    """Pairs that one ScorePairs call may hold; half the texts, since a pair has two."""
    claims_per_document: int = Field(default=Limits().claims_per_document, ge=1)
    """Claims kept of one document; the answer says when more were cut off."""
    quotes_per_document: int = Field(default=Limits().quotes_per_document, ge=1)
    """Quotes kept of one document; the answer says when more were cut off."""
    page_size: int = Field(default=Limits().page_size, ge=1)
    """Most items on one page of a list; larger requests get this many."""
    passages_per_side: int = Field(default=Limits().passages_per_side, ge=1)
    """Passages shown on each side of a finding. All are counted, however many are shown."""

    @property
    def limits(self) -> Limits:
        """What one call may hold, as the services pass it round."""
        return Limits(
            document_code_points=self.document_code_points,
            documents_per_call=self.documents_per_call,
            texts_per_call=self.texts_per_call,
            pairs_per_call=self.pairs_per_call,
            claims_per_document=self.claims_per_document,
            quotes_per_document=self.quotes_per_document,
            page_size=self.page_size,
            passages_per_side=self.passages_per_side,
        )

    @property
    def max_message_bytes(self) -> int:
        """`max_message_mib` in bytes."""
        return self.max_message_mib * 1024 * 1024


class ExtractionSettings(Settings):
    """The extraction service."""

    port: int = Field(default=50061, ge=0, le=65535)
    """TCP port of the extraction service."""


class EmbeddingSettings(Settings):
    """The embedding service."""

    port: int = Field(default=50062, ge=0, le=65535)
    """TCP port of the embedding service."""
    model: str = ""
    """Name or path of a sentence-transformers model; empty takes the bundled one, which needs no torch. An
    index made by another model is refused."""
    model_revision: str = ""
    """Commit or tag that pins a model loaded by name; empty takes what is on this machine."""
    pair_model: str = ""
    """Name or path of a cross-encoder for text pairs; empty takes the bundled classifier."""
    batch_size: int = Field(default=256, ge=1)
    """Most texts encoded at once: waiting calls are put together up to this number."""
    batch_wait_ms: float = Field(default=2.0, ge=0)
    """Milliseconds that a lone call waits for others to join its batch, and up to five times as long while others
    come; not with the bundled models. 2 ms is less than one call's cost."""


class MatchingSettings(Settings):
    """The matching service, which keeps the corpus."""

    port: int = Field(default=50063, ge=0, le=65535)
    """TCP port of the matching service."""
    database_url: str = ""
    """SQLAlchemy address of the records; empty is SQLite in `data_dir`, right for one machine."""
    index_exact_below: int = Field(default=50_000, ge=0)
    """Items up to which the vector index compares with every vector. Beyond it answers would take over
    10 ms, and an inverted file with nearly the same recall takes over."""
    index_snapshot_seconds: float = Field(default=60.0, ge=0)
    """Seconds between snapshots of a changed index. A torn or missing one is rebuilt from the records."""
    candidates: int = Field(default=100, ge=1)
    """Nearest items that each claim or quote is compared with. A widely reported event has some dozens."""


class QueueSettings(Settings):
    """What a process needs to put messages into the queues or to take them out."""

    redis_url: str = ""
    """Where the queues are: `redis://`, `rediss://`, `unix://`, `redis+sentinel://host:port,…/name/db`,
    `redis+cluster://host:port` or `memory://`. Empty: a server is started on a private socket in `data_dir`."""
    queue_size: int = Field(default=100_000, ge=1)
    """Messages that a queue holds, waiting, running and delayed; beyond it submitting is refused with the
    time to wait. 100,000 take about 60 MB of Redis memory."""
    queue_retry_after: float = Field(default=5.0, gt=0)
    """Seconds that a submitter is told to wait when a queue is full: some hundred documents are read by then."""
    lease_seconds: float = Field(default=60.0, gt=0)
    """Seconds after which a silent worker's messages go to another. Running work renews its lease every
    third of this, so only dead or frozen workers lose theirs."""
    webhook_private: bool = False
    """Whether webhooks may go to private and loopback addresses and without TLS. Never where strangers have keys:
    they would reach what only this network should."""
    redis_patience: float = Field(default=10.0, ge=0)
    """Seconds during which a lost connection to Redis is tried again before the call fails. A Sentinel or
    Cluster failover takes about 3 s."""


class CallerSettings(QueueSettings):
    """How often keys may call. Counted in Redis where `redis_url` names one, else by each process for itself."""

    rate_per_minute: int = Field(default=600, ge=1)
    """Calls per minute of a key that has no limit of its own, ten a second; a tenth of them may come at once."""
    calls_per_day: int = Field(default=0, ge=0)
    """Calls per day (UTC) of a key that has no number of its own; 0 for no limit."""


class VerificationSettings(CallerSettings):
    """The verification service, which is the public one."""

    port: int = Field(default=50064, ge=0, le=65535)
    """TCP port of the verification service."""
    batch_days: float = Field(default=30.0, gt=0)
    """Days that the results of a batch are kept after its end; a month outlasts the story. Documents and findings
    stay."""
    public_url: str = ""
    """Address under which people reach the gateway's pages, such as `https://averral.example`. Flags of drafts lead
    there (`details_url`); empty leaves that out, since the service cannot know it."""
    require_keys: bool = False
    """Whether callers over gRPC must send a key, as over HTTP, and see its workspace only. Off by default: on one
    machine the service listens for that machine alone."""

    @property
    def limits(self) -> Limits:
        """What one call may hold, with what only this service keeps to."""
        return replace(
            super().limits,
            concurrent_calls=self.max_concurrent_calls,
            queued_documents=self.queue_size,
            call_seconds=self.call_timeout,
            batch_days=self.batch_days,
        )


class GatewaySettings(CallerSettings):
    """The HTTP gateway in front of the verification service."""

    port: int = Field(default=8080, ge=0, le=65535)
    """TCP port of the HTTP gateway."""
    anonymous_workspace: str = ""
    """Workspace for calls without a key that come from this machine, with all scopes but admin; empty refuses
    them. For one person's machine only: `averral dev` sets it to `default`."""
    cors_origins: str = ""
    """Origins whose pages may call from a browser, separated by commas, such as `https://cms.example`. Empty:
    none, since an editor's key belongs on a server."""

    @property
    def origins(self) -> tuple[str, ...]:
        """`cors_origins` one by one."""
        return tuple(origin.strip() for origin in self.cors_origins.split(",") if origin.strip())

    max_request_mib: int = Field(default=16, ge=1, le=1024)
    """Largest request body, MiB; half of what a gRPC message may hold, since text grows on the way."""
    max_batch_mib: int = Field(default=4_096, ge=1)
    """Largest upload of `POST /v1/batches`, MiB. It is read as it is taken, so that its size costs no memory."""
    keepalive_seconds: float = Field(default=15.0, gt=0)
    """Seconds of silence after which an event stream sends a comment, below the minute at which proxies give up."""


class WorkerSettings(QueueSettings):
    """A pipeline worker."""

    worker_name: str = ""
    """Name of this worker among the queues' consumers; empty takes host name, process id and a random part,
    which is right unless a platform gives stable names."""
    concurrency: int = Field(default=4, ge=1)
    """Messages worked on at once per queue. The services do the work, so a few keep them busy."""
    poll_seconds: float = Field(default=2.0, gt=0)
    """Longest wait for a message before looking for dead workers' messages and for the signal to stop."""
    attempts: int = Field(default=6, ge=1)
    """Times that a message is delivered before it goes to the dead letters; with the back-off below they
    span about a minute, longer than a restart of any service."""
    webhook_timeout: float = Field(default=10.0, gt=0)
    """Seconds that the receiver of a webhook has to answer; a good one queues the event and answers at once."""
    backoff_first: float = Field(default=1.0, gt=0)
    """Seconds before the second attempt; each further one waits twice as long."""
    backoff_longest: float = Field(default=300.0, gt=0)
    """Longest wait between attempts in seconds: after an outage everything moves again within five minutes."""
    backoff_jitter: float = Field(default=0.5, ge=0, le=1)
    """Share of each wait that is random, 0 to 1, so that messages that failed together do not return
    together."""


def load(role: type[Role], **overrides: Any) -> Role:
    """The settings of a role from the environment; `overrides` (command-line options) win, None is ignored.

    Raises:
        Permanent: INVALID_ARGUMENT naming the variable and what is wrong with its value.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return role(**given)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise Permanent(
            Reason.INVALID_ARGUMENT,
            f"{PREFIX}{field.upper()} is set to something unusable: {first['msg']}. Correct or unset it.",
            field=field,
            metadata={"setting": field, "problem": str(first["msg"])},
        ) from None
