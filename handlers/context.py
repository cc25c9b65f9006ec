"""What every handler has at hand: who asks, when, in which language; services; screens."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any, Concatenate, ParamSpec, Self, TypeAlias, TypeVar, cast

from sqlalchemy.orm import Session
from telegram import Chat, Update, User
from telegram.constants import ChatType
from telegram.ext import Application, CallbackContext, ExtBot

from handlers import attempt, i18n, screen
from handlers.i18n import say
from handlers.render import Reader
from handlers.screen import Attachment, Row, Screen
from services import accounts, inbox, organisation
from services.month import Month
from services.organisation import Viewer
from services.sights import Seen
from services.store import CHANGING, Store

__all__ = ["Attachment", "Context", "House", "Row", "Screen", "SecondChangeError"]

P = ParamSpec("P")
T = TypeVar("T")
Bag: TypeAlias = dict[Any, Any]


class SecondChangeError(Exception):
    """A handler called a second changing service: one update is one transaction."""


@dataclass(frozen=True)
class House:
    """What the bot is put together from; `bot.app` hands it to every context."""

    store: Store
    clock: Callable[[], datetime]
    zone: tzinfo
    topics: Sequence[Any]


class Context(CallbackContext[ExtBot[None], Bag, Bag, Bag]):
    """One update: its person, its moment, and the ways down and back."""

    cause: Update
    chosen: str | None = None
    heard: bool = False
    changed: bool = False
    asking: Viewer | None = None

    @classmethod
    def from_update(
        cls, update: object, application: Application[Any, Any, Any, Any, Any, Any]
    ) -> Self:
        """Build the context of an update."""
        context = super().from_update(update, application)
        context.cause = cast("Update", update)
        return context

    @property
    def house(self) -> House:
        """Store, clock, zone and topics."""
        return house_of(self.application)

    @property
    def user(self) -> User:
        """The Telegram account that asks."""
        return _known(self.cause.effective_user)

    @property
    def chat(self) -> Chat:
        """Where it asks."""
        return _known(self.cause.effective_chat)

    @property
    def who(self) -> int:
        """The number of the account that asks."""
        return self.user.id

    @property
    def now(self) -> datetime:
        """The moment, in the outlet's zone."""
        return self.house.clock().astimezone(self.house.zone)

    @property
    def today(self) -> date:
        """The day, in the outlet's zone."""
        return self.now.date()

    @property
    def typed(self) -> str:
        """What was written; half of a pair of surrogates, which nothing can write, reads as �."""
        message = self.cause.effective_message
        text = (message and message.text) or ""
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    async def run(
        self, service: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Call a service in a transaction of its own; only one call may change anything.

        The first one also hears which language the person chose.
        """
        changing = service in CHANGING
        if changing and self.changed:
            raise SecondChangeError(service.__name__)
        if changing:
            self.changed, self.asking = True, None
        trying = attempt.current() if changing else None

        def work(session: Session) -> T:
            self._hear(session)
            if trying:
                return inbox.effect(session, trying.update_id, service, *args, **kwargs)
            return service(session, *args, **kwargs)

        done = await self.house.store.work(work, changing=changing)
        if trying:
            trying.done = True
        return done

    def _hear(self, session: Session) -> None:
        if not self.heard and self.cause.effective_user:
            self.heard, self.chosen = True, accounts.language(session, self.who)

    def saw(self, staff_id: int, month: Month, mark: int) -> None:
        """Remember that a person's month was shown; it is noted when the update is done."""
        if trying := attempt.current():
            trying.seen.append(Seen(self.who, staff_id, month, mark))

    async def viewer(self) -> Viewer:
        """Return who asks and what he may see; UnknownPersonError."""
        if self.asking is None:
            self.asking = await self.run(organisation.viewer, self.who, self.today)
        return self.asking

    async def admitted(self, *, anywhere: bool = False) -> bool:
        """Let a private chat through; anywhere else ask to be asked there instead."""
        if self.cause.effective_user is None or self.cause.effective_chat is None:
            return False
        if anywhere or self.chat.type == ChatType.PRIVATE:
            return True
        private = f"https://t.me/{self.bot.username}?start=menu"
        door = ((say("打开私聊"), private),)
        await self.tell(Screen(say("这里不便说，请到私聊里问我。"), (door,)))
        return False

    async def show(self, what: Screen) -> None:
        """Put the screen in place of the card that was pressed; send it if none was."""
        query = self.cause.callback_query
        card = query.message if query else None
        await screen.edit(card, self.chat, await self._opened(what), await self.reader())

    async def tell(self, what: Screen) -> None:
        """Send the screen as a new message."""
        await screen.send(self.chat, await self._opened(what), await self.reader())

    async def _opened(self, what: Screen) -> Screen:
        if what.stored is None:
            return what
        return await asyncio.to_thread(screen.opened, what, self.house.store)

    async def language(self) -> str:
        """Return what the person chose, else what the Telegram account is set to."""
        if not self.heard:
            await self.run(accounts.language, self.who)
        return self.chosen or i18n.reading(self.user.language_code)

    async def reader(self) -> Reader:
        """Return for whom the answer is written."""
        return Reader(await self.language(), self.house.zone)


def house_of(app: Any) -> House:
    """Return what the application is put together from."""
    return cast("House", app.bot_data["house"])


def _known(value: T | None) -> T:
    if value is None:
        message = "an update of nobody"
        raise LookupError(message)
    return value
