"""Models are loaded by name or path, once, and what is missing is said."""

from __future__ import annotations

import importlib.util
import shutil

import numpy as np
import pytest

from averral.embedding import cross_encoder, models
from averral.embedding.encoder import BUNDLED, Encoder
from averral.errors import Permanent, Reason

EXTRA = importlib.util.find_spec


@pytest.fixture
def without_extra(monkeypatch):
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name, *rest: None if name == "sentence_transformers" else EXTRA(name, *rest),
    )


@pytest.mark.parametrize("name", ["", "bundled"])
def test_no_name_and_bundled_are_the_same_loaded_model(name):
    assert models.load(name) is models.load()
    assert isinstance(models.load(name), Encoder)


def test_a_packed_folder_is_read_without_the_extra(tmp_path, without_extra):
    folder = shutil.copytree(BUNDLED, tmp_path / "packed")
    loaded = models.load(str(folder))
    np.testing.assert_array_equal(loaded.encode(["peace"]), models.load().encode(["peace"]))


@pytest.mark.parametrize("name", ["/nowhere/model", "./nowhere", "~/nowhere", "some/where/else"])
def test_a_missing_folder_is_an_unknown_model(name):
    with pytest.raises(Permanent, match="folder") as raised:
        models.load(name)
    assert raised.value.reason is Reason.UNKNOWN_MODEL
    assert raised.value.metadata["model"] == name


def test_a_hub_model_without_the_extra_says_what_to_install(without_extra):
    with pytest.raises(Permanent, match=r"averral\[models\]") as raised:
        models.load("owner/some-model")
    assert raised.value.reason is Reason.MISSING_EXTRA


def test_a_cross_encoder_without_the_extra_says_what_to_install(without_extra):
    with pytest.raises(Permanent, match=r"averral\[models\]") as raised:
        cross_encoder.load("owner/missing-extra")
    assert raised.value.reason is Reason.MISSING_EXTRA


def test_a_revision_is_split_from_a_name_but_not_from_a_folder(tmp_path):
    assert models.split_revision("owner/model@abc123") == ("owner/model", "abc123")
    assert models.split_revision("owner/model") == ("owner/model", None)
    folder = tmp_path / "mail@home"
    folder.mkdir()
    assert models.split_revision(str(folder)) == (str(folder), None)


def test_a_model_that_failed_to_load_is_tried_again(tmp_path):
    folder = tmp_path / "later"
    with pytest.raises(Permanent):
        models.load(str(folder))
    shutil.copytree(BUNDLED, folder)
    assert models.load(str(folder)).info.dimension == models.load().info.dimension
