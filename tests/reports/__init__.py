"""The team report: figures, deadline, rights, files; written, handed in and judged here."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.month import Month
from services.recurrence import ZONE
from services.reports import handing_in, judging, own, writing
from services.reports.own import Own
from services.store import Store, changes
from services.store.attendance import Event
from services.store.reports import Report, ReportEntry

CHEN, OFFICE, ZHENG, TANG, LI, ZHANG = 1, 6, 12, 15, 19, 31
"""Accounts: general manager, back office, director, district and station manager, marketer."""
SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)


def at(month: int, day: int, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, second, tzinfo=ZONE)


def staff(store: Store, number: str) -> int:
    return store.call(organisation.by_number, number, at(10, 9).date()).staff_id


def write(
    store: Store,
    who: int,
    now: datetime,
    month: Month,
    sections: Sequence[str] = ("goals", "plan"),
) -> Own:
    """Write some sections."""
    for one in sections:
        store.call(writing.ask, who, now, month, one)
        store.call(writing.answer, who, now, "写好了")
    return store.call(own.own, who, now, month)


def hand_in(store: Store, who: int, now: datetime, month: Month = SEPTEMBER) -> Own:
    """Write what has to be written, if it is not, and hand the report in."""
    found = store.call(own.own, who, now, month)
    if found.missing:
        found = write(store, who, now, month)
    assert store.call(handing_in.submit, who, now, month, found.standing.version)
    return store.call(own.own, who, now, month)


def row(store: Store, number: str, month: Month = SEPTEMBER) -> Report | None:
    chosen = select(Report).where(Report.staff_id == staff(store, number), Report.month == month)
    return store.call(lambda session: session.scalar(chosen))


def report(store: Store, number: str, month: Month = SEPTEMBER) -> Report:
    found = row(store, number, month)
    assert found
    return found


def acts(store: Store, number: str, month: Month = SEPTEMBER) -> list[str]:
    """Return what was done with a report, in order."""
    made = report(store, number, month).id
    chosen = select(ReportEntry.act).where(ReportEntry.report_id == made)
    return store.call(lambda s: list(s.scalars(chosen.order_by(ReportEntry.number))))


def events(store: Store, number: str) -> list[Event]:
    chosen = select(Event).where(Event.staff_id == staff(store, number))
    return store.call(lambda session: list(session.scalars(chosen)))


def send_back(store: Store, number: str, now: datetime, month: Month = SEPTEMBER) -> None:
    """Have the director return a report."""
    one = report(store, number, month)

    def work(session: Session) -> judging.Done:
        return judging.send_back(
            session, ZHENG, now, report=one.id, version=one.version, reason="请补计划"
        )

    assert store.call(changes(work)).done


def excuse(store: Store, number: str, now: datetime) -> judging.Done:
    """Have the director excuse that a report was late."""
    found = report(store, number).id
    return store.call(judging.excuse, ZHENG, now, report=found, reason="网络故障")
