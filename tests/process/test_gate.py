"""What the gate does with each kind of failure, and the one classifier of errors.

Broken by a failure that is tried again though it must not be, or the other way round.
"""

from typing import Any

import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest

from bot.gate import Gate, unprompted
from bot.pace import Pace
from bot.request import NoAnswerError
from handlers.verdict import Fate, NotSentError, Verdict, verdict
from tests.virtual_time import at_once, passed

SENT = (
    200,
    b'{"ok": true, "result": {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}}}',
)
BUSY = (429, b'{"ok": false, "description": "x", "parameters": {"retry_after": 3}}')
BROKEN = (502, b"<html>")
WRONG = (400, b'{"ok": false, "description": "Bad Request: can\'t parse entities"}')


class Way(BaseRequest):
    """Answers what the test wants, one after the other."""

    def __init__(self, *answers: Any) -> None:
        self.answers, self.at = list(answers), list[float]()

    @property
    def read_timeout(self) -> float:
        """Seconds an answer may take."""
        return 5.0

    async def initialize(self) -> None:
        """Open nothing."""

    async def shutdown(self) -> None:
        """Close nothing."""

    async def do_request(self, url: str, *_: Any, **__: Any) -> tuple[int, bytes]:
        """Answer, or fail."""
        if url.endswith("getMe"):
            return 200, b'{"ok": true, "result": {"id": 1, "is_bot": true, "first_name": "b"}}'
        self.at.append(passed())
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer[0], answer[1]


def sent(way: Way, *, notice: bool = False) -> None:
    """Send one message through a gate."""

    async def send() -> None:
        async with Bot("1:x", request=Gate(way, Pace(30))) as bot:
            if notice:
                with unprompted():
                    await bot.send_message(7, "x")
            else:
                await bot.send_message(7, "x")

    at_once(send())


@pytest.mark.parametrize("failure", [NotSentError("x"), NoAnswerError("x"), BROKEN])
def test_an_answer_is_sent_again_after_a_failure_that_passes(failure: Any) -> None:
    way = Way(failure, failure, SENT)
    sent(way)
    assert len(way.at) == 3


def test_after_too_many_nothing_is_sent_until_the_halt_is_over() -> None:
    way = Way(BUSY, SENT)
    sent(way)
    assert way.at[1] >= 3


@pytest.mark.parametrize(
    ("failure", "raised"),
    [(NotSentError("x"), NotSentError), (BROKEN, NotSentError), (BUSY, RetryAfter)],
)
def test_what_does_not_pass_comes_up(failure: Any, raised: type[Exception]) -> None:
    way = Way(*[failure] * 4)
    with pytest.raises(raised):
        sent(way)
    assert len(way.at) == 4


def test_what_telegram_refuses_is_not_sent_again() -> None:
    way = Way(WRONG)
    with pytest.raises(BadRequest):
        sent(way)
    assert len(way.at) == 1


@pytest.mark.parametrize(
    ("failure", "raised"),
    [(NoAnswerError("x"), NoAnswerError), (BROKEN, NotSentError), (BUSY, RetryAfter)],
)
def test_a_notice_is_its_senders_to_try_again(failure: Any, raised: type[Exception]) -> None:
    way = Way(failure)
    with pytest.raises(raised):
        sent(way, notice=True)
    assert len(way.at) == 1


VERDICTS: list[tuple[TelegramError, Verdict]] = [
    (RetryAfter(7), Verdict(Fate.LATER, 7)),
    (NotSentError("x"), Verdict(Fate.LATER, 1)),
    (InvalidToken("x"), Verdict(Fate.LATER, 1)),
    (NoAnswerError("x"), Verdict(Fate.UNKNOWN, 1)),
    (TimedOut(), Verdict(Fate.UNKNOWN, 1)),
    (NetworkError("reset"), Verdict(Fate.UNKNOWN, 1)),
    (Forbidden("Forbidden: bot was blocked by the user"), Verdict(Fate.UNREACHABLE)),
    (BadRequest("Chat not found"), Verdict(Fate.UNREACHABLE)),
    (BadRequest("Message text is empty"), Verdict(Fate.REFUSED)),
    (EndPointNotFound("sendMessage"), Verdict(Fate.LATER, 1.0)),
    (ChatMigrated(-100), Verdict(Fate.MOVED, chat_id=-100)),
    (Conflict("x"), Verdict(Fate.REFUSED)),
]


@pytest.mark.parametrize(("error", "expected"), VERDICTS)
def test_each_error_has_its_verdict(error: TelegramError, expected: Verdict) -> None:
    assert verdict(error) == expected


def test_what_cannot_be_read_is_no_answer_and_nothing_of_it_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert Gate.parse_json_payload(b'{"ok": true}') == {"ok": True}
    with pytest.raises(NoAnswerError):
        Gate.parse_json_payload(b"<html>13812345678")
    assert caplog.text == ""
