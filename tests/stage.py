"""Where a conversation is played: a world of its own, its people, the bot, a clock.

`张伟: /pay` is typed, `张伟@群: /pay` in a group, `张伟: [按钮]` pressed, with ×2 twice,
`张伟: [!rw]` presses a forged button with that data on the last card.
`张伟: 《a.xlsx》` sent from tests/conversations/files, a .jpg or .png as a photo, uncompressed if
`as a file` follows; `张伟: (blocks the bot)`: from then on it reaches him no more. `{JC032}` is
an invitation for that 工号 that confirms itself, `{1}` the first that the bot gave out in a scene.
`(restart)` starts a new bot on the same database, `(2026-10-09 08:30)` sets the clock,
`(2026-09 is closed)` freezes a month, `(ownership_required_from is true from 2026-09-01)`
sets a figure of the rulebook, `(Ben is here)` brings a stranger, whose Telegram is English if
the name is; `(Ben @ben is here)`. After each directive the jobs that wait are done.
"""

import re
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count, groupby
from math import inf
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot import timetable
from bot.app import App, build
from bot.engine import Engine
from bot.settings import Settings
from bot.stand_in import Chat, Door, Event, Person, Telegram, User
from bot.stand_in.person import Receive
from handlers.topic import Topic
from services import organisation, rulebook_values
from services.identity import invitations
from services.month import Month
from services.store import Store
from tests.databases import opened
from tests.world import PEOPLE, Somebody, freeze

ZONE = ZoneInfo("Asia/Shanghai")
BEGIN = datetime(2026, 10, 9, 9, tzinfo=ZONE)
FILES = Path(__file__).parent / "conversations" / "files"
SPEAKS = re.compile(r"(?P<name>[^@:]+)(?:@(?P<group>[^:]+))?: (?P<what>.+)")
FORGES = re.compile(r"\[!(.+)\]")
PRESSES = re.compile(r"\[(.+)\](×2)?")
SENDS = re.compile(r"《(.+?)》( as a file)?")
PHOTO = (".jpg", ".png")
CLOCK = re.compile(r"\((\d{4}-\d\d-\d\d \d\d:\d\d)\)")
CLOSES = re.compile(r"\((\d{4}-\d\d) is closed\)")
RULED = re.compile(r"\(([a-z_.]+) is (\S+) from (\d{4}-\d\d-\d\d)\)")
COMES = re.compile(r"\((\S+)(?: @(\w+))? is here\)")
INVITATION = re.compile(r"\{(\w+)\}")
HASH = re.compile(r"[0-9a-f]{64}")
GIVEN = re.compile(r"(?<=start=)[\w-]{22}")


