"""The risk fund of whoever leaves: what is in it, when it is due, what holds it (Article 25)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.approvals.machine import RETURNED, RUNNING
from services.history import BACK_OFFICE, SEES_ALL, Employee
from services.organisation import NotYoursError, Viewer, sorted_people, viewer
from services.resignation.dates import refund_day
from services.resignation.outlook import Balance, balance
from services.rulebook_values import in_force
from services.store import audit, changes
from services.store.people import Staff
from services.store.resignation import FundEntry, FundForfeit

FINANCE = "finance_manager"
REFUND, FORFEIT = "refund", "forfeit"
ZERO = Decimal(0)
Counter = Callable[[Session, int], int]
DISPUTES: list[Counter] = []


class NotLeavingError(Exception):
    """Nobody has entered a last day of the person."""


class NotDueError(Exception):
    """The risk fund cannot be refunded: it is not due, it is held, or nothing is known of it."""


def disputes(counter: Counter) -> Counter:
    """Declare what counts a person's open disputes: while there is one nothing is refunded."""
    DISPUTES.append(counter)
    return counter


@dataclass(frozen=True, slots=True)
class Entry:
    """What was refunded or forfeited, on what ground, noted by whom."""

    kind: str
    amount: Decimal
    ground: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be forfeited, on what ground, by a proposal that waits."""

    ground: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Fund:
    """A leaver's risk fund on a day.

    `rest` is what is left of the balance (None: not known yet), `proposed` what would be
    forfeited by proposals that wait, `disputes` how many other disputes are open.
    """

    person: Employee
    unit: str
    left: date
    due: date
    balance: Balance
    entries: tuple[Entry, ...]
    rest: Decimal | None
    proposed: tuple[Proposal, ...]
    disputes: int
    today: date
    may_propose: bool
    may_refund: bool

    @property
    def gone(self) -> bool:
        """Whether the last day is over."""
        return self.left < self.today

    @property
    def held(self) -> bool:
        """Whether a dispute or a proposal holds it."""
        return bool(self.proposed or self.disputes)

    @property
    def free(self) -> Decimal:
        """What could still be proposed to be forfeited."""
        return (self.rest or ZERO) - sum((one.amount for one in self.proposed), ZERO)

    @property
    def ready(self) -> bool:
        """Whether it can be refunded today: due, not held, something left."""
        return self.today >= self.due and not self.held and bool(self.rest)


def fund(session: Session, who: int, today: date, staff_id: int) -> Fund:
    """Return the risk fund of somebody who leaves or left.

    For the general manager, the finance manager, and the back office that sees the person.
    UnknownPersonError, NotYoursError, NotLeavingError.
    """
    return told(session, *_handling(session, who, today, staff_id))


def funds(session: Session, who: int, today: date) -> tuple[Fund, ...]:
    """Return the risk funds that are not settled yet, the earliest due first; UnknownPersonError.

    To whoever handles none: nothing.
    """
    asking = viewer(session, who, today)
    people = sorted_people(asking.organisation.people.values())
    mine = [one for one in people if one.left and handles(asking, one.staff_id)]
    found = [told(session, asking, one) for one in mine]
    return tuple(sorted((one for one in found if one.rest), key=lambda one: one.due))


def handles(asking: Viewer, staff_id: int) -> bool:
    """Tell whether whoever asks has to do with the person's risk fund; nobody with his own.

    Finance with that of whoever leaves, although it may not see the person otherwise.
    """
    person = asking.organisation.people.get(staff_id)
    if person is None or staff_id == asking.staff_id:
        return False
    if FINANCE in asking.posts and person.left:
        return True
    return bool(asking.posts & {SEES_ALL, BACK_OFFICE}) and asking.sees(staff_id)


@changes
def refund(
    session: Session, who: int, now: datetime, *, staff: int, version: int
) -> tuple[Fund, bool]:
    """Note that the risk fund was paid back in full: finance or the back office.

    `version` is how many entries there were. Tells whether this press did it. NotDueError and
    what `fund` raises.
    """
    asking, person = _handling(session, who, now.date(), staff)
    session.get_one(Staff, staff, with_for_update=True)
    found = told(session, asking, person)
    if version != len(found.entries):
        return found, False
    if not (found.ready and found.may_refund):
        raise NotDueError
    amount = found.rest or ZERO
    note(session, now, staff, REFUND, amount, by=asking.staff_id)
    audit.record(
        session, now, asking.staff_id, "fund refunded", staff=person.number, amount=amount
    )
    return told(session, asking, person), True


def note(  # noqa: PLR0913 - the columns
    session: Session,
    now: datetime,
    staff_id: int,
    kind: str,
    amount: Decimal,
    *,
    by: int,
    ground: str = "",
    approval: int | None = None,
) -> None:
    """Add an entry to the ledger."""
    entry = FundEntry(
        staff_id=staff_id,
        number=len(_entries(session, staff_id)) + 1,
        kind=kind,
        amount=amount,
        ground=ground,
        approval_id=approval,
        at=now,
        made_by=by,
    )
    session.add(entry)
    session.flush()


def told(session: Session, asking: Viewer, person: Employee) -> Fund:
    """Return a fund as whoever asks may deal with it; NotLeavingError."""
    found = of(session, asking.organisation.day, person, asking.organisation.unit_name(person))
    people = asking.organisation.people
    office, finance = BACK_OFFICE in asking.posts, FINANCE in asking.posts
    entries = tuple(
        Entry(one.kind, one.amount, one.ground, people[one.made_by].name, one.at)
        for one in _entries(session, person.staff_id)
    )
    return replace(found, entries=entries, may_propose=office, may_refund=office or finance)


def of(session: Session, today: date, person: Employee, unit: str = "") -> Fund:
    """Return a leaver's fund as the house sees it; NotLeavingError."""
    if person.left is None:
        raise NotLeavingError
    staff_id = person.staff_id
    kept = balance(session, staff_id)
    gone = sum((one.amount for one in _entries(session, staff_id)), ZERO)
    waiting = FundForfeit.state.in_((RUNNING, RETURNED))
    proposed = select(FundForfeit.ground, FundForfeit.amount).where(
        FundForfeit.staff_id == staff_id, waiting
    )
    return Fund(
        person,
        unit,
        person.left,
        refund_day(person.left, in_force(session).on(person.left)),
        kept,
        (),
        None if kept.fund is None else kept.fund - gone,
        tuple(Proposal(*one) for one in session.execute(proposed.order_by(FundForfeit.made_at))),
        sum(counter(session, staff_id) for counter in DISPUTES),
        today,
        may_propose=False,
        may_refund=False,
    )


def _handling(session: Session, who: int, today: date, staff_id: int) -> tuple[Viewer, Employee]:
    asking = viewer(session, who, today)
    if not handles(asking, staff_id):
        raise NotYoursError
    return asking, asking.organisation.people[staff_id]


def _entries(session: Session, staff_id: int) -> Sequence[FundEntry]:
    chosen = select(FundEntry).where(FundEntry.staff_id == staff_id)
    return session.scalars(chosen.order_by(FundEntry.number)).all()
