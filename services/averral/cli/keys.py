"""API keys of the HTTP gateway: create, list, rotate or revoke them. Example: averral keys create desk-2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from averral.cli import options, output
from averral.model import DEFAULT_WORKSPACE
from averral.runtime.keys import Key, KeyStore, Scope
from averral.runtime.keys.store import FILE
from averral.runtime.settings import GatewaySettings, load

app = typer.Typer(no_args_is_help=True)

COLUMNS = (
    "id",
    "name",
    "workspace",
    "scopes",
    "rate_per_minute",
    "calls_per_day",
    "origins",
    "created",
    "expires",
    "revoked",
)

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}

DataDir = Annotated[Path | None, typer.Option(help="Folder of the installation.")]
Name = Annotated[str, typer.Argument(help="Who or what will use it.")]
KeyId = Annotated[str, typer.Argument(help="Id as listed, key_….")]
Scopes = Annotated[list[Scope], typer.Option("--scope", help="What it allows; may be given several times.")]


@app.command("create")
def create(
    name: Name,
    workspace: options.Workspace = DEFAULT_WORKSPACE,
    scope: Scopes = [Scope.READ],  # noqa: B006 - typer makes a new list for each call
    expires: Annotated[str, typer.Option(help="Lifetime such as 90d, 12h or 30m; empty for none.")] = "",
    rate: Annotated[
        int | None, typer.Option(help="Calls per minute; the installation's default if left out.")
    ] = None,
    per_day: Annotated[
        int | None,
        typer.Option(help="Calls per day, 0 for no limit; the installation's default if left out."),
    ] = None,
    origin: Annotated[
        list[str], typer.Option(help="Origin whose pages may call with it, https://cms.example; repeatable.")
    ] = [],  # noqa: B006 - typer makes a new list for each call
    data_dir: DataDir = None,
) -> None:
    """Makes a key and prints its secret, once. Example: averral keys create desk-2 --scope read --expires 90d."""
    with _store(data_dir) as store:
        made, secret = store.create(
            workspace,
            name,
            scope,
            lifetime=_span(expires) if expires else None,
            rate_per_minute=rate,
            calls_per_day=per_day,
            origins=origin,
        )
    output.ERR.print(f"Key {made.id} for workspace {made.workspace}. The secret is shown this once:")
    typer.echo(secret)


@app.command("list")
def list_keys(
    workspace: Annotated[str, typer.Option(help="Only keys of this workspace.")] = "",
    format: options.OutputFormat = output.Format.TABLE,  # noqa: A002 - the option's name
    data_dir: DataDir = None,
) -> None:
    """Shows the keys, never their secrets. Example: averral keys list --format jsonl."""
    with _store(data_dir) as store:
        rows = [_row(key) for key in store.list(workspace)]
    if format is output.Format.JSONL:
        output.write_jsonl(rows)
    elif format is output.Format.CSV:
        output.write_csv(rows, COLUMNS)
    elif rows:
        cells = ([output.cell(str(row[name] or "")) for name in COLUMNS] for row in rows)
        output.table("Keys", [(name, 2) for name in COLUMNS], cells)
    else:
        output.OUT.print("No keys.")


@app.command("rotate")
def rotate(
    key_id: KeyId,
    grace: Annotated[str, typer.Option(help="How long the old secret still opens.")] = "24h",
    data_dir: DataDir = None,
) -> None:
    """Makes a key like the old one, which ends after a while. Example: averral keys rotate key_3f9a2c."""
    with _store(data_dir) as store:
        made, secret = store.rotate(key_id, _span(grace))
    output.ERR.print(f"Key {made.id} takes the place of {key_id}. The secret is shown this once:")
    typer.echo(secret)


@app.command("revoke")
def revoke(key_id: KeyId, data_dir: DataDir = None) -> None:
    """Ends a key at once. Example: averral keys revoke key_3f9a2c."""
    with _store(data_dir) as store:
        store.revoke(key_id)
    output.OUT.print(f"{key_id} revoked.")


@contextmanager
def _store(data_dir: Path | None) -> Iterator[KeyStore]:
    store = KeyStore(load(GatewaySettings, data_dir=data_dir).data_dir / FILE)
    try:
        yield store
    finally:
        store.close()


def _span(text: str) -> timedelta:
    found = re.fullmatch(r"([0-9]{1,5})([mhd])", text)
    if found is None:
        raise typer.BadParameter(f"{text!r} is no time: write 30m, 12h or 90d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _row(key: Key) -> dict[str, object]:
    return {
        "id": key.id,
        "name": key.name,
        "workspace": key.workspace,
        "scopes": " ".join(key.scopes),
        "rate_per_minute": key.rate_per_minute,
        "calls_per_day": key.calls_per_day,
        "origins": " ".join(key.origins),
        "created": key.created_at.isoformat(timespec="seconds"),
        "expires": key.expires_at.isoformat(timespec="seconds") if key.expires_at else None,
        "revoked": key.revoked_at.isoformat(timespec="seconds") if key.revoked_at else None,
    }
