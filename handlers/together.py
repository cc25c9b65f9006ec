"""Several reminders at once are one message: a line and a button each."""

from dataclasses import replace

from handlers.buttons import Button
from handlers.context import House
from handlers.i18n import Say, _, counted, say
from handlers.notices import briefs, drawings, wordings
from handlers.screen import Screen
from handlers.topic import Waiting, ways
from services.delivery import Due
from services.together import TOGETHER

IN_A_ROW = 2


async def _together(house: House, due: Due) -> Screen | None:
    """Draw what still holds; a single one as it is by itself."""
    known = briefs(house.topics)
    found: list[tuple[Due, Waiting]] = []
    for part in due.data["parts"]:
        one = replace(due, kind=part["kind"], data=part["data"])
        if brief := await known[one.kind](house, one):
            found.append((one, brief))
    if len(found) <= 1:
        return await _alone(house, found[0][0]) if found else None
    return drawn([brief for _, brief in found])


async def _alone(house: House, one: Due) -> Screen | None:
    if drawing := drawings(house.topics).get(one.kind):
        return await drawing(house, one)
    return wordings(house.topics)[one.kind](one.data)


def drawn(found: list[Waiting]) -> Screen:
    """Return the message."""
    head = counted("⏰ 提醒您 {count} 件事：", "⏰ 提醒您 {count} 件事：", len(found))
    lines = [head]
    shown: list[tuple[Say, Button]] = []
    for number, one in enumerate(found, start=1):
        lines.append(say(_("{number}. {what}"), number=number, what=one.text))
        shown.append((say(_("{number} {label}"), number=number, label=one.label), one.button))
    rows = [shown[at : at + IN_A_ROW] for at in range(0, len(shown), IN_A_ROW)]
    return Screen(lines, [*rows, ways()], protect=True)


CARDS = {TOGETHER: _together}
HANDLERS = ()
