"""Who is asked to come, and who chairs (Article 21).

To the training come station and district managers in the main urban area; their director chairs.
Of those who have no director above them the general manager does. To the meeting come the
directors; the general manager chairs.
"""

from services.history import SEES_ALL, Employee, Organisation
from services.organisation import sorted_people

LEADERS = frozenset({"station_manager", "district_manager"})
DIRECTOR = "project_director"


def comes_to_training(org: Organisation, one: Employee) -> bool:
    """Tell whether the person has to come: a manager of an urban outlet, or of a district of some.

    The director does not come as one of them, he chairs.
    """
    if not one.works_on(org.day) or DIRECTOR in one.posts or not one.posts & LEADERS:
        return False
    return _is_urban(org, one)


def comes_to_meeting(org: Organisation, one: Employee) -> bool:
    """Tell whether the person has to come: a director who works here that day."""
    return one.works_on(org.day) and DIRECTOR in one.posts and SEES_ALL not in one.posts


def director_of(org: Organisation, staff_id: int) -> int | None:
    """Return who chairs the training of somebody; nothing if there is nobody."""
    above = (one.staff_id for one in org.above(staff_id) if DIRECTOR in one.posts)
    return next(above, None) or head_of(org, staff_id)


def head_of(org: Organisation, staff_id: int) -> int | None:
    """Return the general manager of somebody; nothing if there is none."""
    heads = (
        one.staff_id
        for one in sorted_people(org.people.values())
        if SEES_ALL in one.posts and one.works_on(org.day) and one.staff_id != staff_id
    )
    return next(heads, None)


def _is_urban(org: Organisation, one: Employee) -> bool:
    """Tell whether the person's unit, or one below it, is an outlet in the main urban area."""
    return any(
        unit.urban
        for code in org.within(one.unit)
        if (unit := org.units.get(code)) and unit.kind == "outlet"
    )
