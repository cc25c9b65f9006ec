"""How long an appointment stands: 30 days from registering, holidays or not (`assumed`).

Broken by `must_be_ahead` with < for <=, by `valid_until` counting from the planned day, by a
rebooking that renews it, by `expire` with <= for <.
"""

from datetime import date, timedelta
from typing import Any

import pytest

from services.appointments import changing, registering, reminding, renewing, view
from services.appointments.changing import SameMomentError
from services.appointments.registering import BEYOND, PAST, PlannedError
from services.appointments.rows import EXPIRED, RESERVED, MovedOnError
from services.month import Month
from services.organisation import NotYoursError
from services.store import Store
from tests.appointments import CHEN, LAST, LI, NOW, OFFICE, TODAY, ZHANG, at, book, row, told

MINUTE, DAY = timedelta(minutes=1), timedelta(1)


def test_it_stands_thirty_days_and_can_be_planned_to_the_last_minute(peopled_store: Store) -> None:
    made = row(peopled_store, book(peopled_store, at(LAST, 23, 59)))
    assert made.valid_until == date(2026, 11, 8)
    with pytest.raises(PlannedError) as refused:
        book(peopled_store, at(LAST + DAY, 0))
    assert (refused.value.why, refused.value.last) == (BEYOND, date(2026, 11, 8))


def test_planned_now_is_gone_by_and_in_a_minute_is_not(peopled_store: Store) -> None:
    for planned in (NOW, NOW - MINUTE):
        with pytest.raises(PlannedError) as refused:
            book(peopled_store, planned)
        assert refused.value.why == PAST
    assert book(peopled_store, NOW + MINUTE)


def test_the_calendar_offers_today_to_the_last_day(peopled_store: Store) -> None:
    october = peopled_store.call(registering.days, ZHANG, TODAY, Month(2026, 10)).refused
    assert set(october) == {date(2026, 10, one) for one in range(1, 9)}
    november = peopled_store.call(registering.days, ZHANG, TODAY, Month(2026, 11)).refused
    assert set(november) == {date(2026, 11, one) for one in range(9, 31)}


def test_holidays_and_weekends_do_not_matter(peopled_store: Store) -> None:
    made_on = date(2026, 9, 10)
    holiday, sunday = date(2026, 10, 1), date(2026, 10, 11)
    for day in (holiday, sunday - timedelta(7)):
        made = row(peopled_store, book(peopled_store, at(day, 10), now=at(made_on, 9)))
        assert made.valid_until == date(2026, 10, 10)


def test_putting_it_off_renews_nothing(peopled_store: Store) -> None:
    one = book(peopled_store, at(TODAY + DAY, 10))
    later = at(TODAY + timedelta(20), 9)

    def put_off(day: date, version: int) -> None:
        peopled_store.call(
            changing.rebook,
            ZHANG,
            later,
            appointment=one,
            version=version,
            day=at(day, 17).replace(tzinfo=None),
            reason="=time",
        )

    put_off(LAST, 1)
    made = row(peopled_store, one)
    assert (made.valid_until, made.planned, made.rebooked) == (LAST, at(LAST, 17), 1)
    with pytest.raises(PlannedError):
        put_off(LAST + DAY, 2)
    with pytest.raises(SameMomentError):
        put_off(LAST, 2)
    with pytest.raises(MovedOnError):  # drawn before the first change
        put_off(LAST - DAY, 1)
    days = peopled_store.call(changing.days, ZHANG, later.date(), Month(2026, 11), appointment=one)
    assert LAST not in days.refused
    assert LAST + DAY in days.refused


def test_it_expires_the_day_after_its_last_once(peopled_store: Store) -> None:
    one = book(peopled_store, at(TODAY + DAY, 10))
    peopled_store.call(reminding.expire, at(LAST, 23, 59), at(LAST, 0, 10))
    assert row(peopled_store, one).state == RESERVED
    night = at(LAST + DAY, 0, 10)
    for _ in range(2):
        peopled_store.call(reminding.expire, night, night)
    made = row(peopled_store, one)
    assert (made.state, made.version) == (EXPIRED, 2)
    assert told(peopled_store, reminding.GONE) == [(made.staff_id, at(LAST + DAY, 9))]
    card = peopled_store.call(view.card, ZHANG, night.date(), one)
    assert [(entry.act, entry.by) for entry in card.history[1:]] == [(EXPIRED, None)]
    assert (card.changes, card.renews) == (False, True)


def test_what_expires_late_is_told_at_once_but_never_before_nine(peopled_store: Store) -> None:
    book(peopled_store, at(TODAY + DAY, 10))
    noon = at(LAST + DAY, 12)
    peopled_store.call(reminding.expire, noon, at(LAST + DAY, 0, 10))
    assert [moment for _, moment in told(peopled_store, reminding.GONE)] == [noon]


def test_registered_again_once_by_whose_client_it_is(peopled_store: Store) -> None:
    one = book(peopled_store, at(TODAY + DAY, 10), phone="6621", institution=True)
    morning = at(LAST + DAY, 9)
    answers: dict[str, Any] = {
        "appointment": one,
        "day": at(LAST + 2 * DAY, 10).replace(tzinfo=None),
    }

    def again(who: int) -> int:
        made = peopled_store.call(renewing.again, who, morning, accompanied=False, **answers)
        return made.id

    with pytest.raises(MovedOnError):  # it still stands
        again(ZHANG)
    peopled_store.call(reminding.expire, morning, morning)
    for other in (OFFICE, LI, CHEN):
        with pytest.raises(NotYoursError):
            again(other)
    old, new = row(peopled_store, one), row(peopled_store, again(ZHANG))
    same = ("name", "phone", "institution", "assets", "staff_id")
    assert [getattr(new, it) for it in same] == [getattr(old, it) for it in same]
    assert new.valid_until == LAST + DAY + timedelta(30)
    with pytest.raises(MovedOnError):
        again(ZHANG)
    card = peopled_store.call(view.card, ZHANG, morning.date(), one)
    assert not card.renews
