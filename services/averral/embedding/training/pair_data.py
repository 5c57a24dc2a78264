"""Labelled pairs for the pair classifier: open corpora, and edits of the project's own sentences.

Only corpora whose licence lets a trained model be passed on are read: ANS (Apache-2.0), ECB+ (CC-BY-3.0)
and Symmetric FEVER (CC-BY-SA-3.0). Own sentences supply what those lack: other languages, changed
figures, the same event elsewhere.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from averral.embedding.training import data, edits, own
from averral.model import PairLabel, TextPair

CORPORA = ("ans_stance/train", "ecbplus_pairs/train", "fever_symmetric/dev")
#: Corpora whose figures are also changed: headlines, where a shared figure is the news.
EDITED = ("ans_stance/train",)
#: Topics of `own/contrasts.tsv` and every so-manieth own sentence left out of training, to report on.
HELD_TOPICS = frozenset({"truce", "vote", "siege", "intent"})
HELD_EVERY = 5
FILLS = 14
#: Rows ahead that a sentence is paired with as unrelated.
NEIGHBOURS = (1, 4)
#: Draws of languages for each sentence in ten languages; texts of two such sentences; filled templates.
DRAWS, LONG, FILLED = 6, 60, 900
#: Draws of languages for each negated statement.
NEGATED = 20
#: Least share of a sentence's words that a shortened report keeps, and how often another sentence stands beside it.
SHORTENED, BESIDE = 0.5, 0.5
TEN = ("ar", "de", "en", "es", "fa", "fr", "he", "ru", "tr", "uk")
#: Slots exchanged one at a time. All else being equal, two reports of one event cannot differ in these either.
SLOTS = ("{place}", "{actor}", "{day}")
#: Share of made pairs in one language.
SAME_LANGUAGE = 0.3
#: Columns of `own/inference.tsv`, `own/rumours.tsv` and `own/paraphrases.tsv` with what they are to the first text of their row.
INFERENCE = {
    "entailed": PairLabel.CORROBORATES,
    "contradicted": PairLabel.CONFLICTS,
    "open": PairLabel.UNRELATED,
}
RUMOURS = {
    "confirmed": PairLabel.CORROBORATES,
    "denied": PairLabel.CONFLICTS,
    "other": PairLabel.UNRELATED,
}
PARAPHRASES = {"turned": PairLabel.CORROBORATES, "reworded": PairLabel.CORROBORATES}
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair with its label; `held` pairs are for measuring only."""

    pair: TextPair
    label: PairLabel
    source: str
    held: bool = False


def corpus(path: Path, name: str) -> list[Labelled]:
    """The pairs of one evaluation file with a mapped relation."""
    return [
        Labelled(TextPair(row["a"], row["b"], row["lang_a"], row["lang_b"]), PairLabel(row["relation"]), name)
        for row in data.jsonl(path)
        if row["relation"]
    ]


def own_pairs(seed: int = 7) -> list[Labelled]:
    """Pairs from the contrast templates and from the sentences that the encoder has not seen, all languages mixed."""
    draw = random.Random(seed)
    short = own.kept()
    # News runs longer than most of these sentences.
    rows = [*short, *(_joined(*draw.sample(short, 2)) for _ in range(LONG))]
    return [
        *_contrasts(draw),
        *_negations(short, draw),
        *_parallel(rows, draw),
        *_edits(rows, DRAWS, draw),
        *_edits(draw.sample(own.sentences(), FILLED), 1, draw),
        *_reports(short, draw),
        *_written("inference.tsv", INFERENCE, draw),
        *_written("rumours.tsv", RUMOURS, draw),
        *_written("paraphrases.tsv", PARAPHRASES, draw),
    ]


def _joined(first: data.Row, second: data.Row) -> data.Row:
    return {language: f"{first[language].rstrip('.')}. {second[language]}" for language in first}


def edited_numbers(items: Sequence[Labelled], seed: int = 7) -> list[Labelled]:
    """The corroborating pairs of a corpus that hold digits, as conflicts with other digits."""
    draw = random.Random(seed)
    return [
        made for item in items if item.label is PairLabel.CORROBORATES for made in changed_number(item, draw)
    ]


