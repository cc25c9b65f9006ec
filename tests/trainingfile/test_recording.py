"""What is recorded in a file, in which order, and what can be put right until when.

Broken by an exam without all levels, a state that lets more be recorded, a list handed in twice.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from services.store import Store
from services.store.trainingfile import TrainingEntry
from services.trainingfile import concluding, reading, recording
from services.trainingfile.recording import DayError, LevelsMissingError, MovedOnError
from services.trainingfile.rows import CONTRACTED, DONE, LISTED, PASSED, TRAINING
from tests.shanghai import going
from tests.trainingfile import (
    LIN,
    NEW,
    OFFICE,
    ZENG,
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
    whole,
)

EXAM = date(2026, 10, 15)
DAY = timedelta(1)


def acts(store: Store, file: int) -> list[str]:
    chosen = select(TrainingEntry.act).where(TrainingEntry.file_id == file)
    return store.call(lambda s: list(s.scalars(chosen.order_by(TrainingEntry.number))))


def level(store: Store, file: int, day: date, number: int = 0, trainer: str = "何晓燕") -> None:
    answers: dict[str, Any] = {"level": number, "day": day, "trainer": trainer}
    store.call(recording.record_level, ZENG, at(10, 20), file=file, **answers)


def test_the_whole_way_is_kept_in_order(filled_store: Store) -> None:
    file = whole(filled_store)
    assert state(filled_store) == DONE
    levels = ["level"] * 3
    assert acts(filled_store, file) == ["opened", *levels, "exam", "listed", "contract", "issued"]
    card = filled_store.call(reading.card, NEW, date(2026, 11, 5), file)
    assert card.mine
    assert (card.keeps, card.concludes, card.copies) == (False, False, ())


def test_no_exam_before_all_levels(filled_store: Store) -> None:
    file = opened(filled_store)
    for number in range(2):
        level(filled_store, file, date(2026, 10, 8), number)
    with pytest.raises(LevelsMissingError) as error:
        sat(filled_store, file, EXAM)
    assert error.value.levels == ("post",)
    level(filled_store, file, date(2026, 10, 16), 2)
    with pytest.raises(DayError):  # the last level is a day later
        sat(filled_store, file, EXAM)
    sat(filled_store, file, EXAM + DAY)
    assert state(filled_store) == PASSED


def test_a_level_written_again_is_put_right(filled_store: Store) -> None:
    file = opened(filled_store)
    level(filled_store, file, date(2026, 10, 8))
    level(filled_store, file, date(2026, 10, 9), trainer="韩雪松")
    card = filled_store.call(reading.card, ZENG, date(2026, 10, 20), file)
    assert card.line
    first = card.line.standing.levels[0]
    assert (first.day, first.trainer) == (date(2026, 10, 9), "韩雪松")
    assert acts(filled_store, file) == ["opened", "level", "level"]


@pytest.mark.parametrize("day", [date(2026, 10, 21), date(2025, 10, 18)])
def test_a_level_lies_within_the_last_year(filled_store: Store, day: date) -> None:
    file = opened(filled_store)
    with pytest.raises(DayError):
        level(filled_store, file, day)


def test_a_failed_exam_is_sat_again(filled_store: Store) -> None:
    file = opened(filled_store)
    trained(filled_store, file)
    sat(filled_store, file, date(2026, 10, 8), passed=False)
    assert state(filled_store) == TRAINING
    assert filled_store.call(concluding.names, ZENG, EXAM).lines == ()
    card = sat(filled_store, file, EXAM)
    assert state(filled_store) == PASSED
    assert card.line
    assert [one.passed for one in card.line.standing.exams] == [False, True]
    assert card.line.standing.contract_due == date(2026, 11, 15)  # from the second
    assert [who for who, _key in told(filled_store, recording.SAT)] == ["JC060", "JC060"]


def test_an_exam_can_be_put_right_until_the_names_are_listed(filled_store: Store) -> None:
    file = passed(filled_store, EXAM)
    sat(filled_store, file, EXAM, passed=False)
    assert state(filled_store) == TRAINING
    sat(filled_store, file, EXAM)
    listed(filled_store, at(10, 16))
    for work in (lambda: sat(filled_store, file, EXAM), lambda: level(filled_store, file, EXAM)):
        with pytest.raises(MovedOnError):
            work()


def test_the_names_are_handed_in_once_and_as_they_were_shown(filled_store: Store) -> None:
    file = passed(filled_store, EXAM)
    shown = filled_store.call(concluding.names, ZENG, EXAM)
    assert [one.person.number for one in shown.lines] == ["JC060"]
    assert not filled_store.call(concluding.hand_in, ZENG, at(10, 16), shown.mark + 1).done
    assert state(filled_store) == PASSED
    assert filled_store.call(concluding.hand_in, ZENG, at(10, 16), shown.mark).done
    assert not filled_store.call(concluding.hand_in, ZENG, at(10, 16), shown.mark).done
    assert state(filled_store) == LISTED
    assert acts(filled_store, file).count("listed") == 1
    assert [who for who, _key in told(filled_store, concluding.TOLD)] == ["JC002"]


def test_who_passed_meanwhile_is_not_handed_in_unseen(filled_store: Store) -> None:
    passed(filled_store, EXAM)
    shown = filled_store.call(concluding.names, ZENG, EXAM)
    other = opened(filled_store, number="JC056")
    trained(filled_store, other)
    sat(filled_store, other, EXAM)
    again = filled_store.call(concluding.hand_in, ZENG, at(10, 16), shown.mark)
    assert (again.done, len(again.lines)) == (False, 2)
    assert (state(filled_store), state(filled_store, "JC056")) == (PASSED, PASSED)


def test_no_contract_before_the_list_and_none_after_the_notice(filled_store: Store) -> None:
    file = passed(filled_store, EXAM)
    with pytest.raises(MovedOnError):
        concluded(filled_store, file, at(10, 16))
    listed(filled_store, at(10, 16))
    with pytest.raises(DayError):
        concluded(filled_store, file, at(10, 14))
    concluded(filled_store, file, at(10, 17))
    concluded(filled_store, file, at(10, 18), OFFICE)  # put right
    assert state(filled_store) == CONTRACTED
    assert issued(filled_store, file, at(10, 19)).done
    with pytest.raises(MovedOnError):
        concluded(filled_store, file, at(10, 20))


def test_a_file_is_opened_once(filled_store: Store) -> None:
    one = staff(filled_store)
    first = filled_store.call(recording.open_file, ZENG, at(10, 5), one)
    second = filled_store.call(recording.open_file, LIN, at(10, 6), one)
    assert (first.done, second.done) == (True, False)
    assert first.card.line
    assert second.card.line
    assert first.card.line.file == second.card.line.file


def test_at_night_nobody_is_told(filled_store: Store) -> None:
    one = staff(filled_store)
    filled_store.call(recording.open_file, ZENG, at(10, 5, 22), one)
    assert going(filled_store, at(10, 6, 8) - timedelta(minutes=1)) == set()
    assert going(filled_store, at(10, 6, 8)) == {recording.OPENED}
