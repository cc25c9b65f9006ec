"""Tables of newcomers: the training file and what was done in it, the notice of new staff."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.store.tables import Base, Keyed
from services.store.vault import Sealed


class TrainingFile(Keyed, Base):
    """A newcomer's file (Articles 19, 20): training → passed → listed → contracted → done.

    `exam_on` is the day of the last exam, passed or not. `version` is raised with every change.
    """

    __tablename__ = "training_files"
    __table_args__ = (Index(None, "staff_id", unique=True), Index(None, "state"))

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    state: Mapped[str]
    version: Mapped[int]
    opened_on: Mapped[date]
    exam_on: Mapped[date | None]


class TrainingEntry(Keyed, Base):
    """What was done in a file; rows are only ever added (triggers refuse the rest).

    `act`: opened, level, exam, listed, contract, issued; `day` is the day of what it is about,
    `text` the rest of it (JSON). `staff_id` none: the house.
    """

    __tablename__ = "training_entries"
    __table_args__ = (Index(None, "file_id", "number", unique=True),)

    file_id: Mapped[int] = mapped_column(ForeignKey("training_files.id"))
    number: Mapped[int]
    act: Mapped[str]
    day: Mapped[date]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    text_sealed: Mapped[bytes]
    text = Sealed("text_sealed")


class StaffNotice(Keyed, Base):
    """A notice of new staff that was issued, numbered within its year; only ever added.

    `text` is what it says (JSON); `finance_id` and `trading_id` are the copies that went out.
    """

    __tablename__ = "staff_notices"
    __table_args__ = (
        Index(None, "year", "number", unique=True),
        Index(None, "file_id", unique=True),
    )

    file_id: Mapped[int] = mapped_column(ForeignKey("training_files.id"))
    year: Mapped[int]
    number: Mapped[int]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    finance_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    trading_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    text_sealed: Mapped[bytes]
    text = Sealed("text_sealed")


class Licence(Keyed, Base):
    """A certificate or licence of a person; one that is renewed is a new row, none is changed.

    `kind`: certificate (when it was got stands in `Terms.certified`: `issued` is none), adviser,
    broker, other. `expires` none: it does not. `text` is its number and, of another, its name
    (JSON).
    """

    __tablename__ = "licences"
    __table_args__ = (Index(None, "staff_id"), Index(None, "expires"))

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    kind: Mapped[str]
    issued: Mapped[date | None]
    expires: Mapped[date | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    made_at: Mapped[datetime]
    made_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    text_sealed: Mapped[bytes]
    text = Sealed("text_sealed")
