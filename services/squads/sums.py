"""How far small groups are: their month's sums against the standards of their members added up.

New custody value and new effective accounts (Article 12), from what is released. A sum is told to
whoever sees all its people's figures anyway; to others only where it gives nobody away: three or
more stand behind it, and as many behind what is left of an outlet whose sum they hear; and its
members were not changed since the figures were released, when it would be compared with the sum
before. What is left of the one who made the groups is his to give.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from services.briefs import figures
from services.briefs.figures import CROWD, Branch
from services.history import History, Organisation, history
from services.month import Month
from services.payslips.months import employed
from services.reports.computing import released
from services.reports.figures import rate
from services.rulebook import Rulebook
from services.rulebook_values import in_force
from services.squads.rows import Group
from services.step import ZERO, Step

MEASURES = ("value", "accounts")


@dataclass(frozen=True, slots=True)
class Reached:
    """What a group did of a measure in a month, and its target; None: it is not set."""

    done: Decimal | None
    target: Decimal | None
    assumed: bool

    @property
    def rate(self) -> Decimal | None:
        """How much of the target was reached, 1 is all of it; None if that is not known."""
        return rate(self.done, self.target)


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of groups by their ids; `told`: those that members and others may hear.

    Of the last month that has figures; no month: nothing is released yet.
    """

    month: Month | None
    as_of: datetime | None
    closed: bool
    groups: Mapping[int, Mapping[str, Reached]]
    told: frozenset[int]

    def heard(self, org: Organisation, reader: int, group: Group) -> bool:
        """Tell whether somebody may hear a group's sums."""
        return group.id in self.told or group.ids <= org.seen_by(org.people[reader])


def sums(session: Session, org: Organisation, found: Iterable[Group]) -> Sums:
    """Return the sums of all groups of some makers, each with all of his."""
    groups = tuple(found)
    with released(session):
        month = figures.latest(session, org.day)
        branch = figures.branch(session, month) if month else None
        people, book = history(session), in_force(session)
    if month is None or branch is None:
        return Sums(None, None, closed=False, groups={}, told=frozenset())
    reached = {one.id: _reached(one, branch, people, book) for one in groups}
    makers = {one.maker.staff_id for one in groups}
    told = (_told(groups, branch, by) for by in makers)
    return Sums(month, branch.as_of, branch.closed, reached, frozenset().union(*told))


def _reached(
    group: Group, branch: Branch, people: History, book: Rulebook
) -> Mapping[str, Reached]:
    done = figures.sums(branch.of(group.ids))
    by_measure = {"value": done.value, "accounts": done.accounts}
    targets = [_standards(one, branch.month, people, book) for one in sorted(group.ids)]
    found = {}
    for measure in MEASURES:
        steps = [one[measure] for one in targets if measure in one]
        values = [step.value for step in steps if step.value is not None]
        target = sum(values, ZERO) if steps and len(values) == len(steps) else None
        assumed = any(step.assumed for step in steps)
        found[measure] = Reached(by_measure[measure], target, assumed)
    return found


def _standards(staff_id: int, month: Month, people: History, book: Rulebook) -> Mapping[str, Step]:
    """Return the standards of somebody's grade at the month's end; none without a grade."""
    one = employed(people, staff_id, month)
    if one is None or one.grade is None:
        return {}
    rules = book.on(month.first_day).of(one.contract)
    return {measure: rules[f"{measure}_standard.{one.grade}"] for measure in MEASURES}


def _told(groups: tuple[Group, ...], branch: Branch, maker: int) -> set[int]:
    """Return the groups of a maker whose sums give nobody away, even to one who subtracts."""
    his = (one for one in groups if one.maker.staff_id == maker and not _stirred(one, branch))
    behind = {one.id: _behind(branch, one.ids) for one in his}
    told = {one for one, people in behind.items() if len(people) >= CROWD}
    inside = frozenset().union(*(behind[one] for one in told))
    units = {one.unit for one in branch.parts if one.staff_id in inside}
    for unit in units:
        rest = {one.staff_id for one in branch.within([unit]) if one.clients} - inside
        if rest and len(rest) < CROWD and maker not in rest:
            return set()
    return told


def _stirred(group: Group, branch: Branch) -> bool:
    """Tell whether the members were changed since the figures were released."""
    changed, told = group.changed_at, branch.as_of
    return changed is not None and told is not None and changed > told


def _behind(branch: Branch, ids: Iterable[int]) -> frozenset[int]:
    return frozenset(one.staff_id for one in branch.of(ids) if one.clients)
