from __future__ import annotations

import pytest

from averral.matching.origins.copies import containment
from averral.matching.origins.pairs import link, links_to_first
from averral.matching.origins.translations import Translations
from averral.model import Attribution, ClaimKind, OriginLevel
from matching_cases import claim_item, make_quote, quantity, quote_item

WIRE = (
    "Officials at the northern port said on Tuesday that the ferry had been carrying far more passengers than its "
    "licence allowed when it turned over in rough water near the breakwater"
)
OWN = (
    "Our reporter reached the village by road and counted eleven burnt houses along the main street, while "
    "neighbours described a night of shelling that began shortly after the evening prayer"
)


def told(text, doc, body="", published="2020-03-04", speaker="Karim Haddad", outlet="", **more):
    return quote_item(text, doc=doc, body=body, published=published, speaker=speaker, outlet=outlet, **more)


def plain(text, doc, **more):
    return claim_item(text, "", ClaimKind.OTHER, doc=doc, **more)


def level(a, b):
    found = link(a, b)
    return found.level if found else None


def test_two_items_of_one_document_are_one_witness():
    assert (
        level(plain("first half", "a", body=f"first half {OWN}"), plain(OWN, "a", body=f"first half {OWN}"))
        is OriginLevel.SAME_DOCUMENT
    )


def test_the_same_passage_in_different_surroundings_is_a_copy():
    a = plain(WIRE, "a", body=f"{OWN}\n{WIRE}. More later.")
    b = plain(
        WIRE.replace("rough", "heavy"), "b", body=f"Short news.\nUpdate: {WIRE.replace('rough', 'heavy')}."
    )
    found = link(a, b)
    assert found is not None
    assert found.level is OriginLevel.COPY
    assert found.evidence.startswith("containment=0.")


def test_two_reporters_on_one_event_are_two_witnesses():
    assert level(plain(WIRE, "a"), plain(OWN, "b")) is None


def test_short_phrases_alike_by_chance_are_no_copy():
    assert containment("five people were killed", "five people were killed") == 0.0


def test_one_agency_credited_for_both_passages_is_one_witness():
    credit = (Attribution("Reuters", "agency:reuters", "agency"),)
    assert (
        level(plain(WIRE, "a", attribution=credit), plain(OWN, "b", attribution=credit)) is OriginLevel.CREDIT
    )
    other = (Attribution("AFP", "agency:afp", "agency"),)
    assert level(plain(WIRE, "a", attribution=credit), plain(OWN, "b", attribution=other)) is None


def test_told_to_an_outlet_is_that_outlets_reporting():
    a = told("the road is closed to every convoy", "a", told_to="Morning Herald")
    b = plain(OWN, "b", outlet="Morning Herald")
    assert level(a, b) is OriginLevel.CREDIT


def test_one_official_on_one_occasion_is_one_witness():
    a, b = told("the road is closed to every convoy", "a"), told("no convoy can use the closed road", "b")
    assert level(a, b) is OriginLevel.WITNESS


def test_one_official_on_two_occasions_is_two_witnesses():
    a = told("the road is closed to every convoy", "a")
    assert level(a, told("no convoy can use the closed road", "b", published="2020-03-20")) is None


def test_unnamed_sources_are_no_common_witness():
    a = told("the road is closed to every convoy", "a", speaker="sources", anonymous=True)
    b = told("no convoy can use the closed road", "b", speaker="sources", anonymous=True)
    assert level(a, b) is None


def test_the_speaker_of_a_claims_quote_is_its_witness():
    carrier = [make_quote("the road is closed", doc=doc, speaker="Karim Haddad") for doc in "ab"]
    a = plain("the road is closed to every convoy", "a", quote=carrier[0], published="2020-03-04")
    b = plain("the road is closed to a convoy", "b", quote=carrier[1], published="2020-03-05")
    assert level(a, b) is OriginLevel.WITNESS


def test_outlets_of_one_group_are_one_origin():
    assert (
        level(plain(WIRE, "a", group="Media Holding"), plain(OWN, "b", group="media holding"))
        is OriginLevel.OWNER
    )


def test_all_of_one_outlet_are_linked_to_the_first():
    items = [plain(WIRE, "a", outlet="X"), plain(OWN, "b", outlet="X"), plain("short", "c", outlet="X")]
    assert len(links_to_first(items)) == 2


def changed(text: str, every: int) -> str:
    """The text with every so many words another one."""
    return " ".join(
        f"other{number}" if number % every == 2 else word for number, word in enumerate(text.split(" "))
    )


STORY = "\n".join(
    (
        WIRE + ".",
        "Divers found two more bodies near the wreck on Wednesday morning and the search went on until dark.",
        "The harbour office had warned the owner twice this year about the number of people on board.",
        "A court in the capital will decide next week whether the captain stays in custody.",
    )
)


def test_an_article_with_every_third_word_changed_is_a_copy():
    body = "\n".join(changed(line, 3) for line in STORY.split("\n"))
    mine, yours = STORY.split("\n")[1], body.split("\n")[1]
    found = link(plain(mine, "a", body=STORY), plain(yours, "b", body=body))
    assert found is not None
    assert found.level is OriginLevel.COPY


def test_what_a_copy_adds_of_its_own_is_not_copied():
    body = "\n".join((*(changed(line, 3) for line in STORY.split("\n")), OWN + "."))
    assert level(plain(STORY.split("\n")[1], "a", body=STORY), plain(OWN, "b", body=body)) is None


def test_articles_that_share_one_sentence_are_not_copies_all_over():
    mine = f"{OWN}.\n{STORY.split(chr(10))[2]}"
    assert level(plain(OWN, "a", body=mine), plain(WIRE, "b", body=STORY)) is None


def told_in(doc: str, language: str, order: list[int], figures: list[float]):
    """A text whose sentences say certain things in some order, with a figure each."""
    sentences = [f"{language} sentence {'abcdefghijk'[number]}." for number in order]
    return [
        plain(
            sentence,
            doc,
            body="\n".join(sentences),
            language=language,
            near=f"meaning{number}",
            quantities=(quantity(figures[number]),),
        )
        for sentence, number in zip(sentences, order, strict=True)
    ]


@pytest.mark.parametrize(
    ("order", "figures", "is_one"),
    [
        ([0, 1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6], True),
        ([0, 1, 3, 2, 4, 5], [1, 2, 3, 4, 5, 6], True),
        ([5, 4, 3, 2, 1, 0], [1, 2, 3, 4, 5, 6], False),
        ([0, 1, 2, 6, 7, 8], [11, 12, 13, 14, 15, 16, 17, 18, 19], True),
        ([0, 6, 7, 8, 9, 10], [11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21], False),
    ],
)
def test_texts_that_say_the_same_in_the_same_order_are_translations(order, figures, is_one):
    a = told_in("a", "en", [0, 1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6])
    b = told_in("b", "ru", order, figures)
    texts = {"a": a, "b": b}
    translated = Translations(lambda item: texts["a" if item in a else "b"])
    first = next(item for item in b if (item.vector == a[0].vector).all())
    other = next(item for item in b if item is not first)
    assert bool(translated(a[0], first)) is is_one
    assert not translated(a[0], other), "only counterparts are one passage"
    assert not Translations(lambda item: (item,))(a[0], first), "single sentences tell nothing"
