"""Whose the client is after each ruling, and that the other side is heard first.

Broken by a ruling that leaves two owners or none, or one that does not wait for the other side.
"""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from services import organisation
from services.appointments.rows import (
    ARCHIVED,
    CANCELLED,
    EXPIRED,
    OPENED,
    RECORDED,
    RESERVED,
    RETURNED,
    SIGNED,
    STOPPED,
    TRANSFERRED,
)
from services.approvals import deciding
from services.approvals import view as approvals
from services.disputes import chase, raising, rows, view
from services.disputes.raising import (
    MOST_PIECES,
    NotDisputableError,
    NothingStandsError,
    OverError,
    RuledAlreadyError,
    TooManyPiecesError,
)
from services.disputes.ruling import RULED, NotHeardYetError
from services.store import changes
from services.store.clients import Appointment, AppointmentEntry, ClientOwner
from services.store.figures import Client as Imported
from services.store.people import Terms
from tests.branch import NOW, TODAY, account
from tests.disputes.desk import WANG, Desk, booked, put
from tests.duplicates.desk import FIRST, OFFICE, SECOND, THIRD, TRADING, told


def day(number: int, hour: int = 9) -> datetime:
    """Return a moment of November 2026; the 5th is a Thursday."""
    return NOW.replace(day=number, hour=hour)


@changes
def leaves(session: Session, number: str) -> None:
    """Have somebody's last day be the day before."""
    last = TODAY - timedelta(days=1)
    session.execute(update(Terms).where(Terms.staff_id == _of(session, number)).values(left=last))


LAST = day(10, 23)  # three working days after the 5th: the 6th, the 9th, the 10th


def test_both_are_disputed_while_it_runs(desk: Desk) -> None:
    def disputed() -> list[bool]:
        return [desk.store.call(rows.disputed, one) for one in (desk.earlier, desk.later)]

    assert disputed() == [False, False]
    desk.raises()
    assert disputed() == [True, True]
    desk.decides(agrees=False)
    assert disputed() == [False, False]


def test_until_the_third_working_day_the_other_side_is_waited_for(desk: Desk) -> None:
    desk.raises()
    assert desk.card(FIRST).until == LAST.date()
    for moment in (NOW, day(9), LAST):
        with pytest.raises(NotHeardYetError) as refused:
            desk.decides(now=moment, agrees=True)
        assert refused.value.until == LAST.date()
    assert desk.states() == ("running", STOPPED, RESERVED)
    assert desk.decides(now=day(11), agrees=True)
    assert desk.states() == ("upheld", RESERVED, TRANSFERRED)


def test_once_heard_it_can_be_ruled(desk: Desk) -> None:
    desk.raises()
    desk.says(SECOND)
    with pytest.raises(NotHeardYetError):
        desk.decides(agrees=True)
    desk.says(FIRST)
    assert desk.decides(agrees=True)
    assert desk.states() == ("upheld", RESERVED, TRANSFERRED)


def test_who_has_left_is_not_waited_for(desk: Desk) -> None:
    desk.raises()
    desk.store.call(leaves, FIRST)
    assert desk.decides(agrees=True)
    assert desk.states() == ("upheld", RESERVED, TRANSFERRED)


def test_a_dismissed_one_leaves_all_as_it_was(desk: Desk) -> None:
    desk.raises()
    assert desk.decides(agrees=False)
    assert desk.states() == ("dismissed", STOPPED, RESERVED)
    with pytest.raises(RuledAlreadyError):
        desk.raises()


def test_a_new_one_has_all_its_days(desk: Desk) -> None:
    desk.raises()
    assert desk.decides(now=day(20), agrees=True)
    row = desk.store.call(lambda one: one.get_one(Appointment, desk.later))
    assert row.valid_until == day(20).date() + timedelta(30)


@pytest.mark.parametrize("state", [RESERVED, OPENED, RETURNED, SIGNED])
def test_what_is_not_recorded_begins_anew(desk: Desk, state: str) -> None:
    desk.store.call(put, desk.earlier, state=state)
    desk.raises()
    assert desk.decides(now=day(11), agrees=True)
    assert desk.states() == ("upheld", RESERVED, TRANSFERRED)
    assert desk.store.call(_owners) == []


@pytest.mark.parametrize("state", [RECORDED, ARCHIVED])
def test_what_is_recorded_changes_its_owner_from_the_day(desk: Desk, state: str) -> None:
    client = desk.store.call(lambda one: one.scalars(select(Imported.id)).first())
    desk.store.call(put, desk.earlier, state=state, client_id=client)
    desk.raises()
    assert desk.decides(now=day(11), agrees=True)
    assert desk.states() == ("upheld", RECORDED, TRANSFERRED)
    second = desk.store.call(lambda one: _of(one, SECOND))
    assert desk.store.call(_owners) == [(client, second, day(11).date(), "ruled")]


