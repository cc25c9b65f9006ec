"""To whom a notice goes: posts, units, grades and contracts combined, people added, left out."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Self

from services.broadcasts.rows import reach
from services.organisation import Employee, Organisation, Viewer

POSTS, UNITS, GRADES, CONTRACTS = FIELDS = ("posts", "units", "grades", "contracts")
PEOPLE, WITHOUT = "people", "without"
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Audience:
    """Who is meant: each field that names something must fit; within a field one is enough.

    A unit means those below it too. `everybody`: all to whom the author may write. `people` are
    added whatever they are, `without` are left out in any case.
    """

    everybody: bool = False
    posts: frozenset[str] = NOBODY
    units: frozenset[str] = NOBODY
    grades: frozenset[str] = NOBODY
    contracts: frozenset[str] = NOBODY
    people: frozenset[int] = field(default_factory=frozenset)
    without: frozenset[int] = field(default_factory=frozenset)

    @classmethod
    def read(cls, text: str) -> Self:
        """Return what a row keeps."""
        kept = json.loads(text or "{}")
        everybody = bool(kept.pop("everybody", False))
        return cls(everybody, **{name: frozenset(given) for name, given in kept.items()})

    @property
    def text(self) -> str:
        """Return it as a row keeps it."""
        lists = {name: sorted(getattr(self, name)) for name in (*FIELDS, PEOPLE, WITHOUT)}
        return json.dumps({"everybody": self.everybody, **lists})

    def turned(self, name: str, code: str) -> "Audience":
        """Return it with a code of a field put in, or taken out if it was in."""
        changed: dict[str, Any] = {name: getattr(self, name) ^ {code}}
        return replace(self, everybody=False, **changed)

    @property
    def filters(self) -> bool:
        """Tell whether any field names something."""
        return any(getattr(self, name) for name in FIELDS)


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen of a field: its number or code, its name, how many there are.

    `name` is a unit's; the codes of the other fields have their names in the chat.
    """

    code: str
    name: str
    people: int
    chosen: bool


def chosen(asking: Viewer, audience: Audience) -> list[Employee]:
    """Return those meant of whom the author may write to, by 工号."""
    org = asking.organisation
    units = frozenset(one for code in audience.units for one in org.within(code))

    def meant(one: Employee) -> bool:
        if audience.everybody:
            return True
        return audience.filters and (
            (not audience.posts or bool(audience.posts & one.posts))
            and (not audience.units or one.unit in units)
            and (not audience.grades or (one.grade or "") in audience.grades)
            and (not audience.contracts or one.contract in audience.contracts)
        )

    return [
        one
        for one in reach(asking)
        if (meant(one) or one.staff_id in audience.people) and one.staff_id not in audience.without
    ]


def options(asking: Viewer, audience: Audience, name: str) -> list[Option]:
    """Return what there is to choose of a field among those whom the author may write to."""
    people, org = reach(asking), asking.organisation
    if name == UNITS:
        return list(_units(org, people, audience.units))
    codes: dict[str, Callable[[Employee], Iterable[str]]] = {
        POSTS: lambda one: one.posts,
        GRADES: lambda one: [one.grade or ""],
        CONTRACTS: lambda one: [one.contract],
    }
    held = [code for one in people for code in codes[name](one)]
    picked = getattr(audience, name)
    return [Option(code, "", held.count(code), code in picked) for code in sorted(set(held))]


def _units(org: Organisation, people: list[Employee], picked: frozenset[str]) -> Iterable[Option]:
    """Yield the units with people in them or below, from the top down."""
    found = []
    for unit in org.units.values():
        within = org.within(unit.code)
        count = sum(one.unit in within for one in people)
        if count:
            found.append((_depth(org, unit.code), unit.code, unit, count))
    for _, code, unit, count in sorted(found, key=lambda one: one[:2]):
        yield Option(str(unit.id), unit.name, count, code in picked)


def _depth(org: Organisation, code: str) -> int:
    """Return how many units are above."""
    depth, above = 0, org.units[code].parent
    while above in org.units and depth < len(org.units):
        depth, above = depth + 1, org.units[above].parent
    return depth
