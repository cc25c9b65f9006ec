"""Cases at their edges: what is held, fined and released when, what counts as again, by when.

2026: 1 to 7 October are free, 10 October (a Saturday) is worked.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from services.conduct.days import working_days_later
from services.conduct.pay import Conduct, Ruled
from services.conduct.penalties import AmountNeededError, Found, proposal
from services.month import Month
from services.rulebook import packaged
from services.working_days import WorkingDays
from tests.conduct.conftest import CLIENT, OCTOBER, RULER, SEPTEMBER, Desk, at

D = Decimal
RULES = packaged().on(OCTOBER.first_day)
NOVEMBER = Month(2026, 11)


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def one(  # noqa: PLR0913 - a case
    *,
    kind: str = "malicious",
    began: date | None = None,
    ended: date | None = None,
    released: date | None = None,
    fine: str | None = None,
    ruled_on: date | None = None,
    in_force: bool = True,
) -> Ruled:
    """Return what of a case concerns pay."""
    amount = D(fine) if fine else None
    return Ruled(1, kind, began, ended, released, in_force, amount, ruled_on, RULER)


@pytest.mark.parametrize(
    ("began", "ended", "held"),
    [
        (None, None, False),  # reported, not begun
        (day(9, 29), None, True),
        (day(9, 30), None, True),  # on the month's last day
        (day(10, 1), None, False),
        (day(9, 1), day(9, 29), False),
        (day(9, 1), day(9, 30), False),  # over on the month's last day
        (day(9, 1), day(10, 1), True),
        (day(9, 30), day(9, 30), False),
    ],
)
def test_held_is_what_is_open_at_the_months_end(
    began: date | None, ended: date | None, *, held: bool
) -> None:
    assert one(began=began, ended=ended).holds(SEPTEMBER.last_day) is held
    assert not one(kind="prohibited", began=began, ended=ended).holds(SEPTEMBER.last_day)


@pytest.mark.parametrize(
    ("released", "october", "november"),
    [
        (day(10, 1), True, True),
        (day(10, 31), True, True),
        (day(11, 1), False, True),
        (None, False, False),  # forfeited
    ],
)
def test_released_in_the_month_of_the_ruling(
    released: date | None, *, october: bool, november: bool
) -> None:
    cases = Conduct((one(began=day(9, 30), ended=released or day(10, 1), released=released),))
    found = [cases.releases(SEPTEMBER.last_day, month) for month in (OCTOBER, NOVEMBER)]
    assert found == [october, november]


def test_what_two_investigations_held_waits_for_both() -> None:
    """Broken by `any` for `all`; one that did not hold the month has no say."""
    first = one(began=day(9, 1), ended=day(10, 31), released=day(10, 31))
    second = one(began=day(9, 30), ended=day(11, 1), released=day(11, 1))
    later = one(began=day(10, 1))
    both = Conduct((first, second, later))
    assert not both.releases(SEPTEMBER.last_day, OCTOBER)
    assert both.releases(SEPTEMBER.last_day, NOVEMBER)
    assert Conduct((first, later)).releases(SEPTEMBER.last_day, OCTOBER)
    assert not Conduct((later,)).releases(SEPTEMBER.last_day, OCTOBER)


@pytest.mark.parametrize(
    ("ruled_on", "months"),
    [
        (day(9, 30), [True, False, False]),
        (day(10, 1), [False, True, False]),
        (day(10, 31), [False, True, False]),
        (day(11, 1), [False, False, True]),
    ],
)
def test_a_fine_belongs_to_the_month_of_its_ruling(ruled_on: date, months: list[bool]) -> None:
    cases = Conduct((one(fine="500", ruled_on=ruled_on),))
    assert [bool(cases.fines(month)) for month in (SEPTEMBER, OCTOBER, NOVEMBER)] == months
    lifted = Conduct((one(fine="500", ruled_on=ruled_on, in_force=False),))
    assert not any(lifted.fines(month) for month in (SEPTEMBER, OCTOBER, NOVEMBER))


@pytest.mark.parametrize(
    ("loss", "amount", "fine"),
    [
        (None, "100", "100"),
        ("0", "100", "100"),  # no loss is none
        ("0.01", None, "0.01"),
        ("0.01", "500", "0.01"),  # where there is a loss, it is the loss
        ("99.99", None, "99.99"),
        ("1000.01", None, "1000.01"),
    ],
)
def test_an_error_costs_its_loss_whatever_it_is(
    loss: str | None, amount: str | None, fine: str
) -> None:
    money = {"loss": loss, "amount": amount}
    found: dict[str, Any] = {key: D(value) for key, value in money.items() if value is not None}
    assert proposal(Found("error", "proven", **found), RULES).fine == D(fine)


@pytest.mark.parametrize("amount", [None, "0", "99.99", "1000.01"])
def test_a_loss_of_nothing_leaves_100_to_1000(amount: str | None) -> None:
    money = None if amount is None else D(amount)
    with pytest.raises(AmountNeededError):
        proposal(Found("error", "proven", loss=D(0), amount=money), RULES)


@pytest.mark.parametrize(
    ("accounts", "earlier", "fine"),
    [(1, 0, "500"), (2, 0, "1000"), (1, 1, "500"), (2, 3, "1000")],
)
def test_malicious_opening_costs_the_same_however_often(
    accounts: int, earlier: int, fine: str
) -> None:
    made = proposal(Found("malicious", "proven", accounts, earlier), RULES)
    assert (made.fine, made.dismissal) == (D(fine), False)


def prohibited(desk: Desk, number: int) -> dict[str, Any]:
    """Have another prohibited act be proposed as proven; return the case."""
    desk.reports(at(10, number), "prohibited")
    desk.begins(at(10, number))
    desk.heard(at(10, number))
    desk.proposes(at(10, number), "proven")
    return desk.row()


def is_first(found: dict[str, Any]) -> bool:
    assert (found["fine"], found["dismissal"]) in {(D(1000), False), (None, True)}
    return not found["dismissal"]


def test_a_ruling_counts_as_the_first_time_and_a_proposal_not(desk: Desk) -> None:
    assert is_first(prohibited(desk, 9))
    assert is_first(prohibited(desk, 9)), "the other is only proposed"
    assert desk.decides(at(10, 9), RULER)
    assert desk.decides(at(10, 9), RULER)
    assert not is_first(prohibited(desk, 12))


def test_an_acquittal_is_no_first_time(desk: Desk) -> None:
    desk.reports(at(10, 9), "prohibited")
    desk.begins(at(10, 9))
    desk.heard(at(10, 9))
    desk.ruled(at(10, 9), "cleared")
    assert is_first(prohibited(desk, 12))


def test_another_kind_is_no_first_time(malicious: Desk) -> None:
    malicious.ruled(at(10, 8), "proven")
    assert is_first(prohibited(malicious, 9))


@pytest.mark.parametrize(("granted", "first"), [(True, True), (False, False)])
def test_a_lifted_ruling_is_no_first_time(desk: Desk, *, granted: bool, first: bool) -> None:
    assert is_first(prohibited(desk, 9))
    assert desk.decides(at(10, 9), RULER)
    desk.names_stand_in(at(10, 9), "JC012")
    assert desk.appeals(at(10, 9)).done
    assert desk.decides(at(10, 9), "JC012", agrees=granted)
    assert is_first(prohibited(desk, 12)) is first


def test_a_ruling_counts_while_it_is_appealed_against(desk: Desk) -> None:
    assert is_first(prohibited(desk, 9))
    assert desk.decides(at(10, 9), RULER)
    desk.names_stand_in(at(10, 9), "JC012")
    assert desk.appeals(at(10, 9)).done
    assert not is_first(prohibited(desk, 10))


@pytest.mark.parametrize(("number", "done"), [(12, True), (13, True), (14, False)])
def test_appealed_up_to_the_fifth_working_day(desk: Desk, number: int, *, done: bool) -> None:
    """Ruled on 30 September: 8, 9, 10, 12, 13 October."""
    desk.reports(at(9, 30), "malicious", CLIENT)
    desk.begins(at(9, 30))
    desk.heard(at(9, 30))
    desk.ruled(at(9, 30), "proven")
    assert desk.row()["due"] == day(10, 13)
    assert desk.appeals(at(10, number)).done is done


def test_each_step_has_its_days(desk: Desk) -> None:
    """From 28 September: 3, 10, 5 and 5 working days; 29, 30, 8, 9, 10, 12, 13, 14, 15, 16."""
    found = []
    desk.reports(at(9, 28), "malicious", CLIENT)
    found.append(desk.row()["due"])
    desk.begins(at(9, 28))
    found.append(desk.row()["due"])
    desk.heard(at(9, 28))
    found.append(desk.row()["due"])
    desk.ruled(at(9, 28), "proven")
    found.append(desk.row()["due"])
    assert found == [day(10, 8), day(10, 16), day(10, 10), day(10, 10)]


@pytest.mark.parametrize(("count", "later"), [(1, 2), (3, 5), (5, 7), (10, 14)])
def test_while_no_calendar_is_published_five_working_days_are_a_week(
    count: int, later: int
) -> None:
    assert working_days_later(WorkingDays(), date(2030, 3, 1), count) == date(2030, 3, 1 + later)
