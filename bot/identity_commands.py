"""The commands about accounts: invitations on paper, the last administrator's way back."""

import asyncio
import re
from argparse import Namespace
from datetime import timedelta
from pathlib import Path

from bot.opening import (
    DONE,
    FINDINGS,
    USAGE,
    EnvironmentError_,
    UsageError,
    Voice,
    known,
    now,
    opened,
)
from bot.settings import Settings
from handlers import console
from handlers.i18n import say
from handlers.identity import sheet
from handlers.render import Reader
from services.identity import administrators, invitations
from services.identity.administrators import AdministratorBoundError, NotAnAdministratorError
from services.identity.invitations import Invited, UninvitableError
from services.store import Store

USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
MOST_DAYS = 30


def first(settings: Settings, store: Store, number: str, said: Voice) -> int:
    """Invite the first administrator, by 工号."""
    try:
        code = known(lambda: store.call(administrators.invite_first, number, now(settings)))
    except AdministratorBoundError:
        return said.wrong(say(console.ADMIN_BOUND), FINDINGS)
    except NotAnAdministratorError as error:
        raise UsageError(say(console.NO_ADMIN, number=number)) from error
    said.tell(console.invitation(code))
    return DONE


def recover(options: Namespace, said: Voice) -> int:
    """Unbind an administrator's lost account and invite him anew."""
    settings, number = Settings.read(), options.admin
    with opened(settings) as store:
        try:
            code = known(lambda: store.call(administrators.recover, number, now(settings)))
        except NotAnAdministratorError as error:
            raise UsageError(say(console.NO_ADMIN, number=number)) from error
    said.tell(console.recovered(number), console.invitation(code))
    return DONE


def invite(options: Namespace, said: Voice) -> int:
    """Write invitations for some or all: a sheet to print, a workbook for mail merge."""
    if bool(options.staff) == options.all:
        raise UsageError(say(console.SOME_OR_ALL))
    if not 1 <= options.days <= MOST_DAYS:
        raise UsageError(console.unreadable(str(options.days), "7"))
    settings, valid = Settings.read(), timedelta(days=options.days)
    bot = _username(options.bot)
    with opened(settings) as store:
        moment = now(settings)
        try:
            made = store.call(invitations.invite_by_number, moment, options.staff, valid)
        except UninvitableError as error:
            for number, state in error.states.items():
                said.note(console.uninvitable(number, state))
            return USAGE if None in error.states.values() else FINDINGS
    if not made:
        said.tell(say(console.NOBODY_TO_INVITE))
        return DONE
    said.tell(console.invited(len(made), made[0].expires_at))
    reader = Reader(said.language, settings.timezone)
    name = f"{console.stem(said.language)}-{moment:%Y-%m-%d}"
    for path in _write(Path(options.out) / name, made, bot, reader):
        said.tell(console.written(str(path)))
    return DONE


def _write(stem: Path, made: tuple[Invited, ...], bot: str, reader: Reader) -> list[Path]:
    """Write both files, for their owner only: whoever has a code may claim to be the person."""
    stem.parent.mkdir(parents=True, exist_ok=True)
    contents = {
        ".html": sheet.page(made, bot, reader),
        ".xlsx": sheet.merge_list(made, bot, reader),
    }
    paths = []
    for suffix, content in contents.items():
        path = stem.with_name(stem.name + suffix)
        path.touch(mode=0o600)
        path.write_bytes(content)
        paths.append(path)
    return paths


def _username(given: str | None) -> str:
    """Return the bot's username, as given or as Telegram says; UsageError, EnvironmentError_."""
    if given is None:
        return asyncio.run(_asked(Settings.read("bot_token")))
    name = given.removeprefix("@")
    if not USERNAME.fullmatch(name):
        raise UsageError(console.unreadable(given, "xiaoman_bot"))
    return name


async def _asked(settings: Settings) -> str:
    from telegram import Bot  # noqa: PLC0415 - other commands start quickly
    from telegram.error import InvalidToken, TelegramError  # noqa: PLC0415 - the same

    from bot.request import AiohttpRequest  # noqa: PLC0415 - the same

    way = AiohttpRequest(settings.bot_proxy)
    api = f"{settings.bot_api_url}/bot"
    try:
        async with Bot(settings.bot_token, api, request=way, get_updates_request=way) as bot:
            return bot.username
    except InvalidToken:
        raise EnvironmentError_(say(console.TOKEN_REFUSED)) from None
    except TelegramError:
        raise EnvironmentError_(say(console.NO_USERNAME)) from None
