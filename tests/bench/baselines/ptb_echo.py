"""python-telegram-bot's documented echo bot, its settings untouched."""

import logging
import os
from typing import Any

from telegram import ForceReply, Update
from telegram.ext import Application, CommandHandler, ContextTypes, MessageHandler, filters

logging.basicConfig(
    format="%(asctime)s - %(name)s - %(levelname)s - %(message)s", level=logging.INFO
)
logging.getLogger("httpx").setLevel(logging.WARNING)


async def start(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Greet."""
    if update.message and update.effective_user:
        await update.message.reply_html(
            f"Hi {update.effective_user.mention_html()}!",
            reply_markup=ForceReply(selective=True),
        )


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say what was said."""
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


def main() -> None:
    """Run until told to stop."""
    builder: Any = Application.builder().token(os.environ["BOT_TOKEN"])
    application = builder.base_url(f"{os.environ['BOT_API_URL']}/bot").build()
    application.add_handler(CommandHandler("start", start))
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main()
