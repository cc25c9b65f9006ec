"""Figures that bound what people do, moved by a step each: what is just inside them moves too."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from services.conduct import days
from services.conduct.penalties import AmountNeededError, Found, proposal, warned
from services.leave import asking
from services.leave.asking import TO_NOON, WHOLE
from services.leave.checks import OverForLongError
from services.resignation.dates import earliest, refund_day
from services.rulebook import Rules, packaged
from services.rulebook_values import set_value
from services.store import Store
from services.working_days import SATURDAY
from tests.conduct.test_limits import month
from tests.stage import ZONE

TODAY = date(2026, 3, 2)  # a Monday
RULES = packaged().on(TODAY).with_values({"minimum_wage": Decimal(1800)})
ZHANG = 31
FIRST = date(2026, 1, 1)


def fits(amount: Decimal, rules: Rules) -> bool:
    """Tell whether an error without a loss may cost so much."""
    try:
        return proposal(Found("error", "proven", amount=amount), rules).fine == amount
    except AmountNeededError:
        return False


def _warned(rules: Rules, **sums: str) -> tuple[bool | None, bool | None]:
    made = warned(month(**sums), rules)
    return made.beyond, made.below


def _noticed(months: Decimal, rules: Rules) -> bool:
    """Tell whether so many months ahead, to the day, is long enough."""
    return earliest(TODAY, rules) <= TODAY.replace(month=TODAY.month + int(months))


def _refunded(months: Decimal, rules: Rules) -> bool:
    return refund_day(TODAY, rules) <= TODAY.replace(month=TODAY.month + int(months))


Holds = Callable[[Decimal, Rules], bool | None]
AT_MOST: dict[str, Holds] = {
    "business_error.most": fits,
    "deduction_share.warned": lambda share, rules: (
        not _warned(rules, gross="10000", fine=f"{share * 10000}", net="9999")[0]
    ),
}
AT_LEAST: dict[str, Holds] = {
    "business_error.least": fits,
    "minimum_wage": lambda net, rules: not _warned(rules, gross="9999", fine="1", net=f"{net}")[1],
    "resignation.notice_months": _noticed,
    "risk_fund.refund_months": _refunded,
}


def beside(figure: str, test: Holds) -> list[bool | None]:
    """Return what the test says just below the figure, at it and just above it."""
    step, bound = packaged().figures[figure].threshold, RULES[figure].known
    assert step is not None
    return [test(bound + n * step, RULES) for n in (-1, 0, 1)]


@pytest.mark.parametrize("figure", AT_MOST)
def test_what_is_bounded_above_holds_up_to_the_figure(figure: str) -> None:
    assert beside(figure, AT_MOST[figure]) == [True, True, False]


@pytest.mark.parametrize("figure", AT_LEAST)
def test_what_is_bounded_below_holds_from_the_figure_on(figure: str) -> None:
    assert beside(figure, AT_LEAST[figure]) == [False, True, True]


@pytest.mark.parametrize("figure", [*AT_MOST, *AT_LEAST])
def test_the_bound_is_the_figure(figure: str) -> None:
    step, bound = packaged().figures[figure].threshold, RULES[figure].known
    assert step is not None
    moved = RULES.with_values({figure: bound + step})
    test = {**AT_MOST, **AT_LEAST}[figure]
    assert test(bound, moved) is (figure in AT_MOST)
    assert test(bound + step, moved)


NOW = datetime(2026, 3, 2, 9, tzinfo=ZONE)
# no holiday before 4 April
WORKED = [day for n in range(1, 32) if (day := TODAY + timedelta(n)).weekday() < SATURDAY]
STEPS = ("begin", "investigate", "hearing", "propose", "appeal")


def moves(store: Store, figure: str, by: int) -> int:
    """Have the outlet set the figure by so much more or less; return it."""
    value = int(RULES[figure].known) + by
    store.call(set_value, figure, str(value), FIRST, "-", NOW)
    return value


@pytest.mark.parametrize("by", [-1, 0, 1])
@pytest.mark.parametrize("step", STEPS)
def test_the_days_of_a_step_are_the_figure(peopled_store: Store, step: str, by: int) -> None:
    count = moves(peopled_store, f"conduct_days.{step}", by)
    assert peopled_store.call(days.deadline, TODAY, step) == WORKED[count - 1]


def sick(store: Store, first: date, today: date) -> asking.Weighed:
    return store.call(
        asking.weigh, ZHANG, today, kind="sick", first=first, last=first, halves=WHOLE
    )


@pytest.mark.parametrize("by", [-1, 0, 1])
def test_the_days_for_a_record_are_the_figure(peopled_store: Store, by: int) -> None:
    count = moves(peopled_store, "leave.certificate_days", by)
    last = WORKED[count - 1]
    assert sick(peopled_store, TODAY, TODAY).certificate_due == last
    assert sick(peopled_store, TODAY, last).days == 1
    with pytest.raises(OverForLongError):
        sick(peopled_store, TODAY, last + timedelta(1))


@pytest.mark.parametrize("by", [-1, 0, 1])
def test_the_days_a_year_are_the_figure(peopled_store: Store, by: int) -> None:
    count = moves(peopled_store, "leave.personal_days_a_year", by)

    def beyond(last: date, halves: str) -> bool:
        first = WORKED[0]
        return peopled_store.call(
            asking.weigh, ZHANG, TODAY, kind="personal", first=first, last=last, halves=halves
        ).beyond

    # the working days from 3 March on: 30 March is the twentieth
    assert not beyond(WORKED[count - 1], WHOLE)
    assert beyond(WORKED[count], TO_NOON)


IN_CHAT = {
    "leave.personal_days_a_year",
    "leave.certificate_days",
    *(f"conduct_days.{step}" for step in STEPS),
}
COVERED = {*AT_MOST, *AT_LEAST, *IN_CHAT}
