"""The check of a whole file: everything that is wrong, at once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from services.facts.findings import Code, Findings
from services.facts.known import Known, PersonNow, UnitNow
from services.facts.organisation import check_people, check_units
from services.facts.sheet_check import SheetCheck
from services.facts.sheets import IN_DAYS, Plain
from services.facts.workbook import Book
from services.month import Month

TEAM_EVENTS = frozenset({"no_promotion", "no_team_meeting"})
TEAM_POSTS = frozenset({"station_manager", "district_manager"})


@dataclass(frozen=True)
class Merged:
    """The organisation as it will be: the database's, overlaid by the file's."""

    known: Known
    people: dict[Plain, PersonNow]
    units: dict[Plain, UnitNow]
    today: date


def check(book: Book, known: Known, today: date, findings: Findings) -> None:
    """Add what is wrong between cells, rows, sheets and the database."""
    merged = Merged(known, dict(known.people), dict(known.units), today)
    for loaded in book.sheets:
        _overlay(SheetCheck(loaded, findings), merged)
    for loaded in book.sheets:
        sheet = SheetCheck(loaded, findings)
        sheet.duplicates()
        _closed(sheet, known)
        CHECKS[loaded.sheet.kind](sheet, merged)


def _overlay(sheet: SheetCheck, merged: Merged) -> None:
    column = sheet.column
    if sheet.loaded.sheet.kind == "people":
        names = ("staff", "superior", "posts", "unit", "left")
        for number, superior, posts, unit, left in zip(*map(column, names), strict=True):
            merged.people[number] = PersonNow(
                _text(superior), str(posts or ""), str(unit or ""), _text(left)
            )
    if sheet.loaded.sheet.kind == "units":
        for code, kind, parent, bank in zip(
            column("code"), column("kind"), column("parent"), column("bank"), strict=True
        ):
            merged.units[code] = UnitNow(str(kind or ""), _text(parent), _text(bank))


def _text(value: Plain) -> str | None:
    return None if value is None else str(value)


def _closed(sheet: SheetCheck, known: Known) -> None:
    """Note rows of months that are frozen: they become adjustments of the open one."""
    name = sheet.loaded.sheet.key[0]
    if not known.closed or name not in {"month", "day"}:
        return
    closed = {str(month) for month in known.closed}
    for place, value in enumerate(sheet.column(name)):
        if value is not None and str(value)[:7] in closed:
            sheet.tell(place, name, Code.CLOSED_MONTH)


def _units(sheet: SheetCheck, merged: Merged) -> None:
    check_units(sheet, merged.units, merged.people, merged.today)


def _people(sheet: SheetCheck, merged: Merged) -> None:
    check_people(sheet, merged.people, merged.units, merged.today)


def _client_months(sheet: SheetCheck, merged: Merged) -> None:
    sheet.references("staff", merged.people, Code.UNKNOWN_STAFF)
    sheet.later_than("month", str(Month.of(merged.today)))
    pairs = zip(sheet.column("month"), sheet.column("opened"), strict=True)
    for place, (month, opened) in enumerate(pairs):
        if month and opened and opened[:7] > month:  # type: ignore[index,operator] # both text
            sheet.tell(place, "opened", Code.AFTER_MONTH, str(month))
    for name in ("name", "institution", "opened"):
        _contradictions(sheet, name)
    _owners(sheet, merged.known)


def _owners(sheet: SheetCheck, known: Known) -> None:
    """Tell of clients whose owner of record is another: he counts, not the workbook's."""
    if not known.owners.rows:
        return
    numbers = {staff_id: number for number, staff_id in known.staff.items()}
    rows = zip(*map(sheet.column, ("client", "month", "staff")), strict=True)
    for place, (client, month, staff) in enumerate(rows):
        if client is None or month is None or staff is None:
            continue
        owner = known.owners.on(str(client), Month.parse(str(month)).last_day)
        if owner is not None and numbers.get(owner.staff_id) != staff:
            sheet.tell(place, "staff", Code.OTHER_OWNER, numbers.get(owner.staff_id, ""))


def _contradictions(sheet: SheetCheck, name: str) -> None:
    """Tell of clients whose rows disagree with the first of them."""
    pairs = list(zip(sheet.column("client"), sheet.column(name), strict=True))
    if len(set(pairs)) == len(set(sheet.column("client"))):
        return
    first: dict[Plain, int] = {}
    for place, (client, value) in enumerate(pairs):
        before = first.setdefault(client, place)
        if client is None or value is None or pairs[before][1] in {None, value}:
            continue
        sheet.tell(place, name, Code.CONTRADICTION, str(sheet.loaded.numbers[before]))


def _attendance(sheet: SheetCheck, merged: Merged) -> None:
    sheet.references("staff", merged.people, Code.UNKNOWN_STAFF)
    sheet.later_than("day", merged.today.isoformat())
    rows = zip(sheet.column("staff"), sheet.column("kind"), sheet.column("quantity"), strict=True)
    for place, (staff, kind, quantity) in enumerate(rows):
        step = "0.5" if kind in IN_DAYS else "1"
        if kind and quantity and not _steps(str(quantity), step):
            sheet.tell(place, "quantity", Code.STEP, step)
        person = merged.people.get(staff)
        if kind in TEAM_EVENTS and person and not TEAM_POSTS & set(person.posts.split()):
            sheet.tell(place, "kind", Code.TEAM_POST)


def _steps(quantity: str, step: str) -> bool:
    part = quantity.partition(".")[2]
    return not part or (part == "5" and step == "0.5")


def _pay_parameters(sheet: SheetCheck, merged: Merged) -> None:
    sheet.references("staff", merged.people, Code.UNKNOWN_STAFF)
    rows = zip(
        sheet.column("manual"), sheet.column("other_deduction"), sheet.column("note"), strict=True
    )
    for place, (manual, deduction, note) in enumerate(rows):
        if (manual or deduction) and not note:
            sheet.tell(place, "note", Code.NO_REASON)


def _openings(sheet: SheetCheck, merged: Merged) -> None:
    sheet.references("staff", merged.people, Code.UNKNOWN_STAFF)
    months = [month for month in sheet.column("month") if month]
    usual = Counter(months).most_common(1)[0][0] if months else None
    seen = dict(merged.known.openings)
    for place, (month, staff) in enumerate(
        zip(sheet.column("month"), sheet.column("staff"), strict=True)
    ):
        if month is None or staff is None:
            continue
        if month != seen.setdefault(staff, str(month)):
            sheet.tell(place, "month", Code.OTHER_OPENING, seen[staff])
        elif month != usual:
            sheet.tell(place, "month", Code.OPENING_MONTHS, str(usual))


CHECKS: dict[str, Callable[[SheetCheck, Merged], None]] = {
    "units": _units,
    "people": _people,
    "client_months": _client_months,
    "attendance": _attendance,
    "pay_parameters": _pay_parameters,
    "openings": _openings,
}
