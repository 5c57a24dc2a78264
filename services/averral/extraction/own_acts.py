"""Who did what they only say, in words that leave them out: "the army admitted *shelling the market*", "заявила, что *взяла город*"."""

from __future__ import annotations

from dataclasses import replace

from averral.extraction.clauses import Clause
from averral.extraction.elided import lacks_actor
from averral.extraction.facts import admissions, facts
from averral.extraction.leading import primary
from averral.extraction.reading import Reading
from averral.language.normalise import key, words
from averral.model import Claim, Participant, ParticipantRole, Quote, QuoteKind, Speaker

#: Beginnings of the keys of those who can have done it: spokesmen and ministries tell of others.
_ACTING = ("state:", "side:", "force:", "org:")
#: Words before the verb that belong to it: auxiliaries, a negation.
_BEFORE_VERB = 1
#: Code points between the beginning of what is said and that of its clause.
_OPENING = 2


def told_of_oneself(claim: Claim, clause: Clause, reading: Reading) -> Claim:
    """The claim with the speaker as the one who acts, where what is said begins with its verb, or admits the act."""
    quote = clause.quote
    speaker = quote.speaker if quote is not None and quote.kind is QuoteKind.INDIRECT else None
    if quote is None or speaker is None or speaker.mention is None or not speaker.key.startswith(_ACTING):
        return claim
    opens = 0 <= clause.span.start - quote.span.start <= _OPENING
    if quote.denied or not opens or not lacks_actor(claim, clause):
        return claim
    if not (_leaves_out(clause, claim.language) or _admits(quote, reading)):
        return claim
    return replace(claim, participants=(_actor(speaker), *claim.participants))


def _actor(speaker: Speaker) -> Participant:
    assert speaker.mention is not None  # noqa: S101 - the caller has looked
    return Participant(speaker.name, speaker.key, ParticipantRole.ACTOR, speaker.mention)


def _leaves_out(clause: Clause, language: str) -> bool:
    """Whether the language need not name the one who acts, and the verb begins the clause, or an object that it marks."""
    known = facts(language)
    if not known.drops_subjects:
        return False
    act = primary(clause.triggers).span
    before = [token for token in clause.tokens if token.end <= act.start]
    if known.own_act_endings:
        ends = clause.tokens[-1].key.endswith(known.own_act_endings)
        return ends and not any(
            (token.suffix or token.key).endswith(known.subject_endings) for token in before
        )
    if known.object_marks:
        return any(token.key in known.object_marks for token in before)
    return len(before) <= _BEFORE_VERB


def _admits(quote: Quote, reading: Reading) -> bool:
    if quote.cue is None:
        return False
    told = key(quote.cue.of(reading.text))
    return bool(words(told)) and any(told.startswith(word) for word in admissions(reading.language))
