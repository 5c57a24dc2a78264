"""The extra `models`: the exported bundled model agrees, and any transformer loads by path."""

from __future__ import annotations

import numpy as np
import pytest

from averral.embedding import cross_encoder, models
from averral.embedding.encoder import BUNDLED, Encoder
from averral.embedding.export import export
from averral.errors import Permanent, Reason
from averral.model import TextPair

sentence_transformers = pytest.importorskip(
    "sentence_transformers", reason='the extra is not installed: pip install "averral[models]"'
)

TEXTS = [
    "The talks in Ankara ended without an agreement.",
    "انتهت المحادثات في أنقرة دون اتفاق، وقتل ١٬٢٠٠ شخص.",
    "Ankara'daki görüşmeler anlaşma olmadan sona erdi.",
    "Переговоры завершились",
    "x",
    "war " * 5_000,
]
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "war", "peace", "talks", "failed", "ended"]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A transformer with random weights, saved the way any model on a hub is."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizerFast

    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("tiny")
    words = folder / "vocab.txt"
    words.write_text("\n".join(WORDS), encoding="utf-8")
    config = {"vocab_size": len(WORDS), "hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    config |= {"intermediate_size": 16, "max_position_embeddings": 16}
    tokenizer = BertTokenizerFast(vocab_file=str(words), model_max_length=16)
    BertModel(BertConfig(**config)).save_pretrained(folder / "bert")
    tokenizer.save_pretrained(folder / "bert")
    for name, labels in {
        "nli": ("contradiction", "entailment", "neutral"),
        "ranker": ("a", "b", "c"),
    }.items():
        named = BertConfig(**config, num_labels=3, id2label=dict(enumerate(labels)))
        BertForSequenceClassification(named).save_pretrained(folder / name)
        tokenizer.save_pretrained(folder / name)
    from sentence_transformers import SentenceTransformer
    from sentence_transformers import models as modules

    word = modules.Transformer(str(folder / "bert"), max_seq_length=16)
    pooled = modules.Pooling(word.get_embedding_dimension())
    SentenceTransformer(modules=[word, pooled], device="cpu").save(str(folder / "sentence"))
    return folder


def test_the_exported_model_gives_the_same_rows(tmp_path):
    export(tmp_path / "exported")
    theirs = sentence_transformers.SentenceTransformer(str(tmp_path / "exported"), device="cpu").encode(TEXTS)
    np.testing.assert_allclose(theirs, Encoder(BUNDLED).encode(TEXTS), atol=1e-4)


def test_the_exported_model_also_loads_through_our_own_door(tmp_path):
    export(tmp_path / "exported")
    loaded = models.load(str(tmp_path / "exported"))
    assert isinstance(loaded, models.HubModel)
    np.testing.assert_allclose(loaded.encode(TEXTS), models.load().encode(TEXTS), atol=1e-4)


def test_a_transformer_loads_by_path_and_gives_unit_rows(tiny):
    loaded = models.load(str(tiny / "sentence"))
    rows = loaded.encode(["war", "peace talks failed"])
    assert rows.shape == (2, loaded.info.dimension) == (2, 16)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert models.load(str(tiny / "sentence")) is loaded


def test_a_transformer_says_what_it_cut(tiny):
    loaded = models.load(str(tiny / "sentence"))
    assert loaded.info.max_tokens == 16
    assert loaded.read(["war", "war " * 40]).truncated == (False, True)


def test_two_models_have_two_fingerprints_and_a_copy_has_the_same(tiny, tmp_path):
    import shutil

    copy = shutil.copytree(tiny / "sentence", tmp_path / "copy")
    first, second = models.load(str(tiny / "sentence")).info, models.load(str(copy)).info
    assert first.fingerprint == second.fingerprint != models.load().info.fingerprint


def test_a_folder_that_holds_no_model_is_an_unknown_model(tmp_path):
    with pytest.raises(Permanent, match="could not be loaded") as raised:
        models.load(str(tmp_path))
    assert raised.value.reason is Reason.UNKNOWN_MODEL


def test_a_hub_out_of_reach_is_an_unknown_model(monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(Permanent, match="without a connection") as raised:
        models.load("averral-tests/no-such-model@v1")
    assert raised.value.reason is Reason.UNKNOWN_MODEL


def test_a_cross_encoder_scores_pairs_with_its_classes_mapped(tiny):
    scorer = cross_encoder.load(str(tiny / "nli"))
    forward, backward = scorer.score([TextPair("war", "peace"), TextPair("peace", "war")])
    assert forward.corroborates + forward.conflicts + forward.unrelated == pytest.approx(1)
    assert forward.conflicts == pytest.approx(backward.conflicts, abs=1e-6)


def test_a_cross_encoder_with_other_classes_is_refused(tiny):
    with pytest.raises(Permanent, match="natural language inference") as raised:
        cross_encoder.load(str(tiny / "ranker"))
    assert raised.value.reason is Reason.UNKNOWN_MODEL
