"""The bounds of the rules are on one scale, whatever model made the vectors."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from averral.errors import Permanent, Reason
from averral.matching.items import similarity
from averral.matching.scale import MOST_POINTS, PLAIN, Scale
from averral.model import ClaimKind, ScalePoint
from matching_cases import claim_item
from matching_runs import WORKSPACE, document, ingest, open_services

POINTS = (ScalePoint(-1, -1), ScalePoint(0.8, 0.1), ScalePoint(0.9, 0.5), ScalePoint(1, 1))


def test_a_cosine_lies_on_the_line_between_two_points():
    scale = Scale.of(POINTS)
    assert scale(0.85) == pytest.approx(0.3)
    assert scale(0.9) == pytest.approx(0.5)
    assert (scale(1.0), scale(1.5), scale(-1.0), scale(-2.0)) == (1.0, 1.0, -1.0, -1.0)


def test_many_are_translated_as_each_is():
    scale, cosines = Scale.of(POINTS), np.linspace(-1, 1, 401, dtype=np.float32)
    np.testing.assert_allclose(scale.all(cosines), [scale(float(each)) for each in cosines], atol=1e-6)
    assert PLAIN.all(cosines) is cosines
    assert PLAIN(0.3) == 0.3


def test_what_is_stored_is_read_back():
    for scale in (Scale.of(POINTS), PLAIN):
        assert Scale.load(scale.dump()) == scale
    assert PLAIN.dump() == ""


@pytest.mark.parametrize(
    "points",
    [
        [ScalePoint(0.5, 0.1), ScalePoint(0.5, 0.2)],
        [ScalePoint(0.5, 0.3), ScalePoint(0.6, 0.2)],
        [ScalePoint(float("nan"), 0.3)],
        [ScalePoint(float(number), 0.0) for number in range(MOST_POINTS + 1)],
    ],
)
def test_a_line_that_does_not_rise_is_refused(points):
    with pytest.raises(Permanent) as raised:
        Scale.of(points)
    assert raised.value.reason is Reason.INVALID_ARGUMENT
    assert raised.value.metadata.get("field", "vectors.scale") == "vectors.scale"


def test_two_items_are_as_alike_as_their_cosine_says_on_the_scale():
    a, b = (
        claim_item(f"Talks failed in {name}.", "talks.failed", ClaimKind.TALKS)
        for name in ("Geneva", "Vienna")
    )
    plain, scale = similarity(a, b), Scale((-1.0, 0.5, 1.0), (-1.0, 0.0, 1.0))
    assert similarity(replace(a, scale=scale), b) == pytest.approx(scale(plain))
    assert similarity(replace(a, scale=scale), b) != pytest.approx(plain)


async def test_stored_items_are_on_the_scale_of_the_model_that_made_them():
    embedding, matcher = open_services()
    page = document("Rebels took the town of Palu on Monday.", "a")
    await ingest(embedding, matcher, [page])
    model = await embedding.get_model()
    assert model.scale
    items = matcher._corpus.items_of(WORKSPACE, page.id)
    assert items
    assert {item.scale for item in items} == {Scale.of(model.scale)}
    await matcher.close()
