"""Where a person stands: grade, what is missing for the next, what endangers this one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from services.history import Employee, Organisation, history
from services.month import Month
from services.organisation import viewer
from services.pay.checks import Check, Condition
from services.pay.inputs import TEAM_POSTS
from services.pay.posts import (
    Demand,
    district_manager,
    is_at_least,
    keep_district_manager,
    keep_station_manager,
    station_manager,
)
from services.payslips import PEOPLE, SOURCES, Payslip, of_month, told
from services.payslips.book import Book, new_accounts
from services.payslips.book import load as load_book
from services.payslips.months import Slip
from services.payslips.team import marketers_of, station_managers_of
from services.rulebook import Rules
from services.rulebook_values import in_force
from services.step import ZERO, Step
from services.store.remembered import remembered

MONTHS = 3


@dataclass(frozen=True, slots=True)
class Danger:
    """What endangers the grade: the figure, the bound it is under, and since which month."""

    what: str  # assets, score, accounts
    condition: Condition
    since: Month


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's last month seen for the grade; `payslip` knows the files behind it."""

    payslip: Payslip
    grade_since: Month | None
    dangers: tuple[Danger, ...]
    demands: tuple[Check[Demand], ...]

    @property
    def slip(self) -> Slip:
        """The month that it is about."""
        return self.payslip.slip


def standing(session: Session, who: int, today: date, staff_id: int | None) -> Standing:
    """Return where the person stands after the latest month with figures (Articles 12–18).

    UnknownPersonError, NotYoursError, NothingRecordedError.
    """
    asking = viewer(session, who, today)
    employee = asking.me if staff_id is None else asking.must_see(staff_id)
    found = after_latest(session, employee.staff_id, employee.contract)
    if employee.staff_id == asking.staff_id:
        return found
    return replace(found, payslip=replace(found.payslip, mine=False))


@remembered(*SOURCES, most=PEOPLE)
def after_latest(session: Session, staff_id: int, contract: str) -> Standing:
    """Return where a person with the contract stands; NothingRecordedError."""
    slips, payslip = told(session, staff_id), of_month(session, staff_id, None)
    month = payslip.slip.month
    then, rules = history(session).on(month.last_day), in_force(session).on(month.first_day)
    return Standing(
        payslip=payslip,
        grade_since=_grade_since(slips),
        dangers=tuple(_dangers(slips, rules.of(contract))),
        demands=tuple(_demands(session, then, slips, rules)),
    )


def _grade_since(slips: tuple[Slip, ...]) -> Month | None:
    """Return the first month with the present grade; None if it is older than our figures."""
    grade = slips[-1].person.grade
    since = next((s.month for s in reversed(slips) if s.person.grade != grade), None)
    return since.later(1) if since else None


def _dangers(slips: tuple[Slip, ...], rules: Rules) -> Iterable[Danger]:
    grade = slips[-1].person.grade
    if grade is None:
        return
    bounds: dict[str, tuple[Step, Callable[[Slip], Step | None]]] = {
        "assets": (rules[f"asset_threshold.{grade}"], lambda s: s.facts.average_assets[-1]),
        "score": (rules["review.demotion_score"], lambda s: s.statement.score),
        "accounts": (
            rules[f"accounts_standard.{grade}"],
            lambda s: s.facts.new_effective_accounts[-1],
        ),
    }
    for what, (bound, figure) in bounds.items():
        conditions = [_below(what, figure(slip), bound) for slip in slips]
        under = len(conditions)
        while under and conditions[under - 1] and conditions[under - 1].holds:  # type: ignore[union-attr]
            under -= 1
        last = conditions[-1]
        if last and under < len(slips):
            yield Danger(what, last, slips[under].month)


def _below(what: str, value: Step | None, bound: Step) -> Condition | None:
    return Condition(what, value, bound, below=True) if value else None


def _demands(
    session: Session, then: Organisation, slips: tuple[Slip, ...], rules: Rules
) -> Iterable[Check[Demand]]:
    """Yield what the posts that he holds demand, or the next post that he could have."""
    who, assets = slips[-1].employee, slips[-1].facts.average_assets[-1]
    if "district_manager" in who.posts and "project_director" not in who.posts:
        yield keep_district_manager(_qualified(session, then, who, rules), rules)
    elif "station_manager" in who.posts:
        yield _kept(session, then, who, rules)
        yield district_manager(assets, _qualified(session, then, who, rules), rules)
    elif is_at_least(who.grade, "manager") and not who.posts & TEAM_POSTS:
        reviews = [slip.statement.review for slip in slips[-MONTHS:]]
        grades = tuple(review.computed if review else None for review in reviews)
        yield station_manager(grades, assets, rules)


def _kept(session: Session, then: Organisation, who: Employee, rules: Rules) -> Check[Demand]:
    """Article 13: whether a station manager keeps the post."""
    people = marketers_of(then, who.staff_id)
    team = (one.grade for one in people if one.works_on(then.day))
    return keep_station_manager(team, _outlet_accounts(session, then, who, rules), rules)


def _qualified(session: Session, then: Organisation, who: Employee, rules: Rules) -> int:
    """Article 14: how many of his station managers would keep their posts."""
    managers = station_managers_of(then, who)
    there = [one for one in managers if one.works_on(then.day)]
    return sum(_kept(session, then, one, rules).holds is True for one in there)


def _outlet_accounts(
    session: Session, then: Organisation, who: Employee, rules: Rules
) -> tuple[Step, ...]:
    """Return the outlet's new effective accounts of the last three months, managers' included."""
    units = then.within(who.unit)
    people = [one.staff_id for one in then.people.values() if one.unit in units]
    book = load_book(session, people, rules.month, rules.book)
    months = [rules.month.later(-back) for back in range(MONTHS - 1, -1, -1)]
    return tuple(
        _accounts_of(book, people, month, rules) for month in months if month in book.months
    )


def _accounts_of(book: Book, people: list[int], month: Month, rules: Rules) -> Step:
    parts = [new_accounts(book.new_clients(one, month), rules) for one in people]
    counted = sum((part.value or ZERO for part in parts), ZERO)
    return book.known(Step(f"outlet_accounts@{month}", counted, "13", unit="accounts"), month)
