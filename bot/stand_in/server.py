"""The Telegram in memory over HTTP, on this machine only: addresses, bodies and answers."""

import asyncio
import json
import socket
import struct
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from functools import partial
from http import HTTPStatus
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from bot.stand_in import webhook, wire
from bot.stand_in.arguments import Upload
from bot.stand_in.core import Telegram
from bot.stand_in.faults import Cut
from bot.stand_in.refusal import Refusal
from bot.stand_in.state import LARGEST_UPLOAD

HOST = "127.0.0.1"
LARGEST_BODY = LARGEST_UPLOAD + 2**20
_RESET = struct.pack("ii", 1, 0)  # SO_LINGER: whoever waits gets a reset, not an end
_TICKS = 3  # of the loop: from accepting a connection to the server's knowing of it

Body = tuple[Mapping[str, str], Mapping[str, Upload]]


@asynccontextmanager
async def serving(
    telegram: Telegram, port: int = 0, *, loopback_webhooks: bool = False
) -> AsyncIterator[str]:
    """Serve the Bot API and deliver to webhooks; yield the address (BOT_API_URL).

    With `loopback_webhooks` setWebhook also takes `http://127.0.0.1:…` at any port, for tests of
    a bot without a certificate; every other address must be what Telegram demands.
    """
    telegram.loopback_webhooks = loopback_webhooks
    server = web.Server(
        _Handler(telegram).handle, request_factory=_request, handler_cancellation=True
    )
    loop = asyncio.get_running_loop()
    delivery = asyncio.ensure_future(webhook.Delivery(telegram).run())
    try:
        listening = await loop.create_server(server, HOST, port, backlog=1024)
        try:
            yield f"http://{HOST}:{listening.sockets[0].getsockname()[1]}"
        finally:
            await _stop(listening, server)
    finally:
        delivery.cancel()
        with suppress(asyncio.CancelledError):
            await delivery


async def _stop(listening: asyncio.Server, server: web.Server) -> None:
    """Take no more connections; break off those there are, one accepted this moment too.

    A listener closed between accepting and making the connection leaves its socket open.
    """
    for one in listening.sockets:
        asyncio.get_running_loop().remove_reader(one.fileno())
    for _ in range(_TICKS):
        await asyncio.sleep(0)
    listening.close()
    server.pre_shutdown()
    await server.shutdown(0.1)


class _Handler:
    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a request; what is cut off ends in a reset."""
        path = request.raw_path.partition("?")[0]
        try:
            status, body = await wire.answer(self._telegram, path, *await _body(request))
        except Refusal as refusal:
            status, body = wire.refused(refusal)
        except Cut:
            return _reset(request)
        file = status == HTTPStatus.OK and path.startswith("/file/")
        kind = "application/octet-stream" if file else "application/json"
        if self._telegram.faults.drip:
            return await self._drip(request, status, body)
        return web.Response(body=body, status=status, content_type=kind)

    async def _drip(
        self, request: web.BaseRequest, status: int, body: bytes
    ) -> web.StreamResponse:
        response = web.StreamResponse(status=status)
        response.content_length = len(body)
        await response.prepare(request)
        with suppress(ConnectionError):
            for start in range(0, len(body), max(1, len(body) // 10)):
                await response.write(body[start : start + max(1, len(body) // 10)])
                await asyncio.sleep(self._telegram.faults.drip / 10)
        return response


def _request(*parts: Any) -> web.BaseRequest:
    made: Any = partial(web.BaseRequest, *parts)  # five parts, which only aiohttp names
    request: web.BaseRequest = made(asyncio.get_running_loop(), client_max_size=LARGEST_BODY)
    return request


async def _body(request: web.BaseRequest) -> Body:
    """Return the parameters as text, and the files; those of the address count too."""
    if request.method not in {"GET", "POST"}:
        raise Refusal(405, "Method Not Allowed")
    given: dict[str, str] = dict(request.query) if "?" in request.raw_path else {}
    if request.method == "GET" or not request.body_exists:
        return given, {}
    try:
        if request.content_type == "application/json":
            return given | _texts(await request.read()), {}
        posted = await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(413, "Request Entity Too Large") from None
    files = {}
    for name, value in posted.items():
        if isinstance(value, FileField):
            files[name] = wire.upload(value.filename, value.file.read(), value.content_type)
        else:
            given[name] = value if isinstance(value, str) else bytes(value).decode()
    return given, files


def _texts(body: bytes) -> dict[str, str]:
    try:
        values = json.loads(body or b"{}")
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise Refusal(400, "Bad Request: can't parse request parameters: wrong JSON")
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in values.items()
    }


def _reset(request: web.BaseRequest) -> web.StreamResponse:
    transport = request.transport
    if transport is not None:
        ours: socket.socket = transport.get_extra_info("socket")
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        transport.abort()
    return web.Response()
