"""A department's list is kept: lines are added, changed, dropped, copied; or nothing is owed."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from services import leases
from services.month import Month
from services.rewards import reading, rights, rows
from services.rewards.figures import moment
from services.rewards.reading import List, Shown, listed, must_have_begun, shown
from services.rewards.rights import Desk, desk
from services.rewards.rows import AGREED, DROPPED, OPEN
from services.store import audit, changes
from services.store.rewards import BankReward

ALONE = "rewards"


class NoAmountError(Exception):
    """It is no amount above 0, or the line has none yet."""


class LineChangedError(Exception):
    """The line is no longer as it was drawn; `line` is its number."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class NothingBeforeError(Exception):
    """The month before has no line that is not in this one already."""


class NotEmptyError(Exception):
    """Something is owed for the month: it has lines."""


@changes
def add(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    unit: int,
    month: int,
    outlet: int,
    whole: int,
    figure: int,
    as_of: int,
    basis: str,
    accounts: int | None,
    amount: Decimal,
    note: str | None,
) -> Shown:
    """Add a line in yuan; the month is the number of its 1st.

    `figure` and `as_of` (seconds, 0: none) are the released accounts that the form began with.
    A month without rewards has some again. UnknownPersonError, NotYoursError, NoPlaceError,
    FutureMonthError, NoAmountError.
    """
    asking, code = _keeping(session, who, now, unit)
    first = must_have_begun(Month.of(datetime.fromordinal(month).date()), now.date())
    place = reading.place(session, asking, code, outlet, whole=bool(whole))
    row = _row(asking, now, code, first)
    row.outlet, row.bank = place.outlet, place.bank
    row.amount, row.accounts = _above_zero(amount), accounts
    row.as_of = _as_of(accounts, figure, as_of)
    rows.write(row, basis=basis, note=note or "")
    session.add(row)
    _owed_again(session, asking, now, row)
    _note(session, now, asking, "add", row)
    return shown(asking, rows.read(row, countered=False))


@changes
def change(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    line: int,
    version: int,
    figure: int,
    as_of: int,
    basis: str,
    accounts: int | None,
    amount: Decimal,
    note: str | None,
) -> Shown:
    """Change a line that is not paid; what was agreed has to be agreed again.

    UnknownPersonError, NotYoursError, LineChangedError, NoAmountError.
    """
    asking, row = opened(session, who, now, line, version, (OPEN, AGREED))
    row.amount, row.accounts, row.state = _above_zero(amount), accounts, OPEN
    row.as_of = _as_of(accounts, figure, as_of)
    rows.write(row, **{"basis": basis, "note": note or "", "with": ""})
    _note(session, now, asking, "change", row)
    return shown(asking, rows.read(row, countered=False))


@changes
def drop(session: Session, who: int, now: datetime, line: int, version: int) -> List:
    """Drop a line that is not paid; return the list; errors of `change`."""
    asking, row = opened(session, who, now, line, version, (OPEN, AGREED))
    row.state = DROPPED
    _note(session, now, asking, "drop", row)
    return listed(session, asking, row.department, row.month)


@changes
def copy(session: Session, who: int, now: datetime, unit: int, month: Month) -> List:
    """Copy the lines of the month before that are not there: they wait for their amounts.

    UnknownPersonError, NotYoursError, FutureMonthError, NothingBeforeError.
    """
    asking, code = _keeping(session, who, now, unit)
    must_have_begun(month, now.date())
    new = reading.new_ones(session, code, month)
    if not new:
        raise NothingBeforeError
    for one in new:
        row = _row(asking, now, code, month)
        row.outlet, row.bank = one.outlet, one.bank
        rows.write(row, basis=one.basis)
        session.add(row)
        _owed_again(session, asking, now, row)
        _note(session, now, asking, "copy", row)
    return listed(session, asking, code, month)


@changes
def nothing(session: Session, who: int, now: datetime, unit: int, month: Month) -> List:
    """Say that nothing is owed to any bank for a month: it is done with.

    UnknownPersonError, NotYoursError, FutureMonthError, NotEmptyError.
    """
    asking, code = _keeping(session, who, now, unit)
    must_have_begun(month, now.date())
    if rows.lines(session, code, month):
        raise NotEmptyError
    row = rows.opened(session, code, month)
    if row.none_at is None:
        row.none_at, row.none_by = now, asking.viewer.staff_id
        session.flush()
        told = {"department": code, "month": str(month)}
        audit.record(session, now, asking.viewer.staff_id, "reward.none", **told)
    return listed(session, asking, code, month)


def opened(  # noqa: PLR0913, PLR0917 - which line, as it was drawn
    session: Session, who: int, now: datetime, line: int, version: int, states: tuple[str, ...]
) -> tuple[Desk, BankReward]:
    """Return a line to write into, locked, its version raised; errors of `change`."""
    asking = desk(session, who, now.date())
    row = session.get(BankReward, line, with_for_update=True)
    asking.must_keep(row.department if row else "")
    if row is None or row.version != version or row.state not in states:
        raise LineChangedError(line)
    row.version += 1
    return asking, row


def _keeping(session: Session, who: int, now: datetime, unit: int) -> tuple[Desk, str]:
    """Return who keeps a department's list, while nobody else writes one."""
    asking, code = desk(session, who, now.date()), rights.code_of(session, unit)
    asking.must_keep(code)
    leases.alone(session, now, ALONE)
    return asking, code


def _row(asking: Desk, now: datetime, code: str, month: Month) -> BankReward:
    row = BankReward(department=code, month=month, state=OPEN, version=1, made_at=now)
    row.made_by, row.text_sealed = asking.viewer.staff_id, b""
    return row


def _owed_again(session: Session, asking: Desk, now: datetime, row: BankReward) -> None:
    closed = rows.month_of(session, row.department, row.month)
    if closed is not None and closed.none_at is not None:
        closed.none_at = closed.none_by = None
        told = {"department": row.department, "month": str(row.month)}
        audit.record(session, now, asking.viewer.staff_id, "reward.owed", **told)


def _note(session: Session, now: datetime, asking: Desk, act: str, row: BankReward) -> None:
    session.flush()
    me, amount = asking.viewer.staff_id, row.amount
    audit.record(session, now, me, f"reward.{act}", line=row.id, state=row.state, amount=amount)


def _above_zero(amount: Decimal) -> Decimal:
    if amount <= 0:
        raise NoAmountError
    return amount


def _as_of(accounts: int | None, figure: int, seconds: int) -> datetime | None:
    """Return as of when the accounts are released figures; none if they are typed otherwise."""
    return moment(seconds) if accounts == figure else None
