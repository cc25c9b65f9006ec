"""Leave as it is shown: a person's own, its card, and what its approval tells."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import organisation, timetable
from services.approvals.machine import APPROVED, RETURNED
from services.approvals.subjects import shows
from services.history import Employee
from services.leave import asking, checks, ledger
from services.leave.asking import BEYOND, LEAVE, Away
from services.leave.changing import must_be_seen
from services.leave.effect import MonthEffect, effects, piece_of
from services.leave.ledger import HOLDING, PENDING, Balance
from services.leave.settling import BACK, CANCEL
from services.leave.spans import Span, asked, taken
from services.organisation import Viewer, viewer
from services.rulebook_values import in_force
from services.store.approvals import Approval
from services.store.leave import Leave


@dataclass(frozen=True, slots=True)
class One:
    """Leave as it stands; `span` is what was asked for, `held` what of it holds."""

    id: int
    kind: str
    span: Span
    held: Span | None
    days: Decimal
    reason: str
    state: str
    approval: int | None
    change: str
    change_approval: int | None
    change_returned: bool
    note: str  # why it is cancelled or cut short
    back: tuple[date, bool] | None
    certificate: bool
    certificate_due: date | None


@dataclass(frozen=True, slots=True)
class Mine:
    """A page of somebody's leave, latest first, how much there is, and this year's balance."""

    person: Employee
    balance: Balance
    leave: tuple[One, ...]
    total: int


@dataclass(frozen=True, slots=True)
class LeaveCard:
    """Leave with whose it is, who asked, and what whoever looks may do about it now."""

    one: One
    person: Employee
    by: Employee
    mine: bool
    cancels: bool
    returns: bool
    hands_in: bool
    mends: bool
    mends_change: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What the card of an approval tells of leave; `months` while nobody has ended it."""

    one: One
    balances: tuple[tuple[Balance, Decimal], ...]
    beyond: bool
    months: tuple[MonthEffect, ...]
    away: tuple[Away, ...]


def mine(  # noqa: PLR0913 - whose, and which page
    session: Session, who: int, today: date, *, staff: int, first: int, most: int
) -> Mine:
    """Return a page of somebody's leave (staff 0: one's own).

    UnknownPersonError, NotYoursError.
    """
    looking = viewer(session, who, today)
    person = looking.must_see(staff or looking.staff_id)
    chosen = select(Leave).where(Leave.staff_id == person.staff_id)
    total = session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    page = chosen.order_by(Leave.first_day.desc(), Leave.made_at.desc())
    rows = session.scalars(page.offset(first).limit(most))
    rules, days = in_force(session).on(date(today.year, 1, 1)), timetable.calendar(session)
    balance = ledger.balance(session, person.staff_id, today.year, days, rules)
    return Mine(person, balance, tuple(one_of(session, row) for row in rows), total)


def card(session: Session, who: int, today: date, leave: int) -> LeaveCard:
    """Return leave of somebody whom whoever asks sees; UnknownPersonError, NotYoursError."""
    looking, row = must_be_seen(session, who, today, leave)
    return card_of(session, looking, row, today)


def card_of(session: Session, looking: Viewer, row: Leave, today: date) -> LeaveCard:
    """Return leave as whoever looks may see it."""
    people, me = looking.organisation.people, looking.staff_id
    held = taken(row)
    free = row.state == APPROVED and not row.change and not row.shortened and held is not None
    mine_ = me in {row.staff_id, row.made_by}
    back = returned(session, row)
    return LeaveCard(
        one=one_of(session, row),
        person=people[row.staff_id],
        by=people[row.made_by],
        mine=me == row.staff_id,
        cancels=free and row.first_day > today,
        returns=free and row.first_day <= today,
        hands_in=wants_certificate(row),
        mends=mine_ and row.state == RETURNED,
        mends_change=back is not None and me in {row.staff_id, back.made_by},
    )


def returned(session: Session, row: Leave) -> Approval | None:
    """Return the approval of a change of leave that was given back."""
    found = session.get(Approval, row.change_id) if row.change and row.change_id else None
    return found if found and found.state == RETURNED else None


def wants_certificate(row: Leave) -> bool:
    """Tell whether a hospital's record is still missing."""
    return row.certificate_due is not None and row.certificate_id is None and row.state in HOLDING


def owed(session: Session, who: int, today: date) -> tuple[One, ...]:
    """Return one's own leave that was returned, or a change of it, or that lacks the record.

    UnknownPersonError.
    """
    me = viewer(session, who, today).staff_id
    return tuple(
        one_of(session, row)
        for row in ledger.holding(session, me)
        if row.state == RETURNED or returned(session, row) or wants_certificate(row)
    )


@shows(LEAVE, BEYOND, CANCEL, BACK)
def told(session: Session, today: date, number: int) -> Told:
    """Return what an approval about leave tells; the effect is that of what was asked for."""
    row, org = session.get_one(Leave, number), organisation.on(session, today)
    person, span, days = org.people[row.staff_id], asked(row), timetable.calendar(session)
    waits = row.state in PENDING
    found = checks.grid(session, person, today, row.kind, row.id)
    piece = piece_of(row.kind, span)
    return Told(
        one=one_of(session, row),
        balances=asking.balances_of(session, found, span, row) if waits else (),
        beyond=row.beyond,
        months=effects(session, row.staff_id, piece, days, row) if waits else (),
        away=asking.away(session, org, person, span) if row.state in HOLDING else (),
    )


def one_of(session: Session, row: Leave) -> One:
    """Return leave as it stands."""
    return One(
        id=row.id,
        kind=row.kind,
        span=asked(row),
        held=taken(row),
        days=row.days,
        reason=row.reason,
        state=row.state,
        approval=row.approval_id,
        change=row.change,
        change_approval=row.change_id,
        change_returned=returned(session, row) is not None,
        note=row.change_note,
        back=(row.back_day, row.back_noon) if row.back_day else None,
        certificate=row.certificate_id is not None,
        certificate_due=row.certificate_due,
    )
