"""What the forms of the back office offer: units that it keeps, people who may be a superior."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from services.drafts import Choice
from services.facts.organisation import CLOSED
from services.office.rights import Office, office
from services.organisation import Employee
from services.pinyin import matches

MOST = 9  # offered at once


def units(session: Session, who: int, today: date, typed: str) -> tuple[Choice, ...]:
    """Return the open units that whoever asks keeps and that are called like that.

    With nothing typed all of them, if they are few. UnknownPersonError, NotYoursToKeepError.
    """
    keeping = office(session, who, today)
    known = keeping.viewer.organisation.units.values()
    pairs = [
        (one.code, one.name)
        for one in known
        if keeping.keeps_unit(one.code) and one.kind != CLOSED
    ]
    return called(sorted(pairs), typed)


def people(session: Session, who: int, today: date, typed: str) -> tuple[Choice, ...]:
    """Return those whom whoever asks sees, and the superiors of these, who work here.

    Called like that; with nothing typed all of them, if they are few. The same errors.
    """
    keeping = office(session, who, today)
    known = [one for one in _known(keeping) if one.works_on(today)]
    return called(sorted((one.number, one.name) for one in known), typed)


def _known(keeping: Office) -> Iterable[Employee]:
    organisation = keeping.viewer.organisation
    found = {one: organisation.people[one] for one in organisation.seen_by(keeping.viewer.me)}
    waiting = [one.superior_id for one in found.values()]
    while waiting:
        above = organisation.people.get(waiting.pop() or 0)
        if above and above.staff_id not in found:
            found[above.staff_id] = above
            waiting.append(above.superior_id)
    return found.values()


def called(pairs: list[tuple[str, str]], typed: str) -> tuple[Choice, ...]:
    """Return those called like that, by code; with nothing typed all, if they are few."""
    choices = [Choice(code, name) for code, name in pairs]
    if not typed:
        return tuple(choices) if len(choices) <= MOST else ()
    ranked = [(matches(one.name, one.code, typed), one.code, one) for one in choices]
    found = sorted((place, code, one) for place, code, one in ranked if place is not None)
    return tuple(one for *_, one in found[:MOST])
