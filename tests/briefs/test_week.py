"""The general manager's week: sums of everybody's pay and clients, who is at risk, what waits.

Broken by somebody counted twice or left out, the net instead of the gross, a reader too many.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation, payslips
from services.briefs import week
from services.briefs.week import Computed
from services.facts.live import live, view
from services.history import history
from services.month import Month
from services.organisation import NotYoursError, UnknownPersonError
from services.store import Store, changes
from services.store.approvals import Deputy
from services.store.figures import ClientMonth
from tests.branch import NOW, TODAY, account
from tests.briefs import at, staff, told
from tests.rights import EVERYBODY, tried

OCTOBER = Month(2026, 10)
MONDAY, NEXT = at(11, 9, 8, 30), at(11, 16, 8, 30)


def computed(store: Store, now: datetime = MONDAY) -> Computed:
    """Do what the job does."""
    month, people = store.call(week.people, now.date())
    found = [store.call(week.person, one, month, now.date()) for one in people]
    return store.call(week.card, now, found)


def gross(session: Session, month: Month) -> Decimal:
    """Add up what everybody's /pay says."""
    slips = (payslips.told(session, one) for one in history(session).terms)
    return sum(
        (one.statement.gross.known for months in slips for one in months if one.month == month),
        Decimal(0),
    )


def assets(session: Session, month: Month) -> Decimal:
    """Add up the rows in force."""
    mine = select(ClientMonth.end_assets).where(
        ClientMonth.month == month, live(ClientMonth, view(session))
    )
    return sum(session.scalars(mine), Decimal(0))


def test_the_sums_are_everybodys(filled_store: Store) -> None:
    store = filled_store
    data = computed(store).data
    assert data["month"] == "2026-10"
    assert data["people"] == len(store.call(history).terms)
    assert Decimal(data["cost"]) == store.call(gross, OCTOBER)
    assert Decimal(data["cost_before"]) == store.call(gross, OCTOBER.later(-1))
    assert Decimal(data["sums"]["assets"]) == store.call(assets, OCTOBER)
    assert Decimal(data["before"]["assets"]) == store.call(assets, OCTOBER.later(-1))


def test_who_is_named(filled_store: Store) -> None:
    """As the demo's stories have it: 丁若曦's assets sank; 邹志鹏 was told nothing."""
    dangers = computed(filled_store).data["dangers"]
    assert "丁若曦" in dangers["demote"]
    named = [name for names in dangers.values() for name in names]
    assert len(named) == len(set(named)), "the worst only"
    for danger, names in dangers.items():
        assert names == outcomes(filled_store, danger, names), danger


def outcomes(store: Store, danger: str, names: Iterable[str]) -> list[str]:
    """Return those of the names whose statement says so."""
    people = store.call(organisation.on, TODAY).people.values()
    ids = {one.name: one.staff_id for one in people}
    found = []
    for name in names:
        made = store.call(payslips.of_month, ids[name], OCTOBER).slip.statement
        low = made.score is not None and made.score.known < Decimal("0.70")
        if (made.review and made.review.outcome == danger) or (danger == "score" and low):
            found.append(name)
    return found


def test_the_next_week_is_compared_with_this_one(filled_store: Store) -> None:
    store = filled_store
    first = computed(store)
    assert first.data["last"] is None
    store.call(week.tell, MONDAY, first)
    last = computed(store, NEXT).data["last"]
    assert (last["week"], last["assets"]) == ("2026-11-09", first.data["sums"]["assets"])


def test_it_is_told_to_the_general_manager_once(filled_store: Store) -> None:
    found = computed(filled_store)
    for _ in range(2):
        filled_store.call(week.tell, MONDAY, found)
    assert set(told(filled_store, "branch_week")) == {staff(filled_store, "JC001")}


def let(store: Store, service: str) -> set[str]:
    """Return who is let through."""
    empty = Computed(date(2026, 11, 2), {"month": None}, None, None)
    services: dict[str, Callable[[Session, int], object]] = {
        "ask": lambda s, who: week.ask(s, who, NOW, "en"),
        "show": lambda s, who: week.show(s, who, NOW, empty),
    }
    refused = (NotYoursError, UnknownPersonError)

    def sees(number: str) -> bool:
        return tried(store, lambda s: services[service](s, account(number)), refused)

    return set(filter(sees, EVERYBODY))


@pytest.mark.parametrize("service", ["ask", "show"])
def test_nobody_else_sees_it(filled_store: Store, service: str) -> None:
    assert let(filled_store, service) == {"JC001"}


@pytest.mark.parametrize(
    ("first", "last", "sees"),
    [
        (date(2026, 11, 5), date(2026, 11, 5), True),
        (date(2026, 11, 1), None, True),
        (date(2026, 11, 6), date(2026, 11, 9), False),
        (date(2026, 11, 1), date(2026, 11, 4), False),
    ],
)
def test_a_delegate_sees_it_on_his_days(
    filled_store: Store,
    first: date,
    last: date | None,
    sees: bool,  # noqa: FBT001
) -> None:
    name(filled_store, "JC012", "JC001", first, last)
    assert let(filled_store, "ask") == {"JC001"} | ({"JC012"} if sees else set())


def test_a_stand_in_sees_it_only_while_there_is_nobody(filled_store: Store) -> None:
    name(filled_store, "JC013", None, date(2026, 11, 1), None)
    assert let(filled_store, "show") == {"JC001"}


def name(store: Store, deputy: str, principal: str | None, first: date, last: date | None) -> None:
    """Name a delegate, or a stand-in."""
    by = staff(store, "JC001")
    ids = staff(store, deputy), staff(store, principal) if principal else None

    @changes
    def work(session: Session) -> None:
        row = Deputy(deputy_id=ids[0], principal_id=ids[1], first_day=first, last_day=last)
        row.post, row.made_by, row.made_at = "general_manager", by, NOW
        session.add(row)

    store.call(work)


def test_without_figures_it_says_so(peopled_store: Store) -> None:
    found = computed(peopled_store, at(10, 12, 8, 30))
    assert found.data == {"month": None}
    assert peopled_store.call(week.tell, at(10, 12, 8, 30), found) == {"told": 1}
