"""A client of the demo's branch with an appointment, and his name wherever people wrote it."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import drafts, files, inbox, jobs, notices
from services.appointments.rows import RECORDED, note
from services.month import Month
from services.store import Store, changes
from services.store.approvals import Approval, Decision
from services.store.clients import (
    Appointment,
    AppointmentKey,
    Dispute,
    DisputeEvidence,
    Handover,
    HandoverClient,
)
from services.store.conduct import ConductCase, ConductClient, ConductEntry, ConductEvidence
from services.store.figures import Attendance, Client, ClientMonth, ClientName
from services.store.people import Staff
from services.store.vault import vault
from services.updates import Came
from tests.branch import NOW

NAME, PHONE = "司马相如金丝雀", "13912345678"
CALLED = "老司"  # what people call him in texts about him: nobody can look for that
MONTH = Month(2026, 10)


@dataclass(frozen=True)
class Known:
    """The client: 客户号, the appointment, the signed form."""

    number: str
    client: int
    appointment: int
    form: int


@changes
def register(session: Session) -> Known:
    """Give a client of 张伟's an appointment, a dispute, a case, and copies of his name."""
    staff = session.scalars(select(Staff.id).where(Staff.number == "JC031")).one()
    client = session.scalars(
        select(Client).join(ClientMonth).where(ClientMonth.staff_id == staff).limit(1)
    ).one()
    named = session.scalars(select(ClientName).where(ClientName.client_id == client.id)).first()
    assert named
    named.name, named.name_index = NAME, vault().index(NAME)
    form = files.keep(session, f"{NAME}.pdf", f"%PDF {NAME}".encode(), NOW, staff)
    row = appointment(staff, form)
    row.client_id = client.id
    session.add(row)
    session.flush()
    session.add(AppointmentKey(appointment_id=row.id, kind="name", digest=vault().index(NAME)))
    note(session, row, NOW, "rebooked", staff, f"{NAME}改期，{CALLED}出差")
    signed(session, "ownership", row.id, staff)  # withdrawn, and asked for once more
    row.approval_id = signed(session, "ownership", row.id, staff)
    dispute(session, row, staff)
    case(session, client.id, staff)
    handed_over(session, staff, client_id=client.id)
    copies(session, staff)
    return Known(client.number, client.id, row.id, form)


def appointment(staff: int, form: int | None) -> Appointment:
    """Return an appointment that is over, with nobody's 客户号."""
    row = Appointment(
        staff_id=staff,
        made_by=staff,
        made_at=NOW,
        unit="W0101",
        institution=False,
        assets=Decimal(300_000),
        planned=NOW,
        accompanied=True,
        rebooked=0,
        valid_until=NOW.date(),
        state=RECORDED,
        version=1,
        opened_on=NOW.date(),
        form_id=form,
        form_digest=b"d" * 32,
        checklist='{"suitable": "C4"}',
    )
    row.name, row.phone = NAME, PHONE
    return row


def signed(session: Session, kind: str, subject: int, staff: int) -> int:
    """Return an approval that is over; whoever decided wrote whom it is about."""
    one = Approval(
        kind=kind,
        subject_id=subject,
        applicant_id=staff,
        made_by=staff,
        made_at=NOW,
        size=Decimal(0),
        steps="[]",
        state="approved",
        step=0,
        turn=1,
        version=1,
        since=NOW,
    )
    session.add(one)
    session.flush()
    said = Decision(
        approval_id=one.id,
        number=1,
        turn=1,
        step=0,
        act="approve",
        staff_id=staff,
        post="",
        at=NOW,
    )
    said.note = f"{NAME}本人到场，{CALLED}签的"
    session.add(said)
    return one.id


def handed_over(session: Session, staff: int, **whom: int) -> int:
    """Add a handover of somebody to another that was declined; return it."""
    other = session.scalars(select(Staff.id).where(Staff.number == "JC032")).one()
    one = Handover(from_id=staff, to_id=other, made_by=staff, made_at=NOW, state="declined")
    one.version, one.reason = 1, f"{NAME}搬家，{CALLED}要换人"
    session.add(one)
    session.flush()
    session.add(HandoverClient(handover_id=one.id, number=1, **whom))
    session.flush()
    return one.id


def dispute(session: Session, row: Appointment, staff: int) -> None:
    """Add a dispute that is over, with evidence."""
    other = session.scalars(select(Staff.id).where(Staff.number == "JC032")).one()
    earlier = appointment(other, None)
    earlier.name = earlier.phone = ""
    session.add(earlier)
    session.flush()
    one = Dispute(
        later_id=row.id, earlier_id=earlier.id, made_by=staff, made_at=NOW, state="dismissed"
    )
    session.add(one)
    session.flush()
    shown = DisputeEvidence(dispute_id=one.id, number=1, staff_id=staff, at=NOW)
    shown.file_id = files.keep(session, "", NAME.encode(), NOW, staff)  # a photo
    shown.note = f"{NAME}是我的客户，{CALLED}可以作证"
    session.add(shown)
    one.approval_id = signed(session, "client_dispute", one.id, staff)


def case(session: Session, client: int, staff: int) -> None:
    """Add a case about the client that is over."""
    one = ConductCase(
        number=1_000,
        kind="malicious_opening",
        accused_id=staff,
        reporter_id=staff,
        investigator_id=staff,
        happened=NOW.date(),
        state="closed",
        since=NOW,
        finding="",
        dismissal=False,
        forfeits=False,
        basis="",
        in_force=False,
        version=1,
    )
    one.what = f"{NAME}的开户，{CALLED}不知情"
    session.add(one)
    session.flush()
    session.add(ConductClient(case_id=one.id, client_id=client))
    entry = ConductEntry(case_id=one.id, number=1, act="note", post="", at=NOW)
    entry.note = f"问过{NAME}，{CALLED}否认"
    shown = files.keep(session, "证据.jpg", NAME.encode(), NOW, staff)
    session.add(entry)
    session.add(ConductEvidence(case_id=one.id, number=1, file_id=shown, staff_id=staff, at=NOW))
    for kind in ("ruling", "appeal"):
        signed(session, kind, one.id, staff)


def copies(session: Session, staff: int) -> None:
    """Write name and phone wherever people write."""
    text = f"请给{NAME}回电 139-1234-5678"
    inbox.receive(
        session, NOW, [Came(77, 31, f'{{"text": "{NAME.encode("unicode_escape").decode()}"}}')]
    )
    notices.tell(session, NOW, "set_aside", "x", [staff], code=text)
    draft = drafts.begin(session, 31, "visit", NOW)
    drafts.keep(session, 31, drafts.Draft("visit", draft.version, {"client": text}), NOW)
    jobs.add(session, "import", NOW, {"file": text})
    one = session.scalars(select(Attendance).limit(1)).one()
    one.note = text


@pytest.fixture
def known(filled_store: Store) -> Known:
    """Return the client."""
    return filled_store.call(register)
