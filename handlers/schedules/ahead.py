"""The coming month of what recurs, by day; and what was missed in the last weeks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from handlers.context import Context
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.near import NearDay
from handlers.render import Bold, Listed
from handlers.schedules import wording
from handlers.schedules.buttons import All, Coming, Missed
from handlers.words.days import near, why_off
from services.recurrence import ZONE
from services.schedules import view
from services.schedules.view import Item, Preview

ON_A_PAGE = 9  # days
ITEMS = 12


async def coming(context: Context, button: Coming) -> None:
    """Show a page of the coming month."""
    found = await context.run(view.month, context.who, context.now)
    span = say(_("{first}至{last}"), first=NearDay(found.first), last=NearDay(found.last))
    days = [(day, tuple(items)) for day, items in groupby(found.items, key=_day)]
    listing = Listing[tuple[date, tuple[Item, ...]]](
        title=say("{lines}", lines=[say("{title}", title=Bold(span)), *_daily(found)]),
        line=lambda one: _of_day(*one),
        page=Coming,
        empty=say(_("这个月没有别的提醒。")),
        size=ON_A_PAGE,
    )
    first = listing.offset(button.page)
    shown = days[first : first + ON_A_PAGE]
    await context.show(listing.screen(shown, len(days), button.page, All(1)))


def _daily(found: Preview) -> Iterator[Say]:
    """Say what is the same every day, by its hour."""
    by_hour = defaultdict[str, list[Say]](list)
    for kind, at in found.daily:
        by_hour[wording.clock(at)].append(wording.name(kind))
    for hour, names in sorted(by_hour.items()):
        yield say(_("每天 {at}　{names}"), at=hour, names=Listed(names))


def _day(one: Item) -> date:
    return one.at.astimezone(ZONE).date()


def _of_day(day: date, items: Sequence[Item]) -> Say:
    return say("{lines}", lines=[say("{day}", day=Bold(near(day))), *map(_item, items)])


def _item(one: Item) -> Say:
    name = wording.name(one.kind)
    if one.off:
        return say(_("　{name}不办：{why}"), name=name, why=why_off(one.off))
    told = say(_("　{at}　{name}"), at=wording.clock(one.at.astimezone(ZONE).time()), name=name)
    if one.at != one.plain:
        told = say(
            _("{told}（原定 {day}）"), told=told, day=NearDay(one.plain.astimezone(ZONE).date())
        )
    return wording.maybe(told, one.unpublished)


async def missed(context: Context, button: Missed) -> None:
    """Show a page of what was missed in the last weeks."""
    found = await context.run(view.missed, context.who, context.now)
    listing = Listing[view.Missed](
        title=say("{title}", title=Bold(say(_("近四周错过的提醒")))),
        line=lambda one: say(
            _("{moment}　{name}"), moment=wording.moment(one.at), name=wording.name(one.kind)
        ),
        page=Missed,
        empty=say(_("没有错过的。")),
        size=ITEMS,
    )
    first = listing.offset(button.page)
    shown = found[first : first + ITEMS]
    await context.show(listing.screen(shown, len(found), button.page, All(1)))
