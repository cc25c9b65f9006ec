"""Who is away: whose days one sees, whose reasons not, and what a month's sheet says."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from handlers.away import DAY, MONTH, WEEK, period
from services import away, organisation
from services.away import Absence, Away, spread
from services.store import Store
from services.working_days import WorkingDays
from tests.branch import TODAY, account
from tests.rights import EVERYBODY, may_see

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
DAYS = WorkingDays()


@pytest.mark.parametrize(
    ("day", "quantity", "expected"),
    [
        (date(2026, 10, 14), "0.5", [(14, "0.5")]),
        (date(2026, 10, 14), "1", [(14, "1")]),
        (date(2026, 10, 23), "2.5", [(23, "1"), (26, "1"), (27, "0.5")]),  # from a Friday
        (date(2026, 9, 30), "2", [(30, "1"), (8, "1")]),  # over the National Day holidays
    ],
)
def test_a_row_of_several_days_takes_working_days(
    day: date, quantity: str, expected: list[tuple[int, str]]
) -> None:
    found = list(spread(DAYS, day, Decimal(quantity)))
    assert [(one.day, str(part)) for one, part in found] == expected


def in_october(store: Store, number: str) -> Away:
    return store.call(away.away, account(number), TODAY, FIRST, LAST)


@pytest.mark.parametrize("number", ["JC001", "JC003", "JC009", "JC012", "JC019", "JC031", "JC029"])
def test_whom_one_sees_and_what_of_them(filled_store: Store, number: str) -> None:
    asker, found = EVERYBODY[number], in_october(filled_store, number)
    by_id = {one.staff_id: EVERYBODY[one.number] for one in found.people}
    everybody = [one for one in EVERYBODY.values() if one.number not in {"JC061", "JC062"}]
    expected = {one.number for one in everybody if may_see(asker, one) or one.unit == asker.unit}
    assert {one.number for one in found.people} == expected
    for one in found.absences:
        assert bool(one.kind) is may_see(asker, by_id[one.staff_id])


def test_somebody_is_away_in_the_demo_and_a_colleague_does_not_read_why(
    filled_store: Store,
) -> None:
    ids = {
        one.number: one.staff_id
        for one in filled_store.call(organisation.on, TODAY).people.values()
    }
    days = [date(2026, 10, n) for n in (20, 21, 22, 23)]
    mine, theirs = in_october(filled_store, "JC019"), in_october(filled_store, "JC031")
    assert [(one.day, one.kind) for one in mine.of(ids["JC032"])] == [(d, "sick") for d in days]
    assert [(one.day, one.kind) for one in theirs.of(ids["JC032"])] == [(d, "") for d in days]


def test_what_is_asked_for_is_marked(filled_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    staff_id = filled_store.call(organisation.by_number, "JC032", TODAY).staff_id

    def asked(_session: Session, first: date, _last: date) -> Iterator[Absence]:
        yield Absence(staff_id, first, half=True, kind="personal")

    monkeypatch.setattr(away, "PENDING", [asked])
    found = in_october(filled_store, "JC031").of(staff_id)
    assert found[0] == Absence(staff_id, FIRST, half=True, kind="", pending=True)


@pytest.mark.parametrize(
    ("span", "turn", "expected"),
    [
        (DAY, -1, (date(2026, 11, 4), date(2026, 11, 4))),
        (WEEK, 0, (date(2026, 11, 2), date(2026, 11, 8))),
        (WEEK, 1, (date(2026, 11, 9), date(2026, 11, 15))),
        (MONTH, 2, (date(2027, 1, 1), date(2027, 1, 31))),
        (DAY, 10**9, (date(2028, 11, 6), date(2028, 11, 6))),  # only a forged button asks that
    ],
)
def test_what_a_turn_shows(span: int, turn: int, expected: tuple[date, date]) -> None:
    assert period(TODAY, span, turn) == expected
