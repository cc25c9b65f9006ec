"""Clients as a workbook, after a screen that says what is in it and that it is on record."""

import asyncio
from collections.abc import Sequence

from handlers.buttons import ButtonHandler
from handlers.clients import wording
from handlers.clients.buttons import Clients, Export
from handlers.context import Attachment, Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.papers.workbook import Sheet, Value, written
from handlers.render import plain
from handlers.topic import command, ways
from services.clients import export
from services.clients.export import ALL, Counted, Line

HEADS = (
    _("工号"),
    _("客户经理"),
    _("客户号"),
    _("客户名称"),
    _("性质"),
    _("开户日期"),
    _("有效户"),
    _("预约"),
    _("数据月份"),
    _("月末资产"),
    _("月均资产"),
    _("成交金额"),
    _("当月买入"),
)


async def everybody(context: Context) -> None:
    """Ask whether to export the clients of everybody whom one may see."""
    await ask(context, Export(ALL, sure=False))


async def ask(context: Context, button: Export) -> None:
    """Say what an export holds and that it is on record; then do it."""
    if button.sure:
        await send(context, button)
        return
    found = await context.run(export.count, context.who, context.today, button.staff)
    back = None if button.staff == ALL else Clients(button.staff, 1)
    if not found.clients:
        await context.show(Screen(say(_("没有可导出的客户。")), [ways(back)], protect=True))
        return
    rows: list[Row] = [[(say(_("确定导出")), Export(button.staff, sure=True))], ways(back)]
    await context.show(Screen(_asked(found), rows, protect=True))


def _asked(found: Counted) -> list[Say]:
    whose = (
        say(_("{name}的"), name=found.person.name)
        if found.person
        else say(_(" {count} 人的"), count=found.people)
    )
    names = _("客户名称是全名，请妥善保管。") if found.whole else _("客户名称打码。")
    return [
        say(_("导出{whose}客户 {count} 户为 Excel？"), whose=whose, count=found.clients),
        say(names),
        say(_("这次导出会记录：谁、何时、哪些客户。")),
    ]


async def send(context: Context, button: Export) -> None:
    """Write it on record, then send the workbook."""
    found = await context.run(export.log, context.who, context.now, button.staff)
    lines = await context.run(export.lines, context.who, context.today, button.staff)
    reader = await context.reader()
    content = await asyncio.to_thread(written, [sheet(lines)], reader)
    whose = found.person.number if found.person else "all"
    named = say(_("客户-{whose}-{day}.xlsx"), whose=whose, day=context.today.isoformat())
    name = plain(named, reader.language, reader.zone)
    said = say(_("客户 {count} 户，{moment} 导出，已记录。"), count=len(lines), moment=context.now)
    back = None if button.staff == ALL else Clients(button.staff, 1)
    await context.tell(Screen(said, [ways(back)], document=Attachment(name, content)))


def sheet(lines: Sequence[Line]) -> Sheet:
    """Return the list to export."""
    return Sheet(
        say(_("名下客户")), [say(one) for one in HEADS], list(map(_cells, lines)), frozen=4
    )


def _cells(line: Line) -> Sequence[Value]:
    one = line.one
    row = one.row
    return [
        line.staff.number,
        line.staff.name,
        one.number,
        line.name,
        say(_("机构")) if one.institution else say(_("个人")),
        one.opened,
        wording.brief(one.effect),
        wording.state(one),
        str(row.month) if row else None,
        *((row.end_assets, row.average_assets, row.turnover, row.purchase) if row else ()),
    ]


HANDLERS = (command("clientsheet", everybody), ButtonHandler(Export, ask))
