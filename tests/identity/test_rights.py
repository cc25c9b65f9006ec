"""T-X1 for accounts: who may invite, confirm, rebind, suspend whom, over the whole matrix.

Each try is rolled back. Broken by `must_see` left out, a confirmer who is not the next one.
"""

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.demo.world.people import Person
from services import organisation
from services.identity import claims, invitations, offboarding, rebinding, unbound
from services.identity.claims import NotYoursToConfirmError
from services.identity.status import OutdatedError
from services.organisation import NotYoursError, UnknownPersonError
from services.store import Store
from services.store.people import Account, Binding, Staff
from tests.branch import NOW, TODAY
from tests.declared import IDENTITY, TRIED
from tests.rights import (
    EVERYBODY,
    LEFT,
    RIGHTS,
    may_see,
    misjudged,
    relations,
    superiors,
    tried,
    units_of,
)
from tests.test_access import PAIRS

OPENER = 900_000
Try = Callable[[Session, int, int], object]


@pytest.fixture(scope="module")
def ids(complete: Store) -> dict[str, int]:
    found = complete.call(organisation.on, TODAY).people.values()
    return {one.number: one.staff_id for one in found}


def unbind(session: Session, staff_id: int) -> None:
    session.delete(session.scalars(select(Account).where(Account.staff_id == staff_id)).one())
    session.flush()


def claimed(session: Session, staff_id: int) -> int:
    """Have a stranger claim to be the person."""
    unbind(session, staff_id)
    row = Binding(
        telegram_id=OPENER, staff_id=staff_id, language="en", state="waiting", opened_at=NOW
    )
    row.shown = "?"
    session.add(row)
    session.flush()
    return row.id


def listed(session: Session, who: int, staff_id: int) -> None:
    unbind(session, staff_id)
    page = unbound.people(session, who, NOW, 0, 99)
    _must(staff_id in {one.employee.staff_id for one in page.people})


def invited(session: Session, who: int, staff_id: int) -> None:
    unbind(session, staff_id)
    made = invitations.invite_all(session, who, NOW, 0)
    _must(staff_id in {one.employee.staff_id for one in made})


def one_invited(session: Session, who: int, staff_id: int) -> object:
    unbind(session, staff_id)
    return invitations.invite(session, who, NOW, staff_id, 0)


def waiting(session: Session, who: int, staff_id: int) -> None:
    claimed(session, staff_id)
    page = claims.waiting(session, who, TODAY, 1)
    _must(staff_id in {one.employee.staff_id for one in page.claims})


def by_page(session: Session, who: int, staff_id: int) -> object:
    claimed(session, staff_id)
    mark = claims.waiting(session, who, TODAY, 1).mark
    return claims.confirm_page(session, who, NOW, 1, mark)


def _must(found: bool) -> None:  # noqa: FBT001 - it is the question
    if not found:
        raise NotYoursError


def numbered(session: Session, who: int, staff_id: int) -> object:
    return unbound.numbered(session, who, NOW, session.get_one(Staff, staff_id).number)


SEEING: dict[str, Try] = {  # whoever may see the person
    "card": lambda session, who, one: unbound.card(session, who, NOW, one),
    "numbered": numbered,
}
MANAGING: dict[str, Try] = {  # but not oneself, and nobody who left
    "people": listed,
    "invite": one_invited,
    "invite_all": invited,
    "renew": lambda session, who, one: rebinding.renew(session, who, NOW, one, 0),
}
SUSPENDING: dict[str, Try] = {  # the back office of the unit or above, not oneself
    "suspend": lambda session, who, one: offboarding.suspend(session, who, NOW, one, 0),
}
CONFIRMING: dict[str, Try] = {  # the one whose turn it is
    "claim": lambda session, who, one: claims.claim(session, who, TODAY, claimed(session, one)),
    "confirm": lambda session, who, one: claims.confirm(session, who, NOW, claimed(session, one)),
    "refuse": lambda session, who, one: claims.refuse(session, who, NOW, claimed(session, one)),
    "confirm_page": by_page,
    "waiting": waiting,
}
TRIES = SEEING | MANAGING | SUSPENDING | CONFIRMING
OFFICES = {"back office of the branch", "back office of the person's department"}


def confirms(asker: Person | None, person: Person) -> bool:
    """Return what was agreed: the next superior who works here, else the next back office."""
    if person is LEFT or asker is None:
        return False
    for number in superiors(person):
        if EVERYBODY[number] is not LEFT:
            return asker.number == number
    for unit in units_of(person):
        here = [one for one in EVERYBODY.values() if one.unit == unit]
        if office := [one for one in here if "后勤支持" in one.posts and one is not person]:
            return asker in office
    return "管理员" in asker.posts


# one pair of each post × relation, and of each way in which somebody's turn to confirm comes
MATRIX = list(
    {
        (asker and asker.posts, relations(asker, person), confirms(asker, person)): (asker, person)
        for asker, person in reversed(PAIRS)
    }.values()
)


def agreed(name: str, asker: Person | None, person: Person) -> bool:
    if name in CONFIRMING:
        return confirms(asker, person)
    if name in SUSPENDING:
        return asker is not person and bool(OFFICES & relations(asker, person))
    if name in MANAGING:
        return may_see(asker, person) and asker is not person and person is not LEFT
    return may_see(asker, person)


REFUSED = (NotYoursError, UnknownPersonError, NotYoursToConfirmError, OutdatedError)


@pytest.mark.parametrize("name", TRIES)
def test_who_may_do_what_with_whose_account(
    name: str, complete: Store, ids: dict[str, int]
) -> None:
    def let(who: int, number: str) -> bool:
        return tried(complete, lambda one: TRIES[name](one, who, ids[number]), REFUSED)

    assert misjudged(MATRIX, let, partial(agreed, name)) == {}


def test_the_matrix_has_yes_and_no_for_everything() -> None:
    for name in TRIES:
        assert {agreed(name, *pair) for pair in MATRIX} == {True, False}, name
    assert {one for pair in MATRIX for one in relations(*pair)} == set(RIGHTS)


def test_the_tries_are_what_is_declared() -> None:

    declared = {name.rpartition(".")[2] for name, how in IDENTITY.items() if how == TRIED}
    assert set(TRIES) == declared
