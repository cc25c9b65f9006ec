"""Tables of the monthly team report: how it stands, and what was done with it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.month import Month
from services.store.tables import Base, Keyed
from services.store.vault import Sealed


class Report(Keyed, Base):
    """A manager's report on a month (Article 28.4): draft → submitted → accepted, → draft again.

    `answers` are what he wrote so far (JSON, by section). What he types now answers `asking`
    ('' nothing), since `asked_at`. `version` is raised with every change. `late` once it was
    found to be; `event_id` is what that came to in 考勤 (none: it stood there already).
    """

    __tablename__ = "reports"
    __table_args__ = (Index(None, "staff_id", "month", unique=True), Index(None, "month"))

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    month: Mapped[Month]
    state: Mapped[str]
    version: Mapped[int]
    answers_sealed: Mapped[bytes]
    answers = Sealed("answers_sealed")
    asking: Mapped[str]
    asked_at: Mapped[datetime | None]
    late: Mapped[bool]
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"))


class ReportEntry(Keyed, Base):
    """What was done with a report; rows are only ever added (triggers refuse the rest).

    `act`: submitted (`text`: its figures and answers, JSON), returned and excused (`text`: the
    director's reason), accepted, late. `staff_id` none: the house.
    """

    __tablename__ = "report_entries"
    __table_args__ = (Index(None, "report_id", "number", unique=True),)

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    number: Mapped[int]
    act: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    text_sealed: Mapped[bytes]
    text = Sealed("text_sealed")
