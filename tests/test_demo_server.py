"""The demo page's server serves this machine only and says what happened in the chats."""

import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession, FormData

from bot.demo.server import HOST, Persona, web_app
from bot.demo.words import WORDS
from bot.servers import serving
from bot.stand_in import Telegram

ANN, BEN = 101, 102
_SCRIPTS = Path(__file__).parent.parent / "bot" / "demo" / "page" / "js"
_WORD = re.compile(r'"(\w+)"')


@pytest.fixture
def telegram() -> Telegram:
    telegram = Telegram(lambda: datetime(2026, 10, 8, 9, tzinfo=UTC))
    telegram.user(ANN, "Ann")
    telegram.user(BEN, "Ben")
    return telegram


@pytest.fixture
async def page(telegram: Telegram) -> AsyncIterator[ClientSession]:
    app = web_app(telegram, [Persona(ANN, "Ann", "客户经理"), Persona(BEN, "Ben", "总经理")])
    async with serving(app, HOST) as url, ClientSession(url) as session:
        assert url.startswith("http://127.0.0.1:")
        yield session


async def test_only_local_names_are_answered(page: ClientSession) -> None:
    for host, status in (("localhost", 200), ("127.0.0.1:80", 200), ("evil.example", 403)):
        async with page.get("/api/world", headers={"Host": host}) as answer:
            assert answer.status == status


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
async def test_posts_from_other_sites_are_refused(
    page: ClientSession, telegram: Telegram, headers: dict[str, str]
) -> None:
    said = {"user": ANN, "chat": ANN, "text": "x"}
    async with page.post("/api/say", json=said, headers=headers) as answer:
        assert answer.status == 403
    assert not telegram.events


async def test_nothing_foreign_is_loaded(page: ClientSession) -> None:
    async with page.get("/") as answer:
        assert answer.status == 200
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "http" not in (await answer.text()).replace("<!doctype html>", "")


async def test_words_and_people_are_told_in_a_language(page: ClientSession) -> None:
    async with page.get("/api/words", params={"language": "zh_Hans_CN"}) as answer:
        assert (await answer.json())["send"] == "发送"
    async with page.get("/api/world") as answer:
        world = await answer.json()
    assert [(one["name"], one["post"]) for one in world["personas"]] == [
        ("Ann", "客户经理"),
        ("Ben", "总经理"),
    ]


def test_the_page_uses_exactly_the_words_there_are() -> None:
    scripts = "".join(path.read_text("utf-8") for path in _SCRIPTS.glob("*.js"))
    used = {word for call in re.findall(r"\bt\(([^;]*)", scripts) for word in _WORD.findall(call)}
    assert set(WORDS) <= used
    plain = set(re.findall(r"""\bt\("(\w+)\"""", scripts))
    assert plain <= set(WORDS)


async def test_what_is_said_and_sent_reaches_the_bot_and_the_stream(
    page: ClientSession, telegram: Telegram
) -> None:
    async with page.post("/api/start", json={"user": ANN, "chat": ANN, "payload": "a-1"}):
        pass
    form = FormData({"user": str(ANN), "chat": str(ANN)}, quote_fields=False)
    form.add_field("caption", "look")
    form.add_field("file", b"rows", filename="表.csv", content_type="text/csv")
    async with page.post("/api/file", data=form) as answer:
        sent = (await answer.json())["document"]
    assert sent["file_name"] == "表.csv"
    async with page.get(f"/api/files/{sent['file_id']}") as answer:
        assert await answer.read() == b"rows"
        assert answer.headers["Content-Disposition"].startswith("attachment")
    heard = [one["message"] for one in telegram.updates.take()]
    assert [one.get("text") or one["caption"] for one in heard] == ["/start a-1", "look"]
    async with page.get("/api/events", params={"after": 1}) as stream:
        lines = [await stream.content.readuntil(b"\n\n") for _ in range(2)]
    event = json.loads(lines[1].split(b"data: ")[1])
    assert (event["number"], event["kind"], event["message"]["caption"]) == (2, "said", "look")


async def test_nobody_reads_or_writes_in_the_chat_of_another(page: ClientSession) -> None:
    async with page.get("/api/chat", params={"user": ANN, "chat": BEN}) as answer:
        assert answer.status == 403
    async with page.get("/api/chat", params={"user": ANN, "chat": 7}) as answer:
        assert answer.status == 404
    async with page.post("/api/say", json={"user": ANN, "chat": ANN}) as answer:
        assert answer.status == 400
    said = {"user": ANN, "chat": ANN, "message": 9, "data": "x"}
    async with page.post("/api/press", json=said) as answer:
        assert answer.status == 400
