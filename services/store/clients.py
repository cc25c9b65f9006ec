"""Tables of clients: appointments, what they are found by, disputes, owners, handovers."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.month import Month
from services.store.tables import Base, Keyed
from services.store.vault import Sealed


class Appointment(Keyed, Base):
    """A client whom a marketer registered before the opening (Article 31).

    reserved → opened → signed → recorded → archived; opened → returned → opened, → rejected;
    reserved → cancelled | expired; stopped (an earlier one stands) → reserved | cancelled;
    any → transferred. While `opened` its approval is at one of the steps of signing. It is
    disputed while a dispute about it runs. `valid_until` is the last day on which it stands
    unopened, `checklist` JSON of what was looked at at the opening, `archive_number` counts up
    for each marketer, `version` is raised with every change.
    """

    __tablename__ = "appointments"
    __table_args__ = (
        Index(None, "staff_id", "state"),
        Index(None, "state", "valid_until"),
        Index(None, "state", "planned"),
        Index(None, "client_id"),
        Index(None, "staff_id", "archive_number", unique=True),
    )

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))  # whose client it is
    made_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]
    unit: Mapped[str]
    name_sealed: Mapped[bytes]
    name = Sealed("name_sealed")
    phone_sealed: Mapped[bytes]  # all of it or its last four digits; empty: not said
    phone = Sealed("phone_sealed")
    institution: Mapped[bool]
    assets: Mapped[Decimal]  # expected, in yuan
    planned: Mapped[datetime]
    accompanied: Mapped[bool]
    rebooked: Mapped[int]  # how often it was put off
    valid_until: Mapped[date]
    state: Mapped[str]
    version: Mapped[int]
    opened_on: Mapped[date | None]
    form_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    form_digest: Mapped[bytes | None]  # SHA-256 of the signed form
    checklist: Mapped[str]
    approval_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"))
    client_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"))
    recorded_on: Mapped[date | None]
    archive_number: Mapped[int | None]
    archived_on: Mapped[date | None]


class AppointmentKey(Base):
    """What an appointment can be found by without being read: keyed digests of its parts."""

    __tablename__ = "appointment_keys"
    __table_args__ = (Index(None, "kind", "digest"),)

    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(primary_key=True)


class AppointmentEntry(Keyed, Base):
    """What was done with an appointment; rows are only ever added (a trigger refuses the rest).

    `planned` is the moment that it was booked for, or put off to.
    """

    __tablename__ = "appointment_entries"
    __table_args__ = (Index(None, "appointment_id", "number", unique=True),)

    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    number: Mapped[int]
    act: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))  # none: the house
    note_sealed: Mapped[bytes]
    note = Sealed("note_sealed")
    at: Mapped[datetime]
    planned: Mapped[datetime | None]


class Lookup(Keyed, Base):
    """That somebody asked whether a client is known, and whether one was met (no name)."""

    __tablename__ = "lookups"
    __table_args__ = (Index(None, "staff_id", "at"),)

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    met: Mapped[bool]
    at: Mapped[datetime]


class Dispute(Keyed, Base):
    """Whose a client is: the later appointment against the earlier; ruled by an approval.

    running → upheld (the later one's) | dismissed (the earlier one's) | withdrawn.
    """

    __tablename__ = "disputes"
    __table_args__ = (Index(None, "later_id"), Index(None, "earlier_id"))

    later_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    earlier_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    made_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]
    state: Mapped[str]
    approval_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"))


class DisputeEvidence(Keyed, Base):
    """What one of the two sides says and shows in a dispute; rows are only ever added."""

    __tablename__ = "dispute_evidence"
    __table_args__ = (Index(None, "dispute_id", "number", unique=True),)

    dispute_id: Mapped[int] = mapped_column(ForeignKey("disputes.id"))
    number: Mapped[int]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    note_sealed: Mapped[bytes]
    note = Sealed("note_sealed")
    at: Mapped[datetime]


class ClientOwner(Keyed, Base):
    """Whose a client is from a day on; rows are only ever added, the last of a day counts.

    `ground`: recorded (by an appointment), handed_over, ruled, settled (without an appointment).
    `counts_from`: from when on in the figures, where that is later: closed months stay.
    """

    __tablename__ = "client_owners"
    __table_args__ = (Index(None, "client_id", "number", unique=True), Index(None, "staff_id"))

    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    number: Mapped[int]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    first_day: Mapped[date]
    counts_from: Mapped[date | None]
    ground: Mapped[str]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]


class Handover(Keyed, Base):
    """Clients that go from one to another: offered → accepted | declined | withdrawn."""

    __tablename__ = "handovers"
    __table_args__ = (Index(None, "from_id", "state"), Index(None, "to_id", "state"))

    from_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]
    state: Mapped[str]
    version: Mapped[int]
    first_day: Mapped[date | None]  # from which the clients are the other's
    reason_sealed: Mapped[bytes]
    reason = Sealed("reason_sealed")


class HandoverClient(Base):
    """A client, or an appointment not recorded yet, in a handover; one of the two is set."""

    __tablename__ = "handover_clients"
    __table_args__ = (Index(None, "client_id"), Index(None, "appointment_id"))

    handover_id: Mapped[int] = mapped_column(ForeignKey("handovers.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"))
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointments.id"))


class SigningMark(Base):
    """What somebody has ticked to sign at once: approvals, each as it was shown to him."""

    __tablename__ = "signing_marks"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    approval_id: Mapped[int] = mapped_column(ForeignKey("approvals.id"), primary_key=True)
    version: Mapped[int]


class LateClient(Keyed, Base):
    """A client recorded after the month in which he was new had been frozen; only added.

    He counts as new in no month: what he would have brought in `month` is paid by corrections in
    the open month `paid_in`.
    """

    __tablename__ = "late_clients"
    __table_args__ = (Index(None, "client_id", unique=True),)

    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    month: Mapped[Month]
    paid_in: Mapped[Month]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]


class CountedClient(Keyed, Base):
    """A client who was new in a month that was closed before his ownership came in doubt.

    He goes on counting in it, whatever becomes of his appointments; only added.
    """

    __tablename__ = "counted_clients"
    __table_args__ = (Index(None, "client_id", unique=True),)

    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    month: Mapped[Month]
    made_at: Mapped[datetime]
