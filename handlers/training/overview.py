"""/training: those to lead, those to come to, those that were."""

from handlers.buttons import Button
from handlers.context import Context, Screen
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.render import Bold
from handlers.topic import ways
from handlers.training import leading, own, wording
from handlers.training.buttons import Lead, Mine, Open, Past, at
from handlers.training.kinds import WORDS
from services.training import home as concerns
from services.training import listing as trainings
from services.training.home import Home
from services.training.listing import Line
from services.training.rows import DROPPED, PLANNED

SIZE = 6


async def home(context: Context) -> None:
    """Show the first of what concerns whoever asks, and the ways to the others."""
    found = await context.run(concerns.home, context.who, context.now)
    if found.cards or found.owns:
        screen = _first(found)
    elif found.reads:
        screen = await _past(context, 1)
    else:
        said = say(
            _("没有要您参加的培训或例会：主城区驻点经理以上参加培训，项目总监参加例会（第21条）。")
        )
        screen = Screen(said, [ways()], protect=True)
    await context.show(screen)


def _first(found: Home) -> Screen:
    """Draw what one leads, or else comes to, with a button for each of the others."""
    screen = leading.drawn(found.cards[0]) if found.cards else own.drawn(found.owns[0])
    more: list[tuple[Say, Button]] = [
        (say(WORDS[one.which.kind].led), Lead(*at(one.which))) for one in found.cards[1:]
    ]
    more += [
        (say(WORDS[one.kind].own), Mine(one.kind, one.day.toordinal()))
        for one in (found.owns if found.cards else found.owns[1:])
    ]
    *rows, last = screen.rows
    return Screen(screen.text, [*rows, [*more, *last]], protect=True)


async def open_(context: Context, _button: Open) -> None:
    """Show the same in place of a card."""
    await home(context)


async def past(context: Context, button: Past) -> None:
    """Show a page of the trainings that one may read."""
    await context.show(await _past(context, button.page))


async def _past(context: Context, page: int) -> Screen:
    listing = Listing[Line](
        title=say("{title}", title=Bold(say(_("以前的培训和例会")))),
        line=_line,
        page=Past,
        empty=say(_("还没有培训和例会。")),
        button=lambda one: (
            say(
                _("{month}月{day}日 {name}"),
                month=one.which.day.month,
                day=one.which.day.day,
                name=one.chair.name,
            ),
            Lead(*at(one.which)),
        ),
        size=SIZE,
        in_a_row=2,
    )
    found, total = await context.run(
        trainings.trainings, context.who, context.now, listing.offset(page), SIZE
    )
    return listing.screen(found, total, page)


def _line(one: Line) -> Say:
    kind = say(WORDS[one.which.kind].name)
    told = say(_("· {day} {kind} {name}"), day=one.which.day, kind=kind, name=one.chair.name)
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
