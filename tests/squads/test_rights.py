"""Who sees a group, who sees it beside others, who changes it: everybody tried, 0 wrong answers.

Broken by a card that a member of another group opens, a superior who changes what is not his.
"""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.orm import Session

from bot.demo.world.people import Person
from services.organisation import NotYoursError, UnknownPersonError
from services.squads import making, reading
from services.squads.making import NoTeamError
from services.store import Store
from tests.branch import NOW, TODAY
from tests.databases import Databases, opened
from tests.rights import EVERYBODY, account, tried
from tests.squads import BLUE, RED, group, ids, made

REFUSED = (NotYoursError, UnknownPersonError, NoTeamError)
ABOVE = {"JC001", "JC012", "JC015"}
LEADS = {"驻点经理", "区域经理", "项目总监"}


@pytest.fixture(scope="module")
def here(databases: Databases, completed: str) -> Iterator[Store]:
    """Return a store in which 唐志远 made two groups, and another district's manager one."""
    url = databases.copy(completed)
    with opened(url) as store:
        made(store, "红队", RED, "JC031")
        made(store, "蓝队", BLUE)
        made(store, "西苑组", ("JC039", "JC040"), who=account(EVERYBODY["JC016"]))
        yield store
    databases.drop(url)


@pytest.fixture(scope="module")
def red(here: Store) -> int:
    found = here.call(reading.overview, account(EVERYBODY["JC015"]), TODAY)
    return next(one.group.id for one in found.lines if one.group.name == "红队")


def let(here: Store, work: Callable[[Session, int], object]) -> set[str]:
    """Return who of everybody is let."""

    def of(asker: Person | None) -> Callable[[Session], object]:
        return lambda session: work(session, account(asker))

    assert not tried(here, of(None), REFUSED)
    return {one.number for one in EVERYBODY.values() if tried(here, of(one), REFUSED)}


def test_a_card_is_for_its_members_and_those_above(here: Store, red: int) -> None:
    assert let(here, lambda s, who: reading.card(s, who, TODAY, red)) == {*ABOVE, *RED}


def test_beside_one_another_they_are_for_his_members_too(here: Store, red: int) -> None:
    def listed(session: Session, who: int, *, opens: bool) -> None:
        lines = reading.overview(session, who, TODAY).lines
        if red not in {one.group.id for one in lines if one.opens or not opens}:
            raise NotYoursError

    shown = let(here, lambda s, who: listed(s, who, opens=False))
    assert shown == {*ABOVE, *RED, *BLUE}
    assert let(here, lambda s, who: listed(s, who, opens=True)) == {*ABOVE, *RED}


def test_only_its_maker_changes_it(here: Store, red: int) -> None:
    found = group(here, red, TODAY)
    version, (member,) = found.version, ids(here, "JC030")
    told = {"squad": red, "version": version}
    works: tuple[Callable[[Session, int], object], ...] = (
        lambda s, who: making.choices(s, who, TODAY, red),
        lambda s, who: making.turn(s, who, NOW, **told, staff=member, into=False),
        lambda s, who: making.lead(s, who, NOW, **told, staff=member),
        lambda s, who: making.rename(s, who, NOW, squad=red, name="早会组"),
        lambda s, who: making.dissolve(s, who, NOW, **told),
    )
    for work in works:
        assert let(here, work) == {"JC015"}


def test_whoever_leads_a_team_makes_one(here: Store) -> None:
    leads = {one.number for one in EVERYBODY.values() if LEADS & set(one.posts)} - {"JC061"}
    assert let(here, lambda s, who: making.make(s, who, NOW, name="早会组")) == leads
    assert let(here, lambda s, who: making.may_make(s, who, TODAY)) == leads
