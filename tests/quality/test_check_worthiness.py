"""How well check-worthiness parts labelled sentences: macro-F1 on development parts, the threshold from training rows."""

from __future__ import annotations

import pytest

from averral.extraction.engine import extract
from averral.model import Document
from quality.floors import check_floor
from shared_data import rows, shared

#: Data set, language and the label of what is worth checking.
SETS = (
    ("claimbuster", "en", "checkworthy"),
    ("ct23_checkworthy_en", "en", "checkworthy"),
    ("ct22_claim_ar", "ar", "claim"),
    ("ct22_claim_tr", "tr", "claim"),
    ("ct22_claim_en", "en", "claim"),
)
#: Rows of the training part that the threshold is read from.
TRAINED = 1000

Scored = list[tuple[float, bool]]


@pytest.mark.parametrize(("name", "language", "positive"), SETS)
def test_check_worthiness_parts_labelled_sentences(name, language, positive):
    train = labelled(name, "train", language, positive)
    # Equally spaced, as neighbouring rows may belong together.
    threshold = max(sorted({score for score, _ in train}), key=lambda least: macro_f1(train, least))
    found = macro_f1(labelled(name, "dev", language, positive), threshold)
    data = [shared(f"data/eval/{name}/{part}.jsonl") for part in ("train", "dev")]
    check_floor("check_worthiness", f"{name}.macro_f1", found, data)


def labelled(name: str, part: str, language: str, positive: str) -> Scored:
    found = rows(f"data/eval/{name}/{part}.jsonl")
    step = max(1, len(found) // TRAINED) if part == "train" else 1
    return [(worth(row["text"], language), row["label"] == positive) for row in found[::step]]


def worth(text: str, language: str) -> float:
    found = extract(Document(id="x", body=text, language=language)).claims
    return max((claim.check_worthiness for claim in found), default=0.0)


def macro_f1(scored: Scored, least: float) -> float:
    """Mean F1 of both classes, where scores from `least` on are taken for worth checking."""
    right = sum((score >= least) == label for score, label in scored)
    hits = sum(score >= least and label for score, label in scored)
    said = sum(score >= least for score, _ in scored)
    wanted = sum(label for _, label in scored)
    misses = right - hits
    yes = 2 * hits / max(1, said + wanted)
    no = 2 * misses / max(1, 2 * len(scored) - said - wanted)
    return (yes + no) / 2
