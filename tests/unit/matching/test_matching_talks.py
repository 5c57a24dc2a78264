"""Where talks stand: two reports of one round in a town, and of others in the same town."""

from __future__ import annotations

from averral.extraction.engine import extract
from averral.matching.comparing import compare
from averral.matching.items import Item
from averral.model import RelationKind, RelationReason
from matching_cases import vector
from matching_runs import document

ON = "Talks in Tbilisi\n\nThe talks in Tbilisi between Armenia and Azerbaijan resumed on Monday but yielded no result."
OVER = "Переговоры завершились\n\nПереговоры в Тбилиси между Арменией и Азербайджаном завершились без результата."
OTHERS = "Las conversaciones en Tiflis entre Georgia y Turquía terminaron el lunes con un acuerdo."
WITHOUT_PARTIES = (
    "Talks in Tbilisi continue\n\nDelegates from Armenia and Azerbaijan sat in a hotel on Monday."
)


def items(text, language):
    page = document(text, language=language, published="2024-05-07")
    found = extract(page)
    return [Item(page, found, vector(claim.text), claim) for claim in found.claims]


def between(a, b):
    """What two reports are to each other, by what they say of the talks."""
    told = [compare(x, y) for x in items(*a) for y in items(*b) if x.kind == y.kind == "talks"]
    return {(frozenset((one.a.claim.predicate, one.b.claim.predicate)), one.verdict.kind) for one in told}


def test_reports_agree_on_the_outcome_and_differ_on_the_end():
    found = between((ON, "en"), (OVER, "ru"))
    assert (frozenset(("talks.no_result",)), RelationKind.CORROBORATES) in found
    assert (frozenset(("talks.resumed", "talks.ended")), RelationKind.CONFLICTS) in found


def test_a_headline_is_compared_by_the_town_of_its_text():
    headline = items(OVER, "ru")[0]
    goes_on = items("The Tbilisi talks continue, an envoy said.", "en")[0]
    assert compare(headline, goes_on).verdict.kind is RelationKind.CONFLICTS


def test_talks_of_other_states_in_the_town_are_others():
    ours = next(each for each in items(WITHOUT_PARTIES, "en") if each.kind == "talks")
    (theirs,) = items(OTHERS, "es")
    verdict = compare(ours, theirs).verdict
    assert verdict.kind not in {RelationKind.CONFLICTS, RelationKind.CORROBORATES}
    assert verdict.reasons == (RelationReason.ACTOR,)


def test_what_was_resumed_and_put_off_was_held():
    (put_off, *_) = items("The talks in Tbilisi were resumed and postponed again.", "en")
    (held, *_) = items("Переговоры в Тбилиси прошли в понедельник.", "ru")
    assert compare(put_off, held).verdict.kind is not RelationKind.CONFLICTS
