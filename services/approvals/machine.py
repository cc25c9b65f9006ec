"""The machine of approvals: asked, step by step decided, and what becomes of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import notices, organisation
from services.approvals import bench
from services.approvals.bench import Bench, Seat
from services.approvals.subjects import HOOKS, Ask, Settled, barred, circle
from services.rulebook import routes
from services.rulebook.routes import Step
from services.store.approvals import Approval, Decision
from services.store.traffic import Notice

RUNNING, APPROVED, REJECTED, RETURNED, WITHDRAWN = (
    "running",
    "approved",
    "rejected",
    "returned",
    "withdrawn",
)
STATES = (RUNNING, APPROVED, REJECTED, RETURNED, WITHDRAWN)
SUBMITTED = "submitted"
CARD, REDRAW, RESULT = "approval", "approval_redraw", "approval_result"


class NoApproverError(Exception):
    """Nobody on the whole route may decide: a stand-in has to be named first."""


class NotYoursToDecideError(Exception):
    """There is no such approval, or it is not for whoever asks to see."""


@dataclass
class Case:
    """An approval with what it hangs on, on a day."""

    session: Session
    row: Approval
    decisions: list[Decision]
    org: organisation.Organisation
    bench: Bench

    @property
    def steps(self) -> Sequence[Step]:
        """The route as it was when it was asked."""
        return [Step(**one) for one in json.loads(self.row.steps)]

    @property
    def in_person(self) -> bool:
        """Whether the post's holder decides now in person: no delegate, handed over to nobody."""
        return self.steps[self.row.step].in_person

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Who may decide now; nobody once it is over."""
        if self.row.state != RUNNING:
            return ()
        return self.bench.seats(
            self.steps[self.row.step], self.row.assigned_to, self.row.escalated_to
        )

    def seat(self, staff_id: int) -> Seat | None:
        """Return the seat of somebody who may decide now."""
        return next((one for one in self.seats if one.staff_id == staff_id), None)

    def note(  # noqa: PLR0913 - the columns of a decision
        self,
        now: datetime,
        act: str,
        seat: Seat | None,
        *,
        note: str = "",
        to: int | None = None,
        until: datetime | None = None,
        step: int | None = None,
    ) -> None:
        """Add a decision."""
        one = Decision(
            approval_id=self.row.id,
            number=len(self.decisions) + 1,
            turn=self.row.turn,
            step=self.row.step if step is None else step,
            act=act,
            staff_id=seat.staff_id if seat else None,
            post=seat.post if seat else "",
            for_id=seat.for_id if seat else None,
            to_id=to,
            note_sealed=b"",
            at=now,
            until=until,
        )
        one.note = note
        self.session.add(one)
        self.decisions.append(one)

    def changed(self, now: datetime, **values: Any) -> None:
        """Write what is different now; cards that were drawn before are outdated."""
        for name, value in values.items():
            setattr(self.row, name, value)
        self.row.version += 1
        self.recount()
        self.session.flush()
        _redraw(self.session, now, self.row)

    def recount(self) -> None:
        """Work out anew who may have a say."""
        self.bench = _bench(self.session, self.org, self.row, self.decisions)

    def advance(self, now: datetime, start: int) -> bool:
        """Go to the first step from there on that somebody may decide; tell whether there is."""
        steps = self.steps
        for at in range(start, len(steps)):
            if self.bench.seats(steps[at]):
                self.changed(now, step=at, since=now, assigned_to=None, escalated_to=None)
                self.call(now)
                return True
            self.note(now, bench.PASSED, None, note=self.bench.passed_over(steps[at]), step=at)
        return False

    def goes_on(self) -> bool:
        """Tell whether somebody may decide the step that it is at, or one after it."""
        return any(self.bench.seats(step) for step in self.steps[self.row.step :])

    def call(self, now: datetime) -> None:
        """Tell those who may decide; each of them once for each step."""
        place = f"{self.row.id}.{self.row.turn}.{self.row.step}"
        people = [one.staff_id for one in self.seats]
        notices.tell(self.session, now, CARD, place, people, approval=self.row.id)

    def settle(self, now: datetime, state: str, seat: Seat | None, note: str = "") -> None:
        """End it, or give it back to the applicant; its subject takes the consequences."""
        self.changed(now, state=state, assigned_to=None, escalated_to=None)
        by = seat.staff_id if seat else None
        row = self.row
        told = Settled(row.id, row.kind, row.subject_id, row.applicant_id, state, by, note)
        if row.kind in HOOKS:
            HOOKS[row.kind](self.session, now, told)
        place = f"{row.id}.{row.version}"
        people = {row.applicant_id, row.made_by} - {by}
        notices.tell(self.session, now, RESULT, place, people, approval=row.id)


def submit(session: Session, now: datetime, by: int, ask: Ask) -> int:
    """Ask for something and return the approval's id; NoApproverError, NoRouteError."""
    org = organisation.on(session, now.date())
    post = bench.highest(org.people[ask.applicant_id].posts)
    route = routes.kind(ask.kind).route(post, ask.size)
    row = Approval(
        kind=ask.kind,
        subject_id=ask.subject_id,
        applicant_id=ask.applicant_id,
        made_by=by,
        made_at=now,
        size=ask.size,
        steps=json.dumps([one.plain() for one in route.steps]),
        state=RUNNING,
        step=0,
        turn=0,
        version=0,
        since=now,
    )
    session.add(row)
    session.flush()
    case = opened(session, now.date(), row)
    case.note(now, SUBMITTED, Seat(by, bench.highest(org.people[by].posts)))
    if not case.advance(now, 0):
        raise NoApproverError
    return row.id


