"""Names the language of a text: naive Bayes over byte n-grams (py3langid; Lui and Baldwin 2012), in two steps.

The best of our own languages wins unless some language outside is clearly better, which keeps a short Syrian headline
from being called Pashto and an Urdu article from being read with Persian tables.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from averral.language import codes, tables

UNKNOWN = codes.UNKNOWN

#: Fewer letters than this say nothing: ad sizes, dates, lone signs.
_MIN_LETTERS = 3
#: Lead, in log odds per square root of bytes, from which a language outside the tables wins; 1 to 2 measure alike.
_OUTSIDE_LEAD = 1.5
#: Lead up to which the caller's word is taken against the classifier's.
_HINT_LEAD = 1.5
#: The same for a sentence of few letters, where two names can outweigh the other words.
_SHORT, _SHORT_HINT_LEAD = 60, 3.0
#: Code points read from the start, the middle and the end; the cost stays bounded for any text.
_WINDOW = 2_000

_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Identified:
    """BCP-47 primary language, `und` when unknown, and its probability, 0..1."""

    language: str
    confidence: float


def identify(text: str, hint: str = "") -> Identified:
    """The language of `text`. A `hint`, the caller's code, wins wherever the text does not speak against it."""
    sample = _sample(text)
    hinted = codes.primary(hint)
    if len(_LETTERS.findall(sample)) < _MIN_LETTERS:
        return Identified(hinted or UNKNOWN, 0.0)
    scores = _scores(sample)
    best = _best(scores)
    lead = _SHORT_HINT_LEAD if len(sample) <= _SHORT else _HINT_LEAD
    if hinted in scores and scores[best] - scores[hinted] < lead:
        best = hinted
    return Identified(best, _probability(scores, best))


def _sample(text: str) -> str:
    if len(text) <= 3 * _WINDOW:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_WINDOW], text[middle : middle + _WINDOW], text[-_WINDOW:]))


def _scores(text: str) -> Mapping[str, float]:
    """Log likelihood of every language the classifier knows, per square root of bytes, to compare across lengths."""
    scale = math.sqrt(len(text.encode("utf-8", "surrogatepass")))
    return {language: score / scale for language, score in _classifier().rank(text)}


def _best(scores: Mapping[str, float]) -> str:
    ours = max(tables.languages(), key=lambda language: scores.get(language, -math.inf))
    any_language = max(scores, key=scores.__getitem__)
    return any_language if scores[any_language] - scores.get(ours, -math.inf) >= _OUTSIDE_LEAD else ours


def _probability(scores: Mapping[str, float], language: str) -> float:
    """Share of `language` among ours and itself; the many outside were ruled out by then."""
    rivals = {*tables.languages(), language} & scores.keys()
    top = max(scores[rival] for rival in rivals)
    # Exact, for the order of a set differs from run to run.
    total = math.fsum(math.exp(scores[rival] - top) for rival in rivals)
    return math.exp(scores[language] - top) / total


@cache
def _classifier() -> Any:
    # Imported here: the model costs half a second and 100 MB that a caller who states the language need not pay.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=False)
