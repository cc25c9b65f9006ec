"""/calendar: a person's own coming month, as a list and as a file for a phone's calendar."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import ClassVar

from handlers.agenda import ics, wording
from handlers.buttons import Button, ButtonHandler
from handlers.context import Attachment, Context, Screen
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.near import NearDay
from handlers.render import Bold, plain
from handlers.topic import Entry as MenuEntry
from handlers.topic import command, ways
from handlers.words.days import near
from services import agenda
from services.agenda.entry import Entry

ON_A_PAGE = 8  # days
FILE = "xiaoman.ics"
HOUR = timedelta(hours=1)
LENGTHS = dict.fromkeys(("training", "meeting", "appointment"), HOUR)  # nobody says how long


@dataclass(frozen=True)
class Show(Button):
    """Show a page of the coming month."""

    tag: ClassVar[str] = "ya"
    page: int


@dataclass(frozen=True)
class Take(Button):
    """Send it as a file."""

    tag: ClassVar[str] = "yt"


async def first_page(context: Context) -> None:
    """Show the coming month."""
    await show(context, Show(1))


async def show(context: Context, button: Show) -> None:
    """Show a page of the coming month, by day."""
    found = await context.run(agenda.agenda, context.who, context.now)
    days = [(day, tuple(all_)) for day, all_ in groupby(found.entries, key=lambda one: one.first)]
    span = say(
        _("我的日历　{first}至{last}"), first=NearDay(found.first), last=NearDay(found.last)
    )
    listing = Listing[tuple[date, tuple[Entry, ...]]](
        title=say("{title}", title=Bold(span)),
        line=lambda one: _of_day(context, *one),
        page=Show,
        empty=say(_("这 31 天没有安排。")),
        size=ON_A_PAGE,
    )
    first = listing.offset(button.page)
    screen = listing.screen(days[first : first + ON_A_PAGE], len(days), button.page)
    *rows, last = screen.rows
    take_ = [[(say(_("存到手机日历")), Take())]] if days else []
    await context.show(replace(screen, rows=[*rows, *take_, last]))


def _of_day(context: Context, day: date, entries: Sequence[Entry]) -> Say:
    lines = [_line(context, one) for one in entries]
    return say("{lines}", lines=[say("{day}", day=Bold(near(day))), *lines])


def _line(context: Context, one: Entry) -> Say:
    what = wording.told(one, context.house.topics)
    if one.start is None:
        return say(_("　{what}"), what=what)
    return say(_("　{at}　{what}"), at=f"{one.start:%H:%M}", what=what)


async def take(context: Context, _button: Take) -> None:
    """Send it as a file, with clients masked."""
    found = await context.run(agenda.take, context.who, context.now)
    reader = await context.reader()

    def text(said: Say) -> str:
        return plain(said, reader.language, reader.zone)

    events = [
        ics.Event(
            f"{one.uid}-{found.staff_id}@xiaoman",
            text(wording.told(one, context.house.topics)),
            one.first,
            one.last,
            one.start,
            LENGTHS.get(one.kind),
        )
        for one in found.entries
    ]
    content = ics.written(text(say(_("小满"))), events, context.now)
    said = say(_("点开文件，手机会问要不要加入日历。改期后重新下载，旧的会更新。"))
    await context.tell(Screen(said, [ways(Show(1))], document=Attachment(FILE, content)))


MENU = (
    MenuEntry("calendar", say(_("我的日历：未来 31 天，可存到手机")), say(_("我的日历")), Show(1)),
)
HANDLERS = (
    command("calendar", first_page),
    ButtonHandler(Show, show),
    ButtonHandler(Take, take),
)
