"""Whether a client counts as new (Article 31), with pay worked by hand from RULES 3, 10 and 12.

Broken by an appointment that is taken for recorded, a dispute that is not looked at, the
workbook's manager winning over the owner of record, or a frozen month that moves.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from services import rulebook_values
from services.clients import counting
from services.month import Month
from tests.clients.conftest import (
    CLIENT,
    MINE,
    OCTOBER,
    OTHER,
    SEPTEMBER,
    House,
    at,
    contest,
    move,
    route,
    settle_dispute,
)

D = Decimal
# September of JC031: 6 accounts (an institution counts 3) of 5, 560,000 of 500,000, 2,280 of
# 2,000: 0.4 × 1.2 + 0.4 × 1.12 + 0.2 × 1.14 = 1.156; commission 2,280 × 25 % × 1.156 = 658.92
WHOLE = {"commission": D("658.92"), "opening_award": D("330.00")}
# without the client 5 accounts and 380,162.16: 0.4 + 0.304129728 + 0.228 = 0.9321 rounded;
# 570 × 0.9321 = 531.297; his opening award was 50 (from 50,000)
WITHOUT = {"commission": D("531.30"), "opening_award": D("280.00")}


def part(lines: dict[str, Any]) -> dict[str, Any]:
    return {code: lines[code] for code in WHOLE}


def requires(house: House, since: date) -> None:
    """Have clients opened since a day count only with an appointment."""
    figure = counting.REQUIRED
    house.store.call(rulebook_values.set_value, figure, "true", since, "会议纪要", at(11, 1))


def test_without_an_appointment_the_workbook_decides(house: House) -> None:
    assert part(house.lines(SEPTEMBER)) == WHOLE
    assert house.reasons(SEPTEMBER) == set()


@pytest.mark.parametrize("state", ["recorded", "archived"])
def test_recorded_it_counts(house: House, state: str) -> None:
    house.books(state)
    assert part(house.lines(SEPTEMBER)) == WHOLE


@pytest.mark.parametrize("state", ["reserved", "opened", "returned", "signed", "rejected"])
def test_before_it_is_recorded_it_does_not_count(house: House, state: str) -> None:
    appointment = house.books(state)
    assert part(house.lines(SEPTEMBER)) == WITHOUT
    facts = house.slip(SEPTEMBER).slip.facts
    assert facts.new_effective_accounts[-1].value == 5
    assert facts.new_custody_value[-1].value == D("380162.16")
    post = "trading_manager" if state == "signed" else ""
    assert house.reasons(SEPTEMBER) == {f"unowned@{state}@{post}"}
    house.records(appointment)
    assert part(house.lines(SEPTEMBER)) == WHOLE, "the month is open: he counts in it"


@pytest.mark.parametrize("state", ["cancelled", "expired", "stopped", "transferred"])
def test_one_that_is_over_leaves_it_to_the_workbook(house: House, state: str) -> None:
    house.books(state)
    assert part(house.lines(SEPTEMBER)) == WHOLE


def test_it_says_whose_word_is_waited_for(house: House) -> None:
    appointment = house.books("opened")
    house.store.call(route, appointment, 2)
    assert house.reasons(SEPTEMBER) == {"unowned@opened@finance_manager"}


def test_an_appointment_of_another_of_that_name_is_not_his(house: House) -> None:
    house.books("opened", by=OTHER)
    house.books("opened", made_at=at(9, 30))  # registered after this account was opened
    assert part(house.lines(SEPTEMBER)) == WHOLE


def test_registered_after_midnight_it_is_of_that_day_by_the_outlets_clock(house: House) -> None:
    """The account was opened on 21 September; by UTC 00:30 on the 22nd is still the 21st."""
    house.books("opened", made_at=at(9, 22, 0))
    assert part(house.lines(SEPTEMBER)) == WHOLE
    house.books("opened", made_at=at(9, 21, 23))
    assert part(house.lines(SEPTEMBER)) == WITHOUT


def test_a_dispute_holds_him_back_until_it_is_over(house: House) -> None:
    earlier = house.books("recorded")
    later = house.books("stopped", by=OTHER)
    dispute = house.store.call(contest, earlier, later)
    assert part(house.lines(SEPTEMBER)) == WITHOUT
    assert house.reasons(SEPTEMBER) == {"unowned@disputed@"}
    house.store.call(settle_dispute, dispute)
    assert part(house.lines(SEPTEMBER)) == WHOLE


def test_required_from_a_day_on_who_was_opened_since_counts_only_with_one(house: House) -> None:
    opened = house.slip(SEPTEMBER).slip  # 80310043 was opened in September
    assert opened
    requires(house, date(2026, 9, 1))
    assert house.lines(SEPTEMBER)["opening_award"] == 0, "all of September's were opened in it"
    assert house.reasons(SEPTEMBER) == {"unowned@unregistered@"}
    house.books("recorded")
    # one account of 5, 179,837.84 of 500,000, 2,280 of 2,000:
    # 0.08 + 0.143870272 + 0.228 = 0.4519, at least 0.5: 570 × 0.5 = 285; award 50
    assert part(house.lines(SEPTEMBER)) == {"commission": D("285.00"), "opening_award": D(50)}


def test_settled_by_the_back_office_he_counts_too(house: House) -> None:
    requires(house, date(2026, 9, 1))
    house.owns(MINE, date(2026, 9, 1), "settled")
    assert house.lines(SEPTEMBER)["opening_award"] == 50


def test_handed_over_settles_nothing(house: House) -> None:
    requires(house, date(2026, 9, 1))
    house.owns(MINE, date(2026, 9, 1), "handed_over")
    assert house.lines(SEPTEMBER)["opening_award"] == 0


def test_who_was_opened_the_day_before_needs_none(house: House) -> None:
    requires(house, date(2026, 10, 1))
    assert part(house.lines(SEPTEMBER)) == WHOLE


def test_recorded_after_the_month_was_frozen_he_is_paid_by_corrections(house: House) -> None:
    appointment = house.books("signed")
    house.freezes(SEPTEMBER)
    frozen = house.made(SEPTEMBER)
    before = house.lines(OCTOBER)
    house.records(appointment)
    assert house.enters_late(at(11, 5)) == OCTOBER
    assert house.enters_late(at(11, 5)) is None, "once"
    assert house.made(SEPTEMBER).net.value == frozen.net.value, "a frozen month never moves"
    assert part(house.lines(SEPTEMBER)) == WITHOUT
    assert house.reasons(SEPTEMBER) == {"unowned@late@2026-10"}
    after = house.lines(OCTOBER)
    # 658.92 − 531.30 and 330 − 280; of the excess award neither has any: 560,000 − 126,720.72
    # (mostly in funds) is below 500,000
    assert (before["adjustment"], after["adjustment"]) == (D(0), D("177.62"))


def test_recorded_while_the_month_is_open_nothing_is_corrected(house: House) -> None:
    house.books("recorded")
    assert house.enters_late(at(11, 5)) is None


def test_a_client_of_no_frozen_month_is_not_late(house: House) -> None:
    appointment = house.books("signed")
    house.freezes(Month(2026, 8))
    house.records(appointment)
    assert house.enters_late(at(11, 5)) is None


@pytest.mark.parametrize(
    ("first_day", "his"),
    [
        (date(2026, 9, 30), {SEPTEMBER: False, OCTOBER: False}),
        (date(2026, 10, 1), {SEPTEMBER: True, OCTOBER: False}),
        (date(2026, 10, 31), {SEPTEMBER: True, OCTOBER: False}),
        (date(2026, 11, 1), {SEPTEMBER: True, OCTOBER: True}),
    ],
)
def test_the_owner_on_the_months_last_day_has_him(
    house: House, first_day: date, his: dict[Month, bool]
) -> None:
    house.owns(OTHER, first_day, "handed_over")
    for month, mine in his.items():
        for staff, has in ((MINE, mine), (OTHER, not mine)):
            clients = house.slip(month, staff).slip.facts.average_assets[-1].because
            found = any(one.what.endswith(CLIENT) for one in clients)
            assert found is has, (month, staff)


def test_whoever_owns_him_when_he_is_new_is_paid_for_him(house: House) -> None:
    before = house.slip(SEPTEMBER, OTHER).slip.facts.new_effective_accounts[-1].value
    house.owns(OTHER, date(2026, 9, 14))
    house.books("recorded", by=OTHER)
    assert house.lines(SEPTEMBER)["opening_award"] == 280, "his turnover went too"
    facts = house.slip(SEPTEMBER, OTHER).slip.facts
    assert facts.new_effective_accounts[-1].value == (before or 0) + 1


def test_of_two_owners_on_one_day_the_later_counts(house: House) -> None:
    house.owns(OTHER, date(2026, 9, 14), "handed_over")
    house.owns("JC030", date(2026, 9, 14), "handed_over")
    third = house.slip(SEPTEMBER, "JC030").slip.facts.average_assets[-1].because
    assert any(one.what.endswith(CLIENT) for one in third)
    second = house.slip(SEPTEMBER, OTHER).slip.facts.average_assets[-1].because
    assert not any(one.what.endswith(CLIENT) for one in second)


def test_what_is_remembered_is_read_anew_when_an_appointment_moves(house: House) -> None:
    appointment = house.books("opened")
    assert house.reasons(SEPTEMBER) == {"unowned@opened@"}
    house.store.call(move, appointment, state="returned")
    assert house.reasons(SEPTEMBER) == {"unowned@returned@"}
