"""Tells the parts of a plain-text article apart: headline, byline, dateline, body, captions, credits, boilerplate.

Three kinds of evidence, in this order: the words of a line (phrase lists in section `zones`, and `data/_zones.toml` for
what pages in every language carry), its shape (length, end mark, date, brackets), and its place before, inside or after
the running text. Doubtful lines are body: a link read as text costs less than a paragraph lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from averral.language.datelines import dateline_length
from averral.language.lines import Line, find_lines
from averral.language.normalise import key
from averral.language.page_phrases import Phrases, bare, find_phrases
from averral.model import Span, Zone, ZoneKind

#: Words from which a line is running text, and from which a stopped line is.
_RUNNING, _RUNNING_STOPPED = 26, 5
#: A longer first line is text, and sooner so where the next line follows at once: a softly wrapped paragraph.
_HEADLINE_WORDS, _WRAPPED_WORDS = 25, 15
_CAPTION_WORDS, _CREDITED_CAPTION_WORDS = 6, 40
_CROSS_CAPTION_WORDS = 1
_BYLINE_WORDS, _DATE_LINE_WORDS = 12, 9
_CHROME_WORDS = 40
#: Links to other articles that one heading may announce.
_LINKS = 12

_SIGNS_ONLY = re.compile(r"(?:[\W\d_]|\b[xX×]\b)+|©.*", re.DOTALL)
_ADDRESS_ONLY = re.compile(r"(?:(?:https?://|www\.|pic\.twitter\.com/|[@#])\S+[\s,|]*)+")
_NUMERIC_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\b\d{1,2}:\d{2}\b")
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)(?:1[34]|19|20)\d\d(?!\d)")
_BRACKETED_END = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]]\W{0,3}$")
_ONLY_BRACKETS = re.compile(r"\W*[(\[]([^()\[\]]{2,80})[)\]]\W*")
_BULLET = re.compile(r"[•·▪◦‣*—–-]\s*\S")


def find_zones(text: str, language: str) -> tuple[Zone, ...]:
    """Zones of `text`: sorted, not overlapping, trimmed of white space.

    A text of one line, or without any sign of a page around it, is all body. Neighbouring body lines make one zone, as
    do neighbouring lines of boilerplate; every other zone is one line.
    """
    lines = find_lines(text)
    if not lines:
        return ()
    kinds = _kinds(lines, find_phrases(language.partition("-")[0]))
    return tuple(_joined(_with_dateline(lines, kinds, find_phrases(language.partition("-")[0]))))


def is_boilerplate_line(line: str, language: str) -> bool:
    """Whether a line is a link, navigation or advertising by its words alone."""
    unit = find_lines(line[:400])
    return bool(unit) and _is_announced(unit[0], find_phrases(language.partition("-")[0]))


def _kinds(lines: Sequence[Line], phrases: Phrases) -> list[ZoneKind]:
    kinds = _by_words(lines, phrases)
    if len(lines) == 1:
        return [kinds[0] or ZoneKind.BODY]
    running = [index for index, line in enumerate(lines) if kinds[index] is None and _is_running(line)]
    first, last = (running[0], running[-1]) if running else (len(lines), len(lines))
    _head(lines, kinds, first, phrases)
    if running:
        _tail(lines, kinds, last)
    for index, line in enumerate(lines):
        if kinds[index] is None:
            inside = first < index < last and line.words <= _CROSS_CAPTION_WORDS and not line.is_stopped
            kinds[index] = ZoneKind.CAPTION if inside and not line.is_asked else ZoneKind.BODY
    return [kind or ZoneKind.BODY for kind in kinds]


def _by_words(lines: Sequence[Line], phrases: Phrases) -> list[ZoneKind | None]:
    """What the words of each line, or of the line that announces it, make of it."""
    kinds: list[ZoneKind | None] = []
    links = 0
    for line in lines:
        kind = _own_kind(line, phrases)
        if not kinds and len(lines) > 1 and _is_labelled(line, phrases):
            # "Watch: Liverpool equalise" on top is the headline, for there is nothing yet to link away from.
            kind = None
        if kind is None and links and not _is_running(line):
            kind, links = ZoneKind.BOILERPLATE, links - 1
        elif kind is not ZoneKind.BOILERPLATE or _announces(line, phrases):
            links = _announces(line, phrases) if kind is ZoneKind.BOILERPLATE else 0
        kinds.append(kind)
    return kinds


def _own_kind(line: Line, phrases: Phrases) -> ZoneKind | None:
    # "Photo: Reuters" is a caption although "photo:" may announce a gallery.
    if line.bare and _is_caption(line, phrases):
        return ZoneKind.CAPTION
    if _is_announced(line, phrases):
        return ZoneKind.BOILERPLATE
    return ZoneKind.CREDIT if _is_credit(line, phrases) else None


def _is_announced(line: Line, phrases: Phrases) -> bool:
    """Whether the line is boilerplate by its own words."""
    if not line.bare or _SIGNS_ONLY.fullmatch(line.text[:80]) or _ADDRESS_ONLY.fullmatch(line.text[:400]):
        return True
    if line.bare in phrases.chrome or line.bare in phrases.navigation or line.bare in phrases.sections:
        return True
    if line.words > _CHROME_WORDS:
        return False
    if _is_labelled(line, phrases) or line.bare in phrases.labels:
        return True
    starts = phrases.starts_link.match(line.bare) or phrases.starts_chrome.match(line.bare)
    return bool(starts or phrases.part_chrome.search(line.bare))


def _is_labelled(line: Line, phrases: Phrases) -> bool:
    """Whether the line is a label, a colon and something else: "Video: …"."""
    label, colon, rest = line.key.partition(":")
    return bool(colon and rest.strip()) and bare(label) in phrases.labels


def _announces(line: Line, phrases: Phrases) -> int:
    """How many links to other articles follow this line."""
    if line.bare in phrases.sections:
        return _LINKS
    if line.bare in phrases.navigation or line.bare in phrases.labels:
        return 1
    link = phrases.starts_link.match(line.bare)
    return 1 if link and link.end() == len(line.bare) else 0


def _is_running(line: Line) -> bool:
    """Whether the line is running text rather than a heading, a link or a caption."""
    return line.words >= _RUNNING or (line.words >= _RUNNING_STOPPED and line.is_stopped)


def _is_credit(line: Line, phrases: Phrases) -> bool:
    if line.words > _BYLINE_WORDS:
        return False
    start = phrases.starts_credit.match(line.bare)
    if start:
        # One word must be a label, "Source: Reuters"; "Source told us" is text. "Reporting by" is plain enough.
        labelled = bare(line.key.partition(":")[0]) == start.group() and ":" in line.key
        if labelled or _ONLY_BRACKETS.fullmatch(line.text) or (" " in start.group() and not line.is_stopped):
            return True
    # Only names of agencies and what joins them: "AFP", "(رويترز، الأناضول)".
    return bool(line.bare) and not phrases.agency.sub("", line.bare).strip()


def _is_caption(line: Line, phrases: Phrases) -> bool:
    if line.words > _CREDITED_CAPTION_WORDS:
        return False
    if phrases.starts_caption.match(line.bare):
        return ":" in line.text[:40] or "©" in line.text or bool(phrases.agency.search(line.bare))
    credited = _BRACKETED_END.search(line.text[-90:])
    if not credited or not phrases.agency.search(bare(key(credited.group(1)))):
        return False
    # A statement with its agency behind the full stop is a paragraph; a photographer's name makes it a caption again.
    before = line.text[: len(line.text) - len(credited.group())].rstrip()
    return "/" in credited.group(1) or not before.endswith((".", "”", '"', "»"))


def _head(lines: Sequence[Line], kinds: list[ZoneKind | None], first: int, phrases: Phrases) -> None:
    """Marks headlines, bylines and captions above the running text."""
    headline = ""
    for index in range(min(first + 1, len(lines))):
        line = lines[index]
        if kinds[index] is not None:
            continue
        if not headline:
            if _is_byline(line, phrases):
                kinds[index] = ZoneKind.BYLINE
            elif _is_headline(line) and _is_followed(lines, kinds, index):
                kinds[index], headline = ZoneKind.HEADLINE, line.bare
            else:
                return
        elif index < first < len(lines):
            kinds[index] = _below_headline(line, headline, phrases)
        elif _is_byline(line, phrases):
            kinds[index] = ZoneKind.BYLINE


def _is_followed(lines: Sequence[Line], kinds: Sequence[ZoneKind | None], index: int) -> bool:
    """Whether text comes after a line that may be a headline, and not as its continuation."""
    following = next((other for other in range(index + 1, len(lines)) if kinds[other] is None), None)
    if following is None:
        return False
    return not lines[index + 1].is_adjacent or lines[index].words < _WRAPPED_WORDS


def _below_headline(line: Line, headline: str, phrases: Phrases) -> ZoneKind | None:
    if line.bare == headline:
        return ZoneKind.HEADLINE
    if _is_byline(line, phrases):
        return ZoneKind.BYLINE
    if line.words <= _CAPTION_WORDS:
        return ZoneKind.CAPTION
    return ZoneKind.HEADLINE if _is_headline(line) else None


def _is_headline(line: Line) -> bool:
    return (
        line.words <= _HEADLINE_WORDS
        and "\n" not in line.text
        and (not line.is_stopped or line.words <= _BYLINE_WORDS)
    )


def _is_byline(line: Line, phrases: Phrases) -> bool:
    if line.words > _BYLINE_WORDS or line.is_stopped:
        return False
    start = phrases.starts_byline.match(line.bare)
    if phrases.part_byline.search(line.bare) or (start and _is_before_name(line, start.group())):
        return True
    if line.words > _DATE_LINE_WORDS:
        return False
    if _NUMERIC_DATE.search(line.key):
        return True
    rest, found = phrases.dates.subn("", _DIGITS.sub(" ", line.bare))
    numbered = _DIGITS.search(line.key) is not None
    return numbered and found > 0 and len(rest.split()) <= (2 if _YEAR.search(line.key) else 1)


def _is_before_name(line: Line, phrase: str) -> bool:
    """Whether what follows the phrase may be a name or date: "By Jane Doe", not "By midday the army"."""
    following = line.text.split()[len(phrase.split()) :]
    return not following or not following[0][0].islower()


def _tail(lines: Sequence[Line], kinds: list[ZoneKind | None], last: int) -> None:
    """Below the running text everything after the first line of boilerplate belongs to the page."""
    seen = False
    for index in range(last + 1, len(lines)):
        seen = seen or kinds[index] is ZoneKind.BOILERPLATE
        if kinds[index] is not None:
            continue
        if seen:
            kinds[index] = ZoneKind.BOILERPLATE
        elif _BULLET.match(lines[index].text) and lines[index].words <= _CAPTION_WORDS:
            kinds[index] = ZoneKind.CREDIT


def _with_dateline(lines: Sequence[Line], kinds: Sequence[ZoneKind], phrases: Phrases) -> Iterator[Zone]:
    """One zone a line; the place and agency before the first paragraph are split off it."""
    pending = True
    for line, kind in zip(lines, kinds, strict=True):
        length = dateline_length(line, phrases) if pending and kind is ZoneKind.BODY else 0
        pending = pending and kind is not ZoneKind.BODY
        if length:
            shown = len(line.text[:length].rstrip(" -–—:\u00a0"))
            yield Zone(ZoneKind.DATELINE, Span(line.span.start, line.span.start + shown))
        yield Zone(kind, Span(line.span.start + length, line.span.end))


def _joined(zones: Iterable[Zone]) -> Iterator[Zone]:
    last: Zone | None = None
    for zone in zones:
        if last and last.kind is zone.kind and zone.kind in (ZoneKind.BODY, ZoneKind.BOILERPLATE):
            last = Zone(zone.kind, Span(last.span.start, zone.span.end))
            continue
        if last:
            yield last
        last = zone
    if last:
        yield last
