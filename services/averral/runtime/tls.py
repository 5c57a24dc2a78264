"""TLS between the processes: who has a certificate shows it, who has an authority asks for one.

One set of settings serves both ends, since most processes are server and client at once. With nothing set, calls are
not encrypted: right on one machine and inside a network that is encrypted itself.
"""

from __future__ import annotations

from pathlib import Path

import grpc

from averral.errors import Permanent, Reason
from averral.runtime.settings import Settings


def server_credentials(settings: Settings) -> grpc.ServerCredentials | None:
    """What a server shows and asks for; None without a certificate.

    With an authority, only callers whose certificate it has signed are answered.

    Raises:
        Permanent: INVALID_ARGUMENT when a file cannot be read, or key and certificate do not come together.
    """
    pair = _pair(settings)
    if pair is None:
        return None
    authority = _read(settings.tls_ca, "tls_ca")
    return grpc.ssl_server_credentials([pair], authority, require_client_auth=authority is not None)


def channel_credentials(settings: Settings) -> grpc.ChannelCredentials | None:
    """What a client shows and whom it trusts; None when neither is set.

    Without an authority of its own it trusts those that come with gRPC.

    Raises:
        Permanent: INVALID_ARGUMENT as above.
    """
    pair, authority = _pair(settings), _read(settings.tls_ca, "tls_ca")
    if pair is None and authority is None:
        return None
    key, certificate = pair or (None, None)
    return grpc.ssl_channel_credentials(authority, key, certificate)


def _pair(settings: Settings) -> tuple[bytes, bytes] | None:
    key, certificate = (
        _read(settings.tls_key, "tls_key"),
        _read(settings.tls_certificate, "tls_certificate"),
    )
    if key is None and certificate is None:
        return None
    if key is None or certificate is None:
        missing = "tls_key" if key is None else "tls_certificate"
        raise _unusable(missing, "A certificate and its key come together: set both or none.")
    return key, certificate


def _read(path: str, setting: str) -> bytes | None:
    if not path:
        return None
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise _unusable(setting, f"The file {path} cannot be read: {error.strerror}.") from error


def _unusable(setting: str, problem: str) -> Permanent:
    return Permanent(
        Reason.INVALID_ARGUMENT,
        f"AVERRAL_{setting.upper()} is set to something unusable. {problem}",
        field=setting,
        metadata={"setting": setting, "problem": problem},
    )
