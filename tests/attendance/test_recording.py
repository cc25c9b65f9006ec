"""What recording changes: amounts worked by hand, rights, the day's room, undo, contests."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.approvals import deciding, view
from services.attendance import promotion, recording, rows, scorecard, undoing
from services.attendance.effects import Effect
from services.attendance.record_card import Done, OwnEventError
from services.attendance.recording import DayTakenError, FreeDayError, TeamPostError
from services.attendance.rows import Happened
from services.attendance.undoing import NotYoursToUndoError, TooLateToUndoError
from services.organisation import NotYoursError
from services.store import Store, changes
from services.store.attendance import Event, Separation
from services.store.traffic import Notice
from tests.databases import Databases, opened
from tests.leave import investigate
from tests.stage import BEGIN

NOW = BEGIN  # Friday 2026-10-09 09:00
TODAY = NOW.date()
ZHANG, LI, TANG, ZHENG, HE = 31, 19, 15, 12, 6  # accounts


@pytest.fixture
def store(databases: Databases, peopled: str) -> Iterator[Store]:
    """Return a world of its own."""
    url = databases.copy(peopled)
    with opened(url) as made:
        yield made
    databases.drop(url)


@pytest.fixture
def ids(store: Store) -> dict[str, int]:
    """Return staff ids by 工号."""
    found = store.call(organisation.on, TODAY).people.values()
    return {one.number: one.staff_id for one in found}


def record(store: Store, staff: int, code: str, day: date = TODAY, who: int = LI) -> Done:
    return store.call(recording.record, who, NOW, staff=staff, code=code, day=day)


def told(store: Store, kind: str) -> list[Notice]:
    """Return the notices of a kind."""
    with Session(store.reader) as session:
        return list(session.scalars(select(Notice).where(Notice.kind == kind)))


def events(store: Store) -> list[Event]:
    with Session(store.reader) as session:
        return list(session.scalars(select(Event).order_by(Event.made_at)))


def in_force(store: Store, staff: int, day: date, kind: str) -> Decimal:
    return store.call(rows.quantity, staff, day, kind)


def test_being_late_costs_five_points_of_fixed_pay_and_fifty(
    store: Store, ids: dict[str, int]
) -> None:
    """A manager's 1 500: 5 % of it and 50 (Articles 12, 29.1, 30)."""
    done = record(store, ids["JC031"], "late")
    assert done.effect
    assert (done.effect.before, done.effect.after) == (Decimal(100), Decimal(95))
    assert {one.code: (one.before, one.after) for one in done.effect.lines} == {
        "fixed_pay": (Decimal(1500), Decimal(1425)),
        "lateness": (Decimal(0), Decimal(50)),
    }
    assert done.effect.gain == -125
    assert done.effect.assumed


def test_a_day_of_absence_costs_five_day_rates(store: Store, ids: dict[str, int]) -> None:
    """1 500 / 21.75 × 5 = 344.83 (Article 29.1)."""
    done = record(store, ids["JC031"], "absence_day")
    assert done.effect
    assert done.effect.gain == Decimal("-344.83")


def test_held_fixed_pay_is_no_part_of_the_sum(store: Store, ids: dict[str, int]) -> None:
    """Article 27.4: 5 % of 1 500 more is held, 50 are taken of what is paid."""
    investigate(store, "JC031")
    done = record(store, ids["JC031"], "late")
    assert done.effect
    assert {one.code: one.held for one in done.effect.lines} == {
        "fixed_pay": True,
        "lateness": False,
    }
    assert done.effect.gain == -50
    assert Effect.read(json.loads(json.dumps(done.effect.plain()))) == done.effect


def test_what_it_would_do_is_what_it_does(store: Store, ids: dict[str, int]) -> None:
    asked: dict[str, Any] = {"staff": ids["JC031"], "code": "early", "day": TODAY}
    weighed = store.call(recording.weigh, LI, TODAY, **asked)
    assert weighed == record(store, ids["JC031"], "early").effect


def test_events_of_a_key_add_up_and_come_off_again(store: Store, ids: dict[str, int]) -> None:
    staff = ids["JC031"]
    for _ in range(2):
        record(store, staff, "late")
    assert in_force(store, staff, TODAY, "late") == 2
    first = events(store)[0].id
    store.call(undoing.undo, LI, NOW, first)
    assert in_force(store, staff, TODAY, "late") == 1
    store.call(undoing.undo, LI, NOW, first)
    assert in_force(store, staff, TODAY, "late") == 1


