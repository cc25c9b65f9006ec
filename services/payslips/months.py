"""A person's months one after the other: each starts from the balances the one before left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from services.conduct import pay as conducts
from services.conduct.pay import Conduct
from services.history import Employee, History, history
from services.month import Month
from services.pay import Statement, statement
from services.pay.inputs import Facts, Opened, Person, TaxYear
from services.payslips import book as books
from services.payslips import entries as sheets
from services.payslips.client_rows import Row
from services.payslips.tax_year import regime_of, tax_months, tax_year
from services.payslips.team import everyone, team
from services.rulebook import GRADES, Rulebook
from services.step import Step, given, total

MANAGER = GRADES.index("manager")


@dataclass(frozen=True)
class Slip:
    """One month of one person: who he was then, what went in, what came out."""

    month: Month
    employee: Employee
    person: Person
    facts: Facts
    statement: Statement


@dataclass
class Balances:
    """What a month hands to the next."""

    risk_fund: Step
    excess: Step
    taxable: tuple[Step, ...] = ()
    insured: tuple[Step, ...] = ()
    special: tuple[Step, ...] = ()
    withheld: tuple[Step, ...] = ()
    scores: tuple[Step, ...] = ()
    held: tuple[tuple[date, Step], ...] = ()  # fixed pay, by the day that it was held for
    last: Month | None = None  # the month that handed it on
    regime: str = ""  # how that month was taxed


@dataclass(frozen=True)
class Told:
    """Everything that is read for a person's months, by a handful of queries."""

    staff_id: int
    people: History
    book: books.Book
    entries: sheets.Entries
    rulebook: Rulebook
    conduct: Conduct = field(default_factory=Conduct)

    def months(self) -> Iterator[Slip]:
        """Compute the imported months in turn while he was there; a gap breaks the series."""
        before = Balances(given("risk_fund_before", 0), given("excess_award_before", 0))
        for month in self.book.months:
            employee = employed(self.people, self.staff_id, month)
            if employee:
                self._open(month, employee, before)
                slip = self._slip(month, employee, before)
                yield slip
                self._hand_on(slip, before)

    def _slip(self, month: Month, employee: Employee, before: Balances) -> Slip:
        person = person_of(employee, month, self.conduct)
        facts = self._facts(month, employee, before)
        made = statement(person, facts, self.rulebook.on(month.first_day))
        return Slip(month, employee, person, facts, made)

    def _open(self, month: Month, employee: Employee, before: Balances) -> None:
        """Turn the tax year, break a series that has a gap, take the balances of 期初."""
        if before.last is None or before.last.later(1) != month:
            before.scores = ()
        regime = regime_of(employee.contract)
        if before.last and (tax_year(before.last), before.regime) != (tax_year(month), regime):
            before.taxable = before.insured = before.special = before.withheld = ()
        for opened in sorted(self.entries.openings):
            if opened <= month and (before.last is None or before.last < opened):
                self._take(opened, before, taxed=tax_year(opened) == tax_year(month))
        before.last, before.regime = month, regime

    def _take(self, month: Month, before: Balances, *, taxed: bool) -> None:
        opening = self.entries.opening
        before.risk_fund = opening(month, "risk_fund", "risk_fund_before")
        before.excess = opening(month, "excess_carried", "excess_award_before")
        if not taxed:  # sums of a year that is over
            return
        before.taxable = (opening(month, "taxable", "opening_taxable"),)
        before.insured = (opening(month, "social_insurance", "opening_insured"),)
        before.special = (opening(month, "special_deduction", "opening_special"),)
        before.withheld = (opening(month, "withheld", "opening_withheld"),)

    def _hand_on(self, slip: Slip, before: Balances) -> None:
        made, month = slip.statement, slip.month
        before.risk_fund = _closing("risk_fund_before", made.risk_fund_balance, month)
        before.excess = _closing("excess_award_before", made.excess_award_carried, month)
        before.taxable += (_closing(f"taxable@{month}", made.taxable, month),)
        before.withheld += (_closing(f"withheld@{month}", made.lines["income_tax"], month),)
        before.insured += (_closing(f"insured@{month}", made.lines["social_insurance"], month),)
        before.special += self.entries.special_deductions([month])
        score = made.score
        before.scores = (*before.scores, score)[-2:] if score else ()
        if slip.person.investigated:
            step = _closing(f"held@{month}", made.held, month)
            before.held += ((_day(slip.employee, month), step),)

    def _facts(self, month: Month, employee: Employee, before: Balances) -> Facts:
        rules = self.rulebook.on(month.first_day).of(employee.contract)
        rows, new = self.book.of(self.staff_id, month), self.book.new_clients(self.staff_id, month)
        happened = self.entries.happened(month)
        joined = Month.of(employee.joined)
        back = [m for m in (month.later(-2), month.later(-1)) if m >= joined]
        series = [*(m for m in back if m in self.book.months), month]
        return Facts(
            average_assets=tuple(self._average(m) for m in series),
            new_effective_accounts=tuple(self._accounts(m) for m in series),
            new_custody_value=tuple(self._value(m) for m in series),
            excess_value_excluded=books.excluded_value(new, rules),
            net_revenue=books.net_revenue(rows, rules),
            fund_fee_income=books.fund_fees(rows),
            scores=before.scores,
            openings=self._openings(new, month),
            referrals_confirmed=self._referrals(month),
            **sheets.conduct(happened),
            team=team(self.people.on(_day(employee, month)), employee, month, self.book, rules),
            fines=self.conduct.fines(month),
            fixed_pay_released=self._released(month, before),
            manual=self.entries.manual(month),
            adjustments=self.entries.corrections(month),
            other_deductions=self.entries.parameter(month, "other_deduction", "other_entry"),
            social_insurance=self.entries.parameter(month, "social_insurance", "insured"),
            tax=self._tax(month, employee, before),
            risk_fund_balance=before.risk_fund,
            excess_award_carried=before.excess,
        )

    def _released(self, month: Month, before: Balances) -> Step:
        """Article 27.4: what was held and is paid now; the rest stays in the balances."""
        parts = conducts.released(self.conduct, before.held, month)
        before.held = tuple(one for one in before.held if one[1] not in parts)
        return total("fixed_pay_released", *parts, article="27")

    def _average(self, month: Month) -> Step:
        made = books.average_assets(self.book.of(self.staff_id, month))
        return replace(made, what=f"average_assets@{month}")

    def _accounts(self, month: Month) -> Step:
        new, held = self.book.new(self.staff_id, month)
        made = books.new_accounts(new, self.rulebook.on(month.first_day), held)
        return replace(self.book.known(made, month), what=f"new_effective_accounts@{month}")

    def _value(self, month: Month) -> Step:
        made = books.new_value(*self.book.new(self.staff_id, month))
        return replace(self.book.known(made, month), what=f"new_custody_value@{month}")

    def _openings(self, new: list[Row], month: Month) -> tuple[Opened, ...]:
        unknown = self.book.known(given("new_clients", 0, "accounts"), month)
        return (Opened(unknown),) if unknown.value is None else books.openings(new)

    def _referrals(self, month: Month) -> Step:
        """Article 24: those he referred who are manager or above for the first time this month."""
        last_month = month.later(-1).last_day
        found = [
            given(f"referred:{now.number}", 1, "people")
            for now in self.people.on(month.last_day).people.values()
            if now.referrer_id == self.staff_id and _is_manager(now)
            if not self.people.was(now.staff_id, last_month, _is_manager)
        ]
        return total("referrals_confirmed", *found, article="24", unit="people")

    def _taxed_alike(self, month: Month, employee: Employee) -> bool:
        """Tell whether he was there in the month and taxed in the same way."""
        then = employed(self.people, self.staff_id, month)
        return then is not None and regime_of(then.contract) == regime_of(employee.contract)

    def _tax(self, month: Month, employee: Employee, before: Balances) -> TaxYear:
        months = sum(self._taxed_alike(one, employee) for one in tax_months(month))
        special = (*before.special, *self.entries.special_deductions([month]))
        return TaxYear(
            months=given("tax_months", months, "months"),
            taxable=total("taxable_so_far", *before.taxable),
            social_insurance=total("social_insurance_so_far", *before.insured),
            special=total("special_deductions", *special),
            withheld=total("withheld_so_far", *before.withheld),
        )


