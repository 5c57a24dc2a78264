"""`averral check` as a data desk uses it: reports as files, a run that was killed goes on, two runs compared."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyarrow import parquet

from averral.cli import work_folder
from averral.cli.earlier import read_findings
from averral.errors import Permanent
from benchmarks import synthetic
from served import OTHER_TOLL, SAID, TOLL

#: Reports of the run that is killed.
COUNT = 40


def averral(*words: str, **given) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "averral", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **given)


def documents(path: Path, *bodies: str) -> str:
    found = [
        {"id": f"r{n}", "outlet": f"Outlet {n}", "lang": "en", "text": body} for n, body in enumerate(bodies)
    ]
    path.write_text("".join(json.dumps(one) + "\n" for one in found), encoding="utf-8")
    return str(path)


def test_reports_are_files_and_a_later_run_tells_what_changed(tmp_path):
    first = documents(tmp_path / "one.jsonl", TOLL, SAID)
    old = tmp_path / "old.jsonl"
    assert averral("check", first, "-o", str(old)).returncode == 0
    both = documents(tmp_path / "two.jsonl", TOLL, SAID, OTHER_TOLL)
    new = tmp_path / "new.jsonl"
    done = averral("check", both, "-o", str(new), "--compare", str(old), "--work", str(tmp_path / "w"))
    assert done.returncode == 0, done.stderr
    changes = [row for row in map(json.loads, new.read_text().splitlines()) if row["type"] == "change"]
    assert {row["kind"] for row in changes} == {"NEW"}
    assert ("SINGLE_ORIGIN", "CONTESTED") in {(row["before"], row["after"]) for row in changes}
    back = averral("check", first, "--format", "jsonl", "--compare", str(new))
    cleared = [row for row in map(json.loads, back.stdout.splitlines()) if row["type"] == "change"]
    assert {row["kind"] for row in cleared} == {"CLEARED"}

    work = ("--work", str(tmp_path / "w"))
    page = tmp_path / "report.html"
    assert averral("check", both, "-o", str(page), "--compare", str(old), *work).returncode == 0
    assert "What changed since the earlier run" in page.read_text(encoding="utf-8")
    table = tmp_path / "report.parquet"
    assert averral("check", both, "-o", str(table), *work).returncode == 0
    states = parquet.read_table(table).column("state").to_pylist()
    assert "CONTESTED" in states
    pairs = tmp_path / "pairs.csv"
    assert averral("check", both, "--pairs", "-o", str(pairs), *work).returncode == 0
    with pairs.open(newline="") as rows:
        assert {row["side"] for row in csv.DictReader(rows)} >= {"against"}
    assert averral("check", both, "--pairs", *work).returncode == 2


def test_a_report_in_the_folder_that_it_is_about_is_not_read_by_the_next_run(tmp_path):
    for name, text in (("a", TOLL), ("b", OTHER_TOLL)):
        (tmp_path / f"{name}.txt").write_text(text)
    said = [
        averral("check", str(tmp_path), "-o", str(tmp_path / f"report.{form}")) for form in (*FORMS, FORMS[0])
    ]
    assert {one.returncode for one in said} == {0}
    counts = {one.stderr.partition(" are in ")[0].splitlines()[-1] for one in said}
    assert len(counts) == 1, counts
    assert all(f"report.{form} is passed over" in said[-1].stderr for form in FORMS)


FORMS = ("html", "jsonl", "csv")


def test_a_run_that_was_killed_goes_on_and_reads_nothing_twice(tmp_path):
    source = documents(tmp_path / "in.jsonl", *[one.body for one in synthetic.reports(COUNT)])
    folder = tmp_path / "w"
    command = [sys.executable, "-m", "averral", "check", source, "-f", "jsonl", "--work", str(folder)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    done_at_kill = 0
    for _ in range(6_000):
        done_at_kill = related(folder)
        if done_at_kill >= 5 or running.poll() is not None:
            break
        time.sleep(0.02)
    running.send_signal(signal.SIGKILL)
    running.wait()
    done_at_kill = related(folder)
    assert 5 <= done_at_kill < COUNT
    assert (folder / work_folder.OWED).exists()
    untouched = revision(folder)
    again = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert again.returncode == 0, again.stderr
    assert related(folder) == COUNT
    assert not (folder / work_folder.OWED).exists()
    # Every document that is read counts the index on by one; those of the first run are not read again.
    assert revision(folder) - untouched <= COUNT - done_at_kill + 1
    found = {
        row["id"]: row["state"]
        for row in map(json.loads, again.stdout.splitlines())
        if row["type"] == "finding"
    }
    fresh = averral("check", source, "-f", "jsonl")
    whole = {
        row["id"]: row["state"]
        for row in map(json.loads, fresh.stdout.splitlines())
        if row["type"] == "finding"
    }
    assert found == whole


def query(folder: Path, words: str) -> int:
    import sqlite3

    file = folder / "corpus.sqlite"
    if not file.exists():
        return 0
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
        try:
            return int(connection.execute(words).fetchone()[0])
        except (sqlite3.OperationalError, TypeError):
            return 0


def related(folder: Path) -> int:
    return query(folder, "select count(*) from documents where state = 'related'")


def revision(folder: Path) -> int:
    return query(folder, "select value from facts where name = 'revision'")


def test_a_work_folder_and_a_server_exclude_each_other(tmp_path):
    done = averral(
        "check",
        "x",
        "--server",
        "localhost:1",
        "--work",
        str(tmp_path / "w"),
        env=os.environ | {"COLUMNS": "200"},
    )
    assert done.returncode == 2
    assert not (tmp_path / "w").exists()


@pytest.mark.parametrize(
    "line", ["{", '{"type": "finding", "id": "x"}', '{"type": "finding", "state": "GOOD"}']
)
def test_what_is_no_report_is_refused_with_its_line(tmp_path, line):
    file = tmp_path / "old.jsonl"
    file.write_text('{"type": "relation"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(Permanent, match="line 2"):
        read_findings(file)
