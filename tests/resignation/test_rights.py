"""T-X1 for leaving: who may see, tick, handle whose, over the whole matrix.

Each try is rolled back. Broken by `must_see` left out, or by a fund shown to one post more.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy.orm import Session

from bot.demo.world.people import Person
from services import organisation
from services.drafts import Choice
from services.organisation import NotYoursError, UnknownPersonError
from services.resignation import clients, forfeits, fund, handover, items, statement
from services.resignation.clients import CannotTakeClientsError
from services.resignation.fund import NotDueError, NotLeavingError
from services.resignation.items import OwnHandoverError
from services.store import Store
from services.store.resignation import HandoverItem, Resignation
from tests.branch import NOW, TODAY
from tests.declared_resignation import LEAVING, RESIGNATION
from tests.rights import EVERYBODY, LEFT, account, may_see, misjudged, tried
from tests.test_access import MATRIX

Try = Callable[[Session, int, int], object]
NO_SUCH = 12345


@pytest.fixture(scope="module")
def ids(complete: Store) -> dict[str, int]:
    found = complete.call(organisation.on, TODAY).people.values()
    return {one.number: one.staff_id for one in found}


def resigned(session: Session, staff_id: int) -> int:
    """Have the person's resignation be approved, whoever it is."""
    row = Resignation(
        staff_id=staff_id, asked_on=TODAY, last_day=TODAY, state="approved", version=1
    )
    row.reason = row.withdrawal = ""
    session.add(row)
    session.flush()
    items.begin(session, NOW, row)
    return row.id


def ticked(session: Session, who: int, staff_id: int) -> object:
    resigned(session, staff_id)
    one = session.query(HandoverItem).filter_by(number=1).one()
    return handover.tick(session, who, NOW, item=one.id, version=1, returned=True)


def named(session: Session, who: int, staff_id: int) -> object:
    """Name somebody: one of those whom whoever asks sees."""
    row = resigned(session, staff_id)
    taker = organisation.viewer(session, who, TODAY).me
    return clients.name_taker(
        session, who, NOW, resignation=row, taker=Choice(taker.number, taker.name)
    )


def listed(session: Session, who: int, staff_id: int) -> None:
    """Ask for the list; what is in it is what one handles, and only leavers with a balance."""
    found = fund.funds(session, who, TODAY)
    asking = organisation.viewer(session, who, TODAY)
    assert all(fund.handles(asking, one.person.staff_id) for one in found)
    if not fund.handles(asking, staff_id):
        raise NotYoursError


def proposed(session: Session, who: int, staff_id: int) -> object:
    return forfeits.propose(
        session, who, NOW, staff=staff_id, ground="breach", amount=Decimal(1), note="-"
    )


def weighed(session: Session, who: int, staff_id: int) -> object:
    return forfeits.weigh(
        session, who, TODAY, staff=staff_id, ground="breach", amount=Decimal(1), note="-"
    )


SEEING: dict[str, Try] = {
    "handover.checklist": lambda session, who, one: handover.checklist(
        session, who, TODAY, resigned(session, one)
    ),
    "handover.of": lambda session, who, one: handover.of(session, who, TODAY, one),
    "statement.statement": lambda session, who, one: statement.statement(session, who, NOW, one),
}
TICKING: dict[str, Try] = {  # whoever may see the person, but not oneself
    "handover.tick": ticked,
    "handover.add": lambda session, who, one: handover.add(
        session, who, NOW, resignation=resigned(session, one), name="?"
    ),
    "clients.name_taker": named,
}
HANDLING: dict[str, Try] = {  # general manager, finance, the back office that sees the person
    "fund.fund": lambda session, who, one: fund.fund(session, who, TODAY, one),
    "fund.funds": listed,
    "fund.refund": lambda session, who, one: fund.refund(session, who, NOW, staff=one, version=0),
}
PROPOSING: dict[str, Try] = {  # the back office that sees the person
    "forfeits.free": lambda session, who, one: forfeits.free(session, who, TODAY, one),
    "forfeits.weigh": weighed,
    "forfeits.propose": proposed,
}
TRIES = SEEING | TICKING | HANDLING | PROPOSING
THERE = (NotLeavingError, NotDueError, forfeits.AmountError, CannotTakeClientsError)
"""Whoever hears that may see the person; there is only nothing to do."""


def agreed(name: str, asker: Person | None, person: Person) -> bool:
    """Return what was agreed."""
    if asker is None or asker is LEFT:
        return False
    if name in SEEING:
        return may_see(asker, person)
    if asker is person:
        return False
    office = "后勤支持" in asker.posts and may_see(asker, person)
    if name in HANDLING:
        finance = "财务经理" in asker.posts and person is LEFT
        return office or finance or "总经理" in asker.posts
    return office if name in PROPOSING else may_see(asker, person)


REFUSED = (NotYoursError, UnknownPersonError, OwnHandoverError)


@pytest.mark.parametrize("name", TRIES)
def test_who_may_do_what_with_whose_leaving(
    name: str, complete: Store, ids: dict[str, int]
) -> None:
    def let(who: int, number: str) -> bool:
        return tried(complete, lambda one: TRIES[name](one, who, ids[number]), REFUSED, THERE)

    assert misjudged(MATRIX, let, partial(agreed, name)) == {}


def test_the_matrix_has_yes_and_no_for_everything() -> None:
    for name in TRIES:
        assert {agreed(name, *pair) for pair in MATRIX} == {True, False}, name


def test_the_tries_are_what_is_declared() -> None:
    declared = {
        name.removeprefix("resignation.") for name, how in RESIGNATION.items() if how == LEAVING
    }
    assert set(TRIES) == declared


@pytest.mark.parametrize(
    "name", sorted((SEEING | HANDLING | PROPOSING).keys() - {"handover.checklist", "fund.funds"})
)
def test_somebody_who_does_not_exist_is_nobodys(complete: Store, name: str) -> None:
    who = account(EVERYBODY["JC009"])
    assert not tried(complete, lambda one: TRIES[name](one, who, NO_SUCH), REFUSED)
