"""The text that an editor shows for a piece of HTML, and where its blocks lie in it.

Inside a block every character counts as it does in the DOM's `textContent` (a line feed stands as a space, which is
how it is shown, and `<br>` counts as one), so that an offset in a block is an offset in the editor. Blocks are
parted by a blank line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

#: Elements that begin on a line of their own.
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
#: Elements whose content nobody sees.
_HIDDEN = frozenset(
    [
        "head",
        "iframe",
        "math",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
    ]
)

_PARTING = "\n\n"
_SHOWN_AS_SPACE = str.maketrans("\n\r\t\f", "    ")


@dataclass(frozen=True, slots=True)
class Block:
    """A block that holds text."""

    index: int
    id: str
    start: int
    """Where its text begins in the whole, code points."""


@dataclass(frozen=True, slots=True)
class HtmlText:
    """A text, with its blocks where it came as HTML."""

    text: str
    blocks: tuple[Block, ...] = ()
    _starts: tuple[int, ...] = field(default=(), repr=False)

    @classmethod
    def of_html(cls, markup: str) -> HtmlText:
        """What the markup shows; broken markup is read as browsers do."""
        reader = _Reader()
        # Zero bytes end the text for the parser underneath.
        parser = etree.HTMLParser(target=reader, huge_tree=True, encoding="utf-8")
        parser.feed(markup.replace("\0", "\ufffd").encode("utf-8", "replace"))
        found: HtmlText = parser.close()
        return found

    def block_at(self, offset: int) -> Block | None:
        """The block that holds a place of the text; None in plain text."""
        at = bisect_right(self._starts, offset) - 1
        return self.blocks[at] if at >= 0 else None


class _Reader:
    """Gathers the text of blocks from the parser's events."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._current: list[str] = []
        self._ids = [""]
        self._hidden = 0
        self._pre = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "br":
            self._add("\n")
        elif tag in _BLOCKS:
            self._flush()
            self._pre += tag == "pre"
            self._ids.append(attributes.get("id") or attributes.get("data-block") or self._ids[-1])

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BLOCKS:
            self._flush()
            self._pre = max(0, self._pre - (tag == "pre"))
            if len(self._ids) > 1:
                self._ids.pop()

    def data(self, text: str) -> None:
        """Characters."""
        self._add(text if self._pre else text.translate(_SHOWN_AS_SPACE))

    def comment(self, text: str) -> None:
        """Comments show nothing."""

    def close(self) -> HtmlText:
        """The end of the markup."""
        self._flush()
        starts = tuple(block.start for block in self._blocks)
        return HtmlText("".join(self._done), tuple(self._blocks), starts)

    def _add(self, text: str) -> None:
        if not self._hidden:
            self._current.append(text)

    def _flush(self) -> None:
        text = "".join(self._current)
        self._current.clear()
        if not text.strip():
            return
        if self._blocks:
            self._done.append(_PARTING)
            self._length += len(_PARTING)
        self._blocks.append(Block(len(self._blocks), self._ids[-1], self._length))
        self._done.append(text)
        self._length += len(text)
