"""What an edit of a person's record does: pay, teams, rights, what is left behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.accounts import is_bound
from services.facts.edit import Row
from services.facts.live import live, view
from services.facts.months import imported_months
from services.facts.sheets import Plain
from services.history import BACK_OFFICE, SEES_ALL, Employee, Organisation
from services.month import Month
from services.pay.inputs import TEAM_POSTS
from services.rulebook_values import in_force
from services.step import Step
from services.store.figures import ClientMonth

GRADED = ("fixed_pay", "commission", "excess_value_award", "transport_allowance")
BY_DAY = ("leave_deduction", "absence_deduction")
TEAM = ("management_commission", "outlet_commission", "management_allowance")
PAY = {
    "grade": (*GRADED, *BY_DAY),
    "level": ("fixed_pay", *BY_DAY),
    "posts": (*TEAM, "risk_fund"),
    "contract": (*GRADED, *BY_DAY, "income_tax"),
    "fixed_pay": ("fixed_pay", *TEAM, "transport_allowance", *BY_DAY, "risk_fund"),
    "certified": ("commission",),
    "joined": ("commission", "income_tax"),
}
"""Lines of a month's pay by the field that they hang on (Articles 12–16, 25, 29)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One thing that follows; what else is filled in depends on `what`."""

    what: str
    field: str = ""
    lines: tuple[str, ...] = ()
    month: Month | None = None
    day: date | None = None
    whose: str = ""
    count: int = 0
    amount: Step | None = None


@dataclass(frozen=True)
class Edited:
    """A person's row as it was on its first day (none: a new person) and as it will be."""

    staff_id: int | None
    old: Row | None
    new: Row
    day: date

    def changes(self, field: str) -> bool:
        """Tell whether a field of somebody known changes."""
        return self.old is not None and self.old[field] != self.new[field]


def effects(session: Session, organisation: Organisation, edited: Edited) -> tuple[Effect, ...]:
    """Return what the edit does; `organisation` is that of the row's first day."""
    found = [
        *_pay(session, edited),
        *_teams(organisation, edited),
        *_rights(organisation, edited),
        *_leaving(session, organisation, edited),
    ]
    return tuple(found)


def _pay(session: Session, edited: Edited) -> Iterator[Effect]:
    month, row = Month.of(edited.day), edited.new
    for field, lines in PAY.items():
        if edited.changes(field):
            yield Effect(what="pay", field=field, lines=lines, month=month)
    graded = edited.old is None or edited.changes("grade") or edited.changes("level")
    if graded and row["grade"] and row["fixed_pay"]:
        rules = in_force(session).on(month.first_day).of(str(row["contract"]))
        level = str(row["level"]) if row["level"] else None
        amount = rules.by_level(f"fixed_pay.{row['grade']}", level)
        yield Effect(what="fixed_pay", amount=amount, month=month)


def _teams(organisation: Organisation, edited: Edited) -> Iterator[Effect]:
    """Say whose team loses and gains the person, and those who come along."""
    if edited.old is not None and not edited.changes("superior"):
        return
    before, after = (
        _numbered(organisation, row["superior"] if row else None)
        for row in (edited.old, edited.new)
    )
    if before:
        still = after and after.staff_id in {before.staff_id, *organisation.below(before.staff_id)}
        yield _team("team_hands_on" if still else "team_loses", before, edited.day)
    if after:
        yield _team("team_gains", after, edited.day)
    below = list(organisation.below(edited.staff_id)) if edited.staff_id else []
    if below:
        yield Effect(what="come_along", count=len(below))


def _numbered(organisation: Organisation, number: Plain) -> Employee | None:
    people = organisation.people.values()
    return next((one for one in people if number and one.number == number), None)


def _team(what: str, above: Employee, day: date) -> Effect:
    lines = TEAM[:2] if above.posts & TEAM_POSTS else ()
    return Effect(what=what, whose=above.name, lines=lines, month=Month.of(day))


def _rights(organisation: Organisation, edited: Edited) -> Iterator[Effect]:
    before = set(str(edited.old["posts"]).split()) if edited.old else set()
    after = set(str(edited.new["posts"]).split())
    unit = organisation.units.get(str(edited.new["unit"]))
    for post, what in ((SEES_ALL, "sees_all"), (BACK_OFFICE, "sees_unit")):
        if post in after - before:
            yield Effect(what=what, whose=unit.name if unit else "")
        elif post in before - after:
            yield Effect(what="sees_no_more", field=post)


def _leaving(session: Session, organisation: Organisation, edited: Edited) -> Iterator[Effect]:
    """Say what a leaver leaves behind: the account, clients, those who report to him."""
    left, staff_id = edited.new["left"], edited.staff_id
    if not left or staff_id is None or not edited.changes("left"):
        return
    day = date.fromisoformat(str(left))
    if is_bound(session, staff_id):
        yield Effect(what="account_ends", day=day)
    clients = count_clients(session, staff_id)
    if clients:
        yield Effect(what="clients", count=clients)
    people = (organisation.people[one] for one in organisation.reports.get(staff_id, ()))
    staying = sum(one.works_on(day) for one in people)
    if staying:
        yield Effect(what="reports", count=staying)


def count_clients(session: Session, staff_id: int) -> int:
    """Count the clients that are the person's in the latest month imported."""
    months = imported_months(session)
    if not months:
        return 0
    his = select(func.count(ClientMonth.client_id.distinct())).where(
        ClientMonth.staff_id == staff_id,
        ClientMonth.month == months[-1],
        live(ClientMonth, view(session)),
    )
    return session.scalar(his) or 0
