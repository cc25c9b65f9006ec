"""People named one by one: added to a notice's readers, or left out of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from services.broadcasts.audience import Audience
from services.broadcasts.draft import Draft, drawn, own_draft
from services.broadcasts.rows import reach
from services.organisation import Employee, Viewer
from services.store import changes


class NobodyCalledError(Exception):
    """Nobody to whom the author may write is called like that (the argument)."""


class SeveralCalledError(Exception):
    """More than one are called like that (the argument): the 工号 tells them apart."""


def weigh(
    session: Session, who: int, today: date, *, broadcast: int, names: Sequence[str]
) -> tuple[Employee, ...]:
    """Return who is meant by names or 工号.

    UnknownPersonError, NotAnAuthorError, NotYourNoticeError; NobodyCalledError,
    SeveralCalledError.
    """
    asking, _ = own_draft(session, who, today, broadcast)
    return named(asking, names)


def named(asking: Viewer, names: Sequence[str]) -> tuple[Employee, ...]:
    """Return those of whom the author may write to who are called like that; the errors."""
    people = reach(asking)
    found: list[Employee] = []
    for name in names:
        meant = [one for one in people if name.casefold() in {one.number.casefold(), one.name}]
        if not meant:
            raise NobodyCalledError(name)
        if len(meant) > 1:
            raise SeveralCalledError(name)
        found += meant
    return tuple(found)


@changes
def add(
    session: Session, who: int, now: datetime, *, broadcast: int, names: Sequence[str]
) -> Draft:
    """Have a draft go to these people too, whatever they are; the errors of `weigh`."""
    asking, row = own_draft(session, who, now.date(), broadcast, held=True)
    ids = {one.staff_id for one in named(asking, names)}
    to = Audience.read(row.audience)
    row.audience = replace(to, people=to.people | ids, without=to.without - ids).text
    row.version += 1
    return drawn(session, asking, row, now)


@changes
def leave_out(
    session: Session, who: int, now: datetime, *, broadcast: int, names: Sequence[str]
) -> Draft:
    """Have a draft not go to these people; the errors of `weigh`."""
    asking, row = own_draft(session, who, now.date(), broadcast, held=True)
    ids = {one.staff_id for one in named(asking, names)}
    to = Audience.read(row.audience)
    row.audience = replace(to, people=to.people - ids, without=to.without | ids).text
    row.version += 1
    return drawn(session, asking, row, now)
