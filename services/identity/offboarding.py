"""Whoever leaves loses the account at once: by the last day, by an import, by the back office."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import notices, organisation
from services.identity.asking import WAITING, ask
from services.identity.confirmers import OFFICE
from services.identity.status import OutdatedError, State, statuses
from services.identity.ties import hold, refuse, revoke, unbind
from services.organisation import Employee, NotYoursError, Organisation, Viewer, viewer
from services.store import audit, changes
from services.store.people import Account, Binding, Invitation
from services.store.traffic import Notice


def offboard(session: Session, now: datetime, staff_id: int, by: int | None, why: str) -> None:
    """End everything between the person and us: account, invitations, claims, what waits to go.

    In the transaction of whatever is the cause: after it nothing goes out to the person.
    """
    unbind(session, now, staff_id, by, why)
    revoke(session, now, staff_id)
    refuse(session, now, staff_id=staff_id, telegram_id=None, by=by)
    notices.cancel(session, now, staff_id=staff_id)
    audit.record(session, now, by, "offboarded", staff=staff_id, why=why)


def offboard_due(session: Session, now: datetime, by: int | None = None) -> None:
    """Offboard everybody whose last day is over; `now` is in the outlet's zone.

    Whoever now confirms in the place of somebody else is asked.
    """
    org = organisation.on(session, now.date())
    for staff_id in sorted(_left(org) & _here(session, now)):
        offboard(session, now, staff_id, by, "left")
    ask(session, now)


@changes
def suspend(session: Session, who: int, now: datetime, staff_id: int, version: int) -> None:
    """Offboard, by its back office, one who has an account, whatever the last day is.

    `version` is that of the card which asked. UnknownPersonError, NotYoursError, OutdatedError.
    """
    asking = viewer(session, who, now.date())
    person = asking.must_see(staff_id)
    if not may_suspend(asking, person):
        raise NotYoursError
    hold(session, [staff_id])
    found = statuses(session, now, asking.organisation).of(person)
    if found.version != version or found.state is not State.BOUND:
        raise OutdatedError
    offboard(session, now, staff_id, asking.staff_id, "suspended")


def may_suspend(asking: Viewer, person: Employee) -> bool:
    """Tell whether whoever asks is the back office of the person's unit, or of one above."""
    here = person.unit in asking.organisation.within(asking.me.unit)
    return OFFICE in asking.posts and here and person.staff_id != asking.staff_id


def _left(org: Organisation) -> set[int]:
    people = org.people.values()
    return {one.staff_id for one in people if one.left is not None and one.left < org.day}


def _here(session: Session, now: datetime) -> set[int]:
    """Return those with an account, an invitation, a claim or a notice that waits."""
    valid = Invitation.used_at.is_(None) & (Invitation.expires_at > now)
    chosen = (
        select(Account.staff_id),
        select(Invitation.staff_id).where(valid),
        select(Binding.staff_id).where(Binding.state == WAITING),
        select(Notice.staff_id).where(Notice.state == notices.WAITING),
    )
    return {one for rows in chosen for one in session.scalars(rows) if one is not None}
