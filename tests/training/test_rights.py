"""Who reads a training, who leads it, who answers: post × service × relation, 0 wrong answers.

Broken by `readable` letting the back office act, by a list that forgets whose it is, by an answer
in somebody else's place.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from bot.demo.world.people import Person
from services import organisation
from services.attendance.undoing import TooLateToUndoError
from services.files import FileGoneError
from services.organisation import NotYoursError, UnknownPersonError
from services.recurrence import ZONE
from services.store import Store
from services.training import answering, chase, leading, listing, marking, view
from services.training.answering import TooLateToAnswerError
from services.training.view import NotAskedError
from tests.branch import NOW, TODAY
from tests.databases import Databases, opened
from tests.rights import (
    EVERYBODY,
    LEFT,
    account,
    may_see,
    misjudged,
    relations,
    tried,
)
from tests.test_access import ASKERS

DAY = date(2026, 11, 4)
ASKED_AT = datetime(2026, 11, 3, 16, tzinfo=ZONE)
REFUSED = (NotYoursError, UnknownPersonError)
THERE = (FileGoneError, TooLateToUndoError)
CHAIRS = [EVERYBODY[one] for one in ("JC012", "JC013", "JC014")]
MANAGERS = {  # of urban outlets, or of districts that have some
    *("JC015", "JC016", "JC019", "JC020", "JC021"),
    *("JC017", "JC018", "JC023", "JC026"),
}
EVERY: list[tuple[Person | None, Person]] = [(a, p) for a in ASKERS for p in CHAIRS]
PAIRS = list(
    {(a and a.posts, relations(a, p), p.posts): (a, p) for a, p in reversed(EVERY)}.values()
)


def may_lead(asker: Person | None, chair: Person) -> bool:
    """Return what was agreed."""
    return asker is chair or (asker is not None and "总经理" in asker.posts)


def may_read(asker: Person | None, chair: Person) -> bool:
    """Return what was agreed."""
    office = asker is not None and "后勤支持" in asker.posts and may_see(asker, chair)
    return office or may_lead(asker, chair)


@pytest.fixture(scope="module")
def asked(databases: Databases, completed: str) -> Iterator[Store]:
    url = databases.copy(completed)
    with opened(url) as store:
        store.call(chase.ask, ASKED_AT, ASKED_AT)
        yield store
    databases.drop(url)


@pytest.fixture(scope="module")
def ids(asked: Store) -> dict[str, int]:
    people = asked.call(organisation.on, TODAY).people.values()
    return {one.number: one.staff_id for one in people}


Try = Callable[[Session, int, int], object]
NUMBER = DAY.toordinal()


def listed(session: Session, who: int, chair: int) -> None:
    found, total = listing.trainings(session, who, NOW, 0, 100)
    assert total == len(found)
    if chair not in {one.chair.staff_id for one in found}:
        raise NotYoursError


READING: dict[str, Try] = {
    "card": lambda s, who, chair: view.card(s, who, NOW, chair, DAY),
    "material": lambda s, who, chair: leading.material(s, who, NOW, chair, DAY),
    "trainings": listed,
}
LEADING: dict[str, Try] = {
    "open_to": lambda s, who, chair: leading.open_to(s, who, NOW, chair, DAY),
    "announce": lambda s, who, chair: leading.announce(
        s, who, NOW, chair=chair, day=NUMBER, topic="-"
    ),
    "call_off": lambda s, who, chair: leading.call_off(
        s, who, NOW, chair=chair, day=NUMBER, reason="-"
    ),
    "judge": lambda s, who, chair: leading.judge(
        s, who, NOW, chair=chair, day=DAY, staff=1, version=1, accepts=True
    ),
    "turn": lambda s, who, chair: marking.turn(s, who, NOW, chair, DAY, 1, 0),
    "weigh": lambda s, who, chair: marking.weigh(s, who, NOW, chair, DAY, 0),
    "confirm": lambda s, who, chair: marking.confirm(s, who, NOW, chair, DAY, 0, "-"),
    "undo": lambda s, who, chair: marking.undo(s, who, NOW, chair, DAY),
}


def wrong(
    store: Store,
    ids: dict[str, int],
    one: Try,
    agreed: Callable[[Person | None, Person], bool],
) -> dict[tuple[str | None, str], str]:
    def let(who: int, number: str) -> bool:
        return tried(store, lambda s: one(s, who, ids[number]), REFUSED, THERE)

    return misjudged(PAIRS, let, agreed)


@pytest.mark.parametrize("name", READING)
def test_who_reads(name: str, asked: Store, ids: dict[str, int]) -> None:
    assert wrong(asked, ids, READING[name], may_read) == {}


@pytest.mark.parametrize("name", LEADING)
def test_who_leads(name: str, asked: Store, ids: dict[str, int]) -> None:
    assert wrong(asked, ids, LEADING[name], may_lead) == {}


def test_both_answers_occur() -> None:
    for agreed in (may_read, may_lead):
        assert {agreed(*pair) for pair in PAIRS} == {True, False}


OWN: dict[str, Callable[[Session, int], object]] = {
    "own": lambda s, who: view.own(s, who, NOW, DAY),
    "open_to": lambda s, who: answering.open_to(s, who, ASKED_AT, DAY),
    "come": lambda s, who: answering.come(s, who, ASKED_AT, DAY),
    "ask_off": lambda s, who: answering.ask_off(s, who, ASKED_AT, day=NUMBER, reason="-"),
    "material": lambda s, who: answering.material(s, who, NOW, DAY),
}


@pytest.mark.parametrize("name", OWN)
def test_only_who_is_asked_answers(name: str, asked: Store) -> None:
    refused = (NotAskedError, UnknownPersonError)
    there = (TooLateToAnswerError, FileGoneError)

    def let(one: Person) -> bool:
        return tried(asked, lambda s: OWN[name](s, account(one)), refused, there)

    assert {one.number for one in filter(None, ASKERS) if let(one)} == MANAGERS


def test_one_s_own_place_is_one_s_own(asked: Store) -> None:
    for number in MANAGERS:
        found = asked.call(view.own, account(EVERYBODY[number]), NOW, DAY)
        assert found.place.person.number == number
        home = asked.call(view.home, account(EVERYBODY[number]), NOW)
        assert home.card is None
    assert LEFT.number not in MANAGERS
