"""The imported client rows of some people, and what follows from them (Article 12)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from services.clients import counting, owners
from services.clients.counting import Waits
from services.conduct.pay import left_out
from services.facts.live import live, view
from services.facts.months import imported_months
from services.month import Month
from services.pay.inputs import Opened
from services.payslips.client_rows import Row, read
from services.rulebook import Rulebook, Rules
from services.step import (
    ZERO,
    Step,
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


@dataclass(frozen=True)
class Book:
    """The rows of every client whom some people ever had, up to a month."""

    rows: dict[tuple[int, Month], list[Row]]
    effective: dict[str, Month | None]  # None: effective before we know
    months: tuple[Month, ...]  # those imported
    unset: tuple[Month, Step] | None = None  # since when it is not set what is effective
    waiting: dict[str, tuple[Month, Waits]] = field(default_factory=dict)
    """Clients that would be new in a month, were they recorded (Article 31)."""

    def of(self, staff_id: int, month: Month) -> list[Row]:
        """Return the person's clients of the month, by 客户号."""
        return self.rows.get((staff_id, month), [])

    def new_clients(self, staff_id: int, month: Month) -> list[Row]:
        """Return the clients first effective this month: they count once in their life."""
        return [row for row in self.of(staff_id, month) if self.effective.get(row.client) == month]

    def new(self, staff_id: int, month: Month) -> tuple[list[Row], list[Step]]:
        """Return the new clients, and those who are not for want of a record, each with why."""
        none = (month, None)
        held_back = [
            Step(f"unowned:{row.client}", ZERO, "31", unit="accounts", reason=waits.reason)
            for row in self.of(staff_id, month)
            for when, waits in [self.waiting.get(row.client, none)]
            if waits and when == month
        ]
        return self.new_clients(staff_id, month), held_back

    def known(self, step: Step, month: Month) -> Step:
        """Return what was counted of new clients; absent where that hangs on an unset figure."""
        if self.unset is None or month < self.unset[0]:
            return step
        return replace(step, value=None, because=(self.unset[1],))


def load(session: Session, staff_ids: Iterable[int], upto: Month, book: Rulebook) -> Book:
    """Read the rows in force of some people; the rulebook says from what a client is effective."""
    ids = set(staff_ids)
    return of_clients(session, owners.ever_of(ids), upto, book, ids)


def of_clients(
    session: Session,
    clients: Select[Any],
    upto: Month,
    book: Rulebook,
    staff_ids: Collection[int] | None = None,
) -> Book:
    """Read the rows in force of some clients, and of these those of some people (none: all).

    Whose a client is says the owner of record on the month's last day, if he has one, else the
    workbook (Article 31).
    """
    found = read(session, clients, upto)
    owned = owners.load(session, clients)
    rows: dict[tuple[int, Month], list[Row]] = {}
    for one in (_owned(row, owned) for row in found):
        if staff_ids is None or one.staff_id in staff_ids:
            rows.setdefault((one.staff_id, one.month), []).append(one)
    months = imported_months(session)
    effective = _effective(found, months, book)
    effective |= _overridden(session, clients)
    effective |= dict.fromkeys(left_out(session))  # Article 27.4: new in no month
    new = {one.client: one for one in found if effective.get(one.client) == one.month}
    opened = [counting.Opened(one.client, one.staff_id, one.opened) for one in new.values()]
    waits = counting.waiting(session, clients, opened, owned, book)
    waiting = {one: (new[one].month, why) for one, why in waits.items() if one in new}
    effective |= dict.fromkeys(waiting)
    return Book(rows, effective, months, _unset(months, book), waiting)


def _effective(
    rows: Iterable[Row], months: tuple[Month, ...], book: Rulebook
) -> dict[str, Month | None]:
    """Return in which month each client first qualifies; None: before we know."""
    found: dict[str, Month | None] = {}
    for row in rows:
        if row.client not in found and qualifies(row, book.on(row.month.first_day)):
            known_before = row.month == months[0] and row.opened < row.month.first_day
            found[row.client] = None if known_before else row.month
    return found


def _owned(row: Row, owned: owners.Owners) -> Row:
    owner = owned.on(row.client, row.month.last_day)
    return row if owner is None else replace(row, staff_id=owner.staff_id)


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


def new_accounts(new: list[Row], rules: Rules, held_back: Iterable[Step] = ()) -> Step:
    """Count the new effective accounts; an institution counts three, one held back nothing."""
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
    return total("new_effective_accounts", *parts, *held_back, article="12", unit="accounts")


def new_value(new: list[Row], held_back: Iterable[Step] = ()) -> Step:
    """Sum the month-end assets of the clients first effective this month."""
    parts = [row.held for row in new]
    parts += [replace(one, unit="assets") for one in held_back]
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
