"""What is said unprompted about rewards to banks, and what of them waits for a person."""

from handlers.context import Context, House, Screen
from handlers.i18n import Say, _, say
from handlers.notices import Brief, Drawing
from handlers.render import Bold, Listed
from handlers.rewards import wording
from handlers.rewards.buttons import ListOf
from handlers.topic import Waiting, ways
from services.delivery import Due
from services.month import Month
from services.organisation import NotYoursError, UnknownPersonError
from services.rewards import reading
from services.rewards.chase import LATE, TOLD
from services.rewards.reading import List


async def _left(house: House, due: Due) -> List | None:
    """Return the list that a notice is about; none if it is done with, or no longer his."""
    today, month = house.clock().astimezone(house.zone).date(), Month.parse(due.data["month"])
    who, unit = due.chat_id or 0, due.data["unit"]
    try:
        found = await house.store.run(reading.month_list, who, today, unit, month)
    except (NotYoursError, UnknownPersonError):
        return None
    return None if found.done else found


def _title(found: List) -> Say:
    return say(_("{month} 银行奖励（{name}）"), month=found.month, name=found.department)


async def _due(house: House, due: Due) -> Screen | None:
    found = await _left(house, due)
    if found is None:
        return None
    words = _("🏦 {title}：{rest}。请在月底前结清（第11条）。")
    if not found.lines:
        words = _("🏦 {title}：{rest}。请建清单，没有奖励就点「本月无奖励」（第11条）。")
    return _screen(found, say(words, title=Bold(_title(found)), rest=wording.rest(found)))


async def _late(house: House, due: Due) -> Screen | None:
    found = await _left(house, due)
    if found is None:
        return None
    words = _("🏦 {title}过了月底还没结清：{rest}。经办：{names}。")
    if not found.keepers:
        words = _("🏦 {title}过了月底还没结清：{rest}。没有后勤支持岗经办。")
    title, rest, names = Bold(_title(found)), wording.rest(found), Listed(found.keepers)
    return _screen(found, say(words, title=title, rest=rest, names=names))


def _screen(found: List, said: Say) -> Screen:
    row = [(say(_("看清单")), ListOf(found.unit, found.month, 1))]
    return Screen(said, [row, ways()], protect=True)


async def _brief(house: House, due: Due) -> Waiting | None:
    found = await _left(house, due)
    if found is None:
        return None
    text = say(_("{title}：{rest}"), title=_title(found), rest=wording.rest(found))
    return Waiting(text, say(_("看清单")), ListOf(found.unit, found.month, 1))


async def waits(context: Context) -> list[Waiting]:
    """Return the departments of which past months are not done with."""
    return [
        Waiting(
            say(_("银行奖励没结清（{name}）：{months}"), name=name, months=Listed(months)),
            say(_("银行奖励")),
            ListOf(unit, months[0], 1),
        )
        for unit, name, months in await context.run(reading.waits, context.who, context.today)
    ]


BRIEFS: dict[str, Brief] = {TOLD: _brief}
CARDS: dict[str, Drawing] = {TOLD: _due, LATE: _late}
