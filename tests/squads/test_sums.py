"""A group's sums are its people's pay added up, against the standards of their grades.

Article 12: a senior's standards are 6 accounts and 800 000, an assistant's 4 and 300 000, a
manager's 5 and 500 000: 李静怡 and 丁若曦 are senior, 吕子涵 an assistant, 张伟 a manager. Broken
by a figure of somebody else, a standard of another grade, a sum that gives somebody away.
"""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from services import payslips
from services.briefs import digest, progress
from services.month import Month
from services.squads import reading
from services.squads.reading import Overview
from services.store import Store, changes
from services.store.figures import Batch
from tests.branch import TODAY, account
from tests.briefs import said
from tests.briefs import staff as staff_of
from tests.squads import BLUE, RED, at, ids, made, moved, turned

OCTOBER = Month(2026, 10)


def pay(session: Session, staff: int) -> tuple[Decimal, Decimal]:
    """Return what /pay counts of a person's October: accounts, value."""
    facts = payslips.of_month(session, staff, OCTOBER).slip.facts
    return facts.new_effective_accounts[-1].known, facts.new_custody_value[-1].known


def overview(store: Store, number: str) -> Overview:
    return store.call(reading.overview, account(number), TODAY)


def heard(store: Store, number: str) -> dict[str, bool]:
    """Return which groups' sums somebody hears."""
    found = overview(store, number).lines
    return {one.group.name: one.reached is not None for one in found}


def test_sums_and_targets(filled_store: Store) -> None:
    squad = made(filled_store, "红队", RED)
    found = filled_store.call(reading.card, account("JC031"), TODAY, squad)
    every = [filled_store.call(pay, one) for one in ids(filled_store, *RED)]
    assert found.line.reached
    accounts, value = (found.line.reached[one] for one in ("accounts", "value"))
    assert accounts.done == sum(one for one, _ in every) == 21
    assert value.done == sum(one for _, one in every) == 2_345_000
    assert accounts.target == 6 + 4 + 5 + 6
    assert value.target == 800_000 * 2 + 300_000 + 500_000
    assert (value.rate, found.sums.month) == (Decimal(2_345_000) / 2_400_000, OCTOBER)


def test_the_furthest_comes_first(filled_store: Store) -> None:
    made(filled_store, "红队", RED)
    made(filled_store, "蓝队", BLUE)
    lines = overview(filled_store, "JC015").lines
    rates = {one.group.name: (one.reached or {})["value"].rate for one in lines}
    assert [one.group.name for one in lines] == sorted(rates, key=lambda n: -(rates[n] or 0))
    assert rates["红队"] == Decimal(2_345_000) / 2_400_000


@pytest.mark.parametrize("pair", [("JC030", "JC031"), ("JC033", "JC034")])
def test_a_pair_gives_each_other_away(filled_store: Store, pair: tuple[str, str]) -> None:
    """Also where many are left of the outlet, as of WD03."""
    made(filled_store, "红队", pair)
    assert heard(filled_store, pair[1]) == {"红队": False}
    assert heard(filled_store, "JC015") == heard(filled_store, "JC012") == {"红队": True}


def test_what_is_left_of_an_outlet_is_somebodys_figure(filled_store: Store) -> None:
    """WD02 less three of its four is the fourth's; the outlet's sum is in Monday's digest."""
    made(filled_store, "红队", RED[1:])
    assert heard(filled_store, "JC031") == {"红队": False}
    assert heard(filled_store, "JC015") == {"红队": True}


def test_what_is_left_of_its_maker_is_his_to_give(filled_store: Store) -> None:
    made(filled_store, "早会组", RED[1:], who=account("JC019"))
    assert heard(filled_store, "JC031") == {"早会组": True}


def test_a_change_is_not_to_be_subtracted(filled_store: Store) -> None:
    """The figures are of 5 November: on the 6th the sum before less the sum after is one man's."""
    squad = made(filled_store, "蓝队", BLUE)
    assert heard(filled_store, "JC034") == {"蓝队": True}
    turned(filled_store, squad, "JC021", now=at(11, 6))
    assert heard(filled_store, "JC034") == {"蓝队": False}
    assert heard(filled_store, "JC015") == {"蓝队": True}


def test_on_its_first_day_a_group_is_put_together(filled_store: Store) -> None:
    squad = made(filled_store, "蓝队", BLUE, now=at(11, 6))
    turned(filled_store, squad, "JC021", now=at(11, 6, 18))
    found = filled_store.call(reading.overview, account("JC034"), at(11, 6).date())
    assert [one.reached is not None for one in found.lines] == [True]


def test_what_is_not_released_is_in_no_sum(filled_store: Store) -> None:
    made(filled_store, "红队", RED)
    hide = changes(lambda session: session.execute(update(Batch).values(released_at=None)))
    filled_store.call(hide)
    found = overview(filled_store, "JC015")
    assert (found.sums.month, [one.reached for one in found.lines]) == (None, [None])


def test_who_came_after_the_month_is_in_no_sum_of_it(filled_store: Store) -> None:
    """A grade of November sets no target of October."""
    made(filled_store, "红队", RED)
    filled_store.call(moved, "JC031", TODAY.replace(day=1), grade="chief")
    (line,) = overview(filled_store, "JC015").lines
    assert (line.reached or {})["accounts"].target == 21


@pytest.mark.parametrize("number", ["JC031", "JC019"])
def test_the_progress_and_the_digest_have_a_line_of_it(filled_store: Store, number: str) -> None:
    from handlers.briefs import digest as drawn  # noqa: PLC0415
    from handlers.briefs import progress as card  # noqa: PLC0415

    made(filled_store, "红队", RED)
    line = "小组「红队」市值 234.5万/240万 ※，有效户 21户/21户 ※"
    staff = staff_of(filled_store, number)
    found = filled_store.call(progress.computed, at(10, 15))
    assert line in said(card.drawn, found.people[staff])
    weekly = filled_store.call(digest.computed, at(11, 9, 10))
    data: dict[str, Any] = {
        "week": "2026-11-02",
        "last": "2026-11-08",
        "outlets": weekly.people[staff],
    }
    data |= {"reads": False, "squad": weekly.squads[staff]}
    assert line in said(drawn.drawn, data)


def test_a_pair_has_no_line(filled_store: Store) -> None:
    made(filled_store, "红队", ("JC030", "JC031"))
    assert filled_store.call(digest.computed, at(11, 9, 10)).squads == {}