@dataclass
class Stage:
    """One scene: plays its directives and returns them with what the bot said after each."""

    url: str
    topics: Sequence[Topic]
    now: datetime = BEGIN
    cast: Sequence[Somebody] = PEOPLE
    people: dict[str, User] = field(default_factory=dict)
    groups: dict[str, Chat] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    strangers: Iterator[int] = field(default_factory=lambda: count(900))

    def __post_init__(self) -> None:
        """Give everybody of the world a telephone; the bound ones know the bot."""
        self.telegram = Telegram(lambda: self.now)
        for one in self.cast:
            self._arrives(one.name, one.account)
            self.telegram.chats[one.account].started = one.bound

    async def play(self, lines: Iterable[str]) -> list[str]:
        """Play the directives among the lines; anything else is what the bot said last time."""
        played: list[str] = []
        script = [line for line in lines if self._is_directive(line)]
        while script:
            async with self._running() as (store, engine):
                while script:
                    line = script.pop(0)
                    played.append(line)
                    if line == "(restart)":
                        break
                    try:
                        played += await self._directive(line, store, engine)
                    except AssertionError as error:
                        error.add_note("\n".join(played))
                        raise
        return played

    def _is_directive(self, line: str) -> bool:
        if (comes := COMES.fullmatch(line)) and comes[1] not in self.people:
            self._arrives(comes[1], next(self.strangers), comes[2] or "")
        speaks = SPEAKS.fullmatch(line)
        return bool(
            line == "(restart)"
            or CLOCK.fullmatch(line)
            or CLOSES.fullmatch(line)
            or RULED.fullmatch(line)
            or comes
            or (speaks and speaks["name"] in self.people)
        )

    def _arrives(self, name: str, account: int, username: str = "") -> None:
        language = "en" if name.isascii() else "zh-hans"
        self.people[name] = self.telegram.user(account, name, username, language)

    @asynccontextmanager
    async def _running(self) -> AsyncIterator[tuple[Store, Engine]]:
        settings = Settings.read(_env_file=None, bot_token=self.telegram.token)
        with opened(self.url) as store:
            app = build(settings, store, Door(self.telegram), lambda: self.now, self.topics)
            async with app:
                engine = await entered(app)
                await timetable.plan(engine.house)
                yield store, engine

    async def _directive(self, line: str, store: Store, engine: Engine) -> list[str]:
        before, here = len(self.telegram.events), None
        if clock := CLOCK.fullmatch(line):
            self.now = datetime.fromisoformat(clock[1]).replace(tzinfo=ZONE)
            await timetable.tick(engine.house)
            await engine.settle()
        if closes := CLOSES.fullmatch(line):
            store.call(freeze, Month.parse(closes[1]))
        if ruled := RULED.fullmatch(line):
            figure, value, since = ruled.groups()
            day = date.fromisoformat(since)
            store.call(rulebook_values.set_value, figure, value, day, "会议纪要", self.now)
        speaks = SPEAKS.fullmatch(line)
        if speaks and speaks["name"] in self.people:
            user = self.people[speaks["name"]]
            group = self._group(speaks["group"], user) if speaks["group"] else None
            person = Person(self.telegram, user, engine.take, group)
            here = person.here
            what = INVITATION.sub(lambda found: self._code(store, found[1]), speaks["what"])
            await _do(person, what)
        return self._told(self.telegram.events[before:], here)

    def _group(self, title: str, user: User) -> Chat:
        if title not in self.groups:
            self.groups[title] = self.telegram.group(title)
        self.groups[title].members[user.id] = user
        return self.groups[title]

    def _code(self, store: Store, number: str) -> str:
        if number not in self.codes:
            staff_id = store.call(organisation.by_number, number, self.now.date()).staff_id
            valid = timedelta(days=3)
            self.codes[number] = store.call(invitations.self_confirming, staff_id, self.now, valid)
        return self.codes[number]

    def _steady(self, line: str) -> str:
        """Replace what is different each time: codes, hashes."""
        return HASH.sub("{hash}", GIVEN.sub(self._given, line))

    def _given(self, found: re.Match[str]) -> str:
        """Remember a code that the bot gave out; return what it is called in the scene."""
        known = [name for name, code in self.codes.items() if code == found[0]]
        name = known[0] if known else str(1 + sum(one.isdecimal() for one in self.codes))
        self.codes[name] = found[0]
        return f"{{{name}}}"

    def _told(self, events: list[Event], here: Chat | None) -> list[str]:
        said = [event for event in events if event.kind in {"sent", "edited", "deleted"}]
        said.sort(key=lambda event: (here is None or event.chat_id != here.id, event.chat_id))
        lines: list[str] = []
        for chat_id, heard in groupby(said, key=lambda event: event.chat_id):
            if here is None or chat_id != here.id:
                chat = self.telegram.chats[chat_id]
                lines.append(f"→ {chat.title or chat.members[chat_id].first_name}:")
            lines += [self._steady(line) for event in heard for line in shown(event)]
        return [f" {line}" if self._is_directive(line) else line for line in lines]


async def entered(app: App) -> Engine:
    """Return the parts of a process that waits for nothing and shows no progress."""
    engine = await Engine.enter(app, "test")
    engine.intake.clerk.pause = 0.0
    return replace(engine, worker=replace(engine.worker, patience=inf))


def receiving(app: App, *, alone: bool = False) -> Receive:
    """Return what hands updates to the bot as a process would, and has all come of them.

    `alone`: jobs and notices are left for the test to do.
    """
    engines: list[Engine] = []

    async def receive(raw: dict[str, Any]) -> None:
        if not engines:
            engines.append(await entered(app))
        if alone:
            await engines[0].intake.deliver([raw])
        else:
            await engines[0].take(raw)

    return receive


@asynccontextmanager
async def answering(
    store: Store, telegram: Telegram, now: datetime, *, alone: bool = False
) -> AsyncIterator[Receive]:
    """Run the bot on a store before a Telegram; yield what hands updates to it."""
    settings = Settings.read(_env_file=None, bot_token=telegram.token)
    async with build(settings, store, Door(telegram), lambda: now) as app:
        yield receiving(app, alone=alone)


async def _do(person: Person, what: str) -> None:
    if forged := FORGES.fullmatch(what):
        card = next(one for one in reversed(person.here.shown()) if one.sender.is_bot)
        await person.presses_again(card, forged[1])
        return
    if what == "(blocks the bot)":
        person.here.blocked = True
    elif presses := PRESSES.fullmatch(what):
        message, button = person.button(presses[1])
        await person.presses(presses[1])
        if presses[2]:
            await person.presses_again(message, button["callback_data"])
    elif sends := SENDS.fullmatch(what):
        content = (FILES / sends[1]).read_bytes()
        if sends[1].endswith(PHOTO) and not sends[2]:
            await person.sends_photo(content)
        else:
            await person.sends(sends[1], content)
    else:
        await person.types(what)


def shown(event: Event) -> list[str]:
    """Return a message as its reader sees it: lines of text, then its rows of buttons."""
    message = event.shown
    if event.kind == "deleted":
        return ["✎ (deleted)"]
    lines = str(message.get("text") or message.get("caption") or "").splitlines()
    if "document" in message:
        lines.insert(0, f"《{message['document']['file_name']}》")
    if "photo" in message:
        largest = message["photo"][-1]
        lines.insert(0, f"(picture {largest['width']}×{largest['height']})")
    if event.kind == "edited":
        lines[0] = f"✎ {lines[0]}"
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return lines + [" ".join(f"[{button['text']}]" for button in row) for row in rows]
