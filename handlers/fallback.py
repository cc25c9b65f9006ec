"""What no topic answers to: commands and buttons that do not exist (any more)."""

from telegram import Update
from telegram.ext import CallbackQueryHandler, filters

from handlers.buttons import StaleError, answer
from handlers.context import Context, Screen
from handlers.i18n import say
from handlers.topic import Handler, message, ways


async def unknown_command(context: Context) -> None:
    """Say that there is no such command; to a stranger nothing but how to be invited."""
    await context.viewer()
    await context.tell(Screen(say("没有这个命令。/help 列出您能用的。"), (ways(),)))


async def unknown_button(update: Update, context: Context) -> None:
    """Treat a button of a kind that we do not have as an outdated card."""
    await answer(update)
    if await context.admitted():
        raise StaleError


HANDLERS: tuple[Handler, ...] = (
    message(filters.COMMAND & filters.ChatType.PRIVATE, unknown_command),
    CallbackQueryHandler(unknown_button),
)
