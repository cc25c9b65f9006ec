"""Requests of the outlet's own kinds: a title and a route in YAML, a text, and its approval."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from zlib import crc32

from sqlalchemy.orm import Session

from services.approvals import bench
from services.approvals.machine import RETURNED, NotYoursToDecideError, again, submit
from services.approvals.subjects import OWN_KINDS, Ask, shows
from services.approvals.view import concerning
from services.organisation import viewer
from services.rulebook import routes
from services.rulebook.routes import Kind
from services.store import changes
from services.store.approvals import Request

SIZE = Decimal(1)
"""Of a request there is one."""


class NoSuchKindError(ValueError):
    """It is nothing that can be asked for like that."""


def kinds(session: Session, who: int, today: date) -> tuple[Kind, ...]:
    """Return what the outlet lets whoever asks ask for; UnknownPersonError."""
    return offered(viewer(session, who, today).me.posts)


def offered(posts: Iterable[str]) -> tuple[Kind, ...]:
    """Return what the outlet lets somebody with these posts ask for: what has a route for him."""
    highest = bench.highest(posts)
    kinds_ = (one for one in routes.kinds().values() if one.title)
    return tuple(one for one in kinds_ if one.suits(highest, SIZE))


def number_of(kind: Kind) -> int:
    """Return a number for a kind, the same whatever else the outlet adds."""
    return crc32(kind.name.encode())


@changes
def ask(session: Session, who: int, now: datetime, *, kind: int, text: str) -> int:
    """Ask for something and return the approval's id.

    UnknownPersonError, NoSuchKindError, NoApproverError.
    """
    asking = viewer(session, who, now.date())
    known = {number_of(one): one.name for one in kinds(session, who, now.date())}
    if kind not in known:
        raise NoSuchKindError
    row = Request(staff_id=asking.staff_id, made_at=now)
    row.text = text
    session.add(row)
    session.flush()
    asked = Ask(known[kind], row.id, asking.staff_id, SIZE)
    return submit(session, now, asking.staff_id, asked)


@changes
def mend(session: Session, who: int, now: datetime, *, approval: int, text: str) -> int:
    """Ask again, in other words, for what was returned; NotYoursToDecideError, NoApproverError."""
    asking, case = concerning(session, who, now.date(), approval, held=True)
    row = case.row
    if row.made_by != asking.staff_id or row.state != RETURNED:
        raise NotYoursToDecideError
    session.get_one(Request, row.subject_id).text = text
    again(session, now, approval, row.size)
    return approval


@shows(OWN_KINDS)
def text_of(session: Session, _today: date, number: int) -> str:
    """Return what a request says."""
    return session.get_one(Request, number).text
