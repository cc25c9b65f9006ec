"""Looking is counted, limited for the day, and reported once; it says nothing of whom it met.

Broken by a look that is not written down, a limit that is not looked at, a report too many.
"""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.duplicates import knowing
from services.duplicates.knowing import ASK, FREE, OWN, TAKEN
from services.duplicates.lookups import REPORTED, LookupsUsedUpError
from services.organisation import NotYoursError, UnknownPersonError
from services.store import Store, changes
from services.store.clients import Lookup
from tests.branch import NOW, TODAY, account
from tests.duplicates.desk import (
    DEPARTMENT,
    FIRST,
    MANAGER,
    OFFICE,
    SECOND,
    TRADING,
    Client,
    books,
    told,
)

DAY, MET = 30, 5
WANG = Client("王秀兰", "6621")
booked = changes(books)


def asks(
    store: Store, number: str, name: str, phone: str | None = None, *, minutes: int = 0
) -> str:
    """Return what somebody is answered."""
    now = NOW + timedelta(minutes=minutes)
    return store.call(knowing.known, account(number), now, name=name, phone=phone).said


def looked(session: Session) -> list[bool]:
    return list(session.scalars(select(Lookup.met).order_by(Lookup.at)))


@pytest.fixture
def branch(filled_store: Store) -> Store:
    """Return the branch, in which the first one has registered a client."""
    filled_store.call(booked, FIRST, WANG)
    return filled_store


def test_the_answers(branch: Store) -> None:
    assert asks(branch, SECOND, "王秀兰") == TAKEN
    assert asks(branch, SECOND, "王秀兰", "6621") == TAKEN
    assert asks(branch, SECOND, "王秀兰", "1234") == ASK
    assert asks(branch, SECOND, "王秀蓝") == ASK
    assert asks(branch, FIRST, "王秀兰") == OWN
    assert asks(branch, SECOND, "李国强") == FREE


def test_the_answer_has_nothing_of_whom_it_met(branch: Store) -> None:
    found = branch.call(knowing.known, account(SECOND), NOW, name="王秀兰", phone=None)
    assert (found.said, found.appointment) == (TAKEN, None)
    own = branch.call(knowing.known, account(FIRST), NOW, name="王秀兰", phone=None)
    assert own.appointment is not None


@pytest.mark.parametrize(
    "number", [OFFICE, DEPARTMENT, TRADING, MANAGER, "JC003", "JC005", "JC007"]
)
def test_only_those_with_clients_ask(branch: Store, number: str) -> None:
    with pytest.raises(NotYoursError):
        asks(branch, number, "王秀兰")
    with pytest.raises(UnknownPersonError):
        branch.call(knowing.known, 999, NOW, name="王秀兰")


def test_thirty_a_day(branch: Store) -> None:
    for at in range(DAY):
        assert asks(branch, SECOND, f"赵{at}子龙", minutes=at) == FREE
    with pytest.raises(LookupsUsedUpError):
        asks(branch, SECOND, "孙权", minutes=DAY)
    with pytest.raises(LookupsUsedUpError):
        branch.call(booked, SECOND, Client("孙权"), NOW + timedelta(hours=2))
    assert asks(branch, FIRST, "孙权") == FREE, "everybody has his own number"
    assert asks(branch, SECOND, "孙权", minutes=24 * 60) == FREE
    ((_, data), *_) = branch.call(told, REPORTED)
    assert json.loads(data)["asked"] == DAY


def test_registering_counts(branch: Store) -> None:
    for at in range(DAY - 1):
        asks(branch, SECOND, f"赵{at}子龙")
    branch.call(booked, SECOND, Client("孙权"))
    with pytest.raises(LookupsUsedUpError):
        branch.call(booked, SECOND, Client("刘备"))
    assert branch.call(looked).count(False) == DAY + 1


def test_five_that_met_anothers(branch: Store) -> None:
    for at in range(MET - 1):
        assert asks(branch, SECOND, "王秀兰", f"{at}{at}{at}{at}", minutes=at * 61) == ASK
    assert branch.call(told, REPORTED) == [], "three within an hour are probing, not in four"
    assert branch.call(booked, SECOND, WANG, NOW + timedelta(hours=5)).state == "stopped"
    with pytest.raises(LookupsUsedUpError):
        asks(branch, SECOND, "李国强", minutes=6 * 60)
    ids = ids_of(branch)
    heard = [staff for staff, _ in branch.call(told, REPORTED)]
    assert set(heard) == {ids[OFFICE], ids["JC010"], ids[TRADING]}
    assert len(heard) == len(set(heard))


def test_three_in_an_hour_are_reported_once_a_day_by_name(branch: Store) -> None:
    for at in range(2):
        asks(branch, SECOND, "王秀兰", minutes=at)
    assert branch.call(told, REPORTED) == []
    for at in range(2, MET):
        asks(branch, SECOND, "王秀兰", minutes=at)
    reports = branch.call(told, REPORTED)
    assert len(reports) == len({staff for staff, _ in reports}) == 3
    data = json.loads(reports[0][1])
    assert data == {"name": "陆天宇", "number": SECOND, "asked": 3, "met": 3}
    for at in range(3):
        asks(branch, SECOND, "王秀兰", minutes=24 * 60 + at)
    assert len(branch.call(told, REPORTED)) == 6, "the next day anew"


def test_what_is_left(branch: Store) -> None:
    def left(name: str) -> int:
        return branch.call(knowing.known, account(SECOND), NOW, name=name).left

    assert left("李国强") == DAY - 1
    for _ in range(MET - 1):
        assert left("王秀兰") > 0
    assert left("王秀兰") == 0


def test_ones_own_is_no_hit(branch: Store) -> None:
    for _ in range(MET + 1):
        assert asks(branch, FIRST, "王秀兰") == OWN
    assert branch.call(told, REPORTED) == []


def ids_of(store: Store) -> dict[str, int]:
    people = store.call(organisation.on, TODAY).people.values()
    return {one.number: one.staff_id for one in people}
