"""When a failed message is tried again: exponential back-off with jitter. Pure functions of what they are given.

The method is the "decorrelated by a random share" form of exponential back-off: the wait doubles with each
attempt up to a bound, and a share of it is random, so that messages which failed together spread out.
"""

from __future__ import annotations

from dataclasses import dataclass

from averral.errors import AverralError, Permanent, Temporary

_LARGEST_EXPONENT = 40
"""Beyond it the wait is longer than any bound, and the power would overflow a float in the end."""


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Bounds of trying again; the settings `attempts` and `backoff_…` say what each is for."""

    attempts: int = 6
    first: float = 1.0
    longest: float = 300.0
    jitter: float = 0.5

    def exhausted(self, attempt: int) -> bool:
        """Whether this delivery is already one too many: its predecessors ended without a word.

        A message whose worker dies on it never reaches `next_delay`; a worker asks this before it starts.
        """
        return attempt > self.attempts

    def wait(self, attempt: int, chance: float) -> float:
        """Seconds from the failure of `attempt` (from 1) to the next; `chance` is uniform in [0, 1)."""
        full = min(self.longest, self.first * 2.0 ** min(attempt - 1, _LARGEST_EXPONENT))
        return full * (1 - self.jitter + self.jitter * chance)

    def next_delay(self, attempt: int, error: Exception, chance: float) -> float | None:
        """Seconds until the next attempt, or None when the message is to be buried.

        A `Permanent` error is never tried again; a `Temporary` not before its `retry_after`. Anything else
        is a defect of ours, which may well depend on the moment: it is tried again.
        """
        if isinstance(error, Permanent) or attempt >= self.attempts:
            return None
        earliest = error.retry_after if isinstance(error, Temporary) else 0.0
        return max(earliest, self.wait(attempt, chance))


def describe(error: Exception) -> str:
    """What a dead letter says of its cause: reason and message of ours, only the type of any other.

    Messages of foreign exceptions may quote the text that was read, and no article text is kept here.
    """
    if isinstance(error, AverralError):
        return f"{error.reason}: {error.message}"
    return f"INTERNAL: {type(error).__name__}"
