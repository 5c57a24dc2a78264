"""Claims found in annotated articles, and how well check-worthiness ranks labelled sentences (development parts)."""

from collections import defaultdict

import pytest

from averral.extraction.engine import extract
from averral.model import Document, Span
from quality.floors import check_floor
from shared_data import rows, shared

#: Event types of the annotation → the kinds of claim that say the same.
KINDS = {
    "talks_outcome": {"talks", "agreement"},
    "talks_event": {"talks", "agreement"},
    "withdrawal_refusal": {"intention", "statement"},
    "withdrawal_demand": {"intention", "statement"},
    "diplomatic_readiness": {"intention", "talks", "agreement"},
    "offensive": {"attack", "control", "intention"},
    "repelled_attack": {"attack"},
    "airstrike": {"attack"},
    "alleged_crimes": {"attack"},
    "territorial_control": {"control"},
    "casualties": {"casualties"},
    "capture": {"casualties"},
    "siege_civilians": {"siege", "aid"},
    "veto": {"agreement"},
}


@pytest.fixture(scope="module")
def gold():
    """Document id → (annotated claims, claims found)."""
    labelled = defaultdict(list)
    for row in rows("gold/seeds/claims.jsonl"):
        if row["zone"] != "boilerplate":
            labelled[row["doc_id"]].append(row)
    return {
        name: (
            found,
            extract(Document(id=name, body=shared(f"seeds/{name}.txt").read_text(encoding="utf-8"))).claims,
        )
        for name, found in labelled.items()
    }


def data(gold):
    return [shared("gold/seeds/claims.jsonl"), *(shared(f"seeds/{name}.txt") for name in sorted(gold))]


def meets(span, other):
    """Intersection over union of a half, or half of the shorter one covered."""
    both = span.overlap(other)
    return both and (both * 2 >= len(span) + len(other) - both or both * 2 >= min(len(span), len(other)))


def pairs(gold):
    for labelled, found in gold.values():
        for row in labelled:
            span = Span(row["start"], row["end"])
            yield row, [claim for claim in found if meets(claim.span, span)]


def test_annotated_claims_are_found(gold):
    hits = [bool(found) for _, found in pairs(gold)]
    check_floor("claims", "seeds_recall", sum(hits) / len(hits), data(gold))


def test_found_claims_have_the_annotated_kind(gold):
    hits = [
        any(claim.kind in KINDS[row["event_type"]] for claim in found)
        for row, found in pairs(gold)
        if row["event_type"] in KINDS
    ]
    check_floor("claims", "seeds_kind", sum(hits) / len(hits), data(gold))


def test_annotated_numbers_are_found(gold):
    hits = []
    for row, found in pairs(gold):
        for number in row["numbers"]:
            if number["qualifier"] in {"exact", "about", "range", "at least"} and number["unit"] not in {
                "weeks",
                "months",
                "days",
            }:
                values = {quantity.low for claim in found for quantity in claim.quantities}
                hits.append(number["min"] in values)
    check_floor("claims", "seeds_numbers", sum(hits) / len(hits), data(gold))


@pytest.mark.parametrize(
    ("name", "language", "positive"),
    [
        ("claimbuster", "en", "checkworthy"),
        ("ct23_checkworthy_en", "en", "checkworthy"),
        ("ct22_claim_ar", "ar", "claim"),
        ("ct22_claim_tr", "tr", "claim"),
    ],
)
def test_check_worthiness_ranks_labelled_sentences(name, language, positive):
    """Area under the ROC curve; a sentence without a claim scores 0."""
    scored = [
        (worth(row["text"], language), row["label"] == positive)
        for row in rows(f"data/eval/{name}/dev.jsonl")
    ]
    check_floor("claims", f"{name}_auc", area(scored), [shared(f"data/eval/{name}/dev.jsonl")])


def worth(text, language):
    found = extract(Document(id="x", body=text, language=language)).claims
    return max((claim.check_worthiness for claim in found), default=0.0)


def area(scored):
    """Probability that a positive stands above a negative, ties half; by rank sums."""
    ordered = sorted(scored)
    ranks, index = 0.0, 0
    while index < len(ordered):
        end = index
        while end < len(ordered) and ordered[end][0] == ordered[index][0]:
            end += 1
        ranks += sum(label for _, label in ordered[index:end]) * (index + 1 + end) / 2
        index = end
    positives = sum(label for _, label in scored)
    negatives = len(scored) - positives
    return (ranks - positives * (positives + 1) / 2) / (positives * negatives)
