"""The table of what managers file each week or month: progress, plan, meeting."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.store.tables import Base, Keyed
from services.store.vault import Sealed


class Duty(Keyed, Base):
    """What somebody filed for a period: a week (its Monday) or a month (its 1st).

    `kind`: progress, plan, meeting. `answers` are what he wrote (JSON). Filed again in time it is
    changed in place: `version` counts how often it was filed.
    """

    __tablename__ = "duties"
    __table_args__ = (
        Index(None, "staff_id", "kind", "period", unique=True),
        Index(None, "kind", "period"),
    )

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    kind: Mapped[str]
    period: Mapped[date]
    filed_at: Mapped[datetime]
    version: Mapped[int]
    answers_sealed: Mapped[bytes]
    answers = Sealed("answers_sealed")
