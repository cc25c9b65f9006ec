"""What is saved, and what is not."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Float, func, literal_column, select
from sqlalchemy.orm import Session

from services.facts.live import KEYS, OFFICE, live
from services.facts.months import open_month
from services.facts.take_back import take_back
from services.month import Month
from services.store import Store
from services.store.figures import (
    Attendance,
    Batch,
    Client,
    ClientMonth,
    ClientName,
    PayParameter,
)
from services.store.people import Staff, Terms, Unit
from services.store.talk import Audit
from tests.facts.workbooks import CLIENTS, NOW, PEOPLE, UNITS, bring, changed, outlet, workbook

Months = list[tuple[str, str, int, int]]


def client_months(session: Session) -> Months:
    """Client, month, end assets in yuan, batch of the rows in force."""
    chosen = select(Client.number, ClientMonth).join(Client, Client.id == ClientMonth.client_id)
    rows = session.execute(chosen.where(live(ClientMonth, OFFICE)).order_by(Client.number))
    return [(number, str(m.month), int(m.end_assets), m.batch_id) for number, m in rows]


def terms(session: Session) -> list[Terms]:
    """Return the terms in force of 10002, earliest first."""
    chosen = select(Terms).join(Staff, Staff.id == Terms.staff_id).where(Staff.number == "10002")
    return list(session.scalars(chosen.where(live(Terms, OFFICE)).order_by(Terms.first_day)))


def names(session: Session) -> list[str]:
    return sorted(
        one.name for one in session.scalars(select(ClientName).where(live(ClientName, OFFICE)))
    )


def count(session: Session, table: Any) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_rows_know_where_they_come_from(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    came = bring(store, workbook(tmp_path / "a.xlsx", {"客户月度": CLIENTS}))
    with Session(store.reader) as session:
        row = session.scalars(select(ClientMonth).order_by(ClientMonth.row)).first()
        assert row
        assert (row.batch_id, row.sheet, row.row) == (came.batch_id, "客户月度", 2)
        assert (str(row.end_assets), str(row.turnover), row.opened) == (
            *("12345.60", "1000000.00"),
            date(2026, 10, 9),
        )
        batch = session.get_one(Batch, came.batch_id)
        assert (batch.file, batch.state, batch.visible_at) == ("a.xlsx", "visible", NOW)
        assert names(session) == ["王小明", "赵大公司"]
        assert any("a.xlsx" in entry.detail for entry in session.scalars(select(Audit)))


def test_the_same_file_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    path = workbook(tmp_path / "a.xlsx", {"组织": UNITS, "人员": PEOPLE, "客户月度": CLIENTS})
    assert bring(store, path).batch_id
    again = bring(store, path)
    assert again.preview
    assert again.preview.changes == 0
    assert again.batch_id is None
    with Session(store.reader) as session:
        assert count(session, Batch) == 2
        assert count(session, ClientMonth) == 2


def test_a_preview_saves_nothing(store: Store, tmp_path: Path) -> None:
    came = bring(store, workbook(tmp_path / "a.xlsx", {"组织": UNITS}), dry_run=True)
    assert came.preview
    assert came.preview.changes == 6
    with Session(store.reader) as session:
        assert (count(session, Batch), count(session, Unit)) == (0, 0)


def test_a_change_is_shown_old_and_new(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    bring(store, workbook(tmp_path / "a.xlsx", {"客户月度": CLIENTS}))
    rows = changed(changed(CLIENTS, 3, "月末资产", 5), 3, "客户经理工号", "10001")
    came = bring(store, workbook(tmp_path / "b.xlsx", {"客户月度": rows}))
    assert came.preview
    sheet = came.preview.sheets[0]
    assert (sheet.new, sheet.changed, sheet.unchanged, came.preview.people) == (
        *(0, 1, 1),
        ("10001", "10002"),
    )
    assert [(one.row, one.key, one.header, one.old, one.new) for one in sheet.samples] == [
        (3, "2026-10 C2", "客户经理工号", "10002", "10001"),
        (3, "2026-10 C2", "月末资产", "1000000.00", "5.00"),
    ]
    assert store.call(client_months) == [
        ("C1", "2026-10", 12345, 2),
        ("C2", "2026-10", 5, came.batch_id),
    ]


def test_a_changed_name_alone(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    bring(store, workbook(tmp_path / "a.xlsx", {"客户月度": CLIENTS}))
    rows = changed(CLIENTS, 2, "客户名称", "王小名")
    came = bring(store, workbook(tmp_path / "b.xlsx", {"客户月度": rows}))
    assert came.preview
    assert (came.preview.names, came.preview.sheets[0].unchanged) == (1, 2)
    assert came.batch_id
    assert store.call(names) == ["王小名", "赵大公司"]
    store.call(take_back, came.batch_id, NOW, None)
    assert store.call(names) == ["王小明", "赵大公司"]


def test_notes_are_compared_though_sealed(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    head = ("月份", "工号", "其他应发", "说明")
    one = {"薪资参数": (head, ("2026-10", "10002", 100, "奖励"))}
    other = {"薪资参数": (head, ("2026-10", "10002", 100, "补发"))}
    assert bring(store, workbook(tmp_path / "a.xlsx", one)).batch_id
    assert bring(store, workbook(tmp_path / "b.xlsx", one)).batch_id is None
    assert bring(store, workbook(tmp_path / "c.xlsx", other)).batch_id
    with Session(store.reader) as session:
        kept = session.scalars(select(PayParameter).where(live(PayParameter, OFFICE))).all()
        assert [row.note for row in kept] == ["补发"]


def test_attendance(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    rows = (("日期", "工号", "事项"), ("2026-10-09", 10002, "迟到"), ("2026-10-09", 10002, "事假"))
    assert bring(store, workbook(tmp_path / "a.xlsx", {"考勤": rows})).batch_id
    assert bring(store, workbook(tmp_path / "a.xlsx", {"考勤": rows})).batch_id is None
    with Session(store.reader) as session:
        kept = session.scalars(select(Attendance).where(live(Attendance, OFFICE))).all()
        assert sorted((row.kind, str(row.quantity)) for row in kept) == [
            ("late", "1"),
            ("personal", "1"),
        ]


def test_from_when_terms_hold(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    assert [one.first_day for one in store.call(terms)] == [date(2026, 11, 1)]
    bring(store, workbook(tmp_path / "a.xlsx", {"客户月度": CLIENTS}))
    assert store.call(open_month, NOW.date()) == Month(2026, 10)
    # October is open, but the terms since November are what the file corrects
    bring(store, workbook(tmp_path / "b.xlsx", {"人员": changed(PEOPLE, 3, "职级", "高级")}))
    assert [(one.first_day, one.grade) for one in store.call(terms)] == [
        (date(2026, 11, 1), "senior")
    ]
    later = changed(changed(PEOPLE, 3, "职级", "首席"), 3, "生效日期", "2027-01-01")
    bring(store, workbook(tmp_path / "c.xlsx", {"人员": later}))
    assert [one.grade for one in store.call(terms)] == ["senior", "chief"]
    # a later month, the same file: what holds now is repeated, nothing is new
    now = datetime(2026, 12, 5, 9, 0, tzinfo=NOW.tzinfo)
    path = workbook(tmp_path / "d.xlsx", {"人员": changed(PEOPLE, 3, "职级", "高级")})
    assert bring(store, path, now=now).batch_id is None


def test_units_have_always_been_there(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    bring(store, workbook(tmp_path / "a.xlsx", {"组织": changed(UNITS, 7, "名称", "西街网点")}))
    with Session(store.reader) as session:
        chosen = select(Unit).where(Unit.code == "W1", live(Unit, OFFICE)).order_by(Unit.first_day)
        assert [(unit.first_day, unit.name) for unit in session.scalars(chosen)] == [
            (date(2000, 1, 1), "东街网点"),
            (date(2026, 11, 1), "西街网点"),
        ]


def test_reading_one_person_only_looks_up_indexes(store: Store) -> None:
    chosen = select(ClientMonth).where(ClientMonth.staff_id == 1, live(ClientMonth, OFFICE))
    statement = chosen.compile(store.reader, compile_kwargs={"literal_binds": True})
    small = store.reader.dialect.name == "postgresql"  # so small that it would read it whole
    explain = "EXPLAIN" if small else "EXPLAIN QUERY PLAN"
    with store.reader.connect() as connection:
        if small:
            connection.exec_driver_sql("SET enable_seqscan = off")
        plan = connection.exec_driver_sql(f"{explain} {statement}").all()
    steps = [str(cell) for step in plan for cell in step if "client_months" in str(cell)]
    assert any("ix_client_months_staff_id_month" in step for step in steps)
    assert not any("SCAN client_months" in step or "Seq Scan" in step for step in steps)


def test_no_amount_is_kept_as_a_float(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    bring(store, workbook(tmp_path / "a.xlsx", {"客户月度": CLIENTS}))
    for kind in KEYS:
        for column in kind.__table__.c:
            assert not isinstance(column.type, Float)
            if store.reader.dialect.name == "sqlite":
                how = func.typeof(literal_column(f'"{column.name}"'))
                with Session(store.reader) as session:
                    kept = session.scalars(select(how).select_from(kind.__table__).distinct())
                    assert "real" not in kept.all()
