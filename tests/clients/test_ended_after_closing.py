"""An appointment that ends, or a client recorded for another, after the month was closed.

Broken by an owner of record who gets what was traded in a closed month, and by an appointment
that lapsed and rewrites it, or for whose client nobody is ever paid.
"""

from collections.abc import Callable
from datetime import date

import pytest

from services.appointments import changing, reminding
from services.month import Month
from services.ownership import recording
from tests.branch import account
from tests.clients.conftest import CLIENT, MINE, OCTOBER, OTHER, SEPTEMBER, House, at
from tests.clients.test_after_closing import paid
from tests.clients.test_counting import requires
from tests.clients.test_late import CORRECTED


def cancelled(house: House, appointment: int) -> None:
    """Have its marketer give an appointment up."""
    who, why = account(MINE), "客户改了主意"
    house.store.call(
        changing.cancel, who, at(11, 5), appointment=appointment, version=1, reason=why
    )


def expired(house: House, _appointment: int) -> None:
    """Have the night come after which it does not stand any more."""
    house.store.call(reminding.expire, at(11, 6, 0), at(11, 6, 0))


ENDS: list[Callable[[House, int], None]] = [cancelled, expired]
LAST = date(2026, 11, 5)


@pytest.mark.parametrize("ends", ENDS)
def test_one_that_ends_after_closing_is_paid_late(
    house: House, ends: Callable[[House, int], None]
) -> None:
    """Without an appointment the workbook decides: he counts from then on, not in September."""
    appointment = house.books("reserved", valid_until=LAST)
    house.freezes(SEPTEMBER)
    frozen, before = house.made(SEPTEMBER).net.value, house.lines(OCTOBER)["adjustment"]
    ends(house, appointment)
    assert house.made(SEPTEMBER).net.value == frozen
    assert house.reasons(SEPTEMBER) == {"unowned@late@2026-10"}
    assert before == 0
    assert house.lines(OCTOBER)["adjustment"] == CORRECTED


@pytest.mark.parametrize("ends", ENDS)
def test_one_that_ends_beside_another_that_is_recorded_pays_nothing_again(
    house: House, ends: Callable[[House, int], None]
) -> None:
    house.books("recorded")
    appointment = house.books("reserved", valid_until=LAST)
    house.freezes(SEPTEMBER)
    before = paid(house)
    ends(house, appointment)
    assert paid(house) == before


@pytest.mark.parametrize("ends", ENDS)
def test_one_that_ends_while_the_month_is_open_corrects_nothing(
    house: House, ends: Callable[[House, int], None]
) -> None:
    appointment = house.books("reserved", valid_until=LAST)
    ends(house, appointment)
    assert house.reasons(SEPTEMBER) == set()
    assert house.lines(OCTOBER)["adjustment"] == 0


def recorded(house: House, by: str = OTHER) -> None:
    """Record the client for whom the workbook does not name."""
    appointment, who = house.books("signed", by=by, opened_on=date(2026, 9, 21)), account("JC004")
    house.store.call(recording.record, who, at(11, 5), appointment=appointment, number=CLIENT)


def clients(house: House, month: Month, staff: str) -> set[str]:
    """Return the ends of the 客户号 of whom somebody is paid for in a month."""
    assets = house.slip(month, staff).slip.facts.average_assets[-1].because
    return {one.what.partition(":")[2] for one in assets}


def test_recorded_for_another_after_closing_he_is_his_from_the_open_month_on(
    house: House,
) -> None:
    """He counted for whom the workbook names, who keeps what was closed."""
    house.freezes(SEPTEMBER)
    before = paid(house)
    recorded(house)
    after = paid(house)
    assert (after[0], after[2]) == (before[0], before[2]), "September, of both"
    assert house.lines(OCTOBER, OTHER)["adjustment"] == 0
    owners = {one: (CLIENT in clients(house, OCTOBER, one)) for one in (MINE, OTHER)}
    assert owners == {MINE: False, OTHER: True}


def test_in_an_open_month_he_is_his_from_the_opening_on(house: House) -> None:
    recorded(house)
    owners = {one: (CLIENT in clients(house, SEPTEMBER, one)) for one in (MINE, OTHER)}
    assert owners == {MINE: False, OTHER: True}


def test_who_counted_for_nobody_is_paid_late_to_whom_he_is_recorded_for(house: House) -> None:
    """What he is new by, as if the month were open; what he traded stays where it was paid."""
    requires(house, date(2026, 9, 1))
    house.freezes(SEPTEMBER)
    before = paid(house)
    assert house.reasons(SEPTEMBER) == {"unowned@unregistered@"}
    recorded(house)
    after = paid(house)
    assert (after[0], after[2]) == (before[0], before[2]), "September, of both"
    assert house.lines(OCTOBER)["adjustment"] == 0
    # an award of 50; of the score's 0.4 × 1/6 + 0.4 × 179,837.84/800,000 + 0.2 × 5,700/6,000
    # the least is 0.5, with him and without him
    assert house.lines(OCTOBER, OTHER)["adjustment"] == 50
