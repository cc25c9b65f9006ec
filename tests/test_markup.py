"""T-X10: what people write or are called is never markup, however it looks.

Broken by text that reaches a message without `handlers.render`, or is escaped twice there.
"""

from collections.abc import AsyncIterator

import pytest

from bot.stand_in import Person, Telegram
from bot.stand_in.person import Receive
from services.store import Store
from tests.branch import NOW
from tests.stage import answering
from tests.test_access_in_chat import someone

PAYLOADS = (
    "<b>粗</b>",
    "</b></i></a>",
    "<a href='https://example.com'>点我</a>",
    '<a href="tg://user?id=1">张伟</a>',
    "&lt;b&gt;",
    "&#60;b&#62;",
    "<tg-spoiler>",
    "<!-- x",
    "*粗* _斜_ `码` [链](https://example.com)",
    "{name} {0} %s %(name)s",
    "\u202e反\u2066向",
)
LONG = 16
BY_ITSELF = {"bot_command", "url"}  # what Telegram makes of any text


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(lambda: NOW)


@pytest.fixture
async def receive(filled_store: Store, telegram: Telegram) -> AsyncIterator[Receive]:
    """Return what hands updates to the bot."""
    async with answering(filled_store, telegram, NOW, alone=True) as receive:
        yield receive


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_what_was_written_comes_back_as_it_was(
    telegram: Telegram, receive: Receive, payload: str
) -> None:
    asker: Person = someone(telegram, receive, "JC001")
    said = [one for one in await asker.types(f"/find {payload}") if one.kind == "sent"]
    (found,) = [one.shown for one in said]
    written = payload.strip()[:LONG]  # a long search is cut
    assert written in str(found["text"])
    at = str(found["text"]).index(written)
    within = {
        (one["type"], one["offset"])
        for one in found.get("entities", [])
        if at <= one["offset"] < at + len(payload) and one["type"] not in BY_ITSELF
    }
    assert within <= {("bold", at)}  # ours: the whole
    assert telegram.unmodelled == []
