"""Personal data planted where it comes in, to be looked for where it must not be."""

import logging
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from bot import logs
from services.store import Store
from tests.facts.workbooks import OUTLET, PEOPLE, Rows

PERSON, CLIENT, PHONE, PAY = "欧阳金丝雀", "司马相如金丝雀", "13912345678", "98765.43"
NOTE = f"请给{CLIENT}回电 {PHONE}"
FILE = f"{PERSON}的客户.xlsx"
TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"  # noqa: S105 - nobody's
SPOKEN = (PERSON, CLIENT, PHONE, TOKEN, PAY, "98,765.43", "9876543")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gbk")
CHINESE = re.compile("[\u3400-\u9fff]{2,}")
SHORT = 6  # bytes: fewer come about by chance in what is sealed

SHEETS: Mapping[str, Rows] = {
    **OUTLET,
    "人员": (*PEOPLE[:2], ("10002", PERSON, *PEOPLE[2][2:])),
    "客户月度": (
        ("月份", "客户号", "客户名称", "类型", "客户经理工号", "开户日期", "月末资产", "电话"),
        ("2026-10", "C1", CLIENT, "个人", "10002", "2026-10-09", 60000, PHONE),
    ),
    "考勤": (("日期", "工号", "事项", "说明"), ("2026-10-09", "10002", "迟到", NOTE)),
    "薪资参数": (
        ("月份", "工号", "其他应发", "说明"),
        ("2026-10", "10002", float(PAY), NOTE),
    ),
}
WRONG: Mapping[str, Rows] = {
    "客户月度": (
        ("月份", "客户号", "客户名称", "类型", "客户经理工号", "开户日期", "月末资产"),
        (CLIENT, "C2", CLIENT, PHONE, PERSON, NOTE, NOTE),
        ("2026-10", "C3", CLIENT, "个人", "10002", date(2026, 10, 9), f"{PAY}9"),
    ),
}


@contextmanager
def logged(monkeypatch: pytest.MonkeyPatch, form: logs.Form) -> Iterator[StringIO]:
    """Log as the product does, in every detail; yield what is written."""
    monkeypatch.setattr(logging, "raiseExceptions", True)  # given back when the test ends
    root = logging.getLogger()
    before = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs.TALKATIVE}
    monkeypatch.setattr(sys, "stdout" if form == "json" else "stderr", written := StringIO())
    logs.start("DEBUG", form)
    try:
        yield written
    finally:
        root.handlers[:], root.level = before
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def found_in(content: bytes, canaries: Iterable[str]) -> set[str]:
    """Return those that stand in the bytes, in one of the encodings."""
    found = set()
    for canary in canaries:
        for encoding in ENCODINGS:
            with suppress(UnicodeEncodeError):
                sought = canary.encode(encoding)
                if len(sought) >= SHORT and sought in content:
                    found.add(canary)
    return found


def chinese_in(content: bytes) -> str:
    """Return all Chinese that stands in the bytes in plain UTF-8, piece by piece."""
    return "\n".join(sorted(set(CHINESE.findall(content.decode(errors="replace")))))


def database_files(store: Store) -> Iterator[bytes]:
    """Yield all that the database has on disk: tables, logs written ahead, journals."""
    url = store.writer.url
    if store.writer.dialect.name == "sqlite":
        database = Path(str(url.database))
        files = list(database.parent.glob(f"{database.name}*"))
    else:
        with store.writer.connect() as connection:
            connection.exec_driver_sql("CHECKPOINT")
            asked = "SELECT oid FROM pg_database WHERE datname = current_database()"
            own = connection.exec_driver_sql(asked).scalar_one()
            folder = Path(connection.exec_driver_sql("SHOW data_directory").scalar_one())
        files = [*(folder / "base" / str(own)).iterdir(), *(folder / "pg_wal").iterdir()]
        files += [one for one in folder.iterdir() if one.suffix == ".log" or one.name == "log"]
    yield from (one.read_bytes() for one in files if one.is_file())


def temporary_files(folder: Path) -> Iterator[bytes]:
    """Yield the files below the folder, also those that are open and have no name any more."""
    for one in folder.rglob("*"):
        if one.is_file():
            yield one.read_bytes()
    for number in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            if str(number.readlink()).startswith(str(folder)):
                yield number.read_bytes()
