"""What a topic declares: its commands, its place in the menu, what waits for a person."""

from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol, TypeAlias

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from handlers.buttons import Button
from handlers.context import Context, Row
from handlers.i18n import Say, say

Handler: TypeAlias = BaseHandler[Update, Any, None]
Work: TypeAlias = Callable[[Context], Awaitable[None]]


class Topic(Protocol):
    """A module of handlers/.

    It may also have `MENU` (entries), `FORMS`, `WAITING`, an async function of the context that
    returns what waits for the person, `TYPED`, one that takes what was typed outside any form and
    tells whether it did, `SENT`, the same for a photo or a file, `NOTICES` (see
    `handlers.notices`) and `JOBS` (see `handlers.work`).
    Everything is private unless declared with `anywhere=True`.
    """

    @property
    def HANDLERS(self) -> Sequence[Handler]:  # noqa: N802 - a constant of a module
        """What the topic answers to."""


@dataclass(frozen=True)
class Entry:
    """A command as /help tells it; with a label it is in the menu of those posts (none: all).

    `on_home`: the posts whose menu it is in, where that are fewer. `there` tells whether there is
    anything in it for somebody with these posts.
    """

    command: str
    about: Say
    label: Say | None = None
    button: Button | None = None
    posts: frozenset[str] = frozenset()
    on_home: frozenset[str] = frozenset()
    there: Callable[[frozenset[str]], bool] = field(default=lambda _posts: True, repr=False)

    def has_button(self, posts: frozenset[str]) -> bool:
        """Tell whether it is in the menu of someone with these posts, whom it suits."""
        return not self.on_home or bool(self.on_home & posts)

    def suits(self, posts: frozenset[str]) -> bool:
        """Tell whether someone with these posts is offered it."""
        return (not self.posts or bool(self.posts & posts)) and self.there(posts)


@dataclass(frozen=True)
class Home(Button):
    """Go to the main menu."""

    tag: ClassVar[str] = "home"


def ways(back: Button | None = None) -> Row:
    """Return the last row of a screen: back to where one came from, and home."""
    home = (say("🏠 首页"), Home())
    return (home,) if back is None else ((say("◀ 返回"), back), home)


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the person, and the button that leads to it."""

    text: Say
    label: Say
    button: Button


def command(name: str, work: Work, *, anywhere: bool = False) -> Handler:
    """Answer a command; its words are in `context.args`."""
    return CommandHandler(name, gated(work, anywhere=anywhere), filters.UpdateType.MESSAGE)


def message(kind: filters.BaseFilter, work: Work) -> Handler:
    """Answer a message of a kind, such as a file."""
    return MessageHandler(filters.UpdateType.MESSAGE & kind, gated(work))


def gated(
    work: Work, *, anywhere: bool = False
) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    """Let only a private chat through to the work, unless it may be done anywhere."""

    async def admit(_update: Update, context: Context) -> None:
        if await context.admitted(anywhere=anywhere):
            await work(context)

    return admit


def entries(topics: Sequence[Any], posts: frozenset[str]) -> Iterator[Entry]:
    """Yield what someone with these posts is offered, in the order of the topics."""
    for topic in topics:
        yield from (entry for entry in getattr(topic, "MENU", ()) if entry.suits(posts))


async def waiting(context: Context) -> list[Waiting]:
    """Return what waits for the person, from all topics."""
    found: list[Waiting] = []
    for topic in context.house.topics:
        if ask := getattr(topic, "WAITING", None):
            found += await ask(context)
    return found
