"""Tables of the conversation: forms being filled in, and the audit's rows."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

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
