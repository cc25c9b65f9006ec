"""Who may see whose figures, as it was agreed: declared here, worked out from the workbooks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from bot.demo.world.people import PEOPLE, Person, units
from services.store import Store
from services.store.remembered import RECALLED
from tests import branch
from tests.facts.workbooks import workbook

# What the asker is to the person, and whether he may see the person's figures.
RIGHTS = {
    "himself": True,
    "direct superior": True,
    "superior's superior": True,
    "back office of the person's department": True,
    "back office of the branch": True,
    "general manager": True,
    "someone below": False,
    "colleague of the same team": False,
    "manager of others": False,
    "back office of another department": False,
    "finance manager": False,
    "teller": False,
    "trading manager": False,
    "office": False,
    "administrator": False,
    "marketer of another team": False,
    "someone who left": False,
    "an unknown account": False,
}
ALONE = {  # what a post makes of whoever asks, beside the lines of command
    "总经理": "general manager",
    "财务经理": "finance manager",
    "柜台": "teller",
    "交易部经理": "trading manager",
    "办公室": "office",
    "管理员": "administrator",
}
LEADERS = {"项目总监", "区域经理", "驻点经理"}
STRANGER = 900
LEFT_ON = date(2026, 9, 30)

_LIKE = next(one for one in PEOPLE if one.number == "JC030")
LEFT = replace(
    _LIKE, number="JC061", name="穆远航", superior="JC015", posts=("驻点经理", "营销经理")
)
ORPHAN = replace(_LIKE, number="JC062", name="上官婉清", superior="JC061")
EVERYBODY = {one.number: one for one in (*PEOPLE, LEFT, ORPHAN)}
PARENTS = {str(code): parent for code, _, _, parent, *_ in units().rows}


def superiors(one: Person) -> Iterator[str]:
    """Yield the 工号 of the person's superior, of the superior's superior, and so on."""
    while one.superior:
        yield one.superior
        one = EVERYBODY[one.superior]


def units_of(one: Person) -> Iterator[str]:
    """Yield the person's unit and those above it."""
    unit: object = one.unit
    while unit:
        yield str(unit)
        unit = PARENTS[str(unit)]


def relations(asker: Person | None, person: Person) -> frozenset[str]:
    """Return all that the asker (none: an unknown account) is to the person."""
    if asker is None:
        return frozenset({"an unknown account"})
    if asker is LEFT:
        return frozenset({"someone who left"})
    found = {ALONE[post] for post in asker.posts if post in ALONE}
    if asker is person:
        found.add("himself")
    above = list(superiors(person))
    if asker.number in above:
        found.add("superior's superior" if above.index(asker.number) else "direct superior")
    elif LEADERS & set(asker.posts) and asker is not person:
        found.add("manager of others")
    if person.number in superiors(asker):
        found.add("someone below")
    elif asker.superior == person.superior and asker is not person:
        found.add("colleague of the same team")
    if "后勤支持" in asker.posts:
        found.add(_back_office(asker, person))
    return frozenset(found or {"marketer of another team"})


def _back_office(asker: Person, person: Person) -> str:
    if asker.unit not in units_of(person):
        return "back office of another department"
    if PARENTS[asker.unit] is None:
        return "back office of the branch"
    return "back office of the person's department"


def may_see(asker: Person | None, person: Person) -> bool:
    """Return what was agreed."""
    return any(RIGHTS[relation] for relation in relations(asker, person))


def account(asker: Person | None) -> int:
    """Return the Telegram account of whoever asks."""
    return branch.account(asker.number) if asker else STRANGER


def complete(store: Store, folder: Path) -> None:
    """Bring in, beside the demo's branch, somebody who left and somebody who reports to him."""
    head = [
        *("工号", "姓名", "单位编码", "岗位", "直属上级工号", "职级"),
        *("合同", "入职日期", "生效日期", "离职日期"),
    ]
    begun = date(2026, 5, 1)
    rows = [
        [
            *(one.number, one.name, one.unit, "、".join(one.posts), one.superior, one.grade),
            *(one.contract, date(2025, 1, 6), begun, LEFT_ON if one is LEFT else ""),
        ]
        for one in (LEFT, ORPHAN)
    ]
    assert branch.bring(store, workbook(folder / "left.xlsx", {"人员": [head, *rows]}))
    store.call(branch.bind)


def misjudged(
    pairs: Iterable[tuple[Person | None, Person]],
    let: Callable[[int, str], bool],
    agreed: Callable[[Person | None, Person], bool],
) -> dict[tuple[str | None, str], str]:
    """Return who and whom `let(account, 工号)` judges otherwise than agreed, and why."""
    return {
        (asker.number if asker else None, person.number): " & ".join(relations(asker, person))
        for asker, person in pairs
        if let(account(asker), person.number) is not agreed(asker, person)
    }


def tried(
    store: Store,
    work: Callable[[Session], object],
    refused: tuple[type[Exception], ...],
    there: tuple[type[Exception], ...] = (),
) -> bool:
    """Try something in a transaction that is rolled back; errors of `there` are a yes."""
    with Session(store.writer, info={RECALLED: store.memory}) as session:
        try:
            work(session)
        except refused:
            return False
        except there:
            return True
        finally:
            session.rollback()
        return True
