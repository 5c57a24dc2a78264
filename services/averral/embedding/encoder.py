"""The bundled encoder: tokenizers and numpy reading a quantised static embedding, no torch.

A static embedding (Reimers' `StaticEmbedding` in sentence-transformers, after Wieting et al. 2016,
"Towards Universal Paraphrastic Sentence Embeddings") is a table with one vector per word piece; a
text is the normalised sum of its pieces. The table is stored as int8 rows with one float16 scale
per row, which costs no measurable accuracy and reads in a tenth of a second.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from averral.embedding import scale
from averral.errors import Permanent, Reason
from averral.model import ModelInfo

Matrix = npt.NDArray[np.float32]

#: Where the bundled model lies.
BUNDLED = Path(__file__).parent / "model"
TOKENIZER, WEIGHTS, ABOUT = "tokenizer.json", "weights_int8.safetensors", "model.json"
#: Texts pooled at a time: their gathered rows stay in the processor's cache.
CHUNK = 32
#: Words whose pieces are kept, some 200 bytes each, and their longest: what is longer is no word and comes once.
MOST_WORDS, LONGEST_WORD = 65_536, 40


@dataclass(frozen=True, slots=True)
class Embedded:
    """Unit rows of shape (n, dimension), and per row whether the text was cut."""

    vectors: Matrix
    truncated: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of several texts: `ids[offsets[i]:offsets[i + 1]]` belong to text i."""

    ids: npt.NDArray[np.int64]
    offsets: npt.NDArray[np.int64]
    truncated: tuple[bool, ...]


class TextEncoder(Protocol):
    """What the service needs of an embedding model."""

    @property
    def info(self) -> ModelInfo:
        """Name, fingerprint, dimension, languages, tokens read."""
        ...

    @property
    def workers(self) -> int:
        """Calls that run side by side on this machine."""
        ...

    @property
    def at_once(self) -> int:
        """Code points that take less time than handing them to another thread; 0 if that is always worth it."""
        ...

    def read(self, texts: Sequence[str]) -> Embedded:
        """Unit rows and what was cut."""
        ...

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit rows only."""
        ...


class Encoder:
    """A packed static embedding read from a folder. Safe to share between threads.

    Raises:
        Permanent: UNKNOWN_MODEL when the folder does not hold a packed model.
    """

    #: One fills a core, and does not let go of the interpreter.
    workers = 1
    #: Some dozens of sentences: a millisecond.
    at_once = 4_000

    def __init__(self, folder: Path = BUNDLED) -> None:
        self.folder = folder
        self._about = _about(folder)
        self._tokenizer = _tokenizer(folder)
        self._rows, self._scale = _table(folder)
        truncation = self._tokenizer.truncation
        self._most: int | None = truncation["max_length"] if truncation else None
        # Texts are cut, not words.
        self._tokenizer.no_truncation()
        self._by_words = _splits_at_blanks(self._tokenizer)
        self._known: dict[str, list[int]] = {}

    @cached_property
    def info(self) -> ModelInfo:
        """Name, fingerprint over all model files, dimension, languages, pieces read per text."""
        return ModelInfo(
            name=self._about["name"],
            fingerprint=fingerprint(self.folder / name for name in (TOKENIZER, WEIGHTS)),
            dimension=int(self._rows.shape[1]),
            languages=tuple(self._about["languages"]),
            max_tokens=self._most or 0,
            scale=scale.read(self._about),
        )

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit rows of shape (n, dimension), float32.

        A text without any known piece (punctuation only, an unknown script) gets the direction of
        the unknown piece: a fixed unit vector, far from all others but equal among such texts.

        Raises:
            Permanent: TEXT_NOT_UNICODE for text with lone surrogates.
        """
        return self.read(texts).vectors

    def read(self, texts: Sequence[str]) -> Embedded:
        """As `encode`, with a flag per text that was longer than the model reads."""
        pieces = self.pieces(texts)
        return Embedded(unit(self._sums(pieces)), pieces.truncated)

    def sums(self, texts: Sequence[str]) -> Matrix:
        """Rows as `encode` gives them, before they are scaled: the rarer a word, the longer its row."""
        return self._sums(self.pieces(texts))

    def _sums(self, pieces: Pieces) -> Matrix:
        count = len(pieces.truncated)
        out = np.empty((count, self._rows.shape[1]), dtype=np.float32)
        for start in range(0, count, CHUNK):
            stop = min(start + CHUNK, count)
            bounds = pieces.offsets[start : stop + 1]
            rows = self.vectors(pieces.ids[bounds[0] : bounds[-1]])
            out[start:stop] = np.add.reduceat(rows, bounds[:-1] - bounds[0], axis=0)
        return out

    def pieces(self, texts: Sequence[str]) -> Pieces:
        """Word pieces of each text; at least one per text, the unknown piece where there is none."""
        try:
            found = self._read(texts)
        except (AttributeError, TypeError, UnicodeEncodeError) as error:
            raise Permanent(
                Reason.TEXT_NOT_UNICODE,
                "A text holds lone surrogates; decode it as UTF-8 before embedding it.",
            ) from error
        ids = [row[: self._most] or [0] for row in found]
        offsets = np.zeros(len(ids) + 1, dtype=np.int64)
        np.cumsum([len(row) for row in ids], out=offsets[1:])
        flat = np.fromiter(chain.from_iterable(ids), dtype=np.int64, count=int(offsets[-1]))
        return Pieces(
            flat, offsets, tuple(len(row) > len(kept) for row, kept in zip(found, ids, strict=True))
        )

    def _read(self, texts: Sequence[str]) -> list[list[int]]:
        """All word pieces of each text, word by word.

        Nothing that our tokenizer does looks beyond a blank, and most of what is said is said in few words.
        """
        split = [text.split(" ") if self._by_words else [text] for text in texts]
        known = self._known
        fresh = list({word for words in split for word in words if word not in known})
        read = self._tokenizer.encode_batch_fast(fresh, add_special_tokens=False)
        new = dict(zip(fresh, (encoding.ids for encoding in read), strict=True))
        found = [
            [piece for word in words for piece in (known[word] if word in known else new[word])]
            for words in split
        ]
        known.update((word, ids) for word, ids in new.items() if len(word) <= LONGEST_WORD)
        if len(known) > MOST_WORDS:
            # Replaced, not emptied: another thread may hold it.
            self._known = {}
        return found

    def vectors(self, ids: npt.NDArray[np.int64]) -> Matrix:
        """The rows of the table for piece ids, dequantised, not normalised: longer means rarer."""
        rows: Matrix = self._rows[ids] * self._scale[ids]
        return rows

    def table(self) -> Matrix:
        """The whole table in float32, for export."""
        return self.vectors(np.arange(len(self._rows)))


