"""A notice behind another one to the same person goes out as soon as that one is through."""

import asyncio
from typing import Any

import pytest

from bot.stand_in import Telegram
from services.delivery import Due
from services.store import Store
from tests.process.conftest import Start
from tests.process.test_postman import MANAGER, TOPIC, ZHANG_WEI, told, write


async def test_what_follows_one_that_ends_while_it_is_asked_is_sent_too(
    start: Start, telegram: Telegram, peopled_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken by `idle` looked at after the question instead of before it."""
    seen = asyncio.Event()
    async with start(TOPIC) as engine:
        postman = engine.postman
        asked, put = postman._due, postman._put  # noqa: SLF001 - when it asks and sends

        async def slowly() -> list[Due]:
            found = await asked()
            if not found and postman._under_way:  # noqa: SLF001 - until the other has ended
                seen.set()
                await asyncio.gather(*sending)
            return found

        async def later(one: Due, message: dict[str, Any]) -> int:
            if one.chat_id == ZHANG_WEI:
                task = asyncio.current_task()
                sending.update({task} if task else ())
                await seen.wait()
            return await put(one, message)

        sending = set[asyncio.Task[Any]]()
        monkeypatch.setattr(postman, "_due", slowly)
        monkeypatch.setattr(postman, "_put", later)
        peopled_store.call(write, "a", ZHANG_WEI, MANAGER, text="a")
        peopled_store.call(write, "b", ZHANG_WEI, text="b")
        await postman.deliver_all()
    assert told(telegram) == ["通知：a", "通知：b"]
