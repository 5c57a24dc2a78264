"""Word diffs of quotations: what one outlet printed against another, however they write a letter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel

from averral.language.tokens import tokens
from averral.model import Span, WordChange, WordRun

#: Words compared at most; hardly a quotation is longer.
MOST_WORDS = 600
#: Share of the shorter text's words from which two texts are tellings of the same words.
SHARED = 0.4


def diff(known: str, told: str) -> tuple[WordRun, ...]:
    """`told` with what it lost from `known` and what it added to it; nothing where it says it in words of its own.

    Marks and spaces belong to the word before.
    """
    ours, theirs = _words(known), _words(told)
    steps = Indel.opcodes([key for key, _ in ours], [key for key, _ in theirs])
    shared = sum(step.src_end - step.src_start for step in steps if step.tag == "equal")
    if shared < SHARED * min(len(ours), len(theirs)):
        return ()
    runs: list[WordRun] = []
    lost, added = "", ""
    for step in steps:
        if step.tag == "equal":
            runs += [WordRun(WordChange.LOST, lost), WordRun(WordChange.ADDED, added)]
            lost, added = "", ""
            runs.append(WordRun(WordChange.SAME, _joined(theirs, step.dest_start, step.dest_end)))
        else:
            lost += _joined(ours, step.src_start, step.src_end)
            added += _joined(theirs, step.dest_start, step.dest_end)
    runs += [WordRun(WordChange.LOST, lost), WordRun(WordChange.ADDED, added)]
    return tuple(run for run in runs if run.text)


def changed(known: str, told: str) -> tuple[Span, ...]:
    """Where `told` has words that `known` has not, without the marks and spaces round them."""
    found: list[Span] = []
    at = 0
    for run in diff(known, told):
        if run.change is WordChange.LOST:
            continue
        inner = tokens(run.text)
        if run.change is WordChange.ADDED and inner:
            found.append(Span(at + inner[0].start, at + inner[-1].end))
        at += len(run.text)
    return tuple(found)


# One wording is compared with every other of its event, and again for each of these.
@lru_cache(maxsize=256)
def _words(text: str) -> tuple[tuple[str, str], ...]:
    """Folded word and the text from it to the next one; what stands before the first belongs to it."""
    found = tokens(text)
    if not found:
        return ()
    starts = [0, *(token.start for token in found[1 : MOST_WORDS + 1])]
    ends = [*starts[1:], len(text)]
    return tuple(
        (token.key, text[start:end])
        for token, start, end in zip(found[:MOST_WORDS], starts, ends, strict=False)
    )


def _joined(words: Sequence[tuple[str, str]], start: int, end: int) -> str:
    return "".join(text for _, text in words[start:end])