def _contrasts(draw: random.Random) -> Iterator[Labelled]:
    templates = own.templates("contrasts.tsv")
    topics = sorted({template["topic"] for template in templates})
    for topic in topics:
        wordings = [template for template in templates if template["topic"] == topic]
        for _ in range(FILLS):
            same, elsewhere = (own.fills(draw) for _ in range(2))
            for first, second in combinations(wordings, 2):
                label = PairLabel.CORROBORATES if first["stance"] == second["stance"] else PairLabel.CONFLICTS
                yield _pair(own.fill(first, same), own.fill(second, same), label, topic, draw)
            first, second = draw.choice(wordings), draw.choice(wordings)
            yield _pair(own.fill(first, same), own.fill(second, elsewhere), PairLabel.UNRELATED, topic, draw)
            yield from _one_slot(wordings[0], draw.choice(wordings[:2]), same, elsewhere, topic, draw)
            changed = {
                **same,
                "{n}": _other_number(same["{n}"], draw),
                "{m}": _other_number(same["{m}"], draw),
            }
            counted = [
                template for template in wordings[:2] if "{n}" in template["en"] or "{m}" in template["en"]
            ]
            if len(counted) > 1:
                pair = own.fill(counted[0], same), own.fill(counted[1], changed)
                yield _pair(*pair, PairLabel.CONFLICTS, topic, draw)


def _one_slot(
    first: data.Row,
    second: data.Row,
    same: dict[str, str],
    elsewhere: dict[str, str],
    topic: str,
    draw: random.Random,
) -> Iterator[Labelled]:
    """The same report with one slot filled otherwise."""
    for slot in SLOTS:
        if slot in first["en"] and slot in second["en"] and same[slot] != elsewhere[slot]:
            changed = {**same, slot: elsewhere[slot]}
            yield _pair(
                own.fill(first, same),
                own.fill(second, changed),
                PairLabel.CONFLICTS,
                topic,
                draw,
                "own_slots",
            )


def _negations(beside: Sequence[data.Row], draw: random.Random) -> Iterator[Labelled]:
    """Statements and their negations in all languages; the same polarity in two languages corroborates.

    Half of them stand beside another sentence, the same on both sides: shared names, places and figures do not undo a
    negation.
    """
    rows = own.templates("negations.tsv")
    for topic in sorted({row["topic"] for row in rows}):
        two = sorted((row for row in rows if row["topic"] == topic), key=lambda row: row["stance"])
        plain = [{language: row[language] for language in TEN} for row in two]
        held = int(topic[1:]) % HELD_EVERY == 0
        for _ in range(NEGATED):
            other = draw.choice(beside)
            said, denied = plain if draw.random() < BESIDE else (_joined(row, other) for row in plain)
            a, b = _languages(said, denied, draw)
            for first, second in ((said, denied), (denied, said)):
                pair = TextPair(first[a], second[b], a, b)
                yield Labelled(pair, PairLabel.CONFLICTS, "own_negations", held)
            for row in (said, denied):
                c, d = draw.sample(TEN, 2)
                yield Labelled(TextPair(row[c], row[d], c, d), PairLabel.CORROBORATES, "own_negations", held)


def _edits(rows: Sequence[data.Row], draws: int, draw: random.Random) -> Iterator[Labelled]:
    """A sentence against its translation, whole and edited: what differs by one word only."""
    for number, row in enumerate(rows):
        held = number % HELD_EVERY == 0
        for _ in range(draws):
            a, b = _languages(row, row, draw)
            yield Labelled(TextPair(row[a], row[b], a, b), PairLabel.CORROBORATES, "own_same", held)
            for edit in edits.exchanges(row[b], b, draw):
                yield Labelled(
                    TextPair(row[a], edit.text, a, b), PairLabel.CONFLICTS, f"own_{edit.kind}", held
                )
            yield from changed_number(
                Labelled(TextPair(row[a], row[b], a, b), PairLabel.CORROBORATES, "own", held), draw
            )
            for edit in edits.rewritten(row[b], b, draw):
                label = PairLabel.CORROBORATES if edit.kind == "digits" else PairLabel.CONFLICTS
                yield Labelled(TextPair(row[a], edit.text, a, b), label, f"own_{edit.kind}", held)


