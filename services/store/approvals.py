"""Tables of approvals: what is asked, every decision about it, who decides in whose place."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.store.tables import Base, Exact, Keyed
from services.store.vault import Sealed


class Approval(Keyed, Base):
    """Something asked for: running → approved | rejected | withdrawn; returned → running.

    `steps` is the route as it was when it was asked (JSON), `step` the one that is at it,
    `turn` is raised whenever it goes back: what was decided in an earlier turn counts no more.
    """

    __tablename__ = "approvals"
    __table_args__ = (Index(None, "state"), Index(None, "applicant_id", "state"))

    kind: Mapped[str]
    subject_id: Mapped[int]
    applicant_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]
    size: Mapped[Decimal] = mapped_column(Exact)
    steps: Mapped[str]
    state: Mapped[str]
    step: Mapped[int]
    turn: Mapped[int]
    version: Mapped[int]
    since: Mapped[datetime]
    assigned_to: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    escalated_to: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class Decision(Keyed, Base):
    """What somebody did to an approval; rows are only ever added (a trigger refuses the rest).

    `post` is the one held at that time, `for_id` whose delegate it was; `number` counts up.
    """

    __tablename__ = "decisions"
    __table_args__ = (Index(None, "approval_id", "number", unique=True),)

    approval_id: Mapped[int] = mapped_column(ForeignKey("approvals.id"))
    number: Mapped[int]
    turn: Mapped[int]
    step: Mapped[int]
    act: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))  # none: the house
    post: Mapped[str]
    for_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    to_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    note_sealed: Mapped[bytes]
    note = Sealed("note_sealed")
    at: Mapped[datetime]
    until: Mapped[datetime | None]


class Deputy(Keyed, Base):
    """Who decides in a person's place: a delegate between two days, or a stand-in for a post.

    A stand-in has no last day: he decides where the post's holder cannot, because it is about
    himself or there is nobody.
    """

    __tablename__ = "deputies"
    __table_args__ = (Index(None, "principal_id"), Index(None, "deputy_id"))

    principal_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))  # none: a stand-in's
    deputy_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    post: Mapped[str]  # a stand-in's; '' of a delegate: whatever the principal decides
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    made_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Request(Keyed, Base):
    """Something of an outlet's own kind that somebody asks for, in his words."""

    __tablename__ = "requests"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]
    text_sealed: Mapped[bytes]
    text = Sealed("text_sealed")
