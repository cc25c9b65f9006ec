"""A person in a test: writes, presses what is shown, and hears what the bot said to anyone."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from telegram import Update
from telegram.ext import Application

from bot.stand_in.core import Telegram
from bot.stand_in.world import Chat, Event, Message, User

Receive = Callable[[dict[str, Any]], Awaitable[None]]
"""Takes one update as Telegram's JSON."""

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


def to_application(app: AnyApplication) -> Receive:
    """Return what hands updates to an application's handlers, one after the other."""

    async def receive(raw: dict[str, Any]) -> None:
        await app.process_update(Update.de_json(raw, app.bot))

    return receive


async def deliver(telegram: Telegram, receive: Receive) -> list[Event]:
    """Deliver all queued updates in order; return what the bot did since, over all chats."""
    before = len(telegram.events)
    while updates := telegram.updates.take():
        for raw in updates:
            await receive(raw)
    if telegram.unmodelled:
        raise AssertionError(telegram.unmodelled)
    return [event for event in telegram.events[before:] if event.kind != "said"]


@dataclass(frozen=True)
class Person:
    """Someone with a phone; `chat` is where he is (his private chat unless a group is given).

    Each doing delivers the updates and returns the bot's events since (sent, edited, deleted,
    answered, action), over all chats.
    """

    telegram: Telegram
    user: User
    receive: Receive
    chat: Chat | None = None

    @property
    def here(self) -> Chat:
        """The chat he is in."""
        return self.chat or self.telegram.chats[self.user.id]

    async def types(self, text: str) -> list[Event]:
        """Write a line."""
        self.telegram.say(self.user, text, self.here)
        return await self._deliver()

    async def starts(self, payload: str = "") -> list[Event]:
        """Open the bot, by a deep link if there is a payload."""
        self.telegram.start(self.user, payload)
        return await self._deliver()

    async def sends(self, name: str, content: bytes, caption: str = "") -> list[Event]:
        """Send a file."""
        self.telegram.send_file(self.user, name, content, caption, self.here)
        return await self._deliver()

    async def sends_photo(self, content: bytes, caption: str = "") -> list[Event]:
        """Send a picture."""
        self.telegram.send_photo(self.user, content, caption, self.here)
        return await self._deliver()

    async def sends_contact(self, phone: str) -> list[Event]:
        """Send the own phone number."""
        self.telegram.send_contact(self.user, phone)
        return await self._deliver()

    async def presses(self, label: str, nth: int = 1) -> list[Event]:
        """Press the nth button with the label in the latest message that shows it."""
        message, button = self.button(label, nth)
        if "callback_data" in button:
            self.telegram.press(self.user, message, button["callback_data"])
        elif "url" in button:
            self._open(button["url"])
        elif button.get("request_contact"):
            self.telegram.send_contact(self.user, f"138{self.user.id:08}")
        else:
            self.telegram.say(self.user, button["text"], self.here)
        return await self._deliver()

    async def presses_again(self, message: Message, data: str) -> list[Event]:
        """Press a button as it was drawn earlier, whatever the message shows now."""
        self.telegram.press(self.user, message, data)
        return await self._deliver()

    def button(self, label: str, nth: int = 1) -> tuple[Message, dict[str, Any]]:
        """Return the latest message that shows the label, and its nth button of that name."""
        for message in reversed(self.here.shown()):
            found = [button for button in self._buttons(message) if button["text"] == label]
            if found:
                return message, found[nth - 1]
        words = f"no button 「{label}」; shown: {' '.join(self.labels())}"
        raise AssertionError(words)

    def labels(self) -> list[str]:
        """Return the labels of all buttons that can be seen, latest message first."""
        shown = reversed(self.here.shown())
        return [button["text"] for message in shown for button in self._buttons(message)]

    def _buttons(self, message: Message) -> Iterator[dict[str, Any]]:
        rows = list((message.inline or {}).get("inline_keyboard", []))
        if self.here.keyboard is message and message.keyboard:
            rows += message.keyboard["keyboard"]
        for row in rows:
            yield from row

    def _open(self, url: str) -> None:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        if parts.netloc == "t.me" and parts.path == f"/{self.telegram.bot.username}":
            self.telegram.start(self.user, parse_qs(parts.query).get("start", [""])[0])

    async def _deliver(self) -> list[Event]:
        return await deliver(self.telegram, self.receive)