def _reports(rows: Sequence[data.Row], draw: random.Random) -> Iterator[Labelled]:
    """A sentence against a report that confirms or denies it, or another, in part and beside other news."""
    for number, row in enumerate(rows):
        held = number % HELD_EVERY == 0
        other = rows[draw.randrange(len(rows))]
        for _ in range(DRAWS // 2):
            a, b = _languages(row, other, draw)
            for kind, label in (("deny", PairLabel.CONFLICTS), ("affirm", PairLabel.CORROBORATES)):
                told = edits.reported(edits.shortened(row[b], SHORTENED, draw), b, kind, draw)
                told = f"{told} {other[b]}" if other is not row and draw.random() < BESIDE else told
                yield Labelled(TextPair(row[a], told, a, b), label, f"own_{kind}", held)
                if other is not row:
                    elsewhere = edits.reported(other[b], b, kind, draw)
                    yield Labelled(
                        TextPair(row[a], elsewhere, a, b), PairLabel.UNRELATED, f"own_other_{kind}", held
                    )
            today, later = edits.days(draw)
            first, second = edits.dated(row[a], a, today), edits.dated(row[b], b, today)
            yield Labelled(TextPair(first, second, a, b), PairLabel.CORROBORATES, "own_dated", held)
            second = edits.dated(row[b], b, later)
            yield Labelled(TextPair(first, second, a, b), PairLabel.CONFLICTS, "own_dates", held)


def _written(name: str, labels: Mapping[str, PairLabel], draw: random.Random) -> Iterator[Labelled]:
    """A text against the others of its row, alone and beside another text of its language, which changes nothing."""
    rows = own.templates(name)
    first, *others = (column for column in rows[0] if column != "language")
    for number, row in enumerate(rows):
        language, held = row["language"], number % HELD_EVERY == 0
        beside = draw.choice([each for each in rows if each["language"] == language and each is not row])
        for text in (row[first], " ".join(draw.sample((row[first], beside[first]), 2))):
            for column in others:
                pair = TextPair(text, row[column], language, language)
                yield Labelled(pair, labels[column], f"own_{name.removesuffix('.tsv')}", held)


def _languages(first: data.Row, second: data.Row, draw: random.Random) -> tuple[str, str]:
    """Two languages, of which both rows have the second."""
    a = draw.choice(sorted(first))
    return a, a if draw.random() < SAME_LANGUAGE else draw.choice(sorted(second))


def _parallel(rows: Sequence[data.Row], draw: random.Random) -> Iterator[Labelled]:
    for number, row in enumerate(rows):
        held = number % HELD_EVERY == 0
        for _ in range(2 * DRAWS):
            a, b = draw.sample(sorted(row), 2)
            yield Labelled(TextPair(row[a], row[b], a, b), PairLabel.CORROBORATES, "own_parallel", held)
        # Rows are ordered by subject: the next ones are about something similar.
        others = [rows[draw.randrange(len(rows))] for _ in range(DRAWS)]
        others += [rows[(number + step) % len(rows)] for step in NEIGHBOURS for _ in range(DRAWS // 2)]
        for other in others:
            a, b = _languages(row, other, draw)
            if other is not row:
                yield Labelled(TextPair(row[a], other[b], a, b), PairLabel.UNRELATED, "own_parallel", held)


def changed_number(item: Labelled, draw: random.Random) -> Iterator[Labelled]:
    """A corroborating pair with the shared figures of its second text changed: both cannot hold. None without any."""
    pair = item.pair
    shared = set(_DIGITS.findall(pair.a)) & set(_DIGITS.findall(pair.b))
    if shared:
        swap = {digits: _other_number(digits, draw) for digits in sorted(shared)}
        edited = _DIGITS.sub(lambda digits: swap.get(digits.group(), digits.group()), pair.b)
        yield Labelled(
            TextPair(pair.a, edited, pair.a_language, pair.b_language),
            PairLabel.CONFLICTS,
            f"{item.source}_numbers",
            item.held,
        )


def _pair(
    first: data.Row,
    second: data.Row,
    label: PairLabel,
    topic: str,
    draw: random.Random,
    source: str = "own_contrasts",
) -> Labelled:
    a = draw.choice(sorted(first))
    b = a if draw.random() < SAME_LANGUAGE else draw.choice(sorted(second))
    return Labelled(TextPair(first[a], second[b], a, b), label, source, topic in HELD_TOPICS)


def _other_number(digits: str, draw: random.Random) -> str:
    value = int(digits)
    while (
        changed := max(1, round(value * draw.choice((0.3, 0.5, 0.7, 1.4, 2, 3, 10)) + draw.randint(0, 3)))
    ) == value:
        continue
    return str(changed)
