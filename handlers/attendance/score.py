"""/score: the daily score of a month with every event, and those of one's people."""

from collections.abc import Iterator

from handlers import words
from handlers.attendance import wording
from handlers.attendance.buttons import (
    Contest,
    ContestRow,
    Mark,
    Promote,
    Score,
    ScoreNow,
    Scores,
)
from handlers.buttons import Button, ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.payslip_card import Person
from handlers.render import Bold
from handlers.topic import Entry, command, ways
from handlers.words.values import of_unit
from services.attendance import scorecard
from services.attendance.entries import Entry as Line
from services.attendance.scorecard import Card, Scored
from services.month import Month

MOST = 4  # contests offered at once, those of the earliest days
IN_A_ROW = 2
STATES = {
    "contested": _("　申诉中"),
    "upheld": _("　申诉过，决定维持"),
    "cancelled": _("　申诉成立，已撤销，不扣分"),
}


async def own(context: Context) -> None:
    """Show one's own card of this month."""
    await _show(context, None, None)


async def now(context: Context, button: ScoreNow) -> None:
    """Show this month's card of a button's person."""
    await _show(context, button.staff or None, None)


async def of(context: Context, button: Score) -> None:
    """Show a month's card."""
    await _show(context, button.staff or None, button.month)


async def _show(context: Context, staff: int | None, month: Month | None) -> None:
    found = await context.run(scorecard.card, context.who, context.now, staff, month)
    await context.show(drawn(found))


def drawn(found: Card) -> Screen:
    """Draw score, events, the ladder of absence, and what can be done."""
    title = say("{name} · {month}", name=found.person.name, month=found.month)
    lines = [
        say("{title}", title=Bold(title)),
        say(_("日常管理评分 {score}（第30条）"), score=Bold(words.amount(found.daily))),
    ]
    for one in found.entries:
        lines += _entry(one)
    if not found.entries:
        lines.append(say(_("本月没有登记，满分。")))
    if found.closed:
        text = _("{month}已定稿，这里的内容不再改动。有异议请找后勤支持岗。")
        lines.append(say(text, month=found.month))
    if found.rungs:
        lines += [say(""), *wording.ladder(found.rungs)]
    back = None if found.mine else Person(found.person.staff_id)
    rows = [*_contests(found), _months(found), _ways(found), ways(back)]
    return Screen(lines, [row for row in rows if row], protect=True)


def _entry(one: Line) -> Iterator[Say]:
    yield say(
        _("· {day} {event} {points}{articles}"),
        day=one.day,
        event=wording.event(one.kind, one.quantity),
        points=say(_("−{points}"), points=of_unit(one.points, "points"))
        if one.points
        else say(_("不扣分")),
        articles=wording.cited(one.articles),
    )
    if one.by and one.at:
        yield say(_("　{by} {moment} 登记"), by=one.by, moment=one.at)
    elif one.at and not one.file and wording.of_house(one.by, one.note):
        yield say("　{told}", told=wording.recorded(one.by, one.at, one.note))
    elif one.file:
        yield say(_("　导入：{file} 第{row}行"), file=one.file, row=one.row)
    if one.note and not wording.of_house(one.by, one.note):
        yield say(_("　说明：{note}"), note=one.note)
    if one.state in STATES:
        yield say(STATES[one.state])
    elif one.may and one.until:
        yield say(_("　可申诉到 {day}"), day=one.until)


def _contests(found: Card) -> list[Row]:
    may = [one for one in found.entries if one.may][:MOST]
    buttons: list[tuple[Say, Button]] = [
        (
            say(_("申诉 {number}日{kind}"), number=one.day.day, kind=wording.kind(one.kind)),
            Contest(one.event) if one.event else ContestRow(one.attendance),
        )
        for one in may
    ]
    return [buttons[at : at + IN_A_ROW] for at in range(0, len(buttons), IN_A_ROW)]


def _months(found: Card) -> Row:
    staff, month = found.person.staff_id, found.month
    before, after = month.later(-1), month.later(1)
    row: list[tuple[Say, Button]] = []
    if found.earlier:
        row.append((say(_("◀ {month}"), month=before), Score(staff, before)))
    if found.later:
        row.append((say(_("{month} ▶"), month=after), Score(staff, after)))
    return row


def _ways(found: Card) -> Row:
    if not found.mine:
        return [(say(_("登记考勤")), Mark(found.person.staff_id, 0))]
    leads = [(say(_("下属评分")), Scores(found.month, 1))] if found.leads else []
    return [(say(_("公休促销")), Promote()), *leads]


async def people(context: Context, button: Scores) -> None:
    """Show a page of one's people's scores, the lowest first."""
    listing = Listing[Scored](
        title=say(_("{month} 日常管理评分，从低到高"), month=Bold(button.month)),
        line=_line,
        page=lambda page: Scores(button.month, page),
        empty=say(_("没有您可以查看的人。")),
        button=lambda one: (
            say("{name}", name=one.person.name),
            Score(one.person.staff_id, button.month),
        ),
        size=6,
        in_a_row=2,
    )
    first = listing.offset(button.page)
    _month, found, total = await context.run(
        scorecard.of_people, context.who, context.today, button.month, first, listing.size
    )
    await context.show(listing.screen(found, total, button.page, Score(0, button.month)))


def _line(one: Scored) -> Say:
    score = words.amount(one.daily)
    sentence = (
        _("{score} {name} {number}，{count} 项扣分")
        if one.events
        else _("{score} {name} {number}")
    )
    return say(
        sentence,
        score=Bold(score),
        name=one.person.name,
        number=one.person.number,
        count=one.events,
    )


MENU = (Entry("score", say(_("日常管理评分卡：每一项扣分和申诉"))),)
HANDLERS = (
    command("score", own),
    ButtonHandler(Score, of),
    ButtonHandler(ScoreNow, now),
    ButtonHandler(Scores, people),
)
