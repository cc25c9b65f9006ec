"""Who is asked to the training, and who chairs it (Article 21).

Station and district managers in the main urban area come; their director chairs. Of those who
have no director above them the general manager does.
"""

from services.history import SEES_ALL, Employee, Organisation
from services.organisation import sorted_people

LEADERS = frozenset({"station_manager", "district_manager"})
DIRECTOR = "project_director"


def circles(org: Organisation) -> dict[int, list[Employee]]:
    """Return those who are asked, by 工号, by the staff id of who chairs."""
    found: dict[int, list[Employee]] = {}
    for one in sorted_people(org.people.values()):
        if is_asked(org, one) and (chair := chair_of(org, one.staff_id)):
            found.setdefault(chair, []).append(one)
    return found


def is_asked(org: Organisation, one: Employee) -> bool:
    """Tell whether the person has to come: a manager of an urban outlet, or of a district of some.

    The director does not come as one of them, he chairs.
    """
    if not one.works_on(org.day) or DIRECTOR in one.posts or not one.posts & LEADERS:
        return False
    return _is_urban(org, one)


def chair_of(org: Organisation, staff_id: int) -> int | None:
    """Return who chairs the training of somebody; nothing if there is nobody."""
    above = (one.staff_id for one in org.above(staff_id) if DIRECTOR in one.posts)
    heads = (
        one.staff_id
        for one in sorted_people(org.people.values())
        if SEES_ALL in one.posts and one.works_on(org.day) and one.staff_id != staff_id
    )
    return next(above, None) or next(heads, None)


def _is_urban(org: Organisation, one: Employee) -> bool:
    """Tell whether the person's unit, or one below it, is an outlet in the main urban area."""
    return any(
        unit.urban
        for code in org.within(one.unit)
        if (unit := org.units.get(code)) and unit.kind == "outlet"
    )
