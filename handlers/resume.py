"""What a person is shown whose wish was done, but who could not be told before a restart."""

from handlers import answers, start
from handlers.context import Context, Screen
from handlers.i18n import say
from services.organisation import UnknownPersonError


async def show(context: Context) -> None:
    """Show where things stand now: the form being filled in, else the home screen."""
    if not await context.admitted():
        return
    note = say("刚才那一步已经办好，只是没来得及告诉您。")
    filling = await answers.filling_of(context)
    if filling is not None:
        await context.show(filling.screen(note))
        return
    try:
        home = await start.greeting(context)
    except UnknownPersonError:  # the step was 「这不是我」
        await context.show(Screen(note))
        return
    lines = [home.text] if not isinstance(home.text, list | tuple) else home.text
    await context.show(Screen([note, *lines], home.rows, protect=True))
