"""The people of a report, each with his figures, a few a page."""

from collections.abc import Callable

from handlers.buttons import Button
from handlers.context import Screen
from handlers.i18n import _, say
from handlers.lists import Listing
from handlers.render import Bold
from handlers.reports import wording
from services.reports.figures import Figures, Row

ON_A_PAGE = 3


def persons(figures: Figures, page: int, turn: Callable[[int], Button], back: Button) -> Screen:
    """Return a page of people; `turn` leads to the other pages."""
    listing = Listing[Row](
        title=say(_("{month} 每人数字"), month=Bold(figures.month)),
        line=lambda one: say("{lines}", lines=list(wording.person(one))),
        page=turn,
        empty=say(_("没有人。")),
        size=ON_A_PAGE,
    )
    first = listing.offset(page)
    rows = figures.rows[first : first + listing.size]
    return listing.screen(rows, len(figures.rows), page, back)