def _day(employee: Employee, month: Month) -> date:
    """Return the month's last day or the leaving day."""
    return min(month.last_day, employee.left or month.last_day)


def _is_manager(employee: Employee) -> bool:
    return employee.grade is not None and GRADES.index(employee.grade) >= MANAGER


def _closing(what: str, step: Step, month: Month) -> Step:
    """Hand a month's result on as a figure: its story is told with that month."""
    absent = step.because if step.value is None else ()
    return Step(what, step.value, step.article, absent, reason=f"from@{month}")


def employed(people: History, staff_id: int, month: Month) -> Employee | None:
    """Return who somebody is on the month's last day or the leaving day; None if not there."""
    employee = people.on(month.last_day).people.get(staff_id)
    if employee is None or employee.left is None or employee.left >= month.last_day:
        return employee
    if employee.left < month.first_day:
        return None
    return people.on(employee.left).people[staff_id]


def person_of(employee: Employee, month: Month, conduct: Conduct) -> Person:
    """Return who is paid for the month; `conduct` says whether his fixed pay is held."""
    day = _day(employee, month)
    return Person(
        joined=Month.of(employee.joined),
        contract=employee.contract,
        fixed_pay=employee.fixed_pay,
        posts=employee.posts,
        grade=employee.grade,
        level=employee.level,
        certified=employee.certified is not None and employee.certified <= day,
        investigated=conduct.holds(day),
    )


def tell(session: Session, staff_id: int, months: Sequence[Month], rulebook: Rulebook) -> Told:
    """Read everything for the person's months; `months` are those imported, in order."""
    people, ids = history(session), {staff_id}
    for month in months:
        if who := people.on(month.last_day).people.get(staff_id):
            then = people.on(_day(who, month))
            ids |= everyone(then, then.people[staff_id])
    book = books.load(session, ids, months[-1], rulebook)
    entries, conduct = sheets.load(session, staff_id), conducts.load(session, staff_id)
    return Told(staff_id, people, book, entries, rulebook, conduct)
