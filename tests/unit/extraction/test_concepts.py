import pytest
from hypothesis import given
from hypothesis import strategies as st

from averral.errors import Permanent, Reason
from averral.language import tables
from averral.language.concept_words import ConceptWords
from averral.language.concepts import ConceptTable, concept, kind_of_topic, opposite, stance
from averral.language.events import find_concepts
from averral.model import ClaimKind

TABLE = tables.shared("concepts", ConceptTable)
IDS = sorted(TABLE.concepts)
WITH_WORDS = ("ar", "de", "en", "es", "fa", "fr", "he", "ru", "tr", "uk")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("talks.failed", "talks.failed", "same"),
        ("talks.failed", "talks.no_result", "agrees"),
        ("talks.failed", "talks.succeeded", "conflicts"),
        ("talks.failed", "agreement.reached", "conflicts"),
        ("talks.ended", "talks.continuing", "conflicts"),
        ("talks.ended", "talks.resumed", "conflicts"),
        ("vote.vetoed", "vote.adopted", "conflicts"),
        ("vote.vetoed", "vote.abstained", "conflicts"),
        ("siege.besieged", "siege.lifted", "conflicts"),
        ("control.captured", "control.held", "agrees"),
        ("exchange.offered", "exchange.done", "precedes"),
        ("exchange.done", "exchange.offered", "follows"),
        ("arrest.arrested", "arrest.sentenced", "precedes"),
        ("casualties.killed", "talks.failed", "independent"),
        ("casualties.killed", "casualties.wounded", "independent"),
        ("nothing.known", "talks.failed", "independent"),
    ],
)
def test_stances_follow_the_table(a, b, expected):
    assert stance(a, b) == expected


@given(st.sampled_from(IDS), st.sampled_from(IDS))
def test_a_stance_read_backwards_is_its_mirror(a, b):
    mirror = {"precedes": "follows", "follows": "precedes"}
    assert stance(b, a) == mirror.get(stance(a, b), stance(a, b))


@pytest.mark.parametrize("concept_id", IDS)
def test_every_concept_refers_to_known_kinds_and_concepts(concept_id):
    found = concept(concept_id)
    assert found.id == concept_id
    assert found.kind in set(ClaimKind)
    assert {found.opposite, found.planned, found.refused} - {""} <= set(IDS)
    assert found.roles in {"actor", "transitive", "undergoer", "party"}


def test_every_group_of_the_table_names_concepts():
    groups = (*TABLE.agrees, *TABLE.conflicts, *TABLE.precedes)
    assert {member for group in groups for member in group} <= set(IDS)
    assert {result for frame in TABLE.frames.values() for result in frame.values()} <= set(IDS)


@pytest.mark.parametrize("language", WITH_WORDS)
def test_every_list_of_a_language_is_used_by_some_frame(language):
    lists = tables.section(language, "concepts", ConceptWords)
    assert {act for act in lists.acts if "." not in act} <= set(TABLE.frames)
    assert {act for act in lists.acts if "." in act} <= set(IDS)
    assert set(lists.topics) <= set(TABLE.topics)


def test_an_unknown_concept_is_refused_by_name():
    with pytest.raises(Permanent, match="talks\\.exploded") as raised:
        concept("talks.exploded")
    assert raised.value.reason is Reason.NOT_FOUND


def test_what_did_not_happen_may_equal_another_concept():
    assert opposite("agreement.reached") == "talks.no_result"
    assert opposite("control.withdrew") == "control.stayed"
    assert opposite("casualties.wounded") == "casualties.none"
    assert opposite("nothing.known") == ""


def test_an_act_takes_the_topic_that_makes_a_concept():
    text = "After the meeting in the capital, the truce collapsed."
    (trigger,) = [each for each in find_concepts(text, "en") if each.concept == "ceasefire.collapsed"]
    assert trigger.span.of(text) == "collapsed"
    assert trigger.topic is not None
    assert trigger.topic.of(text) == "truce"


def test_acts_and_topics_are_not_joined_across_sentences():
    assert not find_concepts("The treaty is old. Everything collapsed.", "en")


def test_who_is_captured_depends_on_the_object():
    soldiers = find_concepts("The militia captured nine soldiers near the town.", "en")
    town = find_concepts("The town was captured by the soldiers.", "en")
    assert [each.concept for each in soldiers] == ["casualties.captured"]
    assert [each.concept for each in town] == ["control.captured"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Las conversaciones fracasaron en Quito.", "es", "talks.failed"),
        ("Die Verhandlungen sind gescheitert.", "de", "talks.failed"),
        ("مذاکرات در وین شکست خورد.", "fa", "talks.failed"),
        ("השיחות נכשלו.", "he", "talks.failed"),
        ("Переговори провалилися.", "uk", "talks.failed"),
    ],
)
def test_further_languages_know_the_main_frames(text, language, expected):
    assert expected in [each.concept for each in find_concepts(text, language)]


def test_failing_negates_the_act_it_governs():
    (trigger,) = find_concepts("The army failed to capture the airport.", "en")
    assert (trigger.concept, trigger.failed) == ("control.captured", True)


def test_a_language_without_a_table_has_no_concepts():
    assert find_concepts("Mazungumzo yamevunjika.", "sw") == ()


def test_a_topic_alone_tells_the_kind():
    assert kind_of_topic("talks") is ClaimKind.TALKS
    assert kind_of_topic("no such topic") is ClaimKind.OTHER
