"""T-X1: post × service × relation, and no service that nobody thought of: 0 wrong answers.

Broken by `must_see` letting somebody through, `seen_by` seeing one relation more or fewer, a
service that looks nobody up, or a new public service that the table below does not have.
"""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

import handlers
import services
from bot.demo.world.people import Person
from services import delivery, organisation, payslips, people, standing
from services.organisation import NotYoursError, UnknownPersonError
from services.payslips import NothingRecordedError
from services.store import CHANGING, Store, changes
from services.store.people import Account
from tests.branch import NOW, TODAY
from tests.declared import CORE, GUARDED, IDENTITY, OWN, PAY, TRIED, WORK
from tests.declared_office import ASK_OFFICE, FOR_THE_CHAT, OFFICES
from tests.declared_topics import ASK_TOPICS, FOR_TOPICS, TOPICS
from tests.rights import (
    EVERYBODY,
    LEFT,
    LEFT_ON,
    RIGHTS,
    account,
    may_see,
    misjudged,
    relations,
)

FOR_CHAT = {*FOR_THE_CHAT, *FOR_TOPICS}
DECLARED = {**CORE, **PAY, **WORK, **IDENTITY, **OFFICES, **TOPICS}


def modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages(services.__path__, "services."):
        if "migrations" not in found.name:
            yield importlib.import_module(found.name)


def public_services() -> dict[str, Callable[..., Any]]:
    """Return the functions of services/ whose first parameter is a session."""
    return {
        f"{module.__name__.removeprefix('services.')}.{name}": one
        for module in modules()
        for name, one in vars(module).items()
        if inspect.isfunction(one) and one.__module__ == module.__name__
        if not name.startswith("_")
        and next(iter(inspect.signature(one).parameters), "") == "session"
    }


@cache
def looking(store: Store, who: int) -> organisation.Viewer:
    return store.call(organisation.viewer, who, TODAY)


@cache
def listed(store: Store, who: int) -> set[int]:
    """Return the staff ids in somebody's list; one's own, which is never in it, added."""
    page = store.call(people.mine, who, TODAY, 0, len(EVERYBODY))
    return {one.employee.staff_id for one in page.people} | {looking(store, who).staff_id}


def must_be_listed(store: Store, who: int, staff_id: int) -> None:
    if staff_id not in listed(store, who):
        raise NotYoursError


def must_be_listed_blocked(store: Store, who: int, staff_id: int) -> None:
    store.call(block, staff_id)
    listed_ = {one.staff_id for one in store.call(delivery.not_reached, who, TODAY)}
    if staff_id not in listed_:
        raise NotYoursError


@changes
def block(session: Session, staff_id: int) -> None:
    """Have the person stop the bot, whether or not he has an account."""
    account_ = session.scalar(select(Account).where(Account.staff_id == staff_id))
    if account_ is None:
        session.add(Account(telegram_id=staff_id, staff_id=staff_id, bound_at=NOW))
        session.flush()
    session.execute(update(Account).values(unreachable_since=NOW))


ASK: dict[str, Callable[[Store, int, int], object]] = {
    "organisation.viewer": lambda store, who, one: looking(store, who).must_see(one),
    "payslips.payslip": lambda store, who, one: store.call(
        payslips.payslip, who, TODAY, one, None
    ),
    **ASK_OFFICE,
    **ASK_TOPICS,
    "people.mine": must_be_listed,
    "people.person": lambda store, who, one: store.call(people.person, who, TODAY, one),
    "standing.standing": lambda store, who, one: store.call(standing.standing, who, TODAY, one),
    "delivery.not_reached": must_be_listed_blocked,
}


@pytest.fixture(scope="module")
def ids(complete: Store) -> dict[str, int]:
    """Return everybody's staff id."""
    found = complete.call(organisation.on, TODAY).people.values()
    return {one.number: one.staff_id for one in found}


def answered(service: str, store: Store, who: int, staff_id: int) -> bool:
    """Tell whether the service lets the account see the person; that there is nothing is a yes."""
    try:
        ASK[service](store, who, staff_id)
    except (NotYoursError, UnknownPersonError):
        return False
    except NothingRecordedError:
        return True
    return True


