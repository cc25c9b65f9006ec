"""Waiting for something to become so, never for a length of time."""

import asyncio
from collections.abc import Callable

PATIENCE = 30.0
"""Seconds until what never becomes so fails a test."""


async def until(
    condition: Callable[[], object], seconds: float = PATIENCE, every: float = 0.02
) -> None:
    """Wait until the condition holds, asking now and then; TimeoutError after so many seconds."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - any condition, not only what sets an event
            await asyncio.sleep(every)
