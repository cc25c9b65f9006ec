"""Waiting without sleeping on: an event, or a while."""

import asyncio


async def within(seconds: float, event: asyncio.Event) -> None:
    """Wait for the event, but not longer."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
