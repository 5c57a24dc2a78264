"""Whether a clause of whose words none is a known event affirms, negates or plans what it tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from averral.language import tables
from averral.language.cues import Cue, Modalities, Negation, find_cues, matches
from averral.language.normalise import Word, words
from averral.language.polarity import is_followed
from averral.model import Modality, Polarity, Span


def assess_clause(
    text: str,
    clause: Span,
    language: str,
    cut: Callable[[Span], Sequence[Word]] | None = None,
) -> tuple[Polarity, Modality]:
    """Polarity and modality of a clause of whose words none is known to be the event: whatever negates a verb negates it."""
    code = language.partition("-")[0]
    negation, modality = (
        tables.section(code, "negation", Negation),
        tables.section(code, "modality", Modalities),
    )
    found = tuple((cut or partial(words, text))(clause))
    if not found:
        return Polarity.AFFIRMED, Modality.ASSERTED
    ahead, behind = (find_cues(found, range(edge, edge), code) for edge in (len(found), 0))
    roles = _telling(found, ahead) | {role for cue in behind for role in cue.roles if role.endswith("after")}
    inflected = modality.verb_last and any(matches(affix, found[-1].key) for affix in negation.affixes)
    negated = inflected or not roles.isdisjoint({"before", "after"})
    polarity = Polarity.NEGATED if negated else Polarity.AFFIRMED
    for name, affixes in (("possible", modality.possible_affixes), ("planned", modality.planned_affixes)):
        told = any(matches(affix, each) for affix in affixes for each in _inflected(text, found, modality))
        if told or not roles.isdisjoint({f"{name}_before", f"{name}_after"}):
            return polarity, Modality(name)
    return polarity, Modality.ASSERTED


def _telling(found: Sequence[Word], cues: Sequence[Cue]) -> set[str]:
    """What the words tell of a verb behind them; nothing stands behind the last one, and a number makes a month of it: May 5."""
    return {
        role
        for cue in cues
        for role in cue.roles
        if cue.last < len(found)
        and not found[cue.last].key.isdecimal()
        and not (role == "before" and is_followed(cue, cues))
    }


def _inflected(text: str, found: Sequence[Word], table: Modalities) -> list[str]:
    """The words whose form may tell of a plan: those without a capital; where verbs end their clause, the last one."""
    if table.verb_last:
        return [found[-1].key]
    return [word.key for word in found if not text[word.start].isupper()]
