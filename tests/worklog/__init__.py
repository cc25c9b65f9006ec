"""The weekly work log: asked for, filed, corrected, chased, read."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.recurrence import ZONE
from services.store import Store, changes
from services.store.traffic import Notice
from services.worklog import chase
from services.worklog import own as logs
from services.worklog.own import Own

CHEN, OFFICE, ZHENG, TANG, LI, ZHANG, DING = 1, 6, 12, 15, 19, 31, 32
"""Accounts: general manager, back office, director, district and station manager, marketers."""
SEPTEMBER_28, OCTOBER_5 = date(2026, 9, 28), date(2026, 10, 5)
"""Weeks: the first ends in National Day's holiday, the second begins in it."""
ANSWERS = {"visits": "电话 30 个", "results": "开户 1 户", "asked": "佣金能降吗", "plan": "沙龙"}


def at(month: int, day: int, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, second, tzinfo=ZONE)


def staff(store: Store, number: str) -> int:
    return store.call(organisation.by_number, number, at(10, 9).date()).staff_id


def file(store: Store, who: int, now: datetime, week: date, **answers: str | None) -> Own:
    """File somebody's log on a week."""

    def work(session: Session) -> Own:
        said: dict[str, Any] = {**ANSWERS, **answers}
        return logs.file(session, who, now, week=week.toordinal(), **said)

    return store.call(changes(work))


FRIDAY = at(10, 9, 16)


def ask(store: Store, due: datetime = FRIDAY) -> None:
    store.call(chase.ask, due, due)


def told(store: Store, kind: str) -> dict[int, Notice]:
    """Return the notices of a kind by whom they are to."""
    chosen = select(Notice).where(Notice.kind == kind)
    rows = store.call(lambda session: list(session.scalars(chosen)))
    return {one.staff_id: one for one in rows if one.staff_id is not None}
