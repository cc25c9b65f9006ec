"""T-X1 for work logs: a log is read by its author and by those above him, by nobody else.

The general manager reads all; the back office, which sees figures, reads none. Broken by
`duty.reads` letting the back office through, or a superior only where he is the nearest.
"""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.orm import Session

from bot.demo.world.people import Person
from services import organisation
from services.organisation import NotYoursError, UnknownPersonError
from services.store import Store, changes
from services.store.worklogs import Worklog
from services.worklog import own, reading, rows
from services.worklog.own import LogClosedError, NoLogError
from tests.branch import NOW, TODAY
from tests.databases import Databases, opened
from tests.rights import EVERYBODY, LEFT, account, misjudged, relations, superiors, tried
from tests.test_access import ASKERS
from tests.worklog import ANSWERS

REFUSED = (NotYoursError, UnknownPersonError)
WEEK = TODAY.replace(day=2)
WRITES = {"营销经理", "驻点经理", "区域经理"}
AUTHORS = [
    one
    for one in EVERYBODY.values()
    if WRITES & set(one.posts) and "项目总监" not in one.posts and one is not LEFT
]
EVERY: list[tuple[Person | None, Person]] = [(a, p) for a in ASKERS for p in AUTHORS]
# one pair of each post × relation × post
PAIRS = list(
    {(a and a.posts, relations(a, p), p.posts): (a, p) for a, p in reversed(EVERY)}.values()
)


def may_read(asker: Person | None, author: Person) -> bool:
    """Return what was agreed."""
    if asker is None or asker is LEFT:
        return False
    above = asker.number in superiors(author) or "总经理" in asker.posts
    return asker is author or above


@changes
def fill(session: Session) -> None:
    """Have everybody's log filed."""
    people = organisation.on(session, TODAY).people.values()
    ids = {one.number: one.staff_id for one in people}
    for one in AUTHORS:
        row = Worklog(staff_id=ids[one.number], week=WEEK, filed_at=NOW, changed_at=NOW, version=1)
        rows.write(row, ANSWERS)
        session.add(row)


@pytest.fixture(scope="module")
def filed(databases: Databases, completed: str) -> Iterator[Store]:
    url = databases.copy(completed)
    with opened(url) as store:
        store.call(fill)
        yield store
    databases.drop(url)


@pytest.fixture(scope="module")
def ids(filed: Store) -> dict[str, int]:
    """Return the ids of everybody's log."""

    def found(session: Session) -> dict[str, int]:
        people = organisation.on(session, TODAY).people.values()
        logs = ((one.number, rows.of(session, one.staff_id, WEEK)) for one in people)
        return {number: row.id for number, row in logs if row}

    return filed.call(found)


Try = Callable[[Session, int, int], object]


def listed(session: Session, who: int, log: int) -> None:
    found = reading.overview(session, who, NOW, WEEK).lines
    if log not in {one.log.id for one in found if one.log}:
        raise NotYoursError


def among_questions(session: Session, who: int, log: int) -> None:
    found = reading.questions(session, who, NOW, WEEK)
    if log not in {one.log.id for one in found if one.log}:
        raise NotYoursError


TRIES: dict[str, Try] = {
    "card": lambda s, who, log: reading.card(s, who, NOW, log),
    "overview": listed,
    "questions": among_questions,
}


@pytest.mark.parametrize("name", TRIES)
def test_who_reads(name: str, filed: Store, ids: dict[str, int]) -> None:
    def let(who: int, number: str) -> bool:
        return tried(filed, lambda s: TRIES[name](s, who, ids[number]), REFUSED)

    def agreed(asker: Person | None, author: Person) -> bool:
        # one's own is not among those of others
        return may_read(asker, author) and (name == "card" or asker is not author)

    assert misjudged(PAIRS, let, agreed) == {}


def test_both_answers_occur() -> None:
    assert {may_read(*pair) for pair in PAIRS} == {True, False}


def test_a_log_that_does_not_exist_is_nobodys(filed: Store) -> None:
    with pytest.raises(NotYoursError):
        filed.call(reading.card, account(EVERYBODY["JC001"]), NOW, 12345)


OWN: dict[str, Callable[[Session, int], object]] = {
    "own": lambda s, who: own.own(s, who, NOW, WEEK),
    "file": lambda s, who: own.file(
        s, who, NOW, week=WEEK.toordinal(), visits="-", results="-", asked=None, plan="-"
    ),
}


@pytest.mark.parametrize("name", OWN)
def test_only_who_sells_writes_one(name: str, filed: Store) -> None:
    refused, there = (NoLogError, UnknownPersonError), (LogClosedError,)

    def let(one: Person) -> bool:
        return tried(filed, lambda s: OWN[name](s, account(one)), refused, there)

    found = [one.number for one in filter(None, ASKERS) if let(one)]
    assert sorted(found) == sorted(one.number for one in AUTHORS)
