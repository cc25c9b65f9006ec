"""Absence that counts as leaving (Article 29): proposed to those who decide, once a reason."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import notices, organisation
from services.approvals import machine
from services.approvals.machine import NoApproverError
from services.approvals.subjects import Ask, Settled, settles, shows, unasked
from services.attendance import absence
from services.attendance.absence import Reason, Rungs
from services.attendance.events import ABSENCE, GRACE
from services.facts.live import STAFF, live
from services.history import Organisation
from services.month import Month
from services.rulebook_values import in_force
from services.store import changes
from services.store.approvals import Approval
from services.store.attendance import Separation
from services.store.figures import Attendance
from services.timetable import calendar

KIND = "separation"
PROPOSED, DECIDED, STUCK = "separation", "separation_decided", "separation_stuck"
unasked(KIND)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a proposal rests on: the reason, its days, how much of each is still absence.

    `most` days count as leaving (none: not set).
    """

    reason: str
    most: Decimal | None
    days: tuple[tuple[date, Decimal], ...]
    year: Decimal


def absences(session: Session, staff_id: int, year: int) -> dict[date, Decimal]:
    """Return the days of absence of a calendar year, as everybody concerned may know them."""
    chosen = select(Attendance.day, Attendance.quantity).where(
        Attendance.staff_id == staff_id,
        Attendance.kind == ABSENCE,
        Attendance.day.between(date(year, 1, 1), date(year, 12, 31)),
        live(Attendance, STAFF),
    )
    return {day: many for day, many in session.execute(chosen) if many}


def rungs(session: Session, staff_id: int, day: date) -> Rungs:
    """Return where the person stands on the ladder in the month of a day."""
    month = Month.of(day)
    rules = in_force(session).on(month.first_day)
    return absence.rungs(absences(session, staff_id, day.year), month, calendar(session), rules)


def reasons(session: Session, found: Mapping[date, Decimal], month: Month) -> tuple[Reason, ...]:
    """Return why days of absence count as leaving by the month's end."""
    rules = in_force(session).on(month.first_day)
    return absence.reasons(found, month, calendar(session), rules)


@changes
def check(session: Session, now: datetime, staff_id: int, day: date) -> None:
    """Propose a separation if the month or the year of the day gives a reason for it."""
    org = organisation.on(session, now.date())
    person = org.people.get(staff_id)
    if person is None or not person.works_on(now.date()):
        return
    found = absences(session, staff_id, day.year)
    for reason in reasons(session, found, Month.of(day)):
        if not _is_known(session, staff_id, reason):
            _propose(session, now, org, staff_id, reason)


@changes
def daily(session: Session, now: datetime, _due: datetime) -> None:
    """Look at everybody who was absent this month or last: imports bring absence, or take it."""
    running = select(Separation.staff_id).where(Separation.state == machine.RUNNING)
    for staff_id in session.scalars(running.distinct()).all():
        revisit(session, now, staff_id)
    this = Month.of(now.date())
    first = this.later(-1).first_day
    absent = select(Attendance.staff_id, Attendance.day).where(
        Attendance.kind == ABSENCE, Attendance.day >= first, live(Attendance, STAFF)
    )
    latest = {(staff_id, Month.of(day)): day for staff_id, day in session.execute(absent)}
    for (staff_id, _month), day in sorted(latest.items()):
        check(session, now, staff_id, day)


def revisit(session: Session, now: datetime, staff_id: int) -> None:
    """Close the running proposals about a person whose reason holds no more."""
    running = select(Separation).where(
        Separation.staff_id == staff_id, Separation.state == machine.RUNNING
    )
    for row in session.scalars(running).all():
        days = _days(row)
        found = absences(session, staff_id, days[0].year)
        still = reasons(session, found, Month.of(days[-1]))
        if row.reason not in {one.kind for one in still}:
            approval = session.get_one(Approval, row.approval_id)
            machine.opened(session, now.date(), approval).settle(now, machine.WITHDRAWN, None)
            notices.call_back(session, now, PROPOSED, row.id)
            if now - row.made_at <= GRACE:  # the person never heard of it
                place = f"{approval.id}.{approval.version}"
                notices.call_back(session, now, machine.RESULT, place)


def _is_known(session: Session, staff_id: int, reason: Reason) -> bool:
    """Tell whether it was proposed already: one that runs, or that had all these days."""
    rows = select(Separation).where(
        Separation.staff_id == staff_id,
        Separation.reason == reason.kind,
        Separation.state != machine.WITHDRAWN,
    )
    return any(
        row.state == machine.RUNNING or set(reason.days) <= set(_days(row))
        for row in session.scalars(rows)
    )


def _propose(
    session: Session, now: datetime, org: Organisation, staff_id: int, reason: Reason
) -> None:
    days = [day.isoformat() for day in reason.days]
    row = Separation(staff_id=staff_id, reason=reason.kind, days=json.dumps(days), made_at=now)
    row.state = machine.RUNNING
    about: dict[str, Any] = {
        "staff": staff_id,
        "name": org.people[staff_id].name,
        "reason": reason.kind,
        "most": f"{reason.most:f}",
    }
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
            row.approval_id = machine.submit(session, now, staff_id, Ask(KIND, row.id, staff_id))
    except NoApproverError:
        place = f"{staff_id}.{reason.kind}.{days[-1]}"
        notices.tell(session, now, STUCK, place, organisation.offices(org, staff_id), **about)
        return
    due = now + GRACE  # what led to it may be undone so long
    notices.tell(session, now, PROPOSED, row.id, [staff_id], due_at=due, days=days, **about)


def _days(row: Separation) -> list[date]:
    return [date.fromisoformat(one) for one in json.loads(row.days)]


@settles(KIND)
def decided(session: Session, now: datetime, told: Settled) -> None:
    """Note what was decided; if agreed, the back office enters the leaving day."""
    row = session.get_one(Separation, told.subject_id)
    row.state = told.state
    if told.state == machine.APPROVED:
        org = organisation.on(session, now.date())
        name, people = org.people[row.staff_id].name, organisation.offices(org, row.staff_id)
        notices.tell(session, now, DECIDED, row.id, people, staff=row.staff_id, name=name)


@shows(KIND)
def proposal(session: Session, _today: date, number: int) -> Proposal:
    """Return what a proposal rests on, as it is now."""
    row = session.get_one(Separation, number)
    days = _days(row)
    found = absences(session, row.staff_id, days[0].year)
    left = absence.day_by_day(found, calendar(session))
    kept = tuple((day, left.get(day, Decimal(0))) for day in days)
    rules = in_force(session).on(Month.of(days[-1]).first_day)
    most = absence.leaves(rules, row.reason)
    return Proposal(row.reason, most, kept, sum(found.values(), Decimal(0)))
