from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest

PROGRAM = """
import asyncio
from averral.runtime.server import stopped_by_signals

async def main():
    stop = asyncio.Event()
    with stopped_by_signals(stop):
        print("ready", flush=True)
        await stop.wait()
        print("stopping", flush=True)
        await asyncio.sleep(1)
        print("stopped", flush=True)

asyncio.run(main())
"""


@pytest.mark.parametrize(("number", "ends"), [(signal.SIGTERM, "stopped"), (signal.SIGINT, "stopping")])
def test_only_a_second_interrupt_ends_a_process_that_is_stopping(number, ends):
    command = [sys.executable, "-c", PROGRAM]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        assert process.stdout.readline() == "stopping\n"
        time.sleep(0.1)
        process.send_signal(number)
        printed = ["stopping", *process.stdout.read().split()]
    assert printed[-1] == ends
