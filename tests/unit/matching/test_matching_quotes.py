from __future__ import annotations

from dataclasses import replace

import pytest

from averral.language.unsaid import denies_saying
from averral.matching.passages import make_passage
from averral.matching.relations.quote_pair import make_quote_pair
from averral.matching.relations.quotes import decide_quotes, settle_quotes
from averral.matching.relations.speakers import compare_speakers
from averral.matching.relations.verdict import Verdict
from averral.model import PairScores, QuoteKind, RelationKind, RelationReason, Span, Speaker, SpeakerFound
from matching_cases import make_quote, quote_item

WORDS = "We will never hand over the eastern districts to hired militias"


def kinds(a, b):
    found = decide_quotes(a, b)
    return found.kind, set(found.reasons)


def test_the_same_words_of_one_speaker_are_one_quote():
    a = quote_item(WORDS, doc="a", speaker="Karim Haddad")
    b = quote_item(WORDS, doc="b", speaker="Haddad")
    assert kinds(a, b) == (RelationKind.SAME_QUOTE, set())


def test_a_dropped_negation_alters_it():
    a = quote_item(WORDS, doc="a", speaker="Karim Haddad")
    b = quote_item(WORDS.replace("never ", ""), doc="b", speaker="Karim Haddad")
    assert kinds(a, b) == (
        RelationKind.ALTERED_QUOTE,
        {RelationReason.WORDING_NEGATION, RelationReason.WORDING_CUT},
    )


def test_a_shortened_quotation_stays_the_same_quote():
    a = quote_item(WORDS, doc="a", speaker="Karim Haddad")
    b = quote_item("We will never hand over the eastern districts", doc="b", speaker="Karim Haddad")
    assert kinds(a, b) == (RelationKind.SAME_QUOTE, {RelationReason.WORDING_CUT})


def test_the_same_words_in_another_mouth_are_misattributed():
    a = quote_item(WORDS, doc="a", speaker="Karim Haddad")
    b = quote_item(WORDS, doc="b", speaker="Elena Petrova")
    assert kinds(a, b) == (RelationKind.MISATTRIBUTED_QUOTE, {RelationReason.SPEAKER})


def test_an_unnamed_source_contradicts_no_name():
    a = quote_item(WORDS, doc="a", speaker="Karim Haddad")
    b = quote_item(WORDS, doc="b", speaker="a source", anonymous=True)
    assert kinds(a, b)[0] is RelationKind.SAME_QUOTE


def test_a_state_may_be_quoted_through_its_minister():
    a = make_quote(WORDS, speaker="Moscow", key="state:RU")
    b = make_quote(WORDS, speaker="Sergei Lavrov")
    assert compare_speakers(a, b) == "unknown"


def test_changed_words_in_marks_alter_a_quote_but_a_paraphrase_may_choose_its_words():
    changed = WORDS.replace("districts", "oilfields")
    a = quote_item(WORDS, doc="a", speaker="Karim Haddad")
    marked = quote_item(changed, doc="b", speaker="Karim Haddad")
    reported = quote_item(changed, doc="b", speaker="Karim Haddad", kind=QuoteKind.INDIRECT)
    assert kinds(a, marked) == (RelationKind.ALTERED_QUOTE, {RelationReason.WORDING_CHANGED})
    assert kinds(a, reported)[0] is RelationKind.SAME_QUOTE


def test_a_denied_statement_conflicts_with_its_report():
    a = quote_item(WORDS, doc="a", speaker="Karim Haddad")
    b = quote_item(WORDS, doc="b", speaker="Karim Haddad", denied=True)
    assert kinds(a, b) == (RelationKind.CONFLICTS, {RelationReason.DENIAL})


def test_a_translation_is_found_through_its_vector():
    a = quote_item(WORDS, doc="a", speaker="Karim Haddad", published="2020-03-04")
    b = quote_item(
        "لن نسلم الأحياء الشرقية للمليشيات",
        doc="b",
        speaker="Karim Haddad",
        language="ar",
        near=WORDS,
        published="2020-03-05",
    )
    # "never" and "لن" negate once each, so nothing was turned round on the way.
    assert kinds(a, b) == (RelationKind.SAME_QUOTE, set())


def test_the_same_sense_on_another_day_is_another_statement():
    a = quote_item(WORDS, doc="a", speaker="Karim Haddad", published="2020-03-04")
    b = quote_item(
        "Niemals werden wir die Bezirke übergeben",
        doc="b",
        speaker="Karim Haddad",
        language="de",
        near=WORDS,
        published="2020-05-20",
    )
    assert kinds(a, b)[0] is RelationKind.RELATED


