"""Those who must confirm an account are asked, each once for each account."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import notices, organisation
from services.identity.confirmers import bound, confirmers
from services.organisation import Employee, Organisation
from services.store.people import Binding

KIND = "claim"
WAITING, CONFIRMED, REFUSED = "waiting", "confirmed", "refused"


def ask(session: Session, now: datetime) -> None:
    """Have whoever confirms at this moment asked about each account that waits.

    Called whenever that may have changed: whoever was asked before is not asked again.
    """
    waiting = session.scalars(select(Binding).where(Binding.state == WAITING)).all()
    if not waiting:
        return
    org, has = organisation.on(session, now.date()), bound(session)
    for row in waiting:
        person = org.people.get(row.staff_id)
        if person is not None and person.works_on(org.day):
            _ask(session, now, row, org, person, confirmers(org, has, person))


def _ask(  # noqa: PLR0913, PLR0917 - what was read once for all of them
    session: Session,
    now: datetime,
    row: Binding,
    org: Organisation,
    person: Employee,
    asked: frozenset[int],
) -> None:
    notices.tell(
        session,
        now,
        KIND,
        row.id,
        asked,
        claim=row.id,
        number=person.number,
        name=person.name,
        unit=org.unit_name(person),
        shown=row.shown,
        opened=row.opened_at.isoformat(),
    )
