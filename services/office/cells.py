"""What a form's answers are as cells of a sheet, read as an import reads them."""

from collections.abc import Mapping
from datetime import date

from services.drafts import Choice
from services.facts import edit
from services.facts.sheets import Plain

Cells = str | Choice | None


def plain(kind: str, cells: Mapping[str, Cells]) -> dict[str, Plain]:
    """Read the cells that were filled in; an empty one empties the field. WrongCellError."""
    texts = {field: one.code if isinstance(one, Choice) else one for field, one in cells.items()}
    return {
        field: edit.cell(kind, field, text) for field, text in texts.items() if text is not None
    }


def day_of(typed: str | None) -> date | None:
    """Read a first day as the sheet's cell is read; WrongCellError."""
    return date.fromisoformat(str(edit.cell("people", "first_day", typed))) if typed else None
