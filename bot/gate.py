"""The one way to the Bot API: every message waits for its turn, answers are tried again."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from bot import metrics
from bot.pace import Pace, Rank
from bot.request import AiohttpRequest
from handlers.verdict import NotSentError

EDITS = frozenset(
    {"editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup"}
)
SENDS = frozenset({"sendMessage", "sendDocument", "sendPhoto"})
TOO_MANY, BROKEN = 429, 500
TRIES = 4
LONGEST_HALT = 60.0  # a person does not wait longer for an answer
_unprompted: ContextVar[bool] = ContextVar("unprompted", default=False)


@contextmanager
def unprompted() -> Iterator[None]:
    """Mark what is sent within as notices: they go last, and each failure comes up at once."""
    mark = _unprompted.set(True)
    try:
        yield
    finally:
        _unprompted.reset(mark)


class Gate(BaseRequest):
    """Hands requests on at the pace that Telegram bears.

    Answers are sent again after a halt, a failure before Telegram, or an answer that got lost;
    an error that stays comes up as the library raises it, 500 and above as `NotSentError`.
    """

    def __init__(self, way: BaseRequest, pace: Pace) -> None:
        self.way, self.pace = way, pace

    parse_json_payload = staticmethod(AiohttpRequest.parse_json_payload)

    @property
    def read_timeout(self) -> float | None:
        """Seconds an answer may take."""
        return self.way.read_timeout

    async def initialize(self) -> None:
        """Open the way."""
        await self.way.initialize()

    async def shutdown(self) -> None:
        """Close it."""
        await self.way.shutdown()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *times: Any,
        **more: Any,
    ) -> tuple[int, bytes]:
        """Send one request when its turn has come."""
        name = url.rsplit("/", 1)[-1].partition("?")[0]
        if name not in SENDS and name not in EDITS:
            return await self.way.do_request(url, method, request_data, *times, **more)
        given = request_data.parameters if request_data else {}
        chat = given.get("chat_id", 0)
        sending = _Sending(self, name, chat if isinstance(chat, int) else 0)
        return await sending.send(
            lambda: self.way.do_request(url, method, request_data, *times, **more)
        )


class _Sending:
    """One message on its way."""

    def __init__(self, gate: Gate, name: str, chat: int) -> None:
        self.gate, self.chat = gate, chat
        self.notice = _unprompted.get()
        answer = Rank.EDIT if name in EDITS else Rank.ANSWER
        self.rank = Rank.NOTICE if self.notice else answer
        self.tries = 1 if self.notice else TRIES

    async def send(self, request: Any) -> tuple[int, bytes]:
        """Send it, again where that makes sense."""
        for attempt in range(1, self.tries + 1):
            at = await self.gate.pace.turn(self.chat, self.rank)
            last = attempt == self.tries
            try:
                status, body = await request()
            except NetworkError as error:
                if not (self.notice or isinstance(error, NotSentError)):
                    metrics.REPEATED.inc()  # the postman counts what is his
                if last:
                    raise
            else:
                self.gate.pace.answered(at)
                if status == TOO_MANY:
                    halt = _halt(body)
                    metrics.HALTS.inc()
                    self.gate.pace.halt(self.chat, halt)
                    last = last or halt > LONGEST_HALT
                if last or (status != TOO_MANY and status < BROKEN):
                    metrics.SENT.labels(self.rank.name.lower()).inc()
                    return _answered(status, body)
            await asyncio.sleep(0.25 * attempt**2)
        raise AssertionError  # the last try returns or raises


def _answered(status: int, body: bytes) -> tuple[int, bytes]:
    if status >= BROKEN:
        words = f"answered {status}"
        raise NotSentError(words)
    return status, body


def _halt(body: bytes) -> float:
    try:
        return float(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 1.0
