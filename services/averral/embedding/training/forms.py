"""Writes inflected forms with their lemmas, and the lexicons once more with inflected forms in place of lemmas.

So a rare form lies by the word that the lexicons translate, and by its translations in forms of their own. From
simplemma's dictionaries (Wiktionary, UniMorph and the lemmatization lists of M. Měchura), for those lemmas that the
other sources hold.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from averral.embedding.training import data

LANGUAGES = ("ar", "tr", "ru", "fa", "he", "uk")
#: Languages whose words are inflected inside the lexicons, which lexicons, and how often each entry.
INFLECTED = (*LANGUAGES, "fr", "es", "de", "en")
LEXICONS = frozenset(
    {
        "omw",
        "openrussian",
        "gatitos",
        "news_words",
        "news_lexicon",
        "language_tables",
        "multilingual_words_wiktionary",
    }
)
COPIES = 2
#: Forms taken of one lemma, those of the other sources first.
MOST = 8
SEED = 7
#: Names would let in lemmas that mean nothing; the file itself may lie there already.
LEFT_OUT = frozenset({"wikidata_names", "word_forms", "inflected"})
_MARKS = '.,:;!?"()«»،؟'


def dictionary(language: str) -> dict[str, str]:
    """Form → lemma."""
    from simplemma.strategies.dictionaries.dictionary_factory import (  # noqa: PLC0415 - slow to load
        DefaultDictionaryFactory,
    )

    return dict(DefaultDictionaryFactory().get_dictionary(language).items())


def forms(language: str, vocabulary: set[str], draw: random.Random) -> dict[str, list[str]]:
    """Up to `MOST` forms of each lemma in the vocabulary, in order of the lemmas."""
    listed: dict[str, list[str]] = defaultdict(list)
    for form, lemma in dictionary(language).items():
        if form != lemma and lemma.lower() in vocabulary:
            listed[lemma].append(form)
    chosen = {}
    for lemma in sorted(listed):
        met = [form for form in sorted(listed[lemma]) if form.lower() in vocabulary][:MOST]
        others = [form for form in sorted(listed[lemma]) if form.lower() not in vocabulary]
        chosen[lemma] = [*met, *draw.sample(others, min(len(others), MOST - len(met)))]
    return chosen


def inflected(
    sources: Sequence[data.Source], of: Mapping[str, Mapping[str, Sequence[str]]], draw: random.Random
) -> Iterator[data.Row]:
    """Entries of the lexicons with a form of each word that has any: translations seldom meet as two lemmas."""
    for source in sources:
        for row in source.rows if source.name in LEXICONS else ():
            for _ in range(COPIES):
                yield {
                    language: draw.choice((text, *of.get(language, {}).get(text, ())))
                    for language, text in row.items()
                }


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
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with the sources; gets word_forms and inflected"
    )
    folder = parser.parse_args().data
    sources, draw = data.read(folder), random.Random(SEED)
    words = vocabularies(sources)
    of = {language: forms(language, words[language], draw) for language in INFLECTED}
    with gzip.open(folder / "word_forms.jsonl.gz", "wt", encoding="utf-8") as out:
        for language in LANGUAGES:
            for lemma, listed in of[language].items():
                for form in listed:
                    line = {"a": form, "b": lemma, "lang_a": language, "lang_b": language}
                    out.write(json.dumps(line, ensure_ascii=False) + "\n")
    data.write(folder / "inflected.jsonl.gz", inflected(sources, of, draw))


if __name__ == "__main__":
    main()
