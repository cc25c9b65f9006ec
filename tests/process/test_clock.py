"""The clock that ticks: stopped in the middle of its work it says nothing of an error."""

import asyncio
import logging
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot import service
from bot.service import Process
from tests.waiting import until


async def test_a_clock_that_is_stopped_while_it_works_logs_no_error(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As when the process is ended during the night's backup. Broken by `_unless_stopped`."""
    began, ended = asyncio.Event(), asyncio.Event()

    async def nothing() -> None:
        """Plan nothing."""

    async def tick() -> None:
        if asyncio.current_task() is first:
            return
        began.set()
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    first = asyncio.current_task()
    monkeypatch.setattr(service, "TICK", 0.05)
    process = cast(Any, SimpleNamespace(_plan=nothing, _tick=tick))
    with caplog.at_level(logging.WARNING):
        clock = await Process._clockwork(process)  # noqa: SLF001 - the part alone
        await until(began.is_set)
        clock.shutdown(wait=False)
        await until(ended.is_set)
        await asyncio.sleep(0.05)
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR] == []
