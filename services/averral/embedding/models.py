"""Loads embedding models by name or path.

Empty or `bundled` is the model inside the package. A folder that `training.pack` wrote is read the
same way. Anything else goes to sentence-transformers (the extra `models`): a folder, or the name of
a model on a hub, pinned as `name@revision`. Code that comes with a model is never run.
"""

from __future__ import annotations

import copy
import hashlib
import importlib.util
import json
import threading
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from averral.embedding import scale
from averral.embedding.encoder import ABOUT, BUNDLED, WEIGHTS, Embedded, Encoder, Matrix, TextEncoder, unit
from averral.embedding.training import own
from averral.errors import Permanent, Reason
from averral.model import ModelInfo, ScalePoint

DEFAULT_NAMES = ("", "bundled")
#: Calls that run side by side on the processor: more would leave each too few texts.
MOST_WORKERS = 4
#: Every so-manieth of the sentences that no encoder is trained on is enough to measure a scale.
MEASURED_EVERY = 2
#: Tokens round a text, with some to spare.
FRAME = 8
INSTALL = 'pip install "averral[models]"'

_loaded: dict[str, TextEncoder] = {}
_lock = threading.Lock()


def load(name: str = "") -> TextEncoder:
    """The model called `name`, loaded once per process.

    Raises:
        Permanent: MISSING_EXTRA when it needs sentence-transformers and that is not installed;
            UNKNOWN_MODEL when there is no such folder, or the hub does not have it or is out of reach.
    """
    key = "" if name in DEFAULT_NAMES else name
    with _lock:
        if key not in _loaded:
            _loaded[key] = _open(key)
        return _loaded[key]


def _open(name: str) -> TextEncoder:
    if not name:
        return Encoder(BUNDLED)
    folder = Path(name).expanduser()
    if (folder / ABOUT).is_file() and (folder / WEIGHTS).is_file():
        return Encoder(folder)
    if not folder.is_dir() and _looks_like_path(name):
        raise Permanent(
            Reason.UNKNOWN_MODEL,
            f"There is no model folder {name}. Give a folder that sentence-transformers saved, "
            "the name of a model on a hub (`owner/name@revision`), or `bundled`.",
            metadata={"model": name},
        )
    return HubModel(name)


def _looks_like_path(name: str) -> bool:
    return name.startswith(("/", "./", "../", "~", ".\\")) or name.count("/") > 1 or "\\" in name


