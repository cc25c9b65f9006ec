"""Tables of notices to many: what was written, and who of its readers read and answered it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.store.tables import Base, Keyed
from services.store.vault import Sealed


class Broadcast(Keyed, Base):
    """A notice to many: draft → staging → out; anything but a draft → recalled.

    `unit` is the author's; `audience` and `options` are JSON; `version` rises with every change.
    `parts` are the messages of its text, before them goes one with the file; `due_at` is when it
    goes out, `card_id` the message of the author's chat that shows how far it is.
    """

    __tablename__ = "broadcasts"
    __table_args__ = (Index(None, "author_id", "made_at"),)

    author_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    unit: Mapped[str]
    made_at: Mapped[datetime]
    state: Mapped[str]
    version: Mapped[int]
    text_sealed: Mapped[bytes]
    text = Sealed("text_sealed")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    answer: Mapped[str]
    options_sealed: Mapped[bytes]
    options = Sealed("options_sealed")
    audience_sealed: Mapped[bytes]
    audience = Sealed("audience_sealed")
    urgent: Mapped[bool]
    planned_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    parts: Mapped[int]
    total: Mapped[int]
    card_id: Mapped[int | None]
    edited_at: Mapped[datetime | None]
    recalled_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    reminders: Mapped[int]

    @property
    def pieces(self) -> int:
        """How many messages each reader gets."""
        return self.parts + (self.file_id is not None)


class BroadcastReader(Keyed, Base):
    """One to whom a notice goes; `key` is that of the rows in the outbox."""

    __tablename__ = "broadcast_readers"
    __table_args__ = (Index(None, "broadcast_id", "staff_id", unique=True),)

    broadcast_id: Mapped[int] = mapped_column(ForeignKey("broadcasts.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    key: Mapped[str]
    read_at: Mapped[datetime | None]
    option: Mapped[int | None]
    answer_sealed: Mapped[bytes]
    answer = Sealed("answer_sealed")
    answered_at: Mapped[datetime | None]
