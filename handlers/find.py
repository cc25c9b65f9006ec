"""/find: a person by name, 工号 or pinyin, among those whose figures I may see."""

from dataclasses import dataclass, replace
from typing import ClassVar

from handlers.buttons import Button, ButtonHandler
from handlers.context import Context, Screen
from handlers.i18n import _, counted, say
from handlers.people import LIST, POSTS, Find, People
from handlers.render import Bold
from handlers.topic import Entry, command, ways
from services import people
from services.appointments.registering import FIELD

LONGEST = 28  # bytes of what was typed: it fits into a button whatever they are
NOBODY = _("没有这样的人，或者您无权查看。可以发姓名、工号或拼音，如 张伟、JC031、zw。")


@dataclass(frozen=True)
class Found(Button):
    """Show a page of those who were found."""

    tag: ClassVar[str] = "fp"
    typed: str
    page: int


async def find(context: Context) -> None:
    """Look for whoever was named; ask for a name if nobody was."""
    typed = " ".join(context.args or ())
    if typed:
        await context.tell(await found(context, Found(_short(typed), 1)))
    else:
        await ask(context, Find())


async def ask(context: Context, _button: Find) -> None:
    """Say what can be typed."""
    await context.viewer()
    how = say("找谁？发姓名、工号或拼音，例如 张伟、JC031、zw。\n正在填表时请发：/find 张伟")
    await context.show(Screen(how, [ways(People(1))], protect=True))


async def page(context: Context, button: Found) -> None:
    """Show a page of those who were found."""
    await context.show(await found(context, button))


async def typed(context: Context) -> bool:
    """Take what was typed outside any form as a name, of whoever has people to look for.

    Where nobody is called so and he has clients too, it may be one of them.
    """
    who = await context.viewer()
    wanted = _short(context.typed)
    if not POSTS & who.posts or not wanted:
        return False
    if FIELD & who.posts:
        got = await context.run(people.find, context.who, context.today, wanted, 0, 1)
        if not got.total:
            return False
    await context.tell(await found(context, Found(wanted, 1)))
    return True


async def found(context: Context, button: Found) -> Screen:
    """Return a page of those who are called like that."""
    first, most, wanted = LIST.offset(button.page), LIST.size, button.typed
    got = await context.run(people.find, context.who, context.today, wanted, first, most)
    title = counted(
        "「{typed}」：{count} 人", "「{typed}」：{count} 人", got.total, typed=Bold(wanted)
    )
    looked = replace(LIST, title=title, page=lambda at: Found(wanted, at), empty=say(NOBODY))
    return looked.screen(got.people, got.total, button.page, People(1))


def _short(text: str) -> str:
    return text.strip().encode()[:LONGEST].decode(errors="ignore")


MENU = (Entry("find", say("找人：姓名、工号或拼音，如 /find 张伟"), posts=POSTS),)
TYPED = typed
HANDLERS = (command("find", find), ButtonHandler(Find, ask), ButtonHandler(Found, page))
