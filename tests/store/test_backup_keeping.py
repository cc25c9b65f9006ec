"""Which backups are kept: the last days' and the last weeks', never fewer because none came."""

from datetime import datetime, timedelta

from services.store.backup.keeping import made_at, name, outdated
from tests.branch import NOW

FIRST = datetime(2026, 11, 2, 2, tzinfo=NOW.tzinfo)  # a Monday


def nights(count: int) -> list[str]:
    return [name(FIRST + timedelta(days=one)) for one in range(count)]


def days(names: list[str]) -> list[str]:
    return [one[len("xiaoman-2026-") :][:5] for one in names]


def test_a_name_says_when() -> None:
    assert name(NOW) == "xiaoman-2026-11-05T090000.backup"
    assert made_at(name(NOW)) == NOW.replace(tzinfo=None)
    assert made_at("notes.txt") is None


def test_the_last_days_and_the_last_of_each_week_are_kept() -> None:
    names = nights(30)  # to Tuesday, December 1
    gone = outdated(reversed(names), daily=3, weekly=3)
    assert days([one for one in names if one not in gone]) == [
        "11-22",  # Sunday: the last of the third week from the end
        "11-29",  # Sunday, among the last three days as well
        "11-30",
        "12-01",
    ]
    assert gone == sorted(gone)


def test_of_a_day_the_last_is_kept() -> None:
    names = [name(NOW + timedelta(hours=one)) for one in range(3)]
    assert outdated(names, daily=1, weekly=0) == names[:2]


def test_a_gap_lets_nothing_go() -> None:
    names = nights(5)
    assert outdated(names, daily=5, weekly=1) == []
    late = name(FIRST + timedelta(days=400))
    assert days(outdated([*names, late], daily=5, weekly=1)) == ["11-02"]


def test_what_is_not_ours_is_left_alone() -> None:
    others = ["data.db", "xiaoman-2026-11-02.backup", ".xiaoman-2026-11-02T020000.backup.x1"]
    assert outdated([*others, *nights(1)], daily=0, weekly=0) == nights(1)
