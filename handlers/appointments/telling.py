"""What is said unprompted of appointments."""

from collections.abc import Callable
from datetime import date

from handlers.appointments import card, wording
from handlers.appointments.buttons import Show
from handlers.context import House, Screen
from handlers.i18n import Say, _, say
from handlers.near import Near
from handlers.notices import Drawing
from handlers.render import Assets, Bold
from handlers.topic import ways
from services.appointments import reminding, view
from services.appointments.changing import CHANGED, EXPIRING, SOON
from services.appointments.registering import FOR_YOU, MADE
from services.appointments.reminding import GONE, TOMORROW
from services.appointments.rows import (
    ALONE,
    CANCELLED,
    COMES,
    EXPIRED,
    REBOOKED,
    RESERVED,
    STOPPED,
)
from services.appointments.view import Card, Listed
from services.delivery import Due
from services.duplicates.stopping import FREED
from services.organisation import NotYoursError, UnknownPersonError

MOST = 20  # clients of a day who are named; the rest is in the list
BUTTONS, IN_A_ROW = 6, 3


async def found(house: House, due: Due) -> Card | None:
    """Return the appointment that a notice is about, if it is still his to see."""
    today = house.clock().astimezone(house.zone).date()
    try:
        return await house.store.run(view.card, due.chat_id or 0, today, due.data["appointment"])
    except (NotYoursError, UnknownPersonError):
        return None


def _drawing(
    head: Callable[[Card], Say], stands: Callable[[House, Card], bool] = lambda _, one: bool(one)
) -> Drawing:
    async def draw(house: House, due: Due) -> Screen | None:
        one = await found(house, due)
        return card.drawn(one, head(one)) if one and stands(house, one) else None

    return draw


HEADS = {
    REBOOKED: _("🔁 {by} 改了期"),
    CANCELLED: _("✖ {by} 取消了预约"),
    COMES: _("{by} 改为陪同"),
    ALONE: _("⚠ {by} 改为不陪同"),
}


async def _changed(house: House, due: Due) -> Screen | None:
    one = await found(house, due)
    if one is None:
        return None
    entry = one.history[due.data["entry"] - 1]
    return card.drawn(one, say(HEADS[entry.act], by=entry.by or ""))


async def _tomorrow(house: House, due: Due) -> Screen | None:
    """Tell in one message who comes tomorrow, as it stands when it is sent."""
    now, day = house.clock().astimezone(house.zone), date.fromisoformat(due.data["day"])
    try:
        rows = await house.store.run(reminding.coming, due.chat_id or 0, now, day)
    except UnknownPersonError:
        return None
    if not rows or now.date() > day:
        return None
    head = _("<b>明天到场的客户</b>　{day}")
    if now.date() == day:  # it could not be sent the evening before
        head = _("<b>今天到场的客户</b>　{day}")
    lines = [say(head, day=day)]
    lines += [_line(house, one) for one in rows[:MOST]]
    opens = [(wording.client(one), Show(one.id)) for one in rows[:BUTTONS]]
    drawn = [opens[at : at + IN_A_ROW] for at in range(0, len(opens), IN_A_ROW)]
    return Screen(lines, [*drawn, ways()], protect=True)


def _line(house: House, one: Listed) -> Say:
    return say(
        _("{clock}　{client}　{assets}{owner}{mark}"),
        clock=f"{one.planned.astimezone(house.zone):%H:%M}",
        client=Bold(wording.client(one)),
        assets=Assets(one.assets),
        owner="" if one.mine else say("　{name}", name=one.owner),
        mark=wording.alone(one),
    )


def _is_coming(house: House, one: Card) -> bool:
    return one.state == RESERVED and one.planned > house.clock()


CARDS = {
    MADE: _drawing(
        lambda one: say(_("⚠ 重复的预约")) if one.state == STOPPED else say(_("🆕 新预约"))
    ),
    FREED: _drawing(lambda _one: say(_("✓ 留存的预约现在生效了"))),
    FOR_YOU: _drawing(lambda one: say(_("🆕 {by} 替您登记了预约"), by=one.made_by or "")),
    CHANGED: _changed,
    TOMORROW: _tomorrow,
    SOON: _drawing(
        lambda one: say(_("⏰ {moment} 客户到场"), moment=Near(one.planned)), _is_coming
    ),
    EXPIRING: _drawing(
        lambda one: say(_("⏳ 预约 {day} 到期，还没开户"), day=one.valid_until),
        lambda _house, one: one.state == RESERVED,
    ),
    GONE: _drawing(
        lambda _one: say(_("⌛ 预约已过期，没有开户。还要来的话，重新登记一次。")),
        lambda _house, one: one.state == EXPIRED and one.renews,
    ),
}
