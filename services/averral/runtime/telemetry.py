"""Logs and metrics. Logs carry ids, codes and times, never text that was read or asked.

Every metric's name, labels and meaning stand in `README.md` beside this file.
"""

from __future__ import annotations

import contextlib
import logging
import sys
from collections.abc import Iterator
from typing import Any

import structlog
from prometheus_client import Counter, Gauge, Histogram, start_http_server
from prometheus_client.metrics import MetricWrapperBase
from structlog.tracebacks import ExceptionDictTransformer

from averral.errors import Permanent, Reason
from averral.runtime.settings import Settings

_CALL_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)
"""From one vector search to a long batch."""

RPCS = Counter("averral_rpc_total", "Calls served, by outcome", ("service", "method", "code"))
RPC_SECONDS = Histogram(
    "averral_rpc_seconds", "Time to serve a call", ("service", "method"), buckets=_CALL_SECONDS
)
RPCS_RUNNING = Gauge("averral_rpc_running", "Calls being served", ("service",))
CALLS = Counter("averral_client_calls_total", "Calls made to neighbours", ("service", "method", "code"))
CALL_SECONDS = Histogram(
    "averral_client_call_seconds",
    "Time of a call to a neighbour",
    ("service", "method"),
    buckets=_CALL_SECONDS,
)
MESSAGES = Counter(
    "averral_queue_messages_total", "Messages by what became of a delivery", ("stream", "outcome")
)
QUEUE_DEPTH = Gauge("averral_queue_depth", "Messages not yet acknowledged", ("stream",))
QUEUE_OLDEST_SECONDS = Gauge(
    "averral_queue_oldest_seconds", "Age of the oldest message that waits or runs", ("stream",)
)
QUEUE_DEAD = Gauge("averral_queue_dead", "Dead letters", ("stream",))
STAGE_SECONDS = Histogram(
    "averral_stage_seconds", "Time that a worker spends on one message", ("stage",), buckets=_CALL_SECONDS
)
HTTP_REQUESTS = Counter(
    "averral_http_requests_total", "Requests that the gateway served", ("route", "method", "status")
)
HTTP_SECONDS = Histogram(
    "averral_http_seconds", "Time to serve a request, streams included", ("route",), buckets=_CALL_SECONDS
)

METRICS: tuple[MetricWrapperBase, ...] = (
    RPCS,
    RPC_SECONDS,
    RPCS_RUNNING,
    CALLS,
    CALL_SECONDS,
    MESSAGES,
    QUEUE_DEPTH,
    QUEUE_OLDEST_SECONDS,
    QUEUE_DEAD,
    STAGE_SECONDS,
    HTTP_REQUESTS,
    HTTP_SECONDS,
)


def metric_names() -> tuple[str, ...]:
    """Names as they are scraped: counters end in `_total`."""
    names = ((metric, next(iter(metric.describe())).name) for metric in METRICS)
    return tuple(f"{name}_total" if isinstance(metric, Counter) else name for metric, name in names)


@contextlib.contextmanager
def metrics_served(settings: Settings) -> Iterator[None]:
    """Serves `/metrics` on the settings' port while the body runs; does nothing when that is 0.

    Raises:
        Permanent: INVALID_ARGUMENT when the port is taken.
    """
    if not settings.metrics_port:
        yield
        return
    try:
        server, thread = start_http_server(settings.metrics_port, settings.host)
    except OSError as error:
        raise Permanent(
            Reason.INVALID_ARGUMENT,
            f"Cannot serve metrics on {settings.host}:{settings.metrics_port}: {error.strerror}. "
            "Set AVERRAL_METRICS_PORT.",
            field="metrics_port",
            metadata={"port": str(settings.metrics_port)},
        ) from error
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def configure_logging(settings: Settings) -> None:
    """Sends structlog's lines, and those of the standard library, to stderr in the chosen format."""
    as_json = settings.log_format == "json" or (settings.log_format == "auto" and not sys.stderr.isatty())
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    # Neither renderer may show local variables, as both would by default: they hold what was read.
    frames = ExceptionDictTransformer(show_locals=False)
    plain = structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )
    as_lines = structlog.processors.JSONRenderer(ensure_ascii=False)
    ends: list[Any] = [structlog.processors.ExceptionRenderer(frames), as_lines] if as_json else [plain]
    structlog.configure(
        processors=[*shared, *ends],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        # Made at each line: whoever runs this in a program of their own may exchange the stream.
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ends],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)
