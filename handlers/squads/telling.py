"""What members are told of their group."""

from collections.abc import Mapping
from typing import Any

from handlers.context import House, Screen
from handlers.i18n import _, say
from handlers.notices import Drawing
from handlers.squads import overview
from handlers.squads.buttons import Squads
from handlers.topic import ways
from services.delivery import Due
from services.organisation import NotYoursError, UnknownPersonError
from services.squads import making, reading


async def _joined(house: House, due: Due) -> Screen | None:
    """Show somebody the group that he is in now; none if he is in it no more."""
    today = house.clock().astimezone(house.zone).date()
    try:
        found = await house.store.run(reading.card, due.chat_id or 0, today, due.data["squad"])
    except (NotYoursError, UnknownPersonError):
        return None
    if not found.line.mine:
        return None
    return overview.drawn(found, say(_("👥 您已编入小组")))


def ended(data: Mapping[str, Any]) -> Screen:
    """Tell a member that his group is dissolved."""
    said = say(_("👥 小组「{name}」已解散。"), name=data["name"])
    return Screen(said, [[(say(_("看小组")), Squads(1))], ways()], protect=True)


CARDS: dict[str, Drawing] = {making.JOINED_TOLD: _joined}
NOTICES = {making.ENDED_TOLD: ended}
