"""Parts of the recipe that make data: proclitics, rows carried over, edits, derived sources."""

from __future__ import annotations

import random
import re
import zipfile
from datetime import date

import numpy as np
import pytest
from tokenizers import Regex, Tokenizer, models, pre_tokenizers

from averral.embedding.encoder import BUNDLED, TOKENIZER
from averral.embedding.training import carry, clitics, data, derived, edits, forms, own, pair_data
from averral.model import PairLabel

TEN = set(pair_data.TEN)


@pytest.fixture(scope="module")
def bundled() -> Tokenizer:
    return Tokenizer.from_file(str(BUNDLED / TOKENIZER))


def pieces(tokenizer: Tokenizer, text: str) -> list[str]:
    return tokenizer.encode(text, add_special_tokens=False).tokens


def test_a_trie_matches_its_words_and_nothing_else():
    words = ["car", "care", "cart", "dog", "do"]
    written = re.compile(clitics.trie(words))
    assert all(written.fullmatch(word) for word in words)
    assert not [word for word in ("ca", "cares", "d", "god", "") if written.fullmatch(word)]


def test_a_proclitic_is_cut_only_before_a_known_stem():
    dictionary = {"בית": "בית", "בתים": "בית", "מלך": "מלך"}
    found = clitics.pattern("he", ["הבית", "ומלך", "בית", "הר"], dictionary, str, set())
    splitter = pre_tokenizers.Split(Regex(found), behavior="isolated")

    def parts(word):
        return [part for part, _ in splitter.pre_tokenize_str(word)]

    assert parts("הבית") == ["ה", "בית"]
    assert parts("ומלך") == ["ו", "מלך"]
    assert parts("מלך") == ["מלך"]
    assert parts("בית") == ["בית"]
    assert parts("הרים") == ["הרים"]


def test_words_of_a_neighbouring_language_stay_whole():
    found = clitics.pattern("ar", ["وبلد", "بلد"], {"بلد": "بلد", "رای": "رای"}, str, {"برای"})
    splitter = pre_tokenizers.Split(Regex(found), behavior="isolated")
    assert [part for part, _ in splitter.pre_tokenize_str("وبلد")] == ["و", "بلد"]
    assert [part for part, _ in splitter.pre_tokenize_str("برای")] == ["برای"]


@pytest.mark.parametrize(
    ("bare", "bound"),
    [("ירושלים", "ובירושלים"), ("ממשלה", "הממשלה"), ("وزارة", "لوزارة"), ("سوريا", "بسوريا")],
)
def test_the_bundled_tokenizer_finds_the_same_word_behind_a_proclitic(bundled, bare, bound):
    assert pieces(bundled, bound)[-len(pieces(bundled, bare)) :] == pieces(bundled, bare)


def test_spellings_of_one_ukrainian_word_are_one(bundled):
    assert pieces(bundled, "об’єкт") == pieces(bundled, "об'єкт") == pieces(bundled, "объект")


def test_a_persian_preposition_is_no_arabic_one(bundled):
    assert pieces(bundled, "برای") == ["براي"]


def test_carried_rows_keep_what_a_word_meant():
    old = {"[UNK]": 0, "min": 1, "##ister": 2, "x": 3}
    rows = np.eye(4, dtype=np.float32)
    new = Tokenizer(models.WordPiece({"[UNK]": 0, "minister": 1, "x": 2, "qq": 3}, unk_token="[UNK]"))
    carried = carry.carried(old, rows, new)
    np.testing.assert_array_equal(carried[1], rows[1] + rows[2])
    np.testing.assert_array_equal(carried[2], rows[3])
    assert 0 < np.abs(carried[3]).max() < 0.1


def test_an_exchange_changes_one_word_into_another_of_its_kind():
    (made,) = [
        edit
        for edit in edits.exchanges("The French army left on foot.", "en", random.Random(1))
        if edit.kind == "actor"
    ]
    assert made.text != "The French army left on foot."
    assert re.fullmatch(r"The [A-Z]\w+ army left on foot\.", made.text)


@pytest.mark.parametrize("language", sorted(TEN))
def test_reports_and_date_lines_hold_the_sentence(language):
    for kind in ("deny", "affirm"):
        assert "SENTENCE" in edits.reported("SENTENCE", language, kind, random.Random(2))
    day, other = edits.days(random.Random(3))
    assert other > day
    assert edits.dated("SENTENCE", language, date(2020, 5, 17)).endswith(": SENTENCE")


def test_own_tables_of_ten_languages_are_whole():
    for name in ("news_ten.tsv", "news_words.tsv", "negations.tsv", "reports.tsv"):
        for row in own.templates(name):
            assert set(row) >= TEN, name
            assert all(row[language].strip() for language in TEN), row["en"]
    assert all("{x}" in row[language] for row in own.templates("reports.tsv") for language in TEN)


