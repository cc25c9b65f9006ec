"""By when a report is handed in: 23:59:59 on the 5th is in time, whatever day it is (RULES 11).

2026: 5 July is a Sunday, 5 October lies in the National Day's holiday.
"""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from services.attendance import contests, recording
from services.attendance.effects import conduct
from services.attendance.events import CANCELLED
from services.leave import ledger
from services.month import Month
from services.reports import chase, own, reading
from services.reports.judging import NotExcusableError
from services.reports.own import NothingOwedError
from services.store import Store
from services.store.traffic import Notice
from tests.reports import (
    CHEN,
    LI,
    SEPTEMBER,
    TANG,
    ZHENG,
    acts,
    at,
    events,
    excuse,
    hand_in,
    report,
    row,
    send_back,
    staff,
)
from tests.world import freeze

MIDNIGHT = at(10, 6, 0)
OCTOBER = Month(2026, 10)
SECOND = timedelta(seconds=1)


def overdue(store: Store, now: datetime = MIDNIGHT, due: datetime = MIDNIGHT) -> None:
    store.call(chase.overdue, now, due)


def score(store: Store, number: str, month: Month = OCTOBER) -> int:
    return int(store.call(conduct, staff(store, number), month).daily.known)


@pytest.mark.parametrize(
    ("month", "due"),
    [
        (Month(2026, 6), at(7, 5)),  # a Sunday
        (Month(2026, 9), at(10, 5)),  # a holiday
        (Month(2026, 10), at(11, 5)),  # a Thursday
    ],
)
def test_the_last_second_of_the_5th(peopled_store: Store, month: Month, due: datetime) -> None:
    midnight = due.replace(hour=0) + timedelta(days=1)
    hand_in(peopled_store, LI, midnight - SECOND, month)
    hand_in(peopled_store, TANG, midnight, month)
    overdue(peopled_store, midnight, midnight)
    assert not report(peopled_store, "JC019", month).late
    assert events(peopled_store, "JC019") == []
    assert report(peopled_store, "JC015", month).late
    (event,) = events(peopled_store, "JC015")
    assert (event.day, event.kind, event.made_by) == (due.date(), "report_late", None)


def test_late_takes_ten_points_of_the_month_in_which_it_was_due(peopled_store: Store) -> None:
    overdue(peopled_store)
    assert (score(peopled_store, "JC019"), score(peopled_store, "JC015")) == (90, 90)
    assert score(peopled_store, "JC019", SEPTEMBER) == 100
    assert score(peopled_store, "JC031") == 100  # a marketer owes none
    assert row(peopled_store, "JC012") is None  # nor does the director
    overdue(peopled_store)  # once
    assert score(peopled_store, "JC019") == 90
    assert acts(peopled_store, "JC019") == ["late"]
    (event,) = events(peopled_store, "JC019")
    assert report(peopled_store, "JC019").event_id == event.id


def test_a_tick_that_comes_late_judges_as_of_the_deadline(peopled_store: Store) -> None:
    hand_in(peopled_store, LI, at(10, 5, 23))
    hand_in(peopled_store, TANG, at(10, 6, 3))
    store = peopled_store
    now = at(10, 8)
    send_back(store, "JC019", now)
    overdue(store, now)
    assert (score(store, "JC019"), score(store, "JC015")) == (100, 90)


def test_returned_before_the_deadline_and_left_is_late(peopled_store: Store) -> None:
    hand_in(peopled_store, LI, at(10, 5, 9))
    send_back(peopled_store, "JC019", at(10, 5, 10))
    seen = peopled_store.call(own.own, LI, at(10, 5, 11), SEPTEMBER)
    assert (seen.is_draft, seen.standing.returned) == (True, "请补计划")
    assert seen.due == at(10, 5, 23, 59)
    overdue(peopled_store)
    assert score(peopled_store, "JC019") == 90


def test_returned_and_mended_in_time_is_not_late(peopled_store: Store) -> None:
    hand_in(peopled_store, LI, at(10, 5, 9))
    send_back(peopled_store, "JC019", at(10, 5, 10))
    hand_in(peopled_store, LI, at(10, 5, 12))
    overdue(peopled_store)
    assert score(peopled_store, "JC019") == 100
    assert acts(peopled_store, "JC019") == ["submitted", "returned", "submitted"]


