"""The people of a report, each with his figures, a few a page."""

from collections.abc import Callable, Iterator

from handlers import words
from handlers.buttons import Button
from handlers.context import Screen
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.render import Bold
from handlers.reports import wording
from handlers.reports.wording import NAMES, amount, change, joined
from services.reports.figures import TARGETS, Figures, Row, rate

ON_A_PAGE = 3
LINES = (
    ("openings", "accounts", "clients"),
    ("value", "assets"),
    ("turnover", "revenue"),
    ("fund", "score"),
)
COMPARED = ("openings", "accounts", "value", "assets", "revenue")


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
        yield say("　{cells}", cells=_beside([_cell(one, each) for each in measures]))
    if reached := list(_reached(one)):
        yield say(_("　完成标准：{reached}"), reached=_beside(reached))
    if moved := list(_moved(one)):
        yield say(_("　比上月：{moved}"), moved=_beside(moved))
    elif not one.before:
        yield say(_("　上月没有数据"))


def _came(one: Row) -> Say:
    if one.left:
        return say(_("（{day} 离职）"), day=one.left)
    return say(_("（{day} 入职）"), day=one.joined) if one.joined else say("")


def _cell(one: Row, measure: str) -> Say:
    if measure == "score" and one.grade is None:
        return say(_("没有职级，不考核"))
    sentence = "{name} {value} ※" if measure in one.assumed else "{name} {value}"
    value = amount(measure, one.now.get(measure))
    return say(sentence, name=say(NAMES[measure]), value=value)


def _reached(one: Row) -> Iterator[Say]:
    for measure in TARGETS:
        reached = rate(one.now.get(measure), one.target.get(measure))
        if reached is not None:
            name = say(NAMES[measure])
            yield say("{name} {rate}", name=name, rate=wording.share(reached))


def _moved(one: Row) -> Iterator[Say]:
    for measure in COMPARED:
        now, before = one.now.get(measure), one.before.get(measure)
        if now is not None and before is not None and now != before:
            told = change(measure, now, before)
            yield say("{name} {change}", name=say(NAMES[measure]), change=told)


def _beside(parts: list[Say]) -> Say:
    return joined(parts, "{left} · {right}")