def unit(rows: Matrix) -> Matrix:
    """Rows scaled to length 1; a zero row stays zero."""
    norms = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    scaled: Matrix = rows / np.maximum(norms, np.float32(1e-12))
    return scaled


def fingerprint(files: Any) -> str:
    """SHA-256 over names and contents of files, shortened to 16 digits."""
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0")
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:16]


def _about(folder: Path) -> dict[str, Any]:
    missing = [name for name in (ABOUT, TOKENIZER, WEIGHTS) if not (folder / name).is_file()]
    if missing:
        raise Permanent(
            Reason.UNKNOWN_MODEL,
            f"{folder} holds no packed model: {', '.join(missing)} missing. "
            "Reinstall averral, or write one with `python -m averral.embedding.training.pack`.",
            metadata={"missing": ",".join(missing)},
        )
    about: dict[str, Any] = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    return about


def _tokenizer(folder: Path) -> Any:
    # One call stays on one core: threads of the service give the parallelism, and the library
    # warns and locks itself after a fork otherwise. Set to "true" to let one call use all cores.
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from tokenizers import Tokenizer  # noqa: PLC0415 - the variable above is read when it loads

    return Tokenizer.from_file(str(folder / TOKENIZER))


def _splits_at_blanks(tokenizer: Any) -> bool:
    """Whether a word's pieces are the same wherever it stands: not where a blank becomes part of the word behind it."""
    found = tokenizer.pre_tokenizer and tokenizer.pre_tokenizer.pre_tokenize_str("a b")
    return bool(found) and [piece for piece, _ in found] == ["a", "b"]


def _table(folder: Path) -> tuple[npt.NDArray[np.int8], Matrix]:
    from safetensors.numpy import load_file  # noqa: PLC0415 - keeps plain imports of this module light

    stored = load_file(folder / WEIGHTS)
    return stored["q"], stored["scale"].astype(np.float32)
