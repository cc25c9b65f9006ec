"""T-X8: what is personal is nowhere in plain text: broken by any column, log or file unsealed."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from handlers.facts import remark
from handlers.render import plain
from services.facts.remarks import remarked
from services.store import Store
from tests.facts.workbooks import OUTLET, PEOPLE, bring, workbook

NAME, PERSON, NOTE, FILE = "司马相如金丝雀", "欧阳金丝雀", "手机 13912345678", "金丝雀名单.xlsx"


def database_files(store: Store) -> list[Path]:
    """Return all that the database has on disk."""
    if store.writer.dialect.name == "sqlite":
        database = Path(str(store.writer.url.database))
        return list(database.parent.glob(f"{database.name}*"))
    with store.writer.connect() as connection:
        connection.exec_driver_sql("CHECKPOINT")
        folder = connection.exec_driver_sql("SHOW data_directory").scalar_one()
    return list(Path(folder).rglob("*"))


def test_no_name_on_disk(
    store: Store,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    temporary = tmp_path_factory.mktemp("temporary")
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    caplog.set_level(logging.DEBUG)
    people = [*PEOPLE[:2], ["10002", PERSON, *PEOPLE[2][2:]]]
    clients = [
        ("月份", "客户号", "客户名称", "类型", "客户经理工号", "开户日期", "月末资产", "电话"),
        ("2026-10", "C1", NAME, "个人", "10002", "2026-10-09", 1, "13912345678"),
    ]
    attendance = (("日期", "工号", "事项", "说明"), ("2026-10-09", "10002", "迟到", NOTE))
    sheets = {**OUTLET, "人员": people, "客户月度": clients, "考勤": attendance}
    folder = tmp_path_factory.mktemp("source")
    path = workbook(folder / FILE, sheets)
    came = bring(store, path)
    assert came.batch_id
    assert remarked(path, came.findings, lambda one: plain(remark(one), "en"))
    written = [*database_files(store), *temporary.rglob("*")]
    assert len(written) > 1  # the log that is written ahead is among them
    for one in (each for each in written if each.is_file()):
        content = one.read_bytes()
        for canary in (NAME, PERSON, "13912345678", FILE):
            for encoding in ("utf-8", "utf-16-le", "gbk"):
                assert canary.encode(encoding) not in content, one
    assert not any(canary in caplog.text for canary in (NAME, PERSON, "13912345678"))


def test_the_child_can_write_no_file(tmp_path: Path) -> None:
    code = "import pathlib, sys; from services.facts.child import limit; limit(1 << 30); "
    command = [sys.executable, "-c", code + "pathlib.Path(sys.argv[1]).write_text('x')"]
    done = subprocess.run([*command, str(tmp_path / "x")], capture_output=True, check=False)  # noqa: S603 - ours
    assert b"File too large" in done.stderr
    assert (tmp_path / "x").read_bytes() == b""
