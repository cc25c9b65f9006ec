"""Lists of notices and of their readers, for whoever manages them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from services.broadcasts.counting import Card, Reader, drawn, readers
from services.broadcasts.rows import DRAFT, author, manages, own
from services.history import SEES_ALL
from services.organisation import Employee, Viewer
from services.store.broadcasts import Broadcast, BroadcastReader


@dataclass(frozen=True, slots=True)
class Line:
    """A reader in a list, with his written answer."""

    employee: Employee
    unit: str
    reader: Reader
    said: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a notice's readers, and how many there are in all."""

    card: Card
    lines: tuple[Line, ...]
    total: int


def page(  # noqa: PLR0913 - of which notice, which part of whom
    session: Session,
    who: int,
    now: datetime,
    *,
    broadcast: int,
    unread: bool,
    first: int,
    most: int | None,
) -> Page:
    """Return a notice's readers by 工号, those only who have not read it if that is wanted.

    The errors of `card`.
    """
    asking, row = own(session, who, now.date(), broadcast)
    org = asking.organisation
    found = [
        one
        for one in readers(session, row)
        if one.staff_id in org.people and not (unread and one.read_at)
    ]
    found.sort(key=lambda one: org.people[one.staff_id].number)
    shown = found[first : None if most is None else first + most]
    said = _said(session, row, [one.staff_id for one in shown])
    lines = [
        Line(
            org.people[one.staff_id],
            org.unit_name(org.people[one.staff_id]),
            one,
            said.get(one.staff_id, ""),
        )
        for one in shown
    ]
    return Page(drawn(session, asking, row, now), tuple(lines), len(found))


def _said(session: Session, row: Broadcast, staff_ids: list[int]) -> dict[int, str]:
    """Return what these wrote."""
    rows = session.scalars(
        select(BroadcastReader)
        .where(BroadcastReader.broadcast_id == row.id)
        .where(BroadcastReader.answered_at.is_not(None))
    )
    wanted = set(staff_ids)
    return {one.staff_id: one.answer for one in rows if one.staff_id in wanted}


def written(
    session: Session, who: int, now: datetime, first: int, most: int
) -> tuple[list[Card], int]:
    """Return notices that are one's to manage, the latest first, and how many there are.

    UnknownPersonError, NotAnAuthorError.
    """
    asking = author(session, who, now.date())
    chosen = select(Broadcast).order_by(Broadcast.made_at.desc(), Broadcast.id)
    if SEES_ALL in asking.posts:
        chosen = chosen.where((Broadcast.state != DRAFT) | _is_mine(asking))
    else:
        chosen = chosen.where(_is_mine(asking))
    rows = [one for one in session.scalars(chosen) if manages(asking, one)]
    return [drawn(session, asking, one, now) for one in rows[first : first + most]], len(rows)


def _is_mine(asking: Viewer) -> ColumnElement[bool]:
    return Broadcast.author_id == asking.staff_id
