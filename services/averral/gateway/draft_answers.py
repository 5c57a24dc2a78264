"""What callers get of a draft: its flags, where they stand in the text or in its blocks, and a summary."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from averral.gateway.answers import FindingOut, FlagKindName, NoticeOut, Selector, Shown, SpanOut
from averral.gateway.html_text import HtmlText
from averral.model import (
    Flag,
    Span,
)
from averral.runtime.offsets import Utf16


class BlockOut(BaseModel):
    """The block of the HTML in which a flag begins, with the offsets in the block's own text."""

    index: int = Field(description="Among the blocks that hold text, from 0.")
    id: str = Field(description="Its `id`, or `data-block`; empty where it has none.")
    span: SpanOut
    utf16: SpanOut


class FlagOut(BaseModel):
    """What a draft's author should look at."""

    id: str = Field(description="The same after edits elsewhere, so that a dismissal can be kept.")
    kind: FlagKindName
    severity: Literal["info", "warning", "alert"]
    text: str
    span: SpanOut
    utf16: SpanOut
    selector: Selector
    block: BlockOut | None = Field(description="Where the draft came as HTML.")
    details_url: str = Field(
        description="Page about the first report that opposes it, else that supports it; empty where there is none, "
        "and where the installation has no `AVERRAL_PUBLIC_URL`."
    )
    finding: FindingOut


class SummaryOut(Shown):
    """How a check ended. A draft without it has not been checked to its end."""

    digest: str
    unchanged: bool
    items: int
    reused: int
    language: str
    truncated: bool
    versions: str
    as_of: datetime | None
    language_confidence: float
    notices: list[NoticeOut]


class DraftOut(BaseModel):
    """All flags of a draft, in reading order."""

    flags: list[FlagOut]
    summary: SummaryOut
    text: str | None = Field(description="The text that the flags point into, where the draft came as HTML.")


class FlagWriter:
    """Writes the flags of one draft."""

    #: Code points of context on either side of a selector.
    CONTEXT = 60

    def __init__(self, shown: HtmlText) -> None:
        self._shown, self._utf16 = shown, Utf16(shown.text)

    def write(self, flag: Flag) -> FlagOut:
        """The flag with its place in all forms."""
        text, span = self._shown.text, flag.span
        before, after = text[max(0, span.start - self.CONTEXT) : span.start], text[span.end :][: self.CONTEXT]
        return FlagOut.model_validate(
            {
                "id": flag.id,
                "kind": flag.kind,
                "severity": flag.severity,
                "text": flag.text,
                "span": SpanOut.model_validate(span),
                "utf16": SpanOut.model_validate(self._utf16.span(span)),
                "selector": Selector(exact=flag.text, prefix=before, suffix=after),
                "block": self._block(span),
                "finding": FindingOut.of(flag.finding),
                "details_url": flag.details_url,
            }
        )

    def _block(self, span: Span) -> BlockOut | None:
        block = self._shown.block_at(span.start)
        if block is None:
            return None
        wide, start = self._utf16.span(span), self._utf16.span(Span(block.start, block.start)).start
        return BlockOut(
            index=block.index,
            id=block.id,
            span=SpanOut(start=span.start - block.start, end=span.end - block.start),
            utf16=SpanOut(start=wide.start - start, end=wide.end - start),
        )
