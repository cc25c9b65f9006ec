"""Lines of a list as they are read, what they add up to, and whether a month is done with."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.month import Month
from services.step import ZERO
from services.store.rewards import BankReward, BankRewardMonth

OPEN, AGREED, PAID, DROPPED = "open", "agreed", "paid", "dropped"


@dataclass(frozen=True, slots=True)
class Line:
    """A line: what a bank or an outlet of it gets for a month, in yuan; none: not known yet.

    `counters`: the line that this one takes back, `countered`: it was taken back itself.
    """

    id: int
    department: str
    month: Month
    outlet: str
    bank: str
    state: str
    version: int
    amount: Decimal | None
    accounts: int | None
    as_of: datetime | None
    paid_on: date | None
    counters: int | None
    countered: bool
    basis: str = field(repr=False)
    note: str = field(repr=False)
    agreed_with: str = field(repr=False)
    reason: str = field(repr=False)

    @property
    def about(self) -> tuple[str, str, str]:
        """What makes two lines the same when a month is copied."""
        return self.outlet, self.bank, self.basis


@dataclass(frozen=True, slots=True)
class Sums:
    """What lines add up to in yuan; `waiting`: so many have no amount yet and count nothing."""

    lines: int
    waiting: int
    open: Decimal
    agreed: Decimal
    paid: Decimal

    @property
    def total(self) -> Decimal:
        """All of it, whatever its state."""
        return self.open + self.agreed + self.paid


def lines(session: Session, department: str, month: Month) -> list[Line]:
    """Return a month's lines without those that were dropped, outlet by outlet, as made."""
    chosen = select(BankReward).where(
        BankReward.department == department,
        BankReward.month == month,
        BankReward.state != DROPPED,
    )
    rows = sorted(
        session.scalars(chosen), key=lambda row: (row.bank, row.outlet, row.made_at, row.id)
    )
    countered = {one.counters_id for one in rows}
    return [read(row, countered=row.id in countered) for row in rows]


def read(row: BankReward, *, countered: bool) -> Line:
    """Return a row as a line."""
    text: dict[str, str] = json.loads(row.text)
    return Line(
        row.id,
        row.department,
        row.month,
        row.outlet,
        row.bank,
        row.state,
        row.version,
        row.amount,
        row.accounts,
        row.as_of,
        row.paid_on,
        row.counters_id,
        countered,
        *(text.get(one, "") for one in ("basis", "note", "with", "reason")),
    )


def write(row: BankReward, **texts: str) -> None:
    """Write some of a line's texts, the others stay."""
    known: dict[str, str] = json.loads(row.text) if row.text_sealed else {}
    row.text = json.dumps(known | texts, ensure_ascii=False)


def is_countered(session: Session, line: int) -> bool:
    """Tell whether a line was taken back."""
    chosen = select(BankReward.id).where(BankReward.counters_id == line)
    return session.scalar(chosen) is not None


def sums(found: Iterable[Line]) -> Sums:
    """Add lines up."""
    all_ = list(found)
    by = {
        state: sum((one.amount or ZERO for one in all_ if one.state == state), ZERO)
        for state in (OPEN, AGREED, PAID)
    }
    return Sums(len(all_), sum(one.amount is None for one in all_), *by.values())


def month_of(session: Session, department: str, month: Month) -> BankRewardMonth | None:
    """Return what is known of a department's month itself."""
    return session.scalar(
        select(BankRewardMonth).where(
            BankRewardMonth.department == department, BankRewardMonth.month == month
        )
    )


def opened(session: Session, department: str, month: Month) -> BankRewardMonth:
    """Return the row of a department's month to write into, a new one if there is none."""
    found = month_of(session, department, month)
    if found is None:
        found = BankRewardMonth(department=department, month=month)
        session.add(found)
    return found


def is_done(session: Session, department: str, month: Month) -> bool:
    """Tell whether a month is done with: all of it is paid, or nothing is owed."""
    found = lines(session, department, month)
    if found:
        return all(one.state == PAID for one in found)
    row = month_of(session, department, month)
    return row is not None and row.none_at is not None


def unpaid(session: Session, department: str, before: Month) -> list[Month]:
    """Return the months before one of which something is open, or no list was made though asked.

    The earliest first.
    """
    line, month = BankReward, BankRewardMonth
    here = line.department == department, line.month < before
    running = select(line.month).where(*here, line.state.in_((OPEN, AGREED)))
    listed = select(line.month).where(*here, line.state != DROPPED)
    asked = (
        select(month.month)
        .where(month.department == department, month.month < before)
        .where(month.asked_at.is_not(None), month.none_at.is_(None))
        .where(month.month.not_in(listed))
    )
    return sorted({*session.scalars(running.distinct()), *session.scalars(asked)})
