"""Clients of the services: model types in, model types out, errors of ours.

Each stands on a generated stub, over a channel (`connect(settings)`), or over `runtime.local.LocalStub`.
"""

from __future__ import annotations

from averral.runtime.clients.channel import connect
from averral.runtime.clients.embedding import EmbeddingClient
from averral.runtime.clients.extraction import ExtractionClient
from averral.runtime.clients.matching import MatchingClient
from averral.runtime.clients.questions import Question
from averral.runtime.clients.verification import VerificationClient

__all__ = [
    "EmbeddingClient",
    "ExtractionClient",
    "MatchingClient",
    "Question",
    "VerificationClient",
    "connect",
]
