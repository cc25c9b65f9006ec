"""2,000 recipients by the virtual Telegram: counted at the server, killed on the way.

Broken by a try that writes the messages down anew, a chunk that is sent before the last one, a
chunk that takes longer than a second, a file that is uploaded for everybody.
"""

import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from bot.app import App, build
from bot.engine import Engine
from bot.postman import Postman
from bot.settings import Settings
from bot.stand_in import Door, Telegram
from services.broadcasts import counting, sending
from services.store import Store, changes
from services.store.people import Account, Staff, Terms
from tests.broadcasts.desk import OFFICE, confirmed, drafted
from tests.stage import BEGIN, entered
from tests.world import BEGUN, SINCE, SOURCE

MANY, BLOCKED, UNBOUND, FIRST = 2000, 40, 10, 100_000


@changes
def crowd(session: Session) -> None:
    """Have two thousand people join the outlet; the last few have no account."""
    for number in range(MANY):
        staff = Staff(number=f"ZZ{number:04}")
        session.add(staff)
        session.flush()
        terms = Terms(
            staff_id=staff.id,
            first_day=SINCE,
            unit="WD02",
            posts="marketer",
            superior_id=None,
            grade="manager",
            contract="agent",
            fixed_pay=False,
            joined=SINCE,
            **SOURCE,
        )
        terms.name = f"甲{number}"
        session.add(terms)
        if number < MANY - UNBOUND:
            account = FIRST + number
            session.add(Account(telegram_id=account, staff_id=staff.id, bound_at=BEGUN))


def dies_while_staging(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Have the process die in its third chunk and in the ninth; return how long each took."""
    real, calls, took = sending.stage, Counter[str](), list[float]()

    @changes
    def stage(session: Session, now: datetime, broadcast: int, people: Sequence[int]) -> bool:
        calls["stage"] += 1
        if calls["stage"] in {3, 9}:
            raise Killed
        at = time.perf_counter()
        done = real(session, now, broadcast, people)
        session.flush()
        took.append(time.perf_counter() - at)
        return done

    monkeypatch.setattr(sending, "stage", stage)
    return took


class Killed(BaseException):
    """The process ends here."""


def crowded() -> Telegram:
    """Return a Telegram with those of the crowd who have an account; some stopped the bot."""
    telegram = Telegram(lambda: BEGIN)
    for number in range(MANY - UNBOUND):
        user = telegram.user(FIRST + number, f"甲{number}")
        telegram.chats[user.id].started = True
        telegram.chats[user.id].blocked = number < BLOCKED
    return telegram


async def test_everybody_gets_it_once_though_processes_die(
    peopled_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    peopled_store.call(crowd)
    telegram = crowded()
    settings = Settings.read(_env_file=None, bot_token=telegram.token)
    made = drafted(peopled_store, text="<b>全体</b> & https://example.com/a?b=1&c=2")
    begun = time.perf_counter()
    assert confirmed(peopled_store, made)
    assert time.perf_counter() - begun < 1
    slowest = dies_while_staging(monkeypatch)
    app = build(settings, peopled_store, Door(telegram), lambda: BEGIN)
    async with app:
        for _ in range(2):
            engine = await dying(app)
            assert not telegram.events
        engine = await entered(app)
        while await engine.worker.run_one():
            pass
        await killed_postman(engine, telegram)
        await engine.postman.deliver_all()
    sent = Counter(one.chat_id for one in telegram.events if one.kind == "sent")
    crowd_ = {one: count for one, count in sent.items() if one >= FIRST}
    assert set(crowd_.values()) == {1}
    assert len(crowd_) == MANY - UNBOUND - BLOCKED
    found = peopled_store.call(counting.card, OFFICE, BEGIN + timedelta(minutes=1), made.id)
    others = len(made.people) - MANY  # of the small world, none of whom is in this Telegram
    assert found.counts.total == MANY + others
    assert found.counts.states["got"] == len(crowd_)
    assert found.counts.states["blocked"] == BLOCKED + others - 1  # one has no account either
    assert found.counts.states["unbound"] == UNBOUND + 1
    assert max(slowest) < 1


async def dying(app: App) -> Engine:
    """Let a process begin the job and end in the middle of it."""
    engine = await entered(app)
    with pytest.raises(BaseExceptionGroup) as ended:
        await engine.worker.run_one()
    assert ended.group_contains(Killed)
    return engine


async def killed_postman(engine: Engine, telegram: Telegram) -> None:
    """Let the postman end after some hundred messages."""
    postman: Postman = engine.postman
    real = postman.hand.put
    count = 0

    async def put(chat: int, message: dict[str, object]) -> int:
        nonlocal count
        count += 1
        if count > 300:
            raise Killed
        return await real(chat, message)

    postman.hand.put = put  # type: ignore[method-assign]
    with pytest.raises(BaseExceptionGroup) as ended:
        await postman.deliver_all()
    assert ended.group_contains(Killed)
    postman.hand.put = real  # type: ignore[method-assign]
    postman._under_way.clear()  # noqa: SLF001 - another process knows of none
    assert telegram.events
