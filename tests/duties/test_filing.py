"""When what is filed is asked for, chased, and may be filed (Articles 7.4 and 8.5).

Broken by a Friday that is a holiday, a week of holidays, somebody asked who has filed, a plan
asked for of the month that runs.
"""

from datetime import date, datetime

import pytest
from sqlalchemy import select, update

from bot.recurring import RECURRING
from services import timetable
from services.duties import chase, filing, reading, when
from services.duties.filing import HELD, NOT_HELD, NothingOwedError
from services.duties.kinds import KINDS, MEETING, PLAN, PROGRESS
from services.duties.when import WrongPeriodError
from services.leave import ledger
from services.recurrence import due
from services.store import Store, changes
from services.store.people import Account
from services.store.traffic import Notice
from services.working_days import WorkingDays
from tests.reports import CHEN, LI, TANG, ZHENG, at, staff
from tests.shanghai import going

DAYS = WorkingDays()
HOLIDAYS = date(2026, 9, 28)  # the week of which Thursday and Friday lie in the National Day's
WEEK = date(2026, 10, 5)  # Monday to Wednesday do, Saturday is worked
RULES = {one.kind: one for one in RECURRING if one.kind.startswith("duties.")}


def moments(kind: str, first: datetime, last: datetime) -> list[datetime]:
    return [one.at for one in due(RULES[kind].rule, first, last, DAYS)]


def progress(store: Store, now: datetime, monday: date, who: int = ZHENG) -> reading.Card:
    return store.call(
        filing.progress,
        who,
        now,
        period=monday.toordinal(),
        done="走访三家",
        problems=None,
        following="再走访",
    )


def told(store: Store) -> set[tuple[str, int]]:
    """Return which periods were asked for, the how manieth time, of whom."""
    chosen = select(Notice.key).where(Notice.kind == "duty_due")
    keys = store.call(lambda session: list(session.scalars(chosen)))
    return {(about, int(who)) for _kind, about, who in (key.split(":") for key in keys)}


def test_weeks_are_asked_for_on_the_last_day_worked_up_to_friday() -> None:
    assert moments("duties.week", at(9, 21), at(10, 18)) == [
        at(9, 24, 15),  # Friday, the 25th, is the Mid-Autumn Festival
        at(9, 30, 15),  # Friday is a holiday
        at(10, 9, 15),  # Saturday is worked; Friday all the same
        at(10, 16, 15),
    ]
    assert moments("duties.week", at(9, 30), at(10, 1)) == [at(9, 30, 15)]  # its Friday is later
    assert moments("duties.chase", at(9, 28), at(10, 13)) == [
        at(9, 28),
        at(10, 8),  # Monday lies in the holiday
        at(10, 12),
    ]


def test_plans_are_asked_for_on_the_25th_and_chased_at_the_turn_of_the_month() -> None:
    assert moments("duties.plan", at(10, 1), at(11, 1)) == [at(10, 26)]  # the 25th is a Sunday
    assert moments("duties.last", at(10, 1), at(11, 1)) == [at(10, 30)]  # the 31st a Saturday
    assert moments("duties.begun", at(10, 1), at(11, 3)) == [at(10, 8), at(11, 2)]


def test_the_week_before_a_free_one_is_chased_after_it() -> None:
    """15 to 23 February 2026 are free: the week of the 9th is chased on the 24th."""
    when.must_be_open(KINDS[PROGRESS], DAYS, date(2026, 2, 24), date(2026, 2, 9))


def test_asked_once_chased_once_and_no_more_once_filed(peopled_store: Store) -> None:
    store, zheng, tang = peopled_store, *(staff(peopled_store, n) for n in ("JC012", "JC015"))
    for _ in range(2):
        store.call(chase.ask_week, at(10, 9, 15), at(10, 9, 15))
    asked = {(f"progress.{WEEK}.0", zheng), (f"meeting.{WEEK}.0", tang)}
    assert told(store) == asked
    progress(store, at(10, 9, 16), WEEK)
    store.call(chase.chase_week, at(10, 12), at(10, 12))
    assert told(store) == asked | {(f"meeting.{WEEK}.1", tang)}
    assert store.call(reading.waits, ZHENG, at(10, 12)) == (
        store.call(reading.card, ZHENG, at(10, 12), PLAN, zheng, date(2026, 10, 1)),
    )


def test_after_the_holiday_the_week_before_it_is_chased(peopled_store: Store) -> None:
    zheng = staff(peopled_store, "JC012")
    peopled_store.call(chase.chase_week, at(10, 8), at(10, 8))
    assert (f"progress.{HOLIDAYS}.1", zheng) in told(peopled_store)


def test_the_plan_asked_for_is_that_of_the_next_month(peopled_store: Store) -> None:
    zheng = staff(peopled_store, "JC012")
    peopled_store.call(chase.ask_plan, at(10, 26), at(10, 26))
    peopled_store.call(chase.chase_plan, at(10, 30), at(10, 30))
    peopled_store.call(chase.chase_begun, at(11, 2), at(11, 2))
    assert told(peopled_store) == {(f"plan.2026-11-01.{time}", zheng) for time in range(3)}


