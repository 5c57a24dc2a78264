"""A WordPress of its own for the tests: Debian's package in a temporary folder, MariaDB on a private socket, PHP's server."""

from __future__ import annotations

import json
import os
import runpy
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import pytest
from babel.messages import Catalog

HERE = Path(__file__).parent
PLUGIN = HERE.parents[2] / "deploy/wordpress/averral"
SOURCE = Path("/usr/share/wordpress")
NEEDED = "wordpress php-cli php-mysql mariadb-server"
TRIES = 3
# Of memory, disk and the kernel's queues no more than one small site needs; what it wrote is thrown away at the end.
_SMALL = (
    "--innodb-buffer-pool-size=32M",
    "--innodb-log-file-size=8M",
    "--innodb-use-native-aio=0",
    "--innodb-flush-log-at-trx-commit=0",
    "--skip-log-bin",
)
PROGRAMS = ("php", "mariadbd", "mariadb-install-db", "mariadb")

_CONFIG = """<?php
define( 'DB_NAME', 'press' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:{socket}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'AUTH_KEY', 'a' ); define( 'SECURE_AUTH_KEY', 'b' ); define( 'LOGGED_IN_KEY', 'c' ); define( 'NONCE_KEY', 'd' );
define( 'AUTH_SALT', 'e' ); define( 'SECURE_AUTH_SALT', 'f' ); define( 'LOGGED_IN_SALT', 'g' ); define( 'NONCE_SALT', 'h' );
define( 'WP_HOME', '{url}' );
define( 'WP_SITEURL', '{url}' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', '{folder}/debug.log' );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'WP_ACCESSIBLE_HOSTS', 'localhost,127.0.0.1' );
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {{
	define( 'ABSPATH', __DIR__ . '/' );
}}
require_once ABSPATH . 'wp-settings.php';
"""


def what_is_missing() -> str:
    """What must be installed, in words; empty where all is there."""
    lacking = [name for name in PROGRAMS if not shutil.which(name, path=_path())]
    if (SOURCE / "wp-load.php").exists() and not lacking:
        return ""
    return f"no WordPress to test in: install Debian's packages {NEEDED}"


def require_wordpress() -> None:
    """Skips where WordPress cannot be run, fails in CI, where it must be."""
    said = what_is_missing()
    if said:
        unavailable(said)


def unavailable(said: str) -> NoReturn:
    """Skips with what is missing; in CI it fails."""
    if os.environ.get("CI"):
        pytest.fail(said)
    pytest.skip(said)


