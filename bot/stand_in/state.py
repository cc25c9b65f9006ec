"""What this Telegram holds, and the questions that every method asks of it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any, NoReturn

from bot.stand_in.arguments import Upload
from bot.stand_in.faults import Fault, Faults
from bot.stand_in.flood import Flood
from bot.stand_in.ledger import Ledger
from bot.stand_in.pictures import grey, mime_of, size_of, smaller
from bot.stand_in.refusal import Refusal, forbid, refuse
from bot.stand_in.updates import Updates
from bot.stand_in.world import Chat, Event, Events, File, Message, User

Clock = Callable[[], datetime]
Listener = Callable[[Event], None]

TOKEN = "1000:stand-in"  # noqa: S105 - opens nothing
LARGEST_UPLOAD = 50 * 2**20
_FIRST_GROUP, _FIRST_BASIC = -1000000000001, -4000000001


@dataclass
class Query:
    """A pressed button that waits for its answer."""

    user: User
    chat: Chat
    asked: datetime
    answered: bool = False


class State:
    """Users, chats, files, queries and settings of one bot."""

    def __init__(self, clock: Clock, username: str, name: str, token: str) -> None:
        self.clock, self.token = clock, token
        self.bot = User(int(token.split(":", maxsplit=1)[0]), name, username, is_bot=True)
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.queries: dict[str, Query] = {}
        self.commands: dict[tuple[Any, ...], list[dict[str, str]]] = {}
        self.menu_buttons: dict[int, dict[str, Any]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.webhook: dict[str, Any] = {"url": ""}
        self.loopback_webhooks = False
        self.updates = Updates()
        self.faults = Faults()
        self.ledger = Ledger()
        self.flood = Flood(self.ledger, time.monotonic)
        self.events = Events()
        self.unmodelled: list[str] = []
        self._listeners: list[Listener] = []
        self._numbers = count(1)

    def user(self, number: int, name: str, username: str = "", language: str = "zh-hans") -> User:
        """Add a person, who has a chat with the bot but has not started it."""
        user = User(number, name, username, language)
        self.users[number] = user
        self.chats.setdefault(number, Chat(number)).members[number] = user
        return user

    def group(
        self, title: str, *members: User, with_bot: bool = True, basic: bool = False
    ) -> Chat:
        """Add a group of people, with the bot in it: a supergroup, or a basic one."""
        first = _FIRST_BASIC if basic else _FIRST_GROUP
        number = first - sum(not chat.private for chat in self.chats.values())
        everyone = [*members, self.bot] if with_bot else members
        kind = "group" if basic else "supergroup"
        chat = Chat(number, title, kind, {one.id: one for one in everyone})
        self.chats[number] = chat
        return chat

    def fail_next(self, method: str, *faults: Fault) -> None:
        """Let the next calls of a method ("*": of any) fail, one fault each."""
        self.faults.add(method, *faults)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call the listener at every event; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def record(
        self, kind: str, chat_id: int, message: Message | None = None, **detail: Any
    ) -> dict[str, Any]:
        """Write an event down and tell the listeners; return the message's JSON, if any."""
        shown = message.as_json() if message else {}
        event = Event(len(self.events) + 1, kind, chat_id, message, detail, shown)
        self.events.append(event)
        for listener in list(self._listeners):
            listener(event)
        return shown

    def post(self, chat: Chat, sender: User, content: dict[str, Any]) -> Message:
        """Put a message into a chat."""
        chat.last += 1
        message = Message(chat.last, chat, sender, self.clock(), content)
        chat.messages[chat.last] = message
        return message

    def keep(self, upload: Upload, *, picture: bool = False) -> File:
        """Store a file under a new identifier."""
        if not upload.content:
            refuse("file must be non-empty")
        if len(upload.content) > LARGEST_UPLOAD:
            raise Refusal(413, "Request Entity Too Large")
        width, height = size_of(upload.content) if picture else (0, 0)
        mime = mime_of(upload.content) if width else upload.mime
        number = f"file{next(self._numbers)}"
        self.files[number] = File(number, upload.name, upload.content, mime, width, height)
        return self.files[number]

    def sizes(self, photo: File) -> list[File]:
        """Return a photo in the sizes that Telegram keeps, the smallest first, itself last."""
        for width, height in smaller(photo.width, photo.height):
            number = f"{photo.id}-{max(width, height)}"
            small = File(number, photo.name, grey(width, height), "image/png", width, height)
            self.files.setdefault(number, small)
        kept = [one for number, one in self.files.items() if number.startswith(f"{photo.id}-")]
        return [*kept, photo]

    def reach(self, chat_id: int | str) -> Chat:
        """Return the chat that the bot may write to, or refuse as Telegram does."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            refuse("chat not found")
        if chat.migrated_to:
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, words, migrate_to_chat_id=chat.migrated_to)
        if not chat.private:
            if self.bot.id not in chat.members:
                forbid(f"bot was kicked from the {chat.kind} chat")
            return chat
        if chat.blocked:
            forbid("bot was blocked by the user")
        if not chat.started:
            self._never_met(chat)
        return chat

    def _never_met(self, chat: Chat) -> NoReturn:
        shared = any(
            chat.id in other.members and self.bot.id in other.members
            for other in self.chats.values()
        )
        if shared:
            forbid("bot can't initiate conversation with a user")
        refuse("chat not found")

    def ask(self, user: User, chat: Chat) -> str:
        """Open a callback query; return its id."""
        number = str(next(self._numbers))
        self.queries[number] = Query(user, chat, self.clock())
        return number
