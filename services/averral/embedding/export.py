"""`python -m averral.embedding.export DIR` writes the bundled model as sentence-transformers stores one.

Afterwards `SentenceTransformer("DIR")` loads it like any other. Needs neither torch nor the library.
The layout is that of sentence-transformers 5: `modules.json`, a StaticEmbedding in the folder itself,
and a Normalize module, so that rows come out with length 1.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from averral.embedding.encoder import ABOUT, BUNDLED, TOKENIZER, Encoder

MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
]
CONFIG: dict[str, Any] = {
    "model_type": "SentenceTransformer",
    "prompts": {},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}


def export(target: Path, source: Path = BUNDLED) -> None:
    """Writes the packed model of `source` as float32 weights into the folder `target`, made when absent."""
    from safetensors.numpy import save_file  # noqa: PLC0415 - only this command writes

    encoder = Encoder(source)
    (target / "1_Normalize").mkdir(parents=True, exist_ok=True)
    save_file({"embedding.weight": encoder.table()}, target / "model.safetensors")
    for name in (TOKENIZER, ABOUT):
        shutil.copyfile(source / name, target / name)
    _write_json(target / "modules.json", MODULES)
    _write_json(target / "config_sentence_transformers.json", CONFIG)
    card = source / "README.md"
    if card.is_file():
        shutil.copyfile(card, target / "README.md")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m averral.embedding.export", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder to write")
    given = parser.parse_args(arguments)
    export(given.folder)
    sys.stdout.write(f'Load it with SentenceTransformer("{given.folder}").\n')
    return 0


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
