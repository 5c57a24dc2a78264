from __future__ import annotations

import pytest

from averral.cli.check import source_name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (".", "reports"),
        ("reports", "standing"),
        ("../reports/", "reports"),
        ("-", "standard input"),
        ("/", "/"),
    ],
)
def test_a_report_is_named_after_its_folder_however_the_path_is_written(source, name, tmp_path, monkeypatch):
    folder = tmp_path / "reports"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert source_name(source) == (source if name == "standing" else name)
