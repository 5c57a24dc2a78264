"""The public API for Python programs: `AsyncClient`, and `Client` for programs without an event loop.

Both speak gRPC to a verification service, take and return the types of `averral.model`, try again what may pass, and
raise `averral.errors` only.
"""

from __future__ import annotations

from averral.client.asynchronous import AsyncClient
from averral.client.patience import Patience
from averral.client.synchronous import Client

__all__ = ["AsyncClient", "Client", "Patience"]
