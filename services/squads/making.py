"""A manager makes small groups of those under him: members, leader, dissolved."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from services import notices
from services.history import Employee
from services.organisation import NotYoursError, Viewer, sorted_people, viewer
from services.squads import rows
from services.squads.rows import JOINED, LED, LEFT, Group
from services.store import audit, changes
from services.store.people import Staff
from services.store.squads import Squad

JOINED_TOLD, ENDED_TOLD = "squad_joined", "squad_ended"
WAIT = timedelta(minutes=5)
"""How long a slip of the thumb can be mended before a member hears of his group (ours)."""


class NoTeamError(Exception):
    """Whoever asks leads no team."""


class NameTakenError(Exception):
    """He has a group of that name already."""


class ElsewhereError(Exception):
    """The person is in another group."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who can be a member; `group`: the one that he is in."""

    person: Employee
    unit: str
    group: Group | None


@dataclass(frozen=True, slots=True)
class Made:
    """A group as it is now, and who can be in it; not `done`: the card was outdated."""

    group: Group
    choices: tuple[Choice, ...] = ()
    done: bool = True


@changes
def make(session: Session, /, who: int, now: datetime, *, name: str) -> Made:
    """Make a group without members; UnknownPersonError, NoTeamError, NameTakenError."""
    asking = _maker(session, who, now.date())
    _free(session, asking, name)
    squad = Squad(maker_id=asking.staff_id, made_at=now, version=0)
    squad.name = name
    session.add(squad)
    session.flush()
    audit.record(session, now, asking.staff_id, "squad.made", squad=squad.id)
    return _drawn(session, asking, squad.id)


@changes
def rename(session: Session, /, who: int, now: datetime, *, squad: int, name: str) -> Made:
    """Call a group of one's own something else; UnknownPersonError, NotYoursError, NameTakenError.

    Who is in it goes on in it, and hears nothing: the new name stands wherever the group is shown.
    """
    asking, row = _locked(session, who, now, squad)
    _drawn(session, asking, squad)
    if name != row.name:
        _free(session, asking, name)
        row.name = name
        audit.record(session, now, asking.staff_id, "squad.renamed", squad=squad)
        session.flush()
    return _drawn(session, asking, squad)


def _free(session: Session, asking: Viewer, name: str) -> None:
    """Return if none of his groups is called so, and he makes none meanwhile."""
    session.get(Staff, asking.staff_id, with_for_update=True)
    groups = rows.groups(session, asking.organisation)
    if any(one.name == name for one in groups if _his(asking, one)):
        raise NameTakenError


def may_make(session: Session, who: int, today: date) -> None:
    """Return if whoever asks may make groups; UnknownPersonError, NoTeamError."""
    _maker(session, who, today)


def _maker(session: Session, who: int, today: date) -> Viewer:
    asking = viewer(session, who, today)
    if not rows.makes(asking):
        raise NoTeamError
    return asking


def _his(asking: Viewer, one: Group) -> bool:
    return one.maker.staff_id == asking.staff_id


def choices(session: Session, who: int, today: date, squad: int) -> Made:
    """Return who can be in a group of one's own; UnknownPersonError, NotYoursError."""
    return _drawn(session, viewer(session, who, today), squad)


def _drawn(session: Session, asking: Viewer, squad: int, *, done: bool = True) -> Made:
    org = asking.organisation
    found = rows.groups(session, org)
    group = next((one for one in found if one.id == squad and _his(asking, one)), None)
    if group is None:
        raise NotYoursError
    below = (org.people[one] for one in org.below(asking.staff_id))
    people = sorted_people(one for one in below if one.works_on(org.day))
    offered = (
        Choice(one, org.unit_name(one), rows.of_person(found, one.staff_id)) for one in people
    )
    return Made(group, tuple(offered), done)


@changes
def turn(  # noqa: PLR0913 - a button's fields
    session: Session, who: int, now: datetime, *, squad: int, version: int, staff: int, into: bool
) -> Made:
    """Take somebody into a group of one's own, or out of it; he hears of it a little later.

    An outdated card changes nothing. UnknownPersonError, NotYoursError, ElsewhereError.
    """
    asking, row = _locked(session, who, now, squad, staff)
    made = _drawn(session, asking, squad)
    one = next((one for one in made.choices if one.person.staff_id == staff), None)
    if one is None:
        raise NotYoursError
    inside = one.group is not None and one.group.id == squad
    if inside == into:
        return Made(made.group, made.choices, done=True)
    if version != row.version:
        return Made(made.group, made.choices, done=False)
    if one.group is not None and not inside:
        raise ElsewhereError(one.group.name)
    act = JOINED if into else LEFT
    rows.add(session, now, row, one.person, act, asking.staff_id)
    audit.record(session, now, asking.staff_id, f"squad.{act}", squad=squad, staff=staff)
    if into:
        told: dict[str, Any] = {"squad": squad, "due_at": now + WAIT, "by_day": True}
        notices.tell(session, now, JOINED_TOLD, f"{squad}.{row.version}", [staff], **told)
    return _drawn(session, asking, squad)


def _locked(
    session: Session, who: int, now: datetime, squad: int, staff: int | None = None
) -> tuple[Viewer, Squad]:
    """Return a group that nobody else changes meanwhile, nor the person."""
    asking = viewer(session, who, now.date())
    row = session.get(Squad, squad, with_for_update=True)
    if row is None or row.ended_on is not None:
        raise NotYoursError
    if staff is not None:
        session.get(Staff, staff, with_for_update=True)
    return asking, row


@changes
def lead(  # noqa: PLR0913 - a button's fields
    session: Session, who: int, now: datetime, *, squad: int, version: int, staff: int
) -> Made:
    """Have a member lead a group of one's own; an outdated card changes nothing.

    UnknownPersonError, NotYoursError.
    """
    asking, row = _locked(session, who, now, squad, staff)
    made = _drawn(session, asking, squad)
    if made.group.leader and made.group.leader.staff_id == staff:
        return made
    one = next((one for one in made.group.members if one.staff_id == staff), None)
    if one is None or version != row.version:
        return Made(made.group, made.choices, done=False)
    rows.add(session, now, row, one, LED, asking.staff_id)
    audit.record(session, now, asking.staff_id, "squad.led", squad=squad, staff=staff)
    return _drawn(session, asking, squad)


@changes
def dissolve(session: Session, who: int, now: datetime, *, squad: int, version: int) -> Made:
    """Dissolve a group of one's own; its members hear of it. An outdated card changes nothing.

    UnknownPersonError, NotYoursError.
    """
    asking, row = _locked(session, who, now, squad)
    made = _drawn(session, asking, squad)
    if version != row.version:
        return Made(made.group, done=False)
    row.ended_on = now.date()
    audit.record(session, now, asking.staff_id, "squad.ended", squad=squad)
    told = sorted(made.group.ids)
    notices.tell(session, now, ENDED_TOLD, squad, told, by_day=True, name=made.group.name)
    return Made(made.group)
