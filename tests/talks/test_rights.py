"""Who records a talk with whom, who reads it, who sees that there was one: 0 wrong answers.

Broken by the general manager reading along, a leader who speaks with another group's people, a
back office that sees when somebody was spoken with.
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pytest
from sqlalchemy.orm import Session

from bot.demo.world.people import Person
from services import organisation
from services.organisation import NotYoursError, UnknownPersonError
from services.store import Store
from services.talks import reading, recording
from tests.branch import NOW, TODAY
from tests.databases import Databases, opened
from tests.rights import EVERYBODY, LEFT, account, misjudged, relations, superiors, tried
from tests.squads import RED, made
from tests.talks import talked
from tests.test_access import ASKERS

REFUSED = (NotYoursError, UnknownPersonError)
EVERY: list[tuple[Person | None, Person]] = [(a, p) for a in ASKERS for p in EVERYBODY.values()]
PAIRS = list(
    {(a and a.posts, relations(a, p), p.posts): (a, p) for a, p in reversed(EVERY)}.values()
)
LEADER = "JC031"
Work: TypeAlias = Callable[[Session, int], object]


@pytest.fixture(scope="module")
def here(databases: Databases, completed: str) -> Iterator[Store]:
    """Return a store in which 张伟 leads a group and 李静怡 has spoken with him."""
    url = databases.copy(completed)
    with opened(url) as store:
        made(store, "红队", RED, LEADER)
        talked(store, LEADER)
        yield store
    databases.drop(url)


@pytest.fixture(scope="module")
def ids(here: Store) -> dict[str, int]:
    people = here.call(organisation.on, TODAY).people.values()
    return {one.number: one.staff_id for one in people}


@pytest.fixture(scope="module")
def talk(here: Store) -> int:
    return here.call(reading.talks, account(EVERYBODY[LEADER]), TODAY).cards[0].id


def speaks(asker: Person | None, person: Person) -> bool:
    """Return what was agreed: those above somebody, and whoever leads his group."""
    if asker is None or LEFT in {asker, person}:
        return False
    leads = asker.number == LEADER and person.number in RED and asker is not person
    return leads or asker.number in superiors(person)


def test_who_speaks_with_whom(here: Store, ids: dict[str, int]) -> None:
    def let(who: int, number: str) -> bool:
        return tried(here, lambda s: recording.partner(s, who, TODAY, ids[number]), REFUSED)

    pairs = [*PAIRS, *((EVERYBODY[LEADER], one) for one in EVERYBODY.values())]
    assert misjudged(pairs, let, speaks) == {}
    assert {speaks(*pair) for pair in pairs} == {True, False}


def test_who_records_one(here: Store, ids: dict[str, int]) -> None:
    def work(session: Session, who: int, number: str) -> object:
        told: dict[str, Any] = {"subject": "other", "notes": "-", "step": None, "step_on": None}
        return recording.record(session, who, NOW, staff=ids[number], day=TODAY, **told)

    def let(who: int, number: str) -> bool:
        return tried(here, lambda s: work(s, who, number), REFUSED)

    assert misjudged(PAIRS, let, speaks) == {}


def readers(here: Store, work: Work) -> set[str]:
    """Return who of everybody is let."""
    found = {one.number for one in EVERYBODY.values() if tried(here, one_of(work, one), REFUSED)}
    assert not tried(here, one_of(work, None), REFUSED)
    return found


def one_of(work: Work, asker: Person | None) -> Callable[[Session], object]:
    return lambda session: work(session, account(asker))


def test_the_two_read_it_and_nobody_else(here: Store, talk: int) -> None:
    assert readers(here, lambda s, who: reading.card(s, who, TODAY, talk)) == {"JC019", LEADER}
    replying = readers(here, lambda s, who: recording.reply(s, who, NOW, talk=talk, text="-"))
    assert replying == {LEADER}
    assert readers(here, lambda s, who: recording.finish(s, who, NOW, talk)) == set()


def test_whose_list_it_stands_in(here: Store, ids: dict[str, int], talk: int) -> None:
    def listed(session: Session, who: int, staff: int) -> None:
        if talk not in {one.id for one in reading.talks(session, who, TODAY, staff).cards}:
            raise NotYoursError

    assert readers(here, lambda s, who: listed(s, who, 0)) == {LEADER}
    assert readers(here, lambda s, who: listed(s, who, ids[LEADER])) == {"JC019"}


def test_those_above_see_when_there_was_one(here: Store, ids: dict[str, int]) -> None:
    def seen(session: Session, who: int) -> object:
        return reading.overview(session, who, TODAY, ids["JC019"])

    assert readers(here, seen) == {"JC001", "JC012", "JC015", "JC019"}
    names = {one.name for one in reading.Line.__dataclass_fields__.values()}
    assert names == {"person", "unit", "last", "times", "people", "spoken"}
