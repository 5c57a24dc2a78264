"""The bundled encoder reads text of any kind into unit rows, without torch."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers

from averral.embedding import encoder as module
from averral.embedding.encoder import BUNDLED, CHUNK, TOKENIZER, WEIGHTS, Encoder
from averral.errors import Permanent, Reason

SAME = {
    "en": "The talks in Ankara ended without an agreement.",
    "ar": "انتهت المحادثات في أنقرة دون اتفاق.",
    "fr": "Les pourparlers d'Ankara se sont achevés sans accord.",
    "tr": "Ankara'daki görüşmeler anlaşma olmadan sona erdi.",
    "ru": "Переговоры в Анкаре завершились без соглашения.",
}
#: What normalising may turn into something else, or join to its neighbour.
ODD = " \u00a0\t\n\u0301\u0651´¨'’\"׳،٬.,-–12345٣٤abcdИиіїأإةلاלוש中文ﷺ\u200c\u200f\u2028\u3000ﬁ½İıßς"
OTHER = "Heavy rain is expected along the coast tomorrow."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


@given(st.lists(st.text(max_size=80), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_every_text_gives_a_unit_row(texts):
    rows = _shared().encode(texts)
    assert rows.dtype == np.float32
    assert rows.shape == (len(texts), _shared().info.dimension)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def _shared(cache: list[Encoder] = []) -> Encoder:  # noqa: B006 - one model for all examples
    cache[:] = cache or [Encoder()]
    return cache[0]


def test_a_row_does_not_depend_on_its_neighbours(encoder):
    texts = [f"{OTHER} {number} " + "word " * (number % 7) for number in range(CHUNK + 3)]
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-6)


def test_pieces_of_words_are_those_of_whole_texts(encoder):
    whole = Tokenizer.from_file(str(BUNDLED / TOKENIZER))
    chance = random.Random(0)
    texts = ["".join(chance.choice(ODD) for _ in range(chance.randrange(60))) for _ in range(5_000)]
    expected = whole.encode_batch(texts, add_special_tokens=False)
    for found in (encoder.pieces(texts), encoder.pieces(texts)):
        rows = np.split(found.ids, found.offsets[1:-1])
        assert [row.tolist() for row in rows] == [one.ids or [0] for one in expected]


def test_words_are_forgotten_when_they_are_too_many(monkeypatch):
    monkeypatch.setattr(module, "MOST_WORDS", 10)
    fresh = Encoder(BUNDLED)
    text = " ".join(f"word{number}" for number in range(30))
    rows = fresh.encode([text, "word1", text])
    assert np.array_equal(rows, _shared().encode([text, "word1", text]))
    assert len(fresh._known) <= 10


def test_a_long_text_without_blanks_is_not_kept(encoder):
    encoder.encode(["中" * 5_000])
    assert not any(len(word) > 1_000 for word in encoder._known)


def test_a_model_whose_pieces_take_in_blanks_reads_whole_texts():
    tokenizer = Tokenizer(models.WordPiece({"[UNK]": 0, "▁a": 1, "▁b": 2}, unk_token="[UNK]"))
    assert not module._splits_at_blanks(tokenizer)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    assert not module._splits_at_blanks(tokenizer)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    assert module._splits_at_blanks(tokenizer)


def test_translations_lie_closer_than_another_subject(encoder):
    rows = dict(zip(SAME, encoder.encode(list(SAME.values())), strict=True))
    other = encoder.encode([OTHER])[0]
    for language, row in rows.items():
        assert row @ rows["en"] > row @ other + 0.3, language


def test_no_texts_give_an_empty_matrix(encoder):
    assert encoder.encode([]).shape == (0, encoder.info.dimension)


def test_texts_without_known_pieces_share_one_fixed_row(encoder):
    rows = encoder.encode(["", " ", "…!?", "🜏"])
    np.testing.assert_allclose(rows, np.tile(rows[0], (4, 1)), atol=1e-6)


def test_spelling_variants_of_one_word_are_one(encoder):
    rows = encoder.encode(["قُتل ١٢٠٠ شخص في المدينة", "قتل 1,200 شخص في المدينه"])
    assert rows[0] @ rows[1] == pytest.approx(1, abs=1e-5)


def test_a_longer_text_than_it_reads_is_flagged_and_cut(encoder):
    limit = encoder.info.max_tokens
    embedded = encoder.read(["war " * limit, "war " * limit + "peace " * limit, "war"])
    assert embedded.truncated == (False, True, False)
    np.testing.assert_allclose(embedded.vectors[0], embedded.vectors[1], atol=1e-4)


def test_lone_surrogates_are_refused_with_a_reason(encoder):
    with pytest.raises(Permanent) as raised:
        encoder.encode(["\ud800"])
    assert raised.value.reason is Reason.TEXT_NOT_UNICODE


def test_the_fingerprint_changes_with_the_weights(tmp_path, encoder):
    folder = shutil.copytree(BUNDLED, tmp_path / "model")
    assert Encoder(folder).info.fingerprint == encoder.info.fingerprint
    weights = bytearray((folder / WEIGHTS).read_bytes())
    weights[-1] ^= 1
    (folder / WEIGHTS).write_bytes(weights)
    assert Encoder(folder).info.fingerprint != encoder.info.fingerprint


def test_a_folder_without_a_model_is_refused_with_a_reason(tmp_path):
    with pytest.raises(Permanent, match=TOKENIZER) as raised:
        Encoder(tmp_path)
    assert raised.value.reason is Reason.UNKNOWN_MODEL


def test_the_bundled_model_stays_below_thirty_megabytes():
    assert sum(path.stat().st_size for path in BUNDLED.rglob("*") if path.is_file()) < 30e6


def test_the_model_says_its_languages_and_licence(encoder):
    assert {"ar", "en", "fr", "tr", "ru"} <= set(encoder.info.languages)
    assert json.loads((BUNDLED / "model.json").read_text(encoding="utf-8"))["license"] == "CC-BY-SA-4.0"


def test_encoding_and_scoring_import_neither_torch_nor_its_library():
    program = (
        "import sys; from averral.embedding import models, pairs; from averral.model import TextPair\n"
        "models.load().encode(['peace']); pairs.load().score([TextPair('peace', 'war')])\n"
        "print([name for name in ('torch', 'sentence_transformers', 'transformers') if name in sys.modules])"
    )
    services = Path(__file__).parents[3] / "services"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=services, check=True
    )
    assert ran.stdout.strip() == "[]"
