"""How long 100 000 client rows take to come in, beside the bare reading and storing of them."""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from services.facts.save import import_file
from services.store import PRAGMAS, Store
from services.store.schema import migrate
from services.store.vault import Vault, new_key, unlock

ROWS, STAFF, RUNS = 100_000, 60, 3
MOST = 2.5
NOW = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
PLAIN, NUMBERS = 6, 7
CLIENTS = "月份 客户号 客户名称 类型 客户经理工号 开户日期"
AMOUNTS = "月均资产 月末资产 成交金额 佣金率 买入股票基金金额 基金手续费 新股开基占比"
PEOPLE = "工号 姓名 单位编码 岗位 职级 合同 入职日期"


def write(path: Path, title: str, header: str, rows: list[list[object]]) -> Path:
    """Write a sheet."""
    with Workbook(path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet(title)
        for number, row in enumerate([header.split(), *rows]):
            sheet.write_row(number, 0, row)
    return path


def clients(random: Random) -> list[list[object]]:
    """Make a month of as many clients as there are rows, each with its own name."""

    def yuan(most: int) -> float:
        return random.randrange(most * 100) / 100

    rows: list[list[object]] = []
    for number in range(ROWS):
        opened = datetime(2015 + number % 11, 1 + number % 12, 1 + number % 28, tzinfo=None)  # noqa: DTZ001 - a cell
        staff = str(10_000 + number % STAFF)
        name = ["2026-10", f"C{number:07}", f"客户{number}", "个人", staff, opened]
        money = [yuan(10**6), yuan(10**6), yuan(10**6), random.choice([0.00025, 0.0003])]
        rows.append([*name, *money, yuan(10**4), yuan(100), 0])
    return rows


def bare(path: Path, database: Path) -> None:
    """Read, parse the numbers, store the same rows in one transaction."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1:]
    parsed = [[*row[:PLAIN], *(Decimal(repr(cell)) for cell in row[PLAIN:])] for row in rows]
    connection = sqlite3.connect(database, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    names = ", ".join(f"c{number}" for number in range(PLAIN + NUMBERS))
    marks = ", ".join("?" * (PLAIN + NUMBERS))
    connection.execute(f"CREATE TABLE rows (id INTEGER PRIMARY KEY, {names})")
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        f"INSERT INTO rows ({names}) VALUES ({marks})",  # noqa: S608 - names of our own
        [(*row[: PLAIN - 1], *map(str, row[PLAIN - 1 :])) for row in parsed],
    )
    connection.execute("COMMIT")
    connection.close()


def bring(store: Store, path: Path) -> None:
    """Import as the command line does."""
    came = import_file(store, path, now=NOW, dry_run=False, progress=lambda _done, _all: None)
    assert came.batch_id, came.findings


def prepared(folder: Path) -> Store:
    """Open an empty database that knows the organisation and its people."""
    unlock(Vault.of(new_key()))
    store = Store.at(f"sqlite:///{folder}/bot.db")
    migrate(store.writer)
    units: list[list[object]] = [["B", "营业部", "营业部"]]
    people: list[list[object]] = [
        [str(10_000 + number), f"人{number}", "B", "营销经理", "助理", "劳动合同", "2024-03-11"]
        for number in range(STAFF)
    ]
    bring(store, write(folder / "units.xlsx", "组织", "编码 名称 类型", units))
    bring(store, write(folder / "people.xlsx", "人员", PEOPLE, people))
    return store


def seconds(work: Callable[[], None]) -> float:
    """Return how long the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print both times and their ratio: the best of some runs each, taken in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = write(folder / "c.xlsx", "客户月度", f"{CLIENTS} {AMOUNTS}", clients(Random(1)))  # noqa: S311 - the same figures each time
        floors, times = [], []
        for run in range(RUNS):
            place = folder / str(run)
            place.mkdir()
            floors.append(seconds(lambda: bare(path, place / "bare.db")))  # noqa: B023 - at once
            store = prepared(place)
            times.append(seconds(lambda: bring(store, path)))  # noqa: B023 - at once
            store.close()
    ratio = min(times) / min(floors)
    print(f"import of {ROWS} rows: {min(times):.2f} s, bare {min(floors):.2f} s, ×{ratio:.2f}")  # noqa: T201
    if ratio > MOST:
        message = f"slower than ×{MOST}"
        raise SystemExit(message)


if __name__ == "__main__":
    main()
