"""Reports as others read them: who handed in what and when, each report, all of a month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.history import Employee, history
from services.month import Month
from services.organisation import NotYoursError, Viewer, viewer
from services.reports import duty, rows
from services.reports.computing import compute
from services.reports.figures import Cells, Change, Figures, Row, changes_since, totals
from services.reports.rows import RECORDED_LATE, SUBMITTED, Content, Standing
from services.store import audit, changes
from services.store.reports import Report


@dataclass(frozen=True, slots=True)
class Line:
    """Whose report, of which unit, and how it stands; `report` 0: nothing was written yet.

    `figures` are those that were handed in last.
    """

    author: Employee
    unit: str
    district: bool
    report: int
    standing: Standing
    figures: Figures | None
    mine: bool = False

    @property
    def totals(self) -> Cells:
        """The totals that were handed in; empty before."""
        return self.figures.totals if self.figures else {}


@dataclass(frozen=True, slots=True)
class Overview:
    """The reports on a month that whoever asks may read; `mine`: he owes one himself.

    `people` are the rows of everybody in what was handed in, each once.
    """

    month: Month
    due: datetime
    over: bool  # the deadline
    latest: bool  # no later month is reported yet
    lines: tuple[Line, ...]
    people: tuple[Row, ...]
    mine: bool
    unit: str  # of whoever asks

    @property
    def handed_in(self) -> int:
        """How many lie with the director, or were accepted."""
        return sum(one.standing.state != rows.DRAFT for one in self.lines)

    @property
    def totals(self) -> Cells:
        """The totals of everybody in what was handed in, each once."""
        return totals(self.people) if self.people else {}

    @property
    def outlets(self) -> list[tuple[str, Cells]]:
        """The same by unit."""
        units = sorted({one.unit for one in self.people})
        return [(unit, totals([one for one in self.people if one.unit == unit])) for unit in units]


@dataclass(frozen=True, slots=True)
class Card:
    """A report as it was handed in last (none: never), and what changed of its figures since.

    `judges`: whether it is for whoever asks to accept or return it.
    """

    line: Line
    month: Month
    over: bool  # the deadline
    content: Content | None
    changed: tuple[Change, ...]
    judges: bool
    excusable: bool


def overview(session: Session, who: int, now: datetime, month: Month | None = None) -> Overview:
    """Return the reports on a month, that due now with none; UnknownPersonError, NotYoursError."""
    asking = _reader(session, who, now)
    month = month or duty.month_of(now.date())
    lines = tuple(_lines(session, asking, now, month))
    mine = duty.owes(history(session), asking.staff_id, month, now.date())
    marks = duty.is_late(month, now), month >= _last(now)
    unit = asking.organisation.unit_name(asking.me)
    return Overview(month, duty.due(month), *marks, lines, united(lines), mine, unit)


def _reader(session: Session, who: int, now: datetime) -> Viewer:
    asking = viewer(session, who, now.date())
    if not asking.posts & duty.READS:
        raise NotYoursError
    return asking


def _lines(session: Session, asking: Viewer, now: datetime, month: Month) -> Iterable[Line]:
    """Yield the reports on the month of everybody who owes one or wrote one, by 工号."""
    found = session.scalars(select(Report).where(Report.month == month))
    written = {one.staff_id: one for one in found}
    owing = duty.owing(history(session), month, now.date()) if month <= _last(now) else []
    people = {one.staff_id: one for one in owing}
    people |= {
        one: asking.organisation.people[one]
        for one in written
        if one in asking.organisation.people
    }
    for one in organisation.sorted_people(people.values()):
        if one.staff_id != asking.staff_id and duty.may_read(asking, one.staff_id):
            yield _line(session, asking, one, written.get(one.staff_id))


def _last(now: datetime) -> Month:
    return duty.month_of(now.date())


def _line(session: Session, asking: Viewer, one: Employee, row: Report | None) -> Line:
    done = rows.entries(session, row.id) if row else []
    content = rows.content(done)
    return Line(
        one,
        asking.organisation.unit_name(one),
        duty.DISTRICT in one.posts,
        row.id if row else 0,
        rows.standing(session, row, done),
        content.figures if content else None,
        one.staff_id == asking.staff_id,
    )


def united(lines: Iterable[Line]) -> tuple[Row, ...]:
    """Return everybody in some reports once: as the report that was handed in last has him."""
    found: dict[str, Row] = {}
    handed = [one for one in lines if one.figures and one.standing.at]
    for line in sorted(handed, key=lambda one: (one.standing.at, one.author.number)):
        found |= {row.number: row for row in (line.figures.rows if line.figures else ())}
    return tuple(found[number] for number in sorted(found))


def card(session: Session, who: int, now: datetime, report: int) -> Card:
    """Return a report as it was handed in; UnknownPersonError, NotYoursError."""
    asking, row = readable(session, who, now, report)
    return drawn(session, now, asking, row)


def readable(
    session: Session, who: int, now: datetime, report: int, *, locked: bool = False
) -> tuple[Viewer, Report]:
    """Return who asks and the report, if he may read it; UnknownPersonError, NotYoursError."""
    asking = viewer(session, who, now.date())
    row = session.get(Report, report, with_for_update=locked or None)
    if row is None or not duty.may_read(asking, row.staff_id):
        raise NotYoursError
    return asking, row


def drawn(session: Session, now: datetime, asking: Viewer, row: Report) -> Card:
    """Return the report for somebody who was let through."""
    content = rows.content(rows.entries(session, row.id))
    line = _line(session, asking, asking.organisation.people[row.staff_id], row)
    changed: tuple[Change, ...] = ()
    if content:
        changed = changes_since(content.figures, compute(session, row.staff_id, row.month))
    judges = asking.staff_id in duty.judges(asking.organisation, row.staff_id)
    return Card(
        line,
        row.month,
        duty.is_late(row.month, now),
        content,
        changed,
        judges and row.state == SUBMITTED,
        judges and rows.event_state(session, row) in RECORDED_LATE,
    )


@changes
def take(
    session: Session, who: int, now: datetime, report: int
) -> tuple[Month, tuple[tuple[Line, Content], ...]]:
    """Return a report to take along as a file, and note that; errors of `card`.

    One that was never handed in has nothing to take.
    """
    asking, row = readable(session, who, now, report)
    found = drawn(session, now, asking, row)
    audit.record(session, now, asking.staff_id, "report.taken", report=row.id)
    kept = ((found.line, found.content),) if found.content else ()
    return row.month, kept


@changes
def take_all(
    session: Session, who: int, now: datetime, month: Month
) -> tuple[Month, tuple[tuple[Line, Content], ...]]:
    """Return all reports on a month that were handed in, to take along; errors of `overview`."""
    asking = _reader(session, who, now)
    lines: Sequence[Line] = list(_lines(session, asking, now, month))
    found = ((one, rows.content(rows.entries(session, one.report))) for one in lines)
    kept = tuple((one, content) for one, content in found if content)
    numbers = [one.report for one, _content in kept]
    audit.record(session, now, asking.staff_id, "report.taken", month=str(month), reports=numbers)
    return month, kept
