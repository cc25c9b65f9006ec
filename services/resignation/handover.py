"""The handover in hand: looked at, things ticked off and added (Article 28.7)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.organisation import NotYoursError, viewer
from services.resignation.items import (
    Checklist,
    add_item,
    latest,
    running,
    seen,
    told,
)
from services.resignation.outlook import CLIENTS, OTHER
from services.store import changes
from services.store.resignation import HandoverItem


@dataclass(frozen=True, slots=True)
class Ticked:
    """The handover as it stands now; `done`: whether it was this press that did it."""

    list: Checklist
    done: bool


def checklist(session: Session, who: int, today: date, resignation: int) -> Checklist:
    """Return a handover; UnknownPersonError, NotYoursError."""
    asking = viewer(session, who, today)
    return told(asking, session, seen(asking, session, resignation))


def of(session: Session, who: int, today: date, staff_id: int) -> Checklist | None:
    """Return the handover of a person who leaves; UnknownPersonError, NotYoursError."""
    asking = viewer(session, who, today)
    asking.must_see(staff_id)
    row = latest(session, staff_id)
    return None if row is None else told(asking, session, row)


@changes
def tick(  # noqa: PLR0913 - what is ticked, as it was drawn
    session: Session, who: int, now: datetime, *, item: int, version: int, returned: bool
) -> Ticked:
    """Note that a thing was returned, or that it was not after all.

    UnknownPersonError, NotYoursError, OwnHandoverError, HandoverOverError.
    """
    asking = viewer(session, who, now.date())
    one = session.get(HandoverItem, item, with_for_update=True)
    if one is None:
        raise NotYoursError
    row = running(asking, seen(asking, session, one.resignation_id))
    fits = one.version == version and one.kind != CLIENTS and returned is (one.done_at is None)
    if fits:
        one.done_at, one.done_by = (now, asking.staff_id) if returned else (None, None)
        one.version += 1
        session.flush()
    return Ticked(told(asking, session, row), fits)


@changes
def add(session: Session, who: int, now: datetime, *, resignation: int, name: str) -> Checklist:
    """Add a thing that is to be returned; errors as of `tick`."""
    asking = viewer(session, who, now.date())
    row = running(asking, seen(asking, session, resignation))
    last = select(func.max(HandoverItem.number)).where(HandoverItem.resignation_id == row.id)
    add_item(session, row.id, (session.scalar(last) or 0) + 1, OTHER, None, name)
    session.flush()
    return told(asking, session, row)
