"""What the checks of one sheet share: telling of a cell, references, repeated keys."""

from collections.abc import Container
from dataclasses import dataclass

from services.facts.findings import Code, Finding, Findings
from services.facts.sheets import Plain, displayed
from services.facts.workbook import Loaded


@dataclass(frozen=True)
class SheetCheck:
    """One sheet and where its findings go."""

    loaded: Loaded
    findings: Findings

    def column(self, name: str) -> list[Plain]:
        """Return the values of the field, row by row."""
        return self.loaded.columns[name]

    def tell(self, place: int, name: str, code: Code, right: str = "") -> None:
        """Tell of a cell, by its row's place and its field."""
        column = self.loaded.sheet.column(name)
        given = displayed(column, self.column(name)[place])
        row = self.loaded.numbers[place]
        self.findings.add(Finding(self.loaded.title, row, column.header, code, given, right))

    def empty(self, place: int, name: str) -> bool:
        """Tell whether the cell was left empty, not merely wrong."""
        row, header = self.loaded.numbers[place], self.loaded.sheet.column(name).header
        return self.column(name)[place] is None and (row, header) not in self.loaded.wrong

    def references(self, name: str, known: Container[Plain], code: Code) -> None:
        """Tell of values that refer to nothing."""
        values = self.column(name)
        unknown = {value for value in set(values) if value is not None and value not in known}
        if unknown:
            for place, value in enumerate(values):
                if value in unknown:
                    self.tell(place, name, code)

    def duplicates(self) -> None:
        """Tell of rows that repeat the key of an earlier one."""
        keys = list(zip(*(self.column(name) for name in self.loaded.sheet.key), strict=True))
        if len(set(keys)) == len(keys):
            return
        needed = [self.loaded.sheet.column(name).required for name in self.loaded.sheet.key]
        first: dict[tuple[Plain, ...], int] = {}
        for place, key in enumerate(keys):
            if None in {value for value, must in zip(key, needed, strict=True) if must}:
                continue  # told of already
            row = first.setdefault(key, self.loaded.numbers[place])
            if row != self.loaded.numbers[place]:
                self.tell(place, self.loaded.sheet.key[-1], Code.DUPLICATE, str(row))

    def later_than(self, name: str, latest: str) -> None:
        """Tell of days or months that have not come yet."""
        for place, value in enumerate(self.column(name)):
            if value is not None and str(value) > latest:
                self.tell(place, name, Code.FUTURE, latest)
