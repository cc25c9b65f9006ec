"""Who is told what of a list: on the 25th who keeps it, after the month's end its director, once.

Broken by a reminder of a list that is paid, one to the back office of another department, a
second escalation, a month that nobody was asked for.
"""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.recurring import RECURRING
from services.month import Month
from services.recurrence import ZONE, due
from services.rewards import chase, keeping, reading
from services.rewards.figures import counted
from services.store import Store
from services.store.people import Staff
from services.store.traffic import Notice
from services.timetable import calendar
from tests.branch import NOW, TODAY
from tests.rewards.conftest import OCTOBER, OFFICE, Bank

ASKED = datetime(2026, 11, 25, 9, tzinfo=ZONE)
OVER = datetime(2026, 12, 1, 9, tzinfo=ZONE)


def told(session: Session, kind: str) -> list[str]:
    chosen = select(Staff.number).join(Notice, Notice.staff_id == Staff.id)
    return sorted(session.scalars(chosen.where(Notice.kind == kind)))


def owed(bank: Bank, month: Month) -> bool:
    found = bank.store.call(reading.waits, OFFICE, month.first_day)
    return any(month.later(-1) in months for *_, months in found)


def test_who_keeps_it_is_asked_for_what_is_not_there_or_not_paid(bank: Bank) -> None:
    bank.pay(bank.add("10"))
    bank.store.call(chase.ask, ASKED, ASKED)
    assert bank.store.call(told, chase.TOLD) == ["JC010", "JC011"]


def test_an_open_line_is_asked_for(bank: Bank) -> None:
    bank.pay(bank.add("10"))
    bank.add("20")
    bank.store.call(chase.ask, ASKED, ASKED)
    assert bank.store.call(told, chase.TOLD) == ["JC009", "JC010", "JC011"]


def test_nobody_is_asked_where_nothing_is_owed(bank: Bank) -> None:
    bank.store.call(keeping.nothing, OFFICE, NOW, bank.department, OCTOBER)
    bank.store.call(chase.ask, ASKED, ASKED)
    bank.store.call(chase.late, OVER, OVER)
    assert bank.store.call(told, chase.TOLD) == ["JC010", "JC011"]
    assert bank.store.call(told, chase.LATE) == ["JC013", "JC014"]


def test_the_director_hears_of_it_once(bank: Bank) -> None:
    bank.add("20")
    bank.store.call(chase.late, OVER, OVER)
    bank.store.call(chase.late, OVER, OVER)
    assert bank.store.call(told, chase.LATE) == ["JC012"], "the others were asked for nothing"


def test_a_month_that_was_asked_for_waits_until_it_is_done_with(bank: Bank) -> None:
    assert not owed(bank, OCTOBER.later(1))
    bank.store.call(chase.ask, ASKED, ASKED)
    assert owed(bank, OCTOBER.later(1))
    one = bank.add("10")
    assert owed(bank, OCTOBER.later(1))
    bank.pay(one)
    assert not owed(bank, OCTOBER.later(1))


def test_what_was_asked_for_waits_again_when_its_lines_are_dropped(bank: Bank) -> None:
    bank.store.call(chase.ask, ASKED, ASKED)
    one = bank.add("10").line
    bank.store.call(keeping.drop, OFFICE, NOW, one.id, one.version)
    assert owed(bank, OCTOBER.later(1))
    bank.store.call(keeping.nothing, OFFICE, NOW, bank.department, OCTOBER)
    assert not owed(bank, OCTOBER.later(1))


def test_what_is_dropped_leaves_no_list(bank: Bank) -> None:
    one = bank.add("10").line
    assert owed(bank, OCTOBER.later(1))
    bank.store.call(keeping.drop, OFFICE, NOW, one.id, one.version)
    assert not owed(bank, OCTOBER.later(1))


def test_a_month_of_which_nothing_is_owed_has_rewards_again(bank: Bank) -> None:
    bank.store.call(keeping.nothing, OFFICE, NOW, bank.department, OCTOBER)
    bank.add("10")
    found = bank.store.call(reading.month_list, OFFICE, TODAY, bank.department, OCTOBER)
    assert (found.none_at, found.done) == (None, False)
    with pytest.raises(keeping.NotEmptyError):
        bank.store.call(keeping.nothing, OFFICE, NOW, bank.department, OCTOBER)


@pytest.mark.parametrize(
    ("kind", "first", "days"),
    [
        ("rewards", "2026-10-01", ["2026-10-23", "2026-11-25", "2026-12-25"]),  # the 25th: Sunday
        ("rewards_late", "2026-09-30", ["2026-10-08", "2026-11-02", "2026-12-01"]),  # holidays
    ],
)
def test_on_which_days(filled_store: Store, kind: str, first: str, days: list[str]) -> None:
    rule = next(one.rule for one in RECURRING if one.kind == kind)
    start = datetime.fromisoformat(first).replace(tzinfo=ZONE)
    end = datetime(2026, 12, 31, tzinfo=ZONE)
    found = due(rule, start, end, filled_store.call(calendar))
    assert [f"{one.at:%Y-%m-%d}" for one in found] == days


def test_accounts_are_counted_as_released(bank: Bank) -> None:
    both, east, west = (
        bank.store.call(counted, codes, OCTOBER)
        for codes in (["WD03", "WD04"], ["WD03"], ["WD04"])
    )
    assert both is not None
    assert east is not None
    assert west is not None
    assert both.accounts == east.accounts + west.accounts > east.accounts > 0
    assert bank.store.call(counted, ["WD03"], Month(2026, 11)) is None
