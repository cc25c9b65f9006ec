"""Tables of what keeps secrets over the years: keys that were retired, clients put away."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.store.tables import Base, Keyed
from services.store.vault import Sealed


class RetiredKey(Base):
    """A key that was the newest once, under the one that is; `id` counts up from the oldest.

    It opens what is inside a layer (see `Vault.wrap`) and the first of them keys the digests.
    `free_since`: from when nothing else needs it; until then it must stand in the setting.
    """

    __tablename__ = "retired_keys"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[bytes] = mapped_column(unique=True)
    key_sealed: Mapped[bytes]
    key = Sealed("key_sealed")
    free_since: Mapped[datetime | None]


class KeyRotation(Base):
    """That everything is being sealed anew with the key of that name; over when it has ended."""

    __tablename__ = "key_rotations"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[bytes]
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class PutAway(Keyed, Base):
    """What was done with a client, or an appointment without one; rows are only ever added.

    `state`: sealed (what is personal is only in `sealed_cells`) → erased (it is nowhere).
    One of `client_id` and `appointment_id` is set; an appointment of a client has its own row.
    """

    __tablename__ = "put_away"
    __table_args__ = (
        Index(None, "client_id", "state", unique=True),
        Index(None, "appointment_id", "state", unique=True),
    )

    client_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"))
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointments.id"))
    state: Mapped[str]
    reason_sealed: Mapped[bytes]
    reason = Sealed("reason_sealed")
    at: Mapped[datetime]


class SealedCell(Keyed, Base):
    """What a cell held before its client was put away: `place` is table.column.id."""

    __tablename__ = "sealed_cells"
    __table_args__ = (
        Index(None, "client_id"),
        Index(None, "appointment_id"),
        Index(None, "place"),
    )

    client_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"))
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointments.id"))
    place: Mapped[str]
    text_sealed: Mapped[bytes]
    text = Sealed("text_sealed")
