from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from averral.errors import Permanent, Reason
from averral.runtime.keys import KeyStore, Scope, require
from averral.runtime.keys.store import PREFIX


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path, clock):
    opened = KeyStore(tmp_path / "keys.db", clock)
    yield opened
    opened.close()


def problem_of(store: KeyStore, secret: str) -> str:
    with pytest.raises(Permanent) as refused:
        store.find(secret)
    assert refused.value.reason is Reason.UNAUTHENTICATED
    return refused.value.metadata["problem"]


def test_a_secret_opens_its_key_and_is_nowhere_kept(store, tmp_path):
    key, secret = store.create("desk", "plug-in", [Scope.READ, Scope.WRITE, Scope.READ])
    assert secret.startswith(PREFIX)
    assert store.find(secret) == key
    assert key.scopes == (Scope.READ, Scope.WRITE)
    for path in tmp_path.iterdir():
        assert secret.encode() not in path.read_bytes()
    assert problem_of(store, secret + "x") == "unknown"
    assert problem_of(store, "") == "unknown"
    assert problem_of(store, "\ud800") == "unknown"


def test_a_key_ends_at_its_time(store, clock):
    _, secret = store.create("desk", "short", [Scope.READ], lifetime=timedelta(hours=1))
    clock.now += timedelta(minutes=59)
    store.find(secret)
    clock.now += timedelta(minutes=1)
    assert problem_of(store, secret) == "expired"


def test_revoking_ends_a_key_and_its_tokens_at_once(store):
    key, secret = store.create("desk", "plug-in", [Scope.READ])
    _, token = store.create("desk", "plug-in", [Scope.READ], lifetime=timedelta(hours=1), parent_id=key.id)
    store.revoke(key.id)
    store.revoke(key.id)
    assert problem_of(store, secret) == "revoked"
    assert problem_of(store, token) == "revoked"
    with pytest.raises(Permanent):
        store.revoke("key_0")


def test_rotating_leaves_the_old_secret_some_time(store, clock):
    key, old = store.create("desk", "x", [Scope.READ], lifetime=timedelta(days=90), rate_per_minute=5)
    clock.now += timedelta(days=80)
    made, new = store.rotate(key.id, timedelta(hours=24))
    assert (made.workspace, made.scopes, made.rate_per_minute) == ("desk", (Scope.READ,), 5)
    assert made.expires_at == clock.now + timedelta(days=90)
    store.find(old)
    clock.now += timedelta(hours=24)
    assert problem_of(store, old) == "expired"
    store.find(new)
    with pytest.raises(Permanent):
        store.rotate(key.id, timedelta(hours=1))


def test_rotating_never_lengthens_a_key(store, clock):
    key, old = store.create("desk", "x", [Scope.READ], lifetime=timedelta(hours=2))
    store.rotate(key.id, timedelta(days=30))
    clock.now += timedelta(hours=2)
    assert problem_of(store, old) == "expired"


def test_lists_show_keys_of_one_workspace_or_all_and_no_tokens(store):
    key, _ = store.create("desk", "a", [Scope.READ])
    store.create("desk", "a", [Scope.READ], lifetime=timedelta(hours=1), parent_id=key.id)
    store.create("other", "b", [Scope.ADMIN])
    assert [one.name for one in store.list("desk")] == ["a"]
    assert [one.name for one in store.list()] == ["a", "b"]


def test_old_tokens_are_swept_when_a_key_is_made(store, clock, tmp_path):
    key, _ = store.create("desk", "a", [Scope.READ])
    store.create("desk", "a", [Scope.READ], lifetime=timedelta(hours=1), parent_id=key.id)
    clock.now += timedelta(days=2)
    store.create("desk", "b", [Scope.READ])
    with sqlite3.connect(tmp_path / "keys.db") as connection:
        assert connection.execute("SELECT count(*) FROM keys").fetchone() == (2,)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("workspace", {"workspace": "a/b"}),
        ("workspace", {"workspace": ""}),
        ("name", {"name": " "}),
        ("scopes", {"scopes": []}),
        ("lifetime", {"lifetime": timedelta(0)}),
        ("rate_per_minute", {"rate_per_minute": 0}),
    ],
)
def test_what_makes_no_sense_is_refused(store, field, given):
    asked = {"workspace": "desk", "name": "x", "scopes": [Scope.READ]} | given
    with pytest.raises(Permanent) as refused:
        store.create(**asked)
    assert (refused.value.reason, refused.value.field) == (Reason.INVALID_ARGUMENT, field)


def test_admin_comes_with_every_scope_and_no_other_with_any(store):
    admin, _ = store.create("desk", "a", [Scope.ADMIN])
    for scope in Scope:
        if scope is not Scope.SERVICE:
            require(admin, scope)
        narrow, _ = store.create("desk", "a", [scope])
        for other in Scope:
            everything = scope is Scope.ADMIN and other is not Scope.SERVICE
            assert narrow.allows(other) == (other is scope or everything)


def test_a_key_keeps_its_origins_and_its_calls_a_day_when_it_is_rotated(store):
    key, _ = store.create("desk", "cms", [Scope.READ], calls_per_day=500, origins=["https://cms.example"])
    made, secret = store.rotate(key.id, timedelta(hours=1))
    assert store.find(secret) == made
    assert (made.calls_per_day, made.origins) == (500, ("https://cms.example",))
    assert store.allows_origin("https://cms.example")
    assert not store.allows_origin("https://cms")
    assert not store.allows_origin("https://evil.example")
    for each in (key, made):
        store.revoke(each.id)
    assert not store.allows_origin("https://cms.example")


@pytest.mark.parametrize(
    "origin", ["cms.example", "https://cms.example/", "https://a b", "*", "https://CMS.example"]
)
def test_what_is_no_origin_is_refused(store, origin):
    with pytest.raises(Permanent) as error:
        store.create("desk", "a", [Scope.READ], origins=[origin])
    assert error.value.field == "origins"


def test_a_token_shares_its_keys_limits_and_ends_no_later(store):
    key, _ = store.create(
        "desk",
        "cms",
        [Scope.READ, Scope.REVIEW],
        lifetime=timedelta(hours=1),
        rate_per_minute=30,
        calls_per_day=500,
    )
    token, _ = store.create_token(key, [Scope.READ], timedelta(hours=12))
    assert (token.rate_per_minute, token.calls_per_day, token.parent_id) == (30, 500, key.id)
    assert (token.workspace, token.scopes) == ("desk", (Scope.READ,))
    assert token.expires_at <= key.expires_at
    assert store.create_token(token, [Scope.READ], timedelta(hours=1))[0].parent_id == key.id
