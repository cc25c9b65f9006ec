"""What people send is fetched from Telegram."""

from contextlib import suppress
from typing import Any

from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from handlers.context import Context
from handlers.errors import words
from handlers.i18n import Say, _, say
from services.attachments import TooBigError

TOO_BIG = "file is too big"  # Telegram's words


class FileUnavailableError(Exception):
    """Telegram does not have the file any more."""


@words.register
def _unavailable(_error: FileUnavailableError) -> Say:
    return say(_("文件取不到了，请再发一次。"))


async def busy(context: Context) -> None:
    """Show that it may take a moment."""
    with suppress(TelegramError):
        await context.chat.send_action(ChatAction.TYPING)


async def fetched(bot: ExtBot[Any], file_id: str) -> bytes:
    """Return the bytes of a file that was sent; TooBigError, FileUnavailableError."""
    try:
        file = await bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())
    except BadRequest as error:
        if TOO_BIG in error.message.lower():
            raise TooBigError from error
        raise FileUnavailableError from error