ASKERS: tuple[Person | None, ...] = (*EVERYBODY.values(), None)
PAIRS = [(asker, person) for asker in ASKERS for person in EVERYBODY.values()]
# one pair of each post × relation × post
MATRIX = list(
    {(a and a.posts, relations(a, p), p.posts): (a, p) for a, p in reversed(PAIRS)}.values()
)


def test_every_public_service_is_declared() -> None:
    assert set(public_services()) == set(DECLARED)
    assert {name for name, how in DECLARED.items() if how == GUARDED} == set(ASK)


@pytest.mark.parametrize("service", ASK)
def test_post_by_relation(service: str, complete: Store, ids: dict[str, int]) -> None:
    def let(who: int, number: str) -> bool:
        return answered(service, complete, who, ids[number])

    assert misjudged(MATRIX, let, may_see) == {}


def test_the_matrix_has_every_post_and_relation() -> None:
    tried = {relation for asker, person in MATRIX for relation in relations(asker, person)}
    assert tried == set(RIGHTS)
    posts = {post for one in EVERYBODY.values() for post in one.posts}
    assert {post for asker, _ in MATRIX if asker for post in asker.posts} == posts
    assert {post for _, person in MATRIX for post in person.posts} == posts
    assert {may_see(*pair) for pair in MATRIX} == {True, False}


def test_everybody_by_everybody(complete: Store, ids: dict[str, int]) -> None:
    wrong = []
    for asker in filter(None, ASKERS):
        if asker is LEFT:
            continue
        seen = complete.call(organisation.viewer, account(asker), TODAY)
        expected = {ids[one.number] for one in EVERYBODY.values() if may_see(asker, one)}
        if seen.organisation.seen_by(seen.me) != expected:
            wrong.append(asker.number)
        page = complete.call(people.mine, account(asker), TODAY, 0, len(ids))
        assert {one.employee.staff_id for one in page.people} == expected - {seen.staff_id}
        assert page.total == len(page.people)
    assert wrong == []


def test_rights_end_with_the_last_day(complete: Store, ids: dict[str, int]) -> None:
    who = account(LEFT)
    card = complete.call(people.person, who, LEFT_ON, ids["JC062"])
    assert card.seen.employee.number == "JC062"
    with pytest.raises(UnknownPersonError):
        complete.call(people.person, who, TODAY, ids["JC062"])


def test_somebody_who_does_not_exist_is_nobodys(complete: Store) -> None:
    for service in ("payslips.payslip", "people.person", "standing.standing"):
        assert not answered(service, complete, account(EVERYBODY["JC001"]), 12345)


def test_the_chat_calls_no_service_that_is_not_for_it() -> None:
    """A handler runs what is guarded or one's own; the rest it cannot reach by mistake."""
    names = {one: name for name, one in public_services().items()}
    called = set()
    for found in pkgutil.walk_packages(handlers.__path__, "handlers."):
        module = importlib.import_module(found.name)
        for one in _run(Path(str(module.__file__)), vars(module)):
            called.add(names[one])
    assert {name for name in called if DECLARED[name] not in FOR_CHAT} == set()
    assert {name for name, how in DECLARED.items() if how in {GUARDED, TRIED}} <= called


def _run(path: Path, scope: dict[str, Any]) -> Iterator[Callable[..., Any]]:
    """Yield the services that a module runs by name: `context.run(payslips.payslip, …)`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"context.run", "self.run"}:
            name, *rest = ast.unparse(node.args[0]).split(".")
            one = scope.get(name)  # none: what a form names, looked at by itself
            for part in rest if one else ():
                one = getattr(one, part)
            if one:
                yield one


def test_what_changes_something_is_declared_to() -> None:
    changing = {name for name, one in public_services().items() if one in CHANGING}
    assert changing >= {name for name, how in DECLARED.items() if how == OWN} - {
        "accounts.language",
        "drafts.current",
        "identity.opening.waits_for",
    }
