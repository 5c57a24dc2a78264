"""The pair classifier gives calibrated, symmetric probabilities over three classes."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averral.embedding import pairs
from averral.embedding.encoder import BUNDLED
from averral.embedding.pair_features import NAMES
from averral.errors import Permanent, Reason
from averral.model import PairLabel, PairScores, TextPair


def winner(scores: PairScores) -> PairLabel:
    return max(pairs.LABELS, key=lambda label: getattr(scores, label.value))


def score(a: str, b: str, a_language: str = "en", b_language: str = "en") -> PairScores:
    return pairs.load().score([TextPair(a, b, a_language, b_language)])[0]


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_two_texts_get_probabilities_that_sum_to_one(a, b):
    scores = score(a, b)
    values = (scores.corroborates, scores.conflicts, scores.unrelated)
    assert all(0 <= value <= 1 for value in values)
    assert sum(values) == pytest.approx(1)


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=25, deadline=None)
def test_swapping_the_texts_changes_nothing(a, b):
    there, back = score(a, b, "en", "fr"), score(b, a, "fr", "en")
    assert there.conflicts == pytest.approx(back.conflicts, abs=1e-5)


def test_a_pair_scores_the_same_alone_and_in_a_batch():
    batch = [
        TextPair("Oil prices rose.", "Oil prices fell.", "en", "en"),
        TextPair("Oil prices rose.", "ارتفعت أسعار النفط.", "en", "ar"),
    ] * 3
    together = pairs.load().score(batch)
    assert together[0].conflicts == pytest.approx(pairs.load().score(batch[:1])[0].conflicts, abs=1e-6)
    assert together[1].corroborates == pytest.approx(together[5].corroborates, abs=1e-6)


def test_no_pairs_give_no_scores():
    assert pairs.load().score([]) == []


@pytest.mark.parametrize(
    ("a", "b", "languages"),
    [
        (
            "The coach praised the goalkeeper after the match.",
            "The coach praised the goalkeeper after the match.",
            "en en",
        ),
        (
            "Fire crews brought the blaze at the refinery under control.",
            "تمكنت فرق الإطفاء من السيطرة على حريق المصفاة.",
            "en ar",
        ),
        ("Le ministre de la Santé a démissionné vendredi.", "Sağlık bakanı cuma günü istifa etti.", "fr tr"),
    ],
)
def test_the_same_news_corroborates(a, b, languages):
    assert winner(score(a, b, *languages.split())) is PairLabel.CORROBORATES


@pytest.mark.parametrize(
    ("a", "b", "languages"),
    [
        ("Unemployment rose sharply in the spring.", "Unemployment fell sharply in the spring.", "en en"),
        ("ارتفع سعر القمح اليوم", "انخفض سعر القمح اليوم", "ar ar"),
        ("The union accepted the new wage offer.", "The union rejected the new wage offer.", "en en"),
    ],
)
def test_opposite_news_conflict(a, b, languages):
    assert winner(score(a, b, *languages.split())) is PairLabel.CONFLICTS


@pytest.mark.parametrize(
    ("a", "b", "languages"),
    [
        ("The museum opens a new wing for modern art.", "Locusts destroyed crops along the river.", "en en"),
        ("فاز المنتخب بكأس القارة", "Parliament debates the budget for schools.", "ar en"),
    ],
)
def test_other_news_is_unrelated(a, b, languages):
    assert winner(score(a, b, *languages.split())) is PairLabel.UNRELATED


def test_the_language_is_found_when_it_is_not_given():
    stated = score("Oil prices rose on Monday.", "ارتفعت أسعار النفط يوم الاثنين.", "en", "ar")
    found = score("Oil prices rose on Monday.", "ارتفعت أسعار النفط يوم الاثنين.", "", "")
    assert found.corroborates == pytest.approx(stated.corroborates, abs=1e-6)


def test_a_pasted_book_is_scored_in_bounded_work():
    book = "word " * 200_000
    assert score(book, "word").unrelated <= 1


def test_weights_for_other_features_are_refused(tmp_path):
    stored = json.loads((BUNDLED / pairs.FILE).read_text(encoding="utf-8"))
    stored["features"] = [*stored["features"][:-1], "renamed"]
    (tmp_path / "pairs.json").write_text(json.dumps(stored), encoding="utf-8")
    with pytest.raises(Permanent) as raised:
        pairs.read_weights(tmp_path / "pairs.json")
    assert raised.value.reason is Reason.INTERNAL


def test_the_stored_weights_fit_the_features_and_the_bundled_encoder():
    stored = json.loads((BUNDLED / pairs.FILE).read_text(encoding="utf-8"))
    assert stored["encoder"] == pairs.models.load().info.fingerprint
    for kind in pairs.KINDS:
        assert np.array(stored[kind]["weights"]).shape == (len(NAMES) - 1, len(pairs.LABELS))


@pytest.mark.parametrize(
    ("a", "b", "asked"),
    [
        ("Dockers at Orlen end strike", "Strike over at Orlen docks", "headlines"),
        ("إضراب عمال الميناء ينتهي", "عمال الميناء يعودون إلى العمل", "headlines"),
        ("Orlen liman işçileri grevi bitirdi https://x.test/1", "Liman grevi bitti mi?", "headlines"),
        ("Dockers at Orlen end strike", "The dockers of Orlen went back to work.", "prose"),
        ("Докеры вернулись к работе.", "Докеры «вернулись к работе».", "prose"),
    ],
)
def test_headlines_are_asked_of_another_network_than_sentences(a, b, asked):
    encoder = pairs.models.load()
    told = pairs.features([TextPair(a, b)], encoder)
    networks = pairs.read_weights(BUNDLED / pairs.FILE)
    found = getattr(networks, asked).probabilities(told[:, :-1])
    np.testing.assert_allclose(networks.probabilities(told), found)
