"""The event that a pronoun stands for: "The talks opened on Monday. They were suspended a day later" tells of talks twice.

Only acts whose topic may be their subject are carried on, and only from the sentence right before.
"""

from __future__ import annotations

from dataclasses import replace

from averral.extraction.clauses import Clause
from averral.extraction.facts import markers
from averral.extraction.leading import primary
from averral.extraction.reading import Reading
from averral.language.events import acts_on, topics_in

#: Words of a clause within which its subject is looked for: "but *it* has since been put off".
_SUBJECT = 3


def carried(reading: Reading, clause: Clause, told: Clause | None) -> Clause:
    """The clause with the event that it tells of what `told` was about; the clause itself where it tells none.

    `told` is the last clause before it that names an event.
    """
    if told is None or not _goes_on(reading, clause, told):
        return clause
    found = acts_on(clause.tokens, reading.language, _topics(reading, told))
    return replace(clause, triggers=found) if found else clause


def _goes_on(reading: Reading, clause: Clause, told: Clause) -> bool:
    """Whether its subject is a pronoun, and nothing else is spoken of, right behind the sentence that names the event."""
    if clause.triggers or clause.mentions or clause.sentence.start < told.sentence.end:
        return False
    if reading.text[told.sentence.end : clause.sentence.start].strip():
        return False
    marks = markers(reading.language).find(clause.tokens[:_SUBJECT])
    return any(mark.label == "carrying" for mark in marks)


def _topics(reading: Reading, told: Clause) -> frozenset[str]:
    """The nouns of events that a clause speaks of: the one of its main event, else all."""
    if not told.triggers:
        return frozenset(mention.topic for mention in told.mentions)
    main = primary(told.triggers)
    return topics_in((main.topic or main.span).of(reading.text), reading.language)
