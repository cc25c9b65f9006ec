"""Webhook delivery: the secret, each chat's order, tries until it is taken, several at once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest

from bot.request import AiohttpRequest
from bot.stand_in import Telegram, serving
from tests.stand_in.conftest import Way
from tests.waiting import until

ANN, BEN = 101, 102


class Ear:
    """A bot's end of a webhook: writes down what comes, answers as it is told to."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.refusing: set[str] = set()
        self.free = asyncio.Event()
        self.free.set()
        self.busy = self.most = 0
        self.url = ""

    async def hear(self, request: web.BaseRequest) -> web.Response:
        """Take an update."""
        update: dict[str, Any] = await request.json()
        self.busy += 1
        self.most = max(self.most, self.busy)
        await self.free.wait()
        self.busy -= 1
        text = update["message"]["text"]
        self.heard.append((text, request.headers["X-Telegram-Bot-Api-Secret-Token"]))
        return web.Response(status=500 if text in self.refusing else 204)

    def texts(self) -> list[str]:
        """Return what came, in order."""
        return [text for text, _ in self.heard]


@asynccontextmanager
async def _listening() -> AsyncIterator[Ear]:
    ear = Ear()
    runner = web.ServerRunner(web.Server(ear.hear), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    ear.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield ear
    await runner.cleanup()


@pytest.fixture
async def ear() -> AsyncIterator[Ear]:
    async with _listening() as ear:
        yield ear


@pytest.fixture
async def bot(world: Telegram) -> AsyncIterator[Bot]:
    async with (
        serving(world, loopback_webhooks=True) as url,
        Way(AiohttpRequest, url).bot(world.token) as bot,
    ):
        yield bot


def says(world: Telegram, number: int, *texts: str) -> None:
    for text in texts:
        world.say(world.users[number], text)


def nothing_waits(world: Telegram) -> Callable[[], bool]:
    return lambda: not len(world.updates)


async def test_updates_come_with_the_secret_and_in_order(
    world: Telegram, bot: Bot, ear: Ear
) -> None:
    says(world, ANN, "2", "3")
    await bot.set_webhook(ear.url, secret_token="s3cret")  # noqa: S106 - nobody's
    await until(nothing_waits(world))
    says(world, ANN, "4")
    await until(nothing_waits(world))
    assert ear.heard == [(text, "s3cret") for text in ("/start", "2", "3", "4")]
    await bot.delete_webhook()
    says(world, ANN, "5")
    assert [one.message and one.message.text for one in await bot.get_updates()] == ["5"]


async def test_what_is_refused_comes_again_and_holds_up_only_its_chat(
    world: Telegram, bot: Bot, ear: Ear
) -> None:
    ear.refusing.add("first")
    world.updates.take()
    says(world, ANN, "first", "second")
    says(world, BEN, "other")
    await bot.set_webhook(ear.url, secret_token="s")  # noqa: S106 - nobody's
    await until(lambda: ear.texts().count("first") >= 3)
    info = await bot.get_webhook_info()
    assert info.pending_update_count == 2
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    assert ("second" in ear.texts(), ear.texts().count("other")) == (False, 1)
    ear.refusing.clear()
    await until(nothing_waits(world))
    assert ear.texts()[-2:] == ["first", "second"]


async def test_pauses_grow_while_nobody_listens(
    world: Telegram, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.wait([asyncio.get_running_loop().create_future()], timeout=0.001)

    monkeypatch.setattr("bot.stand_in.webhook.rest", pause)
    async with _listening() as gone:
        pass
    await bot.set_webhook(gone.url)
    await until(lambda: len(pauses) > 12)
    assert pauses[:3] == [0.05, 0.1, 0.2]
    assert pauses[12] == 30
    assert (await bot.get_webhook_info()).last_error_message == "Connection refused"
    assert len(world.updates) == 1


async def test_only_so_many_come_at_once_and_never_two_of_a_chat(
    world: Telegram, bot: Bot, ear: Ear
) -> None:
    world.updates.take()
    for number in range(10):
        world.start(world.user(200 + number, "Guest"))
        says(world, 200 + number, "next")
    ear.free.clear()
    await bot.set_webhook(ear.url, secret_token="s", max_connections=4)  # noqa: S106 - nobody's
    await until(lambda: ear.busy == 4)
    ear.free.set()
    await until(nothing_waits(world))
    assert ear.most == 4
    assert ear.texts()[:4] == ["/start"] * 4
    assert len(ear.heard) == 20


async def test_each_update_comes_as_often_as_wanted(world: Telegram, bot: Bot, ear: Ear) -> None:
    world.updates.copies = 3
    says(world, ANN, "2")
    await bot.set_webhook(ear.url, secret_token="s")  # noqa: S106 - nobody's
    await until(nothing_waits(world))
    assert ear.texts() == ["/start"] * 3 + ["2"] * 3


async def test_plain_http_is_for_this_machine_and_only_where_it_is_let_through(
    world: Telegram, bot: Bot
) -> None:
    with pytest.raises(BadRequest, match="an https url must be provided"):
        await bot.set_webhook("http://a.cn/hook")
    with pytest.raises(BadRequest, match="only on ports 80, 88, 443 or 8443"):
        await bot.set_webhook("https://a.cn:9000/hook")
    world.loopback_webhooks = False
    with pytest.raises(BadRequest, match="an https url must be provided"):
        await bot.set_webhook("http://127.0.0.1:9000/hook")
