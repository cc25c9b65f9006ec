"""What is said unprompted about cases: the card as it stands when it is sent."""

from handlers.conduct import card
from handlers.conduct.buttons import OpenCase
from handlers.context import House, Screen
from handlers.i18n import Say, _, say
from handlers.notices import Drawing
from handlers.topic import Waiting
from services.conduct import view
from services.conduct.files import ACCUSED, NotYourCaseError
from services.conduct.view import Card
from services.delivery import Due
from services.organisation import UnknownPersonError

STEP = say(_("有一件案子要您办下一步。"))
DUE = say(_("⏰ 这件案子到期限了，还在等您。"))
HEARING = say(_("有一件案子涉及您本人，请在截止日前陈述。不陈述会如实记录，案子照常继续。"))
RULED = say(_("涉及您的案子已裁定。不服可在截止日前申诉；有罚款的，计入裁定当月工资。"))
TOLD = say(_("这件案子有了进展。"))


def _drawing(note: Say, *, owing: bool) -> Drawing:
    """Return how a card is drawn; with `owing` only while it waits for whoever gets it."""

    async def draw(house: House, due: Due) -> Screen | None:
        today = house.clock().astimezone(house.zone).date()
        try:
            found = await house.store.run(view.card, due.chat_id or 0, today, due.data["case"])
        except (NotYourCaseError, UnknownPersonError):
            return None
        if owing and not found.may and found.role != "full":
            return None
        return card.drawn(found, _noted(found, note))

    return draw


def _noted(found: Card, note: Say) -> Say:
    """Return what the accused is told to do; to others the note."""
    own = {"hearing": HEARING, "ruled": RULED}
    return own.get(found.state, note) if found.role == ACCUSED and note is STEP else note


async def _brief(house: House, due: Due) -> Waiting | None:
    """Say in a line which case is late, while whoever gets it is to act."""
    today, number = house.clock().astimezone(house.zone).date(), due.data["case"]
    try:
        found = await house.store.run(view.card, due.chat_id or 0, today, number)
    except (NotYourCaseError, UnknownPersonError):
        return None
    if not found.may and found.role != "full":
        return None
    text = say(_("到期：{case}"), case=card.title(found.number, found.kind))
    return Waiting(text, say(_("{number} 号案件"), number=found.number), OpenCase(number))


CARDS = {
    "conduct_step": _drawing(STEP, owing=True),
    "conduct_due": _drawing(DUE, owing=True),
    "conduct_told": _drawing(TOLD, owing=False),
}
BRIEFS = {"conduct_due": _brief}
