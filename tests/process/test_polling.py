"""T-R13: a getUpdates that is never answered is noticed; what passes is borne."""

import asyncio
import json
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy.exc import OperationalError
from telegram.request import BaseRequest

from bot.intake import Intake
from bot.polling import SECONDS, Poller, WedgedError
from bot.pulse import Pulse
from bot.request import NoAnswerError
from handlers.verdict import NotSentError
from tests.virtual_time import at_once, passed

SEEN = 120.0
"""Seconds until a wedge must have been seen."""
UPDATES = 200, json.dumps({"ok": True, "result": [{"update_id": 7}]}).encode()
NOTHING = 200, b'{"ok": true, "result": []}'
HOUR = 3600.0


class Silence(Exception):  # noqa: N818 - what there is
    """No answer comes, and nobody says so."""


class Way(BaseRequest):
    """Answers what the test wants, the last again and again."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[float] = []
        self.opened = 0

    @property
    def read_timeout(self) -> float:
        """Seconds an answer may take."""
        return 5.0

    async def initialize(self) -> None:
        """Count the openings."""
        self.opened += 1

    async def shutdown(self) -> None:
        """Close nothing."""

    async def do_request(self, *_: Any, read_timeout: float, **__: Any) -> tuple[int, bytes]:  # type: ignore[override]
        """Answer, fail, or say nothing."""
        self.asked.append(passed())
        answer = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        if isinstance(answer, Silence):
            await asyncio.get_running_loop().create_future()
        if isinstance(answer, NoAnswerError):
            await asyncio.sleep(read_timeout)
        if isinstance(answer, Exception):
            raise answer
        await asyncio.sleep(1)
        return cast("tuple[int, bytes]", answer)


class Keeper:
    """Keeps updates where the intake would; its database can be away."""

    holder = "kiosk#1"
    app = SimpleNamespace(bot=SimpleNamespace(base_url="http://127.0.0.1/bot"))

    def __init__(self, until: float = HOUR, away: Sequence[bool] = ()) -> None:
        self.until, self.away = until, list(away)
        self.kept: list[int] = []

    @property
    def stopping(self) -> bool:
        """Whether the time is over."""
        return passed() > self.until

    @property
    def house(self) -> Any:
        """Where leases are taken."""
        return SimpleNamespace(store=self, clock=lambda: None)

    async def run(self, *_: Any) -> bool:
        """Give the lease."""
        if self.away and self.away.pop(0):
            raise OperationalError(None, None, Exception())
        return True

    async def receive(self, raws: list[dict[str, Any]], _lease: str) -> bool:
        """Keep them."""
        if self.away and self.away.pop(0):
            raise OperationalError(None, None, Exception())
        self.kept += [one["update_id"] for one in raws]
        return True


def polled(way: Way, keeper: Keeper) -> tuple[bool, float]:
    """Poll until the keeper's time is over; tell whether it was wedged, and how long it took."""

    async def poll() -> tuple[bool, float]:
        try:
            await Poller(cast("Intake", keeper), way, Pulse()).run()
        except WedgedError:
            return True, passed()
        return False, passed()

    return at_once(poll())


@pytest.mark.parametrize("silence", [NoAnswerError("x"), Silence()])
@pytest.mark.parametrize("before", [[], [NOTHING], [UPDATES, NOTHING]])
def test_a_way_that_is_silent_for_good_ends_the_process(silence: Exception, before: Any) -> None:
    """Broken by `pulse.age` of something else than answered questions, or a larger WEDGED."""
    way = Way(*before, silence)
    wedged, seconds = polled(way, Keeper())
    assert wedged
    assert seconds - len(before) <= SEEN
    assert len(way.asked) - len(before) >= 3
    assert way.opened >= 2  # each question goes a new way


@pytest.mark.parametrize("silence", [NoAnswerError("x"), Silence()])
def test_a_way_that_is_silent_once_is_opened_anew(silence: Exception) -> None:
    """Broken by `_rest` without a new connection, or without a time-out around the question."""
    way, keeper = Way(NOTHING, silence, UPDATES, NOTHING), Keeper()
    assert not polled(way, keeper)[0]
    assert keeper.kept == [7]
    assert way.opened == 1
    assert way.asked[2] - way.asked[1] < SEEN


def test_an_outage_is_no_wedge_and_is_not_hammered_at() -> None:
    """Broken by a pause that does not grow, or that never ends growing."""
    way = Way(NOTHING, NotSentError("x"))
    assert not polled(way, Keeper())[0]
    pauses = [later - earlier for earlier, later in zip(way.asked, way.asked[1:], strict=False)]
    assert pauses[1:6] == [1, 2, 4, 8, 16]
    assert set(pauses[6:]) == {30}


@pytest.mark.parametrize("away", [[True], [False, True], [False, False, True]])
def test_a_database_that_is_away_for_a_moment_is_borne(away: list[bool]) -> None:
    """Broken by the lease asked for outside of `try` in `Poller.run`."""
    way = Way(NOTHING, UPDATES, UPDATES, NOTHING)  # Telegram gives what was not confirmed again
    keeper = Keeper(until=60, away=away)
    assert not polled(way, keeper)[0]
    assert set(keeper.kept) == {7}
    assert len(way.asked) > SECONDS
