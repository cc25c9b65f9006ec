"""What the postman does with one message: sends it, writes another anew, takes one away."""

import asyncio
import logging
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from telegram import InputFile, Message
from telegram.error import BadRequest
from telegram.ext import ExtBot

from handlers.screen import NO_PREVIEW, PHOTO
from services import files
from services.store import Store

GONE = "the file is gone"
log = logging.getLogger(__name__)


@dataclass
class Hand:
    """Puts messages to Telegram; a file that it has been given once is not uploaded again."""

    store: Store
    bot: ExtBot[Any]
    _uploaded: dict[int, str] = field(default_factory=dict)

    async def put(self, chat: int, message: dict[str, Any]) -> int:
        """Do what a message is for and return its number; TelegramError."""
        message = dict(message)
        stored, called = message.pop("stored", None), message.pop("called", "")
        edits, deletes = message.pop("edits", None), message.pop("deletes", None)
        if stored is not None:
            return await self._send_file(chat, stored, called, message)
        readied = _readied(message)
        if deletes is not None:
            await self._take_away(chat, deletes, readied)
        elif edits is not None:
            await self._write_anew(chat, edits, readied)
        else:
            return (await self.bot.send_message(chat, **readied)).message_id
        return int(edits if deletes is None else deletes)

    async def _write_anew(self, chat: int, number: int, readied: dict[str, Any]) -> None:
        readied.pop("protect_content", None)
        try:
            await self.bot.edit_message_text(chat_id=chat, message_id=number, **readied)
        except BadRequest:  # it says so already, is deleted or too old: nothing is lost by it
            log.debug("a card was not redrawn")

    async def _take_away(self, chat: int, number: int, readied: dict[str, Any]) -> None:
        """Delete a message; what Telegram lets nobody delete any more says something else."""
        try:
            await self.bot.delete_message(chat, number)
        except BadRequest:
            text, mode = readied["text"], readied["parse_mode"]
            try:
                await self.bot.edit_message_caption(chat, number, caption=text, parse_mode=mode)
            except BadRequest:  # it has no caption: it is words
                await self._write_anew(chat, number, readied)

    async def _send_file(self, chat: int, stored: int, called: str, form: dict[str, Any]) -> int:
        """Send a file of the house, without a name as a photo; BadRequest if it is gone."""
        name, content = await asyncio.to_thread(self._content, stored)
        given = self._uploaded.get(stored) or InputFile(content, called or name or PHOTO)
        if name:
            sent = await self.bot.send_document(chat, given, **form)
        else:
            sent = await self.bot.send_photo(chat, given, **form)
        self._uploaded[stored] = _file_id(sent)
        return sent.message_id

    def _content(self, stored: int) -> tuple[str, bytes]:
        out = BytesIO()
        try:
            if stored in self._uploaded:
                return self.store.call(files.kept, stored).name, b""
            return files.copy(self.store, stored, out).name, out.getvalue()
        except (files.FileGoneError, files.FileDamagedError) as error:
            raise BadRequest(GONE) from error


def _file_id(sent: Message) -> str:
    return sent.document.file_id if sent.document else sent.photo[-1].file_id


def _readied(message: dict[str, Any]) -> dict[str, Any]:
    return {**message, "link_preview_options": NO_PREVIEW}
