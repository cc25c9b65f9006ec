"""Tables of conduct: a case, its clients and evidence, and all that was done in it."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.store.tables import Base, Keyed
from services.store.vault import Sealed


class ConductCase(Keyed, Base):
    """A case (Articles 27, 29.3); `version` is raised with every change.

    reported → investigating → hearing → heard → proposed → ruled → appealed → closed; dropped.
    `began` and `ended` are the first day of the investigation and the day of its ruling,
    `released` the day from which fixed pay that was held is paid: none while open or forfeited.
    What is proposed stands in `finding` to `forfeits`; it is in force while `in_force`.
    """

    __tablename__ = "conduct_cases"
    __table_args__ = (Index(None, "state"), Index(None, "accused_id"))

    number: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str]
    accused_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    reporter_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    investigator_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    happened: Mapped[date]
    what_sealed: Mapped[bytes]
    what = Sealed("what_sealed")
    state: Mapped[str]
    since: Mapped[datetime]
    owes_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))  # none: by an approval
    due: Mapped[date | None]
    began: Mapped[date | None]
    ended: Mapped[date | None]
    released: Mapped[date | None]
    finding: Mapped[str]
    loss: Mapped[Decimal | None]
    fine: Mapped[Decimal | None]
    dismissal: Mapped[bool]
    forfeits: Mapped[bool]
    basis: Mapped[str]
    in_force: Mapped[bool]
    ruled_on: Mapped[date | None]
    ruled_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    ruling_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"))
    appeal_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"))
    version: Mapped[int]


class ConductClient(Base):
    """A client whose opening a case is about (Article 27.4)."""

    __tablename__ = "conduct_clients"

    case_id: Mapped[int] = mapped_column(ForeignKey("conduct_cases.id"), primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), primary_key=True)


class ConductEntry(Keyed, Base):
    """What was done in a case; rows are only ever added (a trigger refuses the rest)."""

    __tablename__ = "conduct_entries"
    __table_args__ = (Index(None, "case_id", "number", unique=True),)

    case_id: Mapped[int] = mapped_column(ForeignKey("conduct_cases.id"))
    number: Mapped[int]
    act: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))  # none: the house
    post: Mapped[str]
    note_sealed: Mapped[bytes]
    note = Sealed("note_sealed")
    at: Mapped[datetime]


class ConductEvidence(Keyed, Base):
    """A photo or a file in a case; like entries, rows are only ever added."""

    __tablename__ = "conduct_evidence"
    __table_args__ = (Index(None, "case_id", "number", unique=True),)

    case_id: Mapped[int] = mapped_column(ForeignKey("conduct_cases.id"))
    number: Mapped[int]
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
