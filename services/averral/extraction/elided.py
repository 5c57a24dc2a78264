"""Who acts in a clause that goes on from the one before it: "The army took Bodo and *advanced* on Mina"."""

from __future__ import annotations

from dataclasses import replace

from averral.extraction.clauses import Clause
from averral.extraction.facts import facts
from averral.extraction.leading import primary
from averral.extraction.roles import is_passive
from averral.language.concepts import concept
from averral.language.normalise import key
from averral.model import Claim, ParticipantRole

#: What may stand between the two clauses beside "and".
_PARTING = " ,،\u00a0\n"
#: Words before the verb that belong to it: auxiliaries, "then".
_BEFORE_VERB = 1
#: Ways of taking part in which somebody does something.
_DOING = frozenset({"actor", "transitive"})


def going_on(claim: Claim, clause: Clause, before: Claim | None, text: str) -> Claim:
    """The claim with the one who acts in the clause before it, where its own verb follows "and" and names nobody."""
    if before is None or claim.quote_id != before.quote_id or not lacks_actor(claim, clause):
        return claim
    actors = [part for part in before.participants if part.role is ParticipantRole.ACTOR]
    if not actors or not _follows(clause, before, text):
        return claim
    return replace(claim, participants=(*actors, *claim.participants))


def lacks_actor(claim: Claim, clause: Clause) -> bool:
    """Whether the claim is of something that somebody does, and names nobody who does it."""
    if not (claim.predicate and clause.triggers) or concept(claim.predicate).roles not in _DOING:
        return False
    named = any(part.role is ParticipantRole.ACTOR for part in claim.participants)
    return not named and not is_passive(clause, primary(clause.triggers), claim.language)


def _follows(clause: Clause, before: Claim, text: str) -> bool:
    """Whether the verb begins the clause behind "and", or has it written onto it."""
    known, act = facts(before.language), primary(clause.triggers).span
    index = next((i for i, token in enumerate(clause.tokens) if token.start >= act.start), None)
    if index is None:
        return False
    if known.joined_coordinators:
        # "And-achieves an advance": the verb before the noun of the event, where an article would show a noun.
        first = 0 if known.definites and index <= _BEFORE_VERB else index
        return any(_joins(before.language, clause.tokens[each].key) for each in (first, index))
    gap = text[before.span.end : clause.span.start].strip(_PARTING)
    return index <= _BEFORE_VERB and key(gap) in set(map(key, known.coordinators))


def _joins(language: str, word: str) -> bool:
    """Whether "and" is written onto a word that is no noun with its article: a verb."""
    known = facts(language)
    return any(
        word.startswith(each) and not word[len(each) :].startswith(known.definites or ("\0",))
        for each in known.joined_coordinators
    )
