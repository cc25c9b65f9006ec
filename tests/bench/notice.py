"""A notice to many with Telegram's limits on, and people who press buttons meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from bot.stand_in import Message, Telegram, User
from handlers.payslip_card import Lines
from services import notices
from services.store import changes
from tests.bench.apart import Candidate, Met, Place, ours, polling, running
from tests.bench.crowd import Crowd, ended, percentile
from tests.bench.table import BOT, PTB, Aim, Row
from tests.databases import opened

FIRST = 1_000_001
PER_SECOND = 30
PRESSES = 1.0
"""So many buttons a second are pressed, by one after the other."""
STALLED = 5.0
"""Longer than a halt: what is not sent by then is lost."""
ROWS = (
    ("notices and edits a second on the average", Aim(least=28.5)),
    ("the most of them in any second", Aim(most=PER_SECOND)),
    ("refused with 429", Aim(most=0)),
    ("notices lost", Aim(most=0)),
    ("p95 ms of a pressed button's edit, idle", None),
    ("p95 ms of a pressed button's edit, meanwhile", None),
    ("the same, meanwhile ÷ idle", Aim(most=1.2)),
)
Tell = Callable[[Met, int], Awaitable[None]]


async def measured(place: Place, limited: Path | None, count: int, idle: float) -> list[Row]:
    """Measure ours and, by a Python that has it, the library's rate limiter.

    `idle`: so many seconds buttons are pressed before the notice, and after it.
    """
    found = {BOT: await _of(ours(PER_SECOND), _outbox, place, count, idle)}
    if limited:
        words = (str(limited), "-m", "tests.bench.baselines.ptb_broadcast")
        found[PTB] = await _of(Candidate(PTB, "/card", words), _gather, place, count, idle)
    return [
        Row(what, {name: [numbers[line]] for name, numbers in found.items()}, aim)
        for line, (what, aim) in enumerate(ROWS)
    ]


async def _of(
    candidate: Candidate, tell: Tell, place: Place, count: int, idle: float
) -> tuple[float, ...]:
    async with running(candidate, place) as met:
        telegram = met.telegram
        for number in range(FIRST, FIRST + count):
            telegram.user(number, "Anybody")
            telegram.chats[number].started = True
        await polling(met)
        await Crowd(telegram, met.people, met.says).once()
        pressing = [user for user in met.people if _button(telegram, user)]
        crowd = Crowd(telegram, pressing, lambda user: _press(telegram, user), "edited")
        await crowd.once()
        await asyncio.sleep(1)  # nothing sent so far counts any more
        telegram.flood.on = True
        alone = await crowd.stream(idle, PRESSES)
        telegram.ledger.sent.clear()
        await tell(met, count)
        meanwhile = await crowd.stream(count / PER_SECOND, PRESSES)
        told = partial(_told, telegram)
        await ended(lambda: len(told()) == count, lambda: len(told()), STALLED)
        sent = _counted(telegram, count)
        alone += await crowd.stream(idle, PRESSES)
    still, busy = (1000 * percentile(waits, 95) for waits in (alone, meanwhile))
    return *sent, still, busy, busy / still


def _told(telegram: Telegram) -> list[float]:
    """Return when each was told."""
    return [one.at for one in telegram.ledger.sent if one.chat_id >= FIRST]


def _counted(telegram: Telegram, count: int) -> tuple[float, ...]:
    """Return the first four numbers."""
    ledger, told = telegram.ledger, _told(telegram)
    between = sum(told[0] <= one.at <= told[-1] for one in ledger.sent)
    rate = (between - 1) / (told[-1] - told[0])
    return rate, ledger.most_in_a_second(), len(ledger.halted), count - len(told)


def _card(telegram: Telegram, user: User) -> Message | None:
    shown = telegram.chats[user.id].shown()
    return next((one for one in reversed(shown) if one.inline), None)


def _button(telegram: Telegram, user: User) -> str | None:
    """Return the button of the card whose press changes it each time."""
    card = _card(telegram, user)
    rows = card.inline["inline_keyboard"] if card and card.inline else []
    found = [button["callback_data"] for row in rows for button in row]
    return next((one for one in found if one == "+" or one.startswith(f"{Lines.tag}:")), None)


def _press(telegram: Telegram, user: User) -> None:
    card, button = _card(telegram, user), _button(telegram, user)
    assert card, user
    assert button, user
    telegram.press(user, card, button)


async def _outbox(met: Met, count: int) -> None:
    """Write the notices as a service does, beside the running bot."""
    with opened(met.url) as store:
        await store.run(_write, met.telegram.clock(), count)


@changes
def _write(session: Session, now: datetime, count: int) -> None:
    for number in range(FIRST, FIRST + count):
        notices.tell_chat(session, now, "pay_day", "bench", number)


async def _gather(met: Met, count: int) -> None:
    """Have the bot write to all at once."""
    met.telegram.say(met.people[0], f"/tell {FIRST} {count}")
