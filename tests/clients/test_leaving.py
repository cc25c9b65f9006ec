"""Whoever leaves: his clients go to who takes them, come back if he stays, or are chased."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.clients import leaving
from services.store.traffic import Notice
from tests.branch import account
from tests.clients.conftest import (
    MINE,
    OCTOBER,
    OTHER,
    TODAY,
    House,
    at,
)
from tests.clients.hands import LEADER, NOW, OFFICE, answers, count, leaves, offers, owner


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
