"""Whose the next step of a case is, and that it is nobody's."""

from dataclasses import replace

from services.approvals import machine
from services.approvals.vacant import Vacant, vacant
from services.approvals.view import must_concern
from services.conduct import files
from services.conduct.files import File
from services.organisation import Viewer
from services.store.approvals import Approval
from services.store.conduct import ConductCase

DECIDED = (files.PROPOSED, files.APPEALED)


def owes(file: File, *, full: bool) -> tuple[str, ...]:
    """Return who owes the next step; of an approval, those who decide it."""
    row = file.row
    if row.owes_id is not None:
        return (file.name(row.owes_id),)
    case = _deciding(file) if full else None
    return tuple(file.name(one.staff_id) for one in case.seats) if case else ()


def vacant_post(file: File, *, full: bool) -> Vacant | None:
    """Return the post that is to rule if nobody may; to the accused not who did."""
    case = _deciding(file)
    found = vacant(case) if case else None
    return found if full or found is None else replace(found, names=())


def _deciding(file: File) -> machine.Case | None:
    """Return the approval that the case waits for."""
    row, number = file.row, _approval(file.row)
    if number is None or row.owes_id is not None or row.state not in DECIDED:
        return None
    one = file.session.get_one(Approval, number)
    return machine.opened(file.session, file.org.day, one)


def approval_for(file: File, me: int) -> int | None:
    """Return the id of the approval that a case waits for, or waited for last, if it is for him.

    Whoever investigated does not see an appeal.
    """
    number = _approval(file.row)
    if number is None:
        return None
    one = file.session.get_one(Approval, number)
    case = machine.opened(file.session, file.org.day, one)
    try:
        must_concern(Viewer(file.org.people[me], file.org), case)
    except machine.NotYoursToDecideError:
        return None
    return number


def _approval(row: ConductCase) -> int | None:
    return row.appeal_id if row.state == files.APPEALED else row.ruling_id
