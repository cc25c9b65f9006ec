"""An account turns out to be another's, or is lost: it is unbound at once."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import notices, organisation
from services.identity.confirmers import bound, confirmers, office
from services.identity.invitations import Invited, issue
from services.identity.status import OutdatedError, State, statuses
from services.identity.ties import hold, refuse, tell_old, unbind
from services.organisation import NotYoursError, viewer
from services.store import changes
from services.store.people import Account


@changes
def not_me(session: Session, who: int, now: datetime) -> None:
    """Unbind the account that says it is somebody else's; what waits for the person is off.

    Whoever would confirm the person, and the back office, are told. An account that is nobody's
    any more is left as it is.
    """
    staff_id = session.scalar(select(Account.staff_id).where(Account.telegram_id == who))
    if staff_id is None:
        return
    unbind(session, now, staff_id, staff_id, "not me")
    notices.cancel(session, now, staff_id=staff_id)
    org, has = organisation.on(session, now.date()), bound(session)
    person = org.people.get(staff_id)
    if person is None:
        return
    told = confirmers(org, has, person) | office(org, has, person)
    about = f"{staff_id}@{now.isoformat()}"
    number, name = person.number, person.name
    notices.tell(session, now, "not_me", about, told, staff=staff_id, number=number, name=name)


@changes
def renew(session: Session, who: int, now: datetime, staff_id: int, version: int) -> Invited:
    """Unbind the lost account of one whom whoever asks may see, and invite the person anew.

    Notices that wait for the person go to the new account. The old one is told. `version` is
    that of the card which asked. UnknownPersonError, NotYoursError, OutdatedError.
    """
    asking = viewer(session, who, now.date())
    person = asking.must_see(staff_id)
    if staff_id == asking.staff_id:
        raise NotYoursError
    hold(session, [staff_id])
    found = statuses(session, now, asking.organisation).of(person)
    works = person.works_on(now.date())
    if found.version != version or found.state is not State.BOUND or not works:
        raise OutdatedError
    old = unbind(session, now, staff_id, asking.staff_id, "lost")
    refuse(session, now, staff_id=staff_id, telegram_id=None, by=asking.staff_id)
    tell_old(session, now, old)
    (invited,) = issue(session, now, asking.organisation, [person], asking.staff_id)
    return invited
