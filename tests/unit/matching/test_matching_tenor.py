from __future__ import annotations

import pytest

from averral.matching.relations.quotes import decide_quotes
from averral.matching.relations.tenor import Negated, tenor
from averral.model import RelationReason
from matching_cases import quote_item


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We will not leave the port.", "en"),
        ("لن نغادر الميناء", "ar"),
        ("Nous ne quitterons pas le port.", "fr"),
        ("Limanı terk etmeyeceğiz.", "tr"),
        ("Мы не покинем порт.", "ru"),
        ("No dejaremos el puerto.", "es"),
        ("Wir werden den Hafen nicht verlassen.", "de"),
        ("ما بندر را ترک نمی‌کنیم", "fa"),
        ("לא נעזוב את הנמל", "he"),
        ("Ми не залишимо порт.", "uk"),
    ],
)
def test_a_negation_is_seen_in_every_language(text, language):
    assert tenor(text, language).negated is Negated.YES


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We will leave the port.", "en"),
        ("سنغادر الميناء", "ar"),
        ("Nous quitterons le port.", "fr"),
        ("Limanı terk edeceğiz.", "tr"),
        ("Мы покинем порт.", "ru"),
        ("Dejaremos el puerto.", "es"),
        ("Wir werden den Hafen verlassen.", "de"),
        ("ما بندر را ترک می‌کنیم", "fa"),
        ("נעזוב את הנמל", "he"),
        ("Ми залишимо порт.", "uk"),
    ],
)
def test_an_affirmation_is_neither_negated_nor_doubtful(text, language):
    found = tenor(text, language)
    assert (found.negated, found.maybe) == (Negated.NO, False)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It may take a year.", "en"),
        ("قد يستغرق ذلك سنة", "ar"),
        ("Cela peut durer un an.", "fr"),
        ("Bu bir yıl sürebilir.", "tr"),
        ("Это может занять год.", "ru"),
        ("Puede durar un año.", "es"),
        ("Das kann ein Jahr dauern.", "de"),
        ("شاید یک سال طول بکشد", "fa"),
        ("זה עשוי להימשך שנה", "he"),
        ("Це може тривати рік.", "uk"),
    ],
)
def test_what_may_be_so_is_told_from_what_is(text, language):
    assert tenor(text, language).maybe


def test_refusing_is_no_plain_negation():
    assert tenor("The delegation refused to leave.", "en").negated is Negated.IMPLIED


@pytest.mark.parametrize(
    ("can", "language"),
    [
        ("The families can sleep again.", "en"),
        ("العائلات يمكنها أن تنام", "ar"),
        ("خانواده‌ها می‌توانند بخوابند", "fa"),
        ("המשפחות יכולות לישון", "he"),
    ],
)
def test_what_can_be_done_may_be_done_in_another_language(can, language):
    may, plain = tenor("Les familles peuvent dormir.", "fr"), tenor("Les familles dorment.", "fr")
    assert not tenor(can, language).doubts(may)
    assert not plain.doubts(tenor(can, language))
    assert plain.doubts(may)


@pytest.mark.parametrize(
    ("a", "b", "altered"),
    [
        (("We have not failed. We ran out of time, but not out of words", "en"), ("Wir sind gescheitert. Uns ging die Zeit aus, aber nicht die Worte", "de"), True),
        (("Our planes did not fly there, and we do not bomb markets", "en"), ("Unsere Flugzeuge flogen dort, aber wir bombardieren keine Märkte", "de"), True),
        (("Our planes did not fly there, and we do not bomb markets", "en"), ("Uçaklarımız orada uçmadı, biz pazar yerlerini bombalamayız", "tr"), False),
        # The other order of the same two.
        (("The sale is suspended, not cancelled, and we will return", "en"), ("Satış iptal edilmedi, askıya alındı; geri döneceğiz", "tr"), False),
        # Two sentences against one: not held against each other part by part.
        (("Nobody is arrested for words, but who throws a stone sleeps in a cell", "en"), ("لن يُعتقل أحد بسبب رأي، لكن من يرمي حجراً سينام في زنزانة. ولا أزيد", "ar"), False),
    ],
)  # fmt: skip
def test_a_negation_lost_in_one_sentence_or_clause_alters_a_translated_quotation(a, b, altered):
    mine, yours = (
        quote_item(text, doc=doc, speaker="Karim Haddad", language=language, near="one")
        for doc, (text, language) in zip("ab", (a, b), strict=True)
    )
    found = decide_quotes(mine, yours)
    assert (RelationReason.WORDING_NEGATION in found.reasons) is altered


@pytest.mark.parametrize(
    ("failed", "not_failed", "language"),
    [
        ("We failed.", "We have not failed.", "en"),
        ("فشلنا", "لم نفشل", "ar"),
        ("Nous avons échoué.", "Nous n'avons pas échoué.", "fr"),
        ("Başaramadık.", "Vazgeçmedik.", "tr"),
        ("Мы проиграли.", "Мы не проиграли.", "ru"),
        ("Hemos fracasado.", "No hemos fracasado.", "es"),
        ("Wir sind gescheitert.", "Wir sind nicht gescheitert.", "de"),
        ("ما شکست خوردیم", "ما شکست نخوردیم", "fa"),
        ("נכשלנו", "לא נכשלנו", "he"),
        ("Ми програли.", "Ми не програли.", "uk"),
    ],
)
def test_to_fail_is_known_in_all_persons_and_turned_by_a_negation(failed, not_failed, language):
    assert tenor(failed, language).fails
    assert tenor(not_failed, language).fails
    assert tenor(not_failed, language).negated is Negated.YES


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("أنقذنا من استطعنا", "ar"),
        ("Wir retteten, wen wir konnten", "de"),
        ("Salvamos a quien pudimos", "es"),
    ],
)
def test_who_was_able_to_contradicts_no_could(text, language):
    assert not tenor("We saved whoever we could", "en").doubts(tenor(text, language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We will search as long as the boy is not found", "en"),
        ("سنواصل البحث ما لم نعثر على الطفل", "ar"),
        ("Nous chercherons tant que l'enfant n'est pas retrouvé", "fr"),
        ("Будем искать, пока мальчика не найдём", "ru"),
        ("Шукатимемо, поки хлопця не знайдемо", "uk"),
        ("Buscaremos mientras el niño no aparezca", "es"),
        ("Wir suchen, solange der Junge nicht gefunden ist", "de"),
        ("נמשיך לחפש כל עוד הילד לא נמצא", "he"),
        ("No fewer than forty boats are out", "en"),
        ("Ищут не менее сорока лодок", "ru"),
    ],
)
def test_until_and_at_least_negate_nothing(text, language):
    assert tenor(text, language).negated is Negated.NO


def test_what_is_negated_besides_until_is_seen():
    assert tenor("Мы не уйдём, пока мальчика не найдём", "ru").negated is Negated.YES
    assert tenor("Wir gehen nicht, solange der Junge nicht gefunden ist", "de").negated is Negated.YES
