"""Clients as a workbook, after a screen that says what is in it and that it is on record."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from handlers.buttons import ButtonHandler
from handlers.clients import wording
from handlers.clients.buttons import Clients, Export
from handlers.context import Attachment, Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.render import Reader, plain
from handlers.topic import command, ways
from services.clients import export
from services.clients.export import ALL, Counted, Line

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so is marked as text, lest somebody's program reads a formula in it."""
WIDTH = 16
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
    content = workbook(lines, reader)
    whose = found.person.number if found.person else "all"
    name = _text(
        say(_("客户-{whose}-{day}.xlsx"), whose=whose, day=context.today.isoformat()), reader
    )
    said = say(_("客户 {count} 户，{moment} 导出，已记录。"), count=len(lines), moment=context.now)
    back = None if button.staff == ALL else Clients(button.staff, 1)
    await context.tell(Screen(said, [ways(back)], document=Attachment(name, content)))


def workbook(lines: Sequence[Line], reader: Reader) -> bytes:
    """Return the workbook: text is text and never a formula."""
    made = BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        page = book.add_worksheet(_text(say(_("客户")), reader))
        page.freeze_panes(1, 0)
        page.set_column(0, len(HEADS) - 1, WIDTH)
        looks = {
            "head": book.add_format({"bold": True, "bg_color": "#E7ECEF"}),
            "text": book.add_format({"num_format": "@"}),
            "quoted": book.add_format({"num_format": "@", "quote_prefix": True}),
            "money": book.add_format({"num_format": "#,##0.00"}),
        }
        for column, head in enumerate(HEADS):
            page.write_string(0, column, _text(say(head), reader), looks["head"])
        for number, one in enumerate(lines, start=1):
            _put(page, looks, number, _cells(one, reader))
    return made.getvalue()


def _cells(one: Line, reader: Reader) -> list[Any]:
    """Return a line's cells: texts and amounts."""
    row, state = one.one.row, wording.state(one.one)
    kind = say(_("机构")) if one.one.institution else say(_("个人"))
    return [
        one.staff.number,
        one.staff.name,
        one.one.number,
        one.name,
        _text(kind, reader),
        one.one.opened.isoformat() if one.one.opened else "",
        _text(wording.brief(one.one.effect), reader),
        _text(state, reader) if state else "",
        str(row.month) if row else "",
        *((row.end_assets, row.average_assets, row.turnover, row.purchase) if row else ()),
    ]


def _put(page: Any, looks: dict[str, Any], number: int, cells: Sequence[Any]) -> None:
    for column, value in enumerate(cells):
        if isinstance(value, str):
            look = looks["quoted" if value.startswith(FORMULAS) else "text"]
            page.write_string(number, column, value, look)
        elif value is not None:
            page.write_number(number, column, value, looks["money"])


def _text(said: Say, reader: Reader) -> str:
    return plain(said, reader.language, reader.zone)


HANDLERS = (command("clientsheet", everybody), ButtonHandler(Export, ask))
