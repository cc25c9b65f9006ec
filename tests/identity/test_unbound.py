"""Who has no account is listed to those who may see them, and chased once a week."""

import json
from datetime import timedelta

import pytest

from services.identity import claims, unbound
from services.identity.status import State
from services.organisation import NotYoursError
from services.store.traffic import Notice
from tests.identity.conftest import (
    BACK_OFFICE,
    DAY,
    DISTRICT,
    MARKETER,
    STATION,
    STRANGER,
    House,
)
from tests.stage import BEGIN

MONDAY = BEGIN + 3 * DAY  # 12 October 2026
WEEK = 7 * DAY


def chase(house: House, now: object) -> None:
    house.change(lambda session: unbound.chase(session, now))  # type: ignore[arg-type]  # a moment


def test_the_states_of_a_person(house: House) -> None:
    def state(now: object = BEGIN) -> tuple[str, object]:
        found = house.store.call(unbound.card, STATION, now, house.ids["JC032"])  # type: ignore[arg-type]  # a moment
        return found.status.state, found.status.at

    assert state() == (State.NEVER, None)
    code = house.invite()
    assert state() == (State.INVITED, BEGIN + WEEK)
    assert state(BEGIN + WEEK) == (State.LAPSED, None)
    house.open(code, now=BEGIN + DAY)
    assert state() == (State.WAITING, BEGIN + DAY)
    (claim,) = house.store.call(claims.waiting, STATION, BEGIN.date(), 1).claims
    house.store.call(claims.refuse, STATION, BEGIN, claim.id)
    assert state() == (State.LAPSED, None)
    house.confirmed()
    assert state() == (State.BOUND, BEGIN)
    house.unbind("JC032")
    house.leaves("JC032", BEGIN.date())
    assert state(BEGIN + DAY) == (State.LEFT, None)


def test_the_list_has_those_one_may_see_page_by_page(house: House) -> None:
    house.unbind("JC031", "JC012")
    house.claimed("JC032")

    def listed(who: int, first: int = 0, most: int = 9) -> list[str]:
        page = house.store.call(unbound.people, who, BEGIN, first, most)
        return [one.employee.number for one in page.people]

    assert listed(STATION) == ["JC031", "JC032"]
    assert listed(BACK_OFFICE) == ["JC012", "JC031", "JC032"]
    assert listed(BACK_OFFICE, 1, 1) == ["JC031"]
    assert listed(DISTRICT) == ["JC031", "JC032"]
    page = house.store.call(unbound.people, BACK_OFFICE, BEGIN, 0, 1)
    assert (page.total, page.invitable, page.version) == (3, 2, 1)


def test_an_account_is_found_by_number_only_by_those_who_may_see_it(house: House) -> None:
    assert house.store.call(unbound.numbered, STATION, BEGIN, "JC032").employee.number == "JC032"
    assert house.store.call(unbound.numbered, STATION, BEGIN, "JC019").mine
    for who, number in ((MARKETER, "JC032"), (STATION, "JC015"), (STATION, "JC999")):
        with pytest.raises(NotYoursError):
            house.store.call(unbound.numbered, who, BEGIN, number)


def digests(house: House) -> dict[str, list[tuple[str, str]]]:
    """Return who was told of whom, in which state."""
    numbers = {one: number for number, one in house.ids.items()}
    rows = house.rows(Notice, Notice.kind == "unbound_people")
    return {
        f"{numbers[row.staff_id]} {row.key.split(':')[1]}": [
            (one["number"], one["state"]) for one in json.loads(row.data)["people"]
        ]
        for row in rows
    }


def test_each_superior_gets_one_digest_a_week(house: House) -> None:
    house.unbind("JC031", "JC015")
    house.invite("JC031", MONDAY)
    chase(house, MONDAY)
    chase(house, MONDAY + DAY)
    this_week = {
        "JC012 2026-W42": [("JC015", "never")],
        "JC019 2026-W42": [("JC031", "invited"), ("JC032", "never")],
    }
    assert digests(house) == this_week
    chase(house, MONDAY + WEEK)
    next_week = {
        "JC012 2026-W43": [("JC015", "never")],
        "JC019 2026-W43": [("JC031", "lapsed"), ("JC032", "never")],
    }
    assert digests(house) == this_week | next_week


def test_an_account_that_waits_is_chased_after_a_day(house: House) -> None:
    house.claimed("JC032", STRANGER, MONDAY)
    chase(house, MONDAY + DAY)
    assert digests(house) == {}
    chase(house, MONDAY + DAY + timedelta(minutes=1))
    assert digests(house) == {"JC019 2026-W42": [("JC032", "waiting")]}


def test_the_digest_goes_to_whoever_confirms(house: House) -> None:
    house.unbind("JC019")
    chase(house, MONDAY)
    assert digests(house) == {"JC015 2026-W42": [("JC019", "never"), ("JC032", "never")]}


def test_nobody_is_chased_about_leavers_or_when_all_are_bound(house: House) -> None:
    house.leaves("JC032", BEGIN.date())
    chase(house, MONDAY)
    assert digests(house) == {}
