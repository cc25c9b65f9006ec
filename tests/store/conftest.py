"""A database in which every table has rows, one without a table, and a backup."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Date, LargeBinary, String, Table, select
from sqlalchemy.orm import Session

from services import (
    drafts,
    groups,
    inbox,
    leases,
    notices,
    rulebook_values,
    timetable,
)
from services.identity import invitations
from services.month import Month
from services.recurrence import TRAINING
from services.store import Store, backup, changes
from services.store.figures import Adjustment, MonthState
from services.store.people import Binding, Staff
from services.store.schema import METADATA
from services.store.talk import AuditHead, AuditSeal, Sight
from services.store.types import Exact, Fen, Moment, MonthColumn
from services.store.vault import Vault, new_id, unlock, vault
from services.store.work import CalendarDay, File, FileChunk, Job
from services.timetable import Recurring
from services.updates import Came
from tests.branch import NOW
from tests.databases import KEY, Databases, opened
from tests.store.rotating import cleared

MONTH = Month(2026, 10)
ANSWER = "龙门客栈老板娘"


@changes
def more(session: Session) -> None:
    """Add what no workbook brings."""
    staff_id = session.scalars(select(Staff.id).order_by(Staff.number)).first()
    amount = Decimal("-12.34")
    added = Adjustment(
        staff_id=staff_id, month=MONTH, about=MONTH, line="manual", amount=amount, made_at=NOW
    )
    added.reason = ANSWER
    session.add_all([added, MonthState(month=MONTH.later(-9), state="open")])
    assert staff_id
    invitations.self_confirming(session, staff_id, NOW, timedelta(days=1))
    rulebook_values.set_value(session, "fixed_pay.manager", "1600", date(2027, 1, 1), "纪要", NOW)
    draft = drafts.begin(session, 31, "visit", NOW)
    answered = drafts.Draft("visit", draft.version, {"client": ANSWER})
    drafts.keep(session, 31, answered, NOW)
    traffic_and_work(session, staff_id)
    session.flush()
    for table in METADATA.sorted_tables:
        if session.execute(select(table).limit(1)).first() is None:
            session.execute(table.insert(), some_row(session, table))


def some_row(session: Session, table: Table) -> dict[str, Any]:
    """Return a row for a table: references to what is there, sealed words, else of each type."""
    number = new_id()
    by_type: dict[type[Any], Any] = {
        Fen: Decimal(1),
        Exact: Decimal(1),
        Moment: NOW,
        MonthColumn: MONTH,
        Boolean: True,
        Date: MONTH.first_day,
        String: "-",
        LargeBinary: b"-",
    }

    def value(column: Column[Any]) -> Any:
        for key in column.foreign_keys:
            return session.scalar(select(key.column).limit(1))
        if column.name == "id":
            return number
        if column.name.endswith("_sealed"):
            return vault().seal(ANSWER, f"{table.name}.{column.name}.{number}")
        return by_type.get(type(column.type), 1)

    return {column.name: value(column) for column in table.columns}


def traffic_and_work(session: Session, staff_id: int) -> None:
    """Add what comes and goes, and the work behind the chat."""
    leases.enter(session, NOW, "kiosk")
    inbox.receive(session, NOW, [Came(1, 31, ANSWER)])
    notices.tell(session, NOW, "set_aside", 1, [staff_id], code=ANSWER)
    groups.join(session, -100, ANSWER, NOW)
    training = Recurring("training", TRAINING, timedelta(hours=1), lambda *_: None)
    timetable.plan(session, NOW, [training])
    binding = Binding(
        telegram_id=32, staff_id=staff_id, language="en", state="waiting", opened_at=NOW
    )
    binding.shown = ANSWER
    job = Job(
        kind="import", state="waiting", telegram_id=31, done=0, total=0, tries=0, made_at=NOW
    )
    job.data = job.result = ANSWER
    file = File(size=1, digest=b"-", made_at=NOW)
    file.name = ANSWER
    session.add_all([binding, job, file])
    session.flush()
    piece = vault().seal_bytes(b"-", f"file_chunks.content.{file.id}.0")
    session.add_all(
        [
            FileChunk(file_id=file.id, number=0, content=piece),
            CalendarDay(day=MONTH.first_day, working=True, basis="-", made_at=NOW),
            AuditSeal(number=1, audit_id=1, hash=b"-"),
            AuditHead(day=MONTH.first_day, number=1, hash=b"-"),
            Sight(viewer_id=staff_id, staff_id=staff_id, month=MONTH, mark=1, at=NOW),
        ]
    )


@pytest.fixture(scope="session")
def full(databases: Databases, filled: str) -> str:
    """Return the address of a database in which every table has rows: a template."""
    url = databases.copy(filled)
    with opened(url) as store:
        store.call(more)
    return url


@pytest.fixture
def full_store(databases: Databases, full: str) -> Iterator[Store]:
    """Return a store of its own in which every table has rows."""
    url = databases.copy(full)
    with opened(url) as store:
        yield store
    databases.drop(url)


@pytest.fixture
def other(databases: Databases) -> Iterator[Store]:
    """Return a store on a database without any table."""
    url = databases.copy(None)
    with opened(url) as store:
        yield store
    databases.drop(url)


@pytest.fixture(scope="session")
def made(full: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a backup of a store in which every table has rows: to be copied."""
    path = tmp_path_factory.mktemp("made") / "a.backup"
    with opened(full) as store:
        backup.write(store.reader, path, NOW)
    return path


@pytest.fixture
def file(made: Path, tmp_path: Path) -> Path:
    """Return a backup of a store in which every table has rows, in a file of its own."""
    unlock(Vault.of(KEY))
    return Path(shutil.copy(made, tmp_path / made.name))


@pytest.fixture
def old(full_store: Store) -> Iterator[Store]:
    """Return a store in which all that is sealed is sealed with the tests' key."""
    full_store.call(cleared)
    yield full_store
    unlock(Vault.of(KEY))
