"""Texts in several languages: each passage is read in its own, and every offset stays."""

from __future__ import annotations

import pytest

from averral.extraction import tongues
from averral.extraction.engine import extract
from averral.model import ClaimKind, Document, Span

ENGLISH = "At least 27 soldiers were killed in Aziza on Sunday, the army said."
ARABIC = "قُتل تسعة مدنيين في غارة على حلب يوم الأحد، بحسب مسعف في المدينة."
RUSSIAN = "Переговоры в Анкаре завершились безрезультатно, сообщил представитель министерства."
HEBREW = "תשעה אזרחים נהרגו בתקיפה בחיפה ביום ראשון, אמר דובר המשטרה."


def languages(text: str, language: str = "") -> dict[str, str]:
    """The language that each claim was read in, by its words."""
    found = extract(Document("doc_1", text, language=language))
    for item in (*found.claims, *found.quotes):
        assert item.span.of(text) == item.text
    assert len({item.id for item in (*found.claims, *found.quotes)}) == len(found.claims) + len(found.quotes)
    return {claim.text: claim.language for claim in found.claims}


@pytest.mark.parametrize(
    ("own", "code", "others"),
    [
        (ENGLISH, "en", {ARABIC: "ar"}),
        (ENGLISH, "en", {ARABIC: "ar", RUSSIAN: "ru"}),
        (ARABIC, "ar", {ENGLISH: "en"}),
        (RUSSIAN, "ru", {HEBREW: "he"}),
    ],
)
def test_a_passage_in_another_script_is_read_in_its_language(own, code, others):
    text = "\n\n".join([f"{own} {own}", *others, own])
    found = languages(text)
    assert {told for words, told in found.items() if words in own} == {code}
    for passage, language in others.items():
        assert {told for words, told in found.items() if words in passage} == {language}


def test_its_claims_are_as_good_as_if_it_stood_alone():
    text = f"{ENGLISH} {ENGLISH}\n\n{ARABIC}"
    [claim] = [one for one in extract(Document("doc_1", text)).claims if one.language == "ar"]
    [alone] = extract(Document("doc_1", ARABIC)).claims
    assert (claim.kind, claim.predicate, claim.text) == (ClaimKind.CASUALTIES, alone.predicate, alone.text)
    assert [quantity.best for quantity in claim.quantities] == [9]
    assert [place.key for place in claim.places] == [place.key for place in alone.places]


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        f"{ENGLISH}\nالعزيزية",
        f"{ENGLISH} The town is called العزيزية in Arabic, and the army is called الجيش العربي السوري.",
        f"{ARABIC}\nReuters, AFP",
        "",
        "123\n456",
    ],
)
def test_names_and_titles_in_foreign_letters_are_no_passages(text):
    assert tongues.foreign(text) == ()


def test_a_language_that_is_not_read_is_left_alone():
    assert languages(f"{ENGLISH} {ENGLISH}\n日曜日にアジザで兵士二十七人が死亡したと当局が発表した。", "en")
    greek = "Τουλάχιστον είκοσι επτά στρατιώτες σκοτώθηκαν την Κυριακή στην πόλη, ανακοίνωσε ο στρατός."
    assert tongues.foreign(f"{ENGLISH}\n{greek}") == ()


def test_all_but_the_passages_is_blank_and_nothing_moves():
    assert tongues.only("ab\ncd ef\ngh", (Span(3, 5),)) == "  \ncd   \n  "


def test_who_says_a_foreign_quotation_may_stand_in_the_line_before():
    text = f"{ENGLISH}\n\nThe mayor of Aziza, Salim Haddad, said:\n\n“لن نغادر مدينتنا أبداً مهما كان الثمن، وسنبقى فيها حتى النهاية.”"
    before = [quote.speaker for quote in extract(Document("doc_1", text, language="en")).quotes]
    assert [speaker.name for speaker in before if speaker and speaker.name == "Salim Haddad"]