def test_different_words_of_different_people_have_nothing_to_do_with_each_other():
    a = quote_item(WORDS, doc="a", speaker="Karim Haddad")
    b = quote_item("Bread prices doubled within one winter month", doc="b", speaker="Elena Petrova")
    assert kinds(a, b)[0] is RelationKind.UNRELATED


def translated(text, language, **more):
    """The statement in another language, whose vector is that of `WORDS`."""
    return quote_item(text, doc="b", language=language, near=WORDS, **{"speaker": "Karim Haddad", **more})


def test_a_translation_that_loses_the_negation_alters_the_quote():
    a = quote_item(WORDS, doc="a", speaker="Karim Haddad")
    b = translated("Wir werden die östlichen Bezirke gekauften Milizen übergeben", "de")
    assert kinds(a, b) == (RelationKind.ALTERED_QUOTE, {RelationReason.WORDING_NEGATION})


def test_a_translation_that_turns_may_into_will_alters_the_quote():
    a = quote_item("The repair may take until spring", doc="a", speaker="Karim Haddad")
    b = quote_item(
        "Die Reparatur wird bis zum Frühjahr dauern",
        doc="b",
        speaker="Karim Haddad",
        language="de",
        near="The repair may take until spring",
    )
    assert kinds(a, b) == (RelationKind.ALTERED_QUOTE, {RelationReason.WORDING_MODALITY})


def test_a_translation_with_another_figure_alters_the_quote():
    a = quote_item("We lost 40 trucks on the northern road", doc="a", speaker="Karim Haddad")
    b = quote_item(
        "Wir haben 400 Lastwagen auf der Nordstraße verloren",
        doc="b",
        speaker="Karim Haddad",
        language="de",
        near="We lost 40 trucks on the northern road",
    )
    assert kinds(a, b) == (RelationKind.ALTERED_QUOTE, {RelationReason.VALUE})


def test_a_figure_in_words_is_the_figure_in_digits():
    a = quote_item("We lost twelve trucks on the northern road", doc="a", speaker="Karim Haddad")
    b = quote_item("We lost 12 trucks on the northern road", doc="b", speaker="Karim Haddad")
    assert kinds(a, b) == (RelationKind.SAME_QUOTE, set())


def test_translated_words_in_another_mouth_are_misattributed():
    a = quote_item(WORDS, doc="a", speaker="Karim Haddad")
    b = translated(
        "Niemals werden wir die östlichen Bezirke gekauften Milizen übergeben", "de", speaker="Elena Petrova"
    )
    assert kinds(a, b) == (RelationKind.MISATTRIBUTED_QUOTE, {RelationReason.SPEAKER})


def test_a_negation_outside_the_excerpt_turns_it_only_within_its_clause():
    whole = quote_item(
        "We will not sell the port, although not every crane works", doc="a", speaker="Karim Haddad"
    )
    cut = quote_item("We will not sell the port", doc="b", speaker="Karim Haddad")
    turned = quote_item("every crane works", doc="b", speaker="Karim Haddad")
    assert kinds(whole, cut) == (RelationKind.SAME_QUOTE, {RelationReason.WORDING_CUT})
    assert RelationReason.WORDING_NEGATION in kinds(whole, turned)[1]


def test_the_classifier_settles_what_the_vectors_leave_open():
    a = quote_item(WORDS, doc="a", speaker="Karim Haddad")
    b = quote_item(
        "Die Viertel im Osten bekommen diese Söldner nie", doc="b", speaker="Karim Haddad", language="de"
    )
    fallback = Verdict(RelationKind.UNRELATED, undecided=True)
    sure, unsure = PairScores(0.9, 0.05, 0.05), PairScores(0.3, 0.2, 0.5)
    assert settle_quotes(a, b, fallback, sure).kind is RelationKind.SAME_QUOTE
    assert settle_quotes(a, b, fallback, unsure).kind is RelationKind.UNRELATED


def test_an_unnamed_office_and_an_unresolved_pronoun_contradict_no_name():
    named = make_quote(WORDS, speaker="Karim Haddad")
    for found, name, mention in ((SpeakerFound.ROLE, "the minister", 12), (SpeakerFound.PRONOUN, "he", 2)):
        speaker = Speaker(
            name=name, key="~x", role=name if mention > 2 else "", mention=Span(0, mention), found=found
        )
        assert compare_speakers(named, replace(make_quote(WORDS), speaker=speaker)) == "unknown"


READY = "We are ready to send engineers and diplomats to Nairobi at once to agree on patrols"
DELEGATION = "readiness to send a delegation to Nairobi to discuss the border"


