"""The place, day and agency that stand before an article's first sentence."""

from __future__ import annotations

import re

from averral.language.lines import Line
from averral.language.normalise import key
from averral.language.page_phrases import Phrases, bare

_PAREN_DATELINE = re.compile(r"[^().!?؟\n]{2,60}\(([^()\n]{2,40})\)\s*[-–—:]\s*")
_CAPITAL_DATELINE = re.compile(
    r"[A-ZА-ЯÀ-ÞŞĞİÇÖÜІЇЄҐ][A-ZА-ЯÀ-ÞŞĞİÇÖÜІЇЄҐ.'’-]{2,}(?:[ /-][A-ZА-ЯÀ-ÞŞĞİÇÖÜІЇЄҐ.'’-]+){0,3}"
    r"(?:, [^\n.!?–—]{1,40}?|/[^\n.!?–—]{1,30}?)?\s?[-–—]\s+"
)
_PLAIN_DATELINE = re.compile(
    r"[^\W\d_]+(?: [^\W\d_]+)?(?:، [^\n.،؟–—-]{2,30})?\s*(?:\s-|–|—|/[^\n.،؟–—-]{2,30}[-–—])\s+"
)
#: Datelines that an agency's name, the group, makes certain: `MOSCOW, October 6. /TASS/. `, `Idlib, SANA- `,
#: `دمشق-سانا: `, `МОСКВА, 6 окт - РИА Новости. `.
_AGENCY_DATELINES = (
    re.compile(r"[^/\n]{2,60}/([^/\n]{2,40})/[\s.:–—-]+"),
    re.compile(r"[^\n.!?؟:()]{2,50}?[,،]\s?\(?([^\n,،().:–—_-]{2,30})\)?\s?[–—_:-]+\s*"),
    re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,2}\s?[-–/]\s?([^\n,،().:–—_-]{2,30})\s?[:–—-]\s*"),
    re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,2}, [^\n.!?–—-]{1,30}\s[-–—]\s([^\n.,:–—-]{2,30})[.,:]\s+"),
)
_BRACKETED_PLACE = re.compile(r"\([^\W\d_][^()\n]{1,30}\)\s*[-–—]\s+")
#: What the agency's name makes up of the group at least: "Reuters reported" is none.
_AGENCY_SHARE = 0.6
#: A line of so few words is no running text.
_SHORT = 5
#: How far into its line a dateline is looked for.
_REACH = 120


def dateline_length(line: Line, phrases: Phrases) -> int:
    """Code points of a leading `BEIRUT (Reuters) - `, of `BEIRUT, Dec 4 — `, or in scripts without case of `بيروت - `."""
    start = line.text[:_REACH]
    named = _PAREN_DATELINE.match(start)
    if named and (start[: named.start(1)].isupper() or phrases.agency.search(bare(key(named.group(1))))):
        return named.end()
    told = _agency_dateline(start, phrases)
    if told:
        return told
    capitals = _CAPITAL_DATELINE.match(start) or _BRACKETED_PLACE.match(start)
    if capitals:
        return capitals.end()
    plain = _PLAIN_DATELINE.match(start)
    has_case = start[:1].lower() != start[:1].upper()
    return plain.end() if plain and not has_case and line.words > _SHORT else 0


def _agency_dateline(start: str, phrases: Phrases) -> int:
    """Code points of a dateline that names an agency without brackets round it, 0 where there is none."""
    for form in _AGENCY_DATELINES:
        found = form.match(start)
        named = phrases.agency.search(bare(key(found.group(1)))) if found else None
        if found and named and len(named.group()) >= _AGENCY_SHARE * len(found.group(1)):
            return found.end()
    return 0
