"""An edit in chat: one row of 人员 or 组织, checked, compared and published as a file's rows are.

Its batch has no file: `EDITED` stands where a digest would, `CHAT` where a sheet's title would.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from sqlalchemy.orm import Session

from services.facts.cells import read_column
from services.facts.check import check
from services.facts.compare import compare
from services.facts.findings import Code, Finding, Findings
from services.facts.known import CHAT, EDITED, Known, known
from services.facts.preview import preview
from services.facts.records import REFERENCES, TARGETS
from services.facts.save import Prepared, begin, publish, stage, staged
from services.facts.sheets import BY_KIND, Column, Plain, displayed
from services.facts.workbook import Book, Loaded
from services.month import Month

Row = Mapping[str, Plain]


class WrongCellError(ValueError):
    """What was typed is nothing that the column takes."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


class FindingsError(ValueError):
    """Something is wrong between the row and the others; nothing was saved."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(len(findings))
        self.findings = findings


class NothingChangesError(ValueError):
    """The row says what holds already."""


class MonthsClosedError(ValueError):
    """The row would hold in months that are frozen or paid."""

    def __init__(self, months: tuple[Month, ...]) -> None:
        super().__init__(months)
        self.months = months


def column(kind: str, field: str) -> Column:
    """Return the column of a sheet; KeyError for a field that it does not have."""
    return {one.field: one for one in BY_KIND[kind].columns}[field]


def cell(kind: str, field: str, typed: str) -> Plain:
    """Read what was typed as the sheet's cell would be; WrongCellError."""
    declared = column(kind, field)
    plain, wrong = read_column(declared, [typed])
    for _, code, given, right in wrong:
        raise WrongCellError(Finding(CHAT, 1, declared.header, Code(code), given, right))
    return plain[0]


@dataclass(frozen=True)
class Rows:
    """All rows of 人员 or 组织 that are in force, references written as the sheet writes them."""

    kind: str
    known: Known
    today: date

    @cached_property
    def by_key(self) -> dict[Plain, list[Row]]:
        """The rows of each person or unit, earliest first."""
        target, found = TARGETS[self.kind], dict[Plain, list[Row]]()
        numbers = {one: number for number, one in self.known.staff.items()}
        for values in self.known.rows[self.kind]:
            row = dict(zip(target.fields, values, strict=True))
            for name in REFERENCES.keys() & row.keys():
                row[name] = numbers.get(int(row[name] or 0))
            found.setdefault(row[target.key[0]], []).append(row)
        for rows in found.values():
            rows.sort(key=lambda row: str(row["first_day"]))
        return found

    def of(self, key: str) -> list[Row]:
        """Return the rows of a 工号 or a unit's code, earliest first."""
        return self.by_key.get(key, [])

    def on(self, key: str, day: date) -> Row | None:
        """Return the row that holds on the day; the earliest holds before its day too."""
        rows = self.of(key)
        begun = [row for row in rows if str(row["first_day"]) <= day.isoformat()]
        chosen = begun[-1:] or rows[:1]
        return chosen[0] if chosen else None

    def usual_day(self, key: str) -> date:
        """Return from when a new row of the key holds unless it says so itself.

        From this month's first day, but not behind what it would correct.
        """
        first_day = Month.of(self.today).first_day.isoformat()
        begun = (str(row["first_day"]) for row in self.of(key))
        latest = max((day for day in begun if day <= self.today.isoformat()), default="")
        return date.fromisoformat(max(first_day, latest))

    def after(self, key: str, day: date) -> date | None:
        """Return from when the row holds that follows one of the day."""
        later = (str(row["first_day"]) for row in self.of(key))
        return next((date.fromisoformat(one) for one in later if one > day.isoformat()), None)

    def closed(self, key: str, day: date, since: date) -> tuple[Month, ...]:
        """Return the closed months in which a row of the day would hold.

        A row with none before it holds from `since` on.
        """
        first = str(self.of(key)[0]["first_day"]) if self.of(key) else ""
        start = day if first and first < day.isoformat() else min(day, since)
        end = self.after(key, day) or date.max
        closed = (one for one in self.known.closed if start <= one.last_day < end)
        return tuple(sorted(closed))


def rows(session: Session, kind: str, today: date) -> Rows:
    """Read the rows of 人员 (`people`) or 组织 (`units`)."""
    return Rows(kind, known(session, _book(kind, {}), today), today)


def prepare(there: Rows, row: Row) -> Prepared:
    """Check a whole row and compare it with what is there; saves nothing.

    `row` has a value for every field, the first day too. FindingsError, NothingChangesError.
    """
    findings, book = Findings(), _book(there.kind, row)
    check(book, there.known, there.today, findings)
    found = findings.ordered(book.titles)
    if findings.blocking:
        raise FindingsError(tuple(one for one in found if one.blocks))
    differences = compare(book, there.known, there.today)
    if not differences.sheets[0].rows:
        raise NothingChangesError
    shown = preview(differences, there.known, 0)
    return Prepared(
        name=CHAT,
        digest=EDITED,
        book=book,
        findings=found,
        found=findings.count,
        blocked=False,
        mark=there.known.mark,
        differences=differences,
        preview=shown,
    )


def save(session: Session, prepared: Prepared, number: str, now: datetime, by: int) -> int:
    """Store the row under a batch of its own, at once visible; returns the batch.

    The 工号 of whoever decided it and the moment stand where a file's name would.
    OutdatedPreviewError.
    """
    prepared = replace(prepared, name=f"{number} {now:%Y-%m-%d %H:%M}")
    batch_id = begin(session, prepared, now, by)
    for table, columns, stored in staged(prepared.differences, batch_id):
        stage(session, table, columns, stored)
    publish(session, batch_id, prepared, now, by, hold=False)
    return batch_id


def shown(kind: str, field: str, value: Plain) -> str:
    """Return a value as the sheet writes it, the first day too."""
    declared = {one.field: one for one in BY_KIND[kind].columns}
    return displayed(declared[field], value) if field in declared else str(value or "")


def _book(kind: str, row: Row) -> Book:
    sheet = BY_KIND[kind]
    columns: dict[str, list[Plain]] = {one.field: [row.get(one.field)] for one in sheet.columns}
    columns["first_day"] = [row.get("first_day")]
    return Book([CHAT], [Loaded(sheet, CHAT, [1], columns)])
