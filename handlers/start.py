"""/start and /menu: who you are, what waits for you, where to go; an invitation is opened."""

from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from telegram import User

from handlers import words
from handlers.buttons import Button, ButtonHandler
from handlers.commands import offer
from handlers.context import Context, Row, Screen
from handlers.greetings import greets
from handlers.i18n import Say, _, counted, say
from handlers.identity import wording
from handlers.render import Bold, Listed
from handlers.topic import Entry, Home, command, entries, waiting, ways
from handlers.words.people import POSTS
from services.identity import opening
from services.identity.opening import Opener
from services.organisation import UnknownPersonError

IN_A_ROW = 2
MOST = 8  # buttons of the home screen
MENU = (Entry("menu", say("首页：常用的都在这里")),)
LINK_HOME = "menu"  # the payload of the link that a group gets


@dataclass(frozen=True)
class More(Button):
    """Show the rest of the menu."""

    tag: ClassVar[str] = "more"


async def start(context: Context) -> None:
    """Greet; open the invitation first if the link carried one."""
    code = (context.args or [LINK_HOME])[0]
    if code != LINK_HOME:
        opener = Opener(_shown(context.user), await context.language())
        await context.run(opening.accept, context.who, opener, code, context.now)
    await context.tell(await greeting(context))
    with suppress(UnknownPersonError):  # an account that waits has no commands yet
        await offer(context)


def _shown(user: User) -> str:
    """Return what whoever confirms the account sees of it."""
    return f"{user.full_name} @{user.username}" if user.username else user.full_name


async def greeting(context: Context) -> Screen:
    """Return the main menu; for an account that waits, for whom; UnknownPersonError."""
    try:
        return await home(context)
    except UnknownPersonError:
        posts = await context.run(opening.waits_for, context.who, context.today)
        if not posts:
            raise
        return Screen(wording.waits(posts))


async def menu(context: Context) -> None:
    """Send the main menu."""
    await context.tell(await home(context))


async def go_home(context: Context, _button: Home) -> None:
    """Put the main menu in place of the card."""
    await context.show(await home(context))


async def home(context: Context) -> Screen:
    """Return the main menu of whoever asks; UnknownPersonError."""
    who = await context.viewer()
    unit = who.organisation.units.get(who.me.unit)
    held = [words.post(code) for code in POSTS if code in who.posts]
    return Screen(
        [
            say("{name}，您好。", name=Bold(who.me.name)),
            say(
                "{unit}，{posts}",
                unit=unit.name if unit else who.me.unit,
                posts=Listed(held),
            ),
            await _waits(context),
        ],
        _rows(context, who.posts),
        protect=True,  # so that figures can take its place
    )


async def _waits(context: Context) -> Say:
    count = len(await waiting(context))
    if not count:
        return say("没有等您办的事。")
    return counted("等您办的有 {count} 件：/today", "等您办的有 {count} 件：/today", count)


def _rows(context: Context, held: frozenset[str]) -> list[Row]:
    offered = _offered(context, held)
    if len(offered) > MOST:
        offered = [*offered[: MOST - 1], (say(_("更多")), More())]
    return _in_rows(offered)


def _offered(context: Context, held: frozenset[str]) -> list[tuple[Say, Button]]:
    """Return the menu's buttons for somebody with these posts, what is used most first."""
    return [
        (entry.label, entry.button)
        for entry in entries(context.house.topics, held)
        if entry.label and entry.button and entry.has_button(held)
    ]


def _in_rows(offered: list[tuple[Say, Button]]) -> list[Row]:
    return [offered[at : at + IN_A_ROW] for at in range(0, len(offered), IN_A_ROW)]


async def more(context: Context, _button: More) -> None:
    """Show what has no place on the home screen."""
    who = await context.viewer()
    rest = _offered(context, who.posts)[MOST - 1 :]
    title = say("{title}", title=Bold(say(_("更多"))))
    await context.show(Screen(title, [*_in_rows(rest), ways()], protect=True))


async def greeted(context: Context) -> bool:
    """Answer a greeting with the main menu."""
    if not greets(context.typed):
        return False
    await menu(context)
    return True


TYPED = greeted
HANDLERS = (
    command("start", start),
    command("menu", menu),
    ButtonHandler(Home, go_home),
    ButtonHandler(More, more),
)
