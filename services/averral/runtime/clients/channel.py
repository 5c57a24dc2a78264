"""Channels to neighbours: message sizes, balancing, and retries by gRPC itself."""

from __future__ import annotations

import json
from typing import Any

import grpc

from averral.runtime.settings import Settings
from averral.runtime.tls import channel_credentials

_PACKAGE = "averral.v1"

_SERVICES = tuple(
    f"{_PACKAGE}.{name}Service"
    for name in ("Extraction", "Embedding", "Matching", "Verification", "Finding", "Batch")
)

_NOT_REPEATED = (
    ("BatchService", "SubmitBatch"),
    ("VerificationService", "ReviewFinding"),
    ("VerificationService", "BatchVerify"),
    ("VerificationService", "CreateWebhook"),
    ("VerificationService", "WatchFindings"),
    ("ExtractionService", "ExtractStream"),
)
"""A review without `request_id` would be stored twice; a stream's caller goes on from where it broke."""


def connect(address: str, settings: Settings | None = None) -> grpc.aio.Channel:
    """A channel to `host:port` or any gRPC target. It connects on first use, and again when it is lost.

    Calls that may be repeated are, while the neighbour is unavailable; with several addresses behind a name
    (`dns:///name:port`) they take turns.
    """
    given = settings or Settings()
    options: list[tuple[str, Any]] = [
        ("grpc.max_receive_message_length", given.max_message_bytes),
        ("grpc.max_send_message_length", given.max_message_bytes),
        ("grpc.service_config", json.dumps(service_config(given.connect_attempts))),
        # A neighbour on the same machine is back within a second; gRPC would first wait that long.
        ("grpc.initial_reconnect_backoff_ms", 100),
        ("grpc.max_reconnect_backoff_ms", 5_000),
    ]
    credentials = channel_credentials(given)
    if credentials is None:
        return grpc.aio.insecure_channel(address, options)
    return grpc.aio.secure_channel(address, credentials, options)


def service_config(attempts: int) -> dict[str, Any]:
    """The service config of gRPC: UNAVAILABLE is tried `attempts` times, except where repeating does harm."""
    config: dict[str, Any] = {"name": [{"service": service} for service in _SERVICES]}
    if attempts > 1:
        config["retryPolicy"] = {
            "maxAttempts": attempts,
            "initialBackoff": "0.2s",
            "maxBackoff": "2s",
            "backoffMultiplier": 3,
            "retryableStatusCodes": ["UNAVAILABLE"],
        }
    once = {
        "name": [{"service": f"{_PACKAGE}.{service}", "method": method} for service, method in _NOT_REPEATED]
    }
    return {"loadBalancingConfig": [{"round_robin": {}}], "methodConfig": [config, once]}
