"""What a month's attendance comes to: the daily score, and the lines of pay that hang on it.

Computed by the engine's own functions from 考勤 alone, so it can be told before the month's
clients are known. Fixed pay is held by the cases as they stand (Article 27.4).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.conduct import pay as cases
from services.facts.live import live, view
from services.history import Employee, history
from services.month import Month
from services.pay import deductions, earnings
from services.pay.inputs import Facts, Person
from services.pay.score import daily_score
from services.payslips.entries import Entries
from services.payslips.entries import conduct as facts_of
from services.payslips.entries import load as entries_of
from services.payslips.months import employed, person_of
from services.rulebook import Rules
from services.rulebook_values import in_force
from services.step import ZERO, Step
from services.store.figures import Attendance

EARNED = ("fixed_pay", "meal_allowance")
TAKEN = ("lateness", "leave_deduction", "absence_deduction")


@dataclass(frozen=True, slots=True)
class Conduct:
    """A person's month as far as attendance goes; Articles 28.2, 29, 30."""

    employee: Employee
    month: Month
    person: Person
    daily: Step
    lines: dict[str, Step]
    absence: tuple[Step, ...]
    happened: dict[str, tuple[Step, ...]]
    rules: Rules

    @property
    def absent(self) -> Decimal:
        """The days of absence."""
        return sum((one.known for one in self.absence), ZERO)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of pay before and after, in yuan; None: absent; `held`: shown, not paid."""

    code: str
    before: Decimal | None
    after: Decimal | None
    assumed: bool
    held: bool = False

    @property
    def gain(self) -> Decimal:
        """What it changes in yuan, from the person's side."""
        change = (self.after or ZERO) - (self.before or ZERO)
        return -change if self.code in TAKEN else change


@dataclass(frozen=True, slots=True)
class Effect:
    """What something changes in a month: the daily score, lines of pay; its days of absence."""

    month: Month
    before: Decimal | None
    after: Decimal | None
    lines: tuple[Line, ...]
    absent: Decimal

    @property
    def gain(self) -> Decimal:
        """What it comes to in yuan, of what is paid with the month: below 0 if it costs."""
        return sum((one.gain for one in self.lines if not one.held), ZERO)

    @property
    def assumed(self) -> bool:
        """Whether values of ours went into it."""
        return any(one.assumed for one in self.lines)

    def plain(self) -> dict[str, Any]:
        """Return it as JSON, for a notice."""
        return {
            "month": str(self.month),
            "before": _text(self.before),
            "after": _text(self.after),
            "absent": f"{self.absent:f}",
            "lines": [
                [one.code, _text(one.before), _text(one.after), one.assumed, one.held]
                for one in self.lines
            ],
        }

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Effect":
        """Read it from a notice."""
        lines = (
            Line(code, _amount(before), _amount(after), *marks)
            for code, before, after, *marks in data["lines"]
        )
        return cls(
            Month.parse(data["month"]),
            _amount(data["before"]),
            _amount(data["after"]),
            tuple(lines),
            Decimal(data["absent"]),
        )


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def conduct(session: Session, staff_id: int, month: Month) -> Conduct:
    """Return the person's month by the rows of 考勤 in force; KeyError if he was not there."""
    employee = _employee(session, staff_id, month)
    rules = in_force(session).on(month.first_day).of(employee.contract)
    happened = entries_of(session, staff_id).happened(month)
    person = person_of(employee, month, cases.load(session, staff_id))
    return computed(employee, month, person, happened, rules)


def of_people(session: Session, staff_ids: Iterable[int], month: Month) -> list[Conduct]:
    """Return the month of several people who were there, by one query; nothing is held in it."""
    found: dict[int, list[Attendance]] = {one: [] for one in staff_ids}
    chosen = select(Attendance).where(
        Attendance.day.between(month.first_day, month.last_day), live(Attendance, view(session))
    )
    for row in session.scalars(chosen.order_by(Attendance.day, Attendance.kind)):
        if row.staff_id in found:
            found[row.staff_id].append(row)
    rules = in_force(session).on(month.first_day)
    made = []
    for staff_id, rows in found.items():
        employee = _employee(session, staff_id, month)
        happened = Entries(rows, {}, {}, []).happened(month)
        person = person_of(employee, month, cases.Conduct())
        made.append(computed(employee, month, person, happened, rules.of(employee.contract)))
    return made


def computed(
    employee: Employee,
    month: Month,
    person: Person,
    happened: dict[str, tuple[Step, ...]],
    rules: Rules,
) -> Conduct:
    """Put what happened in a month through the rules of Articles 12(1), 28.2, 29 and 30."""
    facts = Facts(**facts_of(happened))
    daily = daily_score(facts, rules)
    lines = _lines(person, facts, rules, daily)
    return Conduct(employee, month, person, daily, lines, facts.absence, happened, rules)


def _lines(person: Person, facts: Facts, rules: Rules, daily: Step) -> dict[str, Step]:
    fixed = earnings.fixed_pay(person, rules, daily)
    leave = deductions.leave_deduction(person, facts, rules, fixed)
    return {
        "fixed_pay": fixed,
        "meal_allowance": earnings.meal_allowance(person, facts, rules),
        "lateness": deductions.lateness(person, facts, rules),
        "leave_deduction": leave,
        "absence_deduction": deductions.absence_deduction(person, facts, rules, fixed, leave),
    }


def between(before: Conduct, after: Conduct) -> Effect:
    """Return what lies between two states of a month."""
    held = {"fixed_pay"} if after.person.investigated else set[str]()
    lines = (
        Line(code, before.lines[code].value, step.value, step.assumed, code in held)
        for code, step in after.lines.items()
        if before.lines[code].value != step.value
    )
    return Effect(after.month, before.daily.value, after.daily.value, tuple(lines), after.absent)


def _employee(session: Session, staff_id: int, month: Month) -> Employee:
    """Return who the person is on the month's last day or the leaving day."""
    found = employed(history(session), staff_id, month)
    if found is None:
        raise KeyError(staff_id)
    return found
