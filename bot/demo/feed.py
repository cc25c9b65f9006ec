"""The stream of events to the page (server-sent events)."""

import asyncio
import json
from uuid import uuid4

from aiohttp import web

from bot.demo.views import event_view
from bot.stand_in.core import Telegram
from bot.stand_in.world import Event

BEAT = 15.0
"""Seconds after which a silent stream shows that it lives."""


class Feed:
    """Sends the events of a Telegram to every page that listens, missed ones first."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._epoch = uuid4().hex
        self._queues: set[asyncio.Queue[Event | None]] = set()

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Answer a page that listens, until it goes or the server ends."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        after = request.headers.get("Last-Event-ID") or request.query.get("after", "0")
        for event in self._telegram.events[int(after) :]:
            queue.put_nowait(event)
        stop = self._telegram.listen(queue.put_nowait)
        self._queues.add(queue)
        try:
            await response.write(f"event: hello\ndata: {self._epoch}\n\n".encode())
            await self._pass_on(queue, response)
        except ConnectionResetError:
            pass
        finally:
            stop()
            self._queues.discard(queue)
        return response

    async def close(self, _app: web.Application) -> None:
        """End all streams."""
        for queue in self._queues:
            queue.put_nowait(None)

    async def _pass_on(
        self, queue: asyncio.Queue[Event | None], response: web.StreamResponse
    ) -> None:
        while True:
            try:
                event = await asyncio.wait_for(queue.get(), BEAT)
            except TimeoutError:
                await response.write(b": alive\n\n")
                continue
            if event is None:
                return
            told = json.dumps(event_view(event), ensure_ascii=False)
            await response.write(f"id: {event.number}\ndata: {told}\n\n".encode())
