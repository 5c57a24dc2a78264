"""One key: its workspace, its scopes, its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from averral.errors import Permanent, Reason


class Scope(StrEnum):
    """What a key allows."""

    READ = "read"
    """Ask questions, check drafts, read findings, jobs and events."""
    WRITE = "write"
    """Submit documents, cancel jobs."""
    REVIEW = "review"
    """Record decisions about findings."""
    ADMIN = "admin"
    """All of these."""
    SERVICE = "service"
    """Act for any workspace over gRPC: for the installation's own processes, never for callers."""


#: How long before its end every answer says so.
NOTICE = timedelta(days=14)
#: Scopes that come with another one.
SCOPES_IMPLIED = {Scope.ADMIN: frozenset({Scope.READ, Scope.WRITE, Scope.REVIEW, Scope.ADMIN})}


@dataclass(frozen=True, slots=True)
class Key:
    """An API key as it is kept: the secret itself is known to its owner only."""

    id: str
    workspace: str
    name: str
    """Who or what uses it, for people."""
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    rate_per_minute: int | None = None
    """None for the installation's default."""
    parent_id: str = ""
    """The key that a browser token was made with."""
    calls_per_day: int | None = None
    """None for the installation's default, 0 for no limit."""
    origins: tuple[str, ...] = ()
    """Origins whose pages may call with it from a browser, beside those that may with any key."""

    def allows(self, scope: Scope) -> bool:
        """Whether the key has the scope, by itself or with another."""
        return any(scope is own or scope in SCOPES_IMPLIED.get(own, ()) for own in self.scopes)

    def notice(self, now: datetime) -> dict[str, str]:
        """A header that says when the key ends, where that is soon; tokens end by their nature."""
        if self.expires_at is None or self.parent_id or self.expires_at - now > NOTICE:
            return {}
        return {"Averral-Key-Expires": self.expires_at.isoformat(timespec="seconds")}

    def usable(self, now: datetime) -> bool:
        """Whether it is neither revoked nor expired."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


def require(key: Key, scope: Scope) -> None:
    """Refuses a key that lacks the scope.

    Raises:
        Permanent: PERMISSION_DENIED.
    """
    if not key.allows(scope):
        granted = ", ".join(key.scopes)
        raise Permanent(
            Reason.PERMISSION_DENIED,
            f"This call needs a key with the scope {scope}; yours has: {granted}.",
            metadata={"needed": scope.value, "granted": granted},
        )
