"""A bot and many people: they press and are told; what came of it is counted in the database."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.stand_in import Telegram
from bot.stand_in.ledger import Ledger
from services import delivery, notices
from services.store import Store, changes
from tests.chaos import Apart, Bot, clock, crowd
from tests.chaos.crowd import Press, Somebody
from tests.waiting import PATIENCE, until

LANGUAGES = ("en", "zh_Hans_CN")
SLOWLY = 0.1  # seconds between questions to the database


class Effect(NamedTuple):
    """A language that was chosen for an account; on PostgreSQL also by which process."""

    account: int
    language: str
    who: str | None


def measured(what: str, **numbers: object) -> None:
    """Say what a test has measured."""
    told = ", ".join(f"{name} {_short(number)}" for name, number in numbers.items())
    sys.stdout.write(f"{what}: {told}\n".replace("_", " "))


def _short(number: object) -> str:
    return f"{number:.3g}" if isinstance(number, float) else str(number)


@dataclass
class Scene:
    """A bot that is not started yet, its Telegram and its database."""

    telegram: Apart
    bot: Bot
    store: Store
    pressed: list[Press] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Have the database write down each effect of a press, in its transaction."""
        crowd.write_effects(self.store)

    def crowd(self, many: int) -> list[Somebody]:
        """Add so many marketers who have started the bot."""
        people = self.store.call(crowd.add, many, employed=True)

        def arrive(there: Telegram) -> None:
            for one in people:
                there.user(one.account, "客户经理")
                there.chats[one.account].started = True

        self.telegram.does(arrive)
        return people

    def say(self, account: int, words: str) -> None:
        """Have somebody write."""
        self.telegram.does(lambda there: there.say(there.users[account], words))

    def press(self, account: int, language: str) -> None:
        """Press a language's button on a new card."""

        def act(there: Telegram) -> int:
            card = there.post(there.chats[account], there.bot, {"text": "Language"})
            there.press(there.users[account], card, f"lang:{language}")
            return card.id

        self.pressed.append(Press(account, language, self.telegram.does(act)))

    def tell(self, people: Iterable[Somebody], about: str) -> list[tuple[int, str]]:
        """Write a notice to each, the same in all languages; return what they should get."""
        told = list(people)
        self.store.call(_tell, clock(), about, [one.staff_id for one in told])
        return [(one.account, about) for one in told]

    def sent(self, many: int, seconds: float = PATIENCE) -> None:
        """Wait until the bot has sent so many messages and edits in all."""
        self.telegram.waits(lambda there: len(there.ledger.sent) >= many, seconds)

    def waits(self, condition: Callable[..., object], seconds: float = PATIENCE) -> None:
        """Wait until the condition holds, asking seldom enough for a database."""
        asyncio.run(until(condition, seconds, SLOWLY))

    def over(self, seconds: float = PATIENCE) -> None:
        """Wait until every update is ended and no notice waits."""
        self.waits(self._is_over, seconds)

    def _is_over(self) -> bool:
        waiting = self.telegram.does(lambda there: len(there.updates))
        return not waiting and self.store.call(crowd.is_quiet)

    @property
    def ledger(self) -> Ledger:
        """What was sent; to be read when nothing is going on."""
        found: Ledger = self.telegram.does(lambda there: there.ledger)
        return found

    def effects(self) -> list[Effect]:
        """Return the effects of presses in the order in which they came about."""
        return self.store.call(_effects)

    def misplaced(self) -> list[int]:
        """Return the accounts whose presses had other effects, or in another order."""
        wanted = _grouped((one.account, one.language) for one in self.pressed)
        found = _grouped((one.account, one.language) for one in self.effects())
        return [one for one in wanted.keys() | found.keys() if wanted.get(one) != found.get(one)]

    def unanswered(self) -> list[Press]:
        """Return the presses whose card was never edited."""
        edited = {(one.chat_id, one.message_id) for one in self.ledger.sent}
        return [one for one in self.pressed if (one.account, one.card) not in edited]

    def metric(self, name: str) -> float:
        """Return a figure that the process tells of itself."""
        page = f"http://127.0.0.1:{self.bot.settings['HEALTH_PORT']}/metrics"
        with urlopen(page) as answer:
            lines = answer.read().decode().splitlines()
        return float(next(line for line in lines if line.startswith(f"{name} ")).split()[1])


def queued(bot: Bot) -> float:
    """Return how many seconds the bot and we were ready to run and got no processor."""
    assert bot.process
    tasks = [Path(f"/proc/{bot.process.pid}"), *Path("/proc/self/task").iterdir()]
    waits = [int((one / "schedstat").read_text("ascii").split()[1]) for one in tasks]
    return sum(waits) / 1e9


def fine(bot: Bot) -> None:
    """Stop the bot: it runs, ends cleanly and has written of no error."""
    assert bot.stops() == 0
    lines = bot.log.read_text("utf-8").splitlines()
    wrong = [line for line in lines if "ERROR" in line or "Traceback" in line]
    assert not wrong, wrong


@changes
def _tell(session: Session, now: datetime, about: str, people: Sequence[int]) -> None:
    notices.tell(session, now, delivery.PIECE, about, people, text=about)


def _effects(session: Session) -> list[Effect]:
    found = session.execute(text("SELECT account, language, who FROM effects ORDER BY number"))
    return [Effect(*row) for row in found]


def _grouped(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for account, language in pairs:
        found.setdefault(account, []).append(language)
    return found