def offers(other=DELEGATION, day="2024-03-05", speaker="Amara Diallo"):
    first = quote_item(READY, speaker="Amara Diallo", published="2024-03-04", near="patrols border talks")
    second = quote_item(
        other, doc="b", speaker=speaker, published=day, kind=QuoteKind.INDIRECT, near="delegation visit talks"
    )
    return decide_quotes(first, second)


def test_one_offer_of_one_voice_is_one_statement():
    assert offers().kind is RelationKind.SAME_QUOTE


@pytest.mark.parametrize(
    "other",
    [
        {"other": "readiness to send a delegation to Kampala to discuss the border"},
        {"day": "2024-04-05"},
        {"speaker": "Omar Saleh"},
    ],
)
def test_an_offer_of_another_town_day_or_voice_is_another(other):
    assert offers(**other).kind is not RelationKind.SAME_QUOTE


def test_who_denies_having_said_it_contradicts_the_quotation():
    said = quote_item("We will close the port for a month", speaker="Laila Haddad", published="2024-03-04")
    unsaid = quote_item(
        "Je n'ai jamais dit que nous fermerions le port",
        doc="b",
        speaker="Laila Haddad",
        published="2024-03-05",
        language="fr",
        near="We will close the port for a year",
        denied=True,
    )
    verdict = decide_quotes(said, unsaid)
    assert (verdict.kind, verdict.reasons) == (RelationKind.CONFLICTS, (RelationReason.DENIAL,))


def test_words_that_tell_of_a_denial_are_not_what_is_denied():
    said = quote_item("We will close the port for a month", speaker="Laila Haddad", published="2024-03-04")
    outer = quote_item(
        "Je n'ai jamais dit que nous fermerions le port",
        doc="b",
        speaker="Laila Haddad",
        published="2024-03-05",
        language="fr",
        near="We will close the port for a month",
    )
    assert decide_quotes(said, outer).kind is RelationKind.RELATED


@pytest.mark.parametrize(
    ("speaker", "scores", "kind"),
    [
        ("Karim Haddad", PairScores(0.6, 0.35, 0.05), RelationKind.SAME_QUOTE),
        ("Elena Petrova", PairScores(0.6, 0.35, 0.05), RelationKind.UNRELATED),
    ],
)
def test_two_people_must_be_surer_to_say_the_same_than_one(speaker, scores, kind):
    a = quote_item(WORDS, doc="a", speaker="Karim Haddad")
    b = quote_item("Die Viertel im Osten bekommen diese Söldner nie", doc="b", speaker=speaker, language="de")
    assert settle_quotes(a, b, Verdict(RelationKind.UNRELATED, undecided=True), scores).kind is kind


def by_pronoun(body):
    """The sentence in another language and mouth, its speaker but a pronoun of an article with that body."""
    sense = "Niemals werden wir die östlichen Bezirke gekauften Milizen übergeben"
    item = quote_item(
        sense, doc="b", body=f"{body} {sense}", language="de", near=WORDS, speaker="Elena Petrova"
    )
    speaker = replace(item.quote.speaker, found=SpeakerFound.PRONOUN)
    return replace(item, quote=replace(item.quote, speaker=speaker))


def test_a_pronoun_that_may_stand_for_the_other_puts_nothing_in_another_mouth():
    a = quote_item(WORDS, doc="a", speaker="Tarek Mansour")
    assert decide_quotes(a, by_pronoun("Petrowa reiste ab.")).kind is RelationKind.MISATTRIBUTED_QUOTE
    assert (
        decide_quotes(a, by_pronoun("Dann sprach Tarek Mansour.")).kind
        is not RelationKind.MISATTRIBUTED_QUOTE
    )


@pytest.mark.parametrize(
    ("told", "denied", "kind"),
    [
        ("The river is safe to drink from", "der Fluss trinkbar sei", RelationKind.CONFLICTS),
        ("The river is not safe to drink from", "der Fluss trinkbar sei", RelationKind.RELATED),
    ],
)
def test_who_never_said_that_it_is_so_may_have_said_that_it_is_not(told, denied, kind):
    a = quote_item(told, doc="a", speaker="Lena Ost")
    b = quote_item(denied, doc="b", speaker="Lena Ost", language="de", denied=True, near=told)
    assert kinds(a, b)[0] is kind


def test_words_for_two_are_a_figure_in_some_languages_only():
    a = quote_item("We gave our route to both ministers, twice", doc="a", speaker="Lena Ost")
    b = quote_item(
        "Dimos nuestra ruta a los dos ministros", doc="b", speaker="Lena Ost", language="es", near=a.text
    )
    assert kinds(a, b)[0] is RelationKind.SAME_QUOTE
    three = quote_item(
        "Dimos nuestra ruta a los cinco ministros", doc="b", speaker="Lena Ost", language="es", near=a.text
    )
    assert kinds(a, three)[0] is RelationKind.ALTERED_QUOTE


