"""Floors for the bundled encoder and pair classifier, on development data only."""

from __future__ import annotations

import numpy as np
import pytest

from averral.embedding import models, pairs
from averral.embedding.encoder import BUNDLED, Encoder
from averral.embedding.training import evaluate, pair_data
from averral.embedding.training.pairs import macro_f1
from quality.floors import check_floor
from shared_data import shared

NTREX = "data/eval/ntrex/dev.jsonl"


def test_translations_of_news_sentences_are_found():
    path = shared(NTREX)
    figures = evaluate.retrieval(evaluate.read(path), models.load().encode)
    for pair, accuracy in figures.items():
        check_floor("embedding", f"ntrex dev top-1 {pair}", accuracy, [path])


def test_the_packed_table_is_whole():
    encoder = models.load()
    assert isinstance(encoder, Encoder)
    rows = encoder.table()
    assert rows.shape == (76_000, encoder.info.dimension)
    assert np.isfinite(rows).all()


@pytest.mark.parametrize("name", ["ans_stance", "ecbplus_pairs"])
def test_pairs_are_told_apart(name):
    path = shared(f"data/eval/{name}/dev.jsonl")
    items = pair_data.corpus(path, name)
    labels = np.array([pairs.LABELS.index(item.label) for item in items])
    weights = pairs.read_weights(BUNDLED / pairs.FILE)
    encoder = models.load()
    assert isinstance(encoder, Encoder)
    guesses = weights.probabilities(pairs.features([item.pair for item in items], encoder)).argmax(axis=1)
    check_floor("embedding", f"{name} dev accuracy", float((guesses == labels).mean()), [path])
    check_floor("embedding", f"{name} dev macro-F1", macro_f1(labels, guesses), [path])


def test_changed_figures_conflict_across_languages():
    for language in ("ar", "fr", "ru", "tr"):
        path = shared(f"data/eval/ntrex_numeric/dev.{language}.jsonl")
        items = pair_data.corpus(path, language)
        best = [max(pairs.LABELS, key=lambda label, s=scores: getattr(s, label.value))
                for scores in pairs.load().score([item.pair for item in items])]  # fmt: skip
        hits = np.mean([guess is item.label for guess, item in zip(best, items, strict=True)])
        check_floor("embedding", f"ntrex numeric dev accuracy {language}", float(hits), [path])
