"""How far a client's sign-off is, as the card of the appointment and that of the approval tell."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.appointments import view as appointments
from services.appointments.rows import OPENED, RECORDED, REJECTED, RETURNED, SIGNED
from services.approvals import machine
from services.approvals.subjects import shows
from services.approvals.view import Stop, stops
from services.disputes.rows import disputed
from services.organisation import Viewer, viewer
from services.ownership import checklist
from services.ownership.differing import Differing, differing
from services.ownership.rows import OWNERSHIP, client, document, records, stage
from services.store.approvals import Approval
from services.store.clients import Appointment, AppointmentEntry
from services.store.figures import Client

TAIL = 4  # digits of a client's number that are shown


@dataclass(frozen=True, slots=True)
class Chain:
    """How far an appointment is since its opening was reported; what whoever asks may do.

    `said` is what the marketer said of the opening, `reason` why it was given back or refused,
    `number` the end of the client's number, `document` its place in the archive ('': none).
    `approval` is none for whom the approval does not concern.
    """

    id: int
    version: int
    state: str
    stage: str
    opened_on: date | None
    noes: tuple[str, ...]
    said: str
    reason: str
    stops: tuple[Stop, ...]
    number: str
    recorded_on: date | None
    document: str
    archived_on: date | None
    approval: int | None
    sees_form: bool
    mends: bool
    records: bool
    archives: bool
    disputed: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What the card of an approval tells of the client, masked."""

    appointment: int
    name: str
    tail: str
    institution: bool
    assets: Decimal
    planned: datetime
    accompanied: bool
    opened_on: date | None
    said: str
    form: bool
    differing: Differing
    state: str


def chain(session: Session, who: int, today: date, appointment: int) -> Chain:
    """Return how far it is; UnknownPersonError, NotYoursError."""
    asking, row = appointments.seen(session, who, today, appointment)
    approval = session.get(Approval, row.approval_id) if row.approval_id else None
    case = machine.opened(session, today, approval, asking.organisation) if approval else None
    mine = asking.staff_id in {row.staff_id, approval.made_by if approval else 0}
    keeps = records(session, asking, row)
    number = session.get_one(Client, row.client_id).number if row.client_id else ""
    return Chain(
        id=row.id,
        version=row.version,
        state=row.state,
        stage=stage(row, approval),
        opened_on=row.opened_on,
        noes=checklist.noes(row.checklist),
        said=_last(session, row, OPENED),
        reason=_last(session, row, row.state) if row.state in {RETURNED, REJECTED} else "",
        stops=tuple(stops(case)) if case else (),
        number=number[-TAIL:],
        recorded_on=row.recorded_on,
        document=_document(asking, row),
        archived_on=row.archived_on,
        approval=row.approval_id if asking.sees(row.staff_id) or mine else None,
        sees_form=row.form_id is not None and looks(session, asking, row),
        mends=mine and row.state == RETURNED,
        records=keeps and row.state == SIGNED,
        archives=keeps and row.state == RECORDED,
        disputed=disputed(session, row.id),
    )


def looks(session: Session, asking: Viewer, row: Appointment) -> bool:
    """Tell whether whoever asks may look at the signed form: its chain and the owner."""
    if appointments.may_reveal(asking, row):
        return True
    approval = session.get(Approval, row.approval_id) if row.approval_id else None
    if approval is None:
        return False
    case = machine.opened(session, asking.organisation.day, approval, asking.organisation)
    had = {one for each in case.decisions for one in (each.staff_id, each.for_id)}
    return asking.staff_id in had or case.seat(asking.staff_id) is not None


def owed(session: Session, who: int, today: date) -> tuple[tuple[int, str], ...]:
    """Return one's own appointments that were given back, the clients masked.

    UnknownPersonError.
    """
    me = viewer(session, who, today).staff_id
    chosen = select(Appointment).where(Appointment.staff_id == me, Appointment.state == RETURNED)
    rows = session.scalars(
        chosen.order_by(Appointment.opened_on, Appointment.planned, Appointment.id)
    )
    return tuple((one.id, client(one)[0]) for one in rows)


@shows(OWNERSHIP)
def told(session: Session, today: date, number: int) -> Told:
    """Return what an approval tells of the appointment."""
    row, org = session.get_one(Appointment, number), organisation.on(session, today)
    name, tail = client(row)
    return Told(
        appointment=row.id,
        name=name,
        tail=tail,
        institution=row.institution,
        assets=row.assets,
        planned=row.planned,
        accompanied=row.accompanied,
        opened_on=row.opened_on,
        said=_last(session, row, OPENED),
        form=row.form_id is not None,
        differing=differing(session, org, [row])[row.id],
        state=row.state,
    )


def _last(session: Session, row: Appointment, act: str) -> str:
    """Return what was said when it last came to that."""
    chosen = select(AppointmentEntry).where(
        AppointmentEntry.appointment_id == row.id, AppointmentEntry.act == act
    )
    last = session.scalars(chosen.order_by(AppointmentEntry.number.desc()).limit(1)).first()
    return last.note if last else ""


def _document(asking: Viewer, row: Appointment) -> str:
    if row.archive_number is None:
        return ""
    return document(asking.organisation.people[row.staff_id].number, row.archive_number)
