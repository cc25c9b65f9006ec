"""Leave: counted, weighed, refused, approved, cancelled, cut short; asked for, approved here."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.approvals import deciding, view
from services.attendance.rows import Happened, quantity, write
from services.conduct import investigating, reporting
from services.drafts import Choice
from services.leave import asking
from services.leave.asking import WHOLE
from services.month import Month
from services.store import Store, changes
from services.store.approvals import Approval
from services.store.conduct import ConductCase
from services.store.leave import Leave
from services.store.people import Account
from tests.stage import BEGIN

NOW = BEGIN
TODAY = NOW.date()
"""Friday, 9 October 2026; the Saturday after is worked."""
ZHANG, LI, TANG, CHEN, OFFICE = 31, 19, 15, 1, 6
"""Accounts: a marketer, his station and district managers, the general one, the back office."""
HERE = (ZHANG, LI, TANG, CHEN, 12, OFFICE)


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def staff(store: Store, number: str) -> int:
    return store.call(organisation.by_number, number, TODAY).staff_id


def ask(  # noqa: PLR0913 - a leave
    store: Store,
    kind: str,
    first: date,
    last: date,
    halves: str = WHOLE,
    *,
    who: int = ZHANG,
    now: datetime = NOW,
    of: int = 0,
) -> int:
    """Ask for leave and return its id."""
    made = store.call(
        asking.ask,
        who,
        now,
        kind=kind,
        first=first,
        last=last,
        halves=halves,
        reason="有事",
        staff=of,
    )
    return made.id


def weigh(  # noqa: PLR0913 - a leave
    store: Store,
    kind: str,
    first: date,
    last: date,
    halves: str = WHOLE,
    *,
    who: int = ZHANG,
    today: date = TODAY,
    of: int = 0,
) -> asking.Weighed:
    """Return what leave would do."""
    return store.call(
        asking.weigh, who, today, kind=kind, first=first, last=last, halves=halves, staff=of
    )


def row(store: Store, leave: int) -> Leave:
    return store.call(lambda session: session.get_one(Leave, leave))


def approve(store: Store, leave: int, now: datetime = NOW) -> tuple[str, ...]:
    """Have everybody agree in turn; return the kinds of steps' posts that had to."""
    posts = []
    approval = row(store, leave).approval_id or 0
    while (found := _running(store, approval)) is not None:
        done = next(
            one
            for one in (
                store.call(deciding.approve, who, now, approval, found)
                for who in _may(store, approval, now)
            )
            if one.done
        )
        posts.append([one.post for one in done.card.stops if one.state == "done"][-1])
    return tuple(posts)


def investigate(store: Store, number: str) -> None:
    """Have somebody reported for malicious opening, and investigated from today on."""
    store.call(
        reporting.report,
        LI,
        NOW,
        accused=Choice(number, ""),
        kind="malicious",
        happened=TODAY,
        what="-",
        clients=None,
    )
    case = store.call(lambda session: session.scalars(select(ConductCase)).one())
    assert store.call(investigating.begin, OFFICE, NOW, case.id, case.version).done


def _running(store: Store, approval: int) -> int | None:
    one = store.call(lambda session: session.get_one(Approval, approval))
    return one.version if one.state == "running" else None


def _may(store: Store, approval: int, now: datetime) -> list[int]:
    accounts = store.call(lambda session: list(session.scalars(select(Account.telegram_id))))
    found = []
    for who in accounts:
        try:
            card = store.call(view.card, who, now, approval)
        except Exception:  # noqa: BLE001, S112 - it is not for him
            continue
        if card.decides:
            found.append(who)
    return found


def entered(session: Session, staff_id: int, kind: str, month: Month) -> Mapping[date, Decimal]:
    """Return the days of a month that 考勤 has of a kind."""
    days = (date(month.year, month.number, n) for n in range(1, month.last_day.day + 1))
    found = {one: quantity(session, staff_id, one, kind) for one in days}
    return {one: much for one, much in found.items() if much}


@changes
def record(session: Session, staff_id: int, number: str, *happened: tuple[date, str, str]) -> None:
    """Write rows of 考勤: day, kind, quantity."""
    rows = [Happened(one, staff_id, kind, Decimal(much)) for one, kind, much in happened]
    write(session, NOW, (staff_id, number), rows)
