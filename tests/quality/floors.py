"""Pinned quality floors: a figure may rise, never fall in silence.

`floors/<name>.json` holds, per figure, the floor and a digest of the data it was measured on. A
changed data set fails the test too: the old floor says nothing about new data. To record better
figures run the tests with `AVERRAL_RAISE_FLOORS=1`; floors are never lowered by that.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "floors"
#: Figures are written with this many decimals, so that float noise never breaks a build.
DECIMALS = 4


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 over the contents of the files, in the order given, shortened to 16 digits."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def check_floor(group: str, name: str, value: float, data: Iterable[Path]) -> None:
    """Fails when `value` is below the floor recorded for it, or was measured on other data."""
    path = FOLDER / f"{group}.json"
    seen = digest(data)
    value = round(value, DECIMALS)
    if os.environ.get("AVERRAL_RAISE_FLOORS"):
        _raise(path, name, value, seen)
    floors = _read(path)
    assert name in floors, (
        f"{group}/{name} has no floor; measured {value}: record it with AVERRAL_RAISE_FLOORS=1"
    )
    assert floors[name]["data"] == seen, (
        f"{group}/{name}: the data changed; measure anew and record the floor"
    )
    assert value >= floors[name]["floor"], (
        f"{group}/{name}: {value} is below the floor {floors[name]['floor']}"
    )


def _raise(path: Path, name: str, value: float, seen: str) -> None:
    # Tests run side by side: one at a time may write, and what others read is whole.
    with (FOLDER / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        floors = _read(path)
        old = floors.get(name, {})
        floor = value if old.get("data") != seen else max(value, old["floor"])
        floors[name] = {"floor": floor, "data": seen}
        written = path.with_suffix(".new")
        written.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        written.replace(path)


def _read(path: Path) -> dict[str, dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
