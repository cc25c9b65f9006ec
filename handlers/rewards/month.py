"""A department's list of a month, the departments, and what is done with a whole list."""

from collections.abc import Iterator

from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.render import Bold
from handlers.rewards import wording
from handlers.rewards.buttons import (
    Add,
    Choose,
    Copy,
    Export,
    LineOf,
    ListOf,
    Nothing,
    Open,
)
from handlers.topic import ways
from services.organisation import NotYoursError
from services.rewards import keeping, reading
from services.rewards.reading import List, Place

SIZE, PLACES = 5, 6


async def home(context: Context) -> None:
    """Show last month's list, of each department where one reads several."""
    found = await context.run(reading.home, context.who, context.today)
    if not found:
        said = say(_("银行奖励由项目部的后勤支持岗登记，项目总监和总经理可以看。"))
        await context.show(Screen(said, [ways()]))
        return
    if len(found) == 1:
        await context.show(drawn(found[0], 1))
        return
    lines = [say(_("{title} · {month}"), title=Bold(say(_("银行奖励"))), month=found[0].month)]
    lines += [
        say(_("· {name}：{state}"), name=Bold(one.department), state=_stands(one)) for one in found
    ]
    buttons = [
        (say("{name}", name=one.department), ListOf(one.unit, one.month, 1)) for one in found
    ]
    rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    await context.show(Screen(lines, [*rows, ways()], protect=True))


def _stands(one: List) -> Say:
    if one.lines and one.done:
        return say(_("都已兑现"))
    return say(_("本月无奖励")) if one.done else wording.rest(one)


async def open_(context: Context, _button: Open) -> None:
    """Show the same in place of a card."""
    await home(context)


async def page(context: Context, button: ListOf) -> None:
    """Show a page of a list."""
    unit, month = button.unit, button.month
    found = await context.run(reading.month_list, context.who, context.today, unit, month)
    await context.show(drawn(found, button.page))


def drawn(found: List, at: int, note: Say | None = None) -> Screen:
    """Draw a page of a list: its lines numbered, sums above, the months beside it."""
    pages = max(1, -(-len(found.lines) // SIZE))
    at = min(max(at, 1), pages)
    first = (at - 1) * SIZE
    shown = list(enumerate(found.lines, start=1))[first : first + SIZE]
    lines = [*([note] if note else []), *_head(found)]
    lines += [say("{number}. {line}", number=n, line=wording.brief(one)) for n, one in shown]
    if pages > 1:
        lines.append(say("第 {page}/{pages} 页", page=at, pages=pages))
    numbers: Row = [(say("{number}", number=n), LineOf(one.line.id)) for n, one in shown]
    rows = [numbers, [*_turns(found, at, pages)], [*_acts(found)], [*_months(found)]]
    back = ways(Open() if found.several else None)
    return Screen(lines, [*(row for row in rows if row), back], protect=True)


def _head(found: List) -> Iterator[Say]:
    title = Bold(say(_("银行奖励 · {month}"), month=found.month))
    yield say(_("{title} · {name}"), title=title, name=found.department)
    if found.lines:
        yield from wording.sums(found)
    elif found.none_at:
        words = _("本月无奖励（{name}，{moment}）。")
        yield say(words, name=found.none_by, moment=found.none_at)
    else:
        yield say(_("还没有清单。"))


def _turns(found: List, at: int, pages: int) -> Iterator[tuple[Say, ListOf]]:
    if at > 1:
        yield say("◀ 上页"), ListOf(found.unit, found.month, at - 1)
    if at < pages:
        yield say("下页 ▶"), ListOf(found.unit, found.month, at + 1)


def _acts(found: List) -> Iterator[tuple[Say, Choose | Copy | Nothing | Export]]:
    unit, month = found.unit, found.month
    if found.keeps:
        yield say(_("＋ 加一条")), Choose(unit, month, 1)
        if found.before:
            yield say(_("照上月建")), Copy(unit, month)
        if not found.lines and not found.none_at:
            yield say(_("本月无奖励")), Nothing(unit, month, sure=False)
    if found.lines:
        yield say(_("导出")), Export(unit, month)


def _months(found: List) -> Iterator[tuple[Say, ListOf]]:
    yield say(_("◀ 上月")), ListOf(found.unit, found.month.later(-1), 1)
    if not found.last:
        yield say(_("下月 ▶")), ListOf(found.unit, found.month.later(1), 1)


async def choose(context: Context, button: Choose) -> None:
    """Show the banks and outlets of a department to choose from."""
    unit, month = button.unit, button.month
    found = await context.run(reading.places, context.who, context.today, unit)
    listing = Listing[Place](
        title=say("{title}", title=Bold(say(_("{month} 的奖励给谁？"), month=month))),
        line=_place,
        page=lambda at: Choose(unit, month, at),
        empty=say(_("这个项目部还没有网点。请先在「组织架构」里登记。")),
        button=lambda one: (
            say("{name}", name=one.name),
            Add(unit, month, one.unit, whole=one.whole),
        ),
        size=PLACES,
        in_a_row=2,
    )
    at = listing.offset(button.page)
    back = ListOf(unit, month, 1)
    shown = listing.screen(found[at : at + PLACES], len(found), button.page, back)
    await context.show(shown)


def _place(one: Place) -> Say:
    if one.whole:
        return say(_("▸ {bank}（整家银行）"), bank=Bold(one.name))
    return say(_("· {name}"), name=one.name)


async def copy(context: Context, button: Copy) -> None:
    """Copy the lines of the month before; they wait for their amounts."""
    made = await context.run(keeping.copy, context.who, context.now, button.unit, button.month)
    note = say(_("✓ 已照上月建好，请逐条填金额。"))
    await context.show(drawn(made, 1, note))


async def nothing(context: Context, button: Nothing) -> None:
    """Ask whether really nothing is owed; then close the month."""
    unit, month = button.unit, button.month
    if button.sure:
        made = await context.run(keeping.nothing, context.who, context.now, unit, month)
        await context.show(drawn(made, 1, say(_("✓ 已登记，不再提醒。"))))
        return
    found = await context.run(reading.month_list, context.who, context.today, unit, month)
    if not found.keeps:
        raise NotYoursError
    if found.lines or found.none_at:
        await context.show(drawn(found, 1, say("此卡片已更新。")))
        return
    words = _("{name} {month} 没有要给银行的奖励？确定后不再提醒；以后加一条就恢复。")
    rows: list[Row] = [[(say(_("确定")), Nothing(unit, month, sure=True))]]
    said = say(words, name=found.department, month=month)
    await context.show(Screen(said, [*rows, ways(ListOf(unit, month, 1))], protect=True))
