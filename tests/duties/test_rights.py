"""Who reads what a director or district manager filed: post × relation, 0 wrong answers.

Broken by `may_read` letting a back office or a colleague through, a list that shows everybody's.
"""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from sqlalchemy.orm import Session

from bot.demo.world.people import Person
from services import organisation
from services.duties import filing, reading
from services.duties.filing import NothingOwedError
from services.duties.kinds import MEETING, PROGRESS
from services.organisation import NotYoursError, UnknownPersonError
from services.store import Store
from tests.branch import NOW, TODAY
from tests.databases import Databases, opened
from tests.rights import (
    EVERYBODY,
    account,
    misjudged,
    relations,
    superiors,
    tried,
)
from tests.test_access import ASKERS

WEEK = date(2026, 11, 2)
REFUSED = (NotYoursError, UnknownPersonError)
AUTHORS = {
    PROGRESS: [one for one in EVERYBODY.values() if "项目总监" in one.posts],
    MEETING: [one for one in EVERYBODY.values() if "区域经理" in one.posts],
}


def may_read(asker: Person | None, author: Person) -> bool:
    """Return what was agreed: oneself, the general manager, of a district its director."""
    if asker is None:
        return False
    if asker is author or "总经理" in asker.posts:
        return True
    above = (EVERYBODY[one] for one in superiors(author))
    return asker is next((one for one in above if "项目总监" in one.posts), None)


@pytest.fixture(scope="module")
def here(databases: Databases, completed: str) -> Iterator[Store]:
    url = databases.copy(completed)
    with opened(url) as store:
        yield store
    databases.drop(url)


@pytest.fixture(scope="module")
def ids(here: Store) -> dict[str, int]:
    people = here.call(organisation.on, TODAY).people.values()
    return {one.number: one.staff_id for one in people}


def pairs(code: str) -> list[tuple[Person | None, Person]]:
    every = [(asker, author) for asker in ASKERS for author in AUTHORS[code]]
    one_of_each = {(a and a.posts, relations(a, p), p.posts): (a, p) for a, p in reversed(every)}
    return list(one_of_each.values())


def listed(session: Session, who: int, code: str, staff: int) -> None:
    found = reading.overview(session, who, NOW, code, WEEK)
    if staff not in {one.author.staff_id for one in found.lines}:
        raise NotYoursError


@pytest.mark.parametrize("code", AUTHORS)
def test_who_reads(code: str, here: Store, ids: dict[str, int]) -> None:
    def let(who: int, number: str) -> bool:
        return tried(here, lambda s: reading.card(s, who, NOW, code, ids[number], WEEK), REFUSED)

    assert misjudged(pairs(code), let, may_read) == {}
    assert {may_read(*pair) for pair in pairs(code)} == {True, False}


@pytest.mark.parametrize("code", AUTHORS)
def test_who_is_listed(code: str, here: Store, ids: dict[str, int]) -> None:
    def let(who: int, number: str) -> bool:
        return tried(here, lambda s: listed(s, who, code, ids[number]), REFUSED)

    def agreed(asker: Person | None, author: Person) -> bool:
        return asker is not author and may_read(asker, author)

    assert misjudged(pairs(code), let, agreed) == {}


def test_whoever_owes_nothing_of_the_kind_has_no_card(here: Store, ids: dict[str, int]) -> None:
    general_manager = account(EVERYBODY["JC001"])
    with pytest.raises(NotYoursError):
        here.call(reading.card, general_manager, NOW, PROGRESS, ids["JC031"], WEEK)


FILING: dict[str, Callable[[Session, int], object]] = {
    PROGRESS: lambda s, who: filing.progress(
        s, who, NOW, period=WEEK.toordinal(), done="-", problems=None, following="-"
    ),
    MEETING: lambda s, who: filing.meeting(
        s,
        who,
        NOW,
        period=WEEK.toordinal(),
        held="not_held",
        day=None,
        missing=None,
        reason="-",
    ),
}


@pytest.mark.parametrize("code", FILING)
def test_only_who_owes_it_files_it(code: str, here: Store) -> None:
    refused = (NothingOwedError, UnknownPersonError)

    def let(one: Person) -> bool:
        return tried(here, lambda s: FILING[code](s, account(one)), refused)

    found = {one.number for one in filter(None, ASKERS) if let(one)}
    assert found == {one.number for one in AUTHORS[code]}
