"""Clients change hands: who may offer and take them, from which day, what goes along.

Broken by an offer that is not checked again when it is answered, by a client who is offered
twice, or by a handover that forgets the appointments.
"""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.appointments.rows import TRANSFERRED
from services.clients import handing, taking, transfer
from services.clients.handing import NothingToHandOverError, TooEarlyError
from services.clients.transfer import CannotTakeError, ClosedMonthError
from services.days import Days
from services.month import Month
from services.organisation import NotYoursError
from services.store.clients import Appointment, AppointmentEntry, ClientOwner
from tests.branch import account
from tests.clients.conftest import (
    CLIENT,
    MINE,
    NOVEMBER,
    OCTOBER,
    OTHER,
    SEPTEMBER,
    TODAY,
    House,
    at,
)
from tests.clients.hands import DIRECTOR, LEADER, NOW, answers, count, leaves, offers, owner


def test_it_is_the_takers_from_the_day_on_once_he_takes_it(house: House) -> None:
    row = offers(house, day=date(2026, 11, 10))
    assert owner(house, date(2026, 11, 10)) == MINE, "an offer moves nothing"
    assert answers(house, row)
    assert not answers(house, row), "pressed twice"
    assert owner(house, date(2026, 11, 9)) == MINE
    assert owner(house, date(2026, 11, 10)) == OTHER
    rows = house.store.call(lambda s: s.scalars(select(ClientOwner)).all())
    assert [(one.ground, one.first_day) for one in rows] == [("handed_over", date(2026, 11, 10))]


def test_declined_or_taken_back_nothing_moves(house: House) -> None:
    row = offers(house)
    assert answers(house, row, takes=False)
    assert not answers(house, row), "it is over"
    again = offers(house)
    back = {"handover": again.id, "version": again.version}
    assert house.store.call(taking.withdraw, account(LEADER), NOW, **back)[1]
    assert not answers(house, again)
    assert owner(house, TODAY) == MINE


def test_a_client_is_offered_to_one_at_a_time(house: House) -> None:
    offers(house)
    with pytest.raises(NothingToHandOverError):
        offers(house, to="JC030")
    rest = offers(house, to="JC030", client="")  # all but the one
    given = house.store.call(transfer.things, rest.id)
    assert house.client() not in {one.client_id for one in given}
    assert len(given) == count(house, MINE) - 1


def test_all_of_them_go_with_the_appointments_that_are_not_recorded(house: House) -> None:
    before = count(house, MINE), count(house, OTHER)
    live = house.books("reserved", number="80310001")
    signed = house.books("signed")
    done = house.books("archived", number="80310002", archive_number=1)
    row = offers(house, client="")
    assert answers(house, row)
    assert (count(house, MINE), count(house, OTHER)) == (0, sum(before))
    rows = house.store.call(
        lambda s: {one.id: one for one in s.scalars(select(Appointment)).all()}
    )
    mine, his = house.id(MINE), house.id(OTHER)
    assert [rows[one].staff_id for one in (live, signed, done)] == [his, his, mine]
    assert [rows[one].state for one in (live, signed, done)] == ["reserved", "signed", "archived"]
    assert rows[done].archive_number == 1, "the archive stays whose it was"
    acts = house.store.call(lambda s: s.scalars(select(AppointmentEntry.act)).all())
    assert acts == [TRANSFERRED] * 2


def test_appointments_wait_for_the_day(house: House) -> None:
    live = house.books("reserved", number="80310001")
    day = TODAY + timedelta(days=3)
    assert answers(house, offers(house, client="", day=day))

    def whose(session: Session) -> int:
        return session.get_one(Appointment, live).staff_id

    house.store.call(transfer.follow, at(11, 7), at(11, 7))
    assert house.store.call(whose) == house.id(MINE)
    house.store.call(transfer.follow, at(11, 8), at(11, 8))
    house.store.call(transfer.follow, at(11, 9), at(11, 9))
    assert house.store.call(whose) == house.id(OTHER)
    entries = house.store.call(lambda s: s.scalars(select(AppointmentEntry)).all())
    assert len(entries) == 1


def test_two_handovers_on_one_day_the_later_counts(house: House) -> None:
    assert answers(house, offers(house))
    assert answers(house, offers(house, to="JC030", of=OTHER), by="JC030")
    assert owner(house, TODAY) == "JC030"
    assert owner(house, TODAY - timedelta(days=1)) == MINE


def test_no_day_before_the_client_came(house: House) -> None:
    assert answers(house, offers(house))
    with pytest.raises(TooEarlyError) as caught:
        offers(house, to="JC030", of=OTHER, day=TODAY - timedelta(days=1))
    assert caught.value.first == TODAY


def test_pay_changes_with_the_month_of_the_first_day(house: House) -> None:
    assert answers(house, offers(house, day=date(2026, 10, 31)))
    for month, mine in ((SEPTEMBER, True), (OCTOBER, False)):
        held = house.slip(month).slip.facts.average_assets[-1].because
        assert any(one.what.endswith(CLIENT) for one in held) is mine
    for month, others in ((SEPTEMBER, False), (OCTOBER, True)):
        held = house.slip(month, OTHER).slip.facts.average_assets[-1].because
        assert any(one.what.endswith(CLIENT) for one in held) is others


def test_a_frozen_month_is_refused_also_if_it_is_frozen_meanwhile(house: House) -> None:
    row = offers(house, day=date(2026, 10, 15))
    house.freezes(OCTOBER)
    with pytest.raises(ClosedMonthError) as caught:
        answers(house, row)
    assert caught.value.month == OCTOBER
    with pytest.raises(ClosedMonthError):
        offers(house, to="JC030", client="80310001", day=date(2026, 10, 31))
    assert offers(house, to="JC030", client="80310001", day=date(2026, 11, 1))
    assert owner(house, date(2026, 10, 31)) == MINE


def test_days_tell_what_can_be_taken(house: House) -> None:
    house.freezes(SEPTEMBER)

    def days(month: Month) -> Days:
        who, staff = account(LEADER), house.id(MINE)
        return house.store.call(handing.days, who, TODAY, month, staff=staff)

    def refused(month: Month) -> set[str]:
        return set(days(month).refused.values())

    assert refused(SEPTEMBER) == {"closed"}
    assert refused(Month(2026, 8)) == {"past"}
    assert refused(OCTOBER) == refused(NOVEMBER) == set()
    # 60 days ahead of November 5 is January 4
    assert refused(Month(2027, 1)) == {"beyond"}
    january = days(Month(2027, 1))
    assert date(2027, 1, 4) not in january.refused
    assert date(2027, 1, 5) in january.refused


@pytest.mark.parametrize(
    ("to", "why"),
    [
        (MINE, CannotTakeError),  # whose they are already
        ("JC034", NotYoursError),  # of another team: the leader does not see him
    ],
)
def test_who_cannot_take_them(house: House, to: str, why: type[Exception]) -> None:
    with pytest.raises(why):
        offers(house, to=to)


def test_who_has_no_clients_of_his_own_cannot_take_them(house: House) -> None:
    with pytest.raises(CannotTakeError):
        offers(house, to=DIRECTOR, by=DIRECTOR)


def test_whoever_leaves_before_the_day_cannot_take_them(house: House) -> None:
    row = offers(house, day=TODAY + timedelta(days=9))
    house.store.call(leaves, house.id(OTHER), TODAY + timedelta(days=8))
    with pytest.raises(CannotTakeError):
        answers(house, row)
