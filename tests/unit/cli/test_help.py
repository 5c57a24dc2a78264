"""The command explains itself: an example with every command, and shells complete what may stand next."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest
from typer.main import get_command

from averral.cli.app import app

RUN = "import sys; sys.argv[0] = 'averral'; from averral.cli.app import main; main()"


def commands(group: click.Command, path: str = "averral") -> Iterator[tuple[str, str]]:
    for name, command in getattr(group, "commands", {}).items():
        yield f"{path} {name}", command.help or ""
        yield from commands(command, f"{path} {name}")


@pytest.mark.parametrize(("path", "told"), list(commands(get_command(app))))
def test_every_command_has_help_with_an_example_of_itself(path, told):
    example = told.partition("Example: ")[2]
    assert example.startswith(path), told


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("averral ver", {"verify"}),
        ("averral keys ", {"create", "list", "rotate", "revoke"}),
        ("averral check --comp", {"--compare"}),
        ("averral findings --state cont", {"contested", "contradicted"}),
    ],
)
def test_a_shell_completes_commands_options_and_values(line, wanted):
    words = line.split(" ")
    asked = {"_AVERRAL_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        env=os.environ | asked,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert set(done.stdout.split()) == wanted


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_completion_script_for_each_usual_shell(shell):
    done = subprocess.run(
        [sys.executable, "-c", RUN, "--show-completion", shell],
        env=os.environ | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "AVERRAL_COMPLETE" in done.stdout
