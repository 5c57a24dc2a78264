"""Finds the shared data that tests read: seed articles, gold annotation, case files, evaluation sets.

`AVERRAL_SHARED` names the folder. Unset: the test is skipped. Set but without the file: it fails,
so that a run which should measure never passes in silence.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest


def shared(path: str) -> Path:
    """The file or folder `path` inside the shared data; skips the test when there is none."""
    root = os.environ.get("AVERRAL_SHARED", "")
    if not root:
        pytest.skip("AVERRAL_SHARED is not set: the shared evaluation data is not on this machine")
    found = Path(root, path)
    if not found.exists():
        pytest.fail(f"AVERRAL_SHARED is set, but it has no {path}")
    return found


def rows(path: str) -> list[dict[str, Any]]:
    """The JSON lines of a shared file."""
    with shared(path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
