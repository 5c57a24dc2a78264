"""Finds reported speech in a document: direct, indirect and mixed quotes with cue, speaker and nesting.

Conventions: direct content is exactly what stands inside the marks; mixed content is the reported clause with the
marks on its edges; indirect content leaves a bare complementizer outside, one with a pronoun inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from averral.extraction.backward import is_tellable, teller_of_before
from averral.extraction.bounds import Range
from averral.extraction.building import build, content_of, is_retold
from averral.extraction.cited import without_cited, without_interjection
from averral.extraction.cues import Lexicon, lexicon
from averral.extraction.endings import opens_in_marks
from averral.extraction.hearers import told_before, told_to
from averral.extraction.mentions import read_mention
from averral.extraction.narrowed import is_venue
from averral.extraction.nested import Nested
from averral.extraction.nominative import in_nominative, of_body
from averral.extraction.phrases import leading_mention
from averral.extraction.reading import Reading
from averral.extraction.report import Report
from averral.extraction.reports import find_reports
from averral.extraction.resumed import with_resumed
from averral.extraction.scene import Scene, set_scene
from averral.extraction.turns import FRONT, by_surname, follow_subject
from averral.extraction.units import Kind, Unit, find_units
from averral.extraction.voices import Voices
from averral.model import Limits, Quote, QuoteKind, Span, Speaker, SpeakerFound

#: A marked sentence with no cue goes on a quotation if it has so many words.
SHORTEST_CONTINUATION = 4
#: Paragraphs that may lie between a quotation and its continuation.
NEAR = 2


def find_quotes(reading: Reading) -> tuple[Quote, ...]:
    """All quotes of a document, outer before nested, by position; at most `Limits.quotes_per_document`."""
    words = lexicon(reading.language)
    finder = _Finder(reading, words)
    for unit in find_units(reading, words):
        finder.read(unit)
        if len(finder.quotes) >= Limits().quotes_per_document:
            break
    return with_resumed(finder.quotes[: Limits().quotes_per_document], reading)


@dataclass
class _Finder:
    """Reads units in order and remembers who spoke."""

    reading: Reading
    lexicon: Lexicon
    quotes: list[Quote] = field(default_factory=list)
    voices: Voices = field(default_factory=Voices)
    announced: Speaker | None = None
    """Who spoke the cue at the end of the unit before, if it ended with a colon."""
    latest: Speaker | None = None
    """As last mentioned."""
    spoken_in: int = -1
    """Start of the last unit that named a speaker."""
    spoke_until: int = -1
    """End of the last unit with speech."""
    paragraph: int = -NEAR
    """Of the last quote in marks."""
    open_until: int = -1
    """Where the last speech broke off with its paragraph, its marks still open."""
    dashed: int = -1
    """Paragraph of the last speech set off by dashes."""
    untold: Scene | None = None
    """The sentence right before, if nobody is named for it."""

    def read(self, unit: Unit) -> None:
        """Adds the quotes of one unit."""
        self.voices.language = self.reading.language
        scene = set_scene(self.reading, self.lexicon, unit)
        scene = without_interjection(scene) or scene
        plain = without_cited(scene)
        reports = find_reports(plain) if plain else ()
        if plain and (reports or plain.cues):
            scene = plain
        else:
            reports = find_reports(scene)
        if any(report.dashed for report in reports):
            self.dashed = unit.paragraph
        told_before = list(self._told_before(scene, reports))
        self.quotes.extend(told_before)
        if told_before:
            reports = ()
        outer = [self._quote(scene, report) for report in reports]
        outer += self._behind_colon(scene, reports, outer)
        if not outer and not told_before:
            outer = list(self._retold(scene))
        if not outer and not told_before:
            self._follow(scene)
            outer = list(self._continuations(scene))
        self.untold = None if outer or told_before or not is_tellable(scene) else scene
        if outer:
            self.spoke_until = unit.span.end
            self.open_until = _open_end(scene)
        for quote in outer:
            self.quotes.append(quote)
            self.quotes.extend(Nested(self.reading, self.lexicon).within(quote, self.voices))
            if quote.parts:
                self.paragraph = unit.paragraph
        self._announce(scene)

    def _behind_colon(
        self, scene: Scene, reports: Sequence[Report], quotes: Sequence[Quote]
    ) -> Iterator[Quote]:
        """The words in marks that the last speaker goes on with: "denied that he would resign: *“Never.”*"."""
        used = {index for report in reports for index in range(*report.content)}
        for index in range(1, len(scene.tokens) - 1):
            before = [
                quote
                for report, quote in zip(reports, quotes, strict=True)
                if max(report.content[1], report.cue[1] if report.cue else 0) <= index
            ]
            marked = scene.tokens[index + 1].marked
            if before and marked and index + 1 not in used and opens_in_marks(scene, index):
                known = before[-1]
                part = (marked.inner,)
                yield build(
                    self.reading,
                    marked.inner,
                    QuoteKind.DIRECT,
                    part,
                    known.speaker,
                    None,
                    told=known.told_to,
                )

    def _told_before(self, scene: Scene, reports: Sequence[Report]) -> Iterator[Quote]:
        """The sentence before, where this one only tells who said it: "*This was announced by Ada Berg*"."""
        before = self.untold
        if before is None or scene.unit.paragraph - before.unit.paragraph > 1:
            return
        found = teller_of_before(scene)
        if found is None:
            return
        if any(report.content[0] >= max(found.phrase[1], found.cue[1]) for report in reports):
            # "*This* was announced by the mayor, *who added that* …"
            return
        mention = read_mention(scene, found.teller)
        self.spoken_in = scene.unit.span.start
        self.latest = self.voices.speaker(
            in_nominative(mention, self.lexicon.speech) if found.oblique else mention
        )
        self.spoke_until = scene.unit.span.end
        span = before.span(*before.trimmed(0, len(before.tokens)))
        parts = tuple(token.marked.inner for token in before.tokens if token.marked is not None)
        kind = QuoteKind.MIXED if parts else QuoteKind.INDIRECT
        yield build(self.reading, span, kind, parts, self.latest, scene.span(*found.cue))

    def _follow(self, scene: Scene) -> None:
        if follow_subject(scene, self.voices):
            self.spoke_until = scene.unit.span.end

    def _quote(self, scene: Scene, report: Report) -> Quote:
        speaker = self._speaker(scene, report)
        span, kind, parts = content_of(scene, report)
        doubt = kind is not QuoteKind.INDIRECT and is_retold(scene, report)
        told = told_to(scene, *report.told) if report.told else ""
        if not told and report.cue and report.frame_kinds != ("according",):
            used = (report.content, *((report.subject,) if report.subject else ()))
            told = told_before(scene, used, report.cue[0])
        return build(
            self.reading,
            span,
            kind,
            parts,
            speaker,
            scene.span(*report.cue) if report.cue else None,
            told=told,
            doubt=doubt,
            denied=report.denies,
        )

    def _speaker(self, scene: Scene, report: Report) -> Speaker | None:
        heard = "hear" in report.frame_kinds
        if report.subject is not None and not (heard and self._is_paper(scene, report.subject)):
            mention = read_mention(scene, report.subject)
            if mention.personal and not self._has_spoken(scene):
                self._antecedent(scene, report.subject[0])
            self.spoken_in = scene.unit.span.start
            if not (mention.name or mention.pronoun) and scene.withholds_name():
                mention = replace(mention, anonymous=True, generic=False)
            named_by = report.cue if report.frame_kinds == ("according",) else None
            if report.oblique or (named_by and not scene.opens_clause(named_by[0])):
                mention = in_nominative(mention, self.lexicon.speech)
            else:
                mention = of_body(mention, scene, report.subject[0])
            self.latest = self.voices.speaker(mention)
            return self.latest
        if report.elided and report.content[0] > 0 and not self._has_spoken(scene):
            leading = leading_mention(scene, report.cue[0] if report.cue else report.content[0])
            if leading is not None and not is_venue(scene, *leading):
                self.spoken_in = scene.unit.span.start
                self.latest = self.voices.speaker(read_mention(scene, leading))
                return self.latest
            if report.cue and self.lexicon.speech.verb_first:
                self.voices.last = by_surname(scene, self.voices, report.cue[0]) or self.voices.last
        if report.elided and self._has_spoken(scene) and self.latest is not None:
            # "X said …, adding …": the mention stands in the same sentence.
            return replace(self.latest, found=SpeakerFound.CONTINUED)
        speaker = self.voices.continued()
        if report.elided and speaker is not None:
            # "…, (he) told the Echo, and added": whoever goes on has spoken here.
            self.spoken_in, self.latest = scene.unit.span.start, speaker
        return speaker

    def _antecedent(self, scene: Scene, pronoun: int) -> None:
        """Notes who opens the sentence that goes on with "he": "*The minister* left for Bonn, where *he* said"."""
        leading = leading_mention(scene, min(pronoun, FRONT)) if pronoun > 1 else None
        if leading is None or leading[0] > 1 or not any(map(scene.is_word, range(leading[1], pronoun))):
            return
        mention = read_mention(scene, leading)
        known = " " in mention.name or self.voices.knows(mention)
        if scene.key(leading[0]) in self.lexicon.openers or mention.anonymous:
            return
        if known or mention.role_words:
            self.voices.speaker(mention)

    def _is_paper(self, scene: Scene, subject: Range) -> bool:
        """Whether only "a statement" is named, which is of whoever spoke before."""
        keys = [scene.key(index) for index in range(*subject) if scene.is_word(index)]
        nouns = [key for key in keys if key not in self.lexicon.determiners]
        return (
            self.voices.last is not None
            and len(nouns) == 1
            and any(form in self.lexicon.venues for form in self.lexicon.bare_forms(nouns[0]))
            and not any(nouns[0] in words for words in (self.lexicon.bodies, self.lexicon.roles))
        )

    def _has_spoken(self, scene: Scene) -> bool:
        return self.spoken_in == scene.unit.span.start

    def _retold(self, scene: Scene) -> Iterator[Quote]:
        """A sentence right behind speech that goes on with it in the verb form of reported words."""
        first, end = scene.trimmed(0, len(scene.tokens))
        gap = self.reading.text[self.spoke_until : scene.unit.span.start]
        follows = self.spoke_until > 0 and gap.count("\n") <= 1
        speaker = self.voices.continued()
        if not follows or speaker is None or not scene.sounds_reported(first, end):
            return
        parts = tuple(token.marked.inner for token in scene.tokens if token.marked is not None)
        kind = QuoteKind.MIXED if parts else QuoteKind.INDIRECT
        yield build(self.reading, scene.span(first, end), kind, parts, speaker, None)

    def _continuations(self, scene: Scene) -> Iterator[Quote]:
        """Marked sentences without a cue: announced by a colon, or going on in a near paragraph.

        In a paragraph of speech set off by dashes another dash goes on with it.
        """
        if scene.unit.paragraph == self.dashed and scene.is_point(0, "-"):
            first, end = scene.trimmed(0, len(scene.tokens))
            last = self.quotes[-1]
            if first < end and last.kind is QuoteKind.DIRECT and not last.parent_id:
                piece = scene.span(first, end)
                closed = scene.unit.span.end if end == len(scene.tokens) else piece.end
                self.quotes[-1] = self._prolonged(last, Span(piece.start, max(piece.end, closed)))
            return
        marks = [token for token in scene.tokens if token.kind is Kind.MARK]
        others = sum(token.kind is Kind.WORD for token in scene.tokens)
        if self._joins(scene) and not others:
            for token in marks:
                if token.marked is not None:
                    self.quotes[-1] = self._prolonged(self.quotes[-1], token.marked.inner)
            self.paragraph, self.open_until = scene.unit.paragraph, _open_end(scene)
            self.spoke_until = scene.unit.span.end
            return
        near = scene.unit.paragraph - self.paragraph <= NEAR or self._follows(scene)
        speaker = self.announced or (self.voices.continued() if near else None)
        if not marks or others or speaker is None:
            return
        for token in marks:
            marked = token.marked
            words = self.reading.sentence_words(marked.inner) if marked is not None else ()
            heading = all(self.reading.text[word.start].isupper() for word in words)
            # Right behind speech in the same paragraph a word will do: "… said X. “Never.”"
            fewest = 1 if scene.unit.paragraph == self.paragraph else SHORTEST_CONTINUATION
            if marked is not None and len(words) >= fewest and not (heading and len(words) > 1):
                yield build(self.reading, marked.inner, QuoteKind.DIRECT, (marked.inner,), speaker, None)

    def _joins(self, scene: Scene) -> bool:
        """Whether a paragraph opens with marks behind one whose marks were not closed: it is one quotation."""
        gap = self.reading.text[max(0, self.open_until) : scene.unit.span.start]
        last = self.quotes[-1] if self.quotes else None
        return (
            self.open_until > 0
            and not gap.strip()
            and scene.is_mark(0)
            and last is not None
            and last.kind is QuoteKind.DIRECT
            and not last.parent_id
        )

    def _follows(self, scene: Scene) -> bool:
        """Whether speech ends right before this unit, in the same paragraph."""
        gap = self.reading.text[max(0, self.spoke_until) : scene.unit.span.start]
        return self.spoke_until > 0 and not gap.strip() and "\n" not in gap

    def _prolonged(self, quote: Quote, piece: Span) -> Quote:
        """The quote with a further piece behind its attribution."""
        span = Span(quote.span.start, piece.end)
        parts = (*quote.parts, piece)
        longer = build(self.reading, span, quote.kind, parts, quote.speaker, quote.cue, told=quote.told_to)
        return replace(longer, denied=quote.denied)

    def _announce(self, scene: Scene) -> None:
        self.announced = None
        if not scene.tokens or not scene.is_point(len(scene.tokens) - 1, ":") or not scene.cues:
            return
        cue = scene.cues[-1]
        mention = leading_mention(scene, cue.first) or leading_mention(scene, len(scene.tokens))
        if mention is not None:
            self.announced = replace(self.voices.speaker(read_mention(scene, mention)), mention=None)
        else:
            self.announced = self.voices.continued()


def _open_end(scene: Scene) -> int:
    """Where the marks that a unit ends with break off unclosed; -1 if they are closed or none stand there."""
    last = scene.tokens[-1].marked if scene.tokens else None
    return last.inner.end if last is not None and not last.closed else -1
