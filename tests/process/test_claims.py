"""Who holds an account whose updates wait: one living process, until it lets go."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.stand_in import Telegram
from services import inbox
from services.store import Store
from services.store.traffic import ANSWERED, NEW, Update
from services.updates import Ended
from tests.process.conftest import Start

ZHANG_WEI = 31


def states(session: Session) -> list[str]:
    return list(session.scalars(select(Update.state).order_by(Update.id)))


async def test_nobody_else_takes_what_a_living_process_holds(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    async with start() as engine:
        telegram.say(telegram.users[ZHANG_WEI], "/menu")
        await engine.intake.receive(telegram.updates.take())
        now = engine.house.clock()
        (turn,) = peopled_store.call(inbox.claim, now, engine.intake.holder, 9)
        assert peopled_store.call(inbox.claim, now, "other#1", 9) == ()
        peopled_store.call(inbox.settle, now, engine.intake.holder, Ended(released=[turn.talker]))
        assert len(peopled_store.call(inbox.claim, now, "other#1", 9)) == 1
    assert peopled_store.call(states) == [NEW]


async def test_what_was_claimed_without_ever_hearing_so_is_taken_up(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    """Broken by a claim of what nobody holds only: the connection broke as it was committed."""
    async with start() as engine:
        telegram.say(telegram.users[ZHANG_WEI], "/menu")
        await engine.intake.receive(telegram.updates.take())
        now = engine.house.clock()
        assert peopled_store.call(inbox.claim, now, engine.intake.holder, 9)
        await engine.intake.deliver([])
    assert peopled_store.call(states) == [ANSWERED]
