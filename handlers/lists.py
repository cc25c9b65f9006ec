"""Lists: a page of rows, each with its line and its button, and ways to the other pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from handlers.buttons import Button
from handlers.context import Row, Screen
from handlers.i18n import Say, say
from handlers.topic import ways

R = TypeVar("R")
SIZE = 5
LAST = 1_000_000
"""No list is so long; a page beyond, which only a forged button asks for, is this empty one."""


@dataclass(frozen=True)
class Listing(Generic[R]):
    """How a list looks.

    `line` is a row's text, `button` its label and what it opens (none: text only), `page` the
    button that opens a page (from 1), `empty` what is said when there is nothing. The query is
    the caller's: rows from `offset(page)` on, `size` of them, and the total.
    """

    title: Say
    line: Callable[[R], Say]
    page: Callable[[int], Button]
    empty: Say
    button: Callable[[R], tuple[Say, Button]] | None = None
    size: int = SIZE
    in_a_row: int = 1
    protect: bool = True

    def offset(self, page: int) -> int:
        """Return how many rows come before the page."""
        return (min(max(page, 1), LAST) - 1) * self.size

    def screen(
        self, rows: Sequence[R], total: int, page: int, back: Button | None = None
    ) -> Screen:
        """Return the page."""
        pages = -(-total // self.size)
        lines = [self.title, *map(self.line, rows)] if rows else [self.title, self.empty]
        if pages > 1:
            lines.append(say("第 {page}/{pages} 页", page=page, pages=pages))
        buttons = [self.button(row) for row in rows] if self.button else []
        drawn = [buttons[at : at + self.in_a_row] for at in range(0, len(buttons), self.in_a_row)]
        turns = self._turns(page, pages)
        return Screen(lines, [*drawn, *([turns] if turns else []), ways(back)], self.protect)

    def _turns(self, page: int, pages: int) -> Row:
        before = [(say("◀ 上页"), self.page(page - 1))] if page > 1 else []
        after = [(say("下页 ▶"), self.page(page + 1))] if page < pages else []
        return [*before, *after]
