"""Forms on a grid of twelve columns, worded in the reader's language: labels, values, rows."""

from dataclasses import dataclass

from handlers.i18n import say
from handlers.papers.paper import Cell, Row, cell
from handlers.render import Reader, plain

GRID = (1.0,) * 12
WHOLE, LABEL, VALUE, REST, THIRD = 12, 2, 4, 10, 3  # cells in columns of the grid
LINES, HAND = 1.15, 2.5  # how high a row is, where somebody signs


@dataclass(frozen=True)
class Words:
    """Writes in the reader's language."""

    reader: Reader

    def __call__(self, sentence: str, /, **values: object) -> str:
        """Return a sentence."""
        return plain(say(sentence, **values), self.reader.language, self.reader.zone)

    def shown(self, value: object) -> str:
        """Return a value as it reads; nothing for None."""
        return "" if value is None else self("{value}", value=value)

    def section(self, sentence: str) -> Row:
        """Return a heading over the whole width."""
        return row(cell(self(sentence), span=WHOLE, bold=True))

    def pair(self, label: str, value: str, span: int = VALUE) -> tuple[Cell, Cell]:
        """Return a label and its value."""
        return self.label(label), cell(*filter(None, [value]), span=span)

    def label(self, sentence: str) -> Cell:
        """Return a label."""
        return cell(self(sentence), span=LABEL, align="center")


def row(*cells: Cell, height: float = LINES) -> Row:
    """Return a row; `height` in lines."""
    return Row(cells, height)
