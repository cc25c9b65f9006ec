"""What of a person's record is refused in the chat, and who is told of a change."""

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.drafts import Choice
from services.facts.edit import (
    FindingsError,
    NothingChangesError,
    WrongCellError,
)
from services.facts.findings import Code
from services.office import records, undo
from services.office.record_edit import Saved, Weighed
from services.organisation import Employee
from services.store import Store
from services.store.traffic import Notice
from tests.branch import NOW, TODAY
from tests.keeping.conftest import BRANCH_OFFICE

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
WHY = "minutes of the meeting"


def change(store: Store, staff: int, first_day: str | None = None, **cells: Any) -> Saved:
    return store.call(
        records.change,
        BRANCH_OFFICE,
        NOW,
        staff=staff,
        first_day=first_day,
        reason=WHY,
        **cells,
    )


def weigh(store: Store, staff: int, first_day: str | None = None, **cells: Any) -> Weighed:
    return store.call(
        records.weigh_change,
        BRANCH_OFFICE,
        TODAY,
        staff=staff,
        first_day=first_day,
        **cells,
    )


def on(store: Store, staff: int, day: date) -> Employee:
    return store.call(organisation.on, day).people[staff]


def test_a_circle_of_superiors_is_refused(filled_store: Store, ids: dict[str, int]) -> None:
    with pytest.raises(FindingsError) as refused:
        change(filled_store, ids["JC015"], superior=Choice("JC031", ""))
    (one,) = refused.value.findings
    assert (one.code, one.right) == (Code.CYCLE, "JC015→JC031→JC019→JC015")


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("birth_year", "98", Code.RANGE),
        ("birth_year", "x", Code.FORMAT),
        ("grade", "总裁", Code.CHOICE),
        ("first_day", "1899-01-01", Code.RANGE),
        ("name", "王" * 201, Code.TOO_LONG),
        ("name", "", Code.REQUIRED),
    ],
)
def test_a_cell_that_an_import_could_not_read_is_refused(
    filled_store: Store, ids: dict[str, int], field: str, typed: str, code: Code
) -> None:
    cells = {"first_day": None, field: typed}
    if field == "first_day":
        cells["level"] = "1"
    with pytest.raises(WrongCellError) as refused:
        change(filled_store, ids["JC031"], **cells)
    assert refused.value.finding.code == code


def test_what_holds_already_is_no_change(filled_store: Store, ids: dict[str, int]) -> None:
    with pytest.raises(NothingChangesError):
        change(filled_store, ids["JC031"], grade="营销经理")


def test_those_concerned_are_told_but_not_whoever_did_it(
    filled_store: Store, ids: dict[str, int]
) -> None:
    done = change(filled_store, ids["JC031"], superior=Choice("JC015", ""), grade="高级")

    def waiting() -> dict[int, dict[str, object]]:
        with Session(filled_store.reader) as session:
            rows = select(Notice).where(Notice.kind == "record", Notice.state == "waiting")
            return {one.staff_id or 0: json.loads(one.data) for one in session.scalars(rows)}

    told = waiting()
    assert set(told) == {ids["JC031"], ids["JC019"], ids["JC015"]}
    assert ["grade", "manager", "senior", "", ""] in told[ids["JC019"]]["changes"]  # type: ignore[operator] # a list
    filled_store.call(undo.undo, BRANCH_OFFICE, NOW, done.batch)
    assert waiting() == {}
