"""Tables of leaving: who wishes to, what is handed over, what becomes of the risk fund."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.store.tables import Base, Keyed
from services.store.vault import Sealed


class Resignation(Keyed, Base):
    """A wish to leave: running → approved | rejected | withdrawn; returned → running.

    An approved one ends as `cancelled` (taken back by a decision) or `left`. `batch_id` is the
    edit by which the leaving day was entered, `withdrawal_id` the approval that would cancel it.
    """

    __tablename__ = "resignations"
    __table_args__ = (Index(None, "staff_id", "state"), Index(None, "state"))

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    asked_on: Mapped[date]
    last_day: Mapped[date]
    reason_sealed: Mapped[bytes]
    reason = Sealed("reason_sealed")
    state: Mapped[str]
    version: Mapped[int]
    approval_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"))
    withdrawal_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"))
    withdrawal_sealed: Mapped[bytes]
    withdrawal = Sealed("withdrawal_sealed")  # why it is to be taken back


class HandoverItem(Keyed, Base):
    """Something that is handed over: open → done. Of clients how many, and who takes them.

    A taker is named (`to_id`), then accepts, by which the item is done.
    """

    __tablename__ = "handover_items"
    __table_args__ = (Index(None, "resignation_id", "number", unique=True), Index(None, "to_id"))

    resignation_id: Mapped[int] = mapped_column(ForeignKey("resignations.id"))
    number: Mapped[int]
    kind: Mapped[str]
    name_sealed: Mapped[bytes]
    name = Sealed("name_sealed")  # of an item that was added
    count: Mapped[int | None]
    to_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    done_at: Mapped[datetime | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    version: Mapped[int]


class FundEntry(Keyed, Base):
    """What was refunded or forfeited of somebody's risk fund; rows are only ever added.

    `number` counts up for each person.
    """

    __tablename__ = "fund_entries"
    __table_args__ = (Index(None, "staff_id", "number", unique=True),)

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    number: Mapped[int]
    kind: Mapped[str]  # refund forfeit
    amount: Mapped[Decimal]
    ground: Mapped[str]  # of a forfeit
    approval_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"))
    at: Mapped[datetime]
    made_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))


class FundForfeit(Keyed, Base):
    """A proposal that part of a risk fund is forfeited: running → approved | rejected | …."""

    __tablename__ = "fund_forfeits"
    __table_args__ = (Index(None, "staff_id", "state"),)

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    ground: Mapped[str]
    amount: Mapped[Decimal]
    note_sealed: Mapped[bytes]
    note = Sealed("note_sealed")
    state: Mapped[str]
    made_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]


class FundTold(Base):
    """That it was told of somebody's risk fund that it is `due`, or `held` by a dispute."""

    __tablename__ = "fund_told"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    left: Mapped[date] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
