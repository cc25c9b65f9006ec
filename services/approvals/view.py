"""What is shown of an approval: the card, what waits for somebody, what he asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from services.approvals.bench import PASSED, counting
from services.approvals.machine import (
    RETURNED,
    RUNNING,
    Case,
    NotYoursToDecideError,
    opened,
    running,
)
from services.approvals.subjects import CIRCLES, UNASKED, told_of
from services.history import Employee
from services.organisation import Organisation, Viewer, sorted_people, viewer
from services.rulebook import routes
from services.store.approvals import Approval, Decision

NUDGED, SNOOZED = "nudged", "snoozed"
UNSAID = {NUDGED, SNOOZED}
MARKETER = frozenset({"marketer"})


@dataclass(frozen=True, slots=True)
class Said:
    """A decision as it is told: who by which post, for whom, to whom, why, when."""

    act: str
    step: int
    name: str
    post: str
    for_name: str
    to_name: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stop:
    """A step of the route: `state` is done, now, passed or open; who is or may be at it."""

    post: str
    state: str
    names: tuple[str, ...]
    said: Said | None


@dataclass(frozen=True, slots=True)
class Card:
    """An approval as somebody may see it, and what he may do about it now.

    `title` by language if the outlet added the kind; `subject` is what its topic shows.
    """

    id: int
    kind: str
    title: dict[str, str]
    article: str
    subject: Any
    subject_id: int
    applicant: Employee
    unit: str
    by: Employee
    made_at: datetime
    size: Decimal
    state: str
    step: int
    version: int
    stops: tuple[Stop, ...]
    said: tuple[Said, ...]
    decides: bool
    hands_over: bool
    for_name: str
    mine: bool
    nudged: bool
    unasked: bool  # a proposal about somebody: it cannot go back to him


@dataclass(frozen=True, slots=True)
class Listed:
    """A line in a list: what, whose, since when, how it stands."""

    id: int
    kind: str
    title: dict[str, str]
    applicant: Employee
    made_at: datetime
    state: str


def card(session: Session, who: int, now: datetime, approval: int) -> Card:
    """Return an approval; UnknownPersonError, NotYoursToDecideError.

    It concerns the applicant, whoever asked for him, whoever decides or decided, those who may
    see the applicant.
    """
    asking, case = concerning(session, who, now.date(), approval)
    return drawn(asking, case, now)


def waiting(session: Session, who: int, now: datetime) -> tuple[Listed, ...]:
    """Return what waits for the word of whoever asks, oldest first; UnknownPersonError.

    What he asked to be reminded of later is left out until then.
    """
    asking = viewer(session, who, now.date())
    cases = [case for case in running(session, now.date()) if case.seat(asking.staff_id)]
    return tuple(_listed(case.row, case.org) for case in cases if not _snoozed(case, asking, now))


def mine(
    session: Session, who: int, today: date, first: int, most: int
) -> tuple[tuple[Listed, ...], int]:
    """Return a page of what whoever asks has asked for, latest first, and how many there are."""
    asking = viewer(session, who, today)
    me = asking.staff_id
    his = or_(Approval.applicant_id == me, Approval.made_by == me)
    chosen = select(Approval).where(his, Approval.kind.not_in(UNASKED))
    rows = session.scalars(chosen.order_by(Approval.made_at.desc())).all()
    page = (_listed(row, asking.organisation) for row in rows[first : first + most])
    return tuple(page), len(rows)


def takers(session: Session, who: int, today: date, approval: int) -> tuple[Employee, ...]:
    """Return to whom whoever asks may hand it over; errors as of `card`."""
    asking, case = concerning(session, who, today, approval)
    return able(case, asking.staff_id)


def able(case: Case, me: int) -> tuple[Employee, ...]:
    """Return who may have a say besides, if it may be handed over: all above a marketer's post."""
    people = () if case.in_person else case.org.people.values()
    able_ = (one for one in people if one.posts - MARKETER and one.works_on(case.org.day))
    kept_out = case.bench.kept_out | {me}
    return tuple(sorted_people(one for one in able_ if one.staff_id not in kept_out))


