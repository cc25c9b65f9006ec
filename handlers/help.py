"""/help: the commands of the person's posts."""

from handlers.context import Context, Screen
from handlers.i18n import say
from handlers.topic import Entry, command, entries, ways

MENU = (Entry("help", say("我能做什么")),)


async def show(context: Context) -> None:
    """List the commands."""
    who = await context.viewer()
    offered = entries(context.house.topics, who.posts)
    lines = [say("/{command}　{about}", command=one.command, about=one.about) for one in offered]
    await context.tell(
        Screen([say("您可以点按钮，也可以直接输入："), *lines], (ways(),), protect=True)
    )


HANDLERS = (command("help", show),)
