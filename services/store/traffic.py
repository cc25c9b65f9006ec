"""Tables of what comes from Telegram and goes to it: updates, talkers, notices, groups."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.store.tables import Base, Keyed
from services.store.vault import Sealed

NEW, DONE, ANSWERED, FAILED = "new", "done", "answered", "failed"
OPEN = (NEW, DONE)


class Update(Base):
    """An update as it came, before anything was done about it: new → done → answered | failed.

    `id` is Telegram's. `done`: its effect is committed, the answer may not have gone out.
    """

    __tablename__ = "inbox"
    __table_args__ = (Index(None, "state", "talker"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    talker: Mapped[int]
    body_sealed: Mapped[bytes]
    body = Sealed("body_sealed")
    state: Mapped[str]
    tries: Mapped[int]
    received_at: Mapped[datetime]


class Talker(Base):
    """An account (or a group) with updates: while someone holds it nobody else takes them."""

    __tablename__ = "talkers"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    holder: Mapped[str | None] = mapped_column(index=True)


class Notice(Keyed, Base):
    """Something said unprompted: waiting → sent | unreachable | failed | cancelled.

    One for each key and piece; a long text becomes more pieces when it is first drawn. `by_day`:
    in the quiet hours it waits for the morning; `over_at`: from then on it says nothing any more.
    """

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("key", "piece"),
        Index(None, "state", "due_at"),
        Index(None, "staff_id", "state"),
    )

    key: Mapped[str]
    piece: Mapped[int]
    kind: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    chat_id: Mapped[int | None]  # a group, or an account that is nobody's yet
    data_sealed: Mapped[bytes]
    data = Sealed("data_sealed")
    state: Mapped[str]
    tries: Mapped[int]
    made_at: Mapped[datetime]
    due_at: Mapped[datetime]
    by_day: Mapped[bool]
    over_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    message_id: Mapped[int | None]


class Group(Keyed, Base):
    """A group that the bot is in; its number changes when it becomes a supergroup."""

    __tablename__ = "groups"

    chat_id: Mapped[int] = mapped_column(unique=True)
    title_sealed: Mapped[bytes]
    title = Sealed("title_sealed")
    since: Mapped[datetime]
    left_at: Mapped[datetime | None]
