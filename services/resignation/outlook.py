"""What leaving on a day means for a person: notice, pay, risk fund, what is handed over."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import timetable
from services.facts.live import live, view
from services.inventory.rows import held
from services.month import Month
from services.office.effects import count_clients
from services.payslips import NothingRecordedError, of_month
from services.resignation import dates
from services.rulebook_values import in_force
from services.store.people import Terms

STANDARD = ("badge", "materials", "equipment", "seals", "documents")
LAPTOP, CLIENTS, OTHER = "laptop", "clients", "other"


@dataclass(frozen=True, slots=True)
class Balance:
    """What the latest month with figures leaves (none: there is none): fund, carried award.

    An amount is None while a month before it is incomplete.
    """

    month: Month | None
    fund: Decimal | None
    excess: Decimal | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What leaving on a day means (Articles 12, 16, 25, 28.7)."""

    last_day: date
    earliest: date  # the first last day for which the notice is long enough
    months: tuple[Month, ...]  # still to be paid
    pay_day: date  # of the last of them
    pay_day_known: bool  # else a holiday may still move it
    balance: Balance
    refund_day: date
    items: tuple[str, ...]
    clients: int
    held: int  # items registered with him
    withholds: bool

    @property
    def in_time(self) -> bool:
        """Whether the notice is long enough."""
        return self.last_day >= self.earliest


def outlook(
    session: Session, staff_id: int, today: date, *, asked_on: date, last_day: date
) -> Outlook:
    """Return what it means for the person to leave on the day, asked for on another."""
    days, rules = timetable.calendar(session), in_force(session).on(asked_on)
    return Outlook(
        last_day,
        dates.earliest(asked_on, rules),
        dates.still_paid(today, last_day, days),
        *dates.pay_day(Month.of(last_day), days),
        balance(session, staff_id),
        dates.refund_day(last_day, in_force(session).on(last_day)),
        items(session, staff_id, today),
        count_clients(session, staff_id),
        len(held(session, staff_id)),
        dates.withholds(rules),
    )


def balance(session: Session, staff_id: int) -> Balance:
    """Return what the person's latest month leaves in the risk fund and carries on (Art. 25)."""
    try:
        slip = of_month(session, staff_id, None).slip
    except NothingRecordedError:
        return Balance(None, None, None)
    made = slip.statement
    return Balance(slip.month, made.risk_fund_balance.value, made.excess_award_carried.value)


def items(session: Session, staff_id: int, today: date) -> tuple[str, ...]:
    """Return the kinds of things that the person hands over."""
    mine = select(Terms.laptop).where(
        Terms.staff_id == staff_id, Terms.first_day <= today, live(Terms, view(session))
    )
    laptop = session.scalar(mine.order_by(Terms.first_day.desc()).limit(1))
    return (*STANDARD, LAPTOP) if laptop else STANDARD
