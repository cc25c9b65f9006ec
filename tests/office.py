"""Somebody at the command line of an outlet: a folder, its settings, what commands answer."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import Settings
from tests.branch import NOW
from tests.databases import KEY

ROOT = Path(__file__).parents[1]
CLIENTS = "客户月度-2026-10.xlsx"


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The results, line by line."""
        return self.out.splitlines()


@dataclass(frozen=True)
class Office:
    """A prepared folder; commands run in it."""

    folder: Path
    url: str
    capsys: pytest.CaptureFixture[str]

    def does(self, *arguments: str) -> Said:
        """Run a command in this process."""
        self.capsys.readouterr()
        try:
            code = main(arguments)
        except SystemExit as ended:  # how argparse ends: help, or wrong usage
            code = int(ended.code or 0)
        printed = self.capsys.readouterr()
        return Said(code, printed.out, printed.err)

    def net(self, month: str) -> str:
        """Return what 张伟 gets for the month."""
        return self.line(month, "实发")

    def line(self, month: str, name: str) -> str:
        """Return the line of 张伟's statement that has the name."""
        said = self.does("statement", "--staff", "JC031", "--month", month)
        return next(one for one in said.lines if name in one)


def furnish(folder: Path, workbooks: list[Path]) -> None:
    """Put the files there that the examples name."""
    shutil.copy(next(one for one in workbooks if one.name.endswith(CLIENTS)), folder / CLIENTS)
    shutil.copytree(ROOT / "tests" / "cases", folder / "tests" / "cases")


def enter(patch: pytest.MonkeyPatch, folder: Path, url: str = "") -> None:
    """Work in the folder at one moment, with these settings and none of whoever runs the tests."""
    patch.chdir(folder)
    for name in (*(one.upper() for one in Settings.model_fields), "LC_ALL", "LANG"):
        patch.delenv(name, raising=False)
    patch.setenv("DATABASE_URL", url)
    patch.setenv("DATA_KEY", KEY if url else "")
    patch.setenv("COLUMNS", "200")
    patch.setattr(Settings, "clock", lambda _: NOW)
    patch.setattr("signal.signal", lambda *_: None)  # signals stay as pytest has them
