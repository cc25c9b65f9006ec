"""Tables of the organisation: units, people and their terms, who is bound to which account."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.store.tables import Base, Exact, Imported, Keyed
from services.store.vault import Sealed


class Unit(Imported, Base):
    """A branch, department, district or outlet from a first day on (key: code, first_day)."""

    __tablename__ = "units"
    __table_args__ = (Index(None, "code", "first_day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    first_day: Mapped[date]
    name: Mapped[str]
    kind: Mapped[str]  # branch department district outlet
    parent: Mapped[str | None]
    bank: Mapped[str | None]
    urban: Mapped[bool]


class Staff(Keyed, Base):
    """A person, by 工号; everything about the person is in `Terms`."""

    __tablename__ = "staff"

    number: Mapped[str] = mapped_column(unique=True)


class Terms(Keyed, Imported, Base):
    """How a person is employed from a first day on (key: staff, first_day).

    Always the whole of it; a change is a new row with a later first day.
    """

    __tablename__ = "terms"
    __table_args__ = (Index(None, "staff_id", "first_day"), Index(None, "superior_id"))

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    first_day: Mapped[date]
    name_sealed: Mapped[bytes]
    name = Sealed("name_sealed")
    unit: Mapped[str]
    posts: Mapped[str]  # codes, sorted, joined by a blank
    superior_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    grade: Mapped[str | None]
    level: Mapped[str | None]
    contract: Mapped[str]  # full_time part_time agent broker_a broker_b
    fixed_pay: Mapped[bool]
    joined: Mapped[date]
    left: Mapped[date | None]
    certified: Mapped[date | None]
    birth_year: Mapped[int | None]
    education: Mapped[str | None]
    years_in_trade: Mapped[Decimal | None] = mapped_column(Exact)
    laptop: Mapped[bool | None]
    referrer_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class Account(Base):
    """Which Telegram account belongs to whom, and the language it reads."""

    __tablename__ = "accounts"

    telegram_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), unique=True)
    language: Mapped[str | None]
    bound_at: Mapped[datetime]
    unreachable_since: Mapped[datetime | None]  # the person blocked the bot


class Invitation(Base):
    """A one-use code that binds an account to a person; only its hash is kept."""

    __tablename__ = "invitations"

    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))  # none: the command line
    confirms_itself: Mapped[bool]  # only an administrator's, from the command line
    recovers: Mapped[bool]  # holds although an administrator is bound
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Binding(Keyed, Base):
    """An account that opened an invitation: waiting → confirmed | refused.

    The superior sees under which name and @ the account goes, and confirms that it is the person.
    """

    __tablename__ = "bindings"
    __table_args__ = (Index(None, "staff_id", "state"), Index(None, "telegram_id", "state"))

    telegram_id: Mapped[int]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    shown_sealed: Mapped[bytes]
    shown = Sealed("shown_sealed")  # the account's name and @
    language: Mapped[str]
    state: Mapped[str]
    opened_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
