"""Whoever is asked to take an item confirms that he has it, or says what is wrong."""

from datetime import datetime

from sqlalchemy.orm import Session

from services.inventory import reading, rows
from services.inventory.noting import Done, add, told
from services.inventory.rights import desk
from services.inventory.rows import REFUSED, TAKEN
from services.organisation import NotYoursError
from services.store import changes


@changes
def take(session: Session, who: int, now: datetime, *, item: int, version: int) -> Done:
    """Confirm that one has an item: from today on one holds it; UnknownPersonError, NotYoursError.

    The one who handed it on and who held it before are told.
    """
    return _answered(session, who, now, item, version, TAKEN)


@changes
def refuse(  # noqa: PLR0913 - what is answered, as it was drawn
    session: Session, who: int, now: datetime, *, item: int, version: int, reason: str
) -> Done:
    """Say that it is not as it should be: the earlier holder holds it on; errors as of `take`."""
    return _answered(session, who, now, item, version, REFUSED, reason)


def _answered(  # noqa: PLR0913, PLR0917 - what is answered, as it was drawn
    session: Session, who: int, now: datetime, item: int, version: int, act: str, text: str = ""
) -> Done:
    asking = desk(session, who, now.date())
    one = rows.one(session, item, locked=True)
    if one is None or asking.me not in {each.staff_id for each in one.entries}:
        raise NotYoursError
    offered = one.offered
    if one.version != version or offered is None or offered.to_id != asking.me:
        return Done(reading.drawn(asking, one) if asking.may_read(one) else None, done=False)
    add(session, now, asking, item, act, staff_id=asking.me, text=text)
    return told(session, now, asking, item, {offered.by_id, one.holder_id})
