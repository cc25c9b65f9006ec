"""The rulebook: dated figures, the outlet's laid over the packaged ones."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.month import Month
from services.rulebook import (
    BY_GRADE,
    FILES,
    HERE,
    Rulebook,
    UnknownFigureError,
    load,
    packaged,
)
from services.rulebook.figures import SCHEMES, Dated, value_of
from tests.client_rows import MONTH

BOOK = packaged()
DAY = MONTH.first_day
LEVY = "management_levy.rate"


def dated(value: str | None, since: date = DAY, basis: str = "minutes of a meeting") -> Dated:
    """Return a value as the outlet sets one."""
    if value is None:
        return Dated(since, None, "unset", basis)
    return Dated(since, Decimal(value), "confirmed", basis)


def laid(figure: str, *values: Dated) -> Rulebook:
    """Return the packaged rulebook with values laid over one figure."""
    return BOOK.laid_over((figure, one) for one in values)


# dates


def test_a_later_value_holds_from_its_day_on() -> None:
    book = laid(LEVY, dated("0.02", date(2026, 7, 1)), dated("0.03", date(2027, 1, 1)))
    days = [date(2026, 6, 30), date(2026, 7, 1), date(2026, 12, 31), date(2027, 1, 1)]
    values = [book.on(day)[LEVY].value for day in days]
    assert values == [Decimal(text) for text in ("0", "0.02", "0.02", "0.03")]


def test_an_earlier_value_may_be_added_later() -> None:
    book = laid(LEVY, dated("0.03", date(2027, 1, 1)), dated("0.02", date(2026, 7, 1)))
    assert book.on(date(2026, 8, 1))[LEVY].value == Decimal("0.02")


def test_of_two_values_of_a_day_the_last_counts() -> None:
    book = laid(LEVY, dated("0.02"), dated("0.04"))
    assert book.on(DAY)[LEVY].value == Decimal("0.04")


def test_a_figure_can_be_unset_from_a_day_on() -> None:
    step = laid(LEVY, dated(None)).on(DAY)[LEVY]
    assert (step.value, step.missing) == (None, (LEVY,))


def test_a_figure_is_unset_before_its_first_day() -> None:
    step = BOOK.on(date(1999, 12, 31))[LEVY]
    assert step.value is None
    assert step.cited
    assert step.cited.status == "unset"


def test_what_is_set_says_since_when_and_on_what_it_rests() -> None:
    cited = laid(LEVY, dated("0.02")).on(DAY)[LEVY].cited
    assert cited
    assert (cited.status, cited.since, cited.basis) == ("confirmed", DAY, "minutes of a meeting")


def test_laying_over_leaves_the_packaged_rulebook_alone() -> None:
    before = BOOK.version
    laid(LEVY, dated("0.02"))
    assert (packaged().version, BOOK.on(DAY)[LEVY].value) == (before, Decimal(0))


@pytest.mark.parametrize("figure", ["levy", "fixed_pay", "fixed_pay.boss", LEVY + ".2", ""])
def test_a_figure_that_there_is_not_is_refused(figure: str) -> None:
    with pytest.raises(UnknownFigureError):
        laid(figure, dated("1"))
    with pytest.raises(UnknownFigureError):
        BOOK.on(DAY).with_values({figure: Decimal(1)})
    with pytest.raises(UnknownFigureError):
        BOOK.on(DAY)[figure]


@pytest.mark.parametrize(
    ("month", "fees"),
    [("2015-07", None), ("2015-08", "0.0000687"), ("2023-08", "0.0000687"),
     ("2023-09", "0.0000541"), ("2026-10", "0.0000541")],
)  # fmt: skip
def test_a_month_has_the_fees_of_its_first_day(month: str, fees: str | None) -> None:
    step = BOOK.on(Month.parse(month).first_day)["net_revenue.regulatory_fees"]
    assert step.value == (fees and Decimal(fees))


@pytest.mark.parametrize(("month", "tax"), [("2016-04", "0.055"), ("2016-05", "0.0634")])
def test_a_month_has_the_turnover_tax_of_its_first_day(month: str, tax: str) -> None:
    step = BOOK.on(Month.parse(month).first_day)["net_revenue.turnover_tax"]
    assert step.value == Decimal(tax)


# versions


def test_the_version_is_that_of_the_content() -> None:
    assert load(_texts()).version == BOOK.version
    assert Rulebook(dict(reversed(BOOK.figures.items()))).version == BOOK.version


def _texts() -> dict[str, str]:
    return {name: (HERE / name).read_text("utf-8") for name in FILES}


@pytest.mark.parametrize(
    "change",
    [
        dated("0.0000001"),
        dated("0", date(2027, 1, 1)),
        dated(None),
        dated("0", date(2000, 1, 1)),  # the same value on another basis
    ],
)
def test_the_version_changes_with_any_value_day_status_or_basis(change: Dated) -> None:
    assert laid(LEVY, change).version != BOOK.version


def test_every_single_figure_is_in_the_version() -> None:
    versions = {BOOK.version}
    for name, figure in BOOK.figures.items():
        last = figure.dated[-1]
        other = replace(last, value=(last.value or Decimal(0)) + 1, status="assumed")
        versions.add(laid(name, other).version)
    assert len(versions) == len(BOOK.figures) + 1


# levels and schemes


def test_a_grade_may_be_split_into_levels_of_fixed_pay() -> None:
    book = laid("fixed_pay.manager.2", dated("1800"))
    rules = book.on(DAY)
    assert rules.by_level("fixed_pay.manager", "2").value == 1800
    assert rules.by_level("fixed_pay.manager", None).value == 1500
    assert rules.by_level("fixed_pay.senior", "2").value == 2000
    earlier = book.on(MONTH.later(-1).first_day)
    assert earlier.by_level("fixed_pay.manager", "2").value == 1500


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_scheme_starts_as_a_copy_and_every_value_is_assumed(scheme: str) -> None:
    own = {name: figure for name, figure in BOOK.figures.items() if name.startswith(scheme + ".")}
    default = {name for name in BOOK.figures if name.partition(".")[0] in BY_GRADE}
    assert own.keys() == {f"{scheme}.{name}" for name in default}
    for name, figure in own.items():
        original = BOOK.figures[name.removeprefix(scheme + ".")]
        assert [(d.since, d.value) for d in figure.dated] == [
            (d.since, d.value) for d in original.dated
        ]
        assert {d.status for d in figure.dated} == {"assumed"}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_scheme_has_its_own_figures_of_a_grade_and_shares_the_others(scheme: str) -> None:
    rules = laid(f"{scheme}.fixed_pay.manager", dated("900")).on(DAY).of(scheme)
    assert rules["fixed_pay.manager"].value == 900
    assert rules["lateness.amount"].what == "lateness.amount"
    assert BOOK.on(DAY).of("part_time")["fixed_pay.manager"].what == "fixed_pay.manager"


def test_a_zero_is_no_value_for_what_is_divided_by() -> None:
    divisors = ["accounts_standard.chief", "agent.value_standard.senior", "leave.days_a_month"]
    for figure in divisors:
        with pytest.raises(ValueError, match="0"):
            value_of(figure, "0.0")
    assert value_of("asset_threshold.trainee", "0") == 0
    assert value_of("income_tax.deduct_risk_fund", "true") == 1
