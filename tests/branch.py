"""The demo's branch as it stands after the import of its workbooks, everybody bound."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.demo.world.people import PEOPLE
from services.facts.save import import_file
from services.store import Store, changes
from services.store.people import Account, Staff
from tests.world import Somebody

CAST = tuple(Somebody(one.number, one.name, one.unit, "", one.superior or None) for one in PEOPLE)
# names of sheets, columns and files: data
DATA = {"客户月度", "考勤", "薪资参数", "期初", "人员", "客户经理工号", "中文"}
NOW = datetime(2026, 11, 5, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOW.date()


def fill(store: Store, workbooks: Iterable[Path]) -> None:
    """Import the workbooks as the office would; they are the batches 1 to 12."""
    for path in workbooks:
        assert bring(store, path), path
    store.call(bind)


def bring(store: Store, path: Path) -> int | None:
    """Import a workbook; return its batch."""
    return import_file(
        store, path, now=NOW, dry_run=False, progress=lambda _done, _all: None
    ).batch_id


def account(number: str) -> int:
    """Return the Telegram account of a 工号: its digits."""
    return int(number[2:])


@changes
def bind(session: Session) -> None:
    """Bind everybody who has none yet to an account."""
    bound = select(Account.staff_id)
    for one in session.scalars(select(Staff).where(Staff.id.not_in(bound))):
        session.add(Account(telegram_id=account(one.number), staff_id=one.id, bound_at=NOW))
