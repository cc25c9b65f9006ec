"""Approvals at their edges: haste once a day, deputies from day to day, working days of a step.

2026: the Spring Festival is 15 to 23 February, 14 February is worked; the National Day is 1 to 7
October, 10 October is worked.
"""

from contextlib import nullcontext
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.approvals import chase, deciding, deputies
from services.approvals.deciding import NudgedTodayError
from services.approvals.deputies import PeriodError
from services.drafts import Choice
from services.store.traffic import Notice
from tests.approvals.conftest import Desk
from tests.branch import account
from tests.stage import ZONE


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("again", "told"),
    [
        (at(10, 9, 9, 1), False),
        (at(10, 9, 23, 59), False),
        (at(10, 10, 0, 0), True),  # by the calendar, not by twenty-four hours
        (at(10, 10, 8, 59), True),
    ],
)
def test_haste_once_a_day(desk: Desk, again: datetime, *, told: bool) -> None:
    approval, who = desk.asks("JC031"), account("JC031")
    assert desk.store.call(deciding.nudge, who, at(10, 9), approval).done
    with nullcontext() if told else pytest.raises(NudgedTodayError):
        assert desk.store.call(deciding.nudge, who, again, approval).done


def delegates(desk: Desk, first: date, last: date) -> None:
    who, chosen = account("JC019"), Choice("JC012", "")
    desk.store.call(
        deputies.delegate, who, desk.now, deputy=chosen, first_day=first, last_day=last
    )


def test_a_delegate_decides_from_the_first_to_the_last_day(desk: Desk) -> None:
    approval = desk.asks("JC031")
    delegates(desk, date(2026, 10, 13), date(2026, 10, 14))
    found = []
    for day in (12, 13, 14, 15):
        desk.now = at(10, day)
        found.append(desk.waits("JC012") == [approval])
    assert found == [False, True, True, False]


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [
        (9, 9, True),  # today only
        (7, 8, False),  # all of it past
        (8, 9, True),
        (12, 12, True),
        (12, 11, False),
    ],
)
def test_a_period_ends_no_sooner_than_today(
    desk: Desk, first: int, last: int, *, fits: bool
) -> None:
    with nullcontext() if fits else pytest.raises(PeriodError):
        delegates(desk, date(2026, 10, first), date(2026, 10, last))


def told(session: Session, staff_id: int) -> int:
    chosen = select(Notice.id).where(Notice.kind == chase.DUE, Notice.staff_id == staff_id)
    return len(session.scalars(chosen).all())


@pytest.mark.parametrize(
    ("asked", "reminded", "escalated"),
    [
        (at(9, 30), [at(10, 8), at(10, 9)], at(10, 9)),
        (at(10, 8), [at(10, 9), at(10, 10)], at(10, 10)),  # the make-up Saturday counts
        (at(2, 13), [at(2, 14), at(2, 24)], at(2, 24)),
        (at(3, 6), [at(3, 9), at(3, 10)], at(3, 10)),  # an ordinary weekend
    ],
)
def test_a_step_is_late_after_one_working_day_and_escalated_after_two(
    desk: Desk, asked: datetime, reminded: list[datetime], escalated: datetime
) -> None:
    desk.now = asked
    approval, superior = desk.asks("JC031"), desk.ids["JC019"]
    count = 0
    while desk.now <= escalated:
        desk.store.call(chase.remind, desk.now, desk.now)
        count += desk.now in reminded
        assert desk.store.call(told, superior) == count, desk.now
        assert (desk.waits("JC012") == [approval]) is (desk.now == escalated), desk.now
        desk.now += timedelta(1)
