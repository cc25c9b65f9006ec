"""What is said unprompted of clients, and what waits for somebody because of them."""

from handlers.clients import handing
from handlers.clients.buttons import Clients, Offered
from handlers.context import Context, House, Screen
from handlers.i18n import Say, _, say
from handlers.notices import Drawing
from handlers.topic import Waiting, ways
from services.clients import leaving, taking
from services.clients.handing import OFFER
from services.clients.leaving import LEFT_BEHIND, Behind
from services.clients.selection import ACCEPTED, OFFERED
from services.clients.taking import ANSWERED, HANDED, Offer
from services.delivery import Due
from services.organisation import NotYoursError, UnknownPersonError


async def _found(house: House, due: Due) -> Offer | None:
    today = house.clock().astimezone(house.zone).date()
    try:
        return await house.store.run(taking.offer, due.chat_id or 0, today, due.data["handover"])
    except (NotYoursError, UnknownPersonError):
        return None


async def _offer(house: House, due: Due) -> Screen | None:
    found = await _found(house, due)
    if found is None or found.state != OFFERED:
        return None
    return handing.drawn(found, say(_("📇 请您接手客户")))


def _drawing(taken: str, declined: str) -> Drawing:
    async def draw(house: House, due: Due) -> Screen | None:
        found = await _found(house, due)
        if found is None:
            return None
        said = say(
            taken if found.state == ACCEPTED else declined,
            taker=found.taker.name,
            person=found.person.name,
            what=handing.what(due.data["count"] or found.count, found.appointments),
            day=found.first_day,
        )
        return Screen(said, [[(say(_("看移交")), Offered(found.id))], ways()], protect=True)

    return draw


async def _behind(house: House, due: Due) -> Screen | None:
    today = house.clock().astimezone(house.zone).date()
    try:
        found = await house.store.run(leaving.behind, due.chat_id or 0, today)
    except UnknownPersonError:
        return None
    for one in found:
        if one.person.staff_id == due.data["staff"]:
            row = [(say(_("去移交")), Clients(one.person.staff_id, 1))]
            return Screen(_left(one), [row, ways()], protect=True)
    return None


def _left(one: Behind) -> Say:
    return say(
        _("{name} {number} 已离职，还有{what}没有移交。"),
        name=one.person.name,
        number=one.person.number,
        what=handing.what(one.clients, one.appointments),
    )


async def waits(context: Context) -> list[Waiting]:
    """Return what whoever asks is to take, and what leavers have left behind."""
    found = await handing.waits(context)
    for one in await context.run(leaving.behind, context.who, context.today):
        label = say(_("移交 {name}"), name=one.person.name)
        found.append(Waiting(_left(one), label, Clients(one.person.staff_id, 1)))
    return found


CARDS = {
    OFFER: _offer,
    ANSWERED: _drawing(
        _("✓ {taker} 已接手 {person} 的{what}，{day} 起归 TA。"),
        _("{taker} 没有接 {person} 的{what}，请另外安排。"),
    ),
    HANDED: _drawing(
        _("您的{what}已移交给 {taker}，{day} 起归 TA。"),
        _("您的{what}没有移交。"),
    ),
    LEFT_BEHIND: _behind,
}