def test_both_sides_and_their_offices_are_told(desk: Desk) -> None:
    desk.raises()
    asked = {staff for staff, _ in desk.store.call(told, raising.ASKED)}
    assert asked == {desk.store.call(lambda one: _of(one, FIRST))}
    offices = {staff for staff, _ in desk.store.call(told, raising.OFFICE)}
    assert offices == {desk.store.call(_of, number) for number in (OFFICE, "JC009", "JC010")}
    desk.decides(now=day(11), agrees=True)
    assert {staff for staff, _ in desk.store.call(told, RULED)} == asked
    results = {staff for staff, _ in desk.store.call(told, "approval_result")}
    assert results == {desk.store.call(lambda one: _of(one, SECOND))}


def test_the_history_of_both(desk: Desk) -> None:
    desk.raises()
    desk.decides(now=day(11), agrees=True)
    ruler = desk.store.call(lambda one: _of(one, TRADING))
    for one in (desk.earlier, desk.later):
        entries = desk.store.call(_entries, one)
        assert entries[-2:] == [("disputed", None), ("dispute_upheld", ruler)]


def test_it_is_withdrawn_and_raised_again(desk: Desk) -> None:
    first = desk.raises()
    card = desk.store.call(approvals.card, account(SECOND), NOW, desk.approval())
    assert desk.store.call(deciding.withdraw, account(SECOND), NOW, card.id, card.version).done
    assert desk.states() == ("withdrawn", STOPPED, RESERVED)
    assert desk.raises() != first


def test_only_one_at_a_time(desk: Desk) -> None:
    desk.raises()
    with pytest.raises(NotDisputableError):
        desk.raises()
    third = desk.store.call(booked, THIRD, WANG)
    with pytest.raises(NotDisputableError):
        desk.store.call(
            raising.begin, account(THIRD), NOW, appointment=third.id, statement="也是我的"
        )


@pytest.mark.parametrize("state", [RESERVED, RECORDED, CANCELLED])
def test_only_what_is_stopped_by_another_is_disputed(desk: Desk, state: str) -> None:
    desk.store.call(put, desk.later, state=state)
    with pytest.raises(NotDisputableError):
        desk.raises()
    desk.store.call(put, desk.later, state=STOPPED)
    desk.store.call(put, desk.earlier, state=EXPIRED)
    with pytest.raises(NothingStandsError):
        desk.raises()


@pytest.mark.parametrize(("side", "state"), [("earlier", CANCELLED), ("later", RESERVED)])
def test_one_that_has_lost_its_ground_is_over(desk: Desk, side: str, state: str) -> None:
    desk.raises()
    desk.store.call(chase.revisit, NOW, NOW)
    assert desk.states()[0] == "running"
    desk.store.call(put, getattr(desk, side), state=state)
    desk.store.call(chase.revisit, NOW, NOW)
    assert desk.states()[:2] == ("withdrawn", RESERVED)
    with pytest.raises(OverError):
        desk.says(FIRST)


def test_silence_is_reminded_of_on_the_last_day(desk: Desk) -> None:
    desk.raises()
    for moment in (day(6), day(9)):
        desk.store.call(chase.remind, moment, moment)
    assert desk.store.call(told, chase.DUE) == []
    desk.store.call(chase.remind, day(10), day(10))
    desk.store.call(chase.remind, day(10), day(10))
    ((staff, _),) = desk.store.call(told, chase.DUE)
    assert staff == desk.store.call(lambda one: _of(one, FIRST))


def test_who_has_answered_is_not_reminded(desk: Desk) -> None:
    desk.raises()
    assert [one.id for one in desk.store.call(view.owed, account(FIRST), NOW)] == [desk.dispute]
    assert desk.store.call(view.owed, account(SECOND), NOW) == ()
    desk.says(FIRST)
    desk.store.call(chase.remind, day(10), day(10))
    assert desk.store.call(told, chase.DUE) == []
    assert desk.store.call(view.owed, account(FIRST), NOW) == ()
    assert len(desk.store.call(told, raising.SAID)) == 1
    desk.says(FIRST)
    assert len(desk.store.call(told, raising.SAID)) == 1, "who rules hears of the first only"


def test_a_side_has_room_for_so_much(desk: Desk) -> None:
    desk.raises()
    for _ in range(MOST_PIECES):
        desk.says(FIRST)
    with pytest.raises(TooManyPiecesError):
        desk.says(FIRST)
    assert desk.says(SECOND)


def _of(session: Session, number: str) -> int:
    return organisation.by_number(session, number, TODAY).staff_id


def _owners(session: Session) -> list[tuple[int, int, object, str]]:
    chosen = select(
        ClientOwner.client_id, ClientOwner.staff_id, ClientOwner.first_day, ClientOwner.ground
    )
    return [tuple(row) for row in session.execute(chosen)]  # type: ignore[misc] # four columns


def _entries(session: Session, one: int) -> list[tuple[str, int | None]]:
    chosen = select(AppointmentEntry.act, AppointmentEntry.staff_id).where(
        AppointmentEntry.appointment_id == one
    )
    return [tuple(row) for row in session.execute(chosen.order_by(AppointmentEntry.number))]  # type: ignore[misc] # two columns
