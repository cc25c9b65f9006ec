"""Every hand-worked case comes out; together they reach every line and every result."""

from collections import Counter
from pathlib import Path

import pytest

from services.cases import Case, cases, check, shape
from services.rulebook import packaged
from services.rulebook.reading import Mistake, MistakesError
from tests.casebook import FOLDER, by_file, every, made

GIVEN = Path(__file__).parents[2] / "shared" / "cases"
FEWEST = 80


@pytest.mark.parametrize("case", every(), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    failures = check(case, packaged())
    told = "\n".join(f"{f.key}: expected {f.expected}, got {f.got}" for f in failures)
    assert not failures, told


def test_the_files_that_came_with_the_rules_are_as_they_came() -> None:
    if not GIVEN.exists():
        pytest.skip("the cases that came with the rules are not beside this checkout")
    for path in GIVEN.glob("*.yaml"):
        assert (FOLDER / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_name_stands_once_in_all_files() -> None:
    names = Counter(case.name for case in every())
    assert [name for name, times in names.items() if times > 1] == []
    assert len(names) >= FEWEST


@pytest.mark.parametrize("line", shape.LINES)
def test_a_line_is_paid_in_some_case_and_names_its_article(line: str) -> None:
    paid = [
        case
        for case, statement in made()
        if line in case.expect.get("lines", {}) and statement.lines[line].value
    ]
    assert paid, "expected nowhere other than 0"
    assert any(line in case.expect.get("because", []) for case in paid)


@pytest.mark.parametrize("line", shape.LINES)
def test_a_line_that_is_zero_says_why_in_every_case(line: str) -> None:
    silent = [
        case.name
        for case, statement in made()
        if statement.lines[line].value == 0 and statement.lines[line].reason is None
    ]
    assert silent == []


@pytest.mark.parametrize("outcome", shape.REVIEWS)
def test_a_result_of_the_review_is_expected_in_some_case(outcome: str) -> None:
    assert any(case.expect.get("review") == outcome for case in every())


@pytest.mark.parametrize("contract", shape.CONTRACTS)
def test_a_contract_is_paid_in_some_case(contract: str) -> None:
    assert any(case.person.contract == contract and "net" in case.expect for case in every())


@pytest.mark.parametrize("key", sorted({*shape.EXPECT, *shape.CASE} - {"name", "month"}))
def test_a_key_of_the_format_is_used_in_some_case(key: str) -> None:
    assert any(key in case.expect or key in case.given.content for case in every())


GOOD = """\
- name: a manager's month
  month: 2026-10
  person: {grade: manager, joined: 2024-03-11}
  expect: {score: 0.5}
"""
WITH_EVENTS = GOOD + "  events: {no_promotion: 1}\n"
BROKEN = {
    "an unknown key": (GOOD + "  bonus: 5\n", "unknown_key", "bonus", 5),
    "an unknown key of the person": (
        GOOD.replace("grade:", "rank: x, grade:"),
        "unknown_key",
        "rank",
        3,
    ),
    "an unknown line": (GOOD.replace("score: 0.5", "lines: {tips: 5}"), "unknown_key", "tips", 4),
    "an unknown key of an opening": (
        GOOD + "  facts: {openings: [{asset: 5}]}\n",
        "unknown_key",
        "asset",
        5,
    ),
    "a key twice": (GOOD + "  month: 2026-11\n", "duplicate_key", "month", 5),
    "a key of the facts twice": (
        GOOD + "  facts:\n    net_revenue: 5\n    net_revenue: 6\n",
        "duplicate_key",
        "net_revenue",
        7,
    ),
    "a name twice": (GOOD + GOOD, "duplicate_name", "a manager's month", 1),
    "no name": (GOOD.replace("name: a manager's month", "set: {}"), "missing_key", "name", 1),
    "no month": (GOOD.replace("  month: 2026-10\n", ""), "missing_key", "month", 1),
    "no person": (GOOD.replace("  person: {grade: manager, joined: 2024-03-11}\n", ""),
                  "missing_key", "person", 1),
    "no expectation": (GOOD.replace("{score: 0.5}", "{}"), "missing_key", "expect", 4),
    "no grade": (GOOD.replace("grade: manager, ", ""), "missing_key", "grade", 3),
    "no day of joining": (GOOD.replace(", joined: 2024-03-11", ""), "missing_key", "joined", 3),
    "a month that is none": (GOOD.replace("2026-10", "2026-13"), "bad_value", "month", 2),
    "a grade that is none": (GOOD.replace("manager,", "boss,"), "bad_value", "grade", 3),
    "a day that is none": (GOOD.replace("03-11", "02-30"), "bad_value", "joined", 3),
    "a number that is none": (GOOD + "  other_deductions: many\n", "bad_value",
                              "other_deductions", 5),
    "a number without end": (GOOD + "  other_deductions: 1e99\n", "bad_value",
                             "other_deductions", 5),
    "a list for a number": (GOOD + "  other_deductions: [1]\n", "bad_value",
                            "other_deductions", 5),
    "nothing for a number": (GOOD + "  other_deductions:\n", "bad_value", "other_deductions", 5),
    "a quarter of a day": (GOOD + "  absence: 0.25\n", "bad_value", "absence", 5),
    "days below zero": (GOOD + "  leave: {sick: -1}\n", "bad_value", "sick", 5),
    "a fine of no kind": (GOOD + "  fines: [{amount: 5, kind: x}]\n", "bad_value", "kind", 5),
    "a correction of no line": (
        GOOD + "  adjustments: [{line: tips, month: 2026-08, amount: 5}]\n",
        "bad_value",
        "line",
        5,
    ),
    "a kind of client that is none": (
        GOOD + "  facts: {openings: [{assets: 5, kind: club}]}\n",
        "bad_value",
        "kind",
        5,
    ),
    "neither true nor false": (GOOD.replace("grade:", "certificate: yes, grade:"),
                               "bad_value", "certificate", 3),
    "no posts": (GOOD.replace("grade:", "posts: [], grade:"), "bad_value", "posts", 3),
    "an expectation that is no number": (GOOD.replace("0.5", "about 1"), "bad_value", "score", 4),
    "a result that is none": (GOOD.replace("score: 0.5", "review: fine"), "bad_value",
                              "review", 4),
    "a reason of no line": (GOOD.replace("score: 0.5", "because: [tips]"), "bad_value",
                            "because", 4),
    "fines that are no list": (GOOD + "  fines: 200\n", "not_a_list", "fines", 5),
    "a person who is none": (GOOD.replace("{grade: manager, joined: 2024-03-11}", "Zhang"),
                             "not_a_mapping", "person", 3),
    "an event of team posts": (WITH_EVENTS, "needs_team_post", "no_promotion", 5),
    "an event of a team post that was withdrawn": (
        WITH_EVENTS.replace("grade:", "posts: [station_manager], post_kept: false, grade:"),
        "needs_team_post",
        "no_promotion",
        5,
    ),
    "no list at all": ("name: alone\n", "not_a_list", "", 0),
    "an empty file": ("", "not_a_list", "", 0),
    "no YAML": ("- name: [\n", "not_yaml", "", 2),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code", "key", "line"), BROKEN.values(), ids=BROKEN.keys())
def test_a_mistake_is_named_with_file_line_and_key(
    text: str, code: str, key: str, line: int
) -> None:
    with pytest.raises(MistakesError) as raised:
        [check(case, packaged()) for case in cases(text, "own.yaml")]
    found: Mistake = raised.value.mistakes[0]
    assert (found.file, found.code, found.key, found.line) == ("own.yaml", code, key, line)


def test_the_mistakes_of_all_cases_come_at_once() -> None:
    text = GOOD.replace("manager,", "boss,") + GOOD.replace("2026-10", "2026-1")
    with pytest.raises(MistakesError) as raised:
        cases(text, "own.yaml")
    assert [(m.key, m.line) for m in raised.value.mistakes] == [("grade", 3), ("month", 6)]


def test_a_figure_to_change_that_there_is_not_is_named() -> None:
    (case,) = cases(GOOD + "  set:\n    fixed_pay.boss: 5\n", "own.yaml")
    with pytest.raises(MistakesError) as raised:
        check(case, packaged())
    (found,) = raised.value.mistakes
    assert (found.code, found.key, found.line) == ("unknown_figure", "fixed_pay.boss", 6)


def test_an_event_of_team_posts_is_taken_from_who_has_one() -> None:
    person = "{grade: manager, posts: [station_manager], joined: 2024-03-11}"
    text = WITH_EVENTS.replace("{grade: manager, joined: 2024-03-11}", person)
    (case,) = cases(text.replace("score: 0.5", "daily_score: 100 - 10"), "own.yaml")
    assert check(case, packaged()) == []


def test_what_does_not_come_out_is_told() -> None:
    expect = "expect: {score: 0.9, net: 1, review: keep, lines: {commission: 2/3}}"
    (case,) = cases(GOOD.replace("expect: {score: 0.5}", expect), "own.yaml")
    found = {f.key: (f.expected, f.got) for f in check(case, packaged())}
    assert found["score"] == ("0.9", "0.5")
    assert found["lines.commission"] == ("0.67", "0.00")
    assert found["review"] == ("keep", "at_risk")
    assert found["net"][0] == "1"


def test_every_file_has_cases() -> None:
    assert all(by_file().values())