def test_undo_ends_with_half_a_minute_and_is_the_recorders(
    store: Store, ids: dict[str, int]
) -> None:
    done = record(store, ids["JC031"], "late")
    assert done.event
    with pytest.raises(NotYoursToUndoError):
        store.call(undoing.undo, TANG, NOW, done.event.id)
    with pytest.raises(TooLateToUndoError):
        store.call(undoing.undo, LI, NOW + timedelta(seconds=31), done.event.id)
    store.call(undoing.undo, LI, NOW + timedelta(seconds=30), done.event.id)
    assert [one.state for one in told(store, "event")] == ["cancelled"]


@pytest.mark.parametrize(
    ("who", "number", "error"),
    [
        (ZHANG, "JC032", NotYoursError),
        (LI, "JC019", OwnEventError),
        (LI, "JC015", NotYoursError),
        (HE, "JC006", OwnEventError),
    ],
)
def test_who_may_record(
    store: Store, ids: dict[str, int], who: int, number: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        record(store, ids[number], "late", who=who)


@pytest.mark.parametrize("who", [LI, TANG, ZHENG, HE, 1])
def test_every_superior_the_back_office_and_the_general_manager_may(
    store: Store, ids: dict[str, int], who: int
) -> None:
    assert record(store, ids["JC031"], "dress", who=who).event


def test_a_team_event_is_for_those_with_a_team(store: Store, ids: dict[str, int]) -> None:
    with pytest.raises(TeamPostError):
        record(store, ids["JC031"], "no_promotion")
    assert record(store, ids["JC019"], "no_team_meeting", who=TANG).event


@changes
def leave(session: Session, staff: int, many: str) -> None:
    """Let part of the day be leave that was approved."""
    by = (staff, "JC031")
    rows.write(session, NOW, by, [Happened(TODAY, staff, "personal", Decimal(many))])


@pytest.mark.parametrize(
    ("many", "code", "left"),
    [("0.5", "absence_half", None), ("0.5", "absence_day", "0.5"), ("1", "absence_half", "0")],
)
def test_absence_beside_leave(
    store: Store, ids: dict[str, int], many: str, code: str, left: str | None
) -> None:
    store.call(leave, ids["JC031"], many)
    if left is None:
        assert record(store, ids["JC031"], code).event
        return
    with pytest.raises(DayTakenError) as refused:
        record(store, ids["JC031"], code)
    assert refused.value.left == Decimal(left)


def test_nobody_is_absent_on_a_sunday(store: Store, ids: dict[str, int]) -> None:
    with pytest.raises(FreeDayError):
        record(store, ids["JC031"], "absence_day", date(2026, 10, 4))


def test_a_separation_is_proposed_once(store: Store, ids: dict[str, int]) -> None:
    staff = ids["JC031"]
    for day in (8, 9):
        record(store, staff, "absence_day", date(2026, 10, day))
    assert separations(store) == []
    later = datetime(2026, 10, 13, 9, tzinfo=NOW.tzinfo)
    for day in (10, 12):
        asked: dict[str, Any] = {"staff": staff, "code": "absence_day", "day": date(2026, 10, day)}
        store.call(recording.record, LI, later, **asked)
    assert [one.state for one in separations(store)] == ["running"]
    (approval,) = store.call(view.waiting, TANG, later)
    card = store.call(view.card, ZHANG, later, approval.id)
    assert not card.mine
    again = store.call(deciding.withdraw, ZHANG, later, approval.id, card.version)
    assert not again.done


def separations(store: Store) -> list[Separation]:
    with Session(store.reader) as session:
        return list(session.scalars(select(Separation)))


def test_a_promotion_day_pays_twenty_once_both_agree(store: Store, ids: dict[str, int]) -> None:
    sunday = date(2026, 10, 11)
    approval = store.call(promotion.ask, ZHANG, NOW, day=sunday)
    for who in (LI, TANG):
        assert in_force(store, ids["JC031"], sunday, "holiday_promotion") == 0
        version = store.call(view.card, who, NOW, approval).version
        store.call(deciding.approve, who, NOW, approval, version)
    assert in_force(store, ids["JC031"], sunday, "holiday_promotion") == 1
    card = store.call(scorecard.card, ZHANG, NOW, None, None)
    assert [(one.kind, one.may) for one in card.entries] == [("holiday_promotion", False)]
    with pytest.raises(promotion.AskedAlreadyError):
        store.call(promotion.ask, ZHANG, NOW, day=sunday)
