"""Finds the article in a whole web page: what stands around it is blanked, and no offset moves.

Three steps, from what the page says of itself to what its shape tells: menus, forms and footers go by their element;
the rest is kept from the `article` (else `main`) element with the most running text, with the first heading; in what
is left, a block made mostly of links is a list of links. The last measure is link density (Kohlschütter, Fankhauser
and Nejdl 2010, "Boilerplate Detection using Shallow Text Features"). Linear in the page.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

#: Only a whole page has something around its article; what an editor sends is all article.
_PAGE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})\b([^<>]{0,2000})>")
_NOT_READ = frozenset(
    {"nav", "aside", "footer", "form", "button", "select", "svg", "iframe", "figcaption", "dialog"}
)
_CONTAINERS = ("article", "main")
_INLINE = frozenset(
    {
        "a",
        "b",
        "i",
        "em",
        "strong",
        "span",
        "u",
        "s",
        "q",
        "cite",
        "small",
        "sub",
        "sup",
        "mark",
        "abbr",
        "time",
        "bdi",
        "bdo",
        "font",
        "img",
        "wbr",
    }
)
_WORD = re.compile(r"\w+")
#: From this share of its letters in links, a block is navigation.
_LINK_DENSITY = 0.5
#: A container with less text than this share of the page's paragraphs is a teaser.
_LEAST_SHARE = 0.3

Region = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    closes: bool
    start: int
    end: int


def keep_article(page: str) -> str:
    """The page with all but its article blanked, of the same length; a page that shows no article is kept.

    Scripts, styles and comments must have been blanked before.
    """
    if not _PAGE.search(page):
        return page
    tags = [_Tag(tag[2].lower(), bool(tag[1]), *tag.span()) for tag in _TAG.finditer(page)]
    heading = next(_regions(tags, "h1"), None)
    gone = [region for name in _NOT_READ for region in _regions(tags, name)]
    if heading:
        gone += _regions(tags, "title")
    page = _blank(page, (region for region in gone if region != heading))
    if found := _container(page, tags):
        kept = sorted([found, *([heading] if heading else [])])
        page = _blank(page, _gaps(kept, len(page)))
    return _blank(page, _link_lists(page, tags))


def _regions(tags: Sequence[_Tag], name: str) -> Iterator[Region]:
    """Outermost elements of a name; one without an end is none, for it may be a slip."""
    depth, start = 0, 0
    for tag in tags:
        if tag.name != name:
            continue
        if not tag.closes:
            start = tag.start if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield start, tag.end


def _container(page: str, tags: Sequence[_Tag]) -> Region | None:
    """The element that holds the article, when one does."""
    starts, sizes = _paragraphs(page, tags)
    for name in _CONTAINERS:
        words = {
            (start, end): sizes[bisect_left(starts, end)] - sizes[bisect_left(starts, start)]
            for start, end in _regions(tags, name)
        }
        best = max(words, key=lambda region: words[region], default=None)
        if best and words[best] > _LEAST_SHARE * sizes[-1]:
            return best
    return None


def _paragraphs(page: str, tags: Sequence[_Tag]) -> tuple[list[int], list[int]]:
    """Where paragraphs begin, and the words of all before each and of all; a paragraph may lack its end tag."""
    blocks = [tag for tag in tags if tag.name not in _INLINE]
    starts, sizes = [], [0]
    for tag, following in itertools.pairwise(blocks):
        if tag.name == "p" and not tag.closes:
            starts.append(tag.start)
            sizes.append(sizes[-1] + len(_WORD.findall(page, tag.end, following.start)))
    return starts, sizes


def _link_lists(page: str, tags: Sequence[_Tag]) -> Iterator[Region]:
    """Blocks whose letters stand mostly in links."""
    start = linked = 0
    opened: int | None = None
    for tag in (*tags, _Tag("", closes=False, start=len(page), end=len(page))):
        if tag.name == "a":
            if tag.closes and opened is not None:
                linked += _letters(page, opened, tag.start)
            opened = None if tag.closes else tag.end
        if tag.name in _INLINE:
            continue
        if opened is not None:
            linked += _letters(page, opened, tag.start)
            opened = tag.end
        if linked and linked > _LINK_DENSITY * _letters(page, start, tag.start):
            yield start, tag.start
        start, linked = tag.end, 0


def _letters(page: str, start: int, end: int) -> int:
    """Letters between two places, tags left out."""
    return sum(map(len, _WORD.findall(_TAG.sub("", page[start:end]))))


def _gaps(kept: Iterable[Region], size: int) -> Iterator[Region]:
    done = 0
    for start, end in kept:
        if start > done:
            yield done, start
        done = max(done, end)
    yield done, size


def _blank(page: str, regions: Iterable[Region]) -> str:
    """The page with spaces for what the regions hold; a line break first, for what stood apart stays apart."""
    parts: list[str] = []
    done = 0
    for start, end in sorted(regions):
        if end > max(start, done):
            kept = page[done : max(start, done)]
            parts += [kept, "\n" + " " * (end - done - len(kept) - 1)]
            done = end
    return "".join([*parts, page[done:]])
