"""By when what is due and who is told when (Article 20; RULES 11: one month from the exam).

Broken by another day in `due`, a reminder more or fewer in BEFORE, a week of another length.
"""

from datetime import date, datetime, timedelta

import pytest

from services.leave import ledger
from services.store import Store
from services.store.trainingfile import TrainingFile
from services.trainingfile import chase, recording, rows
from services.trainingfile.rows import CONTRACTED, LISTED, PASSED, TRAINING
from tests.trainingfile import (
    at,
    concluded,
    issued,
    listed,
    opened,
    passed,
    sat,
    staff,
    state,
    told,
    trained,
)

DAY = timedelta(1)


def row(state: str, exam: date | None, opened_on: date = date(2026, 1, 1)) -> TrainingFile:
    return TrainingFile(staff_id=1, state=state, version=1, opened_on=opened_on, exam_on=exam)


@pytest.mark.parametrize(
    ("exam", "due"),
    [
        (date(2026, 10, 15), date(2026, 11, 15)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 8, 31), date(2026, 9, 30)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2026, 2, 28), date(2026, 3, 28)),
    ],
)
def test_contract_and_notices_are_due_a_month_after_the_exam(exam: date, due: date) -> None:
    assert rows.due(row(LISTED, exam)) == due
    assert rows.due(row(CONTRACTED, exam)) == due
    assert rows.contract_due(row(PASSED, exam)) == due
    assert rows.due(row(PASSED, exam)) == exam + 3 * DAY


def test_the_exam_is_due_thirty_days_after_opening_and_again_after_a_failed_one() -> None:
    first = date(2026, 10, 1)
    assert rows.due(row(TRAINING, None, first)) == date(2026, 10, 31)
    assert rows.due(row(TRAINING, date(2026, 10, 9), first)) == date(2026, 10, 31)
    assert rows.due(row(TRAINING, date(2026, 10, 30), first)) == date(2026, 11, 13)
    assert rows.contract_due(row(TRAINING, date(2026, 10, 30), first)) is None
    assert rows.due(row(rows.DONE, first)) is None


@pytest.mark.parametrize(
    ("left", "stage"),
    [
        *((11, None), (10, 10), (9, 10), (4, 10), (3, 3), (1, 3), (0, 0)),
        *((-1, -1), (-7, -1), (-8, -2), (-14, -2), (-15, -3)),
    ],
)
def test_a_contract_is_chased(left: int, stage: int | None) -> None:
    today = date(2026, 10, 15) - timedelta(left)
    assert chase.stage(row(LISTED, date(2026, 9, 15)), today, today) == stage


def test_what_is_due_on_a_day_off_is_said_on_the_last_working_day_before() -> None:
    one = row(LISTED, date(2026, 10, 15))  # due on Sunday 15 November
    friday, sunday = date(2026, 11, 13), date(2026, 11, 15)
    assert chase.stage(one, friday, sunday) == 0
    assert chase.stage(one, friday - DAY, friday - DAY) == 3


def run(store: Store, first: datetime, days: int) -> None:
    """Tick every morning."""
    for number in range(days):
        now = first + number * DAY
        store.call(chase.daily, now, now)


def days_of(store: Store, kind: str, file: int) -> list[tuple[str, str]]:
    return [(who, key.split(":")[1].removeprefix(f"{file}.")) for who, key in told(store, kind)]


def test_a_late_contract_is_chased_weekly_and_escalated_once(filled_store: Store) -> None:
    store = filled_store
    file = passed(store, date(2026, 10, 15))
    listed(store, at(10, 16))
    run(store, at(11, 1), 30)
    due = [
        key.rpartition(".")[2] for who, key in days_of(store, chase.DUE, file) if who == "JC002"
    ]
    assert due == ["10", "3", "0", "-1", "-2", "-3"]
    assert {who for who, _key in told(store, chase.DUE)} == {"JC002"}
    assert days_of(store, chase.LATE, file) == [("JC001", "2026-11-15")]
    concluded(store, file, at(11, 30, 10))
    assert issued(store, file, at(11, 30, 11)).done
    before = told(store, chase.DUE)
    run(store, at(12, 1), 30)
    assert told(store, chase.DUE) == before


def test_a_list_that_is_not_handed_in_is_chased_and_escalated_all_the_same(
    filled_store: Store,
) -> None:
    file = passed(filled_store, date(2026, 10, 15))
    run(filled_store, at(10, 16), 32)
    chased = days_of(filled_store, chase.DUE, file)
    assert {who for who, _key in chased} == {"JC011"}
    due = [key.removeprefix("passed.2026-10-18.") for _who, key in chased]
    assert due == ["0", "-1", "-2", "-3", "-4", "-5"]  # on Friday 16th for Sunday 18th
    assert days_of(filled_store, chase.LATE, file) == [("JC001", "2026-11-15")]


def test_whoever_is_away_is_not_reminded(
    filled_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = passed(filled_store, date(2026, 10, 15))
    listed(filled_store, at(10, 16))
    lin = staff(filled_store, "JC002")
    monkeypatch.setattr(ledger, "away_at", lambda *_, **__: frozenset({lin}))
    run(filled_store, at(11, 5), 1)
    assert [who for who, _ in days_of(filled_store, chase.DUE, file)] == ["JC002"]  # nobody else
    monkeypatch.setattr(chase, "owing", lambda *_: [lin, staff(filled_store, "JC006")])
    run(filled_store, at(11, 12), 1)
    assert [who for who, _ in days_of(filled_store, chase.DUE, file)] == ["JC002", "JC006"]


def test_a_newcomers_file_opens_by_itself_once(filled_store: Store) -> None:
    assert state(filled_store) == ""
    run(filled_store, at(10, 31), 2)  # he joined on 1 October
    assert state(filled_store) == TRAINING
    assert told(filled_store, recording.OPENED) != []
    people = sorted(who for who, _key in told(filled_store, recording.OPENED))
    assert people == ["JC011", "JC060"]


def test_who_joined_longer_ago_has_none(filled_store: Store) -> None:
    run(filled_store, at(11, 1), 2)
    assert state(filled_store) == ""


def test_who_left_is_not_chased(filled_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    file = opened(filled_store)
    trained(filled_store, file)
    sat(filled_store, file, date(2026, 10, 6), passed=False)
    gone = lambda self, day: self.number != "JC060"  # noqa: ARG005, E731 - he is gone that day
    monkeypatch.setattr("services.history.Employee.works_on", gone)
    run(filled_store, at(11, 20), 10)
    assert told(filled_store, chase.DUE) == []
