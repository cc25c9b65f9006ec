"""What is recorded of days at its edges; figures by hand: a manager's 1 500, a day rate 68.965….

2026: the Spring Festival is 15 to 23 February, 14 February (a Saturday) is worked; the National
Day is 1 to 7 October, 20 September (a Sunday) and 10 October (a Saturday) are worked.
"""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from services.approvals import view
from services.attendance import contests, effects, recording
from services.attendance.events import Contesting, NotHereThenError
from services.attendance.record_card import Done
from services.attendance.recording import DayTakenError, DayToComeError, FreeDayError
from services.facts.edit import MonthsClosedError
from services.month import Month
from services.rulebook import packaged
from services.store import Store, changes
from services.store.figures import MonthState
from services.store.people import Terms
from services.store.remembered import Memory
from services.working_days import WorkingDays
from tests.stage import BEGIN, ZONE

NOW = BEGIN  # Friday 2026-10-09 09:00
TODAY = NOW.date()
ZHANG, LI, TANG, ZHENG, CHEN, HE = 31, 19, 15, 12, 1, 6  # accounts
DAYS = WorkingDays()
SEPTEMBER, OCTOBER, NOVEMBER = Month(2026, 9), Month(2026, 10), Month(2026, 11)
DAY, HALF = "absence_day", "absence_half"


def d(month: int, day: int) -> date:
    return date(2026, month, day)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZONE)


def record(  # noqa: PLR0913 - an event
    store: Store, staff: int, code: str, day: date, *, who: int = LI, today: date = TODAY
) -> Done:
    return store.call(recording.record, who, at(today), staff=staff, code=code, day=day)


def cost(store: Store, staff: int, code: str, day: date) -> str:
    """Record something and return what it costs."""
    done = record(store, staff, code, day)
    assert done.effect
    return f"{-done.effect.gain:.2f}"


def test_today_can_be_recorded_and_tomorrow_not(store: Store, zhang: int) -> None:
    assert record(store, zhang, "late", TODAY).event
    with pytest.raises(DayToComeError):
        record(store, zhang, "late", d(10, 10))


@changes
def terms(session: Session, /, staff_id: int, **values: date) -> None:
    """Write other days of joining or leaving."""
    session.execute(update(Terms).where(Terms.staff_id == staff_id).values(**values))


def working(store: Store, staff_id: int, **values: date) -> Store:
    """Have somebody have joined, or have left, on another day; nothing is remembered."""
    store.call(terms, staff_id, **values)
    return replace(store, memory=Memory())


def test_from_the_first_to_the_last_day_of_work(store: Store, zhang: int) -> None:
    made = working(store, zhang, joined=d(9, 29), left=d(10, 8))
    for day in (d(9, 29), d(10, 8)):
        assert record(made, zhang, "late", day, who=CHEN).event
    for day in (d(9, 28), d(10, 9)):
        with pytest.raises(NotHereThenError):
            record(made, zhang, "late", day, who=CHEN)


@changes
def freeze(session: Session, month: Month) -> None:
    session.add(MonthState(month=month, state="frozen"))


def test_a_frozen_month_takes_nothing_more(store: Store, zhang: int) -> None:
    store.call(freeze, SEPTEMBER)
    with pytest.raises(MonthsClosedError):
        record(store, zhang, "late", d(9, 30))
    assert record(store, zhang, "late", d(10, 1)).event


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (d(9, 30), True),
        (d(10, 1), False),  # a Thursday
        (d(10, 7), False),
        (d(10, 8), True),
        (d(10, 10), True),  # a make-up Saturday
        (d(10, 11), False),
        (d(9, 19), False),  # a Saturday
        (d(9, 20), True),  # a make-up Sunday
        (d(2, 14), True),
        (d(2, 16), False),  # a Monday
        (d(2, 23), False),
        (d(2, 24), True),
    ],
)
def test_absence_is_of_working_days(store: Store, zhang: int, day: date, *, worked: bool) -> None:
    if worked:
        assert record(store, zhang, DAY, day, today=d(10, 12)).event
        return
    with pytest.raises(FreeDayError):
        record(store, zhang, DAY, day, today=d(10, 12))


@pytest.mark.parametrize(("codes", "fits"), [((HALF, HALF), True), ((HALF, HALF, HALF), False)])
def test_a_day_has_two_halves(
    store: Store, zhang: int, codes: tuple[str, ...], *, fits: bool
) -> None:
    for code in codes[:2]:
        assert record(store, zhang, code, TODAY).event
    if not fits:
        with pytest.raises(DayTakenError):
            record(store, zhang, codes[2], TODAY)
    with pytest.raises(DayTakenError):
        record(store, zhang, DAY, TODAY)


def test_half_a_day_after_half_a_day_costs_the_next_step_only(store: Store, zhang: int) -> None:
    """2, 5, 7 day rates: 137.93, 344.83, 482.76; then the whole 1 500."""
    costs = [cost(store, zhang, HALF, day) for day in (d(10, 8), d(10, 9), d(10, 9), d(10, 8))]
    assert costs == ["137.93", "206.90", "137.93", "1017.24"]
    assert cost(store, zhang, DAY, d(9, 30)) == "344.83", "another month begins below again"


def test_late_and_early_are_one_kind(store: Store, zhang: int) -> None:
    """Each takes five points, 75 of 1 500, and fifty."""
    assert [cost(store, zhang, code, TODAY) for code in ("late", "early", "early")] == (
        ["125.00"] * 3
    )
    made = store.call(effects.conduct, zhang, OCTOBER)
    assert (made.daily.value, made.lines["lateness"].value) == (Decimal(85), Decimal(150))


@pytest.mark.parametrize(
    ("told", "until"),
    [
        (d(9, 29), d(10, 12)),  # 30, 8, 9, 10, 12
        (d(9, 30), d(10, 13)),
        (d(10, 2), d(10, 13)),  # told on a holiday
        (d(2, 13), d(2, 27)),  # 14, 24, 25, 26, 27
        (date(2025, 12, 30), d(1, 7)),  # 31; the Sunday 4, 5, 6, 7 January
    ],
)
def test_contested_within_five_working_days(told: date, until: date) -> None:
    contesting = Contesting(DAYS, packaged())
    assert contesting.until(told) == until
    assert contesting.may(told, until)
    assert not contesting.may(told, date.fromordinal(until.toordinal() + 1))


@pytest.mark.parametrize(
    ("recorder", "decides"), [(LI, TANG), (HE, TANG), (TANG, ZHENG), (ZHENG, CHEN)]
)
def test_a_contest_goes_above_who_recorded_it(
    store: Store, zhang: int, recorder: int, decides: int
) -> None:
    done = record(store, zhang, "late", TODAY, who=recorder)
    assert done.event
    store.call(contests.contest, ZHANG, NOW, event=done.event.id, reason="-")
    waits = [who for who in (LI, TANG, ZHENG, CHEN) if store.call(view.waiting, who, NOW)]
    assert waits == [decides]
