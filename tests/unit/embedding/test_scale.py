"""What the cosines of a model stand for: measured on sentences in ten languages, stored, handed on."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from averral.embedding import models, scale
from averral.embedding.encoder import BUNDLED, unit
from averral.embedding.training import own
from averral.model import ScalePoint

ROWS = own.kept()[:30]
#: The mean of random directions that all texts of a crowded model share.
SHARED = 0.8


def encode(texts):
    return models.load().encode(texts)


def crowded(texts):
    """The bundled model with a direction common to all texts: no two of its rows are far from each other."""
    rows = encode(texts)
    return unit(np.hstack([rows, np.full((len(rows), 1), SHARED, dtype=np.float32)]))


def test_points_rise_from_end_to_end():
    for model in (encode, crowded):
        found = scale.points(model, ROWS, scale.OWN)
        assert found[0] == ScalePoint(-1, -1)
        assert found[-1] == ScalePoint(1, 1)
        assert len(found) == len(scale.OWN) + 2
        for before, after in itertools.pairwise(found):
            assert before.cosine < after.cosine
            assert before.likeness < after.likeness


def test_two_models_that_order_pairs_alike_agree_once_translated():
    plain, shifted = (scale.points(model, ROWS, scale.OWN) for model in (encode, crowded))
    texts = [row[language] for row in ROWS[:5] for language in ("en", "ru", "ar")]
    raw, moved = (model(texts) @ model(texts).T for model in (encode, crowded))
    mine, yours = (
        np.interp(cosines, [point.cosine for point in points], [point.likeness for point in points])
        for cosines, points in ((raw, plain), (moved, shifted))
    )
    assert np.abs(raw - moved).mean() > 0.2
    # Below the middle of what has nothing to do with each other, one line leads down to -1.
    alike = raw > scale.OWN[0]
    assert np.abs(mine - yours)[alike].max() < 0.01


def test_a_model_that_tells_nothing_apart_has_a_scale_all_the_same():
    found = scale.points(lambda texts: np.ones((len(texts), 1), dtype=np.float32), ROWS, scale.OWN)
    assert [point.cosine for point in found] == [-1, 1]
    assert found[-1].likeness == scale.OWN[0]


def test_the_bundled_model_says_its_scale_and_a_packed_folder_without_one_has_none(tmp_path):
    assert len(models.load().info.scale) > 2
    assert scale.read({"name": "x"}) == ()
    assert scale.read({"scale": [[0.1, 0.2]]}) == (ScalePoint(0.1, 0.2),)


def test_the_exported_model_keeps_its_scale(tmp_path):
    pytest.importorskip("sentence_transformers")
    from averral.embedding.export import export

    export(tmp_path / "exported", BUNDLED)
    assert models.load(str(tmp_path / "exported")).info.scale == models.load().info.scale
