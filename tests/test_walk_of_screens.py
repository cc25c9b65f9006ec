"""T-X19: a walk over the screens of every post: commands are typed, buttons of each kind pressed.

No full name or phone of a client unless it was asked for and noted, and none but to whose he is,
who keeps the records, who signs; no client's amount to anybody who may not see whose he is.
Messages, toasts and files are read; what is drawn in pictures is not. Broken by a list that shows
names, a card that is drawn for whoever asks, or a name shown without a line of the audit.
"""

import asyncio
import re
from collections import Counter, deque
from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from telegram.ext import CommandHandler

from bot.app import TOPICS
from bot.demo import acts
from bot.demo.world import PERSONAS
from bot.stand_in import Event, Person, Telegram
from bot.stand_in.world import Message
from handlers.identity.buttons import NotMe
from services.recurrence import ZONE
from services.store import Store
from services.store.clients import Appointment, ClientOwner
from services.store.figures import ClientMonth, ClientName
from services.store.people import Staff
from services.store.talk import Audit
from tests.branch import account
from tests.databases import Databases, opened
from tests.rights import EVERYBODY, may_see
from tests.sent_files import text_of
from tests.stage import answering

NOW = datetime(2026, 11, 5, 10, tzinfo=ZONE)
POSTS = (
    *("JC031", "JC019", "JC015", "JC012", "JC009", "JC006", "JC003", "JC004", "JC007"),
    *("JC001", "JC002", "JC005"),
)
SHORT, WHOLE = 2, 100  # presses of buttons of one kind, with different values
SHOWN = ("text", "caption", "reply_markup", "document")
SIGNING = {"交易部经理", "财务经理", "总经理"}  # they sign whose a client is (Article 31)
SHORTEST = 2  # characters of a name: it may be the beginning of another's
EXAMPLES = {"王秀兰"}  # what the questions show for an answer
NOTED = ("client.unmasked", "clients.exported", "form.seen", "form.printed")
AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+\.\d\d")
PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


@dataclass(frozen=True)
class Known:
    """Names and phones of clients, amounts of single ones: each with the 工号 of whose it is."""

    names: dict[str, set[str]]
    amounts: dict[str, set[str]]


@dataclass(frozen=True)
class Said:
    """What came of a press or a command, and whether a look at a name was noted with it."""

    done: str
    text: str
    noted: bool


@dataclass
class Walk:
    """One person's way over the screens."""

    store: Store
    person: Person
    said: list[Said] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    pressed: set[str] = field(default_factory=lambda: {NotMe(sure=True).packed()})  # the end of it
    files: set[str] = field(default_factory=set)  # what the names of those that came end in
    waiting: deque[tuple[Message | None, str]] = field(default_factory=deque)

    async def goes(self, of_a_kind: int) -> None:
        """Type every command; press what it shows, and what that shows."""
        for name in commands():
            await self.does(f"/{name}", self.person.types(f"/{name}"))
            await self.person.types("/cancel")
        while self.waiting:
            message, data = self.waiting.popleft()
            kind = data.partition(":")[0]
            if message is None or data in self.pressed or self.kinds[kind] >= of_a_kind:
                continue
            self.pressed.add(data)
            self.kinds[kind] += 1
            await self.does(data, self.person.presses_again(message, data))

    async def does(self, done: str, doing: Awaitable[list[Event]]) -> None:
        """Keep what was said to whoever did something, and the buttons that came with it."""
        before = self.store.call(looks)
        events = [one for one in await doing if one.kind in {"sent", "edited", "answered"}]
        text = "\n".join(map(self.read, events))
        self.said.append(Said(done, text, self.store.call(looks) > before))
        for one in events:
            for row in one.shown.get("reply_markup", {}).get("inline_keyboard", []):
                found = [button["callback_data"] for button in row if "callback_data" in button]
                self.waiting.extend((one.message, data) for data in found)

    def read(self, event: Event) -> str:
        """Return all that can be read of it: the message, the toast of a press, the file."""
        shown = {key: event.shown.get(key) for key in SHOWN}
        sent = event.shown.get("document")
        if sent is None:
            return f"{shown}{event.detail.get('text', '')}"
        file = self.person.telegram.files[sent["file_id"]]
        self.files.add(file.name.rpartition(".")[2])
        return f"{shown}\n{text_of(file.name, file.content)}"


