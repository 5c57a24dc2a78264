"""Languages of the interface: every text is there in each of them, and readers get the one they ask for."""

from __future__ import annotations

import re
from datetime import date

import pytest
from babel.messages.pofile import read_po

from averral.gateway.pages import labels
from averral.gateway.pages.catalogues import template
from averral.gateway.pages.interface import CATALOGUES, choose, codes, interface
from averral.model import (
    ClaimKind,
    DocumentState,
    FindingState,
    Modality,
    OriginLevel,
    Polarity,
    Qualifier,
    RelationReason,
    ReviewAction,
)

OTHERS = [code for code in codes() if code != "en"]
_FIELD = re.compile(r"%\(\w+\)s|</?\w+>")


def test_the_first_languages_are_there():
    assert set(codes()) >= {"en", "ar", "fr", "tr", "ru", "fa", "he"}


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_is_translated_with_its_fields(code):
    with (CATALOGUES / f"{code}.po").open("rb") as lines:
        own = {message.id: message for message in read_po(lines, locale=code)}
    for message in template():
        if not message.id:
            continue
        assert message.id in own, f"{message.id!r}: run python -m averral.gateway.pages.catalogues"
        said = own[message.id].string
        forms = said if isinstance(said, tuple) else (said,)
        assert all(forms), message.id
        if isinstance(message.id, str):
            assert sorted(_FIELD.findall(said)) == sorted(_FIELD.findall(message.id)), message.id
    assert set(own) <= {message.id for message in template()} | {""}, "texts that are gone"


@pytest.mark.parametrize(
    ("kept", "asked", "given"),
    [
        ("", "ar,en;q=0.5", "ar"),
        ("", "fr-CA,fr;q=0.9", "fr"),
        ("", "he-IL,he;q=0.9,en;q=0.8", "he"),
        ("", "fa-IR", "fa"),
        ("", "ja", "en"),
        ("", "", "en"),
        ("tr", "ar", "tr"),
        ("../../etc", "ru", "ru"),
        ("", "x" * 10_000 + ";;;,,,*", "en"),
    ],
)
def test_a_reader_gets_the_language_that_was_chosen_or_asked_for(kept, asked, given):
    assert choose(kept, asked).code == given


@pytest.mark.parametrize("code", ["ar", "fa", "he", "ur"])
def test_languages_written_from_right_to_left_are_mirrored_also_those_that_get_a_catalogue_later(code):
    assert interface(code).mirrored


def test_arabic_is_mirrored_and_has_its_six_plurals():
    arabic = interface("ar")
    assert (arabic.direction, interface("ru").direction) == ("rtl", "ltr")
    forms = {arabic.texts.ngettext("%(num)s origin", "%(num)s origins", n) for n in (0, 1, 2, 3, 11, 100)}
    assert len(forms) == 6


def test_hebrew_counts_one_two_and_many_and_persian_keeps_the_noun():
    hebrew, persian = interface("he"), interface("fa")
    assert hebrew.texts.ngettext("%(num)s outlet", "%(num)s outlets", 1) == "כלי תקשורת %(num)s"
    assert hebrew.texts.ngettext("%(num)s report", "%(num)s reports", 2) == "%(num)s דיווחים"
    assert {persian.texts.ngettext("%(num)s report", "%(num)s reports", n) for n in (0, 1, 5)} == {
        "%(num)s گزارش"
    }


def test_days_are_written_as_the_language_does():
    assert interface("en").days(date(2016, 12, 4), date(2016, 12, 4)) == "4 Dec 2016"
    assert interface("fr").day(date(2016, 12, 4)) == "4 déc. 2016"
    assert interface("ar").day(None) == ""


@pytest.mark.parametrize(
    ("names", "table"),
    [
        (FindingState, labels.STATES),
        (FindingState, labels.MEANINGS),
        (FindingState, labels.TONES),
        ([*ClaimKind, "quote"], labels.KINDS),
        (RelationReason, labels.REASONS),
        (OriginLevel, labels.LEVELS),
        (Qualifier, labels.QUALIFIERS),
        (Modality, labels.MODALITIES),
        (Polarity, labels.POLARITIES),
        (ReviewAction, labels.ACTIONS),
        (DocumentState, labels.DOCUMENT_STATES),
    ],
)
def test_every_name_of_a_closed_list_has_words(names, table):
    assert set(table) == set(names)
