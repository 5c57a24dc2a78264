"""Speed of the bundled encoder and of the embedding service, as ratios to peers in the same run.

`python tests/benchmarks/bench_embedding.py [--infinity PROGRAM]`. Peers: `tokenizers.Tokenizer.encode_batch` with the same
tokenizer (a static encoder cannot be faster than that), a transformer of MiniLM's size on the same core, sentence-transformers in
this process against our service with 32 clients, and infinity over HTTP where `--infinity` names its command. Without the extra
`models` only the first is measured.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tokenizers import Tokenizer

from averral.embedding import pairs
from averral.embedding.encoder import BUNDLED, TOKENIZER, Encoder
from averral.embedding.training import own
from averral.model import TextPair
from benchmarks import embedding_serving

SENTENCES = 5_000
ROUNDS = 5
#: Sentences that a transformer of MiniLM's size is given a round, and the service.
FEW, SERVED = 96, 384
#: What the service must reach: of the library's throughput, and of the transformer's sentences a second on one core.
LEAST = {"grpc_to_library": 0.8, "ratio_to_transformer_one_core": 100.0, "grpc_to_infinity": 1.0}
MOST_P99 = 5.0


def sentences() -> list[str]:
    rows = own.sentences()
    texts = [text for row in rows for text in row.values()]
    return random.Random(0).sample(texts, SENTENCES)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def rate(work: Callable[[], object], items: int) -> float:
    """Median items per second over the rounds."""
    return items / statistics.median(seconds(work) for _ in range(ROUNDS))


def against_transformer(encoder: Encoder, model: Path, texts: Sequence[str]) -> dict[str, float]:
    """Sentences a second on one core: the bundled encoder's and a transformer's, in turns."""
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)
    transformer = SentenceTransformer(str(model), device="cpu")
    few = list(texts[:FEW])
    ratios, theirs = [], []
    transformer.encode(few, show_progress_bar=False)
    for _ in range(ROUNDS):
        slow = len(few) / seconds(lambda: transformer.encode(few, show_progress_bar=False))
        # A fresh one has not met these words: the ratio is that of a text that nobody has read before.
        fresh = Encoder(encoder.folder)
        fast = len(texts) / seconds(partial(fresh.encode, texts))
        ratios.append(fast / slow)
        theirs.append(slow)
    return {
        "transformer_per_second_one_core": round(statistics.median(theirs), 1),
        "ratio_to_transformer_one_core": round(statistics.median(ratios), 1),
    }


def bare(encoder: Encoder, texts: Sequence[str]) -> dict[str, float]:
    """The bundled encoder against tokenizing alone, and pairs a second."""
    tokenizer = Tokenizer.from_file(str(BUNDLED / TOKENIZER))
    sample = [TextPair(a, b) for a, b in zip(texts[:500], texts[500:1000], strict=True)]
    encode = rate(lambda: encoder.encode(texts), len(texts))
    tokenize = rate(lambda: tokenizer.encode_batch(list(texts), add_special_tokens=False), len(texts))
    return {
        "encode_per_second": round(encode),
        "bare_tokenizers_per_second": round(tokenize),
        "ratio_to_bare_tokenizers": round(encode / tokenize, 3),
        "pairs_per_second": round(rate(lambda: pairs.load().score(sample), len(sample))),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--infinity", help="the command infinity_emb, installed in an environment of its own")
    given = parser.parse_args()
    began = time.perf_counter()
    encoder = Encoder(BUNDLED)
    figures = {"load_seconds": round(time.perf_counter() - began, 3)}
    texts = sentences()
    figures |= bare(encoder, texts)
    figures |= embedding_serving.bundled_latency(texts[:SERVED])
    if importlib.util.find_spec("sentence_transformers") is not None:
        with tempfile.TemporaryDirectory() as folder:
            model = embedding_serving.transformer(Path(folder), texts)
            figures |= embedding_serving.against_peers(model, texts[:SERVED], given.infinity)
            figures |= against_transformer(encoder, model, texts)
    json.dump(figures, sys.stdout, indent=1)
    sys.stdout.write("\n")
    short = [name for name, least in LEAST.items() if figures.get(name, least) < least]
    short += ["p99_ms_at_half_load"] if figures["p99_ms_at_half_load"] > MOST_P99 else []
    if short:
        raise SystemExit(f"falls short: {', '.join(short)}")


if __name__ == "__main__":
    main()