def test_inferences_and_rumours_come_in_all_ten_languages_with_a_pair_for_each_class():
    made = [item for item in pair_data.own_pairs() if item.source in {"own_inference", "own_rumours"}]
    assert {item.pair.a_language for item in made} == TEN
    assert {item.label for item in made} == set(PairLabel)
    assert all(item.pair.a_language == item.pair.b_language for item in made)
    for name in ("inference.tsv", "rumours.tsv"):
        for row in own.templates(name):
            assert all(cell.strip() for cell in row.values()), row
            assert len(set(row.values())) == len(row), row


def test_made_pairs_know_all_classes_and_never_pair_a_sentence_with_itself_as_a_conflict():
    made = pair_data.own_pairs()
    assert {item.label for item in made} == set(PairLabel)
    assert not [item for item in made if item.label is PairLabel.CONFLICTS and item.pair.a == item.pair.b]
    assert made == pair_data.own_pairs()


def test_every_third_new_sentence_is_kept_from_the_encoder():
    kept, seen = ({row["en"] for row in rows} for rows in (own.kept(), own.seen()))
    assert len(kept) >= 100
    assert not kept & seen
    assert len(kept | seen) == len(own.templates("news_ten.tsv"))


@pytest.mark.parametrize(
    ("text", "language", "digits"),
    [
        ("Three hundred people left the town.", "en", "300"),
        ("Yirmi beş asker yaralandı.", "tr", "25"),
        ("قتل خمسة عشر جنديا في الهجوم.", "ar", "15"),
    ],
)
def test_a_number_is_rewritten_in_digits_and_changed(text, language, digits):
    made = {edit.kind: edit.text for edit in edits.rewritten(text, language, random.Random(1))}
    assert digits in made["digits"]
    assert digits not in made["figure"]


def test_a_text_without_a_number_is_not_rewritten():
    assert edits.rewritten("The mayor resigned.", "en", random.Random(1)) == []


def test_a_shortened_sentence_keeps_one_end():
    text = "one two three four five six seven eight"
    short = edits.shortened(text, 0.5, random.Random(2))
    assert 4 <= len(short.split()) <= 8
    assert text.startswith(short) or text.endswith(short)


def test_lexicons_are_written_once_more_with_inflected_forms():
    sources = [data.Source("omw", "lexicon", 1, ({"en": "city", "ru": "город"},))]
    rows = list(forms.inflected(sources, {"ru": {"город": ["города", "городом"]}}, random.Random(0)))
    assert len(rows) == forms.COPIES
    assert {row["ru"] for row in rows} <= {"город", "города", "городом"}
    assert all(row["en"] == "city" for row in rows)


def test_added_columns_hardly_change_what_a_table_means():
    rows = np.random.default_rng(1).standard_normal((50, 16)).astype(np.float32)
    wide = carry.widened(rows, 24)
    assert wide.shape == (50, 24)
    np.testing.assert_array_equal(wide[:, :16], rows)
    assert np.linalg.norm(wide[:, 16:]) < 0.5 * np.linalg.norm(rows)
    assert carry.widened(rows, 16) is rows


def test_the_language_tables_give_a_lexicon():
    rows = list(derived.tables())
    assert {"France", "فرنسا"} <= {text for row in rows for text in (row.get("en"), row.get("ar"))}
    assert not [text for row in rows for text in row.values() if "*" in text]


def test_texts_that_meet_in_english_are_paired_without_it():
    sources = [
        data.Source(
            "tatoeba_en_ar_tr",
            "sentence",
            1,
            ({"en": "I see.", "ar": "أرى."}, {"en": "I see", "tr": "Görüyorum."}),
        )
    ]
    assert list(derived.pivoted(sources)) == [{"ar": "أرى.", "tr": "Görüyorum."}]


def test_interface_texts_lose_their_placeholders(tmp_path):
    wheel = tmp_path / "package.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for language, text in (("en", "The device {name} is ready"), ("he", "ההתקן {name} מוכן")):
            archive.writestr(
                f"homeassistant/components/x/translations/{language}.json", f'{{"state": {{"ok": "{text}"}}}}'
            )
    (row,) = derived.interface(wheel)
    assert row == {"en": "The device   is ready", "he": "ההתקן   מוכן"}


def test_forms_of_one_russian_or_ukrainian_word_come_nearer_and_others_stay():
    families = pytest.importorskip("averral.embedding.training.families")
    words = ("город", "города", "городов", "вікно", "вікна", "Stadt", "##рода")
    vocabulary = {piece: number for number, piece in enumerate(words)}
    rows = np.eye(len(words), dtype=np.float32)
    drawn = families.drawn(rows, vocabulary)
    assert drawn[0] @ drawn[1] > 0 < drawn[1] @ drawn[2]
    assert drawn[3] @ drawn[4] > 0 == drawn[0] @ drawn[3]
    np.testing.assert_array_equal(drawn[5:], rows[5:])
