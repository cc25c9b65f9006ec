"""Reminders: the evening before at six, an hour before, two days before it expires; each once.

Broken by a window that is off by a minute, by a key that forgets how often it was put off, by
reminding whoever left, by the hour before counted in the night.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.recurring import RECURRING
from services import timetable
from services.appointments import changing, reminding
from services.appointments.changing import EXPIRING, SOON
from services.appointments.reminding import TOMORROW, hour_before, reminders
from services.notices import CANCELLED
from services.store import Store
from services.store.remembered import Memory
from tests.appointments import (
    LAST,
    NOW,
    OFFICE,
    TODAY,
    ZHANG,
    at,
    book,
    leaves,
    row,
    staff,
    told,
)

SATURDAY, SUNDAY = TODAY + timedelta(1), TODAY + timedelta(2)
SIX = at(TODAY, 18)
PACE = timedelta(minutes=5)


def ticks(store: Store, first: datetime, last: datetime) -> None:
    while first <= last:
        store.call(reminding.soon, first, first)
        first += PACE


@pytest.mark.parametrize(
    ("planned", "reminded"),
    [
        ((10, 0), (9, 0)),
        ((10, 2), (9, 2)),
        ((9, 0), (8, 0)),
        ((8, 59), (8, 0)),  # an hour before would be in the quiet hours
        ((8, 1), (8, 0)),
        ((8, 0), None),
        ((7, 0), None),
        ((0, 30), None),
        ((21, 59), (20, 59)),
        ((22, 0), None),
    ],
)
def test_an_hour_before_but_by_day(planned: tuple[int, int], reminded: tuple[int, int]) -> None:
    expected = reminded and at(SATURDAY, *reminded)
    assert hour_before(at(SATURDAY, *planned)) == expected


@pytest.mark.parametrize(
    ("booked", "planned", "expected"),
    [
        (at(TODAY, 17, 59), at(SATURDAY, 10), (True, True)),
        (at(TODAY, 18), at(SATURDAY, 10), (False, True)),
        (at(SATURDAY, 8, 59), at(SATURDAY, 10), (False, True)),
        (at(SATURDAY, 9), at(SATURDAY, 10), (False, False)),
        (at(TODAY, 9), at(SATURDAY, 7), (True, False)),
    ],
)
def test_what_is_promised_when_it_is_made(
    booked: datetime, planned: datetime, expected: tuple[bool, bool]
) -> None:
    assert reminders(planned, booked) == expected


def test_the_evening_before_in_one_message(peopled_store: Store) -> None:
    zhang, office = staff(peopled_store, "JC031"), staff(peopled_store, "JC006")
    book(peopled_store, at(SATURDAY, 0))
    book(peopled_store, at(SATURDAY, 23, 59))
    book(peopled_store, at(SUNDAY, 0), accompanied=False)
    book(peopled_store, at(TODAY, 23, 59), accompanied=False)
    for _ in range(2):
        peopled_store.call(reminding.evening, SIX, SIX)
    assert told(peopled_store, TOMORROW) == [(zhang, SIX)]
    rows = peopled_store.call(reminding.coming, ZHANG, SIX, SATURDAY)
    assert [one.planned for one in rows] == [at(SATURDAY, 0), at(SATURDAY, 23, 59)]
    assert peopled_store.call(reminding.coming, OFFICE, SIX, SATURDAY) == ()
    next_day = SIX + timedelta(1)
    peopled_store.call(reminding.evening, next_day, next_day)
    both = [(zhang, SIX), (zhang, next_day), (office, next_day)]
    assert told(peopled_store, TOMORROW) == sorted(both)


def test_an_hour_before_to_the_minute_and_once(peopled_store: Store) -> None:
    zhang = staff(peopled_store, "JC031")
    one = book(peopled_store, at(SATURDAY, 10, 2))
    ticks(peopled_store, at(SATURDAY, 8), at(SATURDAY, 8, 50))
    assert told(peopled_store, SOON) == []
    ticks(peopled_store, at(SATURDAY, 8, 55), at(SATURDAY, 10, 5))
    assert told(peopled_store, SOON) == [(zhang, at(SATURDAY, 9, 2))]
    assert row(peopled_store, one).planned == at(SATURDAY, 10, 2)


def test_who_comes_alone_is_told_to_the_back_office(peopled_store: Store) -> None:
    book(peopled_store, at(SATURDAY, 10), accompanied=False)
    ticks(peopled_store, at(SATURDAY, 9), at(SATURDAY, 9))
    people = {staff(peopled_store, "JC031"), staff(peopled_store, "JC006")}
    assert {one for one, _ in told(peopled_store, SOON)} == people


def test_after_an_outage_it_is_told_late_and_not_when_it_has_come(peopled_store: Store) -> None:
    book(peopled_store, at(SATURDAY, 10))
    book(peopled_store, at(SATURDAY, 9, 30))
    ticks(peopled_store, at(SATURDAY, 9, 30), at(SATURDAY, 9, 45))
    assert [moment for _, moment in told(peopled_store, SOON)] == [at(SATURDAY, 9, 30)]


def test_what_was_made_within_the_hour_is_fresh_in_mind(peopled_store: Store) -> None:
    made = at(SATURDAY, 9)
    book(peopled_store, at(SATURDAY, 10), now=made)
    ticks(peopled_store, made, at(SATURDAY, 9, 55))
    assert told(peopled_store, SOON) == []


def put_off(store: Store, one: int, planned: datetime, now: datetime) -> None:
    day, version = planned.replace(tzinfo=None), row(store, one).version
    answers: dict[str, Any] = {
        "appointment": one,
        "version": version,
        "day": day,
        "reason": "=time",
    }
    store.call(changing.rebook, ZHANG, now, **answers)


def test_put_off_and_back_it_is_reminded_of_anew(peopled_store: Store) -> None:
    one, now = book(peopled_store, at(SATURDAY, 12)), at(SATURDAY, 10, 57)
    peopled_store.call(reminding.soon, now, now)
    assert [moment for _, moment in told(peopled_store, SOON)] == [at(SATURDAY, 11)]
    put_off(peopled_store, one, at(SUNDAY, 12), now)
    assert told(peopled_store, SOON) == []
    assert len(told(peopled_store, SOON, state=CANCELLED)) == 1
    put_off(peopled_store, one, at(SATURDAY, 12), now)
    peopled_store.call(reminding.soon, now, now)
    assert [moment for _, moment in told(peopled_store, SOON)] == [at(SATURDAY, 11)]


def test_cancelling_calls_back_what_waits(peopled_store: Store) -> None:
    one, now = book(peopled_store, at(SATURDAY, 12)), at(SATURDAY, 10, 57)
    peopled_store.call(reminding.soon, now, now)
    answers: dict[str, Any] = {"appointment": one, "version": 1, "reason": "=mind"}
    peopled_store.call(changing.cancel, OFFICE, now, **answers)
    assert told(peopled_store, SOON) == []
    ticks(peopled_store, now, at(SATURDAY, 12))
    assert told(peopled_store, SOON) == []


def test_whoever_left_is_not_reminded_and_the_back_office_is(peopled_store: Store) -> None:
    zhang, office = staff(peopled_store, "JC031"), staff(peopled_store, "JC006")
    book(peopled_store, at(SATURDAY, 10))
    peopled_store.call(leaves, zhang, SATURDAY - timedelta(1))
    store = replace(peopled_store, memory=Memory())
    ticks(store, at(SATURDAY, 9), at(SATURDAY, 9))
    assert [one for one, _ in told(store, SOON)] == [office]
    for day in (LAST - timedelta(2), LAST + timedelta(1)):
        store.call(reminding.expiring, at(day, 9), at(day, 9))
        store.call(reminding.expire, at(day, 9), at(day, 9))
    assert told(store, EXPIRING) == told(store, reminding.GONE) == []


def test_it_is_told_two_days_ahead_once(peopled_store: Store) -> None:
    zhang = staff(peopled_store, "JC031")
    book(peopled_store, at(SATURDAY, 10))
    for ahead in (3, 2, 1, 0):
        nine = at(LAST - timedelta(ahead), 9)
        peopled_store.call(reminding.expiring, nine, nine)
    assert told(peopled_store, EXPIRING) == [(zhang, at(LAST - timedelta(2), 9))]


def test_it_is_told_a_day_late_after_an_outage(peopled_store: Store) -> None:
    book(peopled_store, at(SATURDAY, 10))
    nine = at(LAST - timedelta(1), 9)
    peopled_store.call(reminding.expiring, nine, nine)
    assert [moment for _, moment in told(peopled_store, EXPIRING)] == [nine]


@pytest.mark.parametrize(("hour", "minute", "times"), [(20, 55, 1), (20, 56, 0)])
def test_the_evening_is_caught_up_with_until_it_is_quiet(
    hour: int, minute: int, times: int, peopled_store: Store
) -> None:
    (evening,) = (one for one in RECURRING if one.work is reminding.evening)
    book(peopled_store, at(SATURDAY, 10))
    peopled_store.call(timetable.plan, NOW, [evening])
    while peopled_store.call(timetable.do_next, at(TODAY, hour, minute), [evening]):
        pass
    assert len(told(peopled_store, TOMORROW)) == times
