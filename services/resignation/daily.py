"""What days do to those who leave: reminders, what is still out at the end, funds that are due."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import notices, organisation, timetable
from services.approvals.machine import APPROVED
from services.history import SEES_ALL
from services.inventory.rows import held
from services.organisation import Employee, Organisation
from services.resignation import fund
from services.resignation.asking import LEFT, leaves_on
from services.resignation.clients import TAKES
from services.resignation.dates import refund_day
from services.resignation.items import items_of, receivers
from services.resignation.outlook import CLIENTS
from services.resignation.settling import BY_HAND
from services.rulebook_values import in_force
from services.store import changes
from services.store.resignation import FundTold, HandoverItem, Resignation
from services.working_days import UnpublishedYearError, WorkingDays

OWED, GONE, DUE, HELD = "handover_owed", "handover_gone", "fund_due", "fund_held"
LAST_DAYS = 5
"""Working days up to the last day on which the leaver is reminded of what he is to return."""


@changes
def remind(session: Session, now: datetime, _due: datetime) -> None:
    """Every morning: remind who owes, close what ended yesterday, tell of funds that are due."""
    today, days = now.date(), timetable.calendar(session)
    org = organisation.on(session, today)
    for row in session.scalars(select(Resignation).where(Resignation.state == APPROVED)).all():
        last_day = leaves_on(row, org.people[row.staff_id])
        if last_day < today:
            _end(session, now, org, row, last_day)
        elif days.is_likely_working(today):
            _chase(session, now, row, soon=near(days, today, last_day))
    for person in org.people.values():
        if person.left and person.left < today:
            _tell_of_fund(session, now, org, person)


def near(days: WorkingDays, today: date, last_day: date) -> bool:
    """Tell whether the last day is among the coming five working days, today included."""
    try:
        return len(days.between(today, last_day)) <= LAST_DAYS
    except UnpublishedYearError:
        return (last_day - today).days < 7  # noqa: PLR2004 - five working days are a week


def owing(
    session: Session, today: date, row: Resignation, *, soon: bool
) -> Iterator[tuple[HandoverItem, int]]:
    """Yield what is open, and who owes it.

    The leaver returns things, once the end is near; whoever receives names a taker; he accepts.
    """
    for one in items_of(session, row.id):
        if one.done_at:
            continue
        if one.kind == CLIENTS:
            owes = [one.to_id] if one.to_id else receivers(session, today, row.staff_id)
            yield from ((one, each) for each in owes)
        elif soon:
            yield one, row.staff_id


def _chase(session: Session, now: datetime, row: Resignation, *, soon: bool) -> None:
    today = now.date()
    owed = list(owing(session, today, row, soon=soon))
    people = {staff_id for one, staff_id in owed if one.to_id != staff_id}
    if soon and held(session, row.staff_id):
        people.add(row.staff_id)
    notices.tell(session, now, OWED, f"{row.id}.{today}", people, resignation=row.id)
    for one, staff_id in owed:
        if one.to_id == staff_id:
            notices.tell(session, now, TAKES, f"{one.id}.{today}", [staff_id], item=one.id)


def _end(
    session: Session, now: datetime, org: Organisation, row: Resignation, last_day: date
) -> None:
    """Close what ended: who keeps the house is told what is still out, and of the fund."""
    person, today = org.people[row.staff_id], now.date()
    office = organisation.offices(org, row.staff_id)
    if person.left is None:
        notices.tell(
            session,
            now,
            BY_HAND,
            f"{row.id}.{today}",
            office,
            what="enter",
            staff=row.staff_id,
            name=person.name,
            number=person.number,
            last_day=last_day.isoformat(),
        )
        return
    row.state = LEFT
    row.version += 1
    heads = organisation.holding(session, today, SEES_ALL) - {row.staff_id}
    people = heads.union(office) | receivers(session, today, row.staff_id)
    notices.tell(session, now, GONE, row.id, people, resignation=row.id)


def _tell_of_fund(session: Session, now: datetime, org: Organisation, person: Employee) -> None:
    """On the day on which it is due tell finance and the back office, or what holds it."""
    staff_id, left = person.staff_id, person.left or org.day
    due = refund_day(left, in_force(session).on(left))
    over = session.get(FundTold, (staff_id, left, DUE))
    if due > org.day or over:
        return
    found = fund.of(session, org.day, person)
    what = HELD if found.held else DUE
    unknown = found.rest is None and found.balance.month is not None
    said = session.get(FundTold, (staff_id, left, what))
    if said or not (found.rest or unknown):
        return
    session.add(FundTold(staff_id=staff_id, left=left, what=what, at=now))
    finance = organisation.holding(session, org.day, fund.FINANCE)
    told = finance.union(organisation.offices(org, staff_id)) - {staff_id}
    notices.tell(session, now, what, f"{staff_id}.{left}", told, staff=staff_id)
