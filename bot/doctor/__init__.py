"""`python -m bot doctor`: looks whether all is well, and says of each finding what cures it."""

import asyncio
from argparse import Namespace

from bot.doctor import bot_api, database, files
from bot.doctor.finding import Finding
from bot.opening import DONE, FINDINGS, Voice, now
from bot.settings import Settings, SettingsError
from handlers import console_doctor
from handlers.i18n import say


def doctor(_options: Namespace, said: Voice) -> int:
    """Look at everything; it takes some twenty seconds where nothing answers."""
    settings, found = _settings()
    if settings:
        found += asyncio.run(examine(settings))
    if not found:
        said.tell(say(console_doctor.WELL))
        return DONE
    said.tell(*(console_doctor.finding(one.kind, **one.data) for one in found))
    return FINDINGS


def _settings() -> tuple[Settings | None, list[Finding]]:
    """Return the settings and what is wrong with them; without a token the rest is looked at."""
    try:
        return Settings.read("bot_token"), []
    except SettingsError as error:
        found = [Finding("setting", {"said": one}) for one in error.mistakes]
    try:
        return Settings.read(), found
    except SettingsError:
        return None, found


async def examine(settings: Settings) -> list[Finding]:
    """Look at Telegram, the database and the files at once."""
    async with asyncio.TaskGroup() as group:
        there = group.create_task(bot_api.examine(settings))
        here = group.create_task(asyncio.to_thread(lambda: list(database.examine(settings))))
    return [*there.result(), *here.result(), *files.examine(settings, now(settings))]
