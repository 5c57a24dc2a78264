"""Replays what the fuzzer once broke, or got slow on, and one input for each reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from averral.language import tables
from fuzz.fuzz_readers import PIECES, READERS, check, mixed

SEEDS = sorted((Path(__file__).parent / "seeds").iterdir())


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
def test_a_seed_is_read_or_refused(seed: Path) -> None:
    check(seed.read_bytes())


@pytest.mark.parametrize("number", range(len(READERS)))
def test_every_reader_takes_any_bytes(number: int) -> None:
    for rest in (b"", b"\xff\x00<p>\xd8", bytes(range(128)), "قال «27».\n".encode() * 20):
        check(bytes([number]) + rest)


@pytest.mark.parametrize("number", range(len(tables.languages()) + 1))
def test_every_language_takes_all_pieces(number: int) -> None:
    check(bytes([0, number, *range(len(PIECES))]))


def test_bytes_name_pieces_and_repetitions() -> None:
    assert mixed(bytes([0, 0x82, 1])) == "killed killed killed 27"
