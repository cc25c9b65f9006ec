"""Commands as real processes: with this Python, and without settings of whoever runs the tests."""

import os
import shlex
import sys

from tests.office import ROOT


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a process."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **more}


def command(line: str) -> list[str]:
    """Return how an example of a command is really run."""
    python, *words = shlex.split(line)
    assert python == "python"
    return [sys.executable, *words]
