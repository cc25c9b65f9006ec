"""What attendance makes of a month's pay, whether or not the month has figures of clients yet."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from services.attendance.rows import Happened
from services.conduct import pay as conducts
from services.history import history
from services.month import Month
from services.pay import Statement, statement
from services.pay.inputs import Facts
from services.payslips import entries
from services.payslips.entries import Entries
from services.payslips.months import employed, person_of
from services.rulebook_values import in_force
from services.store.figures import Attendance

LINES = ("fixed_pay", "leave_deduction", "absence_deduction")
"""The lines that hang on attendance and not on clients."""


def entered(session: Session, staff_id: int) -> Entries:
    """Return what the sheets say of the person."""
    return entries.load(session, staff_id)


def laid_over(found: Entries, happened: Sequence[Happened]) -> Entries:
    """Return what the sheets would say with rows written after them."""
    kept = {(one.day, one.kind): one for one in found.attendance}
    kept |= {(one.day, one.kind): _row(one) for one in happened}
    return replace(found, attendance=[kept[key] for key in sorted(kept)])


def month(session: Session, found: Entries, staff_id: int, of: Month) -> Statement | None:
    """Return the month's pay of what its sheets say alone; None if he is not there.

    Of it count the daily score and `LINES`, which are those of the payslip: nothing is known of
    clients, balances and tax here. It is held by the cases as they stand (Article 27.4).
    """
    employee = employed(history(session), staff_id, of)
    if employee is None:
        return None
    facts = Facts(**entries.conduct(found.happened(of)))
    person = person_of(employee, of, conducts.load(session, staff_id))
    return statement(person, facts, in_force(session).on(of.first_day))


def _row(one: Happened) -> Attendance:
    return Attendance(
        day=one.day,
        staff_id=one.staff_id,
        kind=one.kind,
        quantity=one.quantity,
        batch_id=0,
        sheet="",
        row=0,
    )
