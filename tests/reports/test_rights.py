"""T-X1 for reports: who reads which, who decides; nobody else learns of one or changes it.

A manager reads his own; district managers, directors and the back office those of the people
whom they may see; the general manager all. It is for the nearest director above to decide.
Broken by a post more in READS, a judge who is only a reader, an overview that is not filtered.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from bot.demo.world.people import Person
from services import organisation
from services.organisation import NotYoursError, UnknownPersonError, viewer
from services.reports import duty, handing_in, judging, lateness, own, reading, rows, writing
from services.reports.figures import Figures
from services.reports.own import NothingOwedError
from services.reports.rows import SUBMITTED, Content
from services.store import Store, changes
from tests.branch import NOW, TODAY
from tests.databases import Databases, opened
from tests.reports import OCTOBER, TANG
from tests.rights import (
    EVERYBODY,
    LEFT,
    account,
    may_see,
    misjudged,
    relations,
    superiors,
    tried,
)
from tests.test_access import ASKERS

REFUSED = (NotYoursError, UnknownPersonError)
READERS = {"区域经理", "项目总监", "后勤支持", "总经理"}
OWES = {"驻点经理", "区域经理"}
AUTHORS = [
    one
    for one in EVERYBODY.values()
    if OWES & set(one.posts) and "项目总监" not in one.posts and one is not LEFT
]
EVERY: list[tuple[Person | None, Person]] = [(a, p) for a in ASKERS for p in AUTHORS]
# one pair of each post × relation × post
PAIRS = list(
    {(a and a.posts, relations(a, p), p.posts): (a, p) for a, p in reversed(EVERY)}.values()
)
EMPTY = Figures(OCTOBER, known=False, compared=False, closed=False, as_of=None, rows=())


def may_read(asker: Person | None, author: Person) -> bool:
    """Return what was agreed."""
    if asker is author:
        return True
    return asker is not None and bool(READERS & set(asker.posts)) and may_see(asker, author)


def decides(asker: Person | None, author: Person) -> bool:
    """Return whether it is for him to decide."""
    above = [EVERYBODY[one] for one in superiors(author)]
    director = next((one for one in above if "项目总监" in one.posts), None)
    return asker is not None and asker is director


@changes
def fill(session: Session) -> None:
    """Have everybody's report handed in, and late."""
    people = organisation.on(session, TODAY).people.values()
    ids = {one.number: one.staff_id for one in people}
    for one in AUTHORS:
        row = rows.opened(session, ids[one.number], OCTOBER)
        row.state = SUBMITTED
        text = Content(EMPTY, {"goals": "好"}).text()
        rows.note(session, NOW, row, SUBMITTED, row.staff_id, text=text)
        lateness.mark(session, NOW, row)


@pytest.fixture(autouse=True)
def no_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what takes long and says nothing of rights."""
    for module in (reading, own, handing_in):
        monkeypatch.setattr(module, "compute", lambda *_: EMPTY)


@pytest.fixture(scope="module")
def handed(databases: Databases, completed: str) -> Iterator[Store]:
    url = databases.copy(completed)
    with opened(url) as store:
        store.call(fill)
        yield store
    databases.drop(url)


@pytest.fixture(scope="module")
def ids(handed: Store) -> dict[str, tuple[int, int]]:
    """Return the ids of everybody's report and its version."""

    def found(session: Session) -> dict[str, tuple[int, int]]:
        kept = {}
        for one in organisation.on(session, TODAY).people.values():
            if row := rows.of(session, one.staff_id, OCTOBER):
                kept[one.number] = (row.id, row.version)
        return kept

    return handed.call(found)


Try = Callable[[Session, int, int, int], object]


def listed(session: Session, who: int, report: int, _version: int) -> None:
    found = reading.overview(session, who, NOW, OCTOBER)
    if report not in {one.report for one in found.lines}:
        raise NotYoursError


def among_all(session: Session, who: int, report: int, _version: int) -> None:
    _month, found = reading.take_all(session, who, NOW, OCTOBER)
    if report not in {line.report for line, _content in found}:
        raise NotYoursError


READING: dict[str, Try] = {
    "card": lambda s, who, report, _: reading.card(s, who, NOW, report),
    "take": lambda s, who, report, _: reading.take(s, who, NOW, report),
}
LISTING: dict[str, Try] = {"overview": listed, "take_all": among_all}
DECIDING: dict[str, Try] = {
    "returnable": lambda s, who, report, v: judging.returnable(s, who, NOW, report, v),
    "accept": lambda s, who, report, v: judging.accept(s, who, NOW, report, v),
    "send_back": lambda s, who, report, v: judging.send_back(
        s, who, NOW, report=report, version=v, reason="-"
    ),
    "excuse": lambda s, who, report, _: judging.excuse(s, who, NOW, report=report, reason="-"),
}


def wrong(
    store: Store,
    ids: dict[str, tuple[int, int]],
    one: Try,
    agreed: Callable[[Person | None, Person], bool],
) -> dict[tuple[str | None, str], str]:
    def let(who: int, number: str) -> bool:
        return tried(store, lambda s: one(s, who, *ids[number]), REFUSED)

    return misjudged(PAIRS, let, agreed)


@pytest.mark.parametrize("name", READING)
def test_who_reads(name: str, handed: Store, ids: dict[str, tuple[int, int]]) -> None:
    assert wrong(handed, ids, READING[name], may_read) == {}


@pytest.mark.parametrize("name", LISTING)
def test_who_is_listed(name: str, handed: Store, ids: dict[str, tuple[int, int]]) -> None:
    """One's own is not among those of others."""
    shown = lambda asker, author: asker is not author and may_read(asker, author)  # noqa: E731
    assert wrong(handed, ids, LISTING[name], shown) == {}


@pytest.mark.parametrize("name", DECIDING)
def test_who_decides(name: str, handed: Store, ids: dict[str, tuple[int, int]]) -> None:
    assert wrong(handed, ids, DECIDING[name], decides) == {}


def test_a_superior_reads_only_with_a_post_that_reads(peopled_store: Store) -> None:
    """One station manager above another sees his figures, not his report."""
    asking = peopled_store.call(viewer, TANG, TODAY)
    li = peopled_store.call(organisation.by_number, "JC019", TODAY).staff_id
    manager = replace(asking, me=replace(asking.me, posts=frozenset({"station_manager"})))
    assert (asking.sees(li), manager.sees(li)) == (True, True)
    assert (duty.may_read(asking, li), duty.may_read(manager, li)) == (True, False)


def test_both_answers_occur() -> None:
    for agreed in (may_read, decides):
        assert {agreed(*pair) for pair in PAIRS} == {True, False}


OWN: dict[str, Callable[[Session, int], object]] = {
    "own": lambda s, who: own.own(s, who, NOW, OCTOBER),
    "ask": lambda s, who: writing.ask(s, who, NOW, OCTOBER, "goals"),
    "clear": lambda s, who: writing.clear(s, who, NOW, OCTOBER, "goals"),
    "submit": lambda s, who: handing_in.submit(s, who, NOW, OCTOBER, 0),
}


@pytest.mark.parametrize("name", OWN)
def test_only_who_owes_one_writes_one(name: str, handed: Store) -> None:
    refused = (NothingOwedError, UnknownPersonError)
    there = (writing.HandedInError,)

    def let(one: Person) -> bool:
        return tried(handed, lambda s: OWN[name](s, account(one)), refused, there)

    found = [one.number for one in filter(None, ASKERS) if let(one)]
    assert sorted(found) == sorted(one.number for one in AUTHORS)
