"""The tables of the corpus (SQLAlchemy Core): SQLite on one machine, any other database by its URL.

Records are JSON text (`runtime.records`); only what a query selects or sorts by has a column of its own.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from averral.errors import Permanent, Reason
from averral.runtime.databases import open_database, tell_failures, upgrade

metadata = sa.MetaData()
#: How they came to be what they are: every change of them is a file there.
REVISIONS = Path(__file__).parent / "revisions"

#: SQLite counts rows up by itself only in columns declared INTEGER.
_Counter = sa.BigInteger().with_variant(sa.Integer, "sqlite")

#: `fingerprint`, `dimension` and `scale` of the embedding model, `revision` of the items.
facts = sa.Table(
    "corpus_facts",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
)

documents = sa.Table(
    "documents",
    metadata,
    sa.Column("workspace", sa.String, primary_key=True),
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("source", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("reason", sa.String, nullable=False, default=""),
    sa.Column("published", sa.Float),
    sa.Column("record", sa.Text, nullable=False),
    # The caller's id, and which document takes the place of this one: see `versions`.
    sa.Column("external_id", sa.String, nullable=False, server_default=""),
    sa.Column("replaced_by", sa.String, nullable=False, server_default=""),
    sa.Index("documents_by_external_id", "workspace", "external_id", "source"),
    # Holds all that `listing.coverage` counts, which every question asks for.
    sa.Index("documents_by_coverage", "workspace", "state", "source", "published"),
)

#: What was found in a document, without its items; `names` as `matching.names` writes them, empty where never stored.
extractions = sa.Table(
    "extractions",
    metadata,
    sa.Column("workspace", sa.String, primary_key=True),
    sa.Column("document_id", sa.String, primary_key=True),
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("names", sa.Text, nullable=False, server_default=""),
)

#: One row per claim or quote. `row` is its number in the vector index and is never used again.
items = sa.Table(
    "items",
    metadata,
    sa.Column("row", _Counter, primary_key=True, autoincrement=True),
    sa.Column("workspace", sa.String, nullable=False),
    sa.Column("id", sa.String, nullable=False),
    sa.Column("document_id", sa.String, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("language", sa.String, nullable=False),
    sa.Column("outlet", sa.String, nullable=False),
    sa.Column("published", sa.Float),
    sa.Column("vector", sa.LargeBinary, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sa.UniqueConstraint("workspace", "id"),
    sa.Index("items_by_document", "workspace", "document_id"),
    sqlite_autoincrement=True,
)

#: What items can be found by besides their vectors; `day` is a proleptic ordinal, 0 when unknown.
item_keys = sa.Table(
    "item_keys",
    metadata,
    sa.Column("workspace", sa.String, primary_key=True),
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("day", sa.Integer, primary_key=True),
    sa.Column("row", _Counter, primary_key=True, autoincrement=False),
    sa.Index("item_keys_by_row", "row"),
)

relations = sa.Table(
    "relations",
    metadata,
    sa.Column("workspace", sa.String, primary_key=True),
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("a_id", sa.String, nullable=False),
    sa.Column("b_id", sa.String, nullable=False),
    sa.Column("a_document_id", sa.String, nullable=False),
    sa.Column("b_document_id", sa.String, nullable=False),
    sa.Column("versions", sa.String, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    # The strongest of an item come first: those that put a passage on a side (`weak` is 0), the surest before others.
    sa.Column("weak", sa.Integer, nullable=False, server_default="0"),
    sa.Column("doubt", sa.Float, nullable=False, server_default="0"),
    sa.Index("relations_by_a", "workspace", "a_id", "weak", "doubt", "id"),
    sa.Index("relations_by_b", "workspace", "b_id", "weak", "doubt", "id"),
    sa.Index("relations_by_a_document", "workspace", "a_document_id"),
    sa.Index("relations_by_b_document", "workspace", "b_document_id"),
)


#: Items that are gone, or lost a relation, since a document was indexed anew or removed: until it is related, or the
#: removal is finished, nobody has looked at their findings.
touched = sa.Table(
    "touched",
    metadata,
    sa.Column("workspace", sa.String, primary_key=True),
    sa.Column("document_id", sa.String, primary_key=True),
    sa.Column("item_id", sa.String, primary_key=True),
)


def relations_touching(workspace: str, document_id: str = "", item_id: str = "") -> sa.ColumnElement[bool]:
    """The condition that a relation has this document, or this item, at either end.

    By its id among those found from each end: with a plain OR, SQLite reads all relations of the workspace.
    """
    ends = ("a_document_id", "b_document_id") if document_id else ("a_id", "b_id")
    known = (
        sa.select(relations.c.id).where(
            relations.c.workspace == workspace, relations.c[end] == (document_id or item_id)
        )
        for end in ends
    )
    return sa.and_(relations.c.workspace == workspace, relations.c.id.in_(sa.union_all(*known)))


def open_corpus(path: Path | None = None, url: str = "") -> sa.Engine:
    """An engine with all tables up to date: the database at `url`, else the SQLite file, else in memory.

    Raises:
        Permanent: STORAGE_FAILED when it cannot be opened, is newer than this code or unknown to it;
            MISSING_EXTRA when the driver that the URL names is not installed.
    """
    if not url:
        return open_database(path, metadata, REVISIONS)
    try:
        engine = sa.create_engine(url, pool_pre_ping=True)
        upgrade(engine, REVISIONS)
    except ModuleNotFoundError as error:
        raise Permanent(
            Reason.MISSING_EXTRA,
            f"The database driver {error.name} is not installed: install it, or leave the address empty.",
            metadata={"driver": str(error.name)},
        ) from error
    except sa.exc.SQLAlchemyError as error:
        raise Permanent(
            Reason.STORAGE_FAILED, f"The corpus database cannot be opened: {type(error).__name__}."
        ) from error
    tell_failures(engine, REVISIONS.parent.name)
    return engine
