"""Promotion on a free day: asked for, approved, then paid by the day (Article 28.2)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.approvals import machine
from services.approvals.subjects import Ask, Settled, settles, shows
from services.attendance import rows
from services.attendance.days import CLOSED, GONE
from services.attendance.events import PROMOTION, NotHereThenError
from services.days import Days
from services.facts.months import closed_months
from services.month import Month
from services.organisation import viewer
from services.rulebook_values import in_force
from services.step import Step
from services.store import audit, changes
from services.store.approvals import Approval
from services.store.attendance import PromotionDay
from services.timetable import calendar
from services.working_days import Kind

KIND = "promotion_day"
WORKED, UNPUBLISHED, ASKED = "worked", "unpublished", "asked"
LIVE = (machine.RUNNING, machine.APPROVED, machine.RETURNED)


class WorkingDayError(Exception):
    """The day is worked: nothing is paid for promoting on it."""


class AskedAlreadyError(Exception):
    """The day was asked for already."""


def days(session: Session, who: int, today: date, month: Month) -> Days:
    """Return which days can be asked for, each with why not; UnknownPersonError."""
    me, closed, known = viewer(session, who, today).me, closed_months(session), calendar(session)
    mine = select(PromotionDay.day).where(
        PromotionDay.staff_id == me.staff_id,
        PromotionDay.state.in_({machine.RUNNING, machine.APPROVED}),
    )
    asked_for = set(session.scalars(mine))

    def judge(day: date) -> str | None:
        if not me.works_on(day):
            return GONE
        if Month.of(day) in closed:
            return CLOSED
        if known.unpublished(day):
            return UNPUBLISHED
        if known.is_working(day):
            return WORKED
        return ASKED if day in asked_for else None

    return Days.judged(month, judge, me.joined, me.left)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A day as it would be asked for: what the day is, and what is paid for it."""

    day: date
    kind: Kind
    amount: Step


@dataclass(frozen=True, slots=True)
class Asked:
    """A promotion day as those who decide see it."""

    weighed: Weighed
    note: str


def weigh(
    session: Session, who: int, today: date, *, day: date, note: str | None = None
) -> Weighed:
    """Tell what a day is and what would be paid; errors as of `ask`."""
    del note
    asking = viewer(session, who, today)
    if not asking.me.works_on(day):
        raise NotHereThenError
    found = _weighed(session, day)
    if found.kind in {Kind.WORKING, Kind.MAKE_UP}:
        raise WorkingDayError
    return found


@changes
def ask(session: Session, who: int, now: datetime, *, day: date, note: str | None = None) -> int:
    """Ask for a day and return the approval's id.

    UnknownPersonError, NotHereThenError, WorkingDayError, UnpublishedYearError,
    AskedAlreadyError, MonthsClosedError, NoApproverError. One given back is asked for again so.
    """
    asking = viewer(session, who, now.date())
    weigh(session, who, now.date(), day=day)
    rows.must_be_open(session, [day])
    me = asking.staff_id
    mine = select(PromotionDay).where(PromotionDay.staff_id == me, PromotionDay.day == day)
    found = session.scalars(mine.where(PromotionDay.state.in_(LIVE)).with_for_update()).first()
    if found is not None and found.state == machine.RETURNED:
        return _again(session, now, found, note)
    if found is not None or rows.quantity(session, me, day, PROMOTION):
        raise AskedAlreadyError
    row = PromotionDay(staff_id=me, day=day, made_at=now, state=machine.RUNNING)
    row.note = note or ""
    session.add(row)
    session.flush()
    row.approval_id = machine.submit(session, now, me, Ask(KIND, row.id, me))
    return row.approval_id


def _again(session: Session, now: datetime, row: PromotionDay, note: str | None) -> int:
    approval = session.get_one(Approval, row.approval_id)
    row.note, row.state = note or row.note, machine.RUNNING
    machine.again(session, now, approval.id, approval.size)
    return approval.id


@settles(KIND)
def decided(session: Session, now: datetime, told: Settled) -> None:
    """Write the day down once it is agreed to; MonthsClosedError."""
    row = session.get_one(PromotionDay, told.subject_id)
    row.state = told.state
    if told.state == machine.APPROVED and told.by is not None:
        by = organisation.on(session, now.date()).people[told.by]
        happened = rows.Happened(row.day, row.staff_id, PROMOTION, Decimal(1), row.note)
        rows.write(session, now, (by.staff_id, by.number), [happened])
        audit.record(session, now, told.by, "promotion_day", staff=row.staff_id, day=row.day)


@shows(KIND)
def asked(session: Session, _today: date, number: int) -> Asked:
    """Return the day that is asked for."""
    row = session.get_one(PromotionDay, number)
    return Asked(_weighed(session, row.day), row.note)


def _weighed(session: Session, day: date) -> Weighed:
    amount = in_force(session).on(Month.of(day).first_day)["meal_allowance.day"]
    return Weighed(day, calendar(session).kind(day), amount)
