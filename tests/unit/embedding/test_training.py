"""The recipe's parts: packing, own sentences, batches, the regression. Training itself needs hours or a GPU."""

from __future__ import annotations

import random

import numpy as np
import pytest

from averral.embedding.encoder import BUNDLED, Encoder
from averral.embedding.training import data, evaluate, own, pack, pair_data, pairs, sampling, tokenizer
from averral.model import PairLabel

OPEN = ("CC0", "CC-BY", "MPL", "Unicode", "Apache", "per wordnet")


def test_packed_rows_are_within_half_a_level_of_the_table():
    table = np.random.default_rng(0).standard_normal((50, 16)).astype(np.float32)
    packed = pack.quantise(table)
    back = packed["q"] * packed["scale"].astype(np.float32)
    assert np.abs(back - table).max() <= np.abs(table).max() / pack.LEVELS


def test_a_zero_row_survives_packing():
    packed = pack.quantise(np.zeros((2, 4), dtype=np.float32))
    assert not packed["q"].any()


def test_every_source_has_a_licence_that_allows_passing_weights_on():
    for name, source in data.table()["sources"].items():
        assert source["license"].startswith(OPEN), name
        assert "NC" not in source["license"], name
        assert source["attribution"], name


def test_own_sentences_are_the_same_every_time_and_leave_no_slot_open():
    rows = own.sentences()
    assert rows == own.sentences()
    assert all(set(row) == set(own.LANGUAGES) for row in rows)
    assert not [text for row in rows for text in row.values() if "{" in text]


def test_contrast_templates_hold_both_sides_in_all_languages():
    for row in own.templates("contrasts.tsv"):
        assert all(row[language] for language in own.LANGUAGES), row
        slots = {language: own.fill(row, own.fills(random.Random(1)))[language] for language in own.LANGUAGES}
        assert not [text for text in slots.values() if "{" in text]
    topics = {(row["topic"], row["stance"]) for row in own.templates("contrasts.tsv")}
    assert {topic for topic, _ in topics} == {topic for topic, stance in topics if stance == "2"}


def test_changed_numbers_are_never_the_old_ones():
    draw = random.Random(3)
    for digits in ("0", "1", "2", "17", "100", "2016"):
        assert all(pair_data._other_number(digits, draw) != digits for _ in range(50))


@pytest.fixture
def corpus():
    rows = tuple({"en": f"the number {i} is here", "ar": f"الرقم {i} هنا"} for i in range(40))
    source = data.Source("made", "sentence", 1.0, rows)
    return sampling.build([source], Encoder(BUNDLED)._tokenizer)


def test_a_batch_pairs_each_text_with_its_translation(corpus):
    texts, buckets, weights = corpus
    assert [bucket.languages for bucket in buckets] == [("ar", "en")]
    batch = sampling.batches(
        texts, buckets, weights, size=8, drop=0.0, join=0.0, draw=np.random.default_rng(0)
    )
    left, right, same = next(batch)
    assert len(left[1]) == len(right[1]) == 8
    assert left[1][0] == 0
    assert not same.diagonal().any()


def test_a_repeated_text_is_no_negative_of_itself(corpus):
    texts, buckets, weights = corpus
    batch = sampling.batches(
        texts, buckets, weights, size=40, drop=0.0, join=0.0, draw=np.random.default_rng(0)
    )
    _, _, same = next(batch)
    assert same.any()
    assert (same == same.T).all()


def test_dropping_pieces_leaves_every_row_some(corpus):
    texts, _, _ = corpus
    chosen = np.arange(20)
    pieces, starts = texts.gather(chosen, 1, 0.9, np.random.default_rng(0))
    assert len(starts) == 20
    assert len(pieces) < texts.lengths[chosen].sum()


def test_direct_pairs_and_those_with_russian_are_drawn_more_often():
    def bucket(a, b):
        return sampling.Bucket("sentence", (a, b), np.zeros((1, 2), dtype=np.int64), np.ones(1))

    buckets = [bucket("ar", "en"), bucket("ar", "tr"), bucket("en", "ru"), bucket("ru", "tr2")]
    odds = sampling.raised(buckets, np.full(4, 0.25), direct=2.0, russian=3.0)
    np.testing.assert_allclose(odds / odds[0], [1, 2, 3, 6])
    assert odds.sum() == pytest.approx(1)


