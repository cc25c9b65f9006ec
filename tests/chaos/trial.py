"""A bot on trial: people press and get notices while it dies; what came of it is counted."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot.stand_in import Telegram
from services.store import Store
from tests import sabotage
from tests.chaos import Apart, Bot, clock, crowd
from tests.chaos.crowd import Press, Somebody
from tests.waiting import PATIENCE, until

T = TypeVar("T")
LANGUAGES = ("en", "zh_Hans_CN")
PAY_DAY = "今天发上月工资（第16条）。"
IN_ENGLISH = "Last month's pay is paid today (Article 16)."
SLOWLY = 0.1  # seconds between questions to the database
LONG = 600.0
STARTED = 4 * PATIENCE  # seconds in which a process or three may start, on a busy machine
"""Seconds that hundreds of updates or notices may take to the end."""


@dataclass
class Trial:
    """A bot that is not started yet, its Telegram and its database."""

    telegram: Apart
    bot: Bot
    store: Store
    pressed: list[Press] = field(default_factory=list)
    deaths: list[int] = field(default_factory=list)
    """The numbers of the processes that died, in order."""

    def __post_init__(self) -> None:
        """Have the effects of presses written down."""
        crowd.write_effects(self.store)

    def crowd(self, many: int, *, employed: bool = True) -> list[Somebody]:
        """Add so many people who have started the bot."""
        people = self.store.call(crowd.add, many, employed=employed)

        def arrive(there: Telegram) -> None:
            for one in people:
                there.user(one.account, "客户经理")
                there.chats[one.account].started = True

        self.telegram.does(arrive)
        return people

    def press(self, account: int, language: str) -> int:
        """Press a language's button on a new card; return the card's number."""

        def act(there: Telegram) -> int:
            card = there.post(there.chats[account], there.bot, {"text": "Language"})
            there.press(there.users[account], card, f"lang:{language}")
            return card.id

        card = self.telegram.does(act)
        self.pressed.append(Press(account, language, card))
        return card

    def tell(self, people: Iterable[Somebody], about: object, words: str = "") -> None:
        """Write a notice to each: these words, or else about pay day."""
        staff = [one.staff_id for one in people]
        self.store.call(crowd.tell, clock(), about, staff, words)

    def arms(self, point: str) -> None:
        """Have the process die at a point, once."""
        (self.bot.folder / sabotage.ARMED).write_text(point, "utf-8")

    def dies(self) -> None:
        """Kill the process, if there is one, and start another."""
        if self.bot.alive:
            self.bot.dies()
        self._replaced()

    def waits(self, condition: Callable[..., object], seconds: float = STARTED) -> None:
        """Wait until the condition holds, asking seldom enough for a database."""
        asyncio.run(until(condition, seconds, SLOWLY))

    def over(self, seconds: float = STARTED) -> None:
        """Wait until everything is ended; whenever the process has died start another."""
        self.waits(self._is_over, seconds)
        assert self.telegram.does(lambda there: there.unmodelled) == []

    def _is_over(self) -> bool:
        if not self.bot.alive:
            self._replaced()
        unconfirmed = self.telegram.does(lambda there: len(there.updates))
        return not unconfirmed and self.store.call(crowd.is_over, clock())

    def _replaced(self) -> None:
        if self.bot.process:
            self.deaths.append(self.bot.process.pid)
        self.bot.starts()

    @property
    def effects(self) -> list[tuple[int, str]]:
        """The effects of presses in the order in which they came about: account, language."""
        return self.store.call(crowd.effects)

    @property
    def wanted(self) -> list[tuple[int, str]]:
        """The presses in their order: account, language."""
        return [(one.account, one.language) for one in self.pressed]

    @property
    def answers(self) -> Counter[int]:
        """How often each account was told something: cards put in place and messages."""
        return self.telegram.does(lambda there: Counter(one.chat_id for one in there.ledger.sent))

    @property
    def told(self) -> Counter[int]:
        """How often each account was told of pay day."""
        sent = self.telegram.does(lambda there: list(there.ledger.sent))
        return Counter(one.chat_id for one in sent if one.text in {PAY_DAY, IN_ENGLISH})

    @property
    def bound(self) -> int:
        """How many notices may have come twice: those under way in the processes that died."""
        most: dict[int, int] = {}
        for line in lines(self.bot.folder / sabotage.AT_ONCE):
            process, at_once = map(int, line.split())
            most[process] = at_once
        return sum(most.get(one, 0) for one in self.deaths)


def each(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    """Return what belongs to each account, in order."""
    found: dict[int, list[T]] = {}
    for account, what in pairs:
        found.setdefault(account, []).append(what)
    return found


def lines(file: Path) -> list[str]:
    """Return the lines of a file that the process may not have made yet."""
    return file.read_text("utf-8").splitlines() if file.exists() else []