def test_what_was_recorded_of_the_day_is_not_recorded_again(peopled_store: Store) -> None:
    store, day = peopled_store, date(2026, 10, 5)
    li = staff(store, "JC019")
    store.call(recording.record, TANG, at(10, 5, 22), staff=li, code="report_late", day=day)
    overdue(store)
    assert score(store, "JC019") == 90
    assert report(store, "JC019").late
    assert [one.made_by for one in events(store, "JC019")] == [staff(store, "JC015")]


def test_in_a_closed_month_nothing_is_recorded(peopled_store: Store) -> None:
    peopled_store.call(freeze, OCTOBER)
    overdue(peopled_store)
    assert report(peopled_store, "JC019").late
    assert events(peopled_store, "JC019") == []


def test_excused_it_counts_no_more(peopled_store: Store) -> None:
    store = peopled_store
    overdue(store)
    assert excuse(store, "JC019", at(10, 6)).card.line.standing.excused
    assert (score(store, "JC019"), score(store, "JC015")) == (100, 90)
    with pytest.raises(NotExcusableError):
        excuse(store, "JC019", at(10, 6))


def test_contested_it_is_for_those_who_decide_that(peopled_store: Store) -> None:
    store = peopled_store
    overdue(store)
    (event,) = events(store, "JC019")
    store.call(contests.contest, LI, at(10, 8), event=event.id, reason="交了")
    with pytest.raises(NotExcusableError):
        excuse(store, "JC019", at(10, 8))


def test_whoever_was_not_asked_owes_nothing(peopled_store: Store) -> None:
    for who in (ZHENG, CHEN):
        with pytest.raises(NothingOwedError):
            peopled_store.call(own.own, who, at(10, 5))
    for month in (OCTOBER, Month(2026, 8)):  # the month that runs, and one that was not opened
        with pytest.raises(NothingOwedError):
            peopled_store.call(own.own, LI, at(10, 5), month)


def test_the_reminders_go_to_those_who_have_not_handed_in(peopled_store: Store) -> None:
    store = peopled_store
    days = [at(10, 1), at(10, 3), at(10, 4), at(10, 5), at(10, 5, 18)]
    for due in days[:2]:
        store.call(chase.remind, due, due)
    hand_in(store, LI, at(10, 3, 12))
    for due in days[2:]:
        store.call(chase.remind, due, due)
    chosen = select(Notice.staff_id, Notice.due_at).where(Notice.kind == "report")
    told = store.call(
        lambda session: {(one.staff_id, one.due_at) for one in session.execute(chosen)}
    )
    li, tang = staff(store, "JC019"), staff(store, "JC015")
    assert told == {(li, one) for one in days[:2]} | {(tang, one) for one in days}


def test_whoever_is_on_leave_is_reminded_on_the_1st_only(
    peopled_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = peopled_store
    li, tang = staff(store, "JC019"), staff(store, "JC015")
    monkeypatch.setattr(ledger, "away_at", lambda *_, **__: frozenset({li}))
    for due in (at(10, 1), at(10, 3)):
        store.call(chase.remind, due, due)
    chosen = select(Notice.staff_id, Notice.due_at).where(Notice.kind == "report")
    told = store.call(
        lambda session: {(one.staff_id, one.due_at) for one in session.execute(chosen)}
    )
    assert told == {(li, at(10, 1)), (tang, at(10, 1)), (tang, at(10, 3))}


def test_the_director_sees_who_is_late(peopled_store: Store) -> None:
    store = peopled_store
    hand_in(store, LI, at(10, 4))
    hand_in(store, TANG, at(10, 6, 7))
    found = store.call(reading.overview, ZHENG, at(10, 6, 8))
    assert (found.month, found.handed_in, found.over) == (SEPTEMBER, 2, True)
    stands = {one.author.number: one.standing for one in found.lines}
    assert {number: one.late for number, one in stands.items()} == {"JC015": True, "JC019": False}
    assert stands["JC019"].at == at(10, 4)
    (event,) = events(store, "JC015")
    assert event.state != CANCELLED
