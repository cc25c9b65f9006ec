"""/today: what I owe and what waits for me, as the topics know it."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button, ButtonHandler
from handlers.context import Context, Screen
from handlers.i18n import say
from handlers.topic import Entry, command, waiting, ways

MOST = 5


@dataclass(frozen=True)
class Today(Button):
    """Show what waits."""

    tag: ClassVar[str] = "today"


MENU = (Entry("today", say("今天要办的事"), say("今日待办"), Today()),)


async def tell(context: Context) -> None:
    """Send what waits."""
    await context.tell(await screen(context))


async def show(context: Context, _button: Today) -> None:
    """Put what waits in place of the card."""
    await context.show(await screen(context))


async def screen(context: Context) -> Screen:
    """Return what waits for whoever asks; UnknownPersonError."""
    await context.viewer()
    found = await waiting(context)
    lines = [say("· {what}", what=one.text) for one in found] or [say("没有等您办的事。")]
    rows = [((one.label, one.button),) for one in found[:MOST]]
    return Screen([say("<b>{day}</b>", day=context.today), *lines], [*rows, ways()], protect=True)


HANDLERS = (command("today", tell), ButtonHandler(Today, show))
