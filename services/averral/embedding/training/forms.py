"""Writes inflected forms with their lemmas, so that a rare form lies by the word that the lexicons translate.

From simplemma's dictionaries (Wiktionary, UniMorph and the lemmatization lists of M. Měchura), for the languages with
much inflection and for those lemmas that the other sources hold.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from averral.embedding.training import data

LANGUAGES = ("ar", "tr", "ru", "fa", "he", "uk")
#: Forms taken of one lemma, those of the other sources first.
MOST = 8
SEED = 7
#: Names would let in lemmas that mean nothing; the file itself may lie there already.
LEFT_OUT = frozenset({"wikidata_names", "word_forms"})
_MARKS = '.,:;!?"()«»،؟'


def dictionary(language: str) -> dict[str, str]:
    """Form → lemma."""
    from simplemma.strategies.dictionaries.dictionary_factory import (  # noqa: PLC0415 - slow to load
        DefaultDictionaryFactory,
    )

    return dict(DefaultDictionaryFactory().get_dictionary(language).items())


def rows(language: str, vocabulary: set[str], draw: random.Random) -> Iterator[tuple[str, str]]:
    """(form, lemma) for lemmas in the vocabulary, in order of the lemmas."""
    forms: dict[str, list[str]] = defaultdict(list)
    for form, lemma in dictionary(language).items():
        if form != lemma and lemma.lower() in vocabulary:
            forms[lemma].append(form)
    for lemma in sorted(forms):
        met = [form for form in sorted(forms[lemma]) if form.lower() in vocabulary][:MOST]
        others = [form for form in sorted(forms[lemma]) if form.lower() not in vocabulary]
        for form in (*met, *draw.sample(others, min(len(others), MOST - len(met)))):
            yield form, lemma


def vocabularies(sources: Sequence[data.Source]) -> dict[str, set[str]]:
    """The words of each language in all sources but the lists of names."""
    found: dict[str, set[str]] = defaultdict(set)
    for source in sources:
        for row in source.rows if source.name not in LEFT_OUT else ():
            for language, text in row.items():
                found[language.rstrip("2")].update(word.strip(_MARKS).lower() for word in text.split())
    return found


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the sources; gets word_forms")
    folder = parser.parse_args().data
    words, draw = vocabularies(data.read(folder)), random.Random(SEED)
    with gzip.open(folder / "word_forms.jsonl.gz", "wt", encoding="utf-8") as out:
        for language in LANGUAGES:
            for form, lemma in rows(language, words[language], draw):
                line = {"a": form, "b": lemma, "lang_a": language, "lang_b": language}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
