"""With whom somebody speaks one to one, and who hears what of it.

A manager speaks with those under him, a group's leader with its members. What was said is theirs
alone; whoever is above the manager sees when he spoke with whom.
"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from services.history import SEES_ALL, Organisation
from services.organisation import NotYoursError, Viewer
from services.squads import reading as squads

Led = Mapping[int, frozenset[int]]


def may_speak(session: Session, asking: Viewer, staff: int) -> bool:
    """Tell whether whoever asks records talks with somebody who works here."""
    org = asking.organisation
    if staff not in org.people or not org.people[staff].works_on(org.day):
        return False
    if staff in set(org.below(asking.staff_id)):
        return True
    return staff in squads.led(session, org).get(asking.staff_id, frozenset())


def people_of(org: Organisation, led: Led, manager: int) -> list[int]:
    """Return whom somebody is to speak with: who reports to him, and his group's members."""
    found = {*org.reports.get(manager, ()), *led.get(manager, ())} - {manager}
    return [one for one in found if org.people[one].works_on(org.day)]


def must_oversee(asking: Viewer, manager: int) -> None:
    """NotYoursError unless whoever asks is the manager himself, or above him."""
    org = asking.organisation
    above = SEES_ALL in asking.posts or manager in set(org.below(asking.staff_id))
    if manager not in org.people or not (manager == asking.staff_id or above):
        raise NotYoursError
