"""The health page: is the process alive, is it ready, and its figures for Prometheus."""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import DBAPIError

from bot import metrics, nightly
from bot.pulse import Pulse
from handlers.context import House
from services import health

ALIVE = {"polling": 120.0, "tick": 120.0}
READY = {"inbox": 60.0}


class Health:
    """Answers /healthz, /readyz and /metrics."""

    def __init__(self, house: House, pulse: Pulse, folder: Path) -> None:
        self.house, self.pulse, self.folder = house, pulse, folder

    def app(self) -> web.Application:
        """Return the server."""
        app = web.Application()
        app.router.add_get("/healthz", self.healthz)
        app.router.add_get("/readyz", self.readyz)
        app.router.add_get("/metrics", self.metrics)
        return app

    async def healthz(self, _request: web.Request) -> web.Response:
        """Tell whether the process does what it is for; else it had better be started anew."""
        return _told(self._pulse(), ALIVE)

    async def readyz(self, _request: web.Request) -> web.Response:
        """Tell whether it can work now: the database answers, nothing is left lying."""
        try:
            ages = await self._ages()
        except DBAPIError:
            return web.json_response({"database": "away"}, status=HTTPStatus.SERVICE_UNAVAILABLE)
        return _told(ages, ALIVE | READY)

    async def metrics(self, _request: web.Request) -> web.Response:
        """Tell the figures."""
        try:
            ages = await self._ages()
        except DBAPIError:
            ages = self._pulse()
        metrics.AGES.clear()
        for what, age in ages.items():
            metrics.AGES.labels(what).set(age)
        body = generate_latest(metrics.REGISTRY)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    def _pulse(self) -> dict[str, float]:
        now = asyncio.get_running_loop().time()
        return {what: now - at for what, at in self.pulse.beats.items()}

    async def _ages(self) -> dict[str, float]:
        """Return how old each thing is, in seconds: polls, ticks, what waits, the last backup."""
        now = self.house.clock().astimezone(self.house.zone)
        waiting = await self.house.store.run(health.backlog, now)
        ages = {what: (now - since).total_seconds() for what, since in waiting.since.items()}
        last = nightly.latest(self.folder, self.house.zone)
        backup = {"backup": (now - last).total_seconds()} if last else {}
        return self._pulse() | {what: max(0.0, age) for what, age in ages.items()} | backup


def _told(ages: Mapping[str, float], limits: Mapping[str, float]) -> web.Response:
    late = [what for what, limit in limits.items() if ages.get(what, 0.0) > limit]
    status = HTTPStatus.SERVICE_UNAVAILABLE if late else HTTPStatus.OK
    body = {"late": late, "ages": {what: round(age, 1) for what, age in sorted(ages.items())}}
    return web.json_response(body, status=status)
