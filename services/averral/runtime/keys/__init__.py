"""API keys: who may do what in which workspace, and how often."""

from __future__ import annotations

from averral.runtime.keys.ahead import Ahead, open_rates
from averral.runtime.keys.key import SCOPES_IMPLIED, Key, Scope, require
from averral.runtime.keys.rates import (
    Limiter,
    Rates,
    SharedRates,
    Standing,
    count,
    refuse_if_used_up,
)
from averral.runtime.keys.store import KeyStore

__all__ = [
    "SCOPES_IMPLIED",
    "Ahead",
    "Key",
    "KeyStore",
    "Limiter",
    "Rates",
    "Scope",
    "SharedRates",
    "Standing",
    "count",
    "open_rates",
    "refuse_if_used_up",
    "require",
]
