"""API keys: who may do what in which workspace, and how often."""

from __future__ import annotations

from averral.runtime.keys.key import SCOPES_IMPLIED, Key, Scope, require
from averral.runtime.keys.rates import Rates, Standing
from averral.runtime.keys.store import KeyStore

__all__ = ["SCOPES_IMPLIED", "Key", "KeyStore", "Rates", "Scope", "Standing", "require"]
