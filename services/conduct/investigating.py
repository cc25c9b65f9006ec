"""The investigation: begun, handed over, added to, the accused heard, a proposal made."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from services.approvals.machine import NoApproverError, can_be_decided, submit
from services.approvals.subjects import Ask
from services.conduct import days, files, reporting
from services.conduct.files import (
    HEARD,
    HEARING,
    INVESTIGATING,
    PROPOSED,
    REPORTED,
    File,
    Moved,
    unless_moved_on,
)
from services.conduct.penalties import ERROR, Penalty, proposal
from services.drafts import Choice
from services.office.choices import called
from services.organisation import Viewer, viewer
from services.store import changes

OPEN = (REPORTED, INVESTIGATING, HEARD)
RULING, ERROR_RULING = "ruling", "error_ruling"


@changes
@unless_moved_on
def begin(session: Session, who: int, now: datetime, case: int, version: int) -> Moved:
    """Begin the investigation; of malicious opening it holds fixed pay and clients (Art. 27.4).

    A card that is outdated changes nothing. UnknownPersonError, NotYourCaseError.
    """
    asking, file = files.owed(session, who, now, case, version, REPORTED)
    file.note(now, INVESTIGATING, asking.staff_id)
    due = days.deadline(session, now.date(), "investigate")
    file.go(now, INVESTIGATING, asking.staff_id, due, began=now.date())
    return Moved(case)


@changes
@unless_moved_on
def ask(session: Session, who: int, now: datetime, case: int, version: int) -> Moved:
    """Ask the accused for his statement; from now on he sees the case. As `begin`."""
    asking, file = files.owed(session, who, now, case, version, INVESTIGATING)
    file.note(now, HEARING, asking.staff_id)
    due = days.deadline(session, now.date(), "hearing")
    file.go(now, HEARING, file.row.accused_id, due)
    return Moved(case)


@changes
@unless_moved_on
def state(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, now: datetime, *, case: int, version: int, statement: str
) -> Moved:
    """Take the statement of the accused.

    UnknownPersonError, NotYourCaseError.
    """
    asking, file = files.owed(session, who, now, case, version, HEARING)
    file.note(now, HEARD, asking.staff_id, statement)
    heard(file, now)
    return Moved(case)


def heard(file: File, now: datetime) -> None:
    """Have the investigator make his proposal: the accused was heard, or kept silent."""
    due = days.deadline(file.session, now.date(), "propose")
    file.go(now, HEARD, file.row.investigator_id, due)


@changes
@unless_moved_on
def add(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    case: int,
    version: int,
    note: str,
    clients: str | None,
) -> Moved:
    """Write into the file what was found out; the same errors, UnknownClientsError."""
    asking, file = files.owed(session, who, now, case, version, *OPEN)
    reporting.add_clients(session, case, clients or "")
    file.note(now, "noted", asking.staff_id, note)
    file.row.version += 1
    return Moved(case)


def successors(session: Session, who: int, today: date, typed: str) -> tuple[Choice, ...]:
    """Return who may take over an investigation; only who may investigate is told."""
    asking = viewer(session, who, today)
    able = files.candidates(asking.organisation, 0)
    if asking.staff_id not in able:
        return ()
    people = [asking.organisation.people[one] for one in able if one != asking.staff_id]
    return called([(one.number, one.name) for one in people], typed)


@changes
@unless_moved_on
def hand_over(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, now: datetime, *, case: int, version: int, to: Choice
) -> Moved:
    """Hand the investigation to another by name; the same errors."""
    asking, file = files.owed(session, who, now, case, version, *OPEN)
    people = {one.number: one.staff_id for one in asking.organisation.people.values()}
    able = files.candidates(asking.organisation, file.row.accused_id)
    if people.get(to.code) not in able:
        raise files.NobodyInvestigatesError
    file.note(now, "handed_over", asking.staff_id, to.name)
    taker = people[to.code]
    file.go(now, file.row.state, taker, file.row.due, investigator_id=taker)
    return Moved(case)


def weigh(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    today: date,
    *,
    case: int,
    version: int,  # noqa: ARG001 - a form's answers
    finding: str,
    note: str,  # noqa: ARG001 - the same
    loss: Decimal | None = None,
    amount: Decimal | None = None,
) -> Penalty:
    """Return what the rules propose; UnknownPersonError, NotYourCaseError, those of `proposal`."""
    asking, file = files.asked(session, who, today, case)
    if asking.staff_id != file.row.investigator_id:
        raise files.NotYourCaseError
    return _weighed(file, today, finding, loss, amount)


def _weighed(
    file: File, today: date, finding: str, loss: Decimal | None, amount: Decimal | None
) -> Penalty:
    found = file.found(finding, loss=loss, amount=amount)
    return proposal(found, days.rules_of(file.session, today))


@changes
@unless_moved_on
def propose(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    case: int,
    version: int,
    finding: str,
    note: str,
    loss: Decimal | None = None,
    amount: Decimal | None = None,
) -> Moved:
    """Propose what the rules say for what was found, and have it ruled.

    The same errors, those of `proposal`, NoApproverError.
    """
    asking, file = files.owed(session, who, now, case, version, HEARD)
    made = _weighed(file, now.date(), finding, loss, amount)
    file.note(now, PROPOSED, asking.staff_id, note)
    write(file, made, finding=finding, loss=loss, forfeits=False)
    number = _submitted(file, asking, now)
    file.go(now, PROPOSED, None, days.deadline(session, now.date(), "propose"), ruling_id=number)
    return Moved(case)


def write(
    file: File, made: Penalty, *, finding: str, loss: Decimal | None, forfeits: bool
) -> None:
    """Write a proposal into the case."""
    row = file.row
    row.finding, row.loss, row.fine = finding, loss, made.fine
    row.dismissal, row.basis, row.forfeits = made.dismissal, made.basis, forfeits


def _submitted(file: File, asking: Viewer, now: datetime) -> int:
    kind = ERROR_RULING if file.row.kind == ERROR else RULING
    wanted = Ask(kind, file.row.id, asking.staff_id)
    if not can_be_decided(file.session, now.date(), asking.staff_id, wanted):
        raise NoApproverError
    return submit(file.session, now, asking.staff_id, wanted)
