"""What a file would change, counted and shown by samples."""

from dataclasses import dataclass

from services.facts.compare import Difference, Differences
from services.facts.known import Known
from services.facts.records import REFERENCES, Values
from services.facts.sheets import displayed

SAMPLES = 20


@dataclass(frozen=True)
class Change:
    """A field that changes: the sheet's row, its key, header, old and new as in the sheet."""

    row: int
    key: str
    header: str
    old: str
    new: str


@dataclass(frozen=True)
class SheetPreview:
    """A sheet's rows: new, changed, unchanged, and the first changes."""

    title: str
    kind: str
    new: int
    changed: int
    unchanged: int
    samples: tuple[Change, ...]


@dataclass(frozen=True)
class Preview:
    """What a file would change."""

    sheets: tuple[SheetPreview, ...]
    names: int  # clients' names that are new or changed
    people: tuple[str, ...]  # 工号 of those concerned

    @property
    def changes(self) -> int:
        """How many rows would be stored."""
        return sum(sheet.new + sheet.changed for sheet in self.sheets) + self.names


def preview(found: Differences, known: Known, new_names: int) -> Preview:
    """Count what differs and show the first changes of each sheet."""
    numbers: dict[str, dict[object, str]] = {}
    for name, ids, new in (
        ("staff", known.staff, found.new.staff),
        ("client", known.clients, found.new.clients),
    ):
        numbers[name] = {one: number for number, one in (ids | new).items()}
    numbers["superior"] = numbers["referrer"] = numbers["staff"]
    concerned: set[object] = set()
    for sheet in found.sheets:
        if "staff" in sheet.target.fields:
            place = sheet.target.fields.index("staff")
            concerned.update(row[place] for row in sheet.rows)
            concerned.update(row[place] for row in sheet.old if row)
    sheets = tuple(_sheet(sheet, numbers) for sheet in found.sheets)
    return Preview(sheets, new_names, tuple(sorted(numbers["staff"][one] for one in concerned)))


def _sheet(found: Difference, numbers: dict[str, dict[object, str]]) -> SheetPreview:
    changed = sum(old is not None for old in found.old)
    samples: list[Change] = []
    for row, values, old in zip(found.numbers, found.rows, found.old, strict=True):
        if old is not None and len(samples) < SAMPLES:
            samples += _changes(found, (row, values, old), numbers)
    return SheetPreview(
        found.loaded.title,
        found.loaded.sheet.kind,
        len(found.rows) - changed,
        changed,
        found.unchanged,
        tuple(samples[:SAMPLES]),
    )


def _changes(
    found: Difference, row: tuple[int, Values, Values], numbers: dict[str, dict[object, str]]
) -> list[Change]:
    number, new, old = row
    declared = {column.field: column for column in found.loaded.sheet.columns}

    def text(place: int, values: Values) -> str:
        name, value = found.target.fields[place], values[place]
        if name in REFERENCES:
            return numbers[name].get(value, "")
        return displayed(declared[name], value) if name in declared else str(value)

    key = " ".join(text(place, new) for place in range(len(found.target.key)))
    return [
        Change(number, key, declared[name].header, text(place, old), text(place, new))
        for place, name in enumerate(found.target.fields)
        if place >= len(found.target.key) and old[place] != new[place]
    ]
