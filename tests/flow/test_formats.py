"""The lines that scripts rely on, field by field, as the commands print them in one process."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest
from typer.testing import CliRunner

from averral.cli.app import app
from averral.errors import AverralError
from averral.model import ClaimKind, FindingState, Modality, Polarity, Qualifier, QuoteKind, RelationKind

FIRST = (
    "Twenty-three killed in Valdoro\n\n"
    "At least 23 people were killed in Valdoro on 4 March 2024, the mayor, Anna Kroll, said. "
    "“We could not save them,” she told Reuters 🕯.\n"
)
SECOND = "Toll in Valdoro\n\nExactly 12 people were killed in Valdoro on 4 March 2024, police said.\n"
COPY = "From the wires\n\n" + FIRST.partition("\n\n")[2]

number, text, flag = (int, float), str, bool


def one_of(members):
    return lambda value: value in {member.value for member in members}


def upper(members):
    return lambda value: value in {member.name for member in members}


PLACE = {"document_id": text, "start": int, "end": int, "id": text}
MENTION = {"start": int, "end": int, "text": text}
EXTRACT = {
    "document_id": text,
    "language": text,
    "quotes": [
        {
            "id": text,
            "start": int,
            "end": int,
            "text": text,
            "kind": one_of(QuoteKind),
            "parts": [lambda part: [type(end) for end in part] == [int, int]],
            "cue": (MENTION, None),
            "speaker": (MENTION, None),
            "speaker_name": text,
            "anonymous": flag,
            "told_to": text,
            "denied": flag,
        }
    ],
    "claims": [
        {
            "id": text,
            "start": int,
            "end": int,
            "text": text,
            "kind": one_of(ClaimKind),
            "polarity": one_of(Polarity),
            "modality": one_of(Modality),
            "quantities": [
                {"low": (number, None), "high": (number, None), "unit": text, "qualifier": one_of(Qualifier)}
            ],
            "event_time": ({"from": text, "to": text}, None),
            "places": [text],
            "attributed_to": text,
        }
    ],
}
CHECK = {
    "relation": {"a": text, "b": text, "kind": upper(RelationKind), "reasons": [text], "confidence": number},
    "origin": {"members": [text], "level": text, "evidence": text},
    "finding": {"id": text, "state": upper(FindingState), "supporting": list, "opposing": list},
}
VERIFY = {
    "query_id": text,
    "state": upper(FindingState),
    "supporting": [PLACE],
    "opposing": [PLACE],
    "related": [PLACE],
    "origins_supporting": int,
    "origins_opposing": int,
    "reasons": [text],
    "why": text,
}
RELATE = {
    "id": text,
    "kind": upper(RelationKind),
    "reasons": [text],
    "confidence": number,
    "scores": {"corroborates": number, "conflicts": number, "unrelated": number},
}


def misfits(shape, value, where="") -> list[str]:
    """Where a value is not of the shape: dictionaries may hold more, lists hold one shape only."""
    if isinstance(shape, dict) and isinstance(value, dict):
        lacking = [f"{where}.{key} is missing" for key in shape if key not in value]
        inner = (misfits(part, value[key], f"{where}.{key}") for key, part in shape.items() if key in value)
        return lacking + [found for some in inner for found in some]
    if isinstance(shape, list) and isinstance(value, list):
        return [each for n, part in enumerate(value) for each in misfits(shape[0], part, f"{where}[{n}]")]
    if isinstance(shape, tuple):
        return min((misfits(each, value, where) for each in shape), key=len)
    return [] if fits(shape, value) else [f"{where}={value!r}"]


def fits(shape, value) -> bool:
    if shape is None:
        return value is None
    if isinstance(shape, type):
        return isinstance(value, shape) and (shape is flag or not isinstance(value, bool))
    return callable(shape) and shape(value)


def run(*arguments: str, given: str | bytes | None = None, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(arguments), input=given)
    if isinstance(result.exception, AverralError):
        raise result.exception
    assert result.exit_code == code, result.output
    return result.stdout


def rows(*arguments: str, given: str | bytes | None = None) -> list[dict]:
    return [json.loads(line) for line in run(*arguments, "--format", "jsonl", given=given).splitlines()]


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("reports")
    for name, body in (("first", FIRST), ("second", SECOND), ("copy", COPY)):
        (folder / f"{name}.txt").write_text(body, encoding="utf-8")
    return str(folder)


def test_extract_prints_a_line_for_each_document_with_offsets_into_its_text(reports):
    found = rows("extract", reports)
    assert [row["document_id"] for row in found] == ["copy", "first", "second"]
    assert [misfits(EXTRACT, row) for row in found] == [[], [], []]
    (first,) = [row for row in found if row["document_id"] == "first"]
    assert first["language"] == "en"
    for item in (*first["quotes"], *first["claims"]):
        assert FIRST[item["start"] : item["end"]] == item["text"]
    said = next(quote for quote in first["quotes"] if quote["kind"] == "direct")
    assert [FIRST[slice(*part)] for part in said["parts"]] == ["We could not save them"]
    assert FIRST[said["speaker"]["start"] : said["speaker"]["end"]] == said["speaker"]["text"]
    assert said["speaker_name"] == "Anna Kroll"
    counted = [claim for claim in first["claims"] if claim["quantities"]]
    assert any(claim["event_time"] == {"from": "2024-03-04", "to": "2024-03-04"} for claim in counted)
    assert {quantity["low"] for claim in counted for quantity in claim["quantities"]} == {23.0}


def test_check_prints_relations_origins_and_findings_with_the_ids_of_extract(reports):
    items = {item["id"] for row in rows("extract", reports) for item in (*row["quotes"], *row["claims"])}
    found = rows("check", reports)
    assert {row["type"] for row in found} == {"relation", "origin", "finding"}
    assert [misfits(CHECK[row["type"]], row) for row in found] == [[]] * len(found)
    for row in found:
        ids = {"relation": ("a", "b"), "finding": ("id",), "origin": ()}[row["type"]]
        assert {row[name] for name in ids} <= items
    assert {row["id"] for row in found if row["type"] == "finding"} == items
    for row in found:
        if row["type"] == "finding":
            for origin in (*row["supporting"], *row["opposing"]):
                assert origin["passages"]
                assert not misfits([PLACE], origin["passages"])


def test_verify_answers_each_question_with_passages_and_counts(reports, tmp_path):
    asked = tmp_path / "queries.jsonl"
    lines = (
        {"id": "q1", "kind": "claim", "text": "23 people were killed in Valdoro.", "date": "2024-03-05"},
        {"id": "q2", "kind": "quote", "text": "We could not save them", "speaker": "Anna Kroll"},
    )
    asked.write_text("".join(json.dumps(line) + "\n" for line in lines))
    found = rows("verify", "--corpus", reports, "--queries", str(asked))
    assert [row["query_id"] for row in found] == ["q1", "q2"]
    assert [misfits(VERIFY, row) for row in found] == [[], []]
    assert found[0]["opposing"]
    assert found[0]["origins_opposing"] == 1
    assert found[1]["origins_supporting"] == 1, "a copy is no second witness"
    assert found[1]["opposing"] == []


def test_relate_prints_one_line_for_each_pair_also_for_one_that_cannot_be_read():
    pairs = (
        {"id": "p1", "a": "Ten people died in Lyon.", "b": "Twelve people died in Lyon.", "lang_a": "en"},
        {"id": "p2", "a": "", "b": "Twelve people died in Lyon."},
    )
    found = rows("relate", given="".join(json.dumps(pair) + "\n" for pair in pairs))
    assert misfits(RELATE, found[0]) == []
    assert sum(found[0]["scores"].values()) == pytest.approx(1, abs=0.01)
    assert found[1]["error"]["reason"] == "EMPTY_TEXT"


def test_embed_writes_one_unit_row_of_float32_for_each_line(tmp_path):
    out = tmp_path / "vectors.npy"
    run("embed", "--format", "npy", "-o", str(out), given="one\nاثنان\ntrois\n")
    made = np.load(out)
    assert made.dtype == np.float32
    assert made.shape[0] == 3
    assert np.linalg.norm(made, axis=1) == pytest.approx(np.ones(3), abs=1e-5)


def test_csv_says_what_failed_and_keeps_zeros(reports, tmp_path):
    asked = tmp_path / "queries.jsonl"
    lines = (
        {"id": "q1", "kind": "quote", "text": "We could not save them", "speaker": "Anna Kroll"},
        {"id": "q2", "text": " "},
        {"id": "q3", "text": "23 people were killed in Valdoro.", "min_origins": 9},
        {"id": "q4", "text": "23 people were killed in Valdoro.", "min_origins": "many"},
    )
    asked.write_text("".join(json.dumps(line) + "\n" for line in lines))
    printed = run("verify", "--corpus", reports, "--queries", str(asked), "--format", "csv")
    first, second, third, fourth = csv.DictReader(io.StringIO(printed))
    assert (first["origins_opposing"], first["error"]) == ("0", "")
    assert json.loads(second["error"])["reason"] == "EMPTY_TEXT"
    assert third["error"] == ""
    assert json.loads(fourth["error"])["reason"] == "INVALID_ARGUMENT"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ('{"id": "j", "text": "Ten people were killed in Lyon."}\n', "j"),
        ('\n\ufeff{"id": "j", "text": "Ten people were killed in Lyon."}\n', "j"),
        ("Ten killed\n\nTen people were killed in Lyon.\n", "stdin"),
    ],
)
def test_standard_input_is_json_lines_or_one_text(given, name):
    (row,) = rows("extract", "-", given=given)
    assert row["document_id"] == name
    assert row["claims"]


def test_a_table_neither_breaks_states_nor_colours_a_file(reports, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    printed = run("check", reports)
    assert "CONTESTED" in printed
    assert "\x1b[" not in printed


def test_fail_on_ends_with_one_where_a_finding_has_the_state(reports):
    run("check", reports, "--format", "jsonl", "--fail-on", "contested", code=1)
    run("check", reports, "--format", "jsonl", "--fail-on", "superseded", code=0)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "x", "--format", "xml"),
        ("verify", "--text", "x"),
        ("verify", "--corpus", "x"),
        ("serve", "kitchen"),
        ("dead", "retry"),
        ("nonsense",),
    ],
)
def test_wrong_usage_ends_with_two(arguments):
    assert CliRunner().invoke(app, list(arguments)).exit_code == 2


def test_inputs_none_of_which_can_be_read_end_with_two(tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe\x00")
    for command in ("extract", "check"):
        result = CliRunner().invoke(app, [command, str(bad), "--format", "jsonl"])
        assert result.exit_code == 2
        assert "UTF-8" in result.output


def test_a_folder_without_texts_says_what_it_looked_for(tmp_path):
    with pytest.raises(AverralError, match="has nothing to read"):
        run("check", str(tmp_path))
