"""Tables of the rewards to banks: a month's lines, and months that were asked for or are empty."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.month import Month
from services.store.tables import Base, Keyed
from services.store.vault import Sealed


class BankReward(Keyed, Base):
    """A line of a department's list (Article 11.4): open → agreed → paid, or dropped.

    `outlet` is a code, empty where the line is about the whole bank. `amount` none: it waits for
    one. `as_of`: `accounts` are the released figures of that moment, none: counted by hand.
    What was paid is never changed (triggers refuse it): another line `counters` it. `text` is the
    basis, a note, who agreed at the bank, why it was taken back (JSON).
    """

    __tablename__ = "bank_rewards"
    __table_args__ = (
        Index(None, "department", "month"),
        Index(None, "counters_id", unique=True),
    )

    department: Mapped[str]
    month: Mapped[Month]
    outlet: Mapped[str]
    bank: Mapped[str]
    state: Mapped[str]
    version: Mapped[int]
    amount: Mapped[Decimal | None]
    accounts: Mapped[int | None]
    as_of: Mapped[datetime | None]
    paid_on: Mapped[date | None]
    counters_id: Mapped[int | None] = mapped_column(ForeignKey("bank_rewards.id"))
    made_at: Mapped[datetime]
    made_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    text_sealed: Mapped[bytes]
    text = Sealed("text_sealed")


class BankRewardMonth(Keyed, Base):
    """A department's month: when its list was asked for, who said that nothing is owed."""

    __tablename__ = "bank_reward_months"
    __table_args__ = (Index(None, "department", "month", unique=True),)

    department: Mapped[str]
    month: Mapped[Month]
    asked_at: Mapped[datetime | None]
    none_at: Mapped[datetime | None]
    none_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
