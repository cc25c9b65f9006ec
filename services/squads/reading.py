"""A group's card, and groups beside one another, for whom they concern."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from services.history import SEES_ALL, Organisation
from services.organisation import NotYoursError, Viewer, viewer
from services.squads import rows
from services.squads.rows import Group
from services.squads.sums import Reached, Sums, sums

NOTHING = Decimal(-1)
"""Below every rate: groups whose sums are not told come last."""


@dataclass(frozen=True, slots=True)
class Line:
    """A group as whoever asks sees it; `reached` none: its sums are not told to him.

    `opens`: he may see its card. `mine`: he is in it. `his`: he made it. `told`: its members hear
    the sums.
    """

    group: Group
    reached: dict[str, Reached] | None
    opens: bool
    mine: bool
    his: bool
    told: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """Groups beside one another, the furthest first; `makes`: whoever asks may make some."""

    sums: Sums
    lines: tuple[Line, ...]
    makes: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A group's card."""

    sums: Sums
    line: Line


def overview(session: Session, who: int, today: date) -> Overview:
    """Return the groups that one made, that those below one made, and those of one's own maker.

    By how much of their target of new custody value they have reached. UnknownPersonError.
    """
    asking = viewer(session, who, today)
    found = rows.groups(session, asking.organisation)
    shown = [one for one in found if _beside(asking, one, found)]
    reached = sums(session, asking.organisation, shown)
    lines = [_line(asking, one, reached) for one in shown]
    lines.sort(key=_rate, reverse=True)
    return Overview(reached, tuple(lines), rows.makes(asking))


def card(session: Session, who: int, today: date, squad: int) -> Card:
    """Return a group's card, for its members and those above.

    UnknownPersonError, NotYoursError.
    """
    asking = viewer(session, who, today)
    found = rows.groups(session, asking.organisation)
    group = next((one for one in found if one.id == squad), None)
    if group is None or not _opens(asking, group):
        raise NotYoursError
    beside = [one for one in found if one.maker.staff_id == group.maker.staff_id]
    reached = sums(session, asking.organisation, beside)
    return Card(reached, _line(asking, group, reached))


def of_members(session: Session, org: Organisation) -> dict[int, tuple[Group, Sums]]:
    """Return everybody's group with its sums, where they may be told to him."""
    found = rows.groups(session, org)
    reached = sums(session, org, found)
    return {
        member: (one, reached)
        for one in found
        for member in sorted(one.ids)
        if one.id in reached.groups and reached.heard(org, member, one)
    }


def led(session: Session, org: Organisation) -> dict[int, frozenset[int]]:
    """Return whom those who lead a group lead, themselves left out."""
    found = rows.groups(session, org)
    leaders = ((one.leader, one.ids) for one in found)
    return {one.staff_id: ids - {one.staff_id} for one, ids in leaders if one is not None}


def _above(asking: Viewer, group: Group) -> bool:
    """Tell whether whoever asks made the group, or is above whoever did."""
    maker = group.maker.staff_id
    if maker == asking.staff_id or SEES_ALL in asking.posts:
        return True
    return maker in set(asking.organisation.below(asking.staff_id))


def _opens(asking: Viewer, group: Group) -> bool:
    return asking.staff_id in group.ids or _above(asking, group)


def _beside(asking: Viewer, group: Group, found: Iterable[Group]) -> bool:
    own = rows.of_person(found, asking.staff_id)
    same = own is not None and own.maker.staff_id == group.maker.staff_id
    return same or _above(asking, group)


def _line(asking: Viewer, group: Group, found: Sums) -> Line:
    known = group.id in found.groups
    heard = known and found.heard(asking.organisation, asking.staff_id, group)
    return Line(
        group,
        dict(found.groups[group.id]) if heard else None,
        _opens(asking, group),
        asking.staff_id in group.ids,
        group.maker.staff_id == asking.staff_id,
        group.id in found.told,
    )


def _rate(one: Line) -> tuple[Decimal, Decimal]:
    if one.reached is None:
        return NOTHING, NOTHING
    rates = [one.reached[measure].rate for measure in ("value", "accounts")]
    value, accounts = (NOTHING if found is None else found for found in rates)
    return value, accounts