def commands() -> list[str]:
    """Return the names of all commands."""
    known = (one for topic in TOPICS for one in topic.HANDLERS if isinstance(one, CommandHandler))
    return sorted({name for one in known for name in one.commands} - {"cancel"})


def looks(session: Session) -> int:
    chosen = select(func.count()).select_from(Audit).where(Audit.what.in_(NOTED))
    return session.scalar(chosen) or 0


def known(session: Session) -> Known:
    """Return what a screen must not show by itself: clients' names, amounts of one client."""
    numbers = {one.id: one.number for one in session.scalars(select(Staff))}
    names: dict[str, set[str]] = {}
    for one in session.scalars(select(Appointment)):
        for secret in (one.name, *PHONE.findall(one.phone)):
            names.setdefault(secret, set()).add(numbers[one.staff_id])
    of: dict[int, set[str]] = {}
    for has in (*session.scalars(select(ClientMonth)), *session.scalars(select(ClientOwner))):
        of.setdefault(has.client_id, set()).add(numbers[has.staff_id])
    for client in session.scalars(select(ClientName)):
        names.setdefault(client.name, set()).update(of[client.client_id])
    others = " ".join([*EXAMPLES, *(one.name for one in EVERYBODY.values())])
    longer = " ".join(one for one in names if len(one) > SHORTEST)
    handed = set(session.scalars(select(ClientOwner.client_id)))
    amounts: dict[str, set[str]] = {}
    for month in session.scalars(select(ClientMonth)):
        worth = (month.average_assets, month.end_assets)
        for amount in (*worth, month.turnover, month.purchase, month.fund_fee):
            if amount and amount % 1 and month.client_id not in handed:
                amounts.setdefault(f"{amount:,.2f}", set()).add(numbers[month.staff_id])
    return Known(
        {
            one: whose
            for one, whose in names.items()
            if one not in others and (len(one) > SHORTEST or one not in longer)
        },
        amounts,
    )


@pytest.fixture(scope="module")
def played(databases: Databases, filled: str) -> str:
    """Return the address of the demo's branch with everything that its people have done."""
    url = databases.copy(filled)
    with opened(url) as store:
        people = {one.number: account(one.number) for one in PERSONAS}
        stage = acts.Stage(store, NOW, people)
        asyncio.run(stage.bound())
        asyncio.run(acts.play(stage))
    return url


def entitled(number: str, whose: set[str]) -> bool:
    """Tell whether a post may see clients of one of these people: his own, or to sign for them."""
    me = EVERYBODY[number]
    return bool(SIGNING & set(me.posts)) or any(may_see(me, EVERYBODY[one]) for one in whose)


def reveals(number: str, whose: set[str]) -> bool:
    """Tell whether a post may have whole names of their clients: a superior has them masked."""
    me = EVERYBODY[number]
    keeps = bool({*SIGNING, "后勤支持"} & set(me.posts))
    return number in whose or (keeps and entitled(number, whose))


@pytest.mark.parametrize(
    "of_a_kind", [SHORT, pytest.param(WHOLE, marks=pytest.mark.long)], ids=["short", "whole"]
)
@pytest.mark.parametrize("number", POSTS)
async def test_nothing_of_a_client_is_shown_that_was_not_asked_for(
    databases: Databases, played: str, number: str, of_a_kind: int
) -> None:
    url = databases.copy(played)
    with opened(url) as store:
        telegram = Telegram(lambda: NOW)
        async with answering(store, telegram, NOW) as receive:
            who = telegram.user(account(number), EVERYBODY[number].name)
            walk = Walk(store, Person(telegram, who, receive))
            await walk.goes(of_a_kind)
        secrets = store.call(known)  # whoever took a client over on his way has him
    assert len(walk.said) > len(commands())
    assert {"ics", "xlsx"} <= walk.files
    for one in walk.said:
        assert set(PHONE.findall(one.text)) <= secrets.names.keys(), one.done
        for name in (name for name in secrets.names if name in one.text):
            assert one.noted, (one.done, name)
            assert reveals(number, secrets.names[name]), (one.done, name)
        for amount in set(AMOUNT.findall(one.text)) & secrets.amounts.keys():
            assert entitled(number, secrets.amounts[amount]), (one.done, amount)
    databases.drop(url)
