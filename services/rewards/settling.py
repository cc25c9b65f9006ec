"""A line is agreed with the bank, paid, and taken back by another line if that was wrong."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from services.rewards import figures, reading, rows
from services.rewards.figures import Weighed
from services.rewards.keeping import LineChangedError, NoAmountError, opened
from services.rewards.reading import Shown, shown
from services.rewards.rights import Desk, desk
from services.rewards.rows import AGREED, OPEN, PAID
from services.store import audit, changes
from services.store.rewards import BankReward


class WrongDayError(Exception):
    """Nothing is paid on a day to come, or before the month of the reward has begun."""


class NoTakingBackError(Exception):
    """The line itself takes another one back: what is right is added as a new line."""


@changes
def agree(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, now: datetime, *, line: int, version: int, whom: str
) -> Shown:
    """Say with whom at the bank it was agreed.

    UnknownPersonError, NotYoursError, LineChangedError, NoAmountError.
    """
    asking, row = opened(session, who, now, line, version, (OPEN,))
    if row.amount is None:
        raise NoAmountError
    row.state = AGREED
    rows.write(row, **{"with": whom})
    return _done(session, now, asking, "agree", row)


@changes
def pay(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, now: datetime, *, line: int, version: int, day: date
) -> Shown:
    """Say on which day it was paid: it can no longer be changed.

    UnknownPersonError, NotYoursError, LineChangedError, WrongDayError.
    """
    asking, row = opened(session, who, now, line, version, (AGREED,))
    if not row.month.first_day <= day <= now.date():
        raise WrongDayError
    row.state, row.paid_on = PAID, day
    return _done(session, now, asking, "pay", row)


@changes
def take_back(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, now: datetime, *, line: int, version: int, reason: str
) -> Shown:
    """Take back what was paid by a line of the same amount below 0, in the same list.

    UnknownPersonError, NotYoursError, LineChangedError, NoTakingBackError.
    """
    asking = desk(session, who, now.date())
    row = session.get(BankReward, line, with_for_update=True)
    asking.must_keep(row.department if row else "")
    if row is None or row.version != version or row.state != PAID or row.amount is None:
        raise LineChangedError(line)
    if row.counters_id is not None:
        raise NoTakingBackError
    if rows.is_countered(session, line):
        raise LineChangedError(line)
    back = BankReward(department=row.department, month=row.month, state=PAID, version=1)
    back.outlet, back.bank, back.amount = row.outlet, row.bank, -row.amount
    back.paid_on, back.counters_id = now.date(), row.id
    back.made_at, back.made_by = now, asking.viewer.staff_id
    back.text_sealed = b""
    rows.write(back, basis=rows.read(row, countered=False).basis, reason=reason)
    session.add(back)
    return _done(session, now, asking, "take_back", back)


def weighed(
    session: Session, who: int, today: date, *, line: int, version: int, **_answers: object
) -> Shown:
    """Return the line that a form is about, to say the effect; errors of `take_back`."""
    found = reading.line(session, who, today, line)
    if found.line.version != version:
        raise LineChangedError(line)
    return found


def changing(
    session: Session, who: int, today: date, *, line: int, version: int, **answers: Any
) -> tuple[Weighed, Shown]:
    """Return what a change does to a line; errors of `take_back`."""
    found = weighed(session, who, today, line=line, version=version)
    return figures.weighed(session, who, today, **answers), found


def _done(session: Session, now: datetime, asking: Desk, act: str, row: BankReward) -> Shown:
    session.flush()
    me, amount = asking.viewer.staff_id, row.amount
    audit.record(session, now, me, f"reward.{act}", line=row.id, amount=amount, on=row.paid_on)
    return shown(asking, rows.read(row, countered=False))
