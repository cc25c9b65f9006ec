"""/training: the one to lead, the one to come to, those that were."""

from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.render import Bold
from handlers.topic import ways
from handlers.training import leading, own, wording
from handlers.training.buttons import Lead, Mine, Open, Past
from services.training import listing as trainings
from services.training import view
from services.training.listing import Line
from services.training.rows import DROPPED, PLANNED

SIZE = 6


async def home(context: Context) -> None:
    """Show what of trainings concerns whoever asks."""
    found = await context.run(view.home, context.who, context.now)
    if found.card:
        screen = leading.drawn(found.card)
        if found.own:
            row: Row = [(say(_("我参加的")), Mine(found.own.day.toordinal()))]
            screen = Screen(screen.text, [row, *screen.rows], protect=True)
    elif found.own:
        screen = own.drawn(found.own)
    elif found.reads:
        screen = await _past(context, 1)
    else:
        said = say(_("没有要您参加的培训：每周三 16:00，主城区驻点经理以上参加（第21条）。"))
        screen = Screen(said, [ways()], protect=True)
    await context.show(screen)


async def open_(context: Context, _button: Open) -> None:
    """Show the same in place of a card."""
    await home(context)


async def past(context: Context, button: Past) -> None:
    """Show a page of the trainings that one may read."""
    await context.show(await _past(context, button.page))


async def _past(context: Context, page: int) -> Screen:
    listing = Listing[Line](
        title=say("{title}", title=Bold(say(_("培训")))),
        line=_line,
        page=Past,
        empty=say(_("还没有培训。")),
        button=lambda one: (
            say(
                _("{month}月{day}日 {name}"),
                month=one.day.month,
                day=one.day.day,
                name=one.chair.name,
            ),
            Lead(one.chair.staff_id, one.day.toordinal()),
        ),
        size=SIZE,
        in_a_row=2,
    )
    found, total = await context.run(
        trainings.trainings, context.who, context.now, listing.offset(page), SIZE
    )
    return listing.screen(found, total, page)


def _line(one: Line) -> Say:
    told = say("· {day} {name}", day=one.day, name=one.chair.name)
    if one.topic:
        told = say("{told} {topic}", told=told, topic=one.topic)
    if one.state == DROPPED:
        return say(_("{told}：不举行"), told=told)
    if one.state == PLANNED:
        return say(_("{told}：没有登记到场"), told=told)
    for mark, label in wording.MARKS.items():
        if many := one.marks.get(mark):
            told = say(_("{told}　{mark} {count}"), told=told, mark=say(label), count=many)
    return told
