"""One case read into typed values, with the defaults of the case format."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.independent.figures import CONTRACTS, GRADES
from tests.independent.numbers import ZERO

STATION, DISTRICT, DIRECTOR = "station_manager", "district_manager", "project_director"
POSTS = ("marketer", STATION, DISTRICT, DIRECTOR)
TEAM_EVENTS = ("no_promotion", "no_team_meeting")
Series = tuple[Fraction, ...]
Changes = dict[str, Decimal | int | str]


@dataclass(frozen=True)
class View:
    """One person's month."""

    month: int
    contract: str
    has_fixed_pay: bool
    posts: frozenset[str]
    grade: str | None
    joined: int
    certificate: bool
    investigated: bool
    balance: Fraction
    carried: Fraction
    changes: Changes
    case: Mapping[str, Any]

    @property
    def employment_month(self) -> int:
        """Give the month's number, the month of joining being 1."""
        return self.month - self.joined + 1

    def part(self, name: str) -> Mapping[str, Any]:
        """Give a block of the case, empty where it is missing."""
        block: Mapping[str, Any] = self.case.get(name) or {}
        return block

    def items(self, name: str) -> list[Mapping[str, Any]]:
        """Give a list of the case, empty where it is missing."""
        return list(self.case.get(name) or [])

    def number(self, name: str, key: str, default: int = 0) -> Fraction:
        """Give a number of a block."""
        return number(self.part(name), key, default)

    def series(self, fact: str) -> Series:
        """Give a fact's last three months at most, oldest first."""
        value = self.part("facts").get(fact, 0)
        months = value if isinstance(value, list) else [value]
        return tuple(Fraction(each) for each in months[-3:]) or (ZERO,)

    def fact(self, name: str) -> Fraction:
        """Give a fact of this month."""
        return self.series(name)[-1]

    @property
    def net_revenue(self) -> Fraction:
        """Give the month's net revenue, not below 0."""
        return max(ZERO, self.fact("net_revenue"))

    @property
    def openings(self) -> list[Mapping[str, Any]]:
        """Give the month's openings."""
        return list(self.part("facts").get("openings") or [])

    @property
    def earlier_scores(self) -> Series:
        """Give the scores of the months before, oldest first."""
        return tuple(Fraction(each) for each in self.part("facts").get("scores") or [])


def number(block: Mapping[str, Any], key: str, default: int = 0) -> Fraction:
    """Give a number of a mapping exactly."""
    return Fraction(block.get(key, default))


def month_index(year: int, month: int) -> int:
    """Count months so that neighbours differ by one."""
    return year * 12 + month - 1


def read(case: Mapping[str, Any]) -> View:
    """Read a case, refusing what the case format calls an error."""
    person = case["person"]
    year, month = str(case["month"]).split("-")
    joined: date = person["joined"]
    view = View(
        month=month_index(int(year), int(month)),
        contract=one_of(person.get("contract", "full_time"), CONTRACTS),
        has_fixed_pay=bool(person.get("fixed_pay", True)),
        posts=held_posts(person),
        grade=grade_of(person),
        joined=month_index(joined.year, joined.month),
        certificate=bool(person.get("certificate", True)),
        investigated=bool(person.get("investigated", False)),
        balance=number(person, "risk_fund_balance"),
        carried=number(person, "excess_award_carried"),
        changes=dict(case.get("set") or {}),
        case=case,
    )
    refuse_errors(view)
    return view


def held_posts(person: Mapping[str, Any]) -> frozenset[str]:
    """Give the posts that count as held: a withdrawn one does not."""
    posts = {one_of(post, POSTS) for post in person.get("posts", ["marketer"])}
    kept = person.get("post_kept", True)
    if kept is True:
        return frozenset(posts)
    still = set() if kept is False else set(kept)
    return frozenset(posts - ({STATION, DISTRICT} - still))


def grade_of(person: Mapping[str, Any]) -> str | None:
    """Give the grade; only a mere director may be without one."""
    grade = person.get("grade")
    if grade is not None:
        return one_of(grade, GRADES)
    if set(person.get("posts", ["marketer"])) != {DIRECTOR}:
        msg = "a grade is required"
        raise ValueError(msg)
    return None


def one_of(value: str, allowed: tuple[str, ...]) -> str:
    """Give the value if it is one of the allowed."""
    if value not in allowed:
        msg = f"{value} is none of {allowed}"
        raise ValueError(msg)
    return value


def refuse_errors(view: View) -> None:
    """Refuse team events without a team, and days that are not halves."""
    has_team = bool({STATION, DISTRICT} & view.posts)
    if not has_team and any(view.number("events", each) for each in TEAM_EVENTS):
        msg = "an event for posts with a team on a person without one"
        raise ValueError(msg)
    days = [Fraction(each) for each in view.part("leave").values()]
    if any((2 * each).denominator != 1 for each in [*days, absence_days(view)]):
        msg = "days of leave and absence are multiples of 0.5"
        raise ValueError(msg)


def absence_days(view: View) -> Fraction:
    """Give the days of absence without leave."""
    return number(view.case, "absence")
