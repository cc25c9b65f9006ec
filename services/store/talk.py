"""Tables of the conversation: forms being filled in, what was seen, and the audit's rows."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.month import Month
from services.store.tables import Base, Keyed
from services.store.vault import Sealed


class Draft(Keyed, Base):
    """A form that someone is filling in: the answers as typed, sealed JSON."""

    __tablename__ = "drafts"

    telegram_id: Mapped[int] = mapped_column(unique=True)
    form: Mapped[str]
    answers_sealed: Mapped[bytes]
    answers = Sealed("answers_sealed")
    version: Mapped[int]
    changed_at: Mapped[datetime]


class Audit(Keyed, Base):
    """Who did what to what, and when; rows are only ever added (a trigger refuses the rest)."""

    __tablename__ = "audit"

    at: Mapped[datetime]
    actor: Mapped[str]  # a staff id, or 'console'
    what: Mapped[str]
    detail_sealed: Mapped[bytes]
    detail = Sealed("detail_sealed")


class AuditSeal(Base):
    """An audit row's place in the chain: each hash covers the row and the hash before it."""

    __tablename__ = "audit_seals"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    audit_id: Mapped[int] = mapped_column(unique=True)
    hash: Mapped[bytes]


class AuditHead(Base):
    """The chain's last link at the end of a day, as it was sent out of the house."""

    __tablename__ = "audit_heads"

    day: Mapped[date] = mapped_column(primary_key=True)
    number: Mapped[int]
    hash: Mapped[bytes]


class Sight(Base):
    """Who saw whose figures of a month first when; `mark` is the latest batch shown."""

    __tablename__ = "sights"

    viewer_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    month: Mapped[Month] = mapped_column(primary_key=True)
    mark: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
