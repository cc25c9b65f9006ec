"""The bot forked from an interpreter that has imported it: a restart costs a second less."""

import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

from bot.__main__ import main
from tests import sabotage

PRELOADED = ["__main__", "bot.service", "psycopg", __name__]
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(PRELOADED)


class Forked:
    """A process with what is needed of `subprocess.Popen`."""

    def __init__(self, folder: Path, surroundings: dict[str, str], log: Path) -> None:
        self._process = _context.Process(target=_run, args=(folder, surroundings, log))
        self._process.start()
        self.pid = self._process.pid or 0

    def poll(self) -> int | None:
        """Return the exit code, or the signal as a negative number; none while it runs."""
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        """Send the process a signal."""
        os.kill(self.pid, number)

    def wait(self, seconds: float) -> int:
        """Wait for its end and return the exit code; TimeoutExpired."""
        self._process.join(seconds)
        code = self._process.exitcode
        if code is None:
            raise subprocess.TimeoutExpired(self._process.name, seconds)
        return code


def _run(folder: Path, surroundings: dict[str, str], log: Path) -> None:
    """Be `python -m bot run` in a folder, with an environment of its own."""
    os.environ.clear()
    os.environ.update(surroundings)
    os.chdir(folder)
    with log.open("ab", buffering=0) as written:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(written.fileno(), stream.fileno())
    if sabotage.STEERED in os.environ:
        sabotage.install()
    sys.exit(main(["run"]))
