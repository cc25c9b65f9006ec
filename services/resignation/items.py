"""What is handed over: the rows, who receives it, and how it is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import notices, organisation
from services.approvals.machine import APPROVED
from services.history import Employee
from services.inventory import leaving as inventory
from services.inventory.leaving import Held
from services.office.effects import count_clients
from services.organisation import NotYoursError, Viewer
from services.resignation.asking import CANCELLED, LEFT, leaves_on
from services.resignation.outlook import CLIENTS, items
from services.store.resignation import HandoverItem, Resignation

OPENED = "handover"


class OwnHandoverError(Exception):
    """Nobody ticks what he returns himself, nor names who takes his clients."""


class HandoverOverError(Exception):
    """The handover is over: the person stays."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing: who took it or ticked it, when; of clients how many and who is to take them."""

    id: int
    kind: str
    name: str
    count: int | None
    taker: Employee | None
    done_at: datetime | None
    done_by: str
    version: int


@dataclass(frozen=True, slots=True)
class Checklist:
    """The handover of a person as whoever asks may see it; `may_tick`: it is not his own.

    `held` is what the register of items says of him, as it stands now.
    """

    id: int
    person: Employee
    last_day: date
    state: str
    items: tuple[Item, ...]
    may_tick: bool
    held: tuple[Held, ...]

    @property
    def things(self) -> tuple[Item, ...]:
        """What is returned: all but the clients."""
        return tuple(one for one in self.items if one.kind != CLIENTS)

    @property
    def open(self) -> tuple[Item, ...]:
        """What is not handed over yet."""
        return tuple(one for one in self.items if one.done_at is None)

    @property
    def done(self) -> bool:
        """Whether all is handed over, what is registered with him too."""
        return not self.open and all(one.gone for one in self.held)


def begin(session: Session, now: datetime, row: Resignation) -> None:
    """Write down what is to be handed over, and tell the person and who receives it."""
    today = now.date()
    kinds: list[tuple[str, int | None]] = [
        (kind, None) for kind in items(session, row.staff_id, today)
    ]
    if clients := count_clients(session, row.staff_id):
        kinds.append((CLIENTS, clients))
    for number, (kind, count) in enumerate(kinds, start=1):
        add_item(session, row.id, number, kind, count)
    session.flush()
    people = {row.staff_id, *receivers(session, today, row.staff_id)}
    notices.tell(session, now, OPENED, row.id, people, resignation=row.id)


def add_item(  # noqa: PLR0913, PLR0917 - the columns
    session: Session, resignation: int, number: int, kind: str, count: int | None, name: str = ""
) -> None:
    """Write down one thing."""
    one = HandoverItem(
        resignation_id=resignation, number=number, kind=kind, count=count, version=1
    )
    one.name = name
    session.add(one)


def items_of(session: Session, resignation: int) -> Sequence[HandoverItem]:
    """Return the rows of a handover in order."""
    chosen = select(HandoverItem).where(HandoverItem.resignation_id == resignation)
    return session.scalars(chosen.order_by(HandoverItem.number)).all()


def receivers(session: Session, today: date, staff_id: int) -> frozenset[int]:
    """Return who receives what a person hands over: his superior, else the back office."""
    org = organisation.on(session, today)
    above = org.people.get(org.people[staff_id].superior_id or 0)
    if above is not None and above.works_on(today):
        return frozenset({above.staff_id})
    return frozenset(organisation.offices(org, staff_id))


def latest(session: Session, staff_id: int) -> Resignation | None:
    """Return the person's latest resignation that was approved and not taken back."""
    chosen = select(Resignation).where(
        Resignation.staff_id == staff_id, Resignation.state.in_((APPROVED, LEFT))
    )
    return session.scalars(chosen.order_by(Resignation.asked_on.desc()).limit(1)).first()


def seen(asking: Viewer, session: Session, resignation: int) -> Resignation:
    """Return a resignation of somebody whom whoever asks may see; NotYoursError."""
    row = session.get(Resignation, resignation)
    if row is None or row.state not in {APPROVED, LEFT, CANCELLED}:
        raise NotYoursError
    asking.must_see(row.staff_id)
    return row


def running(asking: Viewer, row: Resignation) -> Resignation:
    """Return it, if whoever asks may note what is handed over.

    OwnHandoverError, HandoverOverError.
    """
    if row.staff_id == asking.staff_id:
        raise OwnHandoverError
    if row.state == CANCELLED:
        raise HandoverOverError
    return row


def told(asking: Viewer, session: Session, row: Resignation) -> Checklist:
    """Return a handover as whoever asks sees it."""
    people = asking.organisation.people
    person = people[row.staff_id]
    return Checklist(
        row.id,
        person,
        leaves_on(row, person),
        row.state,
        tuple(item_told(people, one) for one in items_of(session, row.id)),
        row.staff_id != asking.staff_id and row.state != CANCELLED,
        inventory.of(session, people, row.staff_id, row.asked_on),
    )


def item_told(people: dict[int, Employee], one: HandoverItem) -> Item:
    """Return a row as it is told."""
    return Item(
        one.id,
        one.kind,
        one.name,
        one.count,
        people.get(one.to_id or 0),
        one.done_at,
        people[one.done_by].name if one.done_by else "",
        one.version,
    )
