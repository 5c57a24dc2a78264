"""The tables of the model card, from what training stored beside the weights and from the list of data.

Between `<!-- NAME -->` and `<!-- /NAME -->` the card belongs to the recipe; all else in it is written by people.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from averral.embedding.encoder import ABOUT
from averral.embedding.pairs import FILE
from averral.embedding.training import data

#: Pairs of languages in a line of the table.
ABREAST = 3
#: What is between the name of the set in `pairs.json` and a reader's understanding.
SETS = {
    "ans_stance_dev": "ANS stance dev, Arabic headlines: agree, disagree, other",
    "ecbplus_dev": "ECB+ dev, English: same event, other event of the topic",
    "austr_dev": "AuSTR dev, Arabic tweets, not trained on: rumour and what an authority says",
    **{f"ntrex_numeric_dev_{code}": f"NTREX numeric dev, {code}-en: same, figure changed, other sentence" for code in ("ar", "fr", "ru", "tr")},
    **{f"xnli_dev_{code}": f"XNLI dev, {code}, not trained on: entailment, contradiction, neutral" for code in ("ar", "en", "fr", "ru", "tr")},
}  # fmt: skip


def filled(text: str, model: Path) -> str:
    """The card with its tables written anew.

    Raises:
        ValueError: when the card lacks a mark.
    """
    for name, block in tables(model).items():
        before, _, rest = text.partition(f"<!-- {name} -->\n")
        _, mark, after = rest.partition(f"<!-- /{name} -->")
        if not mark:
            raise ValueError(f"the card has no part {name}")
        text = f"{before}<!-- {name} -->\n{block}{mark}{after}"
    return text


def tables(model: Path) -> dict[str, str]:
    """The parts of the card by name."""
    about, pairs = (json.loads((model / name).read_text(encoding="utf-8")) for name in (ABOUT, FILE))
    return {
        "retrieval": _retrieval(about.get("ntrex_dev", {})),
        "pairs": _pairs(pairs["figures"]),
        "data": _data(data.table()),
    }


def _retrieval(figures: dict[str, float]) -> str:
    cells = [f"{pair} | {value:.1f}" for pair, value in figures.items()]
    cells += [" | "] * (-len(cells) % ABREAST)
    lines = [cells[start : start + ABREAST] for start in range(0, len(cells), ABREAST)]
    return _table(["pair | %"] * ABREAST, lines, 2 * ABREAST)


def _pairs(figures: dict[str, dict[str, float]]) -> str:
    named = [(SETS[name], row) for name, row in figures.items() if name in SETS]
    own = [(f"own, left out: {_readable(name)}", row) for name, row in figures.items() if name not in SETS]
    lines = [
        [what, str(int(row["pairs"])), *(f"{row[key]:.3f}" for key in ("accuracy", "macro_f1", "ece"))]
        for what, row in (*named, *own)
    ]
    return _table(["set", "pairs", "accuracy", "macro-F1", "ECE"], lines, 5)


def _data(table: dict[str, Any]) -> str:
    rows = {f"{each['attribution']}; encoder": each["license"] for each in table["sources"].values()}
    rows |= {f"{each['attribution']}; pair classifier": each["license"] for each in table["pairs"].values()}
    return _table(["source", "licence"], rows.items(), 2)


def _readable(name: str) -> str:
    return name.removeprefix("own_").removesuffix("_held_out").replace("_", " ")


def _table(head: Sequence[str], lines: Iterable[Sequence[str]], columns: int) -> str:
    rule = "|" + "---|" * columns
    return "\n".join([_line(head), rule, *map(_line, lines)]) + "\n"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