def test_whoever_is_on_leave_just_then_is_left_alone(
    peopled_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    zheng, tang = (staff(peopled_store, number) for number in ("JC012", "JC015"))
    monkeypatch.setattr(ledger, "away_at", lambda *_, **__: frozenset({zheng}))
    peopled_store.call(chase.ask_week, at(10, 9, 15), at(10, 9, 15))
    assert told(peopled_store) == {(f"meeting.{WEEK}.0", tang)}


@pytest.mark.parametrize(
    ("today", "weeks", "months"),
    [
        (date(2026, 10, 9), {date(2026, 9, 28), WEEK}, {date(2026, 10, 1), date(2026, 11, 1)}),
        (date(2026, 10, 12), {WEEK, date(2026, 10, 12)}, {date(2026, 10, 1), date(2026, 11, 1)}),
        (
            date(2026, 12, 31),
            {date(2026, 12, 21), date(2026, 12, 28)},
            {date(2026, 12, 1), date(2027, 1, 1)},
        ),
    ],
)
def test_the_running_one_and_one_beside_it_may_be_filed(
    today: date, weeks: set[date], months: set[date]
) -> None:
    def open_(code: str, period: date) -> bool:
        try:
            when.must_be_open(KINDS[code], DAYS, today, period)
        except WrongPeriodError:
            return False
        return True

    near = [date.fromordinal(today.toordinal() + by) for by in range(-70, 70)]
    assert {one for one in near if open_(MEETING, one)} == weeks
    assert {one for one in near if open_(PLAN, one)} == months


def test_what_is_to_be_filed_turns_on_the_day_it_is_asked_for(peopled_store: Store) -> None:
    def now(moment: datetime) -> dict[str, date]:
        found = peopled_store.call(reading.home, ZHENG, moment).mine
        return {one.kind.code: one.period for one in found}

    assert now(at(10, 8)) == {PROGRESS: HOLIDAYS, PLAN: date(2026, 10, 1)}
    assert now(at(10, 9)) == {PROGRESS: WEEK, PLAN: date(2026, 10, 1)}
    assert now(at(10, 25)) == {PROGRESS: date(2026, 10, 19), PLAN: date(2026, 11, 1)}


def test_filed_again_it_is_changed_and_its_reader_hears_twice(peopled_store: Store) -> None:
    store = peopled_store
    assert [progress(store, at(10, 9, hour), WEEK).version for hour in (15, 16)] == [1, 2]
    chosen = select(Notice.staff_id).where(Notice.kind == "duty_filed")
    heard = store.call(lambda session: list(session.scalars(chosen)))
    assert heard == [staff(store, "JC001")] * 2
    for now in (at(10, 19), at(11, 30)):
        with pytest.raises(WrongPeriodError):
            progress(store, now, WEEK)


@pytest.mark.parametrize(
    ("first", "owed"), [((10, 10), set()), ((10, 9, 23), {PROGRESS, MEETING})]
)
def test_nobody_owes_what_was_asked_for_before_the_outlet_used_the_bot(
    peopled_store: Store, first: tuple[int, ...], owed: set[str]
) -> None:
    """The week's progress was asked for on Friday the 9th."""
    store, monday = peopled_store, at(10, 12)
    everybody = update(Account).values(bound_at=at(*first))
    store.call(changes(lambda session: session.execute(everybody)))
    mine = {one.kind.code for one in store.call(reading.waits, ZHENG, monday)}
    assert mine == owed - {MEETING}
    store.call(chase.chase_week, monday, monday)
    assert {about.partition(".")[0] for about, _who in told(store)} == owed


def test_at_night_its_reader_is_left_alone(peopled_store: Store) -> None:
    progress(peopled_store, at(10, 9, 22), WEEK)
    assert going(peopled_store, at(10, 10, 7, 59)) == set()
    assert going(peopled_store, at(10, 10, 8)) == {"duty_filed"}


@pytest.mark.parametrize("who", [CHEN, TANG, LI])
def test_only_a_director_files_progress(peopled_store: Store, who: int) -> None:
    with pytest.raises(NothingOwedError):
        progress(peopled_store, at(10, 9, 15), WEEK, who)


@pytest.mark.parametrize(
    ("held", "kept"),
    [
        (HELD, {"held": HELD, "day": "2026-10-09", "missing": "李静怡"}),
        (NOT_HELD, {"held": NOT_HELD, "reason": "促销"}),
    ],
)
def test_of_a_meeting_only_what_was_asked_is_kept(
    peopled_store: Store, held: str, kept: dict[str, str]
) -> None:
    there = held == HELD
    found = peopled_store.call(
        filing.meeting,
        TANG,
        at(10, 9, 15),
        period=WEEK.toordinal(),
        held=held,
        day=date(2026, 10, 9) if there else None,
        missing="李静怡" if there else None,
        reason=None if there else "促销",
    )
    assert found.answers == kept


def test_what_is_due_is_planned_by_the_timetable(peopled_store: Store) -> None:
    """The kinds are those of the timetable, and their work is done when it is due."""
    mine = [*RULES.values()]
    peopled_store.call(timetable.plan, at(10, 9), mine)
    while peopled_store.call(timetable.do_next, at(10, 9, 15), mine):
        pass
    assert {about for about, _who in told(peopled_store)} == {
        f"progress.{WEEK}.0",
        f"meeting.{WEEK}.0",
    }
