"""What the outlet moves is due when it says, on every replica, and nothing twice.

Broken by a plan that takes what is declared, an edit that does not plan, a base that reminders do
not follow (`checks.reminding`, `laid._after`), a window beyond nine in the evening, a version that
is not looked at.
"""

from datetime import time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.office.rights import NotYoursToKeepError
from services.recurrence import SATURDAY, THURSDAY, TUESDAY, LateReminderError
from services.schedules import editing
from services.schedules.checks import (
    EarlyReminderError,
    LeadsError,
    NotMovableError,
    QuietHourError,
    ScheduleChangedError,
)
from services.store import Store, changes
from services.store.talk import Audit
from services.store.traffic import Notice
from services.store.work import Occurrence, Schedule
from tests.schedules import (
    BY_KIND,
    MARKETER,
    NOW,
    OFFICE,
    STATION,
    TRAINING,
    all_done,
    change,
    lead,
    planned,
    replan,
    version,
)
from tests.shanghai import utc


def told(session: Session) -> list[str]:
    return sorted(one.rpartition(":")[0] for one in session.scalars(select(Notice.key)))


def states(session: Session) -> list[tuple[str, str]]:
    rows = session.scalars(select(Occurrence).order_by(Occurrence.due_at))
    return [(f"{one.due_at:%m-%d %H:%M}", one.state) for one in rows if one.state != "waiting"]


def test_wednesday_the_7th_is_a_holiday(peopled_store: Store) -> None:
    replan(peopled_store, NOW)
    days = ["10-14", "10-21", "10-28", "11-04", "11-11"]
    assert planned(peopled_store, "training") == [f"{day} 15:00" for day in days]


def test_moved_to_thursday_it_is_held_the_day_after_the_holiday(peopled_store: Store) -> None:
    replan(peopled_store, NOW)
    change(peopled_store, "training_held", weekday=THURSDAY)
    days = ["10-08", "10-15", "10-22", "10-29", "11-05", "11-12"]
    assert planned(peopled_store, "training") == [f"{day} 15:00" for day in days]


def test_moved_to_saturday_it_is_held_on_the_make_up_day(peopled_store: Store) -> None:
    before = utc(2026, 9, 28, 9, 0)
    change(peopled_store, "training_held", before, weekday=SATURDAY)
    # 3 October is a holiday, the 10th is worked, later Saturdays are no public holidays
    assert planned(peopled_store, "training")[:2] == ["10-10 15:00", "10-17 15:00"]


def test_its_reminder_keeps_its_distance_as_far_as_one_is_awake(peopled_store: Store) -> None:
    change(peopled_store, "training_held", at=time(14, 30))
    assert planned(peopled_store, "training")[0] == "10-14 13:30"
    change(peopled_store, "training_held", at=time(8, 30))
    assert planned(peopled_store, "training")[0] == "10-14 08:00"


def test_who_came_is_asked_an_hour_after_it_began_whenever_that_is(peopled_store: Store) -> None:
    store = peopled_store
    change(store, "training_held", weekday=THURSDAY, at=time(10, 30))
    assert planned(store, "training_marks")[:2] == ["10-08 11:30", "10-15 11:30"]
    change(store, "training_marks", at=time(14))
    assert planned(store, "training_marks")[0] == "10-08 14:00"
    change(store, "training_held", at=time(15))  # not before it is over
    assert planned(store, "training_marks")[0] == "10-08 16:00"
    with pytest.raises(NotMovableError):
        change(store, "training_marks", weekday=SATURDAY)
    store.call(editing.restore, OFFICE, NOW, "training_held", version(store, "training_held"))
    assert planned(store, "training_marks")[0] == "10-14 17:00"


def test_the_5th_is_a_sunday_and_stays_the_5th(peopled_store: Store) -> None:
    june = utc(2026, 6, 28, 9, 0)
    replan(peopled_store, june)
    every = ["07-01 09:00", "07-03 09:00", "07-04 09:00", "07-05 09:00", "07-05 18:00"]
    assert planned(peopled_store, "report")[:5] == every
    lead(peopled_store, "report", 2, time(20), june)
    every.insert(2, "07-03 20:00")
    assert planned(peopled_store, "report")[:6] == every


def test_another_replica_plans_what_the_outlet_moved(peopled_store: Store) -> None:
    replan(peopled_store, NOW)
    change(peopled_store, "bindings", weekday=THURSDAY, at=time(10))
    moved = planned(peopled_store, "bindings")
    assert moved[0] == "10-08 10:00"
    for hours in range(3):
        replan(peopled_store, NOW + timedelta(hours=hours))
        assert planned(peopled_store, "bindings") == moved


@pytest.mark.parametrize("kind", ["digest", "branch_week"])
def test_the_week_is_told_of_on_another_day(peopled_store: Store, kind: str) -> None:
    replan(peopled_store, NOW)
    change(peopled_store, kind, weekday=TUESDAY)  # the 6th is free: on the first day worked
    assert [one[:5] for one in planned(peopled_store, kind)[:2]] == ["10-08", "10-13"]


