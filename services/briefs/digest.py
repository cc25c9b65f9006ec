"""Monday: what an outlet did last week, to everybody in it and its managers.

Figures come by the month: what is told is the month's so far and what came since it was told
last; clients opened and appointments have days of their own. Of questions only how many there
are: their words may name a client, and are for those above whoever wrote them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import notices, organisation, timetable, weeks
from services.briefs import figures, marks, squads
from services.briefs.figures import Branch, Part, Sums
from services.briefs.marks import Mark
from services.history import Organisation, Unit
from services.recurrence import ZONE
from services.store import changes
from services.store.clients import Appointment
from services.store.worklogs import Worklog
from services.worklog import duty
from services.worklog.asked import asked
from services.worklog.rows import read

TOLD = "digest"
OUTLET = "outlet"
MANAGES = frozenset({"station_manager", "district_manager"})


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are told of: from a Monday to the Sunday before the week that is told in."""

    week: date
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Computed:
    """What is told to whom, by staff id (JSON), and the sums to compare the next week with.

    `reads`: those who have people whose logs they read. `squads`: the sums of members' groups.
    """

    period: Period
    people: Mapping[int, list[dict[str, Any]]]
    branch: Branch | None
    units: Mapping[str, Sums]
    reads: frozenset[int]
    squads: Mapping[int, Any]


def period(session: Session, due: datetime) -> Period:
    """Return the days that are told of: since the last week that was worked began."""
    week = weeks.week_of(due.date())
    first = weeks.before(week, timetable.calendar(session))
    return Period(week, first, week - weeks.DAY)


def computed(session: Session, due: datetime) -> Computed:
    """Compute what every outlet is told."""
    span, org = period(session, due), organisation.on(session, due.date())
    month = figures.latest(session, due.date())
    branch = figures.branch(session, month) if month else None
    last = marks.before(session, span.week)
    people: dict[int, list[dict[str, Any]]] = {}
    units: dict[str, Sums] = {}
    for unit in sorted(_outlets(org), key=lambda one: one.code):
        parts = branch.within([unit.code]) if branch else ()
        if branch:
            units[unit.code] = figures.sums(parts)
        told = _counts(session, org, unit, span) | _sums(branch, parts, last.get(unit.code), span)
        for reader in sorted(_readers(org, unit.code)):
            crowd = figures.may_hear(org, reader, _all(org, unit.code, parts))
            people.setdefault(reader, []).append(_heard(unit, told, crowd=crowd))
    reads = frozenset(one for one in people if org.people[one].posts & duty.READS)
    return Computed(span, people, branch, units, reads, squads.lines(session, org, month))


def _outlets(org: Organisation) -> Iterable[Unit]:
    return (one for one in org.units.values() if one.kind == OUTLET)


def _staff(org: Organisation, unit: str) -> list[int]:
    people = org.people.values()
    return [one.staff_id for one in people if one.unit == unit and one.works_on(org.day)]


def _readers(org: Organisation, unit: str) -> set[int]:
    """Return those who belong to the outlet, and the station and district managers above them."""
    found = set(_staff(org, unit))
    above = {one for staff_id in found for one in duty.superiors(org, staff_id)}
    return found | {one for one in above if org.people[one].posts & MANAGES}


def _all(org: Organisation, unit: str, parts: tuple[Part, ...]) -> list[Part]:
    """Return everybody behind an outlet's sums; whoever sells has a part in appointments."""
    known = {one.staff_id for one in parts}
    rest = (one for one in _staff(org, unit) if duty.writes(org.people[one]) and one not in known)
    return [*parts, *(Part(one, unit, None, None, Decimal(0), 1, ()) for one in rest)]


def _heard(unit: Unit, told: Mapping[str, Any], *, crowd: bool) -> dict[str, Any]:
    """Return what is told of an outlet; of one with few people only that there is too few."""
    kept = told if crowd else {one: told[one] for one in ("owed", "logs")}
    return {"unit": unit.name, "crowd": crowd, **kept}


def _counts(session: Session, org: Organisation, unit: Unit, span: Period) -> dict[str, Any]:
    """Count the appointments and the logs of the days."""
    people = _staff(org, unit.code)
    first, after = (
        datetime.combine(day, datetime.min.time(), ZONE)
        for day in (span.first, span.last + weeks.DAY)
    )
    mine = Appointment.staff_id.in_(people)
    made = mine & (Appointment.made_at >= first) & (Appointment.made_at < after)
    came = mine & Appointment.opened_on.between(span.first, span.last)
    logs = session.scalars(
        select(Worklog).where(Worklog.week == span.first, Worklog.staff_id.in_(people))
    ).all()
    days = timetable.calendar(session)
    return {
        "registered": session.scalar(select(func.count()).select_from(Appointment).where(made)),
        "came": session.scalar(select(func.count()).select_from(Appointment).where(came)),
        "owed": len(asked(session, span.first, people) | {one.staff_id for one in logs}),
        "logs": len(logs),
        "asked": sum("asked" in read(one, days).answers for one in logs),
    }


def _sums(
    branch: Branch | None, parts: tuple[Part, ...], mark: Mark | None, span: Period
) -> dict[str, Any]:
    """Return the month's sums as they are, and as they were when they were told last."""
    if branch is None:
        return {"month": None}
    now = figures.sums(parts)
    same = mark if mark and mark.month == branch.month else None
    covered = branch.as_of is not None and branch.as_of.astimezone(ZONE).date() >= span.first
    days = [day for one in parts for day in one.opened if span.first <= day <= span.last]
    return {
        "month": str(branch.month),
        "as_of": branch.as_of.isoformat() if branch.as_of else None,
        "closed": branch.closed,
        "accounts": text(now.accounts),
        "value": text(now.value),
        "since": same.week.isoformat() if same else None,
        "accounts_before": text(same.accounts) if same else None,
        "value_before": text(same.value) if same else None,
        "opened": len(days) if covered and days else None,
    }


def text(value: Decimal | None) -> str | None:
    """Return a figure as JSON has it."""
    return None if value is None else f"{value:f}"


@changes
def tell(session: Session, now: datetime, found: Computed) -> dict[str, int]:
    """Tell everybody, and keep the sums for the next week; return how many were told."""
    span = found.period
    for staff_id, outlets in found.people.items():
        notices.tell(
            session,
            now,
            TOLD,
            span.week,
            [staff_id],
            week=span.first.isoformat(),
            last=span.last.isoformat(),
            outlets=outlets,
            reads=staff_id in found.reads,
            squad=found.squads.get(staff_id),
        )
    if found.branch:
        marks.set_(session, span.week, found.branch, dict(found.units))
    return {"told": len(found.people)}
