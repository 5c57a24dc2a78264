"""Claims that no frame covers, told apart and brought together by what they speak of and by the occasion of their reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from averral.matching.asking import answering
from averral.matching.comparing import compare
from averral.matching.relations import counted, likeness, occasion
from averral.matching.relations.decide import decide_claims
from averral.model import ClaimKind, Modality, Quantity, RelationKind, RelationReason
from matching_cases import claim_item, on, place, quantity

K, R = RelationKind, RelationReason
TOWN, ELSEWHERE = place("Rissani", "gn:2538027"), place("Kairouan", "gn:2473449")
OTHER = ClaimKind.OTHER


def free(text, doc="a", language="en", body="", near="", **facts):
    """A claim without a frame whose words look unlike any other to the encoder."""
    facts.setdefault("places", (TOWN,))
    item = claim_item(text, "", OTHER, doc=doc, near=near or f"{doc} {text}", language=language, **facts)
    return replace(item, document=replace(item.document, body=body or text))


def test_reports_in_two_languages_agree_about_a_thing_that_no_frame_knows():
    found = decide_claims(
        free("The bridge collapsed at night"), free("Le pont s'est effondré dans la nuit", "b", "fr")
    )
    assert found.kind is K.CORROBORATES
    assert any(step.rule == "matters" for step in found.trace)


def test_an_act_that_one_of_them_negates_is_in_dispute():
    found = decide_claims(
        free("The gates of the dam were opened"), free("Aucune vanne n'a été ouverte", "b", "fr")
    )
    assert (found.kind, found.reasons) == (K.CONFLICTS, (R.POLARITY,))


def test_the_opposite_of_an_act_is_another_outcome():
    found = decide_claims(
        free("The board accepted the request for a recount"),
        free("Der Antrag auf Neuauszählung wurde abgelehnt", "b", "de"),
    )
    assert (found.kind, found.reasons) == (K.CONFLICTS, (R.OUTCOME,))


@pytest.mark.parametrize("facts", [{"places": (ELSEWHERE,)}, {"modality": Modality.PLANNED}])
def test_another_place_or_a_mere_plan_is_no_confirmation(facts):
    a, b = free("The bridge collapsed at night"), free("Le pont s'est effondré", "b", "fr", **facts)
    assert decide_claims(a, b).kind not in {K.CORROBORATES, K.CONFLICTS}


def test_things_are_counted_alike_under_the_nouns_of_two_languages():
    tents = [replace(quantity(900, "other"), population=noun) for noun in ("~tent", "~намет")]
    a = free("They handed out 900 tents", quantities=tents[:1])
    b = free("Роздали 900 наметів", "b", "uk", quantities=tents[1:])
    assert counted.counts(a.claim)[0].population == counted.counts(b.claim)[0].population == "tent"
    assert decide_claims(a, b).kind is K.CORROBORATES


def test_a_prison_term_is_the_number_of_a_sentence():
    def sentenced(text, doc, language):
        return claim_item(
            text, "arrest.sentenced", ClaimKind.ARREST, doc=doc, language=language, places=(TOWN,)
        )

    eight = sentenced("The court sentenced him to eight years in prison", "a", "en")
    twelve = sentenced("El tribunal lo condenó a doce años de cárcel", "b", "es")
    assert decide_claims(eight, twelve).reasons == (R.VALUE,)


def test_names_meet_across_scripts_and_dates_are_no_names():
    english = occasion.names_in("On Monday Karim Delgado spoke in Rissani.", "en")
    russian = occasion.names_in("В понедельник Карим Дельгадо выступил.", "ru")
    assert "dlgd" in english.named & russian.named
    assert not any("mnd" in key for key in english.named)
    assert "gn:2538027" in english.places


def test_a_look_alike_is_dropped_as_soon_as_others_name_the_town_that_is_asked_about():
    question = free("The bridge at Rissani collapsed", "q", places=())
    here = free("The bridge collapsed", "a", places=(), body="The bridge collapsed in Rissani on Monday.")
    there = free("The bridge collapsed", "b", places=(), body="The bridge collapsed in Kairouan on Monday.")
    found = [
        replace(compare(question, one), verdict=_agreed(compare(question, one))) for one in (here, there)
    ]
    kinds = [one.verdict.kind for one in answering([question], found)]
    assert kinds == [K.CORROBORATES, K.RELATED]


def _agreed(one):
    return replace(one.verdict, kind=K.CORROBORATES)


def test_a_report_without_a_figure_does_not_confirm_the_one_that_is_asked_about():
    figure: tuple[Quantity, ...] = (replace(quantity(31, "other"), population="~worker"),)
    question = free("A bus with 31 workers crossed the bridge", "q", quantities=figure)
    report = free("Un autocar avec des ouvriers a franchi le pont", "a", "fr", event_time=on("2025-10-06"))
    found = compare(question, report)
    assert found.verdict.kind is K.CORROBORATES
    assert answering([question], [found])[0].verdict.kind is K.RELATED


def test_likeness_weighs_common_matters_less_and_is_the_same_from_either_side():
    a, b = free("Police closed the school"), free("La police a fermé l'école", "b", "fr")
    one, other = likeness.compare(a, b), likeness.compare(b, a)
    assert one.shared == other.shared == pytest.approx(2.4)
    assert (one.covered, one.things, one.acts) == (1.0, 1, {"close"})


def test_the_classifier_is_not_asked_about_what_reports_from_other_towns_tell():
    asked = free("They handed out 900 tents", near="tents")
    near = free("A deal on 900 tents was signed", "b", near="tents", places=(), context_places=(TOWN,))
    far = replace(near, claim=replace(near.claim, context_places=(ELSEWHERE,)))
    assert decide_claims(asked, near).undecided or decide_claims(asked, near).kind is K.CORROBORATES
    assert not decide_claims(asked, far).undecided


def test_claims_of_one_language_and_another_sense_contradict_each_other_by_no_shared_word():
    a = free("The gates of the dam were opened", near="dam")
    b = free("The gates of the dam were not opened", "b", near="quite another thing altogether")
    assert decide_claims(a, b).kind is not K.CONFLICTS
    assert decide_claims(a, replace(b, vector=a.vector)).kind is K.CONFLICTS


def test_in_one_language_the_classifier_must_be_surer_than_in_two():
    one = decide_claims(
        free("The gates of the dam were opened", near="dam"), free("They looked at the dam", "b", near="dam")
    )
    two = decide_claims(
        free("The gates of the dam were opened", near="dam"),
        free("Ils ont regardé le barrage", "b", "fr", near="dam"),
    )
    assert one.undecided
    assert two.undecided
    assert one.sure > two.sure


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "ни один обмен не приближает мир"),
        ("fr", "aucun échange ne rapproche la paix"),
        ("es", "ningún intercambio acerca la paz"),
        ("de", "kein Austausch bringt den Frieden näher"),
    ],
)
def test_one_common_word_of_another_sense_contradicts_nothing_across_languages(language, text):
    a, b = free("The exchange was held on the river Kesma"), free(text, "b", language)
    assert decide_claims(a, b).kind not in {K.CORROBORATES, K.CONFLICTS}
