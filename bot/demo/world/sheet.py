"""A sheet of a workbook before it is written: name, headers, rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Cell = str | int | Decimal | date | None


@dataclass(frozen=True)
class Sheet:
    """One table: its rows have a cell for each header."""

    name: str
    headers: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
