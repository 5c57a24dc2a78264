from __future__ import annotations

import io
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from averral.errors import Permanent, Reason
from averral.matching.corpus import tables
from averral.runtime import migrations
from averral.runtime.databases import open_database
from averral.runtime.keys import store as keys
from averral.verification import store as findings
from averral.verification import webhooks
from averral.verification.batches import store as batches

#: Tables as they were before revisions were kept.
OLD = Path(__file__).parents[2] / "cases" / "schemas"
DATABASES = {
    "corpus": (tables.metadata, tables.REVISIONS),
    "verification": (batches.METADATA, findings.REVISIONS),
    "keys": (keys.METADATA, keys.REVISIONS),
}


@pytest.fixture(params=DATABASES)
def database(request):
    return request.param, *DATABASES[request.param]


def head(revisions: Path) -> str | None:
    return ScriptDirectory(str(revisions), version_locations=[str(revisions)]).get_current_head()


def differences(engine: sa.Engine, metadata: sa.MetaData, name: str) -> list[object]:
    version = migrations.VERSION_TABLE.format(name=name)
    with engine.connect() as connection:
        options = {"compare_type": True, "include_name": lambda found, kind, _: found != version}
        return compare_metadata(MigrationContext.configure(connection, opts=options), metadata)


def indexes(engine: sa.Engine) -> set[tuple[str, str, tuple[str, ...]]]:
    look = sa.inspect(engine)
    return {
        (table, str(index["name"]), tuple(map(str, index["column_names"])))
        for table in look.get_table_names()
        for index in look.get_indexes(table)
    }


def test_the_revisions_lead_to_the_tables_of_the_code(database, tmp_path):
    _, metadata, revisions = database
    engine = open_database(tmp_path / "new.sqlite", metadata, revisions)
    assert differences(engine, metadata, revisions.parent.name) == []
    made = sa.create_engine("sqlite://")
    metadata.create_all(made)
    assert indexes(engine) == indexes(made)
    assert migrations.revision_of(engine, revisions.parent.name) == head(revisions)


def test_a_file_from_before_revisions_is_upgraded_and_keeps_its_rows(database, tmp_path):
    name, metadata, revisions = database
    path = tmp_path / "old.sqlite"
    old = sqlite3.connect(path)
    old.executescript((OLD / f"{name}-0.sql").read_text())
    table = {"corpus": "corpus_facts", "verification": "jobs", "keys": "keys"}[name]
    columns = [row[1] for row in old.execute(f"PRAGMA table_info({table})")]
    old.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(columns))})", columns)
    old.commit()
    old.close()
    for _ in range(2):
        engine = open_database(path, metadata, revisions)
        assert differences(engine, metadata, revisions.parent.name) == []
        with engine.connect() as connection:
            assert connection.exec_driver_sql(f"SELECT {','.join(columns)} FROM {table}").fetchall() == [
                tuple(columns)
            ]
        engine.dispose()


def test_an_old_file_that_lacks_a_table_gets_it(tmp_path):
    path = tmp_path / "old.sqlite"
    old = sqlite3.connect(path)
    old.executescript((OLD / "verification-0.sql").read_text())
    old.executescript("DROP TABLE changes; DROP TABLE finding_places")
    old.close()
    engine = open_database(path, webhooks.METADATA, findings.REVISIONS)
    assert {"changes", "finding_places"} <= set(sa.inspect(engine).get_table_names())


def test_a_file_with_other_tables_of_these_names_is_refused(tmp_path):
    path = tmp_path / "strange.sqlite"
    with sqlite3.connect(path) as strange:
        strange.execute("CREATE TABLE documents (name TEXT)")
    with pytest.raises(Permanent, match="table documents") as error:
        open_database(path, tables.metadata, tables.REVISIONS)
    assert error.value.reason is Reason.STORAGE_FAILED


def test_a_database_of_a_newer_program_is_refused_and_left_alone(database, tmp_path):
    _, metadata, revisions = database
    path = tmp_path / "newer.sqlite"
    open_database(path, metadata, revisions).dispose()
    version = migrations.VERSION_TABLE.format(name=revisions.parent.name)
    with sqlite3.connect(path) as newer:
        newer.execute(f"UPDATE {version} SET version_num='9999'")
    before = path.read_bytes()
    with pytest.raises(Permanent, match="install the newer one") as error:
        open_database(path, metadata, revisions)
    assert (error.value.reason, error.value.metadata["found"]) == (Reason.STORAGE_FAILED, "9999")
    assert path.read_bytes() == before


def test_an_upgrade_that_fails_half_way_leaves_the_old_tables(tmp_path, monkeypatch):
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as old:
        old.executescript((OLD / "corpus-0.sql").read_text())
        before = list(old.iterdump())

    def fail(*_args, **_named):
        raise sa.exc.OperationalError("DROP TABLE", {}, OSError("disk full"))

    monkeypatch.setattr(op, "drop_table", fail)
    with pytest.raises(Permanent, match="as it was"):
        open_database(path, tables.metadata, tables.REVISIONS)
    with sqlite3.connect(path) as old:
        assert list(old.iterdump()) == before


def test_the_revisions_of_the_corpus_are_statements_for_postgresql():
    scripts = ScriptDirectory(str(tables.REVISIONS), version_locations=[str(tables.REVISIONS)])
    written = io.StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql",
        opts={
            "as_sql": True,
            "output_buffer": written,
            "fn": lambda revision, _: scripts._upgrade_revs("head", revision),
        },
    )
    with Operations.context(context):
        context.run_migrations()
    said = written.getvalue()
    assert "row BIGSERIAL NOT NULL" in said
    assert "vector BYTEA NOT NULL" in said
    assert "CREATE INDEX IF NOT EXISTS documents_by_coverage" in said
