"""Tables of small groups, and of talks between a manager and one of his people."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.store.tables import Base, Keyed
from services.store.vault import Sealed


class Squad(Keyed, Base):
    """A small group that a manager made of those under him; `ended_on`: dissolved.

    `version` counts its entries.
    """

    __tablename__ = "squads"
    __table_args__ = (Index(None, "maker_id"),)

    maker_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    name_sealed: Mapped[bytes]
    name = Sealed("name_sealed")
    made_at: Mapped[datetime]
    ended_on: Mapped[date | None]
    version: Mapped[int]


class SquadEntry(Keyed, Base):
    """That somebody joined a group, left it or was made its leader; rows are only ever added.

    `number` counts the group's entries, `turn` the person's: his last one says where he is.
    `unit`: where he belonged then.
    """

    __tablename__ = "squad_entries"
    __table_args__ = (
        Index(None, "squad_id", "number", unique=True),
        Index(None, "staff_id", "turn", unique=True),
    )

    squad_id: Mapped[int] = mapped_column(ForeignKey("squads.id"))
    number: Mapped[int]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    turn: Mapped[int]
    act: Mapped[str]  # joined left led
    unit: Mapped[str]
    day: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class Talk(Keyed, Base):
    """A talk one to one: who spoke with whom on which day, what about, the agreed next step.

    `about`: progress, trouble, courage, other. `step_on`: by when the step is to be done (none:
    nothing was agreed). `reply`: the person's word, once.
    """

    __tablename__ = "talks"
    __table_args__ = (Index(None, "manager_id", "day"), Index(None, "staff_id", "day"))

    manager_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    day: Mapped[date]
    about: Mapped[str]
    notes_sealed: Mapped[bytes]
    notes = Sealed("notes_sealed")
    step_sealed: Mapped[bytes]
    step = Sealed("step_sealed")
    step_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    reply_sealed: Mapped[bytes]
    reply = Sealed("reply_sealed")
    replied_at: Mapped[datetime | None]
    made_at: Mapped[datetime]
