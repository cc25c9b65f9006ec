"""The first administrator, and the last one's way back: only from the command line."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from services import notices, organisation
from services.identity.confirmers import ADMIN, administrators, bound
from services.identity.invitations import self_confirming
from services.identity.ties import refuse, tell_old, unbind
from services.organisation import Employee, NotYoursError
from services.store import audit, changes

VALID = timedelta(minutes=15)


class AdministratorBoundError(Exception):
    """There is an administrator with an account already."""


class NotAnAdministratorError(Exception):
    """The person works here, but is no administrator."""


@changes
def invite_first(session: Session, number: str, now: datetime) -> str:
    """Return a code that binds an administrator (by 工号) at once, while none is bound.

    AdministratorBoundError, NotYoursError for nobody, NotAnAdministratorError.
    """
    org = organisation.on(session, now.date())
    if administrators(org, bound(session)):
        raise AdministratorBoundError
    person = _administrator(session, number, now)
    return self_confirming(session, person.staff_id, now, VALID)


@changes
def recover(session: Session, number: str, now: datetime) -> str:
    """Unbind an administrator and return a code that binds him at once, whoever else is bound.

    The account and all administrators are told. NotYoursError, NotAnAdministratorError.
    """
    person = _administrator(session, number, now)
    old = unbind(session, now, person.staff_id, None, "recovery")
    refuse(session, now, staff_id=person.staff_id, telegram_id=None, by=None)
    audit.record(session, now, None, "administrator recovered", staff=person.staff_id)
    about = f"{person.staff_id}@{now.isoformat()}"
    others = administrators(organisation.on(session, now.date()), bound(session))
    notices.tell(session, now, "recovered", about, others, name=person.name, number=number)
    tell_old(session, now, old)
    return self_confirming(session, person.staff_id, now, VALID, recovers=True)


def _administrator(session: Session, number: str, now: datetime) -> Employee:
    person = organisation.by_number(session, number, now.date())
    if not person.works_on(now.date()):
        raise NotYoursError
    if ADMIN not in person.posts:
        raise NotAnAdministratorError
    return person
