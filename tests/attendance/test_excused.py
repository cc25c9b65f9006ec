"""Absence that was excused afterwards: a proposal goes once the days no longer reach the bound."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.approvals import view
from services.attendance import ladder
from services.attendance.rows import Happened, write
from services.leave.asking import TO_NOON, WHOLE
from services.store import Store, changes
from services.store.attendance import Separation
from tests.leave import TANG, approve, ask, day, record, staff
from tests.stage import ZONE

MONDAY = datetime(2026, 10, 12, 9, tzinfo=ZONE)
SEEN = (day(10, 8), day(10, 9), day(10, 10))  # the third is a make-up Saturday


def states(session: Session) -> list[str]:
    return list(session.scalars(select(Separation.state)))


def absent(store: Store, *days: date) -> int:
    """Have 张伟 miss whole days, and the morning's look find them."""
    zhang = staff(store, "JC031")
    store.call(record, zhang, "JC031", *((one, "absence", "1") for one in days))
    store.call(ladder.daily, MONDAY, MONDAY)
    return zhang


@pytest.mark.parametrize("halves", [WHOLE, TO_NOON])
def test_sick_leave_afterwards_ends_a_proposal(peopled_store: Store, halves: str) -> None:
    """Of three days in a row half a day is enough to make it two and a half."""
    absent(peopled_store, *SEEN)
    assert peopled_store.call(states) == ["running"]
    assert peopled_store.call(view.waiting, TANG, MONDAY)
    approve(
        peopled_store,
        ask(peopled_store, "sick", SEEN[2], SEEN[2], halves, now=MONDAY),
        MONDAY,
    )
    assert peopled_store.call(states) == ["withdrawn"]
    assert not peopled_store.call(view.waiting, TANG, MONDAY)


def test_leave_that_leaves_three_days_ends_nothing(peopled_store: Store) -> None:
    absent(peopled_store, day(9, 30), *SEEN)
    approve(
        peopled_store,
        ask(peopled_store, "sick", day(9, 30), day(9, 30), now=MONDAY.replace(day=9)),
        MONDAY,
    )
    assert peopled_store.call(states) == ["running"]


@changes
def replaced(session: Session, staff_id: int) -> None:
    """Have what an import says replace what was there: half a day instead of a whole one."""
    half = Happened(SEEN[0], staff_id, "absence", Decimal("0.5"))
    write(session, MONDAY, (staff_id, "JC031"), [half])


def test_an_import_that_takes_a_day_back_ends_it_by_the_next_morning(
    peopled_store: Store,
) -> None:
    zhang = absent(peopled_store, *SEEN)
    peopled_store.call(replaced, zhang)
    assert peopled_store.call(states) == ["running"]
    peopled_store.call(ladder.daily, MONDAY, MONDAY)
    assert peopled_store.call(states) == ["withdrawn"]
