"""Whom a client's records are about: where they lie, whether something still runs, until when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from services.appointments.rows import LIVE, RETURNED, STOPPED
from services.conduct.files import OVER
from services.conduct.investigating import ERROR_RULING, RULING
from services.conduct.ruling import APPEAL
from services.disputes.rows import KIND
from services.month import Month
from services.ownership.rows import OWNERSHIP
from services.store.approvals import Approval
from services.store.cells import CELLS, Cells
from services.store.clients import Appointment, Dispute, DisputeEvidence, HandoverClient
from services.store.conduct import ConductCase, ConductClient, ConductEvidence
from services.store.figures import Client, ClientMonth
from services.store.privacy import PutAway

SEALED, ERASED = "sealed", "erased"
CLIENT, BOOKED = PutAway.client_id, PutAway.appointment_id
KEPT_YEARS = 20
"""Brokers keep clients' records at least so long (Securities Law, Article 137)."""
NAMED = {one.name: one for one in CELLS}


class UnknownSubjectError(Exception):
    """There is no such client or appointment."""


class StillRunningError(Exception):
    """An appointment, a dispute or a case about the client is not over."""


@dataclass(frozen=True)
class Subject:
    """A client with all his appointments, or an appointment that never had a client."""

    client: int | None
    appointments: tuple[int, ...]


def of_client(session: Session, number: str) -> Subject:
    """Return a client by 客户号; UnknownSubjectError."""
    client = session.scalar(select(Client.id).where(Client.number == number))
    if client is None:
        raise UnknownSubjectError
    his = select(Appointment.id).where(Appointment.client_id == client).order_by(Appointment.id)
    return Subject(client, tuple(session.scalars(his)))


def of_appointment(session: Session, appointment: int) -> Subject:
    """Return an appointment, with its client if it has one; UnknownSubjectError."""
    row = session.get(Appointment, appointment)
    if row is None:
        raise UnknownSubjectError
    if row.client_id is None:
        return Subject(None, (row.id,))
    return of_client(session, session.get_one(Client, row.client_id).number)


def states(session: Session, subject: Subject) -> set[str]:
    """Return the states that the client, or the appointment without one, has reached."""
    asked = select(PutAway.state).where(
        PutAway.client_id == subject.client
        if subject.client is not None
        else PutAway.appointment_id.in_(subject.appointments)
    )
    return set(session.scalars(asked))


def must_be_over(session: Session, subject: Subject) -> None:
    """StillRunningError while something about the client goes on."""
    here = Appointment.id.in_(subject.appointments)
    running = select(Appointment.id).where(here, Appointment.state.in_((*LIVE, RETURNED, STOPPED)))
    disputes = select(Dispute.id).where(_of(subject), Dispute.state == "running")
    cases = select(ConductCase.id).where(
        ConductCase.id.in_(_cases(subject)), ConductCase.state.not_in(OVER)
    )
    if any(session.scalar(asked.limit(1)) is not None for asked in (running, disputes, cases)):
        raise StillRunningError


def kept_until(session: Session, subject: Subject) -> date | None:
    """Return until when his records must be kept; none where no account was ever opened."""
    here = Appointment.id.in_(subject.appointments)
    days = [Appointment.opened_on, Appointment.recorded_on, Appointment.archived_on]
    found = [*session.execute(select(*map(func.max, days)).where(here)).one()]
    last: Month | None = session.scalar(
        select(func.max(ClientMonth.month)).where(ClientMonth.client_id == subject.client)
    )
    ends = [day for day in (*found, last and last.last_day) if day is not None]
    return _years_later(max(ends)) if ends else None


