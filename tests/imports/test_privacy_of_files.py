"""T-X8 for files in the chat: nothing of a workbook lies open on disk, is logged, or stays.

Broken by a temporary file, an unsealed column of jobs or files, a file's name in an argument.
"""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from services.facts import save
from tests.canaries import database_files, found_in, logged, temporary_files
from tests.facts.workbooks import workbook
from tests.imports.desk import Desk

CLIENT, MANAGER, AMOUNT = "司马相如金丝雀", "欧阳金丝雀", "98765.43"
FILE = f"{MANAGER}的客户.xlsx"
HEAD = ("月份", "客户号", "客户名称", "类型", "客户经理工号", "开户日期", "月末资产")
GOOD = ("2026-09", "C1", CLIENT, "个人", "JC031", "2026-09-03", AMOUNT)
WRONG = ("2026-09", CLIENT, CLIENT, "个人", MANAGER, "2026-09-03", f"{AMOUNT}9")
CANARIES = (CLIENT, MANAGER, AMOUNT, "9876543")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where temporary files would be."""
    made = tmp_path / "temporary"
    made.mkdir()
    monkeypatch.setenv("TMPDIR", str(made))
    monkeypatch.setattr("tempfile.tempdir", str(made))
    return made


async def test_nothing_lies_open(
    desk: Desk, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[set[str]] = []
    arguments: list[str] = []

    def look(*_: object) -> None:
        content = [*temporary_files(folder), *database_files(desk.store)]
        found.append(set().union(*(found_in(one, CANARIES) for one in content)))

    class Started(subprocess.Popen[bytes]):
        def __init__(self, command: list[str], **given: Any) -> None:
            arguments.extend(command)
            super().__init__(command, **given)

    real = save.prepare

    def prepare(*args: object, **kwargs: object) -> object:
        kwargs["progress"] = look
        return real(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(save, "prepare", prepare)
    monkeypatch.setattr("subprocess.Popen", Started)
    with logged(monkeypatch, "text") as log:
        for row, button in ((WRONG, ""), (GOOD, "保存")):
            sheet = workbook(tmp_path / "a.xlsx", {"客户月度": (HEAD, row)})
            await desk.sends(FILE, sheet.read_bytes())
            assert FILE in await desk.works()
            look()
            if button:
                await desk.presses(button)
                assert "已保存" in await desk.works()
        look()
    assert set().union(*found) == set()
    assert "services.facts.child" in arguments
    assert found_in("".join(arguments).encode(), CANARIES) == set()
    assert found_in(log.getvalue().encode(), CANARIES) == set()
