"""How far a notice is, as a workbook: a row for each reader."""

from handlers.broadcasts import wording
from handlers.broadcasts.buttons import Manage, Report
from handlers.buttons import ButtonHandler
from handlers.context import Attachment, Context, Screen
from handlers.i18n import Say, _, say
from handlers.render import plain
from handlers.topic import Handler, ways
from services.broadcasts import lists, sheet
from services.broadcasts.lists import Line
from services.broadcasts.parts import title

HEAD = (_("工号"), _("姓名"), _("单位"), _("送达"), _("已阅时间"), _("回答"), _("回答时间"))


async def report(context: Context, button: Report) -> None:
    """Send the workbook."""
    found = await context.run(
        lists.page,
        context.who,
        context.now,
        broadcast=button.broadcast,
        unread=False,
        first=0,
        most=None,
    )
    reader = await context.reader()

    def text(said: Say) -> str:
        return plain(said, reader.language, reader.zone)

    def row(one: Line) -> list[str]:
        how = one.reader
        chosen = found.card.options[how.option] if how.option is not None else one.said
        told = [
            text(say("{moment}", moment=at)) if at else "" for at in (how.read_at, how.answered_at)
        ]
        who = one.employee
        state = text(say(wording.STATE[how.state]))
        return [who.number, who.name, one.unit, state, told[0], chosen, told[1]]

    called = text(say(_("送达报告")))
    rows = [row(one) for one in found.lines]
    content = sheet.workbook(called, [text(say(one)) for one in HEAD], rows)
    name = text(say(_("送达报告-{day}.xlsx"), day=f"{found.card.made_at:%Y-%m-%d}"))
    said = [say(_("送达报告：{title}"), title=title(found.card.text))]
    lines = [*said, *wording.counts(found.card)]
    back = ways(Manage(button.broadcast, beside=False))
    await context.tell(Screen(lines, [back], document=Attachment(name, content), protect=True))


HANDLERS: tuple[Handler, ...] = (ButtonHandler(Report, report),)
