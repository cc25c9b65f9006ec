"""Clients change hands: who may offer and take them, from which day, what goes along.

Broken by an offer that is not checked again when it is answered, by a client who is offered
twice, or by a handover that forgets the appointments.
"""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.appointments.rows import TRANSFERRED
from services.clients import handing, leaving, listing, taking, transfer, view
from services.clients.handing import NothingToHandOverError, TooEarlyError
from services.clients.transfer import CannotTakeError, ClosedMonthError
from services.days import Days
from services.drafts import Choice
from services.month import Month
from services.organisation import NotYoursError
from services.store import changes
from services.store.clients import Appointment, AppointmentEntry, ClientOwner, Handover
from services.store.people import Terms
from services.store.traffic import Notice
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

LEADER, OFFICE, DIRECTOR = "JC019", "JC009", "JC012"
NOW = at(11, 5)


def offers(  # noqa: PLR0913 - what is offered
    house: House,
    to: str = OTHER,
    *,
    day: date = TODAY,
    client: str = CLIENT,
    by: str = LEADER,
    of: str = MINE,
) -> Handover:
    one = house.client(client) if client else 0
    asked: dict[str, Any] = {"staff": house.id(of), "client": one, "reason": "换片区"}
    asked |= {"taker": Choice(to, ""), "day": day}
    return house.store.call(handing.offer, account(by), NOW, **asked)


def answers(
    house: House, row: Handover, *, takes: bool = True, by: str = OTHER, now: datetime = NOW
) -> bool:
    done = house.store.call(
        taking.answer, account(by), now, handover=row.id, version=row.version, takes=takes
    )
    return done[1]


def owner(house: House, day: date, client: str = CLIENT) -> str:
    found = house.store.call(view.owner_on, house.client(client), day)
    return next(one.number for one in house.people().values() if one.staff_id == found)


def count(house: House, staff: str, day: date = TODAY) -> int:
    return house.store.call(listing.page, account(staff), day, 0, 0, 1).total


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


@changes
def leaves(session: Session, staff_id: int, day: date) -> None:
    """Have somebody's last day be entered."""
    for one in session.scalars(select(Terms).where(Terms.staff_id == staff_id)):
        one.left = day


def test_who_went_elsewhere_meanwhile_stays_there(house: House) -> None:
    row = offers(house, client="")
    house.owns("JC030", TODAY, "ruled")
    before = count(house, MINE)
    assert answers(house, row)
    assert owner(house, TODAY) == "JC030"
    assert count(house, MINE) == 0
    assert before > 0


def hands_on(house: House, taker: str, last_day: date) -> None:
    people = house.people()
    house.store.call(leaving.hand_on, NOW, people[MINE], people[taker], last_day)


def test_a_leavers_clients_go_the_day_after_the_last(house: House) -> None:
    before = count(house, MINE)
    hands_on(house, OTHER, date(2026, 11, 30))
    assert count(house, MINE) == before, "until then they are his"
    assert owner(house, date(2026, 11, 30)) == MINE
    assert owner(house, date(2026, 12, 1)) == OTHER


def test_another_taker_takes_the_place_of_the_first(house: House) -> None:
    hands_on(house, OTHER, date(2026, 11, 30))
    hands_on(house, "JC030", date(2026, 11, 30))
    assert owner(house, date(2026, 12, 1)) == "JC030"


def test_if_he_stays_they_stay_but_what_was_handed_over_besides_does_not(house: House) -> None:
    assert answers(house, offers(house, to="JC030", day=date(2026, 12, 1)), by="JC030")
    hands_on(house, OTHER, date(2026, 11, 30))
    house.store.call(leaving.take_back, NOW, house.id(LEADER), house.id(MINE))
    assert owner(house, date(2026, 12, 1), "80310001") == MINE
    assert owner(house, date(2026, 12, 1)) == "JC030"


def test_the_last_day_in_a_frozen_month_they_go_with_the_next_open_one(house: House) -> None:
    house.freezes(OCTOBER)
    found = house.store.call(leaving.first_day_after, date(2026, 10, 15))
    assert found == date(2026, 11, 1)


def test_left_behind_the_back_office_is_told_once_a_week(house: House) -> None:
    day = date(2026, 11, 4)
    house.store.call(leaves, house.id(MINE), day)
    house.store.memory.shelves.clear()  # terms are not changed in place otherwise
    (found,) = house.store.call(leaving.behind, account(OFFICE), TODAY)
    assert (found.person.number, found.clients) == (MINE, 50)
    assert house.store.call(leaving.behind, account("JC010"), TODAY) == (), "another department's"
    assert house.store.call(leaving.behind, account(LEADER), TODAY) == ()

    def told(session: Session) -> int:
        rows = session.scalars(select(Notice.staff_id).where(Notice.kind == "clients_left"))
        return sum(one == house.id(OFFICE) for one in rows.all())

    for each in (5, 6, 8, 9):  # Thursday, Friday, Sunday; Monday
        house.store.call(leaving.chase, at(11, each), at(11, each))
    assert house.store.call(told) == 2
    assert answers(house, offers(house, client="", by=OFFICE), by=OTHER)
    assert house.store.call(leaving.behind, account(OFFICE), TODAY) == ()
