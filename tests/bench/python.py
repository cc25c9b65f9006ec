"""A virtual environment of the bench's own: aiogram wants an older pydantic than we have."""

import subprocess
import sys
from pathlib import Path

from tests.office import ROOT

REQUIREMENTS = Path(__file__).parent / "baselines" / "requirements.txt"
FOLDER = ROOT / ".venv-bench"


def python_of_its_own() -> Path | None:
    """Return a Python that has aiogram and the library's rate limiter; none if it cannot be."""
    made, there = FOLDER / "installed.txt", FOLDER / "bin" / "python"
    wanted = REQUIREMENTS.read_text("utf-8")
    if made.exists() and made.read_text("utf-8") == wanted:
        return there
    pip = (str(there), "-m", "pip", "install", "-q", "--disable-pip-version-check")
    try:
        for command in (
            (sys.executable, "-m", "venv", "--clear", str(FOLDER)),
            (*pip, "--require-hashes", "-r", str(REQUIREMENTS)),
        ):
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - ours
    except subprocess.CalledProcessError:
        print("aiogram and the rate limiter cannot be installed: left out")  # noqa: T201
        return None
    made.write_text(wanted, "utf-8")
    return there
