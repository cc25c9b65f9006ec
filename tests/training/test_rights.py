"""Who reads a training or a meeting, leads it, answers: post × service × relation, 0 wrong.

Broken by `readable` letting the back office act, by a list that forgets whose it is, by an answer
in somebody else's place.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

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
from services.training import home as concerns
from services.training.answering import TooLateToAnswerError
from services.training.kinds import MEETING, TRAINING, Which
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

DAYS = {TRAINING: date(2026, 11, 4), MEETING: date(2026, 11, 2)}
ASKED_AT = {
    TRAINING: datetime(2026, 11, 3, 16, tzinfo=ZONE),
    MEETING: datetime(2026, 10, 30, 16, tzinfo=ZONE),
}
REFUSED = (NotYoursError, UnknownPersonError)
THERE = (FileGoneError, TooLateToUndoError)
CHAIRS = {
    TRAINING: [EVERYBODY[one] for one in ("JC012", "JC013", "JC014")],
    MEETING: [EVERYBODY["JC001"]],
}
COME = {
    TRAINING: {  # managers of urban outlets, or of districts that have some
        *("JC015", "JC016", "JC019", "JC020", "JC021"),
        *("JC017", "JC018", "JC023", "JC026"),
    },
    MEETING: {"JC012", "JC013", "JC014"},
}
KINDS = (TRAINING, MEETING)
Pair = tuple[Person | None, Person]


def pairs(kind: str) -> list[Pair]:
    """Return who asks for whose, one of each post and relation."""
    every = [(a, p) for a in ASKERS for p in CHAIRS[kind]]
    found = {(a and a.posts, relations(a, p), p.posts): (a, p) for a, p in reversed(every)}
    return [*found.values()]


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
        for kind, moment in ASKED_AT.items():
            store.call(chase.ask, moment, moment, kind)
        yield store
    databases.drop(url)


@pytest.fixture(scope="module")
def ids(asked: Store) -> dict[str, int]:
    people = asked.call(organisation.on, TODAY).people.values()
    return {one.number: one.staff_id for one in people}


Try = Callable[[Session, int, Which], object]


def listed(session: Session, who: int, which: Which) -> None:
    found, total = listing.trainings(session, who, NOW, 0, 100)
    assert total == len(found)
    if which not in {one.which for one in found}:
        raise NotYoursError


def form(which: Which) -> dict[str, Any]:
    return {"kind": which.kind, "chair": which.chair, "day": which.day.toordinal()}


READING: dict[str, Try] = {
    "card": lambda s, who, one: view.card(s, who, NOW, one),
    "material": lambda s, who, one: leading.material(s, who, NOW, one),
    "trainings": listed,
}
LEADING: dict[str, Try] = {
    "open_to": lambda s, who, one: leading.open_to(s, who, NOW, one),
    "announce": lambda s, who, one: leading.announce(s, who, NOW, **form(one), topic="-"),
    "call_off": lambda s, who, one: leading.call_off(s, who, NOW, **form(one), reason="-"),
    "judge": lambda s, who, one: leading.judge(
        s, who, NOW, which=one, staff=1, version=1, accepts=True
    ),
    "turn": lambda s, who, one: marking.turn(s, who, NOW, one, 1, 0),
    "weigh": lambda s, who, one: marking.weigh(s, who, NOW, one, 0),
    "confirm": lambda s, who, one: marking.confirm(s, who, NOW, one, 0, "-"),
    "undo": lambda s, who, one: marking.undo(s, who, NOW, one),
}


def wrong(
    store: Store, ids: dict[str, int], kind: str, one: Try, agreed: Callable[..., bool]
) -> dict[tuple[str | None, str], str]:
    def let(who: int, number: str) -> bool:
        which = Which(kind, ids[number], DAYS[kind])
        return tried(store, lambda s: one(s, who, which), REFUSED, THERE)

    return misjudged(pairs(kind), let, agreed)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", READING)
def test_who_reads(name: str, kind: str, asked: Store, ids: dict[str, int]) -> None:
    assert wrong(asked, ids, kind, READING[name], may_read) == {}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", LEADING)
def test_who_leads(name: str, kind: str, asked: Store, ids: dict[str, int]) -> None:
    assert wrong(asked, ids, kind, LEADING[name], may_lead) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_both_answers_occur(kind: str) -> None:
    for agreed in (may_read, may_lead):
        assert {agreed(*pair) for pair in pairs(kind)} == {True, False}


OWN: dict[str, Callable[[Session, int, str], object]] = {
    "own": lambda s, who, kind: view.own(s, who, NOW, kind, DAYS[kind]),
    "open_to": lambda s, who, kind: answering.open_to(s, who, ASKED_AT[kind], kind, DAYS[kind]),
    "come": lambda s, who, kind: answering.come(s, who, ASKED_AT[kind], kind, DAYS[kind]),
    "ask_off": lambda s, who, kind: answering.ask_off(
        s, who, ASKED_AT[kind], kind=kind, day=DAYS[kind].toordinal(), reason="-"
    ),
    "material": lambda s, who, kind: answering.material(s, who, NOW, kind, DAYS[kind]),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", OWN)
def test_only_who_is_asked_answers(name: str, kind: str, asked: Store) -> None:
    refused = (NotAskedError, UnknownPersonError)
    there = (TooLateToAnswerError, FileGoneError)

    def let(one: Person) -> bool:
        return tried(asked, lambda s: OWN[name](s, account(one), kind), refused, there)

    assert {one.number for one in filter(None, ASKERS) if let(one)} == COME[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_one_s_own_place_is_one_s_own(kind: str, asked: Store) -> None:
    for number in COME[kind]:
        who = account(EVERYBODY[number])
        found = asked.call(view.own, who, NOW, kind, DAYS[kind])
        assert found.place.person.number == number
    assert LEFT.number not in COME[kind]


def test_what_concerns_whom(asked: Store) -> None:
    """Managers come to the training; directors lead it and come to the meeting."""
    for number in COME[TRAINING]:
        assert concerned(asked, number) == ([], [TRAINING])
    for number in COME[MEETING]:
        assert concerned(asked, number) == ([TRAINING], [MEETING])
    assert concerned(asked, "JC001") == ([MEETING], [])
    assert concerned(asked, "JC031") == ([], [])


def concerned(store: Store, number: str) -> tuple[list[str], list[str]]:
    """Return the kinds of what somebody leads, and of what he comes to."""
    found = store.call(concerns.home, account(EVERYBODY[number]), NOW)
    return [one.which.kind for one in found.cards], [one.kind for one in found.owns]
