"""The recipe by one command, on a handful of rows: from the list of data to weights, card and floors."""

from __future__ import annotations

import importlib
import itertools
import json
from collections import defaultdict

import numpy as np
import pytest
from safetensors.numpy import load_file

from averral.embedding import pairs
from averral.embedding.encoder import BUNDLED, Encoder
from averral.embedding.training import __main__ as recipe
from averral.embedding.training import card, data, evaluate, forms, measure, own, tokenizer
from averral.model import PairLabel, TextPair

#: Form → lemma; a few words stand for a language's dictionary.
WORDS = defaultdict(dict, {"he": {"בתים": "בית"}, "ru": {"города": "город"}})
#: How often words are met; the second stage takes the most frequent that the sources hold.
COMMON = {
    "en": {"rebels": 0.2, "the": 0.5, "hospital": 0.1, "ministers": 0.05},
    "ru": {"больница": 0.1, "сказал": 0.2},
}
RELATIONS = [label.value for label in PairLabel]


def test_the_shipped_card_holds_the_figures_and_licences_that_the_recipe_writes():
    text = (BUNDLED / recipe.CARD).read_text(encoding="utf-8")
    assert card.filled(text, BUNDLED) == text


def test_a_card_without_its_marks_is_refused():
    with pytest.raises(ValueError, match="retrieval"):
        card.filled("# A card\n", BUNDLED)


def test_every_step_goes_on_from_what_the_one_before_wrote(tmp_path):
    given = recipe._arguments(
        ["--sources", str(tmp_path), "--eval", str(tmp_path / "eval"), "--out", str(tmp_path / "out")]
    )
    for size in (recipe.FULL, recipe.SMALL):
        steps = list(recipe.commands(given, size))
        names = [name for name, *_ in steps if name not in {"train", "tokenizer"}]
        assert names == ["own", "derived", "forms", "mean", "families", "pack", "calibrate", "pairs"]
        trained = [_options(flags) for name, *flags in steps if name == "train"]
        assert len(trained) == len(size.stages)
        assert "--start" not in trained[0]
        for before, after in itertools.pairwise(trained):
            assert after["--start"] == [before["--out"][0]]
        (averaged,) = [_options(flags) for name, *flags in steps if name == "mean"]
        assert averaged["--of"] == [trained[number]["--out"][0] for number in size.mean.of]
        assert averaged["--start"] == [trained[size.mean.start]["--out"][0]]


def test_the_vocabulary_changes_before_the_stages_whose_mean_is_shipped():
    renewed = [number for number, stage in enumerate(recipe.FULL.stages) if stage.common]
    assert max(renewed) <= min(recipe.FULL.mean.of)
    assert recipe.FULL.mean.start < min(recipe.FULL.mean.of)


def _options(flags):
    """Flag → what follows it."""
    found = {}
    for part in flags:
        if part.startswith("--"):
            values = found[part] = []
        else:
            values.append(part)
    return found


def _labelled(texts, language):
    for number, text in enumerate(texts):
        other = texts[(number + 1) % len(texts)]
        relation = RELATIONS[number % len(RELATIONS)]
        yield {
            "a": text,
            "b": text if relation == "corroborates" else other,
            "lang_a": language,
            "lang_b": language,
            "relation": relation,
        }


def _stage(folder):
    return load_file(folder / "model.safetensors")["embedding.weight"]


@pytest.fixture
def small_world(tmp_path):
    """Sources and evaluation sets of a few own sentences."""
    sources, evaluation = tmp_path / "sources", tmp_path / "eval"
    sources.mkdir()
    rows = own.templates("news_ten.tsv")
    data.write(sources / "news_seven.jsonl.gz", rows[:40])
    languages = {language for pair in evaluate.PAIRS for language in pair}
    sets = {"ntrex/dev": [{"text": {code: row[code] for code in languages}} for row in rows[:12]]}
    english = [row["en"] for row in rows[:12]]
    for name in ("ans_stance/train", "ecbplus_pairs/train", "fever_symmetric/dev"):
        sets[name] = _labelled(english, "en")
    for name in ("ans_stance/dev", "ecbplus_pairs/dev", "austr/dev"):
        sets[name] = _labelled(english, "en")
    for name, codes in (("ntrex_numeric", measure.NUMERIC), ("xnli", measure.INFERENCE)):
        for code in codes:
            sets[f"{name}/dev.{code}"] = _labelled([row[code] for row in rows[:6]], code)
    for name, lines in sets.items():
        path = evaluation / f"{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return sources, evaluation


def test_one_command_makes_a_model_with_its_card_and_floors(small_world, tmp_path, monkeypatch):
    pytest.importorskip("torch")
    # The dictionaries of ten languages take a minute to read.
    monkeypatch.setattr(forms, "dictionary", WORDS.__getitem__)

    def here(step, arguments):
        monkeypatch.setattr("sys.argv", [step, *arguments])
        importlib.import_module(f"averral.embedding.training.{step}").main()

    sources, evaluation = small_world
    out = tmp_path / "out"
    monkeypatch.setattr(tokenizer, "frequencies", lambda: COMMON)
    tiny = recipe.Size(
        (
            recipe.Stage(4, 32, 0.01),
            recipe.Stage(2, 32, 0.006, average=0.9, even=0.08, common=20),
            recipe.Stage(2, 32, 0.004, direct=1.5, russian=1.5),
        ),
        recipe.Mean(of=(1, 2), start=0, share=0.85, even=0.14),
        rows=40,
        tokenizer=("--vocabulary", "2000", "--words", "50"),
        pairs=("--most", "4"),
    )
    given = recipe._arguments(["--sources", str(sources), "--eval", str(evaluation), "--out", str(out)])
    recipe.make(given, tiny, here)
    assert not [path for path in sources.iterdir() if path.name != "news_seven.jsonl.gz"]
    tables = [_stage(out / "stages" / str(number)) for number in range(3)]
    assert tables[0].shape[0] != tables[1].shape[0] == tables[2].shape[0]
    assert not np.array_equal(tables[1], tables[2])
    model = out / "model"
    encoder = Encoder(model)
    assert encoder.table().shape == tables[2].shape
    assert encoder.info.scale
    found = pairs.PairClassifier(encoder, pairs.read_weights(model / pairs.FILE))
    (scores,) = found.score([TextPair("The bridge is shut.", "Le pont est fermé.", "en", "fr")])
    assert scores.corroborates + scores.conflicts + scores.unrelated == pytest.approx(1)
    floors = json.loads((model / recipe.FLOORS).read_text(encoding="utf-8"))
    assert {"ntrex dev top-1 ar-en", "ans_stance dev macro-F1", "xnli dev accuracy ru"} <= set(floors)
    written = (model / recipe.CARD).read_text(encoding="utf-8")
    assert card.filled(written, model) == written
    assert json.loads((model / pairs.FILE).read_text())["encoder"] == encoder.info.fingerprint
