"""A notice of the back office to many, with Telegram's limits on; people press buttons meanwhile.

Beside it the same number of messages by the library alone: all at once, with its rate limiter and
without it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from bot.stand_in import Message, Telegram, User
from handlers.payslip_card import Lines
from services.recurrence import ZONE
from services.store import Store
from tests.bench.apart import Candidate, Met, Place, ours, polling, ptb_telling, running
from tests.bench.crowd import Crowd, ended, percentile
from tests.bench.table import BOT, PLAIN, PTB, Aim, Row
from tests.broadcasts.desk import OFFICE, confirmed, drafted, turned
from tests.chaos import clock, crowd
from tests.chaos.crowd import FIRST
from tests.databases import opened

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
    ("s from sending it to the last of them", None),
    ("p95 ms of a pressed button's edit, idle", None),
    ("p95 ms of a pressed button's edit, meanwhile", None),
    ("the same, meanwhile ÷ idle", Aim(most=1.2)),
)
Tell = Callable[[], Awaitable[None]]


async def measured(place: Place, limited: Path | None, count: int, idle: float) -> list[Row]:
    """Measure ours, the bare library and, by a Python that has it, the library's rate limiter.

    `idle`: so many seconds buttons are pressed before the notice, and after it.
    """
    found = {
        BOT: await _of(ours(PER_SECOND), place, count, idle),
        PLAIN: await _of(ptb_telling(PLAIN), place, count, idle),
    }
    if limited:
        found[PTB] = await _of(ptb_telling(PTB, limited), place, count, idle)
    return [
        Row(what, {name: [numbers[line]] for name, numbers in found.items()}, aim)
        for line, (what, aim) in enumerate(ROWS)
    ]


async def _of(candidate: Candidate, place: Place, count: int, idle: float) -> tuple[float, ...]:
    async with running(candidate, place) as met:
        telegram = met.telegram
        tell = await _written(met, count) if candidate.name == BOT else _gathered(met, count)
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
        begun = telegram.flood.clock()
        await tell()
        meanwhile = await crowd.stream(count / PER_SECOND, PRESSES)
        told = partial(_told, telegram)
        await ended(lambda: len(told()) == count, lambda: len(told()), STALLED)
        sent = _counted(telegram, count, begun)
        alone += await crowd.stream(idle, PRESSES)
    still, busy = (1000 * percentile(waits, 95) for waits in (alone, meanwhile))
    return *sent, still, busy, busy / still


def _told(telegram: Telegram) -> list[float]:
    """Return when each was told."""
    return [one.at for one in telegram.ledger.sent if one.chat_id >= FIRST]


def _counted(telegram: Telegram, count: int, begun: float) -> tuple[float, ...]:
    """Return the first five numbers."""
    ledger, told = telegram.ledger, _told(telegram)
    between = sum(told[0] <= one.at <= told[-1] for one in ledger.sent)
    rate = (between - 1) / (told[-1] - told[0])
    most, refused = ledger.most_in_a_second(), len(ledger.halted)
    return rate, most, refused, count - len(told), told[-1] - begun


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


async def _written(met: Met, count: int) -> Tell:
    """Have so many marketers join; return how the back office sends them a notice."""
    with opened(met.url) as store:
        await store.run(crowd.add, count, employed=True)

    async def tell() -> None:
        with opened(met.url) as store:
            await asyncio.to_thread(_send, store)

    return tell


def _send(store: Store) -> None:
    """Write it to the marketers without a grade, which only those have who just joined."""
    made = turned(store, drafted(store, text="今天 16:00 培训。"), OFFICE, "clear")
    for name, code in (("posts", "marketer"), ("grades", ""), ("urgent", "")):
        made = turned(store, made, OFFICE, name, code)
    assert confirmed(store, made, OFFICE, clock().astimezone(ZONE), card=1)


def _gathered(met: Met, count: int) -> Tell:
    """Return how a bot is made to write to all at once."""

    async def tell() -> None:
        met.telegram.say(met.people[0], f"/tell {FIRST} {count}")

    return tell
