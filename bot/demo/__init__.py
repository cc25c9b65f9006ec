"""The demo: the product with invented people, on one machine and without a network."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path

from aiohttp import web

from bot.app import build
from bot.demo import acts, world
from bot.demo.server import HOST, Persona, web_app
from bot.engine import Engine
from bot.gate import Gate
from bot.opening import DONE, EnvironmentError_, Voice, now, opened, prepare
from bot.pace import Pace
from bot.servers import serving
from bot.service import Process
from bot.settings import Settings
from bot.stand_in import Door, Telegram, User
from bot.stand_in.state import TOKEN
from handlers import console
from handlers.i18n import say
from services import organisation
from services.facts.save import import_file
from services.identity import invitations
from services.month import Month
from services.store import Store

MARK = "demo.txt"
VALID = timedelta(days=1)
FIRST_ID = 1001
ACCOUNTS = {one.number: FIRST_ID + place for place, one in enumerate(world.PERSONAS)}


def start(folder: Path, port: int, said: Voice) -> int:
    """Fill the folder anew and serve the page until it is interrupted."""
    check_free(port)  # before another demo's folder is emptied under it
    settings = own(folder)
    said.note(say(console.DEMO_FILLING))
    fill(settings)

    async def serve() -> None:
        with opened(settings) as store:
            async with page(settings, store, port) as url:
                said.tell(say(console.DEMO_READY, url=url))
                stage = acts.Stage(store, now(settings), ACCOUNTS)
                await stage.bound()
                await acts.play(stage)
                await asyncio.Event().wait()

    with suppress(KeyboardInterrupt):
        asyncio.run(serve())
    return DONE


def check_free(port: int) -> None:
    """Raise EnvironmentError_ if something listens on the port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise EnvironmentError_(say(console.PORT_TAKEN, port=port)) from error


def own(folder: Path) -> Settings:
    """Return settings for the demo's own folder, emptied; EnvironmentError_ if it is another's."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise EnvironmentError_(say(console.DEMO_STRANGE, folder=str(folder)))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / MARK).write_text("invented data, made anew at each start\n", "utf-8")
    database = f"sqlite:///{folder / 'data.db'}"
    return Settings.read(
        data_dir=folder, database_url=database, data_key="", bot_token=TOKEN, bot_proxy=""
    )


def fill(settings: Settings) -> None:
    """Bring in the invented workbooks as the back office would."""
    prepare(settings)
    moment = now(settings)
    last_month = str(Month.of(moment.date()).later(-1))
    with opened(settings) as store:
        for path in world.write(settings.data_dir / "workbooks", last_month):
            import_file(store, path, now=moment, dry_run=False, progress=lambda _done, _all: None)


@asynccontextmanager
async def page(settings: Settings, store: Store, port: int) -> AsyncIterator[str]:
    """Run the bot against the Telegram in memory and serve the page; yield its address."""
    telegram = Telegram(settings.clock)
    people = [telegram.user(FIRST_ID + n, one.name) for n, one in enumerate(world.PERSONAS)]
    telegram.group("江畔区域", *people[:4])
    pace, stop = Pace(settings.messages_per_second), asyncio.Event()
    app = build(settings, store, Gate(Door(telegram), pace))
    async with app, asyncio.TaskGroup() as group:
        engine = await Engine.enter(app, "demo", settings.messages_per_second)
        group.create_task(Process(settings, engine, pace, Door(telegram)).run(stop))
        try:
            _greet(settings, store, telegram, people)
            async with serving(_site(telegram, people, settings), HOST, port) as url:
                yield url
        finally:
            stop.set()


def _greet(settings: Settings, store: Store, telegram: Telegram, people: list[User]) -> None:
    """Invite everybody, and let them open their invitations."""
    moment = now(settings)
    for persona, user in zip(world.PERSONAS, people, strict=True):
        who = store.call(organisation.by_number, persona.number, moment.date())
        code = store.call(invitations.self_confirming, who.staff_id, moment, VALID)
        telegram.start(user, code)


def _site(telegram: Telegram, people: list[User], settings: Settings) -> web.Application:
    personas = [
        Persona(user.id, one.name, one.about)
        for one, user in zip(world.PERSONAS, people, strict=True)
    ]
    return web_app(telegram, personas, settings.timezone.key)
