"""A message to many as it is usually written: `gather`, and `limited` the library's rate limiter.

`/card` shows a card whose button edits it; `/tell FIRST COUNT` writes to so many accounts.
"""

import asyncio
import os
import sys
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    AIORateLimiter,
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
)

BUTTON = InlineKeyboardMarkup.from_button(InlineKeyboardButton("+", callback_data="+"))


async def card(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Show the card."""
    if update.message:
        await update.message.reply_text("0", reply_markup=BUTTON)


async def pressed(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Edit the card."""
    query = update.callback_query
    if query and query.message:
        await query.answer()
        text: str = getattr(query.message, "text", "") or "0"
        await query.edit_message_text(str(int(text) + 1), reply_markup=BUTTON)


async def tell(_update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Write to many, beside whatever else comes."""
    first, count = map(int, context.args or ())
    chats = range(first, first + count)
    sends = (context.bot.send_message(chat, "今天 16:00 培训。") for chat in chats)
    context.application.create_task(_gathered(list(sends)))


async def _gathered(sends: list[Any]) -> None:
    await asyncio.gather(*sends, return_exceptions=True)


def main() -> None:
    """Run until told to stop."""
    builder: Any = Application.builder().token(os.environ["BOT_TOKEN"])
    builder = builder.base_url(f"{os.environ['BOT_API_URL']}/bot")
    if "limited" in sys.argv:
        builder = builder.rate_limiter(AIORateLimiter())
    application = builder.build()
    application.add_handler(CommandHandler("card", card))
    application.add_handler(CommandHandler("tell", tell))
    application.add_handler(CallbackQueryHandler(pressed))
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main()
