"""Tables of the work behind the chat: leases, due times, long jobs, files, the calendar."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from services.store.tables import Base, Keyed
from services.store.vault import Sealed


class Lease(Base):
    """What only one process may do at a time; whoever takes it over raises the fence."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    fence: Mapped[int]
    until: Mapped[datetime]


PROCESS = "process/"
LIVING = select(Lease.__table__.c.holder).where(
    Lease.__table__.c.name.startswith(PROCESS), Lease.__table__.c.until > bindparam("now")
)
"""The holders whose processes are alive: asked with every update."""


class Occurrence(Base):
    """Something that is to happen at a moment: waiting → done | missed.

    `plain` is the moment as its rule names it; a holiday may move `due_at`.
    """

    __tablename__ = "occurrences"
    __table_args__ = (Index(None, "state", "due_at"),)

    kind: Mapped[str] = mapped_column(primary_key=True)
    plain: Mapped[datetime] = mapped_column(primary_key=True)
    due_at: Mapped[datetime]
    state: Mapped[str]
    settled_at: Mapped[datetime | None]


class CalendarDay(Base):
    """A day that the outlet declares working or free, over the published calendar."""

    __tablename__ = "calendar_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    working: Mapped[bool]
    basis: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class Schedule(Base):
    """When something recurs by the outlet's word, over what is declared: none is as declared.

    `minute` counts from midnight, `leads` are days ahead and times: '1 16:00,0 15:00'. `version`
    is raised with every change, also when all is as declared again.
    """

    __tablename__ = "schedules"

    kind: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    weekday: Mapped[int | None]
    day: Mapped[int | None]
    minute: Mapped[int | None]
    leads: Mapped[str | None]
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class Job(Keyed, Base):
    """Long work that somebody asked for: waiting → running → done | failed | cancelled.

    `data` and `result` are sealed JSON; `message_id` is the card that shows how far it is.
    """

    __tablename__ = "jobs"
    __table_args__ = (Index(None, "state", "made_at"),)

    kind: Mapped[str]
    state: Mapped[str]
    telegram_id: Mapped[int]
    message_id: Mapped[int | None]
    data_sealed: Mapped[bytes]
    data = Sealed("data_sealed")
    result_sealed: Mapped[bytes]
    result = Sealed("result_sealed")
    done: Mapped[int]
    total: Mapped[int]
    tries: Mapped[int]
    holder: Mapped[str | None]
    made_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class File(Keyed, Base):
    """A file that came in or goes out, in sealed chunks."""

    __tablename__ = "files"

    name_sealed: Mapped[bytes]
    name = Sealed("name_sealed")
    size: Mapped[int]
    digest: Mapped[bytes]
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class FileChunk(Base):
    """A part of a file, sealed for its place."""

    __tablename__ = "file_chunks"

    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes]
