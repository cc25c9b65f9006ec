"""What is said unprompted of appointments."""

from handlers.appointments import card
from handlers.context import House, Screen
from handlers.i18n import _, say
from services.appointments import view
from services.delivery import Due
from services.organisation import NotYoursError, UnknownPersonError


async def _made(house: House, due: Due) -> Screen | None:
    today = house.clock().astimezone(house.zone).date()
    try:
        found = await house.store.run(view.card, due.chat_id or 0, today, due.data["appointment"])
    except (NotYoursError, UnknownPersonError):
        return None
    return card.drawn(found, say(_("🆕 新预约")))


CARDS = {"appointment_made": _made}
