"""On the 15th: how far everybody is from his grade's standards, and the outlet from its own.

Article 12: new effective accounts and new custody value a month; Article 9: fifteen accounts an
outlet. Related documents: a team does the month's work by the 15th.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import notices, organisation, timetable
from services.briefs import figures, squads
from services.briefs.figures import Branch
from services.history import Employee, Organisation
from services.month import Month
from services.organisation import sorted_people
from services.payslips.team import marketers_of
from services.rulebook import Rulebook
from services.rulebook_values import in_force
from services.step import Step
from services.store import changes
from services.store.clients import Appointment

TOLD = "progress"
MEASURES = ("accounts", "value")
STANDARD = "station_manager.outlet_accounts"
STATION = "station_manager"


@dataclass(frozen=True, slots=True)
class Computed:
    """What is told to whom, by staff id: JSON for the notices."""

    month: Month
    people: Mapping[int, dict[str, Any]]


def computed(session: Session, due: datetime) -> Computed:
    """Compute what everybody is told of the month that runs."""
    day, month = due.date(), Month.of(due.date())
    org, book = organisation.on(session, day), in_force(session)
    branch = figures.branch(session, month)
    shared = _shared(session, day, branch)
    opened, groups = _opened(session, month), squads.lines(session, org, month)
    found = {}
    for one in sorted_people(one for one in org.people.values() if one.works_on(day)):
        if one.grade is None:
            continue
        told = shared | _line(one, month, branch, book, opened)
        if STATION in one.posts:
            told["team"] = [
                _line(each, month, branch, book, opened)
                for each in marketers_of(org, one.staff_id)
                if each.works_on(day) and each.grade
            ]
        told["squad"] = groups.get(one.staff_id)
        found[one.staff_id] = told | _outlet(org, one, month, branch, book)
    return Computed(month, found)


def _shared(session: Session, day: date, branch: Branch | None) -> dict[str, Any]:
    days, month = timetable.calendar(session), Month.of(day)
    rest = (date(month.year, month.number, one) for one in range(day.day, month.last_day.day + 1))
    return {
        "month": str(month),
        "as_of": branch.as_of.isoformat() if branch and branch.as_of else None,
        "left": sum(days.is_likely_working(one) for one in rest),
    }


def _opened(session: Session, month: Month) -> dict[int, int]:
    """Return how many clients of whom were opened in the month, by the appointments."""
    chosen = (
        select(Appointment.staff_id, func.count())
        .where(Appointment.opened_on.between(month.first_day, month.last_day))
        .group_by(Appointment.staff_id)
    )
    return dict(session.execute(chosen).all())


def _line(
    one: Employee,
    month: Month,
    branch: Branch | None,
    book: Rulebook,
    opened: Mapping[int, int],
) -> dict[str, Any]:
    rules = book.on(month.first_day).of(one.contract)
    parts = branch.of([one.staff_id]) if branch else ()
    part = parts[0] if parts else None
    return {
        "name": one.name,
        "accounts": _text(part.accounts) if part else None,
        "value": _text(part.value) if part else None,
        "opened": opened.get(one.staff_id, 0),
        "standards": {
            measure: _standard(rules[f"{measure}_standard.{one.grade}"]) for measure in MEASURES
        },
    }


def _standard(step: Step) -> dict[str, Any]:
    return {"value": _text(step.value), "assumed": step.assumed}


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _outlet(
    org: Organisation, one: Employee, month: Month, branch: Branch | None, book: Rulebook
) -> dict[str, Any]:
    """Return how far the person's outlet is, where it is one and the sum gives nobody away."""
    unit = org.units.get(one.unit)
    parts = branch.within([one.unit]) if branch and unit and unit.kind == "outlet" else ()
    if unit is None or not parts or not figures.may_hear(org, one.staff_id, parts):
        return {"outlet": None}
    standard = book.on(month.first_day)[STANDARD]
    accounts = _text(figures.sums(parts).accounts)
    return {"outlet": {"name": unit.name, "accounts": accounts, "standard": _standard(standard)}}


@changes
def tell(session: Session, now: datetime, found: Computed) -> dict[str, int]:
    """Tell everybody; return how many."""
    for staff_id, data in found.people.items():
        notices.tell(session, now, TOLD, found.month, [staff_id], **data)
    return {"told": len(found.people)}
