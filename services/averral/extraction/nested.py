"""Finds speech reported inside a quote: whose it is must be told there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from averral.extraction.building import build, content_of, is_verbatim
from averral.extraction.cues import OWN, Lexicon
from averral.extraction.mentions import read_mention
from averral.extraction.reading import Reading
from averral.extraction.report import Report, names_claimed
from averral.extraction.reports import find_reports
from averral.extraction.scene import Scene, set_scene
from averral.extraction.units import find_units
from averral.extraction.voices import Voices
from averral.language.sentences import split
from averral.language.unsaid import is_self
from averral.model import Quote, QuoteKind, Span

#: Levels of speech inside speech that are read: the source says that the council told France of Berlin's call for talks.
DEEPEST = 2
#: Kind of the nouns of saying.
_NOUN = "noun"
#: Kinds of the verbs behind which somebody is named who is to do something.
_CALLS = frozenset({"call", "demand", "urge"})


@dataclass(frozen=True)
class Nested:
    """Reads what is told inside the quotes of one document."""

    reading: Reading
    lexicon: Lexicon

    def within(self, quote: Quote, voices: Voices, level: int = 1) -> Iterator[Quote]:
        """Speech reported inside a quote where a speaker is named for it, and inside that what a noun tells of: a call."""
        direct = is_verbatim(quote)
        inner = Voices(people=list(voices.people), roles=dict(voices.roles), language=voices.language)
        units = (
            unit
            for piece in (self._sentences(quote) if direct else (quote.span,))
            for unit in find_units(self.reading, self.lexicon, within=piece, depth=1 if direct else 0)
        )
        told: list[Span] = []
        for unit in units:
            scene = set_scene(self.reading, self.lexicon, unit)
            for report in find_reports(scene):
                found = self._inner(scene, report, quote, inner, level)
                if found is None:
                    continue
                told.append(found.span)
                yield found
                if level < DEEPEST and found.kind is QuoteKind.INDIRECT and not found.denied:
                    yield from self.within(found, voices, level + 1)
        if quote.denied and quote.kind is QuoteKind.MIXED and not direct:
            yield from self._denied_words(quote, told)

    def _inner(self, scene: Scene, report: Report, quote: Quote, inner: Voices, level: int) -> Quote | None:
        """One report inside a quote; None if it is not told whose it is."""
        span, kind, parts = content_of(scene, report)
        if report.cue is None or len(span) >= len(quote.span):
            return None
        cue = scene.span(*report.cue)
        if self._is_own_denial(scene, report, quote):
            # Who denies in his own words what he is said to have said denies that.
            found = build(self.reading, span, kind, parts, quote.speaker, cue, denied=True)
            return replace(found, parent_id=quote.id)
        if report.subject is None or (level > 1 and _NOUN not in report.frame_kinds):
            return None
        mention = read_mention(scene, report.subject)
        if mention.pronoun and is_verbatim(quote):
            # "We demand" in somebody's own words is what he says himself.
            return None
        found = build(self.reading, span, kind, parts, inner.speaker(mention), cue, denied=report.denies)
        return replace(found, parent_id=quote.id)

    def _is_own_denial(self, scene: Scene, report: Report, quote: Quote) -> bool:
        """Whether a speaker says "I never said that …", or is told to deny having said something."""
        subject = [scene.key(index) for index in range(*report.subject or (0, 0))]
        if not is_verbatim(quote):
            asked = not _CALLS.isdisjoint(report.frame_kinds)
            behind = asked and report.subject and report.cue and report.subject[0] >= report.cue[1]
            noun = _NOUN in report.frame_kinds or (report.cue and names_claimed(scene, report.cue[0]))
            return bool(quote.denied and (not subject or behind) and not noun)
        language = self.reading.language
        own = any(is_self(word, language) for word in subject) if subject else OWN in report.frame_kinds
        return report.denies and own

    def _denied_words(self, quote: Quote, told: Sequence[Span]) -> Iterator[Quote]:
        """The words in marks that somebody denies to have said: denied "calling on others to “take the town hall”"."""
        for part in quote.parts:
            covered = any(span.start <= part.start and part.end <= span.end for span in told)
            if not covered and len(self.reading.sentence_words(part)) > 1:
                found = build(self.reading, part, QuoteKind.DIRECT, (part,), quote.speaker, None, denied=True)
                yield replace(found, parent_id=quote.id)

    def _pieces(self, quote: Quote) -> tuple[Span, ...]:
        """The pieces of speech that an attribution parts; what nothing but marks parts is one piece."""
        pieces: list[Span] = []
        for part in quote.parts:
            between = self.reading.text[pieces[-1].end : part.start] if pieces else "-"
            if pieces and not any(map(str.isalpha, between)):
                pieces[-1] = Span(pieces[-1].start, part.end)
            else:
                pieces.append(part)
        return tuple(pieces)

    def _sentences(self, quote: Quote) -> tuple[Span, ...]:
        """The sentences of the pieces of speech: what somebody denies to have said ends with its sentence."""
        return split(self.reading.text, self.reading.language, self._pieces(quote))
