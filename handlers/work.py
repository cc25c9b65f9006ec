"""What a long work has at hand: services, the bot, the card that shows how far it is."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

from sqlalchemy.orm import Session
from telegram import Chat, Message
from telegram.constants import ChatType, ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from handlers import render, screen
from handlers.context import House
from handlers.i18n import Say, _, say
from handlers.screen import Screen
from services import jobs

P = ParamSpec("P")
T = TypeVar("T")


class StoppedError(Exception):
    """The process ends: the work is left to the next one."""


@dataclass
class Work:
    """One job being done. `job.result` is there if its effect already is: then only show it."""

    house: House
    bot: ExtBot[Any] = field(repr=False)
    job: jobs.Job
    language: str
    done: int = 0
    total: int = 0
    stopped: bool = False
    card: int | None = None  # the number of the message that shows it

    @property
    def now(self) -> datetime:
        """The moment, in the outlet's zone."""
        return self.house.clock().astimezone(self.house.zone)

    @property
    def today(self) -> date:
        """The day, in the outlet's zone."""
        return self.now.date()

    @property
    def reader(self) -> render.Reader:
        """For whom the card is written."""
        return render.Reader(self.language, self.house.zone)

    async def run(
        self, service: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Call a service in a transaction of its own."""
        return await self.house.store.run(service, *args, **kwargs)

    async def aside(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do something long off the event loop; it should tell its progress now and then."""
        return await asyncio.to_thread(work, *args, **kwargs)

    async def note(self, **more: Any) -> None:
        """Remember what a next try has to know."""
        self.job = await self.house.store.run(jobs.note, self.job, more)

    async def finish(
        self,
        service: Callable[Concatenate[Session, P], Mapping[str, Any]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Mapping[str, Any]:
        """Call the service that the job is for, once, and return its result (JSON)."""
        self.job = await self.house.store.run(jobs.finish, self.job, service, *args, **kwargs)
        return self.job.result or {}

    def progress(self, done: int, total: int) -> None:
        """Tell how far it is, from any thread; StoppedError if nobody wants it any more."""
        if self.stopped:
            raise StoppedError
        self.done, self.total = done, total

    @cached_property
    def chat(self) -> Chat:
        """The private chat of whoever asked."""
        chat = Chat(self.job.telegram_id, ChatType.PRIVATE)
        chat.set_bot(self.bot)
        return chat

    def _message(self) -> Message | None:
        if self.card is None:
            return None
        card = Message(self.card, self.now, self.chat, text="-", has_protected_content=True)
        card.set_bot(self.bot)
        return card

    async def draw(self) -> None:
        """Draw or redraw the card that shows how far it is."""
        said = self._far()
        if card := self._message():
            await screen.edit(card, self.chat, Screen(said, protect=True), self.reader)
        else:
            text = render.written(said, self.reader)
            sent = await self.chat.send_message(
                text, parse_mode=ParseMode.HTML, protect_content=True
            )
            self.card = sent.message_id
        await self.house.store.run(jobs.carry, self.job, self.card, self.done, self.total)

    def _far(self) -> Say:
        if self.total:
            return say(_("正在处理…… {done}/{total}"), done=self.done, total=self.total)
        return say(_("正在处理…… {done}"), done=self.done) if self.done else say(_("正在处理……"))

    async def show(self, what: Screen) -> None:
        """Put what came of it in place of the card."""
        card = self._message()
        if card is None:
            await screen.send(self.chat, what, self.reader)
        elif not await screen.edit(card, self.chat, what, self.reader):
            with suppress(TelegramError):  # it says the same no more
                await card.delete()


Doing: TypeAlias = Callable[[Work], Awaitable[Screen | None]]


def doings(topics: Sequence[Any]) -> dict[str, Doing]:
    """Return how every kind of job is done, from all topics (`JOBS`)."""
    return {kind: doing for topic in topics for kind, doing in getattr(topic, "JOBS", {}).items()}
