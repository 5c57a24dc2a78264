"""Floors for the bundled encoder and pair classifier, on development data only."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from averral.embedding import models
from averral.embedding.encoder import BUNDLED, Encoder
from averral.embedding.training import measure
from quality.floors import check_floor, digest
from shared_data import shared


def hold(figures: Iterator[measure.Figure]) -> None:
    for figure in figures:
        check_floor("embedding", figure.name, figure.value, figure.files)


def test_translations_of_news_sentences_are_found():
    hold(measure.retrieval(shared("data/eval"), Encoder(BUNDLED)))


def test_the_packed_table_is_whole():
    encoder = models.load()
    assert isinstance(encoder, Encoder)
    rows = encoder.table()
    assert rows.shape == (encoder._tokenizer.get_vocab_size(), encoder.info.dimension)
    assert np.isfinite(rows).all()


@pytest.mark.parametrize("name", [*measure.LABELLED, measure.RUMOURS])
def test_pairs_are_told_apart(name):
    hold(measure.labelled(shared("data/eval"), name, BUNDLED))


@pytest.mark.parametrize("language", measure.NUMERIC)
def test_changed_figures_conflict_across_languages(language):
    hold(measure.numeric(shared("data/eval"), language, BUNDLED))


@pytest.mark.parametrize("language", measure.INFERENCE)
def test_inference_that_was_never_trained_on(language):
    hold(measure.inference(shared("data/eval"), language, BUNDLED))


def test_the_recipe_names_the_data_as_the_floors_do():
    (first, *_) = measure.retrieval(shared("data/eval"), Encoder(BUNDLED))
    assert first.digest == digest(first.files)
