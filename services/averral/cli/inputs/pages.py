"""Reads a saved web page: its characters, and what its head says about the article.

The document's text is the page as it was received, so that every span points into the file; extraction reads the
part of it that an article's reader sees. Sources: the Open Graph protocol, schema.org's NewsArticle in JSON-LD and
microdata, and the `meta` names that news sites use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

from averral.cli.inputs.rows import Row, decode
from averral.errors import AverralError
from averral.runtime.documents import parse_date

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})

#: Bytes at a page's beginning that may name its character set (HTML Standard, 13.2.3.2).
_SNIFFED = 1024
_CHARSET = re.compile(
    rb"""<meta[^<>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

_TITLES = ("og:title", "twitter:title")
_OUTLETS = ("og:site_name", "application-name")
_ADDRESSES = ("og:url",)
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
)
#: Nesting of JSON-LD that is looked through.
_DEPTH = 6


def decode_page(data: bytes, where: str, charset: str = "") -> str:
    """The page's characters, by its byte order mark, by `charset` from its transport, or by its own declaration.

    Raises:
        Permanent: TEXT_NOT_UNICODE when it is not of that character set.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return decode(data, where, name)
    found = _CHARSET.search(data[:_SNIFFED])
    return decode(data, where, charset or (found[1].decode("ascii") if found else "utf-8"))


def about_page(page: str) -> Row:
    """What a page says about its article: `{title, outlet, url, domain, lang, published}` as far as it is there."""
    try:
        tree = html.document_fromstring(
            page.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=False)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return {}
    named = _named(tree)
    stated = dict(_stated(tree))
    url = _first(named, _ADDRESSES) or next(iter(tree.xpath("//link[@rel='canonical']/@href")), "")
    row = {
        # A heading in the text is the headline already.
        "title": ""
        if tree.xpath("//h1")
        else _first(named, _TITLES) or (tree.findtext(".//title") or "").strip(),
        "outlet": _first(named, _OUTLETS) or stated.get("publisher", ""),
        "url": url,
        "domain": domain_of(url),
        "lang": tree.get("lang", ""),
        "published": _date([named.get(name, "") for name in _DATES], stated, tree),
    }
    return {name: value for name, value in row.items() if value}


def domain_of(url: str) -> str:
    """The host of an address without `www.`; empty when there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _named(tree: Any) -> dict[str, str]:
    """Contents of the `meta` elements by name, the first of each."""
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        named.setdefault(name.lower(), (meta.get("content") or "").strip())
    return named


def _stated(tree: Any) -> Iterator[tuple[str, str]]:
    """`published` and `publisher` from the JSON-LD blocks; the first of each article stands last, so it is kept."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            block = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for item in reversed(list(_objects(block, _DEPTH))):
            if isinstance(item.get("datePublished"), str):
                yield "published", item["datePublished"]
                publisher = item.get("publisher")
                if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                    yield "publisher", publisher["name"]


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if not depth:
        return
    if isinstance(value, dict):
        yield value
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _objects(inner, depth - 1)


def _date(named: list[str], stated: dict[str, str], tree: Any) -> str:
    """The first of the page's dates that is one: a page's bad date is no mistake of who saved it."""
    for value in (*named, stated.get("published", ""), *tree.xpath("//article//time/@datetime")[:1]):
        try:
            if parse_date(value) is not None:
                return str(value)
        except AverralError:
            continue
    return ""


def _first(named: dict[str, str], names: tuple[str, ...]) -> str:
    return next((named[name] for name in names if named.get(name)), "")
