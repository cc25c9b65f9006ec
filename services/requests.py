"""Requests of the outlet's own kinds: a title and a route in YAML, a text, and its approval."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from services.approvals.machine import submit
from services.approvals.subjects import OWN_KINDS, Ask, shows
from services.drafts import Choice
from services.organisation import viewer
from services.rulebook import routes
from services.rulebook.routes import Kind
from services.store import changes
from services.store.approvals import Request


class NoSuchKindError(ValueError):
    """It is nothing that can be asked for like that."""


def kinds(session: Session, who: int, today: date) -> tuple[Kind, ...]:
    """Return what the outlet lets people ask for; UnknownPersonError."""
    viewer(session, who, today)
    return tuple(one for one in routes.kinds().values() if one.title)


def offered(session: Session, who: int, today: date, typed: str) -> tuple[Choice, ...]:
    """Return those kinds that are called like that, in any language; all with nothing typed."""
    found = kinds(session, who, today)
    text = typed.strip().casefold()
    return tuple(
        Choice(one.name, one.title.get("zh", one.name))
        for one in found
        if any(text in title.casefold() for title in (*one.title.values(), one.name))
    )


@changes
def ask(session: Session, who: int, now: datetime, *, kind: Choice, text: str) -> int:
    """Ask for something and return the approval's id.

    UnknownPersonError, NoSuchKindError, NoApproverError.
    """
    asking = viewer(session, who, now.date())
    if kind.code not in {one.name for one in kinds(session, who, now.date())}:
        raise NoSuchKindError
    row = Request(staff_id=asking.staff_id, made_at=now)
    row.text = text
    session.add(row)
    session.flush()
    asked = Ask(kind.code, row.id, asking.staff_id)
    return submit(session, now, asking.staff_id, asked)


@shows(OWN_KINDS)
def text_of(session: Session, _today: date, number: int) -> str:
    """Return what a request says."""
    return session.get_one(Request, number).text
