"""Clients as a workbook: one's own, a person's, or those of everybody one may see; on record."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.clients import effect
from services.clients.effect import Listed
from services.clients.listing import his
from services.clients.view import may_reveal
from services.history import Employee
from services.organisation import Viewer, viewer
from services.store import audit, changes
from services.store.figures import Client

ALL = -1
"""Stands for everybody whom whoever asks may see, himself too; 0 for himself."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What an export would hold: of whom (none: of several), how many, whether names are whole."""

    person: Employee | None
    people: int
    clients: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A client in an export; `name` is masked unless whoever asks may see it whole."""

    one: Listed
    name: str
    staff: Employee


def count(session: Session, who: int, today: date, staff: int) -> Counted:
    """Return what an export would hold; UnknownPersonError, NotYoursError."""
    asking = viewer(session, who, today)
    return _counted(session, asking, _people(asking, staff))


@changes
def log(session: Session, who: int, now: datetime, staff: int) -> Counted:
    """Write on record that somebody exports them, before he gets `lines`; errors as of `count`."""
    asking = viewer(session, who, now.date())
    made = _counted(session, asking, _people(asking, staff))
    audit.record(
        session,
        now,
        asking.staff_id,
        "clients.exported",
        staff=staff or asking.staff_id,
        clients=made.clients,
        whole=made.whole,
    )
    return made


def lines(session: Session, who: int, today: date, staff: int) -> tuple[Line, ...]:
    """Return the clients of a person, 0 oneself, `ALL` everybody whom one sees, by 工号.

    Names are whole only for whose clients they are, and for the back office. UnknownPersonError,
    NotYoursError.
    """
    asking = viewer(session, who, today)
    return tuple(_lines(session, asking, _people(asking, staff)))


def _people(asking: Viewer, staff: int) -> set[int]:
    if staff == ALL:
        return set(asking.organisation.seen_by(asking.me))
    return {asking.must_see(staff or asking.staff_id).staff_id}


def _counted(session: Session, asking: Viewer, ids: set[int]) -> Counted:
    chosen = his(session, ids, asking.organisation.day).subquery()
    clients = session.scalar(select(func.count()).select_from(chosen)) or 0
    whole = all(may_reveal(asking, one) for one in ids)
    person = asking.organisation.people[next(iter(ids))] if len(ids) == 1 else None
    return Counted(person, len(ids), clients, whole)


def _lines(session: Session, asking: Viewer, ids: set[int]) -> list[Line]:
    people, found = asking.organisation.people, []
    for staff_id in sorted(ids, key=lambda one: people[one].number):
        chosen = his(session, {staff_id}, asking.organisation.day).order_by(Client.number)
        clients = session.scalars(chosen).all()
        whole = effect.names_of(session, clients) if may_reveal(asking, staff_id) else {}
        for one in effect.listed(session, asking.organisation, clients):
            name = whole.get(one.id) or one.name
            found.append(Line(one, name, people[staff_id]))
    return found
