"""python-telegram-bot's way into this Telegram: requests without a network."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from telegram.request import BaseRequest, RequestData

from bot.request import NoAnswerError
from bot.stand_in import wire
from bot.stand_in.core import Telegram
from bot.stand_in.faults import Cut
from handlers.verdict import NotSentError


class Door(BaseRequest):
    """Hands the library's requests to a Telegram; give the same kind to getUpdates."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self._open = True

    @property
    def read_timeout(self) -> float:
        """Seconds an answer may take."""
        return 5.0

    async def initialize(self) -> None:
        """Open the door."""
        self._open = True

    async def shutdown(self) -> None:
        """Close it; later requests fail."""
        self._open = False

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - the library's; the stand-in does not tell GET and POST apart
        request_data: RequestData | None = None,
        *_timeouts: Any,
        **_named_timeouts: Any,
    ) -> tuple[int, bytes]:
        """Answer one request: a call of a method, or the download of a file."""
        if not self._open:
            words = "this door is closed"
            raise NotSentError(words)
        given = dict(parse_qsl(urlsplit(url).query))
        given |= request_data.json_parameters if request_data else {}
        parts = request_data.multipart_data if request_data else {}
        files = {
            name: wire.upload(file[0], _read(file[1]), file[2]) for name, file in parts.items()
        }
        try:
            return await wire.answer(self.telegram, urlsplit(url).path, given, files)
        except Cut:
            words = "cut"
            raise NoAnswerError(words) from None


def _read(content: Any) -> bytes:
    return content if isinstance(content, bytes) else bytes(content.read())
