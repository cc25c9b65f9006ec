"""What stands in whose calendar: one's own, clients masked, deadlines by the rules.

Broken by somebody else's leave or client, a name in full, a training while away, a report that is
handed in, a deadline without its holidays.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import agenda
from services.accounts import staff_of
from services.agenda.entry import Entry
from services.appointments.registering import register
from services.approvals.machine import APPROVED
from services.month import Month
from services.organisation import UnknownPersonError
from services.recurrence import THURSDAY
from services.reports import rows
from services.reports.rows import SUBMITTED
from services.store import Store, changes
from services.store.leave import Leave
from services.store.talk import Audit
from tests.schedules import MARKETER, STATION, change
from tests.shanghai import utc

NOW = utc(2026, 10, 9, 9, 0)
HEAD = 15
SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)


def mine(store: Store, who: int, now: datetime = NOW) -> list[Entry]:
    return list(store.call(agenda.agenda, who, now).entries)


def days(store: Store, who: int, kind: str, now: datetime = NOW) -> list[str]:
    found = [one for one in mine(store, who, now) if one.kind == kind]
    return [f"{one.start or one.first:%m-%d}" for one in found]


@changes
def add_leave(session: Session, /, who: int, first: date, last: date, **more: object) -> None:
    columns = {
        "staff_id": staff_of(session, who),
        "made_by": staff_of(session, who),
        "kind": "personal",
        "first_day": first,
        "last_day": last,
        "first_noon": False,
        "last_noon": False,
        "days": Decimal(1),
        "state": APPROVED,
        "made_at": NOW,
        "change": "",
        "shortened": False,
        "back_noon": False,
        "beyond": False,
    }
    row = Leave(**{**columns, **more})
    row.reason = "家里有事"
    session.add(row)


def test_a_managers_month(peopled_store: Store) -> None:
    assert days(peopled_store, STATION, "training") == ["10-14", "10-21", "10-28", "11-04"]
    assert days(peopled_store, STATION, "pay_day") == ["10-10"]
    (report,) = [one for one in mine(peopled_store, STATION) if one.kind == "report"]
    assert (report.start, report.told) == (utc(2026, 11, 5, 23, 59), {"month": OCTOBER})


def test_a_marketer_is_neither_invited_nor_reports(peopled_store: Store) -> None:
    assert {one.kind for one in mine(peopled_store, MARKETER)} == {"pay_day"}


def test_the_7th_of_october_is_a_holiday_and_the_10th_a_make_up_day(peopled_store: Store) -> None:
    early = utc(2026, 10, 5, 9, 0)
    assert days(peopled_store, STATION, "training", early)[0] == "10-14"
    assert days(peopled_store, STATION, "pay_day", early) == ["10-10"]


def test_a_training_that_the_outlet_moved_stands_where_it_is(peopled_store: Store) -> None:
    change(peopled_store, "training_held", NOW, weekday=THURSDAY)
    assert days(peopled_store, STATION, "training")[:2] == ["10-15", "10-22"]


def test_no_training_while_away(peopled_store: Store) -> None:
    peopled_store.call(add_leave, STATION, date(2026, 10, 19), date(2026, 10, 21))
    peopled_store.call(
        add_leave, STATION, date(2026, 10, 28), date(2026, 10, 28), last_noon=True
    )  # its morning only
    assert days(peopled_store, STATION, "training") == ["10-14", "10-28", "11-04"]
    assert days(peopled_store, STATION, "leave") == ["10-19", "10-28"]
    assert days(peopled_store, HEAD, "leave") == []
    assert days(peopled_store, MARKETER, "leave") == []


def test_leave_that_began_stands_on_today(peopled_store: Store) -> None:
    peopled_store.call(add_leave, MARKETER, date(2026, 10, 8), date(2026, 10, 12))
    peopled_store.call(add_leave, MARKETER, date(2026, 9, 28), date(2026, 9, 29))  # over
    (leave,) = [one for one in mine(peopled_store, MARKETER) if one.kind == "leave"]
    assert (leave.first, leave.last) == (date(2026, 10, 9), date(2026, 10, 12))


def test_a_report_that_is_handed_in_is_due_no_more(peopled_store: Store) -> None:
    early = utc(2026, 10, 2, 9, 0)
    assert days(peopled_store, STATION, "report", early) == ["10-05"]

    @changes
    def hand_in(session: Session) -> None:
        row = rows.opened(session, staff_of(session, STATION) or 0, SEPTEMBER)
        row.state = SUBMITTED

    peopled_store.call(hand_in)
    assert days(peopled_store, STATION, "report", early) == []
    assert days(peopled_store, HEAD, "report", early) == ["10-05"]
    assert days(peopled_store, STATION, "report", utc(2026, 10, 6, 9, 0)) == ["11-05"]


def test_ones_own_clients_masked(peopled_store: Store) -> None:
    planned = utc(2026, 10, 12, 14, 0)
    peopled_store.call(
        register,
        MARKETER,
        NOW,
        name="王秀兰",
        assets=Decimal(300_000),
        day=planned,
        clock=None,
        accompanied=True,
        institution=None,
        phone="13800006621",
    )
    (client,) = [one for one in mine(peopled_store, MARKETER) if one.kind == "appointment"]
    assert (client.start, client.told) == (planned, {"name": "王*", "tail": "21"})
    assert days(peopled_store, STATION, "appointment") == []
    assert days(peopled_store, MARKETER, "appointment", utc(2026, 10, 13, 9, 0)) == []


def test_the_hospitals_record_by_its_day_and_when_it_is_late(peopled_store: Store) -> None:
    peopled_store.call(
        add_leave,
        MARKETER,
        date(2026, 10, 8),
        date(2026, 10, 8),
        kind="sick",
        certificate_due=date(2026, 10, 13),
    )
    for today, shown, late in ((9, 13, False), (13, 13, False), (14, 14, True)):
        found = mine(peopled_store, MARKETER, utc(2026, 10, today, 9, 0))
        (one,) = [each for each in found if each.kind == "certificate"]
        assert (one.first, one.late) == (date(2026, 10, shown), late)


def test_what_stays_the_same_when_a_day_moves(peopled_store: Store) -> None:
    before = {one.uid for one in mine(peopled_store, STATION) if one.kind == "pay_day"}
    later = {one.uid for one in mine(peopled_store, STATION, NOW + timedelta(days=1))}
    assert before <= later


def test_taking_it_along_is_on_record_and_a_stranger_has_none(peopled_store: Store) -> None:
    found = peopled_store.call(agenda.take, STATION, NOW)
    assert found == peopled_store.call(agenda.agenda, STATION, NOW)

    def noted(session: Session) -> list[str]:
        return [one.what for one in session.scalars(select(Audit))]

    assert peopled_store.call(noted) == ["calendar.taken"]
    for work in (agenda.agenda, agenda.take):
        with pytest.raises(UnknownPersonError):
            peopled_store.call(work, 900, NOW)
