"""Tables of the figures: batches and the rows they brought, months, adjustments."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.month import Month
from services.store.tables import Base, Exact, Imported, Keyed
from services.store.vault import Sealed


class Batch(Base):
    """One file that was brought in: staged → visible → withdrawn, or dropped while staged."""

    __tablename__ = "batches"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_sealed: Mapped[bytes]  # a file's name may be a person's
    file = Sealed("file_sealed")
    digest: Mapped[bytes]
    state: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))  # none: the command line
    visible_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]  # until then only the back office sees its figures
    released_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class BatchMonth(Base):
    """A month that rows of a batch are about, by the kind of sheet."""

    __tablename__ = "batch_months"

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[Month] = mapped_column(primary_key=True)


class Client(Keyed, Base):
    """A client, by 客户号."""

    __tablename__ = "clients"

    number: Mapped[str] = mapped_column(unique=True)


class ClientName(Keyed, Base):
    """What a client is called since a batch (key: client)."""

    __tablename__ = "client_names"
    __table_args__ = (Index(None, "client_id", "batch_id"),)

    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    name_sealed: Mapped[bytes]
    name = Sealed("name_sealed")
    name_index: Mapped[bytes]  # equal names have it in common


class ClientMonth(Imported, Base):
    """A client's month, sheet 客户月度 (key: month, client)."""

    __tablename__ = "client_months"
    __table_args__ = (
        Index(None, "client_id", "month", "batch_id"),
        Index(None, "staff_id", "month"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[Month]
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    institution: Mapped[bool]
    opened: Mapped[date]
    average_assets: Mapped[Decimal | None]
    end_assets: Mapped[Decimal]
    turnover: Mapped[Decimal]
    rate: Mapped[Decimal] = mapped_column(Exact)
    purchase: Mapped[Decimal]
    fund_fee: Mapped[Decimal]
    ipo_share: Mapped[Decimal] = mapped_column(Exact)
    first_effective: Mapped[Month | None]


class Attendance(Keyed, Imported, Base):
    """Something that happened on a day, sheet 考勤 (key: day, staff, kind)."""

    __tablename__ = "attendance"
    __table_args__ = (Index(None, "staff_id", "day"),)

    day: Mapped[date]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    kind: Mapped[str]
    quantity: Mapped[Decimal] = mapped_column(Exact)
    note_sealed: Mapped[bytes]
    note = Sealed("note_sealed")


class PayParameter(Keyed, Imported, Base):
    """What finance adds to a month, sheet 薪资参数 (key: month, staff)."""

    __tablename__ = "pay_parameters"
    __table_args__ = (Index(None, "staff_id", "month"),)

    month: Mapped[Month]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    social_insurance: Mapped[Decimal]
    special_deduction: Mapped[Decimal]
    manual: Mapped[Decimal]
    other_deduction: Mapped[Decimal]
    note_sealed: Mapped[bytes]
    note = Sealed("note_sealed")


class Opening(Imported, Base):
    """The balances before the first month computed, sheet 期初 (key: month, staff)."""

    __tablename__ = "openings"
    __table_args__ = (Index(None, "staff_id", "month"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[Month]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    risk_fund: Mapped[Decimal]
    excess_carried: Mapped[Decimal]
    taxable: Mapped[Decimal]
    social_insurance: Mapped[Decimal]
    special_deduction: Mapped[Decimal]
    withheld: Mapped[Decimal]


class MonthState(Base):
    """A month that has a state of its own; one without a row is open."""

    __tablename__ = "months"

    month: Mapped[Month] = mapped_column(primary_key=True)
    state: Mapped[str]


class Adjustment(Keyed, Base):
    """A signed correction, paid in one month for a line of another."""

    __tablename__ = "adjustments"
    __table_args__ = (Index(None, "staff_id", "month"),)

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    month: Mapped[Month]
    line: Mapped[str]
    about: Mapped[Month]
    amount: Mapped[Decimal]
    reason_sealed: Mapped[bytes]
    reason = Sealed("reason_sealed")
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class RulebookValue(Base):
    """A value that the outlet set for a figure from a day on; the latest row of a day counts."""

    __tablename__ = "rulebook_values"

    id: Mapped[int] = mapped_column(primary_key=True)
    figure: Mapped[str]
    first_day: Mapped[date]
    value: Mapped[str]
    basis: Mapped[str]
    made_at: Mapped[datetime]
