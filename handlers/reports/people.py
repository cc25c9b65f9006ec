"""The people of a report, each with his figures, a few a page."""

from collections.abc import Callable, Iterator
from functools import reduce

from handlers import words
from handlers.buttons import Button
from handlers.context import Screen
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.render import Bold
from handlers.reports import wording
from services.reports.figures import Figures, Row

ON_A_PAGE = 3
LINES = (
    *(("openings", "clients"), ("accounts",), ("value",), ("revenue",)),
    *(("assets",), ("turnover",), ("fund",), ("score",)),
)


def persons(figures: Figures, page: int, turn: Callable[[int], Button], back: Button) -> Screen:
    """Return a page of people; `turn` leads to the other pages."""
    listing = Listing[Row](
        title=say(_("{month} 每人数字"), month=Bold(figures.month)),
        line=lambda one: say("{lines}", lines=list(person(one))),
        page=turn,
        empty=say(_("没有人。")),
        size=ON_A_PAGE,
    )
    first = listing.offset(page)
    rows = figures.rows[first : first + listing.size]
    return listing.screen(rows, len(figures.rows), page, back)


def person(one: Row) -> Iterator[Say]:
    """Say a person's figures, against his grade's standards and against the month before."""
    yield say(
        "{name} {number} {grade}{came}",
        name=Bold(one.name),
        number=one.number,
        grade=words.grade(one.grade) if one.grade else say(_("没有职级")),
        came=_came(one),
    )
    if not one.now:
        yield say(_("　还没有数据"))
        return
    for measures in LINES:
        cells = [_cell(one, each) for each in measures]
        yield say("　{cells}", cells=reduce(_side_by_side, cells))
    if not one.before:
        yield say(_("　上月没有数据"))


def _came(one: Row) -> Say:
    if one.left:
        return say(_("（{day} 离职）"), day=one.left)
    return say(_("（{day} 入职）"), day=one.joined) if one.joined else say("")


def _cell(one: Row, measure: str) -> Say:
    if measure == "score" and one.grade is None:
        return say(_("没有职级，不考核"))
    now, before = one.now.get(measure), one.before.get(measure)
    told = wording.figure(measure, now, assumed=measure in one.assumed)
    line = say(_("{name} {value}"), name=say(wording.NAMES[measure]), value=told)
    return wording.beside(line, measure, now, before, one.target.get(measure))


def _side_by_side(left: Say, right: Say) -> Say:
    return say("{left} · {right}", left=left, right=right)
