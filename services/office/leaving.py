"""A leaving day that was decided: entered by the house as the back office would, or taken out."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from services.facts import edit
from services.facts.edit import FindingsError, NothingChangesError
from services.facts.known import lock
from services.facts.take_back import (
    MonthClosedError,
    NothingToTakeBackError,
    SupersededError,
    take_back,
)
from services.history import history
from services.office.record_edit import PEOPLE
from services.store import audit


def enter(session: Session, now: datetime, staff_id: int, left: date, by: int) -> int | None:
    """Let a person's terms end with a day, as `by` decided; return the edit's batch.

    None where only a person can do it: something was decided for a later day, the month is
    closed, the row does not fit the others.
    """
    lock(session)
    today, people = now.date(), history(session)
    number, there = people.terms[staff_id][0][1].number, edit.rows(session, PEOPLE, today)
    day = min(left, today)
    old = there.on(number, day)
    if old is None or there.after(number, day):
        return None
    if there.closed(number, day, date.fromisoformat(str(old["joined"]))):
        return None
    row = {**old, "first_day": day.isoformat(), "left": left.isoformat()}
    try:
        prepared = edit.prepare(there, row)
    except (FindingsError, NothingChangesError):
        return None
    batch = edit.save(session, prepared, people.terms[by][0][1].number, now, by)
    changed = [["left", old["left"], row["left"]]]
    audit.record(
        session, now, by, "record", batch=batch, staff=number, first_day=day, changes=changed
    )
    return batch


def take_out(session: Session, now: datetime, batch: int, by: int) -> bool:
    """Take the edit back, as `by` decided; tell whether that could be done."""
    try:
        take_back(session, batch, now, by)
    except (NothingToTakeBackError, MonthClosedError, SupersededError):
        return False
    return True
