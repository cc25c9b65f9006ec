"""The ruling by the named post, what it sets besides, the appeal, and what becomes of them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from services import organisation, rulebook_values
from services.approvals import machine
from services.approvals.machine import APPROVED
from services.approvals.subjects import Circle, Settled, closes, settles, shows
from services.attendance.rows import must_be_open
from services.conduct import days, evidence, files, investigating
from services.conduct.files import (
    APPEALED,
    DROPPED,
    PROPOSED,
    RULED,
    TOLD,
    File,
    Moved,
    unless_moved_on,
)
from services.conduct.investigating import ERROR_RULING, RULING
from services.conduct.penalties import ARTICLES, CLEARED, ERROR, Warned, proposal, warned
from services.facts.months import imported_months
from services.history import SEES_ALL, Employee
from services.month import Month
from services.payslips.months import tell
from services.store import changes
from services.store.approvals import Approval
from services.store.conduct import ConductCase

APPEAL = "appeal"
"""Its subject is told like a ruling's; what becomes of it is in `appeals`."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is ruled on: the case without who reported it, the proposal, what is warned of.

    `statement` is what the accused said (None: silence), `month` the one that `warned` holds
    the fine against (None: he has no figures yet).
    """

    case: int
    number: int
    version: int
    kind: str
    article: str
    accused: Employee
    unit: str
    happened: date
    what: str
    clients: tuple[str, ...]
    evidence: int
    statement: str | None
    note: str
    appeal: str
    finding: str
    basis: str
    fine: Decimal | None
    loss: Decimal | None
    dismissal: bool
    forfeits: bool
    held: bool
    warned: Warned | None
    month: Month | None


@closes(RULING, ERROR_RULING)
def of_ruling(session: Session, case: int) -> Circle:
    """Return who has no say: the accused, and the reporter unless he is the general manager."""
    row = session.get_one(ConductCase, case)
    org = organisation.on(session, row.since.date())
    reporter = org.people.get(row.reporter_id)
    kept = {row.accused_id}
    if reporter and SEES_ALL not in reporter.posts:
        kept.add(row.reporter_id)
    return Circle(row.accused_id, frozenset(kept))


@shows(RULING, ERROR_RULING, APPEAL)
def subject(session: Session, today: date, case: int) -> Subject:
    """Return what is ruled on."""
    file = files.opened(session, today, case)
    row, accused = file.row, file.org.people[file.row.accused_id]
    said = {one.act: one.note for one in file.entries()}
    held, month = _held_against(session, today, row) if row.fine else (None, None)
    return Subject(
        case=row.id,
        number=row.number,
        version=row.version,
        kind=row.kind,
        article=ARTICLES[row.kind],
        accused=accused,
        unit=file.org.unit_name(accused),
        happened=row.happened,
        what=row.what,
        clients=tuple(file.clients()),
        evidence=evidence.count(file),
        statement=said.get(files.HEARD),
        note=said.get(PROPOSED, ""),
        appeal=said.get(APPEALED, ""),
        finding=row.finding,
        basis=row.basis,
        fine=row.fine,
        loss=row.loss,
        dismissal=row.dismissal,
        forfeits=row.forfeits,
        held=files.held_by(row),
        warned=held,
        month=month,
    )


def _held_against(
    session: Session, today: date, row: ConductCase
) -> tuple[Warned | None, Month | None]:
    """Hold the last month of the accused, as if it was ruled in it, against what is warned of.

    Nothing if he has no figures.
    """
    rulebook, months = rulebook_values.in_force(session), imported_months(session)
    if not months:
        return None, None
    told = tell(session, row.accused_id, months, rulebook)
    day = min(today, months[-1].last_day)
    ruled = replace(
        told, conduct=told.conduct.as_ruled(row.number, day, row.fine, pays=not row.forfeits)
    )
    slip = list((told if row.in_force else ruled).months())[-1:]
    if not slip:
        return None, None
    rules = rulebook.on(slip[0].month.first_day)
    return warned(slip[0].statement, rules), slip[0].month


@settles(RULING, ERROR_RULING)
def ruled(session: Session, now: datetime, told: Settled) -> None:
    """Put the ruling into force; what was not agreed to goes back to the investigator.

    MonthsClosedError: a fine and what is released belong to the month of the ruling.
    """
    file = files.opened(session, now.date(), told.subject_id, held=True)
    row = file.row
    if row.state != PROPOSED or row.ruling_id != told.approval_id:
        return
    if told.state != APPROVED:
        file.note(now, told.state, told.by, told.note)
        investigating.heard(file, now)
        return
    today = now.date()
    must_be_open(session, [today])
    released = None if row.forfeits else today
    over = {"ended": today, "released": released, "ruled_on": today, "ruled_by": told.by}
    if row.finding == CLEARED:
        file.note(now, DROPPED, told.by)
        file.go(now, DROPPED, None, None, **over)
    else:
        file.note(now, RULED, told.by)
        due = days.deadline(session, today, "appeal")
        file.go(now, RULED, row.accused_id, due, in_force=True, **over)
    file.tell(
        now, TOLD, sorted({row.accused_id, row.reporter_id} - {row.owes_id, row.investigator_id})
    )


@changes
@unless_moved_on
def set_amount(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    case: int,
    version: int,
    loss: Decimal | None,
    amount: Decimal | None,
) -> Moved:
    """Have an error cost another amount, by whoever rules.

    UnknownPersonError, NotYourCaseError, AmountNeededError.
    """
    file, asked = _ruling(session, who, now, case, version)
    if file.row.kind != ERROR or file.row.finding == CLEARED:
        raise files.CaseMovedOnError(case)
    finding = file.row.finding
    found = file.found(finding, loss=loss, amount=amount)
    made = proposal(found, days.rules_of(session, now.date()))
    investigating.write(file, made, finding=finding, loss=loss, forfeits=False)
    _set(file, asked, now, who, "set_amount", f"{made.fine}")
    return Moved(case)


@changes
@unless_moved_on
def forfeit(session: Session, who: int, now: datetime, case: int, version: int) -> Moved:
    """Have held fixed pay forfeited by the ruling, or released after all; as `set_amount`."""
    file, asked = _ruling(session, who, now, case, version)
    if not files.held_by(file.row) or file.row.finding == CLEARED:
        raise files.CaseMovedOnError(case)
    file.row.forfeits = not file.row.forfeits
    act = "forfeits" if file.row.forfeits else "releases"
    _set(file, asked, now, who, act)
    return Moved(case)


def _ruling(
    session: Session, who: int, now: datetime, case: int, version: int
) -> tuple[File, machine.Case]:
    """Return the case and its ruling, if whoever asks may decide it now and as it was drawn."""
    asking, file = files.asked(session, who, now.date(), case, held=True)
    row = file.row
    if row.state != PROPOSED or row.version != version or row.ruling_id is None:
        raise files.CaseMovedOnError(case)
    approval = session.get_one(Approval, row.ruling_id, with_for_update=True)
    asked = machine.opened(session, now.date(), approval)
    if asked.seat(asking.staff_id) is None:
        raise files.CaseMovedOnError(case)
    return file, asked


def _set(  # noqa: PLR0913, PLR0917 - who set what
    file: File, asked: machine.Case, now: datetime, who: int, act: str, note: str = ""
) -> None:
    by = organisation.viewer(file.session, who, now.date()).staff_id
    file.note(now, act, by, note)
    file.row.version += 1
    asked.changed(now)
