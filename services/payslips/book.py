"""The imported client rows of some people, and what follows from them (Article 12)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from services.conduct.pay import left_out
from services.facts.live import live, view
from services.facts.months import imported_months
from services.month import Month
from services.pay.inputs import Opened
from services.rulebook import Rulebook, Rules
from services.step import (
    ZERO,
    Source,
    Step,
    Unit,
    at_least,
    chosen,
    difference,
    given,
    product,
    rounded,
    total,
)
from services.store.figures import Client, ClientMonth

NOTHING = given("nothing", 0)
EFFECTIVE = ("effective_account.purchase", "effective_account.assets")


@dataclass(frozen=True, slots=True)
class Row:
    """A client's month as imported."""

    month: Month
    client: str  # 客户号
    staff_id: int
    institution: bool
    opened: date
    average_assets: Decimal | None
    end_assets: Decimal
    turnover: Decimal
    rate: Decimal
    purchase: Decimal
    fund_fee: Decimal
    ipo_share: Decimal
    batch_id: int
    sheet: str
    row: int

    def step(self, what: str, value: Decimal, unit: Unit = "yuan") -> Step:
        """Return a figure of the row that knows where it stands."""
        source = Source(self.batch_id, self.sheet, self.row)
        return Step(f"{what}:{self.client}", value, unit=unit, source=source)

    @property
    def held(self) -> Step:
        """The client's assets at the month's end."""
        return self.step("client_month_end", self.end_assets, "assets")


COLUMNS = (
    ClientMonth.month,
    Client.number,
    ClientMonth.staff_id,
    ClientMonth.institution,
    ClientMonth.opened,
    ClientMonth.average_assets,
    ClientMonth.end_assets,
    ClientMonth.turnover,
    ClientMonth.rate,
    ClientMonth.purchase,
    ClientMonth.fund_fee,
    ClientMonth.ipo_share,
    ClientMonth.batch_id,
    ClientMonth.sheet,
    ClientMonth.row,
)


@dataclass(frozen=True)
class Book:
    """The rows of every client whom some people ever had, up to a month."""

    rows: dict[tuple[int, Month], list[Row]]
    effective: dict[str, Month | None]  # None: effective before we know
    months: tuple[Month, ...]  # those imported
    unset: tuple[Month, Step] | None = None  # since when it is not set what is effective

    def of(self, staff_id: int, month: Month) -> list[Row]:
        """Return the person's clients of the month, by 客户号."""
        return self.rows.get((staff_id, month), [])

    def new_clients(self, staff_id: int, month: Month) -> list[Row]:
        """Return the clients first effective this month: they count once in their life."""
        return [row for row in self.of(staff_id, month) if self.effective.get(row.client) == month]

    def known(self, step: Step, month: Month) -> Step:
        """Return what was counted of new clients; absent where that hangs on an unset figure."""
        if self.unset is None or month < self.unset[0]:
            return step
        return replace(step, value=None, because=(self.unset[1],))


def load(session: Session, staff_ids: Iterable[int], upto: Month, book: Rulebook) -> Book:
    """Read the rows in force; the rulebook says from what a client is effective."""
    ids = set(staff_ids)
    theirs = select(ClientMonth.client_id).where(ClientMonth.staff_id.in_(ids))
    found = session.execute(
        select(*COLUMNS)
        .join(Client, Client.id == ClientMonth.client_id)
        .where(ClientMonth.client_id.in_(theirs), ClientMonth.month <= upto)
        .where(live(ClientMonth, view(session)))
        .order_by(ClientMonth.month, Client.number)
    )
    rows: dict[tuple[int, Month], list[Row]] = {}
    effective: dict[str, Month | None] = {}
    months = imported_months(session)
    for one in found:
        row = Row(*tuple(one))
        if row.client not in effective and qualifies(row, book.on(row.month.first_day)):
            known_before = row.month == months[0] and row.opened < row.month.first_day
            effective[row.client] = None if known_before else row.month
        if row.staff_id in ids:
            rows.setdefault((row.staff_id, row.month), []).append(row)
    effective |= _overridden(session, theirs)
    effective |= dict.fromkeys(left_out(session))  # Article 27.4: new in no month
    return Book(rows, effective, months, _unset(months, book))


