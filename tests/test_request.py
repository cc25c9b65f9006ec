"""The way to Telegram: what an error means for whoever sent, proxies, and nothing told in logs."""

import asyncio
import logging
import socket
import struct
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from telegram.error import NetworkError, TelegramError
from telegram.request import RequestData

from bot.request import AiohttpRequest, NoAnswerError
from bot.stand_in import Telegram, lost_answer, refused, serving, timed_out, wedged
from handlers.verdict import NotSentError

HERE = "127.0.0.1"
NOTHING = RequestData()
Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture
def telegram() -> Telegram:
    telegram = Telegram(lambda: datetime(2026, 10, 8, 9, tzinfo=UTC))
    telegram.start(telegram.user(101, "Ann"))
    return telegram


@asynccontextmanager
async def listening(answer: Answer) -> AsyncIterator[int]:
    """Yield a port at which something answers."""
    async with await asyncio.start_server(answer, HERE, 0) as server:
        yield server.sockets[0].getsockname()[1]


async def get_me(
    request: AiohttpRequest, url: str, telegram: Telegram, wait: float = 5.0
) -> object:
    return await request.post(f"{url}/bot{telegram.token}/getMe", NOTHING, read_timeout=wait)


async def failure(telegram: Telegram, url: str, proxy: str = "") -> type[TelegramError]:
    """Return how a request fails; the token may not be in what is written of it."""
    async with AiohttpRequest(proxy) as request:
        with pytest.raises(NetworkError) as raised:
            await get_me(request, url, telegram, 0.05)
    assert telegram.token not in "".join(traceback.format_exception(raised.value))
    return raised.type


async def test_what_was_not_sent_is_told_apart(telegram: Telegram) -> None:
    with socket.create_server((HERE, 0)) as free:
        nobody = f"{HERE}:{free.getsockname()[1]}"
    assert await failure(telegram, f"http://{nobody}") is NotSentError
    assert await failure(telegram, "http://nowhere.invalid") is NotSentError
    assert await failure(telegram, "http:///nonsense") is NotSentError
    for kind in ("http", "socks5", "socks5h"):
        proxy = f"{kind}://{nobody}"
        assert await failure(telegram, "https://api.telegram.org", proxy) is NotSentError
    with pytest.raises(NotSentError):
        await get_me(AiohttpRequest(), f"http://{nobody}", telegram)


async def test_a_full_pool_means_not_sent(
    telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.request.CONNECTIONS", 3)
    telegram.faults.always("getMe", wedged())
    async with serving(telegram) as url, AiohttpRequest() as request:
        address = f"{url}/bot{telegram.token}/getMe"

        async def waits() -> type[BaseException]:
            with pytest.raises(NetworkError) as raised:
                await request.post(
                    address, NOTHING, read_timeout=2, connect_timeout=0.5, pool_timeout=0.5
                )
            return raised.type

        kinds = await asyncio.gather(*(waits() for _ in range(5)))
    assert [kinds.count(NoAnswerError), kinds.count(NotSentError)] == [3, 2]


async def test_what_may_have_taken_effect_is_told_apart(telegram: Telegram) -> None:
    async with serving(telegram) as url:
        for fault in (timed_out(), lost_answer(), wedged()):
            telegram.fail_next("getMe", fault)
            assert await failure(telegram, url) is NoAnswerError
        telegram.faults.drip = 1.0
        assert await failure(telegram, url) is NoAnswerError
        telegram.faults.drip = 0.0
        telegram.fail_next("getMe", refused(502, "Bad Gateway"))
        assert await failure(telegram, url) is NetworkError  # an answer


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<secret/>", NoAnswerError),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{", NoAnswerError),
        (b"nonsense\r\n\r\n", NoAnswerError),
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 9\r\n\r\n<secret/>", NetworkError),
        (b"HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 2\r\n\r\n{}", NetworkError),
    ],
    ids=["no JSON", "half an answer", "no HTTP", "a gateway's page", "led elsewhere"],
)
async def test_nonsense_is_no_answer_and_not_logged(
    telegram: Telegram, raw: bytes, kind: type[TelegramError], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(raw)
        writer.close()

    async with listening(answer) as port:
        assert await failure(telegram, f"http://{HERE}:{port}") is kind
    assert "secret" not in caplog.text
    assert telegram.token not in caplog.text


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while some := await reader.read(65536):
        writer.write(some)
    writer.close()


async def test_a_socks_proxy_is_asked_by_name(telegram: Telegram) -> None:
    asked = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _, count = await reader.readexactly(2)
        await reader.readexactly(count)
        writer.write(b"\x05\x02")  # user name and password, please
        _, length = await reader.readexactly(2)
        user = await reader.readexactly(length)
        word = await reader.readexactly((await reader.readexactly(1))[0])
        writer.write(b"\x01\x00")
        *_, kind = await reader.readexactly(4)
        name = await reader.readexactly((await reader.readexactly(1))[0])
        (port,) = struct.unpack("!H", await reader.readexactly(2))
        asked.append((user, word, kind, name))
        writer.write(b"\x05\x00\x00\x01" + bytes(6))
        there = await asyncio.open_connection(HERE, port)
        await asyncio.gather(_pump(reader, there[1]), _pump(there[0], writer))

    async with serving(telegram) as url, listening(proxy) as port:
        away = url.replace(HERE, "telegram.invalid")  # only the proxy knows where that is
        async with AiohttpRequest(f"socks5h://me:p%40ss@{HERE}:{port}") as request:
            assert await get_me(request, away, telegram)
    assert asked == [(b"me", b"p@ss", 3, b"telegram.invalid")]


async def test_an_http_proxy_is_asked(telegram: Telegram) -> None:
    asked = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        asked.append((head.split()[1], b"Proxy-Authorization: Basic" in head))
        body = b'{"ok": true, "result": true}'
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
        writer.close()

    async with (
        listening(proxy) as port,
        AiohttpRequest(f"http://me:word@{HERE}:{port}") as request,
    ):
        assert await get_me(request, "http://telegram.invalid", telegram) is True
    assert asked == [(f"http://telegram.invalid/bot{telegram.token}/getMe".encode(), True)]
