"""A dispute about a client of a month that is closed: the month stays, nobody is paid twice.

Broken by a dispute that takes from a closed month who had counted in it, by a ruling that pays
for him again, and by one that gives him to whom he was taken from.
"""

from datetime import datetime
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from services.approvals import machine
from services.approvals.subjects import Settled
from services.disputes import raising, ruling
from services.disputes.rows import KIND
from services.duplicates import keys, stopping
from services.ownership import recording
from services.store import changes
from services.store.clients import Appointment
from tests.branch import account
from tests.clients.conftest import (
    CLIENT,
    MINE,
    OCTOBER,
    OTHER,
    SEPTEMBER,
    House,
    at,
    contest,
)

RULINGS = [machine.WITHDRAWN, machine.REJECTED, machine.APPROVED]


@changes
def findable(session: Session, *appointments: int) -> None:
    """Write down what appointments are found by."""
    for one in appointments:
        keys.keep(session, session.get_one(Appointment, one))


@changes
def rule(session: Session, now: datetime, dispute: int, state: str) -> None:
    """Have the approval of a dispute end."""
    ruling.ruled(session, now, Settled(0, KIND, dispute, 0, state, None, ""))


def twice(house: House, state: str, first: str = MINE, second: str = OTHER) -> int:
    """Have the client be registered by two; return the later appointment, which is stopped."""
    earlier = house.books(state, by=first)
    later = house.books("stopped", by=second, made_at=at(9, 1))
    house.store.call(findable, earlier, later)
    return later


def raised(house: House, later: int, by: str = OTHER) -> int:
    """Have whoever is stopped raise the dispute."""
    said, when = "是我先跟进的", at(11, 5)
    return house.store.call(raising.begin, account(by), when, appointment=later, statement=said)


def paid(house: House) -> list[Decimal | None]:
    """Return what both are paid for September, and in October, where it would be corrected."""
    months = (SEPTEMBER, OCTOBER)
    return [house.made(month, one).net.value for one in (MINE, OTHER) for month in months]


@pytest.mark.parametrize("state", RULINGS)
def test_who_counted_in_a_closed_month_goes_on_counting(house: House, state: str) -> None:
    later = twice(house, "recorded")
    house.freezes(SEPTEMBER)
    before = paid(house)
    dispute = raised(house, later)
    assert paid(house) == before, "while it runs"
    house.store.call(rule, at(11, 20), dispute, state)
    assert paid(house) == before
    assert house.reasons(SEPTEMBER) == set()
    assert house.enters_late(at(11, 21)) is None


def test_in_an_open_month_he_waits_for_the_ruling(house: House) -> None:
    later = twice(house, "recorded")
    dispute = raised(house, later)
    assert house.reasons(SEPTEMBER) == {"unowned@disputed@"}
    house.store.call(rule, at(11, 20), dispute, machine.REJECTED)
    assert house.reasons(SEPTEMBER) == set()


@pytest.mark.parametrize("state", RULINGS)
def test_who_did_not_count_yet_is_not_paid_to_whom_he_is_taken_from(
    house: House, state: str
) -> None:
    """Neither is he in the closed month: what stands for him now is not recorded either."""
    later = twice(house, "opened")
    house.freezes(SEPTEMBER)
    before = paid(house)
    dispute = raised(house, later)
    house.store.call(rule, at(11, 20), dispute, state)
    assert paid(house) == before
    stands = "reserved" if state == machine.APPROVED else "opened"
    assert house.reasons(SEPTEMBER) == {f"unowned@{stands}@"}


@pytest.mark.parametrize("state", RULINGS)
@pytest.mark.parametrize("raised_before", [False, True])
def test_who_counted_by_the_workbook_counts_though_he_must_be_registered_now(
    house: House,
    state: str,
    raised_before: bool,  # noqa: FBT001 - pytest's way
) -> None:
    """The workbook has him as JC031's, who registered him second and is let in by the ruling."""
    later = twice(house, "reserved", OTHER, MINE)
    dispute = raised(house, later, MINE) if raised_before else 0
    house.freezes(SEPTEMBER)
    before = paid(house)
    dispute = dispute or raised(house, later, MINE)
    house.store.call(rule, at(11, 20), dispute, state)
    assert paid(house) == before


def test_in_an_open_month_he_waits_to_be_recorded(house: House) -> None:
    later = twice(house, "reserved", OTHER, MINE)
    dispute = raised(house, later, MINE)
    house.store.call(rule, at(11, 20), dispute, machine.APPROVED)
    assert house.reasons(SEPTEMBER) == {"unowned@reserved@"}


def test_let_in_as_another_person_after_closing_the_month_stays(house: House) -> None:
    later = twice(house, "reserved", OTHER, MINE)
    house.freezes(SEPTEMBER)
    before = paid(house)
    house.store.call(stopping.let_in, account("JC004"), at(11, 5), later)
    assert paid(house) == before


@pytest.mark.parametrize("state", RULINGS)
def test_a_dispute_that_ran_when_the_month_was_closed_is_paid_once(
    house: House, state: str
) -> None:
    later = twice(house, "recorded")
    dispute = raised(house, later)
    house.freezes(SEPTEMBER)
    house.store.call(rule, at(11, 20), dispute, state)
    after = paid(house)
    assert house.reasons(SEPTEMBER) == {"unowned@late@2026-10"}
    again = house.store.call(contest, house.books("recorded"), house.books("stopped", by=OTHER))
    assert paid(house) == after
    house.store.call(rule, at(11, 21), again, machine.REJECTED)
    assert paid(house) == after


def test_registered_after_the_opening_and_recorded_after_closing_he_is_paid_once(
    house: House,
) -> None:
    """By the workbook he counted: his account was opened on 21 September, before he was booked."""
    appointment = house.books("signed", made_at=at(9, 30))
    house.freezes(SEPTEMBER)
    before = paid(house)
    who = account("JC004")
    house.store.call(recording.record, who, at(11, 5), appointment=appointment, number=CLIENT)
    assert paid(house) == before
