"""An event is taken back: at once by whoever recorded it, or because a contest was agreed to."""

from datetime import datetime

from sqlalchemy.orm import Session

from services import notices
from services.attendance import ladder, rows
from services.attendance.events import CANCELLED, GRACE, RECORDED, TOLD
from services.attendance.record_card import Done, allowed, drawn, seen
from services.organisation import viewer
from services.step import ZERO
from services.store import audit, changes
from services.store.attendance import Event


class TooLateToUndoError(Exception):
    """It is more than half a minute ago: the person was told."""


class NotYoursToUndoError(Exception):
    """There is no such event, or somebody else recorded it."""


@changes
def undo(session: Session, who: int, now: datetime, event_id: int) -> Done:
    """Take back what one recorded within the last half minute; a second press changes nothing.

    UnknownPersonError, NotYoursError, OwnEventError, NotYoursToUndoError, TooLateToUndoError.
    """
    event = session.get(Event, event_id, with_for_update=True)
    asking = viewer(session, who, now.date())
    if event is None or event.made_by != asking.staff_id:
        raise NotYoursToUndoError
    allowed(session, who, now.date(), event.staff_id)
    if event.state != CANCELLED:
        if event.state != RECORDED or now - event.made_at > GRACE:
            raise TooLateToUndoError
        cancel(session, now, (asking.staff_id, asking.me.number), event)
        notices.call_back(session, now, TOLD, event.id)
    return Done(drawn(session, asking, event.staff_id, event.day), seen(asking, event))


def cancel(session: Session, now: datetime, by: tuple[int, str], event: Event) -> None:
    """Let an event count no more: what 考勤 has of it is lowered; MonthsClosedError."""
    old = rows.quantity(session, event.staff_id, event.day, event.kind)
    new = max(old - event.quantity, ZERO)
    happened = rows.Happened(event.day, event.staff_id, event.kind, new)
    rows.write(session, now, by, [happened])
    event.state = CANCELLED
    audit.record(
        session,
        now,
        by[0],
        "event.cancel",
        event=event.id,
        staff=event.staff_id,
        day=event.day,
        event_kind=event.kind,
        old=old,
        new=new,
    )
    session.flush()
    ladder.revisit(session, now, event.staff_id)
