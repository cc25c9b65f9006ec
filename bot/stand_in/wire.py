"""What every door shares: an address and parameters in, an HTTP status and bytes out."""

import json
import mimetypes
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from bot.stand_in.arguments import Upload
from bot.stand_in.core import Telegram
from bot.stand_in.refusal import Refusal

_ADDRESS = re.compile(r"(?P<file>/file)?/bot(?P<token>\d+:[^/]+)/(?P<name>.+)")


async def answer(
    telegram: Telegram, path: str, given: Mapping[str, str], files: Mapping[str, Upload]
) -> tuple[int, bytes]:
    """Answer a request for `/bot<token>/<method>` or `/file/bot<token>/<path>`.

    `Cut` is raised for no answer.
    """
    try:
        place, name = _place(telegram, unquote(path))
        if place == "/file":
            return 200, telegram.download(name)
        status, body = await telegram.call(name, given, files)
    except Refusal as refusal:
        return refused(refusal)
    return status, _bytes(body)


def refused(refusal: Refusal) -> tuple[int, bytes]:
    """Return a refusal as it is sent."""
    return refusal.code, _bytes(refusal.body())


def upload(name: str, content: bytes, mime: str) -> Upload:
    """Return a file as it was sent; Telegram guesses the type from the name."""
    return Upload(name, content, mimetypes.guess_type(name)[0] or mime)


def _place(telegram: Telegram, path: str) -> tuple[str | None, str]:
    found = _ADDRESS.fullmatch(path)
    if found is None:
        raise Refusal(404, "Not Found")
    if found["token"] != telegram.token:
        raise Refusal(401, "Unauthorized")
    return found["file"], found["name"]


def _bytes(body: dict[str, Any]) -> bytes:
    return json.dumps(body).encode()