def test_new_words_take_the_place_of_seldom_pieces_and_the_others_stay():
    tokens = Encoder(BUNDLED)._tokenizer
    rows = tuple({"en": "the ministers reached Palu", "ar": "وصل الوزراء"} for _ in range(20))
    unknown = tuple({"en": "zorbalique", "fr": "zorbalique"} for _ in range(3))
    sources = [data.Source("made", "sentence", 1.0, (*rows, *unknown))]
    read = tokens.encode("the ministers reached Palu zorbalique", add_special_tokens=False).tokens
    assert any(piece.startswith("##") for piece in read)
    renewed = tokenizer.renew(tokens, sources, {"en": {"zorbalique": 0.1, "palaver": 0.1}}, 5).get_vocab()
    before = tokens.get_vocab()
    assert "zorbalique" in renewed.keys() - before.keys()
    assert len(renewed) < len(before)
    # What is met often stays, whole words and ends of words; letters and figures always do.
    assert set(tokens.encode("the ministers reached Palu", add_special_tokens=False).tokens) <= set(renewed)
    assert {piece for piece in before if len(piece.removeprefix("##")) == 1 and piece.isascii()} <= set(
        renewed
    )
    assert sorted(renewed.values()) == list(range(len(renewed)))


def test_a_mean_keeps_its_share_of_the_stage_before():
    mean = pytest.importorskip("averral.embedding.training.mean").mean
    tables = [np.full((2, 3), value, dtype=np.float32) for value in (1.0, 3.0)]
    np.testing.assert_allclose(mean(np.zeros((2, 3), dtype=np.float32), tables, 0.75), 1.5)


def test_evening_out_shortens_the_direction_that_all_texts_share(corpus):
    texts, _, _ = corpus
    rows = np.random.default_rng(0).standard_normal((texts.pieces.max() + 1, 8)).astype(np.float32)
    rows[:, 0] += 5
    train = pytest.importorskip("averral.embedding.training.train")
    even = train.evened(rows, texts, 0.25)
    assert even[:, 0].mean() / np.abs(even[:, 1:]).mean() < rows[:, 0].mean() / np.abs(rows[:, 1:]).mean()


def test_the_network_learns_what_a_line_can_part_and_what_none_can():
    pytest.importorskip("torch")
    draw = np.random.default_rng(0)
    labels = np.arange(300) % 3
    x = (np.eye(3)[labels] * 3 + draw.standard_normal((300, 3)) * 0.3).astype(np.float32)
    weights = pairs.fit(x, labels, np.ones(300))
    assert pairs.measure(weights, x, labels)["macro_f1"] > 0.98
    x = draw.choice([-1.0, 1.0], (6_000, 2)).astype(np.float32)
    labels = (x[:, 0] * x[:, 1] > 0).astype(int)
    assert pairs.measure(pairs.fit(x, labels, np.ones(6_000)), x, labels)["macro_f1"] > 0.98


def test_useless_features_give_even_odds_and_the_same_ones_every_time():
    pytest.importorskip("torch")
    x, labels = np.ones((90, 2), dtype=np.float32), np.arange(90) % 3
    shares = pairs.fit(x, labels, np.ones(90)).probabilities(x[:1])
    np.testing.assert_allclose(shares, 1 / 3, atol=0.06)
    np.testing.assert_array_equal(shares, pairs.fit(x, labels, np.ones(90)).probabilities(x[:1]))


def test_macro_f1_counts_a_missed_class():
    labels = np.array([0, 0, 1, 1])
    assert pairs.macro_f1(labels, labels) == 1
    assert pairs.macro_f1(labels, np.zeros(4, dtype=int)) == pytest.approx(1 / 3)


def test_every_small_source_weighs_more_per_pair():
    made = [
        pair_data.Labelled(pair_data.TextPair("a", "b"), PairLabel.CONFLICTS, name)
        for name in ["big"] * 9 + ["small"]
    ]
    weights = pairs.weights_of(made)
    assert weights[-1] == pytest.approx(3 * weights[0])


def test_retrieval_is_perfect_when_translations_are_equal_and_chance_when_not():
    languages = {language for pair in evaluate.PAIRS for language in pair}
    rows = [{language: str(number) for language in languages} for number in range(4)]
    perfect = evaluate.retrieval(
        rows, lambda texts: np.eye(4, dtype=np.float32)[[int(text) for text in texts]]
    )
    assert set(perfect.values()) == {100.0}
    same = evaluate.retrieval(rows, lambda texts: np.ones((len(texts), 4), dtype=np.float32))
    assert set(same.values()) == {25.0}


def test_common_words_take_the_place_of_pieces_that_no_text_uses():
    old = Encoder(BUNDLED)._tokenizer
    rows = tuple({"en": f"a wug saw {i} wugs", "ru": "квадрозюк"} for i in range(3))
    source = data.Source("made", "sentence", 1.0, rows)
    listed = {"en": {"wug": 0.2, "wugs": 0.1, "unmet": 0.3}, "ru": {"квадрозюк": 0.1}}
    new = tokenizer.renew(old, [source], listed, 2)
    # The last two, in the order of what they count: Russian lacks more words of its own.
    assert [new.id_to_token(new.get_vocab_size() - left) for left in (2, 1)] == ["квадрозюк", "wug"]
    assert new.get_vocab_size() < old.get_vocab_size()
    assert new.encode("wug", add_special_tokens=False).tokens == ["wug"]
    assert tokenizer.UNKNOWN not in new.encode("strange new words 27", add_special_tokens=False).tokens
