"""What a checked file would change: rows as they would be stored, beside those in force."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.facts.known import Known
from services.facts.records import REFERENCES, TARGETS, Target, Values
from services.facts.sheets import Plain
from services.facts.workbook import Book, Loaded
from services.store.vault import new_id, vault

LONG_AGO = "2000-01-01"  # a unit that was not known before is taken to have always been there
DATED = frozenset({"units", "people"})


@dataclass
class Difference:
    """A sheet against the database: what is to be stored, and how that differs."""

    loaded: Loaded
    target: Target
    numbers: list[int] = field(default_factory=list)  # of the rows to be stored
    rows: list[Values] = field(default_factory=list)
    old: list[Values | None] = field(default_factory=list)  # in force now; None: a new row
    unchanged: int = 0


@dataclass
class NewNames:
    """Clients and staff that are new, and names that are new or changed."""

    staff: dict[str, int] = field(default_factory=dict)
    clients: dict[str, int] = field(default_factory=dict)
    names: list[tuple[int, str, bytes]] = field(default_factory=list)  # client, name, index


@dataclass
class Differences:
    """The whole file against the database."""

    sheets: list[Difference] = field(default_factory=list)
    new: NewNames = field(default_factory=NewNames)

    @property
    def count(self) -> int:
        """How many rows there are to store."""
        new = len(self.new.staff) + len(self.new.clients) + len(self.new.names)
        return new + sum(len(sheet.rows) for sheet in self.sheets)


def compare(book: Book, known: Known, today: date) -> Differences:
    """Compare a file without blocking findings with what is known."""
    found = Differences()
    _new_staff(book, known, found.new)
    for loaded in book.sheets:
        if loaded.sheet.kind == "client_months":
            _new_clients(loaded, known, found.new)
    ids = {
        "staff": {**known.staff, **found.new.staff},
        "client": {**known.clients, **found.new.clients},
    }
    ids["superior"] = ids["referrer"] = ids["staff"]
    for loaded in book.sheets:
        rows = _resolved(loaded, known, ids, today)
        found.sheets.append(_difference(loaded, rows, known.rows[loaded.sheet.kind]))
    return found


def _ids(count: int) -> Iterator[int]:
    """Make ids in rising order: the tables' trees then grow at their ends only."""
    return iter(sorted(new_id() for _ in range(count)))


def _new_staff(book: Book, known: Known, new: NewNames) -> None:
    for loaded in book.sheets:
        if loaded.sheet.kind == "people":
            numbers = [str(number) for number in loaded.columns["staff"]]
            fresh = [number for number in dict.fromkeys(numbers) if number not in known.staff]
            new.staff = dict(zip(fresh, _ids(len(fresh)), strict=True))


def _new_clients(loaded: Loaded, known: Known, new: NewNames) -> None:
    pairs = zip(loaded.columns["client"], loaded.columns["name"], strict=True)
    names = {str(client): str(name) for client, name in pairs}
    fresh = [client for client in names if client not in known.clients]
    new.clients = dict(zip(fresh, _ids(len(fresh)), strict=True))
    ids, index = {**known.clients, **new.clients}, vault().index
    for client, name in names.items():
        sign = index(name)
        if ids[client] not in known.away and known.names.get(ids[client]) != sign:
            new.names.append((ids[client], name, sign))


def _resolved(
    loaded: Loaded, known: Known, ids: dict[str, dict[str, int]], today: date
) -> list[Values]:
    """Return the sheet's rows as they are stored: references as ids, days filled in."""
    columns: dict[str, Sequence[Plain]] = dict(loaded.columns)
    for name in REFERENCES.keys() & columns.keys():
        columns[name] = [None if one is None else ids[name][str(one)] for one in columns[name]]
    target = TARGETS[loaded.sheet.kind]
    if loaded.sheet.kind in DATED:
        columns["first_day"] = _first_days(loaded, columns, known, today)
    return list(zip(*(columns[name] for name in target.fields), strict=True))


def _first_days(
    loaded: Loaded, columns: dict[str, Sequence[Plain]], known: Known, today: date
) -> list[Plain]:
    """Return from when each row holds: as it says, or as usual."""
    kind = loaded.sheet.kind
    keys = columns[TARGETS[kind].key[0]]
    given = columns.get("first_day", [None] * len(keys))
    usual = UsualDays(known, kind, today)
    unknown = LONG_AGO if kind == "units" else usual.opens
    return [day or usual.of(key, unknown) for key, day in zip(keys, given, strict=True)]


class UsualDays:
    """From when a row holds that does not say so: from the open month's first day on.

    Not before what it would then stand behind: of a person changed since, it is the latest terms
    that the row corrects.
    """

    def __init__(self, known: Known, kind: str, today: date) -> None:
        self.opens = known.open_month.first_day.isoformat()
        self.latest: dict[Plain, str] = {}
        for key, first, *_ in known.rows[kind]:
            if str(first) <= today.isoformat():
                self.latest[key] = max(self.latest.get(key, ""), str(first))

    def of(self, key: Plain, unknown: str) -> str:
        """Return the day; `unknown` where nothing was known of the key."""
        return max(self.opens, self.latest[key]) if key in self.latest else unknown


def _difference(loaded: Loaded, rows: list[Values], in_force: list[Values]) -> Difference:
    target = TARGETS[loaded.sheet.kind]
    found = Difference(loaded, target)
    if not in_force:
        found.numbers, found.rows, found.old = loaded.numbers, rows, [None] * len(rows)
        return found
    before = _Dated(in_force) if loaded.sheet.kind in DATED else _ByKey(in_force, len(target.key))
    kept = len(target.key)
    for number, row in zip(loaded.numbers, rows, strict=True):
        old = before.of(row)
        if old is not None and old[kept:] == row[kept:]:
            found.unchanged += 1
            continue
        found.numbers.append(number)
        found.rows.append(row)
        found.old.append(old)
    return found


class _ByKey:
    """Rows in force by their key."""

    def __init__(self, rows: list[Values], size: int) -> None:
        self.size = size
        self.rows = {row[:size]: row for row in rows}

    def of(self, row: Values) -> Values | None:
        """Return the one that the row would replace."""
        return self.rows.get(row[: self.size])


class _Dated:
    """Rows in force by key and first day; the earliest one holds before its day too."""

    def __init__(self, rows: list[Values]) -> None:
        self.rows: dict[Plain, list[Values]] = {}
        for row in sorted(rows, key=lambda row: str(row[1])):
            self.rows.setdefault(row[0], []).append(row)

    def of(self, row: Values) -> Values | None:
        """Return the one that holds on the row's first day."""
        history = self.rows.get(row[0], [])
        earlier = [one for one in history if str(one[1]) <= str(row[1])]
        chosen = earlier[-1:] or history[:1]
        return chosen[0] if chosen else None
