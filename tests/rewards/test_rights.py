"""Who keeps and who reads a department's rewards: every post, 0 wrong answers.

Broken by `desk` letting a back office read another department, a director keep his list, a list
or card or export that does not ask, a `places` for whoever reads.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from bot.demo.world.people import Person
from services.month import Month
from services.organisation import NotYoursError, UnknownPersonError
from services.rewards import export, keeping, reading, settling
from services.store import Store
from tests.branch import NOW, TODAY
from tests.databases import Databases, opened
from tests.rewards.conftest import OCTOBER, Bank, unit
from tests.rights import EVERYBODY, account, tried
from tests.test_access import ASKERS

REFUSED = (NotYoursError, UnknownPersonError)
SEPTEMBER = Month(2026, 9)
Act = Callable[[Session, int], object]


@pytest.fixture(scope="module")
def here(databases: Databases, completed: str) -> Iterator[Bank]:
    url = databases.copy(completed)
    with opened(url) as store:
        yield Bank(store)
    databases.drop(url)


def keeps(asker: Person | None) -> bool:
    """Return what was agreed: the first department has a back office of its own."""
    return asker is not None and "后勤支持" in asker.posts and asker.unit == "XM1"


def reads(asker: Person | None) -> bool:
    """Return what was agreed: who keeps it, its director, the general manager."""
    if asker is None:
        return False
    directs = "项目总监" in asker.posts and asker.unit == "XM1"
    return keeps(asker) or directs or "总经理" in asker.posts


def judged(store: Store, act: Act, agreed: Callable[[Person | None], bool]) -> set[str]:
    """Return who is judged otherwise than agreed."""
    people = (*ASKERS, *(one for one in EVERYBODY.values() if "后勤支持" in one.posts))

    def let(one: Person | None) -> bool:
        return tried(store, lambda session: act(session, account(one)), REFUSED)

    return {one.number if one else "-" for one in people if let(one) is not agreed(one)}


def listed(session: Session, who: int, department: int) -> None:
    if department not in {one.unit for one in reading.home(session, who, TODAY)}:
        raise NotYoursError


def test_who_reads(here: Bank) -> None:
    line, department = here.add("100").line, here.department
    acts: list[Act] = [
        lambda s, who: listed(s, who, department),
        lambda s, who: reading.month_list(s, who, TODAY, department, OCTOBER),
        lambda s, who: reading.line(s, who, TODAY, line.id),
        lambda s, who: export.export(s, who, NOW, department, OCTOBER),
        lambda s, who: settling.weighed(s, who, TODAY, line=line.id, version=line.version),
    ]
    assert [judged(here.store, act, reads) for act in acts] == [set()] * len(acts)


def test_who_keeps(here: Bank) -> None:
    first, paid = here.add("100").line, here.pay(here.add("200")).line
    agreed = here.agree(here.add("300")).line
    department, outlet = here.department, here.store.call(unit, "WD02")
    answers = {"figure": 0, "as_of": 0, "basis": "-", "accounts": None, "note": None}
    told = {"amount": Decimal(1), **answers}
    new = {"unit": department, "month": OCTOBER.first_day.toordinal(), "outlet": outlet}
    place = department, OCTOBER, outlet
    one = {"line": first.id, "version": first.version}
    two = {"line": agreed.id, "version": agreed.version}
    back = {"line": paid.id, "version": paid.version}
    acts: list[Act] = [
        lambda s, who: reading.places(s, who, TODAY, department),
        lambda s, who: reading.begun(s, who, TODAY, *place, whole=False),
        lambda s, who: keeping.add(s, who, NOW, **new, whole=0, **told),  # type: ignore[arg-type]
        lambda s, who: keeping.change(s, who, NOW, **one, **told),  # type: ignore[arg-type]
        lambda s, who: keeping.drop(s, who, NOW, first.id, first.version),
        lambda s, who: keeping.copy(s, who, NOW, department, OCTOBER.later(1)),
        lambda s, who: keeping.nothing(s, who, NOW, department, SEPTEMBER),
        lambda s, who: settling.agree(s, who, NOW, **one, whom="-"),
        lambda s, who: settling.pay(s, who, NOW, **two, day=TODAY),
        lambda s, who: settling.take_back(s, who, NOW, **back, reason="-"),
    ]
    assert [judged(here.store, act, keeps) for act in acts] == [set()] * len(acts)


def test_a_director_sees_no_way_to_change_it(here: Bank) -> None:
    line = here.add("100").line
    found = here.store.call(reading.line, account(EVERYBODY["JC012"]), TODAY, line.id)
    whole = here.store.call(
        reading.month_list, account(EVERYBODY["JC012"]), TODAY, here.department, OCTOBER
    )
    assert (found.keeps, whole.keeps) == (False, False)


def test_an_outlet_of_another_department_is_none_of_this_one(here: Bank) -> None:
    with pytest.raises(reading.NoPlaceError):
        here.add("100", outlet="WD06")
