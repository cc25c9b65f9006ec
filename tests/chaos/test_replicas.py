"""T-R11: a second process of the same bot; on SQLite it stands by, on PostgreSQL they share."""

import asyncio
import time
from collections import Counter
from pathlib import Path
from random import Random

from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from bot.postman import MOST_AT_ONCE
from services import leases
from services.store.work import Lease
from tests.chaos import Bot, clock, ended, sizes
from tests.chaos.scenes import LANGUAGES, Scene, fine, measured
from tests.waiting import until

ZHANG_WEI = 31
STANDS_BY = "本进程待命"
TAKEN_OVER = 30.0
PATIENCE = 300.0


@sizes(20, 200)
def test_two_processes_do_everything_once_and_one_outlives_the_other(
    scene: Scene, tmp_path: Path, size: int
) -> None:
    """T-R11. Broken by `flock` left out of `bot/instance.py`.

    On PostgreSQL by a claim of what a living process holds, or a lease that does not run out.
    """
    people, random, kills = scene.crowd(size), Random(11), size // 20  # noqa: S311 - a test
    two = (named(scene, scene.bot.folder, "one"), named(scene, tmp_path / "second", "two"))
    wanted, over = [], []
    with ended(two[0]), ended(two[1]):
        for bot in two:
            begins(scene, bot)
        for number in range(kills):
            wanted += scene.tell(people, f"round{number}")
            for press in range(2 * size):
                scene.press(people[press % size].account, LANGUAGES[press // size % 2])
            scene.sent(len(scene.ledger.sent) + random.randrange(size), PATIENCE)
            dead, other = poller(scene, *two)
            over.append(outlived(scene, dead))
            scene.over(PATIENCE)
            begins(scene, dead)
            two = (other, dead) if is_sqlite(scene) else two
        for bot in two:
            fine(bot)
    lost, twice = scene.ledger.lost(wanted), scene.ledger.duplicates(wanted)
    shares = Counter(one.who for one in scene.effects())
    measured("T-R11", kills=kills, taken_over_after=max(over), presses=len(scene.pressed))
    measured("T-R11", effects=dict(shares), notices=len(wanted), lost=lost, twice=twice)
    assert max(over) < TAKEN_OVER
    assert scene.misplaced() == []
    assert lost == 0
    assert twice <= kills * MOST_AT_ONCE
    assert len(shares) == (1 if is_sqlite(scene) else 2)


def is_sqlite(scene: Scene) -> bool:
    return scene.store.writer.dialect.name == "sqlite"


def named(scene: Scene, folder: Path, name: str) -> Bot:
    """Return one of two processes on the same data folder, known to the database by a name."""
    folder.mkdir(exist_ok=True)
    url = make_url(scene.bot.url)
    if not is_sqlite(scene):
        url = url.update_query_dict({"application_name": name})
    settings = {"DATA_DIR": str(scene.bot.folder)}
    url_ = url.render_as_string(hide_password=False)
    return Bot(folder, url_, scene.telegram, settings, scene.bot.quick)


def begins(scene: Scene, bot: Bot) -> None:
    """Start it: it says that it stands by, or it works like the other."""
    before = scene.store.call(_processes)
    said = bot.log.stat().st_size if bot.log.exists() else 0
    bot.starts()

    def begun() -> bool:
        waits = bot.log.exists() and STANDS_BY in bot.log.read_bytes()[said:].decode()
        return waits or bool(scene.store.call(_processes) - before)

    asyncio.run(until(begun, every=0.05))


def _processes(session: Session) -> frozenset[str]:
    return leases.alive(session, clock())


def poller(scene: Scene, one: Bot, two: Bot) -> tuple[Bot, Bot]:
    """Return the process that asks Telegram for updates, and the other; here `one` came first."""
    holder = scene.store.call(lambda session: session.get_one(Lease, "polling").holder)
    first = (scene.bot.folder / "instance").read_text("ascii") == holder.partition("#")[0]
    return (one, two) if first else (two, one)


def outlived(scene: Scene, dead: Bot) -> float:
    """Kill the process; return after how many seconds the other answers somebody."""
    dead.dies()
    begun = time.monotonic()
    answers = sum(one.chat_id == ZHANG_WEI for one in scene.ledger.sent)
    scene.say(ZHANG_WEI, "/language")
    scene.telegram.waits(
        lambda there: sum(one.chat_id == ZHANG_WEI for one in there.ledger.sent) > answers,
        PATIENCE,
    )
    return time.monotonic() - begun