def can_be_decided(session: Session, today: date, by: int, ask: Ask) -> bool:
    """Tell whether anybody could decide it, if it were asked now; NoRouteError."""
    org = organisation.on(session, today)
    post = bench.highest(org.people[ask.applicant_id].posts)
    closed = circle(session, ask.kind, ask.subject_id)
    deputies = bench.deputies(session, today)
    asked = Bench(org, deputies, ask.applicant_id, by, frozenset(), closed)
    return any(asked.seats(step) for step in routes.kind(ask.kind).route(post, ask.size).steps)


def again(session: Session, now: datetime, approval_id: int, size: Decimal) -> None:
    """Ask again for what was returned to the applicant, mended; NoApproverError."""
    row = session.get_one(Approval, approval_id, with_for_update=True)
    case = opened(session, now.date(), row)
    case.note(now, bench.AGAIN, Seat(row.made_by, ""))
    case.changed(now, state=RUNNING, turn=row.turn + 1, size=size)
    if not case.advance(now, 0):
        raise NoApproverError


def opened(
    session: Session, today: date, row: Approval, org: organisation.Organisation | None = None
) -> Case:
    """Return an approval with what it hangs on today; `org` where that day's is at hand."""
    chosen = select(Decision).where(Decision.approval_id == row.id).order_by(Decision.number)
    decisions = list(session.scalars(chosen))
    there = org or organisation.on(session, today)
    return Case(session, row, decisions, there, _bench(session, there, row, decisions))


def running(session: Session, today: date) -> list[Case]:
    """Return every approval that waits for somebody's word."""
    chosen = select(Approval).where(Approval.state == RUNNING).order_by(Approval.made_at)
    return [opened(session, today, row) for row in session.scalars(chosen).all()]


def _bench(
    session: Session, org: organisation.Organisation, row: Approval, decisions: list[Decision]
) -> Bench:
    deputies = bench.deputies(session, org.day)
    silent = bench.said(decisions) | barred(session, row)
    closed = circle(session, row.kind, row.subject_id)
    return Bench(org, deputies, row.applicant_id, row.made_by, silent, closed)


def _redraw(session: Session, now: datetime, row: Approval) -> None:
    """Have every card about it drawn anew where it was sent, before anything new is sent."""
    before = now - timedelta(milliseconds=1)
    sent = select(Notice.staff_id, Notice.message_id).where(
        Notice.key.startswith(f"{CARD}:{row.id}.", autoescape=True),
        Notice.message_id.is_not(None),
        Notice.staff_id.is_not(None),
    )
    for staff_id, message in session.execute(sent).all():
        place = f"{row.id}.{row.version}.{message}"
        told: dict[str, Any] = {"approval": row.id, "edits": message}
        notices.tell(session, now, REDRAW, place, [staff_id or 0], due_at=before, **told)
