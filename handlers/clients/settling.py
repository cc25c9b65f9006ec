"""Clients of the workbook that nobody registered, settled by the back office."""

from collections.abc import Sequence
from dataclasses import replace

from handlers import reading
from handlers.buttons import ButtonHandler
from handlers.clients.buttons import Settle, Unsettled
from handlers.clients.handing import LONGEST, NoReasonError
from handlers.context import Context, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.topic import command, ways
from services.clients import settling
from services.clients.effect import Listed
from services.clients.settling import SettledAlreadyError


def _line(one: Listed) -> Say:
    return say(
        _("{name} {number}　{day} 开户　导入：{owner}"),
        name=one.name,
        number=one.number,
        day=one.opened,
        owner=one.owner,
    )


async def unsettled(context: Context) -> None:
    """Show the clients to settle."""
    await page(context, Unsettled(1))


async def page(context: Context, button: Unsettled) -> None:
    """Show a page of them."""
    first = LIST.offset(button.page)
    found = await context.run(settling.page, context.who, context.today, first, LIST.size)
    if found.since is None:
        said = say(
            _(
                "归属签核还没有启用（第31条，参数 ownership_required_from 尚未配置）："
                "现在都按导入的客户经理工号计算，没有要认定的。"
            )
        )
        await context.show(Screen(said, [ways()], protect=True))
        return
    title = say(
        _("<b>待认定归属</b>　{count} 户\n{day} 起开户、没有录入归属的客户，认定前不计入有效户。"),
        count=found.total,
        day=found.since,
    )
    screen = replace(LIST, title=title).screen(found.clients, found.total, button.page)
    rows = list(screen.rows)
    if found.total > 1:
        rows.insert(-1, [(say(_("全部按导入认定")), Settle(0))])
    await context.show(replace(screen, rows=rows))


LIST = Listing[Listed](
    title=say(_("<b>待认定归属</b>")),
    line=_line,
    page=Unsettled,
    empty=say(_("都认定好了。")),
    button=lambda one: (say(_("认定 {tail}"), tail=one.tail), Settle(one.id)),
    in_a_row=3,
)


async def settle(context: Context, button: Settle) -> None:
    """Ask on what ground."""
    await FORM.begin(context, client=button.client)


def _effects(count: int) -> Sequence[Say]:
    return [
        say(""),
        say(
            _("{count} 户按导入的客户经理工号登记归属，之后照常计入；会记录谁认定、原因。"),
            count=count,
        ),
    ]


def _done(count: int) -> Screen:
    said = say(_("✓ 已认定 {count} 户。"), count=count)
    return Screen(said, [[(say(_("继续认定")), Unsettled(1))], ways()], protect=True)


FORM = Form(
    "client settling",
    say(_("按导入认定归属")),
    (
        Question(
            "reason",
            say(_("依据")),
            say(_("依据是什么？例如：柜台开户单上的客户经理。")),
            reading.words(LONGEST, NoReasonError),
        ),
    ),
    settling.settle,
    _done,
    given=("client",),
    preview=settling.weigh,
    effects=_effects,
)


@words.register
def _settled(_error: SettledAlreadyError) -> Say:
    return say(_("已经认定过了，或不用认定。"))


FORMS = (FORM,)
HANDLERS = (
    command("settle", unsettled),
    ButtonHandler(Unsettled, page),
    ButtonHandler(Settle, settle),
)
