"""Who and what is in this Telegram: users, chats, messages, files, events."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, overload


@dataclass(frozen=True)
class User:
    """A person, or the bot."""

    id: int
    first_name: str
    username: str = ""
    language_code: str = "zh-hans"
    is_bot: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the Bot API's User."""
        one: dict[str, Any] = {
            "id": self.id,
            "is_bot": self.is_bot,
            "first_name": self.first_name,
        }
        if self.username:
            one["username"] = self.username
        return one if self.is_bot else one | {"language_code": self.language_code}


@dataclass(frozen=True)
class File:
    """A file that Telegram keeps; pictures know their size."""

    id: str
    name: str
    content: bytes = field(repr=False)
    mime: str
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        """Where it is downloaded from, below the file address of the bot."""
        suffix = self.name.rsplit(".", 1)[-1] if "." in self.name else "bin"
        folder = "photos" if self.width else "documents"
        return f"{folder}/{self.id}.{suffix if suffix.isascii() and suffix.isalnum() else 'bin'}"

    def as_json(self) -> dict[str, Any]:
        """Return what Document, PhotoSize and File have in common."""
        return {
            "file_id": self.id,
            "file_unique_id": f"u{self.id}",
            "file_size": len(self.content),
        }


@dataclass
class Message:
    """A message as it stands now: edits are applied, a deleted one is marked."""

    id: int
    chat: "Chat"
    sender: User
    date: datetime
    content: dict[str, Any]
    inline: dict[str, Any] | None = None
    keyboard: dict[str, Any] | None = None
    protected: bool = False
    reply_to: "Message | None" = None
    edited: datetime | None = None
    deleted: bool = False

    @property
    def text(self) -> str:
        """The words: text or caption."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    def as_json(self) -> dict[str, Any]:
        """Return the Bot API's Message."""
        one = {
            "message_id": self.id,
            "date": int(self.date.timestamp()),
            "chat": self.chat.as_json(),
            "from": self.sender.as_json(),
            **self.content,
        }
        optional = {
            "edit_date": self.edited and int(self.edited.timestamp()),
            "has_protected_content": self.protected,
            "reply_markup": self.inline,
            "reply_to_message": self.reply_to and self.reply_to.as_json(),
        }
        return one | {name: value for name, value in optional.items() if value}


@dataclass
class Chat:
    """A private chat of a user with the bot, or a group."""

    id: int
    title: str = ""
    kind: str = "private"
    members: dict[int, User] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: Message | None = None
    started: bool = False
    blocked: bool = False
    last: int = 0
    """The number of the latest message."""
    migrated_to: int = 0
    """The supergroup that this group has become."""

    @property
    def private(self) -> bool:
        """Whether it is somebody's own chat with the bot."""
        return self.kind == "private"

    def as_json(self) -> dict[str, Any]:
        """Return the Bot API's Chat."""
        one: dict[str, Any] = {"id": self.id, "type": self.kind}
        if not self.private:
            return one | {"title": self.title}
        user = self.members[self.id]
        one["first_name"] = user.first_name
        return one | ({"username": user.username} if user.username else {})

    def shown(self) -> list[Message]:
        """Return the messages that can be seen, oldest first."""
        return [one for one in self.messages.values() if not one.deleted]


@dataclass(frozen=True)
class Event:
    """Something that happened in a chat.

    Kinds: `said` by a person; `sent`, `edited`, `deleted`, `answered` (a press; detail: text,
    show_alert), `action` (detail: action), `commands` by the bot.
    """

    number: int
    kind: str
    chat_id: int
    message: Message | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)
    """The message's JSON at that moment, for the record."""


class Events(Sequence[Event]):
    """Everything that happened, counted from the first; only the latest are kept."""

    KEPT = 10_000

    def __init__(self) -> None:
        self._kept: deque[Event] = deque(maxlen=self.KEPT)
        self._count = 0

    def __len__(self) -> int:
        """Return how many events there have been."""
        return self._count

    @overload
    def __getitem__(self, index: int) -> Event: ...
    @overload
    def __getitem__(self, index: slice) -> list[Event]: ...
    def __getitem__(self, index: int | slice) -> Event | list[Event]:
        """Return an event, or those of a slice that are still kept."""
        gone = self._count - len(self._kept)
        if isinstance(index, slice):
            start, stop, step = index.indices(self._count)
            return list(islice(self._kept, max(start - gone, 0), max(stop - gone, 0), step))
        place = (index + self._count if index < 0 else index) - gone
        if place < 0:
            words = f"event {index} is not kept any more"
            raise IndexError(words)
        return self._kept[place]

    def __iter__(self) -> Iterator[Event]:
        """Iterate over the kept events."""
        return iter(self._kept)

    def append(self, event: Event) -> None:
        """Add an event."""
        self._kept.append(event)
        self._count += 1
