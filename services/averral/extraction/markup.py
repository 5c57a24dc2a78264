"""Blanks out HTML so that a page sent as it stands can be read, and every span still points into what was sent.

Tags, comments, scripts and character references become spaces of the same length; a tag that ends a block becomes a
line break, for paragraphs end there. One pass of patterns without nesting: linear in the text.
"""

from __future__ import annotations

import html
import re

from averral.extraction.article import keep_article

#: A text with fewer tags only mentions one.
_FEWEST_TAGS = 3
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]{0,20}(?:[ \t\n\r/][^<>]{0,2000})?>")
_KNOWN = re.compile(r"<(?:p|br|div|span|html|body|a|h[1-6]|article|script)\b", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|br|div|h[1-6]|li|ul|ol|tr|table|article|section|header|footer|blockquote|title"
    r"|main|figure|figcaption|dt|dd|pre)\b",
    re.IGNORECASE,
)
_OPENERS = re.compile(r"<!--|<(script|style|noscript|template)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


def looks_like_html(text: str) -> bool:
    """Whether the text is a page or a piece of one, rather than prose that names a tag."""
    if not _KNOWN.search(text):
        return False
    return sum(1 for _ in zip(range(_FEWEST_TAGS), _TAG.finditer(text), strict=False)) == _FEWEST_TAGS


def blank_markup(text: str) -> str:
    """The text with all markup blanked, of the same length; of a whole page only the article is left."""
    text = keep_article(_blank_hidden(text))
    text = _TAG.sub(_blank_tag, text)
    return _REFERENCE.sub(_decode, text)


def _blank_hidden(text: str) -> str:
    """Blanks comments and elements whose content is not read; one without an end runs to the end of the text."""
    lower = text.lower()
    parts: list[str] = []
    done = 0
    while found := _OPENERS.search(text, done):
        closing = f"</{found[1].lower()}" if found[1] else "-->"
        end = lower.find(closing, found.end()) if len(lower) == len(text) else -1
        end = len(text) if end < 0 else end + len(closing)
        parts += [text[done : found.start()], " " * (end - found.start())]
        done = end
    return "".join([*parts, text[done:]])


def _blank_tag(tag: re.Match[str]) -> str:
    size = len(tag[0])
    return "\n" + " " * (size - 1) if _BLOCK.match(tag[0]) else " " * size


def _decode(reference: re.Match[str]) -> str:
    """The character that is meant, padded with spaces before a space-like one, after any other."""
    meant = html.unescape(reference[0])
    size = len(reference[0])
    if len(meant) != 1 or meant.isspace():
        return " " * size
    return meant + "\u200b" * (size - 1)
