"""The general manager's week: assets, accounts, what pay will cost, who is at risk, what waits.

Everybody's month is computed one by one, each in a transaction of its own (`person`), then put
together (`card`): nothing is held up by it, and what was computed once is remembered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from services import jobs, notices, organisation, payslips, weeks
from services.approvals import bench
from services.approvals.machine import running
from services.attendance import ladder
from services.briefs import figures, marks
from services.briefs.asking import KIND, WEEK
from services.briefs.digest import text
from services.briefs.figures import Sums
from services.briefs.marks import BRANCH
from services.history import SEES_ALL
from services.month import Month
from services.organisation import NotYoursError, viewer
from services.pay.checks import Condition
from services.payslips import NothingRecordedError
from services.payslips.months import Slip
from services.rulebook_values import in_force
from services.step import ZERO
from services.store import changes

TOLD = "branch_week"
SCORE, ABSENT = "score", "absent"
DANGERS = ("dismissal_review", "demote", SCORE, ABSENT, "at_risk")
"""Where a person is named once: the worst of these."""


@dataclass(frozen=True, slots=True)
class Person:
    """What one person adds: gross pay of the month and the one before, and what endangers him.

    `paid`: he has the month at all. Amounts in yuan; None where a figure is not set.
    """

    name: str
    paid: bool
    gross: Decimal | None
    before: Decimal | None
    danger: str


def readers(session: Session, today: date) -> frozenset[int]:
    """Return who reads the branch's week: the general manager and his delegates of the day.

    While nobody holds the post, whoever stands in for it.
    """
    org = organisation.on(session, today)
    heads = organisation.holding(session, today, SEES_ALL)
    found = set(heads)
    for one in bench.deputies(session, today):
        stands_in = one.principal_id is None and one.post == SEES_ALL and not heads
        if one.principal_id in heads or stands_in:
            found.add(one.deputy_id)
    return frozenset(one for one in found if org.people[one].works_on(today))


@changes
def ask(
    session: Session, who: int, now: datetime, language: str, message_id: int | None = None
) -> int:
    """Have the branch's week computed for whoever asks; the message is the card to put it on.

    UnknownPersonError, NotYoursError.
    """
    asking = viewer(session, who, now.date())
    if asking.staff_id not in readers(session, now.date()):
        raise NotYoursError
    data = {"what": WEEK, "due": now.isoformat(), "language": language}
    return jobs.add(session, KIND, now, data, telegram_id=who, message_id=message_id)


def people(session: Session, today: date) -> tuple[Month, tuple[int, ...]]:
    """Return the last month with figures, and who was there in it; nobody if there is none."""
    month = figures.latest(session, today) or Month.of(today)
    branch = figures.branch(session, month)
    return month, tuple(one.staff_id for one in branch.parts) if branch else ()


def person(session: Session, staff_id: int, month: Month, today: date) -> Person:
    """Compute what one person adds to the branch's month."""
    name = organisation.on(session, today).people[staff_id].name
    try:
        slips = {one.month: one for one in payslips.told(session, staff_id)}
    except NothingRecordedError:
        slips = {}
    slip, before = slips.get(month), slips.get(month.later(-1))
    return Person(
        name,
        slip is not None,
        slip.statement.gross.value if slip else None,
        before.statement.gross.value if before else ZERO,
        _danger(session, staff_id, slip, today),
    )


def _danger(session: Session, staff_id: int, slip: Slip | None, today: date) -> str:
    """Return the worst that endangers a person; '' if nothing does, or he has left."""
    if not organisation.on(session, today).people[staff_id].works_on(today):
        return ""
    found = set[str]()
    if slip and slip.statement.review and slip.statement.review.outcome:
        found.add(slip.statement.review.outcome)
    if slip and slip.statement.score:
        rules = in_force(session).on(slip.month.first_day).of(slip.employee.contract)
        limit = Condition(SCORE, slip.statement.score, rules["review.demotion_score"], below=True)
        found |= {SCORE} if limit.holds else set()
    if ladder.rungs(session, staff_id, today).month:
        found.add(ABSENT)
    return next((one for one in DANGERS if one in found), "")


@dataclass(frozen=True, slots=True)
class Computed:
    """The week, as JSON without what waits; the sums to compare the next week with."""

    week: date
    data: Mapping[str, Any]
    branch: figures.Branch | None
    sums: Sums | None


def card(session: Session, now: datetime, found: Iterable[Person]) -> Computed:
    """Put the week together from what everybody adds."""
    week = weeks.week_of(now.date())
    month = figures.latest(session, now.date())
    branch = figures.branch(session, month) if month else None
    if branch is None:
        return Computed(week, {"month": None}, None, None)
    before = figures.branch(session, branch.month.later(-1))
    mark = marks.before(session, week).get(BRANCH)
    sums = figures.sums(branch.parts)
    data: dict[str, Any] = {
        "month": str(branch.month),
        "as_of": branch.as_of.isoformat() if branch.as_of else None,
        "closed": branch.closed,
        "sums": _plain(sums),
        "before": _plain(figures.sums(before.parts)) if before else None,
        "last": None,
    }
    if mark and mark.month == branch.month:
        kept = {"accounts": mark.accounts, "value": mark.value, "assets": mark.assets}
        data["last"] = {one: text(value) for one, value in kept.items()}
        data["last"]["week"] = mark.week.isoformat()
    return Computed(week, data | _cost(tuple(found), compared=before is not None), branch, sums)


def _plain(sums: Sums) -> dict[str, Any]:
    return {
        "accounts": text(sums.accounts),
        "value": text(sums.value),
        "assets": text(sums.assets),
        "clients": sums.clients,
    }


def _cost(found: tuple[Person, ...], *, compared: bool) -> dict[str, Any]:
    paid = [one for one in found if one.paid]
    known = [one.gross for one in paid if one.gross is not None]
    before = [one.before for one in found if one.before is not None]
    complete = len(before) == len(found) and len(known) == len(paid)
    dangers = {danger: [one.name for one in found if one.danger == danger] for danger in DANGERS}
    return {
        "people": len(paid),
        "cost": text(sum(known, ZERO)),
        "unknown": len(paid) - len(known),
        "cost_before": text(sum(before, ZERO)) if compared and complete else None,
        "dangers": {danger: names for danger, names in dangers.items() if names},
    }


def waits(session: Session, staff_id: int, now: datetime) -> list[dict[str, Any]]:
    """Return what waits for somebody's word, oldest first: whose, for how many days."""
    cases = (case for case in running(session, now.date()) if case.seat(staff_id))
    rows = ((case.row, case.org) for case in cases)
    return [
        {
            "name": org.people[row.applicant_id].name,
            "days": (now.date() - row.made_at.astimezone(now.tzinfo).date()).days,
        }
        for row, org in rows
    ]


@changes
def tell(session: Session, now: datetime, found: Computed) -> dict[str, int]:
    """Tell those who read it, and keep the sums for the next week; return how many were told."""
    to = readers(session, now.date())
    for one in to:
        notices.tell(
            session, now, TOLD, found.week, [one], **found.data, waits=waits(session, one, now)
        )
    if found.branch and found.sums:
        marks.set_(session, found.week, found.branch, {BRANCH: found.sums})
    return {"told": len(to)}


@changes
def show(session: Session, who: int, now: datetime, found: Computed) -> dict[str, Any]:
    """Return the week for whoever asked for it; UnknownPersonError, NotYoursError."""
    asking = viewer(session, who, now.date())
    if asking.staff_id not in readers(session, now.date()):
        raise NotYoursError
    return {**found.data, "waits": waits(session, asking.staff_id, now)}
