"""Tables of attendance: what was recorded in chat, promotion days, proposals of separation."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.store.tables import Base, Exact, Keyed
from services.store.vault import Sealed


class Event(Keyed, Base):
    """Something that a person recorded of another: recorded → contested → upheld | cancelled.

    One taken back at once is cancelled without an approval. One that was imported gets a row
    when it is contested. What it counts is in 考勤, under the batch of the row.
    """

    __tablename__ = "events"
    __table_args__ = (Index(None, "staff_id", "day"), Index(None, "approval_id"))

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    day: Mapped[date]
    kind: Mapped[str]
    quantity: Mapped[Decimal] = mapped_column(Exact)
    note_sealed: Mapped[bytes]
    note = Sealed("note_sealed")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))  # none: the command line
    made_at: Mapped[datetime]
    told_on: Mapped[date]
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    state: Mapped[str]
    contest_sealed: Mapped[bytes]
    contest = Sealed("contest_sealed")
    contest_file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    approval_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"))


class PromotionDay(Keyed, Base):
    """A free day on which somebody wants to promote: asked → approved | rejected | withdrawn."""

    __tablename__ = "promotion_days"
    __table_args__ = (Index(None, "staff_id", "day"),)

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    day: Mapped[date]
    note_sealed: Mapped[bytes]
    note = Sealed("note_sealed")
    made_at: Mapped[datetime]
    state: Mapped[str]
    approval_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"))


class Separation(Keyed, Base):
    """A proposal that somebody counts as having left by himself (Article 29).

    `days` are the days of absence that it rests on (JSON). Running, then as it was decided.
    """

    __tablename__ = "separations"
    __table_args__ = (Index(None, "staff_id"),)

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    reason: Mapped[str]  # consecutive year
    days: Mapped[str]
    made_at: Mapped[datetime]
    state: Mapped[str]
    approval_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"))
