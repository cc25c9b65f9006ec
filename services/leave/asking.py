"""Asking for leave: everything that stands against it, what it will cost, and its approval."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import notices
from services.approvals import foreseen, machine
from services.approvals.foreseen import Ahead
from services.approvals.machine import RUNNING, NoApproverError
from services.approvals.subjects import Ask
from services.attachments import Attached
from services.history import Employee, Organisation
from services.leave import checks, ledger
from services.leave.checks import Grid
from services.leave.effect import MonthEffect, effects, piece_of
from services.leave.ledger import HOLDING, PENDING, PERSONAL, Balance
from services.leave.spans import Span, asked, counted, taken
from services.organisation import Viewer, viewer
from services.rulebook_values import in_force
from services.store import changes
from services.store.leave import Leave
from services.store.people import Staff

LEAVE, BEYOND = "leave", "leave_beyond"
FOR_YOU = "leave_for_you"
WHOLE, FROM_NOON, TO_NOON, BOTH = "whole", "from_noon", "to_noon", "both"
HALVES = (WHOLE, FROM_NOON, TO_NOON, BOTH)


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody else of the outlet who is away at the time, or asks to be."""

    name: str
    span: Span
    pending: bool


@dataclass(frozen=True, slots=True)
class Weighed:
    """What leave would be and do: working days, the years' balances (of personal leave only).

    `own` days by year are not in the balances yet. `route` has who decides, step by step.
    """

    person: Employee
    kind: str
    span: Span
    days: Decimal
    balances: tuple[tuple[Balance, Decimal], ...]
    beyond: bool
    months: tuple[MonthEffect, ...]
    away: tuple[Away, ...]
    certificate_due: date | None
    route: tuple[Ahead, ...]


def span_of(first: date, last: date, halves: str) -> Span:
    """Return from when to when; `halves` is one of HALVES."""
    return Span(first, last, halves in {FROM_NOON, BOTH}, halves in {TO_NOON, BOTH})


def weigh(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    today: date,
    *,
    kind: str,
    first: date,
    last: date,
    halves: str,
    reason: str = "",
    certificate: Attached | None = None,
    staff: int = 0,
) -> Weighed:
    """Return what leave would do (staff 0: one's own).

    UnknownPersonError, NotYoursError, errors as of `checks.must_be_possible`; NoApproverError.
    """
    del reason
    asking = viewer(session, who, today)
    person = asking.must_see(staff or asking.staff_id)
    found = checks.grid(session, person, today, kind)
    made = weighed(session, asking, found, span_of(first, last, halves))
    return replace(made, certificate_due=None) if certificate else made


@changes
def ask(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    kind: str,
    first: date,
    last: date,
    halves: str,
    reason: str,
    certificate: Attached | None = None,
    staff: int = 0,
) -> Leave:
    """Ask for leave (staff 0: one's own) and return its row; errors as of `weigh`."""
    asking = viewer(session, who, now.date())
    person = asking.must_see(staff or asking.staff_id)
    session.get_one(Staff, person.staff_id, with_for_update=True)  # one leave at a time
    found = checks.grid(session, person, now.date(), kind)
    made = weighed(session, asking, found, span_of(first, last, halves))
    row = _row(made, now, asking.staff_id)
    row.reason = reason
    row.certificate_id = certificate.file_id if certificate else None
    session.add(row)
    session.flush()
    what = Ask(BEYOND if made.beyond else LEAVE, row.id, person.staff_id, made.days)
    row.approval_id = machine.submit(session, now, asking.staff_id, what)
    if person.staff_id != asking.staff_id:
        notices.tell(
            session, now, FOR_YOU, row.id, [person.staff_id], by=asking.me.name, leave=row.id
        )
    return row


def weighed(
    session: Session, asking: Viewer, found: Grid, span: Span, row: Leave | None = None
) -> Weighed:
    """Return what the span would do; `row` is the leave if it is asked for already."""
    checks.must_be_possible(session, found, span)
    person, shares = found.person, span.shares(found.days)
    balances = balances_of(session, found, span, row)
    beyond = any(one.left is not None and own > one.left and own > 0 for one, own in balances)
    what = Ask(BEYOND if beyond else LEAVE, 0, person.staff_id, counted(shares))
    route = foreseen.route(session, found.today, asking.staff_id, what)
    if not route:
        raise NoApproverError
    return Weighed(
        person=person,
        kind=found.kind,
        span=span,
        days=counted(shares),
        balances=balances,
        beyond=beyond,
        months=effects(session, person.staff_id, piece_of(found.kind, span), found.days, row),
        away=away(session, asking.organisation, person, span),
        certificate_due=checks.certificate_due(session, found, span),
        route=route,
    )


def balances_of(
    session: Session, found: Grid, span: Span, row: Leave | None = None
) -> tuple[tuple[Balance, Decimal], ...]:
    """Return the balance of each year that personal leave touches, and its own days in it.

    Those of `row`, which is asked for already, are left out of what is pending.
    """
    if found.kind != PERSONAL:
        return ()
    made = []
    for year in range(span.first.year, span.last.year + 1):
        rules = in_force(session).on(date(year, 1, 1))
        one = ledger.balance(session, found.person.staff_id, year, found.days, rules)
        if row is not None and row.kind == PERSONAL and row.state in PENDING:
            mine = ledger.of_year(asked(row), year, found.days)
            one = Balance(year, one.used, one.pending - mine, one.most)
        made.append((one, ledger.of_year(span, year, found.days)))
    return tuple(made)


def away(session: Session, org: Organisation, person: Employee, span: Span) -> tuple[Away, ...]:
    """Return who else of the person's unit is away then, earliest first: no kind, no reason."""
    here = [one.staff_id for one in org.people.values() if one.unit == person.unit]
    chosen = select(Leave).where(
        Leave.staff_id.in_(here),
        Leave.staff_id != person.staff_id,
        Leave.state.in_(HOLDING),
        Leave.first_day <= span.last,
        Leave.last_day >= span.first,
    )
    return tuple(_overlaps(org, session.scalars(chosen.order_by(Leave.first_day)), span))


def _overlaps(org: Organisation, rows: Iterable[Leave], span: Span) -> Iterable[Away]:
    for one in rows:
        held = taken(one)
        if held and held.overlaps(span):
            yield Away(org.people[one.staff_id].name, held, one.state in PENDING)


def _row(made: Weighed, now: datetime, by: int) -> Leave:
    return Leave(
        staff_id=made.person.staff_id,
        made_by=by,
        made_at=now,
        kind=made.kind,
        first_day=made.span.first,
        first_noon=made.span.from_noon,
        last_day=made.span.last,
        last_noon=made.span.to_noon,
        days=made.days,
        reason_sealed=b"",
        certificate_due=made.certificate_due,
        beyond=made.beyond,
        state=RUNNING,
        change="",
        back_noon=False,
        shortened=False,
    )