@dataclass
class Site:
    """The running site; `close` ends it."""

    folder: Path
    """Short, since a socket's path must be."""
    server: str
    key: str
    port: int = 0
    people: dict[str, Any] = field(default_factory=dict)
    """Cookies of who has signed in."""
    closing: ExitStack = field(default_factory=ExitStack)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def root(self) -> Path:
        """Where its files lie."""
        return self.folder / "www"

    def start(self) -> None:
        """Starts the database, installs the site, serves it."""
        self.port = _free_port()
        self._copy()
        self._start_database()
        self.run_php(HERE / "install.php", self.server, self.key)
        command = ["php", "-d", "opcache.enable_cli=1", "-S", f"127.0.0.1:{self.port}", "-t", str(self.root)]
        # Pages call the site while it builds others.
        self._spawn(command, {"PHP_CLI_SERVER_WORKERS": "4"})
        _wait(self._answers)

    def close(self) -> None:
        """Ends the server and the database."""
        self.closing.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, code: str) -> Any:
        """What PHP code, run inside the site, gives to `return`."""
        script = self.root / "run-code.php"
        body = f"<?php require __DIR__ . '/wp-load.php'; echo json_encode( ( function () {{ {code} }} )() );"
        script.write_text(body, encoding="utf-8")
        said = self.run_php(script)
        return json.loads(said) if said else None

    def run_php(self, script: Path, *arguments: str) -> str:
        """Runs a script in the site's folder."""
        here = self.root / script.name
        if script != here:
            shutil.copy(script, here)
        done = subprocess.run(
            ["php", str(here), *arguments],
            cwd=self.root,
            capture_output=True,
            text=True,
            check=False,
            env=_env(),
        )
        here.unlink()
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def complaints(self) -> list[str]:
        """What PHP had to say of the plug-in."""
        log = self.folder / "debug.log"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        return [line for line in lines if "averral" in line.lower()]

    def _copy(self) -> None:
        shutil.copytree(SOURCE, self.root)
        (self.root / "wp-config.php").unlink(missing_ok=True)
        said = _CONFIG.format(socket=self.folder / "db.sock", url=self.url, folder=self.folder)
        (self.root / "wp-config.php").write_text(said, encoding="utf-8")
        content = self.root / "wp-content"
        shutil.copytree(PLUGIN, content / "plugins/averral")
        (content / "mu-plugins").mkdir()
        shutil.copy(HERE / "for-tests.php", content / "mu-plugins")
        theme = content / "themes/plain"
        theme.mkdir(parents=True)
        (theme / "style.css").write_text("/* Theme Name: Plain */", encoding="utf-8")
        (theme / "index.php").write_text("<?php the_post(); the_content();", encoding="utf-8")
        (content / "languages").mkdir(exist_ok=True)
        (content / "languages/ar.mo").write_bytes(_right_to_left())

    def _start_database(self) -> None:
        data, as_root = self.folder / "db", ["--user=root"] if os.geteuid() == 0 else []
        plain = ["--no-defaults", f"--datadir={data}", *as_root, *_SMALL]
        make_database(data, plain)
        place = self.folder / "db.sock"
        self._spawn(["mariadbd", *plain, f"--socket={place}", "--skip-networking"], {})
        asked = ["mariadb", "--no-defaults", f"--socket={place}", "-u", "root", "-e", "CREATE DATABASE press"]
        _wait(lambda: subprocess.run(asked, check=False, capture_output=True, env=_env()).returncode == 0)

    def _spawn(self, command: list[str], more: dict[str, str]) -> None:
        log = self.closing.enter_context((self.folder / f"{command[0]}.log").open("wb"))
        running = subprocess.Popen(command, stdout=log, stderr=log, env=_env() | more, start_new_session=True)

        def end() -> None:
            # PHP's server has children; what the database has not written yet is thrown away with the rest.
            os.killpg(running.pid, signal.SIGKILL)
            running.wait(20)

        self.closing.callback(end)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/wp-login.php", timeout=20) as answer:
                return answer.status == 200
        except OSError:
            return False


def make_database(data: Path, options: list[str]) -> None:
    """The database's own tables; tried anew in an empty folder, since a busy machine may refuse the memory or the space once."""
    command = ["mariadb-install-db", *options, "--auth-root-authentication-method=normal", "--skip-test-db"]
    said = ""
    for _ in range(TRIES):
        shutil.rmtree(data, ignore_errors=True)
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=_env())
        if done.returncode == 0:
            return
        said = (done.stdout + done.stderr)[-2000:]
        time.sleep(2)
    unavailable(f"no database to test WordPress with: mariadb-install-db failed {TRIES} times:\n{said}")


def _right_to_left() -> bytes:
    """The one line of WordPress's Arabic that turns its pages round."""
    catalog = Catalog(locale="ar")
    catalog.add("ltr", "rtl", context="text direction")
    compiled: bytes = runpy.run_path(str(PLUGIN.parent / "translate.py"))["compiled"](catalog)
    return compiled


def _path() -> str:
    return os.environ.get("PATH", "") + ":/usr/sbin"


def _env() -> dict[str, str]:
    return os.environ | {"PATH": _path()}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(ready: Callable[[], bool], seconds: float = 60.0) -> None:
    ends = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < ends, "it does not answer"
        time.sleep(0.1)
