"""A log is filed, corrected until the day on which it is chased, and chased only if missing.

5 to 11 October 2026 is asked for on Friday the 9th, chased on Monday, missed on Tuesday.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services.leave import ledger
from services.store import Store
from services.worklog import chase, reading
from services.worklog import own as logs
from services.worklog.own import LogClosedError, NoLogError
from tests.worklog import (
    ANSWERS,
    CHEN,
    LI,
    OCTOBER_5,
    OFFICE,
    SEPTEMBER_28,
    TANG,
    ZHANG,
    ZHENG,
    ask,
    at,
    file,
    staff,
    told,
)

SECOND = timedelta(seconds=1)
MIDNIGHT = at(10, 13, 0)  # the Monday is over


def run(store: Store, work: Callable[..., Any], due: datetime) -> None:
    store.call(work, due, due)


def data(store: Store, kind: str) -> dict[int, str]:
    return {one: row.data for one, row in told(store, kind).items()}


def test_those_who_sell_are_asked_and_nobody_else(peopled_store: Store) -> None:
    store = peopled_store
    ask(store)
    asked = {staff(store, one) for one in ("JC015", "JC019", "JC031")}  # JC032 has no account
    assert set(told(store, "worklog")) == asked
    ask(store)  # once
    assert len(told(store, "worklog")) == len(asked)


def test_who_filed_before_is_not_asked(peopled_store: Store) -> None:
    file(peopled_store, ZHANG, at(10, 8), OCTOBER_5)
    ask(peopled_store)
    assert staff(peopled_store, "JC031") not in told(peopled_store, "worklog")


def test_it_is_corrected_until_the_day_of_the_chase_is_over(peopled_store: Store) -> None:
    store = peopled_store
    first = file(store, ZHANG, at(10, 9, 17), OCTOBER_5).log
    assert first
    assert not first.corrected
    found = file(store, ZHANG, MIDNIGHT - SECOND, OCTOBER_5, plan="周五走访", asked=None)
    assert found.log
    kept = {one: ANSWERS[one] for one in ("visits", "results")}
    assert found.log.answers == {**kept, "plan": "周五走访"}
    assert (found.log.filed_at, found.log.corrected, found.log.late) == (
        at(10, 9, 17),
        True,
        False,
    )
    with pytest.raises(LogClosedError):
        file(store, ZHANG, MIDNIGHT, OCTOBER_5)


def test_it_can_be_filed_late_until_the_next_is_asked_for(peopled_store: Store) -> None:
    moments = {ZHANG: MIDNIGHT - SECOND, LI: MIDNIGHT, TANG: at(10, 16, 16) - SECOND}
    found = {who: file(peopled_store, who, now, OCTOBER_5).log for who, now in moments.items()}
    assert {who: log and log.late for who, log in found.items()} == {
        ZHANG: False,
        LI: True,
        TANG: True,
    }


def test_after_that_it_cannot(peopled_store: Store) -> None:
    for now in (at(10, 16, 16), at(10, 20)):
        with pytest.raises(LogClosedError):
            file(peopled_store, ZHANG, now, OCTOBER_5)


def test_not_of_a_week_to_come_or_a_day_that_is_no_monday(peopled_store: Store) -> None:
    with pytest.raises(LogClosedError):
        file(peopled_store, ZHANG, at(10, 9), date(2026, 10, 12))
    for week in (date(2026, 10, 6), date(2026, 2, 16)):  # a Tuesday; nothing of it is worked
        with pytest.raises((NoLogError, LogClosedError)):
            file(peopled_store, ZHANG, at(10, 9), week)


def test_who_writes_none(peopled_store: Store) -> None:
    for who in (CHEN, OFFICE, ZHENG):
        with pytest.raises(NoLogError):
            file(peopled_store, who, at(10, 9), OCTOBER_5)


def test_the_chase_is_for_those_who_have_not_filed(peopled_store: Store) -> None:
    store = peopled_store
    ask(store)
    file(store, ZHANG, at(10, 10), OCTOBER_5)
    run(store, chase.chase, at(10, 12))
    assert set(told(store, "worklog_chase")) == {staff(store, "JC015"), staff(store, "JC019")}


def test_superiors_hear_once_whose_is_missing(peopled_store: Store) -> None:
    store = peopled_store
    ask(store)
    file(store, LI, at(10, 10), OCTOBER_5)
    run(store, chase.chase, at(10, 12))
    for due in (at(10, 12), at(10, 13), at(10, 14)):
        run(store, chase.missing, due)
    found = data(store, "worklog_missing")
    assert set(found) == {staff(store, "JC019"), staff(store, "JC012")}  # of 张伟, of 唐志远
    assert "张伟" in found[staff(store, "JC019")]
    assert "唐志远" in found[staff(store, "JC012")]
    assert {row.made_at for row in told(store, "worklog_missing").values()} == {at(10, 13)}


def test_nobody_is_named_who_was_not_chased(peopled_store: Store) -> None:
    ask(peopled_store)
    run(peopled_store, chase.missing, at(10, 13))
    assert told(peopled_store, "worklog_missing") == {}


def away(monkeypatch: pytest.MonkeyPatch, who: int, first: date, last: date) -> None:
    """Have somebody on leave."""

    def found(_session: object, day: date, **_: bool) -> frozenset[int]:
        return frozenset({who}) if first <= day <= last else frozenset()

    monkeypatch.setattr(ledger, "away_at", found)


def test_on_leave_all_the_week_he_owes_none(
    peopled_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, zhang = peopled_store, staff(peopled_store, "JC031")
    away(monkeypatch, zhang, date(2026, 10, 8), date(2026, 10, 9))  # what of it is worked
    ask(store)
    run(store, chase.chase, at(10, 12))
    assert zhang not in {*told(store, "worklog"), *told(store, "worklog_chase")}


def test_on_leave_on_friday_he_is_asked_when_he_is_back(
    peopled_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, zhang = peopled_store, staff(peopled_store, "JC031")
    away(monkeypatch, zhang, date(2026, 10, 9), date(2026, 10, 9))
    ask(store)
    assert zhang not in told(store, "worklog")
    run(store, chase.chase, at(10, 12))
    assert zhang in told(store, "worklog_chase")


def test_on_leave_he_is_not_named(peopled_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store, zhang = peopled_store, staff(peopled_store, "JC031")
    ask(store)
    run(store, chase.chase, at(10, 12))
    away(monkeypatch, zhang, date(2026, 10, 13), date(2026, 10, 13))
    run(store, chase.missing, at(10, 13))
    assert staff(store, "JC019") not in told(store, "worklog_missing")


def test_the_week_that_is_written_about(peopled_store: Store) -> None:
    store = peopled_store
    assert store.call(logs.own, ZHANG, at(10, 9)).week == OCTOBER_5  # nothing was asked before
    ask(store, at(9, 30, 16))
    found = store.call(logs.own, ZHANG, at(10, 8))
    assert (found.week, found.due, found.over) == (SEPTEMBER_28, True, False)
    assert store.call(logs.own, ZHANG, at(10, 9)).over
    assert store.call(logs.own, ZHANG, at(10, 9, 16)).week == OCTOBER_5
    file(store, ZHANG, at(10, 8), SEPTEMBER_28)
    assert store.call(logs.own, ZHANG, at(10, 8)).week == OCTOBER_5


def test_those_above_see_who_filed(peopled_store: Store) -> None:
    store = peopled_store
    ask(store)
    file(store, ZHANG, at(10, 9, 17), OCTOBER_5, asked=None)
    file(store, LI, at(10, 9, 18), OCTOBER_5)
    seen = store.call(reading.overview, TANG, at(10, 9, 19))
    assert (seen.week, seen.filed) == (OCTOBER_5, 2)
    assert [(one.author.number, one.direct) for one in seen.lines] == [
        ("JC019", True),
        ("JC031", False),
    ]
    asked = store.call(reading.questions, TANG, at(10, 9, 19), OCTOBER_5)
    assert [one.author.number for one in asked] == ["JC019"]
