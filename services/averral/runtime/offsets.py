"""Offsets for callers that count in UTF-16, as JavaScript and Java do."""

from __future__ import annotations

from bisect import bisect_left

from averral.model import Span

_LAST_OF_ONE_UNIT = "\uffff"


class Utf16:
    """Turns spans of code points into spans of UTF-16 units of one text."""

    def __init__(self, text: str) -> None:
        # Few texts hold any, and looking for the largest character is done in C.
        wide = text and max(text) > _LAST_OF_ONE_UNIT
        self._wide = [at for at, one in enumerate(text) if one > _LAST_OF_ONE_UNIT] if wide else []

    def span(self, span: Span) -> Span:
        """The same characters, counted in UTF-16 units."""
        return Span(self._offset(span.start), self._offset(span.end))

    def _offset(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset)
