"""Tables of weeks: what people write about theirs, and an outlet's figures when it was told."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.month import Month
from services.store.tables import Base, Exact, Keyed
from services.store.vault import Sealed


class Worklog(Keyed, Base):
    """What somebody did in a week, known by its Monday; `answers` by question (JSON).

    `version` is raised with every correction.
    """

    __tablename__ = "worklogs"
    __table_args__ = (Index(None, "staff_id", "week", unique=True), Index(None, "week"))

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    week: Mapped[date]
    filed_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int]
    answers_sealed: Mapped[bytes]
    answers = Sealed("answers_sealed")


class WeekFigures(Keyed, Base):
    """The figures of a unit as they were when a week began, by its Monday: to compare with.

    Of the latest month that had figures; `as_of`: when the last of them were released.
    """

    __tablename__ = "week_figures"
    __table_args__ = (Index(None, "week", "unit", unique=True),)

    week: Mapped[date]
    unit: Mapped[str]
    month: Mapped[Month]
    accounts: Mapped[Decimal | None] = mapped_column(Exact)
    value: Mapped[Decimal | None] = mapped_column(Exact)
    assets: Mapped[Decimal | None] = mapped_column(Exact)
    as_of: Mapped[datetime | None]