def test_declared_again_it_is_as_before(peopled_store: Store) -> None:
    replan(peopled_store, NOW)
    kinds = ("training", "report", "pay_day", "bindings")
    before = {kind: planned(peopled_store, kind) for kind in kinds}
    change(peopled_store, "training_held", weekday=THURSDAY)
    change(peopled_store, "pay_day", at=time(11))
    change(peopled_store, "bindings", weekday=SATURDAY)
    lead(peopled_store, "report", 3, time(9))
    assert all(planned(peopled_store, kind) != before[kind] for kind in kinds)
    for kind in ("training_held", "report", "pay_day", "bindings"):
        here = version(peopled_store, kind)
        peopled_store.call(editing.restore, OFFICE, NOW, kind, here)
        assert version(peopled_store, kind) == here + 1
    assert {kind: planned(peopled_store, kind) for kind in kinds} == before


def test_what_was_done_is_not_done_again_by_an_edit(peopled_store: Store) -> None:
    replan(peopled_store, NOW)
    here = utc(2026, 10, 14, 15, 0)
    assert all_done(peopled_store, here, TRAINING) == 1
    assert len(peopled_store.call(told)) == 3  # the leaders in town
    later = here + timedelta(minutes=5)
    change(peopled_store, "training_held", later, at=time(14))  # today's is over
    assert all_done(peopled_store, here + timedelta(hours=1), TRAINING) == 0
    assert len(peopled_store.call(told)) == 3
    assert planned(peopled_store, "training")[0] == "10-21 13:00"


def test_done_late_it_is_still_not_done_in_the_quiet_hours(peopled_store: Store) -> None:
    change(peopled_store, "pay_day", at=time(18))
    pay_day = [BY_KIND["pay_day"]]
    replan(peopled_store, NOW)
    night = utc(2026, 10, 10, 21, 1)
    assert BY_KIND["pay_day"].window > night - utc(2026, 10, 10, 18, 0)
    all_done(peopled_store, night, pay_day)
    assert peopled_store.call(states) == [("10-10 10:00", "missed")]


def test_what_is_refused(peopled_store: Store) -> None:
    store = peopled_store
    for kind in ("report_due", "report_overdue", "audit_seal", "nothing"):
        with pytest.raises(NotMovableError):
            change(store, kind, at=time(9))
    with pytest.raises(NotMovableError):
        change(store, "pay_day", day=12)
    with pytest.raises(NotMovableError):
        change(store, "pay_day", weekday=2)
    with pytest.raises(NotMovableError):
        change(store, "training", at=time(9))
    for at in (time(7, 59), time(21), time(23, 30)):
        with pytest.raises(QuietHourError):
            change(store, "pay_day", at=at)
    with pytest.raises(EarlyReminderError):
        lead(store, "report", 5, time(9))  # before the 1st it would be about another month
    with pytest.raises(EarlyReminderError):
        lead(store, "training", 7, time(9))
    with pytest.raises(LateReminderError):
        lead(store, "training", 0, time(16))
    with pytest.raises(LeadsError):
        lead(store, "report", 0, time(18))
    with pytest.raises(LeadsError):
        store.call(editing.drop_lead, OFFICE, NOW, "training", 0, 0)
    assert version(store, "report") == 0


def test_a_training_is_not_moved_before_its_reminder(peopled_store: Store) -> None:
    lead(peopled_store, "training", 0, time(15, 30))
    with pytest.raises(LateReminderError):
        change(peopled_store, "training_held", at=time(15))
    change(peopled_store, "training_held", at=time(17))
    assert planned(peopled_store, "training")[:2] == ["10-14 15:00", "10-14 15:30"]


def test_a_card_that_is_not_the_latest_moves_nothing(peopled_store: Store) -> None:
    change(peopled_store, "pay_day", at=time(10))
    for stale in (0, 2):
        with pytest.raises(ScheduleChangedError):
            peopled_store.call(
                editing.change, OFFICE, NOW, kind="pay_day", version=stale, at=time(11)
            )
    assert planned(peopled_store, "pay_day")[0] == "10-10 10:00"


@pytest.mark.parametrize("who", [STATION, MARKETER])
def test_only_the_branchs_back_office_moves_anything(peopled_store: Store, who: int) -> None:
    for work in (
        lambda: peopled_store.call(
            editing.change, who, NOW, kind="pay_day", version=0, at=time(10)
        ),
        lambda: peopled_store.call(
            editing.add_lead, who, NOW, kind="report", version=0, days=3, at=time(10)
        ),
        lambda: peopled_store.call(editing.drop_lead, who, NOW, "report", 0, 0),
        lambda: peopled_store.call(editing.restore, who, NOW, "report", 0),
        lambda: peopled_store.call(
            editing.weigh, who, NOW.date(), kind="pay_day", version=0, at=time(10)
        ),
    ):
        with pytest.raises(NotYoursToKeepError):
            work()


def test_each_edit_is_on_record(peopled_store: Store) -> None:
    change(peopled_store, "pay_day", at=time(10))
    lead(peopled_store, "report", 3, time(9))

    def rows(session: Session) -> list[str]:
        chosen = select(Audit).where(Audit.what == "schedule").order_by(Audit.at)
        return sorted(one.detail for one in session.scalars(chosen))

    assert peopled_store.call(rows)[0] == (
        '{"kind": "pay_day", "new": {"at": "10:00:00"}, "old": {}}'
    )


def test_what_can_no_longer_be_is_as_declared(peopled_store: Store) -> None:
    """A later release may declare a training earlier than a lead that was set for it."""

    @changes
    def set_long_ago(session: Session) -> None:
        session.add(
            Schedule(
                kind="training", version=1, leads="1 17:00,0 16:30", made_at=NOW, made_by=None
            )
        )

    peopled_store.call(set_long_ago)
    replan(peopled_store, NOW)
    assert planned(peopled_store, "training")[0] == "10-14 15:00"