def cells(session: Session, subject: Subject) -> Iterator[tuple[Cells, int]]:
    """Yield what is sealed of him: the column, and the row."""
    disputes = [*session.scalars(select(Dispute.id).where(_of(subject)))]
    signed = _approvals(session, subject.appointments, OWNERSHIP)
    ruled = _approvals(session, disputes, KIND)
    for name, column, values in (
        ("client_names.name_sealed", "client_id", [subject.client]),
        ("appointments.name_sealed", "id", subject.appointments),
        ("appointments.phone_sealed", "id", subject.appointments),
        ("appointment_entries.note_sealed", "appointment_id", subject.appointments),
        ("dispute_evidence.note_sealed", "dispute_id", disputes),
        ("decisions.note_sealed", "approval_id", [*signed, *ruled]),
        ("handovers.reason_sealed", "id", [*session.scalars(_handovers(subject, alone=True))]),
    ):
        yield from _rows(session, name, column, values)
    for file in files(session, subject):  # a photo has no name, and is put away with it
        yield NAMED["files.name_sealed"], file


def files(session: Session, subject: Subject) -> list[int]:
    """Return the files about him: signed forms, what was shown in disputes."""
    forms = select(Appointment.form_id).where(Appointment.id.in_(subject.appointments))
    shown = select(DisputeEvidence.file_id).where(
        DisputeEvidence.dispute_id.in_(select(Dispute.id).where(_of(subject)))
    )
    return sorted({one for asked in (forms, shown) for one in session.scalars(asked) if one})


def shared(session: Session, subject: Subject) -> tuple[list[tuple[Cells, int]], list[int]]:
    """Return the texts and files of cases and handovers in which nobody is who is not erased."""
    others = select(ConductClient.case_id).where(ConductClient.client_id.not_in(_erased(CLIENT)))
    cases = [*session.scalars(_cases(subject).where(ConductClient.case_id.not_in(others)))]
    ruled = _approvals(session, cases, RULING, ERROR_RULING, APPEAL)
    given = session.scalars(_handovers(subject, alone=False)).all()
    texts = [
        *_rows(session, "conduct_cases.what_sealed", "id", cases),
        *_rows(session, "conduct_entries.note_sealed", "case_id", cases),
        *_rows(session, "decisions.note_sealed", "approval_id", ruled),
        *_rows(session, "handovers.reason_sealed", "id", given),
    ]
    shown = select(ConductEvidence.file_id).where(ConductEvidence.case_id.in_(cases))
    return texts, [*session.scalars(shown)]


def _rows(
    session: Session, name: str, column: str, values: Iterable[int | None]
) -> Iterator[tuple[Cells, int]]:
    found = NAMED[name]
    asked = select(found.table.c.id).where(found.table.c[column].in_([*values]), found.filled)
    for row in session.scalars(asked.order_by(found.table.c.id)):
        yield found, row


def _approvals(session: Session, subjects: Iterable[int], *kinds: str) -> list[int]:
    """Return every approval of the subjects, also those that were asked for before."""
    chosen = select(Approval.id).where(
        Approval.kind.in_(kinds), Approval.subject_id.in_([*subjects])
    )
    return [*session.scalars(chosen)]


def _handovers(subject: Subject, *, alone: bool) -> Select[int]:
    """Select the handovers that he is in; `alone`: he only, else he with those erased before."""
    row, client = HandoverClient, [] if subject.client is None else [subject.client]
    his = or_(row.client_id.in_(client), row.appointment_id.in_(subject.appointments))
    gone = or_(row.client_id.in_(_erased(CLIENT)), row.appointment_id.in_(_erased(BOOKED)))
    others = select(row.handover_id).where((his if alone else or_(his, gone)).is_not(True))
    return select(row.handover_id).where(his, row.handover_id.not_in(others)).distinct()


def _erased(column: InstrumentedAttribute[int | None]) -> Select[int | None]:
    return select(column).where(column.is_not(None), PutAway.state == ERASED)


def _of(subject: Subject) -> ColumnElement[bool]:
    ours = subject.appointments
    return or_(Dispute.later_id.in_(ours), Dispute.earlier_id.in_(ours))


def _cases(subject: Subject) -> Select[int]:
    return select(ConductClient.case_id).where(ConductClient.client_id == subject.client)


def _years_later(day: date) -> date:
    """Return the day so many years later; of 29 February the 1st of March."""
    try:
        return day.replace(year=day.year + KEPT_YEARS)
    except ValueError:
        return date(day.year + KEPT_YEARS, 3, 1)
