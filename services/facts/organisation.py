"""Checks of the sheets 组织 and 人员: references, circles, what posts need."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from services.facts.findings import Code, Finding
from services.facts.known import PersonNow, UnitNow
from services.facts.sheet_check import SheetCheck
from services.facts.sheets import UNIT_KINDS, Plain

LEVELS = ("branch", "department", "district", "outlet")
CLOSED = "closed"  # instead of a level, from the day on which the unit is no more
DEPARTMENTS = 3  # RULES 1: the branch's own number
BANKS = 4  # Article 3: of one department
GRADED_POSTS = frozenset({"marketer", "station_manager", "district_manager"})


def check_units(
    sheet: SheetCheck,
    units: Mapping[Plain, UnitNow],
    people: Mapping[Plain, PersonNow],
    today: date,
) -> None:
    """Check the tree of units; `units` and `people` are the organisation as it will be."""
    sheet.references("parent", units, Code.UNKNOWN_UNIT)
    _circles(sheet, "code", "parent", {code: unit.parent for code, unit in units.items()})
    rows = zip(sheet.column("kind"), sheet.column("parent"), strict=True)
    for place, (kind, parent) in enumerate(rows):
        if kind in LEVELS[1:] and sheet.empty(place, "parent"):
            sheet.tell(place, "parent", Code.REQUIRED)
        above = units.get(parent) if parent is not None else None
        if kind in LEVELS and above and above.kind == CLOSED:
            sheet.tell(place, "parent", Code.CLOSED_UNIT)
        if kind == CLOSED and (
            count := _belonging(sheet.column("code")[place], units, people, today)
        ):
            sheet.tell(place, "kind", Code.UNIT_IN_USE, str(count))
        if kind in LEVELS and above and above.kind in LEVELS:
            may = LEVELS[: LEVELS.index(str(kind))]
            if above.kind not in may:
                names = [name for name, one in UNIT_KINDS.items() if one in may]
                sheet.tell(place, "parent", Code.PARENT_KIND, "、".join(names))
    _limits(sheet, units)


def _belonging(
    code: Plain,
    units: Mapping[Plain, UnitNow],
    people: Mapping[Plain, PersonNow],
    today: date,
) -> int:
    """Count those who belong to a unit and have not left, and the units right below it."""
    there = (one for one in people.values() if one.unit == code)
    staying = sum(one.left is None or one.left >= today.isoformat() for one in there)
    below = sum(one.parent == code and one.kind != CLOSED for one in units.values())
    return staying + below


def _limits(sheet: SheetCheck, units: Mapping[Plain, UnitNow]) -> None:
    departments = sum(unit.kind == "department" for unit in units.values())
    if departments != DEPARTMENTS:
        _tell(sheet, Code.DEPARTMENTS, str(departments), str(DEPARTMENTS))
    banks = {
        (_department(unit, units), unit.bank)
        for unit in units.values()
        if unit.bank and unit.kind != CLOSED
    }
    for code, count in Counter(department for department, _ in banks).items():
        if code is not None and count > BANKS:
            _tell(sheet, Code.BANKS, f"{code}: {count}", str(BANKS))


def _tell(sheet: SheetCheck, code: Code, given: str, right: str) -> None:
    sheet.findings.add(Finding(sheet.loaded.title, 0, "", code, given, right))


def _department(unit: UnitNow, units: Mapping[Plain, UnitNow]) -> str | None:
    """Return the code of the department above a unit."""
    for _ in LEVELS:
        above = units.get(unit.parent)
        if above is None:
            return None
        if above.kind == "department":
            return unit.parent
        unit = above
    return None


def check_people(
    sheet: SheetCheck,
    people: Mapping[Plain, PersonNow],
    units: Mapping[Plain, UnitNow],
    today: date,
) -> None:
    """Check persons; `people` and `units` are the organisation as it will be."""
    sheet.references("unit", units, Code.UNKNOWN_UNIT)
    _closed_units(sheet, units)
    sheet.references("superior", people, Code.UNKNOWN_STAFF)
    sheet.references("referrer", people, Code.UNKNOWN_STAFF)
    sheet.later_than("certified", today.isoformat())
    _circles(sheet, "staff", "superior", {one: now.superior for one, now in people.items()})
    for place, (joined, left) in enumerate(
        zip(sheet.column("joined"), sheet.column("left"), strict=True)
    ):
        if joined and left and str(left) < str(joined):
            sheet.tell(place, "left", Code.LEFT_BEFORE_JOINED, str(joined))
    _posts(sheet)


def _closed_units(sheet: SheetCheck, units: Mapping[Plain, UnitNow]) -> None:
    """Tell of those who stay in a unit that is no more."""
    rows = zip(sheet.column("unit"), sheet.column("left"), strict=True)
    for place, (code, left) in enumerate(rows):
        unit = units.get(code) if code is not None else None
        if unit and unit.kind == CLOSED and not left:
            sheet.tell(place, "unit", Code.CLOSED_UNIT)


def _posts(sheet: SheetCheck) -> None:
    for place, posts in enumerate(sheet.column("posts")):
        held = set(str(posts or "").split())
        needs = held & GRADED_POSTS and "project_director" not in held
        if needs and sheet.empty(place, "grade"):
            sheet.tell(place, "grade", Code.GRADE_MISSING)
        contract = sheet.column("contract")[place]
        if sheet.column("fixed_pay")[place] is False and contract not in {"agent", None}:
            sheet.tell(place, "fixed_pay", Code.ONLY_AGENT)


def _circles(sheet: SheetCheck, one: str, above: str, parents: Mapping[Plain, str | None]) -> None:
    """Tell of rows that are above themselves, directly or around a circle."""
    for place, (start, parent) in enumerate(
        zip(sheet.column(one), sheet.column(above), strict=True)
    ):
        if start is None or parent is None:
            continue
        path, at = [str(start)], str(parent)
        while at not in path and parents.get(at) is not None:
            path.append(at)
            at = str(parents[at])
        if at != start:
            continue  # it ends, or leads into a circle of others, told of there
        if len(path) == 1:
            sheet.tell(place, above, Code.OWN_SUPERIOR)
        else:
            sheet.tell(place, above, Code.CYCLE, "→".join([*path, at]))
