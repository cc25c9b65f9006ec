"""Tables of trainings and meetings: what each was about, who was asked, what came of it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.store.tables import Base, Keyed
from services.store.vault import Sealed


class Training(Keyed, Base):
    """A director's training of a day, or the directors' meeting: planned → marked | dropped.

    `kind`: training, meeting (Article 21; see `services.training.kinds`). `starts_at` is when it
    begins, as it was when the row was made. `reason` is why it did not take place. `version` is
    raised with every change. `marked_by` is who said who came.
    """

    __tablename__ = "trainings"
    __table_args__ = (Index(None, "chair_id", "day", "kind", unique=True), Index(None, "state"))

    kind: Mapped[str]
    chair_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    day: Mapped[date]
    starts_at: Mapped[datetime]
    state: Mapped[str]
    version: Mapped[int]
    asked_at: Mapped[datetime | None]
    topic_sealed: Mapped[bytes]
    topic = Sealed("topic_sealed")
    text_sealed: Mapped[bytes]
    text = Sealed("text_sealed")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    reason_sealed: Mapped[bytes]
    reason = Sealed("reason_sealed")
    marked_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    marked_at: Mapped[datetime | None]


class TrainingSeat(Keyed, Base):
    """Somebody invited, from his answer on.

    `answer`: '' none, coming, sorry (with a `reason`). `verdict` on that: '' none, accepted,
    refused. `mark`: '' none, came, late, absent, excused. `event_id` is what that came to in
    考勤 (none: nothing). `version` is raised with every answer.
    """

    __tablename__ = "training_seats"
    __table_args__ = (Index(None, "training_id", "staff_id", unique=True), Index(None, "staff_id"))

    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    answer: Mapped[str]
    answered_at: Mapped[datetime | None]
    reason_sealed: Mapped[bytes]
    reason = Sealed("reason_sealed")
    verdict: Mapped[str]
    mark: Mapped[str]
    version: Mapped[int]
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"))
