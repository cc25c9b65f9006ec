"""People's records edited in chat: somebody new, a change from a day on, leaving, a mistake."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.facts import edit
from services.facts.live import live, view
from services.facts.sheets import BY_KIND
from services.office.cells import Cells, day_of, plain
from services.office.effects import Edited
from services.office.record_edit import (
    PEOPLE,
    Edit,
    Saved,
    Weighed,
    ready,
    save,
)
from services.office.rights import kept, office
from services.organisation import NotYoursError
from services.store import changes
from services.store.people import Terms


class NumberTakenError(ValueError):
    """Somebody has the 工号 already."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number


class LaterRowError(ValueError):
    """Something else was decided for a later day: it is to be taken back first."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day


def weigh_new(
    session: Session, who: int, today: date, *, first_day: str | None, **cells: Cells
) -> Weighed:
    """Tell what a new person's row would do; NumberTakenError and what `add` raises."""
    return _new(session, who, today, first_day, cells).weighed


@changes
def add(
    session: Session, who: int, now: datetime, *, first_day: str | None, **cells: Cells
) -> Saved:
    """Take in somebody new.

    UnknownPersonError, NotYoursToKeepError, BranchPostsError, NumberTakenError, FindingsError.
    """
    return save(session, _new(session, who, now.date(), first_day, cells), now, "")


def weigh_change(  # noqa: PLR0913 - a form's answers
    session: Session,
    /,
    who: int,
    today: date,
    *,
    staff: int,
    first_day: str | None,
    reason: str | None = None,
    **cells: Cells,
) -> Weighed:
    """Tell what a change would do; raises what `change` does."""
    del reason
    return _changed(session, who, today, staff, first_day, cells).weighed


@changes
def change(  # noqa: PLR0913 - a form's answers
    session: Session,
    /,
    who: int,
    now: datetime,
    *,
    staff: int,
    first_day: str | None,
    reason: str,
    **cells: Cells,
) -> Saved:
    """Change some of a person's terms from a day on.

    UnknownPersonError, NotYoursError, NotYoursToKeepError, OwnRecordError, BranchPostsError,
    MonthsClosedError, FindingsError, NothingChangesError.
    """
    return save(session, _changed(session, who, now.date(), staff, first_day, cells), now, reason)


def weigh_leaving(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, today: date, *, staff: int, left: str, reason: str | None = None
) -> Weighed:
    """Tell what a leaving day would do; raises what `leave` does."""
    del reason
    return _leaving(session, who, today, staff, left).weighed


@changes
def leave(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, now: datetime, *, staff: int, left: str, reason: str
) -> Saved:
    """Let a person's terms end with a day; LaterRowError and what `change` raises."""
    return save(session, _leaving(session, who, now.date(), staff, left), now, reason)


def weigh_correction(
    session: Session,
    who: int,
    today: date,
    *,
    terms: int,
    reason: str | None = None,
    **cells: Cells,
) -> Weighed:
    """Tell what the correction of a row would do; raises what `correct` does."""
    del reason
    return _corrected(session, who, today, terms, cells).weighed


@changes
def correct(
    session: Session, /, who: int, now: datetime, *, terms: int, reason: str, **cells: Cells
) -> Saved:
    """Put a mistyped row right, from the same day on; raises what `change` does."""
    return save(session, _corrected(session, who, now.date(), terms, cells), now, reason)


def _new(
    session: Session, who: int, today: date, first_day: str | None, cells: Mapping[str, Cells]
) -> Edit:
    keeping = office(session, who, today)
    there = edit.rows(session, PEOPLE, today)
    given = plain(PEOPLE, cells)
    number = str(given["staff"])
    if there.of(number):
        raise NumberTakenError(number)
    empty = {one.field: one.default for one in BY_KIND[PEOPLE].columns}
    joined = date.fromisoformat(str(given["joined"]))
    day = day_of(first_day) or max(there.usual_day(number), joined)
    row = empty | given | {"first_day": day.isoformat()}
    return ready(session, keeping, there, Edited(None, None, row, day))


def _changed(  # noqa: PLR0913, PLR0917 - who changes whose fields, from when
    session: Session,
    who: int,
    today: date,
    staff: int,
    first_day: str | None,
    cells: Mapping[str, Cells],
) -> Edit:
    given = day_of(first_day)
    keeping, one = kept(session, who, today, staff, given or today)
    there = edit.rows(session, PEOPLE, today)
    day = given or there.usual_day(one.number)
    old = there.on(one.number, day)
    row = {**(old or {}), **plain(PEOPLE, cells), "first_day": day.isoformat()}
    return ready(session, keeping, there, Edited(staff, old, row, day))


def _leaving(session: Session, who: int, today: date, staff: int, left: str) -> Edit:
    """Known from today on, so that everybody sees it coming; from the day itself if it is past."""
    day = min(day_of(left) or today, today)
    found = _changed(session, who, today, staff, day.isoformat(), {"left": left})
    if found.weighed.later:
        raise LaterRowError(found.weighed.later)
    return found


def _corrected(
    session: Session, who: int, today: date, terms: int, cells: Mapping[str, Cells]
) -> Edit:
    row = session.scalar(select(Terms).where(Terms.id == terms, live(Terms, view(session))))
    if row is None:
        raise NotYoursError
    return _changed(session, who, today, row.staff_id, row.first_day.isoformat(), cells)
