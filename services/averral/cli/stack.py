"""A whole installation on this machine: Redis, the four services, the gateway and a worker, each its own process."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from averral.cli.roles import SERVICES, Role
from averral.errors import Reason, Temporary
from averral.model import DEFAULT_WORKSPACE
from averral.runtime.clients import connect
from averral.runtime.redis_server import RedisServer
from averral.runtime.settings import Settings, load

WORKER = "worker"

WELL_KNOWN: dict[Role, int] = {role: 50061 + n for n, role in enumerate(SERVICES)} | {Role.GATEWAY: 8080}

#: Seconds that a process may take until it answers, on a slow and busy machine.
START_SECONDS = 90.0
#: Seconds between looks.
_POLL = 0.1
#: Seconds to end by itself after SIGTERM.
_STOP_SECONDS = 15.0
#: Seconds before a process that died is started again.
_RESTART_PAUSE = 0.5


class Stack:
    """Starts everything, restarts what dies, stops everything; logs go to files in the data folder."""

    def __init__(self, data_dir: Path, *, fixed_ports: bool = False) -> None:
        """Free ports are taken unless the well-known ones are asked for."""
        self.data_dir = data_dir.resolve()
        self.ports = {role: WELL_KNOWN[role] if fixed_ports else _free_port() for role in Role}
        self.redis: RedisServer | None = None
        self.processes: dict[str, asyncio.subprocess.Process] = {}
        self._redis_url = os.environ.get("AVERRAL_REDIS_URL", "")
        self._keepers: list[asyncio.Task[None]] = []
        self._logs: list[IO[bytes]] = []

    async def __aenter__(self) -> Self:
        try:
            await self.start()
        except BaseException:
            await self.stop()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Comes back when every service answers.

        Raises:
            Temporary: NEIGHBOUR_UNAVAILABLE when one does not; its log says why.
        """
        (self.data_dir / "logs").mkdir(parents=True, exist_ok=True)
        if not self._redis_url:
            self.redis = RedisServer(self.data_dir / "redis")
            await self.redis.start()
            self._redis_url = self.redis.url
            self._keepers.append(asyncio.create_task(self.redis.keep()))
        for name in (*Role, WORKER):
            await self._spawn(name)
            self._keepers.append(asyncio.create_task(self._keep(name)))
        await asyncio.gather(*(self._wait_for(role) for role in Role))

    async def stop(self) -> None:
        """Workers first, so that nothing is begun that a missing service would hold up."""
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        self._keepers.clear()
        for name in (WORKER, *reversed(Role)):
            if name in self.processes:
                await _end(self.processes.pop(name))
        if self.redis is not None:
            await self.redis.stop()
        for log in self._logs:
            log.close()
        self._logs.clear()

    def address(self, role: Role) -> str:
        """Where a service answers."""
        return f"localhost:{self.ports[role]}"

    @property
    def environment(self) -> dict[str, str]:
        """Settings that make any averral process part of this installation."""
        addresses = {f"AVERRAL_{role.upper()}_ADDRESS": self.address(role) for role in SERVICES}
        return {
            # One person's machine: the gateway answers calls from here without a key.
            "AVERRAL_ANONYMOUS_WORKSPACE": DEFAULT_WORKSPACE,
            **os.environ,
            **addresses,
            "AVERRAL_REDIS_URL": self._redis_url,
            "AVERRAL_DATA_DIR": str(self.data_dir),
            "AVERRAL_LOG_FORMAT": "json",
        }

    def kill(self, name: str) -> None:
        """Kills a process as a crash would; it is started again."""
        with contextlib.suppress(ProcessLookupError):
            self.processes[name].send_signal(signal.SIGKILL)

    async def _spawn(self, name: str) -> None:
        command = ["work"] if name == WORKER else ["serve", name, "--port", str(self.ports[Role(name)])]
        log = (self.data_dir / "logs" / f"{name}.log").open("ab")
        self._logs.append(log)
        self.processes[name] = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "averral", *command, stdout=log, stderr=log, env=self.environment
        )

    async def _keep(self, name: str) -> None:
        while True:
            await self.processes[name].wait()
            await asyncio.sleep(_RESTART_PAUSE)
            await self._spawn(name)

    async def _wait_for(self, role: Role) -> None:
        ends = asyncio.get_running_loop().time() + START_SECONDS
        while asyncio.get_running_loop().time() < ends:
            if await self.healthy(role):
                return
            await asyncio.sleep(_POLL)
        raise Temporary(
            Reason.NEIGHBOUR_UNAVAILABLE,
            f"The {role} service does not answer: see {self.data_dir / 'logs' / (role + '.log')}.",
        )

    async def healthy(self, role: Role) -> bool:
        """Whether the service says that it is serving."""
        if role is Role.GATEWAY:
            return await _answers("127.0.0.1", self.ports[role], "/readyz")
        async with connect(self.address(role), load(Settings)) as channel:
            check = health_pb2_grpc.HealthStub(channel).Check
            try:
                answer = await check(health_pb2.HealthCheckRequest(), timeout=1.0)
            except grpc.aio.AioRpcError:
                return False
        return bool(answer.status == health_pb2.HealthCheckResponse.SERVING)


async def _end(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(_STOP_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


async def _answers(host: str, port: int, path: str) -> bool:
    """Whether an HTTP server answers the path with 200."""
    try:
        async with asyncio.timeout(5.0):
            reader, writer = await asyncio.open_connection(host, port)
            try:
                writer.write(f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
                return b" 200 " in await reader.readline()
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
