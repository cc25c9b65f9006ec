"""Who came is marked once; late and missing are events of the day (Article 29.2).

Manager with fixed pay 2 000 (senior): a day rate is 2 000 / 21.75 = 91.954…; half a day of absence
costs two of them, 183.91; late costs 50 and 5 points of the daily score, 100 more.
Broken by a mark that is recorded twice, a late one that is taken for an absence, a closed month
that stops the rest, an undo that leaves the event.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from services.approvals import deciding
from services.approvals import view as approvals
from services.attendance import contests, recording
from services.attendance.effects import conduct
from services.attendance.undoing import TooLateToUndoError
from services.month import Month
from services.store import Store
from services.store.traffic import Notice
from services.training import leading, marking, view
from services.training.leading import SettledError
from services.training.marking import Marked, NotBegunError
from services.training.rows import ABSENT, CAME, EXCUSED, LATE
from tests.training import (
    BOTH,
    CHEN,
    DAY,
    LI,
    TANG,
    ZHENG,
    Called,
    ask,
    ask_off,
    at,
    card,
    come,
    events,
    judge,
    staff,
    training,
)
from tests.world import freeze

OCTOBER = Month(2026, 10)
OVER = at(10, 14, 17)


def turn(store: Store, number: str, times: int = 1, who: int = ZHENG) -> None:
    for _ in range(times):
        version, seat = card(store, OVER).version, staff(store, number)
        assert store.call(marking.turn, who, OVER, training(store), seat, version).done


def confirm(store: Store, version: int | None = None, who: int = ZHENG) -> Marked:
    shown = card(store, OVER)
    at_version = shown.version if version is None else version
    return store.call(marking.confirm, who, OVER, training(store), at_version, "周三培训")


def weigh(store: Store) -> Marked:
    return store.call(marking.weigh, ZHENG, OVER, training(store), card(store, OVER).version)


def marks(store: Store) -> dict[str, str]:
    return {one.person.number: one.counts_as for one in card(store, OVER).places}


def test_the_first_marks_follow_from_the_answers(peopled_store: Store) -> None:
    ask(peopled_store)
    assert marks(peopled_store) == {"JC015": ABSENT, "JC019": ABSENT}
    come(peopled_store, TANG, at(10, 13, 17))
    ask_off(peopled_store, LI, at(10, 13, 17))
    assert marks(peopled_store) == {"JC015": CAME, "JC019": ABSENT}
    judge(peopled_store, at(10, 14, 9), "JC019", accepts=True)
    assert marks(peopled_store) == {"JC015": CAME, "JC019": EXCUSED}


def test_a_press_turns_the_mark_and_an_outdated_one_does_not(peopled_store: Store) -> None:
    ask(peopled_store)
    seen = []
    for _ in range(4):
        turn(peopled_store, "JC019")
        seen.append(marks(peopled_store)["JC019"])
    assert seen == [EXCUSED, CAME, LATE, ABSENT]
    li = staff(peopled_store, "JC019")
    done = peopled_store.call(marking.turn, ZHENG, OVER, training(peopled_store), li, 1)
    assert (done.done, marks(peopled_store)["JC019"]) == (False, ABSENT)


def test_the_effect_is_shown_before_and_is_what_then_holds(peopled_store: Store) -> None:
    store = peopled_store
    ask(store)
    come(store, TANG, at(10, 13, 17))
    turn(store, "JC015")  # late
    weighed = {one.place.person.number: one for one in weigh(store).consequences}
    assert weighed["JC019"].effect
    assert weighed["JC019"].effect.gain == Decimal("-183.91")
    assert weighed["JC015"].effect
    assert (weighed["JC015"].effect.before, weighed["JC015"].effect.after) == (
        Decimal(100),
        Decimal(95),
    )
    assert weighed["JC015"].effect.gain == Decimal(-200)  # chief: 5 % of 3 000, and 50
    assert events(store, "JC019") == []
    made = {one.place.person.number: one for one in confirm(store).consequences}
    for number, one in weighed.items():
        assert made[number].effect == one.effect
    daily = {one: store.call(conduct, staff(store, one), OCTOBER) for one in ("JC015", "JC019")}
    assert daily["JC015"].daily.value == 95
    assert daily["JC019"].absent == Decimal("0.5")


@pytest.mark.parametrize("called", BOTH.values(), ids=BOTH)
def test_confirmed_twice_it_is_recorded_once(peopled_store: Store, called: Called) -> None:
    called.ask(peopled_store)
    which, leads, over = called.which(peopled_store), called.leads, called.over
    version = peopled_store.call(view.card, leads, over, which).version
    done = [
        peopled_store.call(marking.confirm, leads, over, which, version, "会").done
        for _ in range(2)
    ]
    assert done == [True, False]
    for number in called.come:
        (event,) = events(peopled_store, number)
        assert (event.kind, event.quantity, event.day) == ("absence", Decimal("0.5"), which.day)
        assert (event.made_by, event.note) == (which.chair, "会")
    day = which.day.toordinal()
    about: dict[str, Any] = {"kind": which.kind, "chair": which.chair, "day": day}
    with pytest.raises(SettledError):
        peopled_store.call(leading.call_off, leads, over, **about, reason="-")


@pytest.mark.parametrize("called", BOTH.values(), ids=BOTH)
def test_late_is_late(peopled_store: Store, called: Called) -> None:
    called.ask(peopled_store)
    which, leads, over = called.which(peopled_store), called.leads, called.over
    number = min(called.come)
    for _ in range(3):  # absent, excused, came, late
        version = peopled_store.call(view.card, leads, over, which).version
        seat = staff(peopled_store, number)
        peopled_store.call(marking.turn, leads, over, which, seat, version)
    version = peopled_store.call(view.card, leads, over, which).version
    peopled_store.call(marking.confirm, leads, over, which, version, "会")
    (event,) = events(peopled_store, number)
    assert (event.kind, event.quantity, event.day) == ("late", Decimal(1), which.day)


def test_excused_and_present_cost_nothing(peopled_store: Store) -> None:
    ask(peopled_store)
    turn(peopled_store, "JC015")  # excused
    turn(peopled_store, "JC019", 2)  # came
    assert confirm(peopled_store).consequences == ()
    assert events(peopled_store, "JC015") == events(peopled_store, "JC019") == []


def test_undone_at_once_nobody_hears_and_it_can_be_marked_anew(peopled_store: Store) -> None:
    store = peopled_store
    ask(store)
    confirm(store)
    which = training(store)
    assert store.call(marking.undo, ZHENG, at(10, 14, 17, 0, 30), which).done
    assert not store.call(marking.undo, ZHENG, at(10, 14, 17, 0, 30), which).done
    assert store.call(conduct, staff(store, "JC019"), OCTOBER).absent == 0
    waiting = select(func.count()).where(Notice.kind == "event", Notice.state == "waiting")
    assert store.call(lambda s: s.scalar(waiting)) == 0
    assert confirm(store).done
    assert [one.state for one in events(store, "JC019")].count("recorded") == 1
    with pytest.raises(TooLateToUndoError):
        store.call(marking.undo, ZHENG, at(10, 14, 17, 0, 31), which)
    with pytest.raises(TooLateToUndoError):  # he did not mark it
        store.call(marking.undo, CHEN, OVER, which)


def test_the_director_hears_that_somebody_marked_in_his_place(peopled_store: Store) -> None:
    store = peopled_store
    ask(store)
    chosen = select(Notice.staff_id, Notice.due_at, Notice.state).where(
        Notice.kind == "training_marked"
    )
    confirm(store)
    assert store.call(lambda s: s.execute(chosen).all()) == []  # he did it himself
    store.call(marking.undo, ZHENG, OVER, training(store))
    confirm(store, who=CHEN)
    (told,) = store.call(lambda s: s.execute(chosen).all())
    assert told == (staff(store, "JC012"), at(10, 14, 17, 0, 30), "waiting")
    store.call(marking.undo, CHEN, OVER, training(store))
    (told,) = store.call(lambda s: s.execute(chosen).all())
    assert told.state == "cancelled"


def test_what_a_contest_takes_back_is_struck(peopled_store: Store) -> None:
    store = peopled_store
    ask(store)
    confirm(store)
    (event,) = events(store, "JC019")
    approval = store.call(contests.contest, LI, at(10, 15), event=event.id, reason="到了")
    shown = store.call(approvals.card, CHEN, at(10, 15), approval)
    store.call(deciding.approve, CHEN, at(10, 15), approval, shown.version)
    found = {one.person.number: one for one in card(store, at(10, 15)).places}
    assert (found["JC019"].struck, found["JC019"].mark) == (True, ABSENT)
    assert not found["JC015"].struck


def test_where_the_day_is_full_or_the_month_closed_only_the_roster_says_so(
    peopled_store: Store,
) -> None:
    store = peopled_store
    ask(store)
    li = staff(store, "JC019")
    store.call(recording.record, TANG, OVER, staff=li, code="absence_day", day=DAY)
    made = {one.place.person.number: one for one in confirm(store).consequences}
    assert isinstance(made["JC019"].why, recording.DayTakenError)
    assert made["JC015"].effect is not None
    assert [one.quantity for one in events(store, "JC019")] == [1]


def test_in_a_closed_month_nothing_is_recorded(peopled_store: Store) -> None:
    ask(peopled_store)
    peopled_store.call(freeze, OCTOBER)
    assert all(one.why for one in weigh(peopled_store).consequences)
    assert all(one.why for one in confirm(peopled_store).consequences)
    assert events(peopled_store, "JC019") == []


@pytest.mark.parametrize("called", BOTH.values(), ids=BOTH)
def test_nobody_is_marked_before_it_begins(peopled_store: Store, called: Called) -> None:
    called.ask(peopled_store)
    which, seat = called.which(peopled_store), staff(peopled_store, min(called.come))
    leads, early = called.leads, called.over - timedelta(hours=1, minutes=1)
    with pytest.raises(NotBegunError):
        peopled_store.call(marking.turn, leads, early, which, seat, 0)
    with pytest.raises(NotBegunError):
        peopled_store.call(marking.confirm, leads, early, which, 0, "-")
    with pytest.raises(NotBegunError):
        peopled_store.call(marking.weigh, leads, early, which, 0)
