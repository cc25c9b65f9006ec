"""/start and /menu: who you are, what waits for you, where to go; an invitation's link binds."""

from handlers import words
from handlers.buttons import ButtonHandler
from handlers.commands import offer
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, counted, say
from handlers.render import Bold, Listed
from handlers.topic import Entry, Home, command, entries, waiting
from handlers.words.people import POSTS
from services import invitations

IN_A_ROW = 2
MENU = (Entry("menu", say("首页：常用的都在这里")),)
LINK_HOME = "menu"  # the payload of the link that a group gets


async def start(context: Context) -> None:
    """Greet; bind first if the link carried an invitation."""
    code = (context.args or [LINK_HOME])[0]
    if code != LINK_HOME:
        await context.run(invitations.accept, context.who, code, context.now)
    await context.tell(await home(context))
    await offer(context)


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
    offered = [
        (entry.label, entry.button)
        for entry in entries(context.house.topics, held)
        if entry.label and entry.button
    ]
    return [offered[at : at + IN_A_ROW] for at in range(0, len(offered), IN_A_ROW)]


HANDLERS = (command("start", start), command("menu", menu), ButtonHandler(Home, go_home))
