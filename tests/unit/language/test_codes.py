"""Codes of languages as callers send them."""

from __future__ import annotations

import pytest

from averral.language import codes, tables
from averral.model import NoticeReason


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("ar", "ar"),
        ("AR", "ar"),
        ("ar-SY", "ar"),
        ("en_US", "en"),
        ("zh-Hant-TW", "zh"),
        ("iw", "he"),
        ("apc", "ar"),
        ("prs-AF", "fa"),
        ("deu", "de"),
        ("gsw", "gsw"),
        ("xx", ""),
        ("klingon", ""),
        ("e", ""),
        ("en--US", ""),
        ("ar; DROP", ""),
        ("und", ""),
        ("", ""),
    ],
)
def test_a_code_names_a_language_or_none(code, language):
    assert codes.primary(code) == language


def test_every_language_that_is_read_has_a_known_code():
    assert {codes.primary(language) for language in tables.languages()} == set(tables.languages())


def reasons(code: str, found: str) -> list[NoticeReason]:
    return [notice.reason for notice in codes.notices(code, found)]


def test_a_fitting_code_needs_no_notice():
    assert reasons("ar-SY", "ar") == reasons("", "tr") == reasons("und", "ru") == []


def test_an_unknown_code_is_told_and_no_more():
    [notice] = codes.notices("klingon" * 20, "ar")
    assert (notice.reason, notice.field) == (NoticeReason.UNKNOWN_LANGUAGE, "language_code")
    assert len(notice.message) < 200


def test_another_language_than_was_said_is_told():
    assert reasons("tr", "ar") == [NoticeReason.LANGUAGE_DIFFERS]
    assert reasons("tr", "ja") == [NoticeReason.LANGUAGE_DIFFERS, NoticeReason.LANGUAGE_NOT_READ]
    assert reasons("", "und") == [NoticeReason.LANGUAGE_NOT_READ]
