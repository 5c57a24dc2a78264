"""Drafts: which claims and quotes of an unpublished text an editor should look at. Pure functions."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from averral.language.marks import find_marked
from averral.language.normalise import key
from averral.model import (
    Claim,
    Document,
    DraftSummary,
    Extraction,
    Finding,
    FindingState,
    Flag,
    FlagKind,
    Quote,
    QuoteKind,
    Span,
)
from averral.runtime.records import dump

#: Items compared in the first call, so that the first flags come soon, and in each further one twice as many up to
#: the most: neighbours in a draft share candidates, and a cancelled call must still stop soon.
FIRST_STEP, LONGEST_STEP = 8, 64

#: Claims worth checking that nobody else reports are flagged from here on.
WORTH_CHECKING = 0.5

#: Fewer marked words are names, titles and scare quotes, which need no speaker.
WORDS_OF_A_QUOTE = 6

#: Code points round an item within which a name's distance to it matters.
NEAR = 200

Item = Claim | Quote

_ALERTS = {
    FindingState.CONTESTED: FlagKind.CONTESTED,
    FindingState.CONTRADICTED: FlagKind.CONTRADICTED,
    FindingState.ALTERED: FlagKind.ALTERED_QUOTE,
    FindingState.MISATTRIBUTED: FlagKind.MISATTRIBUTED_QUOTE,
    FindingState.DENIED: FlagKind.DENIED_QUOTE,
}
_ATTRIBUTED = frozenset({"agency", "speaker"})


def items(body: str, extraction: Extraction) -> list[Item]:
    """What of a draft is compared, in reading order: claims, quotes that stand in no other, words of nobody."""
    quotes = (quote for quote in extraction.quotes if not quote.parent_id)
    # A claim is compared for what it says, whoever says it; the quote that carries it is compared beside it.
    claims = (replace(claim, quote_id="") for claim in extraction.claims)
    found: list[Item] = [*claims, *quotes, *_of_nobody(body, extraction)]
    return sorted(found, key=lambda item: (item.span, item.id))


def _of_nobody(body: str, extraction: Extraction) -> Iterator[Quote]:
    """Marked sentences for which no speaker was found, so that extraction reports no quote there."""
    said = [quote.span for quote in extraction.quotes]
    for marked in find_marked(body, Span(0, len(body))):
        text = marked.inner.of(body)
        spoken = any(span.overlap(marked.inner) for span in said)
        if marked.depth or spoken or len(text.split()) < WORDS_OF_A_QUOTE:
            continue
        name = f"{extraction.document_id}\x1f{marked.inner.start}"
        yield Quote(
            id="qt_" + hashlib.sha256(name.encode()).hexdigest()[:16],
            document_id=extraction.document_id,
            span=marked.inner,
            text=text,
            language=extraction.language,
            kind=QuoteKind.DIRECT,
            parts=(marked.inner,),
        )


def steps(found: list[Item], known: Callable[[Item], bool]) -> Iterator[list[Item]]:
    """The items in groups, each for one call: it compares so many that are not known."""
    group: list[Item] = []
    fresh, most = 0, FIRST_STEP
    for item in found:
        group.append(item)
        fresh += not known(item)
        if fresh == most:
            yield group
            group, fresh, most = [], 0, min(2 * most, LONGEST_STEP)
    if group:
        yield group


def only(extraction: Extraction, wanted: list[Item]) -> Extraction:
    """The extraction with the wanted items only."""
    return replace(
        extraction,
        claims=tuple(item for item in wanted if isinstance(item, Claim)),
        quotes=tuple(item for item in wanted if isinstance(item, Quote)),
    )


def draft_digest(workspace: str, draft: Document, corpus: str) -> str:
    """Stands for a draft and the state of the corpus."""
    said = dump(replace(draft, id="", workspace=workspace, external_id=""))
    return "drf_" + hashlib.sha256(f"{corpus}\x1f{said}".encode()).hexdigest()[:32]


def comparison_key(workspace: str, corpus: str, draft: Document, extraction: Extraction, item: Item) -> str:
    """A digest of all that a comparison looks at; where the item stands in the draft is not part of it.

    Of a name far from the item, such as a place of the headline, its being there counts and not how far it is.
    """
    document = replace(draft, id="", body="", title="", external_id="", workspace=workspace)
    seen = {**json.loads(dump(item)), "id": "", "document_id": ""}
    parts = (corpus, dump(document), str(extraction.published), json.dumps(_moved(seen, item.span)))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _moved(value: Any, own: Span) -> Any:
    """Every span in it counted from the item's own start; far ones lose their numbers."""
    if isinstance(value, list):
        return [_moved(part, own) for part in value]
    if not isinstance(value, dict):
        return value
    start, end = value.get("start"), value.get("end")
    if isinstance(start, int) and isinstance(end, int):
        near = own.start - NEAR <= start and end <= own.end + NEAR
        return {"start": start - own.start, "end": end - own.start} if near else {}
    return {name: _moved(part, own) for name, part in value.items()}


class FlagIds:
    """Ids of flags, in reading order: the same words flagged for the same reason keep theirs."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def next(self, kind: FlagKind, text: str) -> str:
        """The id of the next flag; a repetition of the words gets one of its own."""
        words = f"{kind.value}\x1f{key(text)}"
        self._seen[words] += 1
        return "flg_" + hashlib.sha256(f"{words}\x1f{self._seen[words]}".encode()).hexdigest()[:16]


def flag(item: Item, finding: Finding, ids: FlagIds) -> Flag | None:
    """The flag for an item, or None where there is nothing to look at."""
    found = _quote_reason(item, finding) if isinstance(item, Quote) else _claim_reason(item, finding)
    if found is None:
        return None
    kind, severity = found
    return Flag(item.span, item.text, finding, severity, kind, ids.next(kind, item.text))


def _claim_reason(claim: Claim, finding: Finding) -> tuple[FlagKind, str] | None:
    if finding.state in _ALERTS:
        return _ALERTS[finding.state], "alert"
    worth = claim.check_worthiness >= WORTH_CHECKING
    if finding.state is FindingState.SUPERSEDED and worth:
        return FlagKind.SUPERSEDED, "warning"
    if finding.state is FindingState.NO_EVIDENCE and worth:
        return (FlagKind.UNSOURCED_NUMBER if _unsourced(claim) else FlagKind.NO_EVIDENCE), "warning"
    if finding.state is FindingState.SINGLE_ORIGIN:
        return FlagKind.SINGLE_ORIGIN, "info"
    return None


def _unsourced(claim: Claim) -> bool:
    return bool(claim.quantities) and not any(link.level in _ATTRIBUTED for link in claim.attribution)


def _quote_reason(quote: Quote, finding: Finding) -> tuple[FlagKind, str] | None:
    if finding.state in _ALERTS:
        return _ALERTS[finding.state], "alert"
    if finding.state is FindingState.NOT_FOUND and quote.speaker is None:
        return FlagKind.UNATTRIBUTED_QUOTE, "warning"
    return None


def summary(digest: str, extraction: Extraction, compared: int, reused: int) -> DraftSummary:
    """How a check ended."""
    return DraftSummary(
        digest=digest,
        items=compared,
        reused=reused,
        language=extraction.language,
        truncated=extraction.truncated,
        versions=extraction.versions,
        language_confidence=extraction.language_confidence,
        notices=extraction.notices,
    )
