"""Questions: a claim or a quote in somebody's words, compared with the corpus and never stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from averral.errors import Permanent, Reason
from averral.language import codes
from averral.language.names import name_key, same_person
from averral.model import (
    AnswerOptions,
    Coverage,
    Document,
    Evidence,
    Extraction,
    Filters,
    Notice,
    Quote,
    QuoteKind,
    Relation,
    Span,
    Speaker,
)
from averral.runtime.sides import most_telling

T = TypeVar("T")

#: Letters of a model's fingerprint that are shown.
_FINGERPRINT = 12

#: Origins that may be asked for.
MOST_ORIGINS = 100

_MARKS = '«»“”„"‹›'


def only_claims(extraction: Extraction) -> Extraction:
    """The question as a claim: what is said counts, whoever says it."""
    return replace(extraction, quotes=())


def only_quotes(question: Document, extraction: Extraction, speaker: str) -> Extraction:
    """The question as a quotation: the statement it reports, or all of its text as said by `speaker`."""
    top = tuple(quote for quote in extraction.quotes if not quote.parent_id)
    if top and not speaker:
        return replace(extraction, claims=(), quotes=top[:1])
    named = [quote for quote in top if _is_said_by(quote, speaker, extraction.language)]
    if named:
        said = replace(named[0], speaker=_speaker(speaker, extraction.language))
        return replace(extraction, claims=(), quotes=(said,))
    return replace(extraction, claims=(), quotes=(_whole(question, extraction.language, speaker),))


def _is_said_by(quote: Quote, speaker: str, language: str) -> bool:
    """Whether the question's own words attribute a statement to the speaker asked about: "X said that …"."""
    found = quote.speaker
    if found is None or not found.name or found.mention is None:
        return False
    return same_person(found.name, speaker, language, language)


def _whole(question: Document, language: str, speaker: str) -> Quote:
    body = question.body
    start = len(body) - len(body.lstrip(" \t\n" + _MARKS))
    end = max(start, len(body.rstrip(" \t\n" + _MARKS)))
    span = Span(start, end)
    digest = hashlib.sha256(f"{question.id}\x1f{start}\x1f{end}".encode()).hexdigest()[:16]
    return Quote(
        id="qt_" + digest,
        document_id=question.id,
        span=span,
        text=span.of(body),
        language=language,
        kind=QuoteKind.DIRECT,
        parts=(span,),
        speaker=_speaker(speaker, language) if speaker else None,
    )


def _speaker(name: str, language: str) -> Speaker:
    return Speaker(name=name, key=name_key(name, language))


def model(fingerprint: str) -> str:
    """The model as `versions` names it."""
    return f"model={fingerprint[:_FINGERPRINT]}"


def versions(reading: str, comparing: str, corpus: int) -> str:
    """What an answer rests on, so that it can be had again: `corpus` is the last event of the workspace at that time."""
    return " ".join(filter(None, (reading, comparing, f"corpus={corpus}")))


def check_options(options: AnswerOptions) -> None:
    """Refuses what cannot be asked for.

    Raises:
        Permanent: INVALID_ARGUMENT.
    """
    if not 0 <= options.min_origins <= MOST_ORIGINS:
        raise Permanent(
            Reason.INVALID_ARGUMENT,
            f"min_origins is {options.min_origins}: it must lie between 0 and {MOST_ORIGINS}.",
            field="min_origins",
            metadata={"field": "min_origins", "value": str(options.min_origins)},
        )


def refuse_both(question: Document) -> None:
    """A stored claim and one in words are two questions. Raises INVALID_ARGUMENT."""
    if question.body:
        raise Permanent(
            Reason.INVALID_ARGUMENT,
            "Send either a question in words or a claim_id.",
            field="claim_id",
            metadata={"field": "claim_id"},
        )


def no_claim(claim_id: str) -> Permanent:
    """That there is no such claim."""
    return Permanent(
        Reason.NOT_FOUND,
        f"There is no claim {claim_id} in this workspace: check the id.",
        field="claim_id",
        metadata={"id": claim_id},
    )


def readable(filters: Filters) -> tuple[Filters, tuple[Notice, ...]]:
    """The filters with languages as documents have them, and what to tell about codes that name none."""
    named = [codes.primary(code) or code for code in filters.languages]
    told = [
        one
        for number, code in enumerate(filters.languages)
        for one in codes.notice_of(code, f"filters.language_codes[{number}]")
    ]
    return replace(filters, languages=tuple(dict.fromkeys(named))), tuple(told)


def merge(question: Document, language: str, parts: Sequence[Evidence]) -> Evidence:
    """The evidence on all parts of a question as the evidence on one item."""
    own = {part.item_id for part in parts}
    relations = most_telling((relation for part in parts for relation in part.relations), own)
    renamed = tuple(_rename(relation, own, question.id) for relation in relations)
    main = max(parts, key=lambda part: (len(part.relations), part.check_worthiness), default=None)
    return Evidence(
        item_id=question.id,
        text=question.body,
        language=language,
        kind=main.kind if main else "other",
        check_worthiness=max((part.check_worthiness for part in parts), default=1.0),
        relations=renamed,
        passages=_unique(passage for part in parts for passage in part.passages),
        links=_unique(link for part in parts for link in part.links),
        claims=_unique(claim for part in parts for claim in part.claims),
        coverage=main.coverage if main else Coverage(),
        versions=main.versions if main else "",
    )


def _rename(relation: Relation, own: set[str], name: str) -> Relation:
    if relation.a_id in own:
        return replace(relation, a_id=name)
    return replace(relation, b_id=name)


def _unique(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
