"""aiogram's documented echo bot, its settings untouched."""

import asyncio
import logging
import os
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.types import Message


async def echo(message: Message) -> None:
    """Say what was said."""
    await message.send_copy(chat_id=message.chat.id)


async def main() -> None:
    """Run until told to stop."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BOT_API_URL"]))
    html = DefaultBotProperties(parse_mode=ParseMode.HTML)
    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
    await dispatcher.start_polling(Bot(os.environ["BOT_TOKEN"], session=session, default=html))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, stream=sys.stdout)
    asyncio.run(main())