def concerning(
    session: Session, who: int, today: date, approval: int, *, held: bool = False
) -> tuple[Viewer, Case]:
    """Return who asks and an approval that concerns him; errors as of `card`.

    `held` against whoever decides at the same moment.
    """
    asking = viewer(session, who, today)
    row = session.get(Approval, approval, with_for_update=held or None)
    if row is None:
        raise NotYoursToDecideError
    case = opened(session, today, row)
    must_concern(asking, case)
    return asking, case


def must_concern(asking: Viewer, case: Case) -> None:
    """Let through whom the approval concerns; NotYoursToDecideError."""
    row, me = case.row, asking.staff_id
    named = {row.applicant_id, row.made_by, row.assigned_to, row.escalated_to}
    had = {each for one in case.decisions for each in (one.staff_id, one.for_id, one.to_id)}
    seen = row.kind not in CIRCLES and asking.sees(row.applicant_id)
    if not (me in named | had or case.seat(me) or seen):
        raise NotYoursToDecideError


def drawn(asking: Viewer, case: Case, now: datetime) -> Card:
    """Return the card of an approval for whom it concerns."""
    row, people, me = case.row, case.org.people, asking.staff_id
    kind, seat = routes.kind(row.kind), case.seat(me)
    mine_ = me in {row.applicant_id, row.made_by} and row.kind not in UNASKED
    return Card(
        id=row.id,
        kind=row.kind,
        title=dict(kind.title),
        article=kind.article,
        subject=told_of(case.session, now.date(), row, decides=seat is not None),
        subject_id=row.subject_id,
        applicant=people[row.applicant_id],
        unit=case.org.unit_name(people[row.applicant_id]),
        by=people[row.made_by],
        made_at=row.made_at,
        size=row.size,
        state=row.state,
        step=row.step,
        version=row.version,
        stops=tuple(stops(case)),
        said=tuple(_said(case.org, one) for one in case.decisions if one.act not in UNSAID),
        decides=seat is not None,
        hands_over=seat is not None and not case.in_person,
        for_name=people[seat.for_id].name if seat and seat.for_id else "",
        mine=mine_ and row.state in {RUNNING, RETURNED},
        nudged=was_nudged(case.decisions, now),
        unasked=row.kind in UNASKED,
    )


def was_nudged(decisions: Sequence[Decision], now: datetime) -> bool:
    """Tell whether the applicant asked for haste today already."""
    return any(one.act == NUDGED and one.until and one.until > now for one in decisions)


def stops(case: Case) -> Iterable[Stop]:
    """Yield the steps of the route: what was said at each, and who may be at it."""
    row, people = case.row, case.org.people
    for at, step in enumerate(case.steps):
        said = next((one for one in counting(case.decisions) if one.step == at), None)
        if said:
            state = "passed" if said.act == PASSED else "done"
            yield Stop(step.post, state, (), _said(case.org, said))
        elif at == row.step and row.state == RUNNING:
            names = tuple(people[one.staff_id].name for one in case.seats)
            yield Stop(step.post, "now", names, None)
        else:
            seats = case.bench.seats(step) if row.state == RUNNING else ()
            yield Stop(step.post, "open", tuple(people[one.staff_id].name for one in seats), None)


def _said(org: Organisation, one: Decision) -> Said:
    def name(staff_id: int | None) -> str:
        who = org.people.get(staff_id) if staff_id is not None else None
        return who.name if who else ""

    return Said(
        one.act,
        one.step,
        name(one.staff_id),
        one.post,
        name(one.for_id),
        name(one.to_id),
        one.note,
        one.at,
    )


def _listed(row: Approval, org: Organisation) -> Listed:
    kind = routes.kind(row.kind)
    who = org.people[row.applicant_id]
    return Listed(row.id, row.kind, dict(kind.title), who, row.made_at, row.state)


def _snoozed(case: Case, asking: Viewer, now: datetime) -> bool:
    mine_ = [one for one in case.decisions if one.staff_id == asking.staff_id]
    until = [one.until for one in mine_ if one.act == SNOOZED and one.until]
    return bool(until) and until[-1] > now