def _overridden(session: Session, clients: Select[Any]) -> dict[str, Month]:
    """Return the months that 首次有效月份 says, whichever month's row says it; the last counts."""
    said = session.execute(
        select(Client.number, ClientMonth.first_effective)
        .join(Client, Client.id == ClientMonth.client_id)
        .where(ClientMonth.client_id.in_(clients), ClientMonth.first_effective.is_not(None))
        .where(live(ClientMonth, view(session)))
        .order_by(ClientMonth.month)
    )
    return {number: month for number, month in said if month}


def _unset(months: tuple[Month, ...], book: Rulebook) -> tuple[Month, Step] | None:
    """Return the first month in which it is not set what is effective, and the figure."""
    for month in months:
        for figure in EFFECTIVE:
            step = book.on(month.first_day)[figure]
            if step.value is None:
                return month, step
    return None


def qualifies(row: Row, rules: Rules) -> bool:
    """Article 12: more than 5 000 of stock or funds bought in the month, or in custody."""
    purchase, assets = (rules[figure].value for figure in EFFECTIVE)
    if purchase is None or assets is None:
        return False  # nobody knows: `Book.known` makes absent what is counted
    return row.purchase > purchase or row.end_assets > assets


def average_assets(rows: list[Row]) -> Step:
    """Sum the clients' mean assets; month-end assets where a client has no mean, flagged."""
    parts = [
        row.step("client_average", row.average_assets, "assets")
        if row.average_assets is not None
        else _flagged(row)
        for row in rows
    ]
    return total("average_assets", *parts, article="12", unit="assets")


def _flagged(row: Row) -> Step:
    return replace(row.held, reason="month_end_used")


def new_accounts(new: list[Row], rules: Rules) -> Step:
    """Count the new effective accounts; an institution counts three."""
    times = rules["effective_account.institution"]
    parts = [
        product(
            f"institution_counts:{row.client}",
            row.step("new_client", Decimal(1), "accounts"),
            times,
            places=None,
            unit="accounts",
        )
        if row.institution
        else row.step("new_client", Decimal(1), "accounts")
        for row in new
    ]
    return total("new_effective_accounts", *parts, article="12", unit="accounts")


def new_value(new: list[Row]) -> Step:
    """Sum the month-end assets of the clients first effective this month."""
    parts = [row.held for row in new]
    return total("new_custody_value", *parts, article="12", unit="assets")


def excluded_value(new: list[Row], rules: Rules) -> Step:
    """Sum the new value of clients mostly in IPO subscriptions or open-end funds (Art. 12(3)).

    Absent while it is unset from what share on a client is left out, and one has some of it.
    """
    share = rules["excess_value_award.excluded_share"]
    bound = share.value or ZERO
    parts = [
        chosen(f"client_month_end:{row.client}", row.held, share)
        for row in new
        if row.ipo_share > bound
    ]
    return total("excess_value_excluded", *parts, unit="assets")


def openings(new: list[Row]) -> tuple[Opened, ...]:
    """Return the new effective accounts with their month-end assets."""
    return tuple(Opened(row.held, row.institution) for row in new)


def fund_fees(rows: list[Row]) -> Step:
    """Sum the fund-sales fees."""
    parts = [row.step("client_fund_fee", row.fund_fee) for row in rows if row.fund_fee]
    return total("fund_fee_income", *parts, article="12")


def net_revenue(rows: list[Row], rules: Rules) -> Step:
    """Article 12: Σ turnover × (rate × (1 − turnover tax) − regulatory fees), not below 0."""
    tax, fees = rules["net_revenue.turnover_tax"], rules["net_revenue.regulatory_fees"]
    parts = list(_revenues(rows, tax, fees))
    if not parts:
        return total("net_revenue", article="12")
    summed = rounded("revenue_rounded", total("revenue_sum", *parts), 2)
    return at_least("net_revenue", summed, NOTHING, "12")


def _revenues(rows: list[Row], tax: Step, fees: Step) -> Iterator[Step]:
    after_tax = difference("after_tax", given("one", 1, "ratio"), tax)
    for row in rows:
        if row.turnover:
            source = row.step("client_turnover", row.turnover)
            rate = row.step("client_rate", row.rate, "rate")
            kept = product("rate_after_tax", rate, after_tax, places=None, unit="rate")
            margin = difference("margin", kept, fees)
            yield product(f"client_revenue:{row.client}", source, margin, places=None)
