"""What was decided in chat and a workbook would undo: told, and not undone unless asked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.facts.compare import Difference, Differences
from services.facts.findings import Code, Finding, Findings
from services.facts.known import Known
from services.facts.records import REFERENCES, Values
from services.facts.sheets import Plain, displayed


def tell_of_decisions(
    found: Differences, known: Known, findings: Findings, *, overwrite: bool
) -> None:
    """Add a finding for each field that a file changes and that was decided in chat since.

    Since: the decision holds from the row's first day, or was taken on that day or later; any
    decision, where the file does not say from when its rows hold.
    """
    if not known.decided:
        return
    numbers = {one: number for number, one in (known.staff | found.new.staff).items()}
    code = Code.OVERWRITES if overwrite else Code.DECIDED
    for sheet in found.sheets:
        for row, new, old in zip(sheet.numbers, sheet.rows, sheet.old, strict=True):
            if old and _decided(sheet, known, row, (new, old)):
                for column, now, was in _Changes(sheet, numbers).of(new, old):
                    title = sheet.loaded.title
                    findings.add(Finding(title, row, column, code, now, was))


def _decided(sheet: Difference, known: Known, row: int, pair: tuple[Values, Values]) -> bool:
    """Tell whether the row that is to be replaced was decided in chat since."""
    key, first_day, was = pair[0][0], str(pair[0][1]), str(pair[1][1])
    day = known.decided.get((sheet.loaded.sheet.kind, key, was))
    if day is None or was > first_day:
        return False
    return was == first_day or day >= first_day or not _says_when(sheet, row)


def _says_when(sheet: Difference, row: int) -> bool:
    days = sheet.loaded.columns.get("first_day", [])
    return bool(days) and days[sheet.loaded.numbers.index(row)] is not None


@dataclass(frozen=True)
class _Changes:
    """The fields in which two rows differ, as the sheet writes them."""

    sheet: Difference
    numbers: dict[int, str]

    def of(self, new: Values, old: Values) -> Iterator[tuple[str, str, str]]:
        fields, kept = self.sheet.target.fields, len(self.sheet.target.key)
        for field, now, was in list(zip(fields, new, old, strict=True))[kept:]:
            if now != was:
                header = self.sheet.loaded.sheet.column(field).header
                yield header, self._written(field, now), self._written(field, was)

    def _written(self, field: str, value: Plain) -> str:
        if field in REFERENCES:
            return self.numbers.get(int(value or 0), "")
        return displayed(self.sheet.loaded.sheet.column(field), value)
