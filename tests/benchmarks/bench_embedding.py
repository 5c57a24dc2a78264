"""Sentences per second of the bundled encoder, as a ratio to bare tokenizing in the same run.

`python tests/benchmarks/bench_embedding.py`. The peer is `tokenizers.Tokenizer.encode_batch` with the same
tokenizer: a static encoder cannot be faster than that, so a ratio near 1 means that pooling is free.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable

from tokenizers import Tokenizer

from averral.embedding import pairs
from averral.embedding.encoder import BUNDLED, TOKENIZER, Encoder
from averral.embedding.training import own
from averral.model import TextPair

SENTENCES = 5_000
ROUNDS = 5


def sentences() -> list[str]:
    rows = own.sentences()
    texts = [text for row in rows for text in row.values()]
    return random.Random(0).sample(texts, SENTENCES)


def rate(work: Callable[[], object], items: int) -> float:
    """Median items per second over the rounds."""
    seconds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return items / statistics.median(seconds)


def main() -> None:
    began = time.perf_counter()
    encoder = Encoder(BUNDLED)
    load = time.perf_counter() - began
    bare = Tokenizer.from_file(str(BUNDLED / TOKENIZER))
    texts = sentences()
    sample = [TextPair(a, b) for a, b in zip(texts[:500], texts[500:1000], strict=True)]
    figures = {
        "load_seconds": round(load, 3),
        "encode_per_second": round(rate(lambda: encoder.encode(texts), len(texts))),
        "bare_tokenizers_per_second": round(
            rate(lambda: bare.encode_batch(texts, add_special_tokens=False), len(texts))
        ),
        "pairs_per_second": round(rate(lambda: pairs.load().score(sample), len(sample))),
    }
    figures["ratio_to_bare_tokenizers"] = round(
        figures["encode_per_second"] / figures["bare_tokenizers_per_second"], 3
    )
    json.dump(figures, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
