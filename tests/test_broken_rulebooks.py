"""A rulebook with a mistake is refused: file, key, line, day, and what would be right."""

from pathlib import Path
from typing import get_args

import pytest

from services.rulebook import load
from services.rulebook.reading import Mistake, MistakesError
from services.step import Unit

FOLDER = Path(__file__).parent / "rulebook"
ENTRY = "{from: …, value: …}"
STATUSES = "confirmed, assumed, conflicting, unset"
BROKEN = {
    "duplicate_key": ("duplicate_key", "lateness.amount", "", 7, "", ""),
    "duplicate_figure": ("duplicate_key", "risk_fund.cap.marketer", "", 0, "", ""),
    "duplicate_day": ("duplicate_key", "lateness.amount", "2000-01-01", 5, "", ""),
    "unknown_key": (
        *("unknown_key", "currency", "", 5, ""),
        "article, levels, name, scheme, threshold, unit, values",
    ),
    "missing_article": ("missing_key", "lateness.amount", "", 2, "", "article"),
    "missing_from": ("missing_key", "lateness.amount", "", 6, "", "from"),
    "missing_value": ("missing_key", "lateness.amount", "", 6, "", "value"),
    "missing_basis": ("missing_key", "lateness.amount", "", 6, "", "basis, status"),
    "bad_date": ("bad_date", "lateness.amount", "", 6, "2026-02-30", "2026-01-01"),
    "bad_number": (
        *("bad_value", "risk_fund.cap.station_manager", "2000-01-01", 6, "20,000", "0.05"),
    ),
    "not_a_number": ("bad_value", "lateness.amount", "2000-01-01", 6, ".nan", "0.05"),
    "zero_standard": ("bad_value", "accounts_standard.assistant", "2026-01-01", 7, "0", "0.05"),
    "unset_with_a_value": ("unset_mismatch", "lateness.amount", "2000-01-01", 6, "unset", "unset"),
    "value_without_unset": (
        *("unset_mismatch", "lateness.amount", "2000-01-01", 6, "confirmed", "unset"),
    ),
    "bad_unit": ("bad_unit", "lateness.amount", "", 4, "dollars", ", ".join(get_args(Unit))),
    "bad_status": ("bad_status", "lateness.amount", "", 6, "guessed", STATUSES),
    "bad_article": ("bad_value", "lateness.amount.article", "", 3, "33", "1 … 32"),
    "bad_threshold": (
        *("bad_value", "leave.sick_free_days.threshold", "", 5, "half a day", "0.01"),
    ),
    "group_not_a_mapping": (
        *("not_a_mapping", "lateness.amount", "", 2, ""),
        "{article: …, unit: …, values: […]}",
    ),
    "values_not_a_list": ("not_a_list", "lateness.amount", "", 5, "", f"[{ENTRY}]"),
    "entry_not_a_mapping": ("not_a_mapping", "lateness.amount", "", 5, "", ENTRY),
    "file_not_a_mapping": ("not_a_mapping", "", "", 0, "", "key: {article: …}"),
    "not_yaml": ("not_yaml", "", "", 4, "found unexpected end of stream", ""),
    "control_character": ("not_yaml", "", "", 0, "ReaderError", ""),
    "empty": ("not_a_mapping", "", "", 0, "", "key: {article: …}"),
}


def mistakes(name: str, *more: str) -> tuple[Mistake, ...]:
    """Return what is said of the broken rulebooks."""
    files = {f"{one}.yaml": (FOLDER / f"{one}.yaml").read_text("utf-8") for one in (name, *more)}
    with pytest.raises(MistakesError) as raised:
        load(files)
    return raised.value.mistakes


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_is_told_with_its_place_and_what_is_right(name: str) -> None:
    first = mistakes(name)[0]
    code, key, day, line, given, right = BROKEN[name]
    assert first.file == f"{name}.yaml"
    assert (first.code, first.key, first.day, first.line) == (code, key, day, line)
    assert (first.given, first.right) == (given, right)


def test_every_broken_rulebook_is_in_the_table() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {*BROKEN, "many"}


def test_all_mistakes_of_a_file_come_at_once() -> None:
    found = [(one.code, one.line) for one in mistakes("many")]
    assert found == [("bad_unit", 4), ("bad_date", 6), ("bad_value", 6), ("bad_status", 11)]


def test_all_mistakes_of_all_files_come_at_once() -> None:
    found = mistakes("bad_unit", "bad_date", "empty")
    assert {one.file for one in found} == {"bad_unit.yaml", "bad_date.yaml", "empty.yaml"}


def test_brackets_without_end_are_no_yaml() -> None:
    with pytest.raises(MistakesError) as raised:
        load({"deep.yaml": "[" * 100_000})
    assert raised.value.mistakes[0].code == "not_yaml"
