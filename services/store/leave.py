"""The table of leave: what somebody asked for, how it stands, and what became of it."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.store.tables import Base, Exact, Keyed
from services.store.vault import Sealed


class Leave(Keyed, Base):
    """Leave from a day (its noon with `first_noon`) to a day (its noon with `last_noon`).

    running → approved | rejected | withdrawn, returned → running; approved → cancelled. `days`
    are its working days. `change` is what is asked about it once it is approved (leave_cancel,
    leave_return; '' none) and `change_note` why, `back_day` from when he works again; it holds
    once `shortened`.
    """

    __tablename__ = "leaves"
    __table_args__ = (
        Index(None, "staff_id", "first_day"),
        Index(None, "state", "first_day"),
        Index(None, "certificate_due"),
    )

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]
    kind: Mapped[str]
    first_day: Mapped[date]
    first_noon: Mapped[bool]
    last_day: Mapped[date]
    last_noon: Mapped[bool]
    days: Mapped[Decimal] = mapped_column(Exact)
    reason_sealed: Mapped[bytes]
    reason = Sealed("reason_sealed")
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    certificate_due: Mapped[date | None]  # none: nothing has to be handed in
    approval_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"))
    beyond: Mapped[bool]  # of the year's days of personal leave: the general manager's alone
    state: Mapped[str]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"))
    change: Mapped[str]
    change_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"))
    change_note_sealed: Mapped[bytes | None]
    change_note = Sealed("change_note_sealed")
    back_day: Mapped[date | None]
    back_noon: Mapped[bool]
    shortened: Mapped[bool]
