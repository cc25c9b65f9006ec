"""The way to Telegram: the library's requests over aiohttp, which tells what an error means."""

import json
from io import BytesIO
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import unquote, urlsplit

import aiohttp
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError
from telegram.error import TimedOut
from telegram.request import BaseRequest, RequestData

from handlers.verdict import NotSentError

CONNECTIONS = 256
READ, WRITE, WRITE_FILES, CONNECT, POOL = 5.0, 5.0, 20.0, 5.0, 1.0  # seconds, the library's own
SOCKS_PORT = 1080
FAILURES = (aiohttp.ClientError, ProxyConnectionError, ProxyError, ProxyTimeoutError, OSError)


class NoAnswerError(TimedOut):
    """The request went out and no answer came back: it may have taken effect or not."""


class AiohttpRequest(BaseRequest):
    """One pool of connections to Telegram, kept open; its errors never name the address.

    Raises `NotSentError` or `NoAnswerError`; every other error of the library is an answer.
    """

    def __init__(self, proxy: str = "") -> None:
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds an answer may take unless the caller says otherwise."""
        return READ

    async def initialize(self) -> None:
        """Make the pool; nothing is connected yet."""
        if self._session is None:
            sent = aiohttp.TraceConfig()
            sent.on_request_headers_sent.append(_mark_sent)
            http = self._proxy if self._proxy.startswith("http") else None
            self._session = aiohttp.ClientSession(
                connector=_connector(self._proxy),
                headers={"User-Agent": self.USER_AGENT},
                proxy=http,
                trace_configs=[sent],
            )

    async def shutdown(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0913, PLR0917 - as the library calls it
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send a request; return the status and the body."""
        if self._session is None:
            words = "closed"
            raise NotSentError(words)
        files = request_data is not None and request_data.contains_files
        read, connect = _or(read_timeout, READ), _or(connect_timeout, CONNECT)
        write = _or(write_timeout, WRITE_FILES if files else WRITE)
        free = _sum(connect, _or(pool_timeout, POOL))
        whole = None if method == "GET" else _sum(free, write, read)  # a download may last
        timeout = aiohttp.ClientTimeout(whole, free, read, connect)
        sent: list[bool] = []
        try:
            async with self._session.request(
                method,
                url,
                timeout=timeout,
                allow_redirects=False,
                trace_request_ctx=sent,
                **_body(request_data),
            ) as response:
                return response.status, await response.read()
        except FAILURES as error:
            kind = NoAnswerError if sent else NotSentError
            raise kind(type(error).__name__) from None  # its words would hold the URL: the token

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer without writing it to the log; nothing readable is no answer."""
        try:
            return cast("dict[str, Any]", json.loads(payload))
        except ValueError:
            words = "unreadable"
            raise NoAnswerError(words) from None


async def _mark_sent(_session: object, context: SimpleNamespace, _params: object) -> None:
    context.trace_request_ctx.append(True)


def _connector(proxy: str) -> aiohttp.TCPConnector:
    if not proxy.startswith("socks"):
        return aiohttp.TCPConnector(limit=CONNECTIONS)
    parts = urlsplit(proxy)
    return ProxyConnector(
        parts.hostname or "",
        parts.port or SOCKS_PORT,
        username=unquote(parts.username or "") or None,
        password=unquote(parts.password or "") or None,
        rdns=True,  # the proxy looks Telegram up: here its name may be blocked
        limit=CONNECTIONS,
    )


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        return {"data": data.json_payload, "headers": {"Content-Type": "application/json"}}
    form = aiohttp.FormData(quote_fields=False)  # Telegram reads names of files as they are
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        stream = BytesIO(content) if isinstance(content, bytes) else content  # sent in pieces
        form.add_field(name, stream, filename=filename, content_type=mime)
    return {"data": form}


def _or(given: Any, usual: float) -> float | None:
    return usual if given is BaseRequest.DEFAULT_NONE else cast("float | None", given)


def _sum(*seconds: float | None) -> float | None:
    known = [one for one in seconds if one is not None]
    return sum(known) if len(known) == len(seconds) else None
