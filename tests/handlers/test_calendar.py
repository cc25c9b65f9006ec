"""The calendar of a form: its rows, its labels, what its buttons carry. 2026-10-09 is a Friday."""

from datetime import date, datetime, time
from itertools import pairwise

import pytest

from handlers.buttons import LIMIT, StaleError
from handlers.form_calendar import CLOSED, EMPTY, MOST_WEEKS, Leaf, day_in, grid, month_named
from handlers.forms import Act, Filling
from handlers.i18n import SOURCE
from handlers.render import plain
from services.days import Days
from services.drafts import VERSION_BITS, Draft
from services.month import Month
from tests.handlers.sample_trip import FORM

TODAY = date(2026, 10, 9)
NOW = datetime.combine(TODAY, time(9))
FILLING = Filling(FORM, Draft("trip", (1 << VERSION_BITS) + 1000), NOW)
MONTHS = [Month(2026, 1).later(one) for one in range(36)]


def drawn(one: Leaf) -> list[list[tuple[str, Act]]]:
    """Return labels and buttons of a calendar's rows."""
    _, rows = grid(FILLING, one)
    pressed = [[(plain(say, SOURCE), act) for say, act in row] for row in rows]
    return [[(label, act) for label, act in row if isinstance(act, Act)] for row in pressed]


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_every_day_stands_under_its_weekday(month: Month) -> None:
    (*_, head), weeks = drawn(Leaf(Days(month), ()))[0], drawn(Leaf(Days(month), ()))[1:]
    assert head[0] == "▶"
    assert 4 <= len(weeks) <= MOST_WEEKS
    found = []
    for week in weeks:
        assert len(week) == 7
        for weekday, (label, act) in enumerate(week):
            if label != EMPTY:
                found.append(date.fromisoformat(act.value))
                assert found[-1].weekday() == weekday
                assert label.strip("‹›") == str(found[-1].day)
    assert (found[0], found[-1]) == (month.first_day, month.last_day)
    assert all((after - before).days == 1 for before, after in pairwise(found))


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_every_button_fits_and_has_a_label(month: Month) -> None:
    for row in drawn(Leaf(Days(month), ())):
        for label, act in row:
            assert len(act.packed().encode()) <= LIMIT
            assert 0 < len(label) <= 8
            assert label.strip()


def test_today_the_chosen_day_and_what_cannot_be_taken_are_marked() -> None:
    refused = {date(2026, 10, 12): "full", date(2026, 10, 13): "full"}
    days = Days(Month(2026, 10), refused)
    rows = drawn(Leaf(days, (), date(2026, 10, 30)))
    labels = {act.value: label for row in rows[1:] for label, act in row if act.what == "pick"}
    assert labels["2026-10-09"] == "‹9›"
    assert labels["2026-10-10"] == "10"
    assert labels["2026-10-12"] == CLOSED
    assert labels["2026-10-30"] == "✓30"
    rows = drawn(Leaf(days, (), date(2026, 10, 13)))
    assert (CLOSED, FILLING.act("pick", "2026-10-13")) in rows[3]


def test_the_ways_end_where_no_day_can_be_taken() -> None:
    def head(days: Days) -> list[tuple[str, str]]:
        return [(label, act.value) for label, act in drawn(Leaf(days, ()))[0]]

    here = ("2026年10月", "2026-10")
    assert head(Days(Month(2026, 10))) == [("◀", "2026-09"), here, ("▶", "2026-11")]
    alone = Days(Month(2026, 10), earlier=False, later=False)
    assert head(alone) == [(EMPTY, "2026-10"), here, (EMPTY, "2026-10")]
    assert head(Days(Month(2036, 10)))[2] == (EMPTY, "2036-10")


@pytest.mark.parametrize("forged", ["", "2026-13", "9999-12", "0000-01", "0001-01", "2037-10"])
def test_a_month_that_was_never_drawn_is_stale(forged: str) -> None:
    with pytest.raises(StaleError):
        month_named(forged, TODAY)


def test_a_month_is_judged_day_by_day() -> None:
    first, last = date(2026, 10, 9), date(2026, 11, 15)

    def judge(day: date) -> str | None:
        return "past" if day < first else "late" if day > last else None

    october = Days.judged(Month(2026, 10), judge, first, last)
    assert len(october.refused) == 8
    assert (october.earlier, october.later, october.none_left) == (False, True, False)
    november = Days.judged(Month(2026, 11), judge, first, last)
    assert len(november.refused) == 15
    assert (november.earlier, november.later) == (True, False)
    assert Days.judged(Month(2026, 9), judge, first, last).none_left
    open_ = Days.judged(Month(2026, 9), lambda _: None)
    assert (open_.earlier, open_.later, open_.refused) == (True, True, {})


def test_the_day_of_an_answer() -> None:
    assert day_in(TODAY) == TODAY
    assert day_in("2026-10-09") is None
    assert day_in(None) is None
