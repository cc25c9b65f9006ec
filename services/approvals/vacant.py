"""A step that nobody may decide any more: who decided it before, who is told to see to it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from services import notices, organisation
from services.approvals.machine import CARD, RUNNING, Case, opened
from services.history import BACK_OFFICE, SEES_ALL
from services.rulebook import routes
from services.store.approvals import Approval
from services.store.traffic import Notice

STUCK, AGAIN = "approval_stuck", timedelta(7)


@dataclass(frozen=True, slots=True)
class Vacant:
    """The post that is to decide, and who was asked to and no longer may, by 工号."""

    post: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for nobody: the kind (`title` by language if the outlet added it), the step."""

    kind: str
    title: dict[str, str]
    step: Vacant


def vacant(case: Case) -> Vacant | None:
    """Return what is vacant in an approval; None while somebody may decide, or once it is over."""
    if case.row.state != RUNNING or case.seats:
        return None
    people = case.org.people
    asked = organisation.sorted_people(people[one] for one in _asked(case) if one in people)
    return Vacant(case.steps[case.row.step].post, tuple(one.name for one in asked))


def waiting(session: Session, today: date, approval: int) -> Waiting | None:
    """Return an approval that nobody may decide as the house tells of it, without its subject."""
    row = session.get_one(Approval, approval)
    found = vacant(opened(session, today, row))
    if found is None:
        return None
    return Waiting(row.kind, dict(routes.kind(row.kind).title), found)


def tell(case: Case, now: datetime) -> None:
    """Tell those who can see to it: at once, then each week that nobody did.

    The general manager and the branch's back office, else any; not whom a closed kind is about.
    """
    row = case.row
    missing = "-".join(str(one) for one in sorted(_asked(case)))
    place = f"{row.id}.{row.turn}.{row.step}.{missing}"
    said = Notice.key.startswith(f"{STUCK}:{place}.", autoescape=True)
    last = case.session.scalar(select(func.max(Notice.made_at)).where(said))
    if last is None or now - last >= AGAIN:
        at = f"{place}.{now.date()}"
        notices.tell(case.session, now, STUCK, at, _seeing_to_it(case), approval=row.id)


def _seeing_to_it(case: Case) -> list[int]:
    about = case.bench.circle.about if case.bench.circle else None
    here = [one for one in case.org.people.values() if one.works_on(case.org.day)]
    here = [one for one in organisation.sorted_people(here) if one.staff_id != about]
    office = [one for one in here if BACK_OFFICE in one.posts]
    units = case.org.units
    branch = [one for one in office if one.unit in units and units[one.unit].kind == "branch"]
    able = [*(branch or office), *(one for one in here if SEES_ALL in one.posts)]
    return list(dict.fromkeys(one.staff_id for one in able))


def _asked(case: Case) -> set[int]:
    """Return who was asked to decide the step that it is at."""
    row = case.row
    place = f"{CARD}:{row.id}.{row.turn}.{row.step}"
    asked = or_(
        Notice.key.startswith(f"{place}:", autoescape=True),
        Notice.key.startswith(f"{place}.", autoescape=True),
    )
    found = case.session.scalars(select(Notice.staff_id).where(asked))
    return {one for one in found if one is not None}
