"""python-telegram-bot's way into this Telegram: requests without a network."""

import json
import mimetypes
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from telegram.error import NetworkError
from telegram.error import TimedOut as NoAnswer
from telegram.request import BaseRequest, RequestData

from bot.stand_in.arguments import Upload
from bot.stand_in.core import Telegram
from bot.stand_in.faults import Cut
from bot.stand_in.refusal import Refusal


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
        method: str,
        request_data: RequestData | None = None,
        *_timeouts: Any,
        **_named_timeouts: Any,
    ) -> tuple[int, bytes]:
        """Answer one request: a call of a method, or the download of a file."""
        if not self._open:
            words = "this door is closed"
            raise NetworkError(words)
        token, name = _parts(url)
        try:
            self._check(token)
            if method == "GET":
                return 200, self.telegram.download(name)
            asked = dict(parse_qsl(urlsplit(url).query))
            given = asked | (request_data.json_parameters if request_data else {})
            status, body = await self.telegram.call(name, given, _uploads(request_data))
        except Refusal as refusal:
            status, body = refusal.code, refusal.body()
        except Cut:
            raise NoAnswer from None
        return status, json.dumps(body).encode()

    def _check(self, token: str) -> None:
        if token != self.telegram.token:
            raise Refusal(401, "Unauthorized")


def _parts(url: str) -> tuple[str, str]:
    path = unquote(urlsplit(url).path).removeprefix("/file")
    token, _, name = path.removeprefix("/bot").partition("/")
    return token, name


def _uploads(request_data: RequestData | None) -> dict[str, Upload]:
    parts = request_data.multipart_data if request_data else {}
    return {part: _upload(*given) for part, given in parts.items()}


def _upload(name: str, content: Any, mime: str) -> Upload:
    raw = content if isinstance(content, bytes) else content.read()
    return Upload(name, raw, mimetypes.guess_type(name)[0] or mime)
