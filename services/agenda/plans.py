"""What takes place: training and meeting, pay day, one's own leave, one's own clients."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from sqlalchemy import select

from services import timetable
from services.agenda.entry import Asking, Entry, at
from services.appointments.rows import RESERVED
from services.appointments.view import listed
from services.leave import ledger
from services.leave.spans import taken
from services.recurrence import PAY_DAY, ZONE, due
from services.schedules.held import rule
from services.store.clients import Appointment
from services.training.kinds import KINDS, Kind

NOON = 12


def gatherings(asking: Asking) -> Iterator[Entry]:
    """Yield the trainings and meetings that one leads or is invited to, by one's post of today.

    Not while away.
    """
    for kind in KINDS.values():
        circles = kind.circles(asking.viewer.organisation)
        if asking.me in circles or any(asking.viewer.me in one for one in circles.values()):
            yield from _held(asking, kind)


def _held(asking: Asking, kind: Kind) -> Iterator[Entry]:
    days = timetable.calendar(asking.session)
    for one in due(rule(asking.session, kind.held), asking.now, _end(asking), days):
        away = ledger.away_at(asking.session, one.at.date(), noon=one.at.hour >= NOON)
        if asking.me not in away:
            told = {"unpublished": one.unpublished}
            yield at(kind.code, one.at.date().toordinal(), one.at, **told)


def pay_days(asking: Asking) -> Iterator[Entry]:
    """Yield the days on which the month before is paid (Article 16)."""
    first = datetime.combine(asking.today, time(0), ZONE)
    for one in due(PAY_DAY, first, _end(asking), timetable.calendar(asking.session)):
        day = one.at.date()
        told = {"unpublished": one.unpublished}
        yield Entry("pay_day", one.plain.date().toordinal(), day, day, told=told)


def leave(asking: Asking) -> Iterator[Entry]:
    """Yield one's own leave, approved or asked for."""
    for row in ledger.holding(asking.session, asking.me):
        span = taken(row)
        if span is None or span.last < asking.today or span.first > asking.last:
            continue
        told = {"kind": row.kind, "state": row.state, "span": span}
        yield Entry("leave", row.id, max(span.first, asking.today), span.last, told=told)


def clients(asking: Asking) -> Iterator[Entry]:
    """Yield one's own appointments that stand, the client masked."""
    planned = Appointment.planned
    chosen = select(Appointment).where(
        Appointment.staff_id == asking.me,
        Appointment.state == RESERVED,
        planned >= datetime.combine(asking.today, time(0), ZONE),
        planned < _end(asking),
    )
    for row in asking.session.scalars(chosen.order_by(planned)):
        one = listed(asking.viewer, row)
        yield at("appointment", row.id, row.planned, name=one.name, tail=one.tail)


def _end(asking: Asking) -> datetime:
    return datetime.combine(asking.last + timedelta(days=1), time(0), ZONE)
