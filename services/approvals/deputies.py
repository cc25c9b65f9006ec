"""Who decides in somebody's place: delegates with dates, stand-ins for a post."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from services import notices
from services.drafts import Choice
from services.history import BACK_OFFICE, Employee
from services.office.choices import called
from services.office.rights import branch_office
from services.organisation import NotYoursError, Viewer, sorted_people, viewer
from services.store import audit, changes
from services.store.approvals import Deputy as Row

MARKETER = frozenset({"marketer"})


class PeriodError(ValueError):
    """The last day lies before the first, or all of it is past."""


@dataclass(frozen=True, slots=True)
class Deputy:
    """Somebody who decides for another (`principal`), or for a post (none)."""

    id: int
    principal: Employee | None
    deputy: Employee
    post: str
    first_day: date
    last_day: date | None


def able(session: Session, who: int, today: date, typed: str) -> tuple[Choice, ...]:
    """Return who can decide in somebody's place and is called like that; UnknownPersonError.

    All with more than a marketer's post.
    """
    found = _able(viewer(session, who, today))
    return called([(one.number, one.name) for one in found], typed)


def deputies(session: Session, who: int, today: date) -> tuple[Deputy, ...]:
    """Return those for and by whoever asks; to the back office also the stand-ins."""
    asking = viewer(session, who, today)
    me, people = asking.staff_id, asking.organisation.people
    mine = or_(Row.principal_id == me, Row.deputy_id == me)
    if BACK_OFFICE in asking.posts:
        mine = or_(mine, Row.principal_id.is_(None))
    chosen = select(Row).where(
        mine, Row.ended_at.is_(None), or_(Row.last_day.is_(None), Row.last_day >= today)
    )
    rows = session.scalars(chosen.order_by(Row.first_day, Row.made_at)).all()
    return tuple(
        Deputy(
            row.id,
            people.get(row.principal_id or 0),
            people[row.deputy_id],
            row.post,
            row.first_day,
            row.last_day,
        )
        for row in rows
    )


@changes
def delegate(  # noqa: PLR0913 - a form's answers
    session: Session, who: int, now: datetime, *, deputy: Choice, first_day: date, last_day: date
) -> Employee:
    """Have somebody decide in one's place from a day to a day, both in; he is told.

    UnknownPersonError, NotYoursError of who cannot, PeriodError.
    """
    asking = viewer(session, who, now.date())
    other = _must_be_able(asking, deputy)
    if last_day < first_day or last_day < now.date():
        raise PeriodError
    row = Row(
        principal_id=asking.staff_id,
        deputy_id=other.staff_id,
        post="",
        first_day=first_day,
        last_day=last_day,
        made_by=asking.staff_id,
        made_at=now,
    )
    session.add(row)
    first, last = first_day.isoformat(), last_day.isoformat()
    whose = asking.me.name
    notices.tell(
        session, now, "deputy", row.id, [other.staff_id], whose=whose, first=first, last=last
    )
    audit.record(
        session, now, asking.staff_id, "deputy named", to=other.number, first=first, last=last
    )
    return other


@changes
def stand_in(session: Session, who: int, now: datetime, *, post: str, deputy: Choice) -> Employee:
    """Name who decides where the post's holder cannot; the branch's back office only.

    UnknownPersonError, NotYoursToKeepError, NotYoursError of who cannot.
    """
    asking = branch_office(session, who, now.date()).viewer
    other = _must_be_able(asking, deputy)
    for row in session.scalars(
        select(Row).where(Row.principal_id.is_(None), Row.post == post, Row.ended_at.is_(None))
    ):
        row.ended_at = now
    row = Row(
        principal_id=None,
        deputy_id=other.staff_id,
        post=post,
        first_day=now.date(),
        last_day=None,
        made_by=asking.staff_id,
        made_at=now,
    )
    session.add(row)
    notices.tell(session, now, "stand_in", row.id, [other.staff_id], post=post)
    audit.record(session, now, asking.staff_id, "stand-in named", to=other.number, post=post)
    return other


@changes
def end(session: Session, who: int, now: datetime, deputy: int) -> None:
    """End what one arranged oneself, or (the branch's back office) a stand-in's; NotYoursError."""
    asking = viewer(session, who, now.date())
    row = session.get(Row, deputy)
    if row is None:
        raise NotYoursError
    if row.principal_id is None:
        branch_office(session, who, now.date())
    elif row.principal_id != asking.staff_id:
        raise NotYoursError
    if row.ended_at is None:
        row.ended_at = now
        audit.record(session, now, asking.staff_id, "deputy ended", deputy=row.deputy_id)


def _able(asking: Viewer) -> tuple[Employee, ...]:
    org = asking.organisation
    found = (one for one in org.people.values() if one.posts - MARKETER and one.works_on(org.day))
    return tuple(sorted_people(one for one in found if one.staff_id != asking.staff_id))


def _must_be_able(asking: Viewer, deputy: Choice) -> Employee:
    found = next((one for one in _able(asking) if one.number == deputy.code), None)
    if found is None:
        raise NotYoursError
    return found
