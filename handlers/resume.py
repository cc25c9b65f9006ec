"""What a person is shown whose wish was done, but who could not be told before a restart."""

from handlers import answers, start
from handlers.context import Context, Screen
from handlers.errors import words
from handlers.forms import Filling, drawn
from handlers.i18n import Say, say
from services.organisation import UnknownPersonError


async def show(context: Context) -> None:
    """Show where things stand now: the form being filled in, else the home screen."""
    if not await context.admitted():
        return
    note = say("刚才那一步已经办好，只是没来得及告诉您。")
    filling = await answers.filling_of(context)
    if filling is not None:
        await context.show(await _again(context, filling, note))
        return
    try:
        home = await start.greeting(context)
    except UnknownPersonError:  # the step was 「这不是我」
        await context.show(Screen(note))
        return
    lines = [home.text] if not isinstance(home.text, list | tuple) else home.text
    await context.show(Screen([note, *lines], home.rows, protect=True))


async def _again(context: Context, filling: Filling, note: Say) -> Screen:
    """Draw the form with all that the house offers for its question, where it still does."""
    try:
        return await drawn(context, filling, note)
    except Exception as error:
        if words(error) is None:
            raise
        return filling.screen(note)