class HubModel:
    """A sentence-transformers model on this machine's best device.

    On the processor each call keeps to its share of the cores: batches of a few sentences lose more by waiting for
    each other's threads than they gain by them, and far more on a machine that does other things too.

    The fingerprint covers weights and architecture, so it is the same for one model under two paths.
    """

    at_once = 0

    def __init__(self, name: str) -> None:
        self._model = _load_hub_model(name)
        self.workers = _share_cores(self._model)
        self.info = ModelInfo(
            name=name,
            fingerprint=_hub_fingerprint(self._model),
            dimension=int(_dimension(self._model)),
            max_tokens=_max_tokens(self._model),
            scale=_scale(name, self._encode),
        )
        # The first call sets up the tokenizer, which others must not read meanwhile.
        self._model.encode(["."], show_progress_bar=False)
        self._counting = threading.Lock()
        self._counter: Any = copy.deepcopy(getattr(self._model, "tokenizer", None))

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit rows of shape (n, dimension), float32."""
        return self.read(texts).vectors

    def read(self, texts: Sequence[str]) -> Embedded:
        """As `encode`, with a flag per text that was longer than the model reads."""
        try:
            rows = self._encode(texts)
        except UnicodeEncodeError as error:
            raise Permanent(
                Reason.TEXT_NOT_UNICODE,
                "A text holds lone surrogates; decode it as UTF-8 before embedding it.",
            ) from error
        return Embedded(rows, self._truncated(texts))

    def _encode(self, texts: Sequence[str]) -> Matrix:
        rows = self._model.encode(list(texts), convert_to_numpy=True, show_progress_bar=False)
        return unit(np.asarray(rows, dtype=np.float32))

    def _truncated(self, texts: Sequence[str]) -> tuple[bool, ...]:
        limit = self.info.max_tokens
        long = [index for index, text in enumerate(texts) if limit and _most_tokens(text) > limit]
        flags = [False] * len(texts)
        if long:
            with self._counting:
                read = self._counter([texts[index] for index in long], truncation=False, verbose=False)[
                    "input_ids"
                ]
            for index, ids in zip(long, read, strict=True):
                flags[index] = len(ids) > limit
        return tuple(flags)


def _scale(name: str, encode: Callable[[Sequence[str]], Matrix]) -> tuple[ScalePoint, ...]:
    """What stands beside the model, else what is measured: some hundred sentences, once."""
    stored = Path(name).expanduser() / ABOUT
    if stored.is_file():
        return scale.read(json.loads(stored.read_text(encoding="utf-8")))
    return scale.points(encode, own.kept()[::MEASURED_EVERY], scale.OWN)


def _most_tokens(text: str) -> int:
    """More tokens than the text can have: one for each byte of its longest normal form, and those that frame it."""
    return len(unicodedata.normalize("NFKD", text).encode()) + FRAME


def _share_cores(model: Any) -> int:
    """Calls that run at once; on the processor each with as many threads as there are cores for it."""
    if model.device.type != "cpu":
        return 1
    import torch  # noqa: PLC0415 - only after sentence-transformers has loaded it

    cores = torch.get_num_threads()
    workers = min(MOST_WORKERS, cores)
    torch.set_num_threads(cores // workers)
    return workers


def _load_hub_model(name: str) -> Any:
    if importlib.util.find_spec("sentence_transformers") is None:
        raise Permanent(
            Reason.MISSING_EXTRA,
            f"The model {name} needs sentence-transformers, which is not installed: run `{INSTALL}`, "
            "or use the bundled model (leave the name empty).",
            metadata={"model": name, "extra": "models"},
        )
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - takes ten seconds and 400 MB

    path, revision = split_revision(name)
    try:
        return SentenceTransformer(path, revision=revision, trust_remote_code=False)
    except Exception as error:  # a loader of others': network, files, architectures all raise their own types
        raise Permanent(
            Reason.UNKNOWN_MODEL,
            f"The model {name} could not be loaded ({type(error).__name__}). Check the spelling and the revision; "
            "without a connection to the hub, download it elsewhere and give its folder.",
            metadata={"model": name, "cause": type(error).__name__},
        ) from error


def split_revision(name: str) -> tuple[str, str | None]:
    """`owner/name@revision` in its two parts; a folder on this machine is taken as it is."""
    folder = Path(name).expanduser()
    if folder.is_dir():
        return str(folder), None
    path, _, revision = name.partition("@")
    return path, revision or None


def _dimension(model: Any) -> int:
    measured = getattr(model, "get_embedding_dimension", None) or model.get_sentence_embedding_dimension
    return int(measured() or model.encode(["."]).shape[1])


def _max_tokens(model: Any) -> int:
    limit = getattr(model, "max_seq_length", None)
    return int(limit) if isinstance(limit, int) and limit > 0 else 0


def _hub_fingerprint(model: Any) -> str:
    total = hashlib.sha256(str(model).encode())
    for name, tensor in sorted(model.state_dict().items()):
        total.update(f"{name} {tuple(tensor.shape)} {tensor.dtype}".encode())
        # Bytes, whatever the type of number: numpy has no bfloat16.
        total.update(tensor.detach().cpu().contiguous().flatten().view(_byte_type()).numpy().tobytes())
    return total.hexdigest()[:16]


def _byte_type() -> Any:
    import torch  # noqa: PLC0415 - only after sentence-transformers has loaded it

    return torch.uint8
