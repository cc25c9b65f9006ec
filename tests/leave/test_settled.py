"""What becomes of leave: rows of 考勤 and what takes them back, in all the ways it can end."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from services.approvals import deciding
from services.facts.edit import MonthsClosedError
from services.leave import changing, ledger, mending
from services.leave.asking import FROM_NOON, TO_NOON
from services.leave.changing import BegunError, CannotBeChangedError, NotBackError
from services.month import Month
from services.organisation import NotYoursError
from services.store import Store
from services.store.approvals import Approval
from tests.leave import LI, NOW, TANG, ZHANG, approve, ask, day, entered, record, row, staff
from tests.stage import ZONE
from tests.world import freeze

OCTOBER = Month(2026, 10)
ONE, HALF = Decimal(1), Decimal("0.5")
WEDNESDAY = datetime(2026, 10, 14, 12, tzinfo=ZONE)


def kept(store: Store, kind: str = "personal") -> Mapping[date, Decimal]:
    return store.call(entered, staff(store, "JC031"), kind, OCTOBER)


def back(store: Store, who: int, now: datetime, leave: int, on: date) -> changing.Changed:
    return store.call(changing.come_back, who, now, leave=leave, day=on, noon=False)


def version(store: Store, approval: int | None) -> tuple[int, int]:
    one = store.call(lambda session: session.get_one(Approval, approval))
    return one.id, one.version


def test_each_working_day_becomes_a_row(peopled_store: Store) -> None:
    leave = ask(peopled_store, "personal", day(10, 10), day(10, 13), FROM_NOON)
    assert kept(peopled_store) == {}
    approve(peopled_store, leave)
    assert kept(peopled_store) == {day(10, 10): HALF, day(10, 12): ONE, day(10, 13): ONE}
    assert row(peopled_store, leave).batch_id


@pytest.mark.parametrize(
    ("kind", "entry"),
    [("sick", "sick"), ("injury", "injury"), ("annual", "other"), ("maternity", "other")],
)
def test_kinds_as_the_sheet_knows_them(peopled_store: Store, kind: str, entry: str) -> None:
    approve(peopled_store, ask(peopled_store, kind, day(10, 12), day(10, 12)))
    assert kept(peopled_store, entry) == {day(10, 12): ONE}
    assert row(peopled_store, ask(peopled_store, kind, day(10, 13), day(10, 13))).kind == kind


def test_two_halves_of_a_day_make_one(peopled_store: Store) -> None:
    morning = ask(peopled_store, "personal", day(10, 12), day(10, 12), TO_NOON)
    afternoon = ask(peopled_store, "personal", day(10, 12), day(10, 12), FROM_NOON)
    approve(peopled_store, morning)
    assert kept(peopled_store) == {day(10, 12): HALF}
    approve(peopled_store, afternoon)
    assert kept(peopled_store) == {day(10, 12): ONE}
    peopled_store.call(changing.cancel, ZHANG, NOW, leave=morning)
    approval = version(peopled_store, row(peopled_store, morning).change_id)
    peopled_store.call(deciding.approve, LI, NOW, *approval)
    assert kept(peopled_store) == {day(10, 12): HALF}


@pytest.mark.parametrize("act", ["reject", "withdraw"])
def test_refused_or_withdrawn_leaves_nothing(peopled_store: Store, act: str) -> None:
    leave = ask(peopled_store, "personal", day(10, 12), day(10, 13))
    approval, at = version(peopled_store, row(peopled_store, leave).approval_id)
    if act == "reject":
        peopled_store.call(
            deciding.reject, TANG, NOW, approval=approval, version=at, reason="人手不够"
        )
    else:
        peopled_store.call(deciding.withdraw, ZHANG, NOW, approval, at)
    assert kept(peopled_store) == {}
    assert ask(peopled_store, "personal", day(10, 12), day(10, 13))  # the days are free again


def test_cancelled_with_consent_before_it_begins(peopled_store: Store) -> None:
    leave = ask(peopled_store, "personal", day(10, 12), day(10, 13))
    with pytest.raises(CannotBeChangedError):
        peopled_store.call(changing.cancel, ZHANG, NOW, leave=leave)
    approve(peopled_store, leave)
    peopled_store.call(changing.cancel, ZHANG, NOW, leave=leave)
    assert kept(peopled_store) == {day(10, 12): ONE, day(10, 13): ONE}
    with pytest.raises(CannotBeChangedError):
        peopled_store.call(changing.cancel, ZHANG, NOW, leave=leave)
    approval = version(peopled_store, row(peopled_store, leave).change_id)
    for _ in range(2):
        peopled_store.call(deciding.approve, LI, NOW, *approval)
    assert kept(peopled_store) == {}
    assert row(peopled_store, leave).state == "cancelled"


def test_on_its_first_day_it_is_cut_short_and_not_cancelled(peopled_store: Store) -> None:
    leave = ask(peopled_store, "personal", day(10, 12), day(10, 13))
    approve(peopled_store, leave)
    monday = datetime(2026, 10, 12, 9, tzinfo=ZONE)
    with pytest.raises(BegunError):
        peopled_store.call(changing.cancel, ZHANG, monday, leave=leave)
    assert peopled_store.call(changing.cancel, LI, monday - timedelta(1), leave=leave)


def test_the_superior_needs_nobodys_consent(peopled_store: Store) -> None:
    leave = ask(peopled_store, "personal", day(10, 12), day(10, 13))
    approve(peopled_store, leave)
    done = peopled_store.call(changing.cancel, LI, NOW, leave=leave)
    assert done.approval is None
    assert kept(peopled_store) == {}


def test_back_early_the_days_after_are_worked(peopled_store: Store) -> None:
    leave = ask(peopled_store, "personal", day(10, 12), day(10, 16))
    approve(peopled_store, leave)
    for wrong in (day(10, 15), day(10, 10)):  # still to come, before it
        with pytest.raises(NotBackError):
            peopled_store.call(
                changing.come_back, ZHANG, WEDNESDAY, leave=leave, day=wrong, noon=False
            )
    peopled_store.call(
        changing.come_back, ZHANG, WEDNESDAY, leave=leave, day=day(10, 14), noon=True
    )
    assert sum(kept(peopled_store).values()) == 5
    approval = version(peopled_store, row(peopled_store, leave).change_id)
    peopled_store.call(deciding.approve, LI, WEDNESDAY, *approval)
    assert kept(peopled_store) == {day(10, 12): ONE, day(10, 13): ONE, day(10, 14): HALF}
    assert row(peopled_store, leave).days == Decimal("2.5")
    # the days given up can be taken anew
    assert ask(peopled_store, "annual", day(10, 15), day(10, 16), now=WEDNESDAY)


def test_back_on_the_first_morning_nothing_is_left(peopled_store: Store) -> None:
    leave = ask(peopled_store, "personal", day(10, 12), day(10, 13))
    approve(peopled_store, leave)
    monday = datetime(2026, 10, 12, 9, tzinfo=ZONE)
    peopled_store.call(changing.come_back, LI, monday, leave=leave, day=day(10, 12), noon=False)
    assert kept(peopled_store) == {}


def test_not_confirmed_the_leave_stands(peopled_store: Store) -> None:
    leave = ask(peopled_store, "personal", day(10, 12), day(10, 16))
    approve(peopled_store, leave)
    back(peopled_store, ZHANG, WEDNESDAY, leave, day(10, 14))
    approval, at = version(peopled_store, row(peopled_store, leave).change_id)
    peopled_store.call(
        deciding.reject, LI, WEDNESDAY, approval=approval, version=at, reason="没见到人"
    )
    assert sum(kept(peopled_store).values()) == 5
    assert back(peopled_store, ZHANG, WEDNESDAY, leave, day(10, 14))  # it can be said again


def test_frozen_meanwhile_nothing_is_written(peopled_store: Store) -> None:
    leave = ask(peopled_store, "personal", day(10, 12), day(10, 13))
    peopled_store.call(freeze, OCTOBER)
    with pytest.raises(MonthsClosedError):
        approve(peopled_store, leave)
    assert kept(peopled_store) == {}
    assert row(peopled_store, leave).state == "running"


def test_days_in_a_frozen_month_are_not_given_back(peopled_store: Store) -> None:
    leave = ask(peopled_store, "personal", day(10, 30), day(11, 3))
    approve(peopled_store, leave)
    peopled_store.call(freeze, OCTOBER)
    late = datetime(2026, 11, 3, 9, tzinfo=ZONE)
    with pytest.raises(MonthsClosedError):
        back(peopled_store, LI, late, leave, day(10, 30))
    assert back(peopled_store, LI, late, leave, day(11, 2))
    assert kept(peopled_store) == {day(10, 30): ONE}


def test_absence_shrinks_to_what_is_left_of_the_day(peopled_store: Store) -> None:
    zhang = staff(peopled_store, "JC031")
    peopled_store.call(record, zhang, "JC031", (day(10, 8), "absence", "1"))
    approve(peopled_store, ask(peopled_store, "sick", day(10, 8), day(10, 8), FROM_NOON))
    assert kept(peopled_store, "absence") == {day(10, 8): HALF}
    approve(peopled_store, ask(peopled_store, "sick", day(10, 8), day(10, 8), TO_NOON))
    assert kept(peopled_store, "absence") == {}


def test_returned_it_is_mended_and_goes_again(peopled_store: Store) -> None:
    leave = ask(peopled_store, "marriage", day(10, 19), day(10, 21))
    approval, at = version(peopled_store, row(peopled_store, leave).approval_id)
    peopled_store.call(
        deciding.give_back, TANG, NOW, approval=approval, version=at, reason="避开周一", to=-1
    )
    assert row(peopled_store, leave).state == "returned"
    with pytest.raises(NotYoursError):
        peopled_store.call(mending.mend, 12, NOW, leave=leave, first=day(10, 20))
    peopled_store.call(mending.mend, ZHANG, NOW, leave=leave, first=day(10, 20), halves=TO_NOON)
    assert row(peopled_store, leave).days == Decimal("1.5")
    with pytest.raises(CannotBeChangedError):
        peopled_store.call(mending.mend, ZHANG, NOW, leave=leave, first=day(10, 19))
    assert approve(peopled_store, leave) == ("district_manager", "general_manager")
    assert kept(peopled_store, "other") == {day(10, 20): ONE, day(10, 21): HALF}


def test_who_is_away_at_a_time(peopled_store: Store) -> None:
    zhang = staff(peopled_store, "JC031")
    leave = ask(peopled_store, "personal", day(10, 12), day(10, 14), TO_NOON)
    pending = peopled_store.call(ledger.away_at, day(10, 13), noon=True)
    approve(peopled_store, leave)
    away = {
        (number, noon): peopled_store.call(ledger.away_at, day(10, number), noon=noon)
        for number in (12, 14, 15)
        for noon in (False, True)
    }
    assert pending == frozenset()
    assert {when for when, people in away.items() if people == {zhang}} == {
        (12, False),
        (12, True),
        (14, False),
    }