def test_the_classifier_may_find_that_a_statement_was_turned_round_or_denied():
    scores = PairScores(0.3, 0.7, 0.0)
    fallback = Verdict(RelationKind.RELATED, undecided=True)
    a = quote_item("We will not sell the harbour", doc="a", speaker="Lena Ost")
    b = quote_item(
        "Wir werden den Hafen verkaufen", doc="b", speaker="Lena Ost", language="de", near=a.text[:20]
    )
    denied = replace(b.quote, denied=True, text="wir den Hafen nicht verkaufen")
    c = replace(b, quote=denied)
    assert settle_quotes(a, b, fallback, scores).kind is RelationKind.ALTERED_QUOTE
    assert settle_quotes(a, c, fallback, scores).kind is RelationKind.CONFLICTS


def test_what_reporters_add_about_somebody_turns_nothing_round():
    said = "a surgeon took a picture in the ward while the patient slept"
    a = quote_item(said, doc="a", speaker="Lena Ost", kind=QuoteKind.INDIRECT)
    told = said.replace("surgeon", "surgeon, who has not been named,")
    b = quote_item(told, doc="b", speaker="Lena Ost", kind=QuoteKind.INDIRECT)
    assert kinds(a, b)[0] is RelationKind.SAME_QUOTE
    behind = quote_item(
        said + ", which nobody had noticed", doc="b", speaker="Lena Ost", kind=QuoteKind.INDIRECT
    )
    assert kinds(a, behind)[0] is RelationKind.SAME_QUOTE
    turned = quote_item(
        said.replace("took", "never took"), doc="b", speaker="Lena Ost", kind=QuoteKind.INDIRECT
    )
    assert kinds(a, turned)[0] is RelationKind.ALTERED_QUOTE


def test_a_figure_that_only_one_report_gives_alters_no_reported_speech():
    told = {"speaker": "Lena Ost", "kind": QuoteKind.INDIRECT, "near": "the miners were trapped below"}
    a = quote_item("the miners were trapped below ground since Monday", doc="a", **told)
    b = quote_item("30 miners were trapped below ground since Monday", doc="b", **told)
    c = quote_item("45 miners were trapped below ground since Monday", doc="c", **told)
    assert kinds(a, b)[0] is RelationKind.SAME_QUOTE
    assert kinds(b, c)[0] is RelationKind.ALTERED_QUOTE


def test_a_passage_says_that_its_words_are_denied():
    assert make_passage(quote_item(WORDS, denied=True)).denied
    assert not make_passage(quote_item(WORDS)).denied


def test_two_words_that_change_places_alter_a_quotation():
    a = quote_item("We speak of a plan for ships, and not of a deal", doc="a", speaker="Dora Lindt")
    b = quote_item("We speak of a deal for ships, and not of a plan", doc="b", speaker="Dora Lindt")
    assert decide_quotes(a, b).kind is RelationKind.ALTERED_QUOTE


def test_who_never_said_that_it_is_so_has_not_denied_saying_that_it_is_not():
    a = quote_item("The water of the wells is not fit to drink", doc="a", speaker="Karim Haddad")
    b = quote_item("The water of the wells is fit to drink", doc="b", speaker="Karim Haddad")
    b = replace(b, quote=replace(b.quote, denied=True))
    assert decide_quotes(a, b).kind is RelationKind.RELATED
    assert (
        decide_quotes(replace(a, quote=replace(a.quote, denied=True)), b).kind is not RelationKind.CONFLICTS
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Those are not my words", "en"),
        ("لم أستخدم هذه الكلمات قط", "ar"),
        ("Je n'ai jamais employé ces mots", "fr"),
        ("Böyle bir cümle kurmadım", "tr"),
        ("Я никогда не употреблял этих слов", "ru"),
        ("Це не мої слова", "uk"),
        ("Nunca usé esas palabras", "es"),
        ("Ich habe diese Worte nie benutzt", "de"),
        ("این جمله از من نیست", "fa"),
        ("המשפט הזה לא שלי", "he"),
    ],
)
def test_who_disowns_words_says_that_they_were_not_said(text, language):
    assert denies_saying(text, language)


def test_a_name_told_with_a_trade_is_asked_about_in_reported_speech():
    alone = said_in("Wir haben das Feuer nicht gelegt", "de", "Odrik Salmane")
    told = said_in("لم نشعل النار", "ar", "صاحب المطحنة أودريك سلمان فنفى")
    assert make_quote_pair(alone, told).of_one_name


def said_in(text, language, speaker):
    return quote_item(text, doc=language, speaker=speaker, language=language)
