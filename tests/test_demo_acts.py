"""What the demo's people have done in chat: every topic has something in every state."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.demo.acts import Acts
from bot.demo.world import PERSONAS
from services.store import Store
from services.store.approvals import Approval, Deputy
from services.store.attendance import Event
from services.store.conduct import ConductCase
from services.store.leave import Leave
from services.store.resignation import Resignation
from tests.branch import account

ZONE = ZoneInfo("Asia/Shanghai")


def states(session: Session) -> dict[str, set[str]]:
    return {
        "leave": set(session.scalars(select(Leave.state))),
        "event": set(session.scalars(select(Event.state))),
        "case": set(session.scalars(select(ConductCase.state))),
        "leaving": set(session.scalars(select(Resignation.state))),
        "approval": set(session.scalars(select(Approval.state))),
    }


async def test_on_an_ordinary_day(filled_store: Store) -> None:
    people = {one.number: account(one.number) for one in PERSONAS}
    acts = Acts(filled_store, datetime(2026, 11, 5, 9, tzinfo=ZONE), people)
    await acts.bound()
    await acts.play()
    assert filled_store.call(states) == {
        "leave": {"running", "approved", "rejected"},
        "event": {"recorded", "contested"},
        "case": {"reported"},
        "leaving": {"running"},
        "approval": {"running", "approved", "rejected"},
    }
    assert filled_store.call(_count) == 1


def _count(session: Session) -> int:
    return session.scalar(select(func.count(Deputy.id))) or 0


@pytest.mark.parametrize("day", [date(2026, 12, 28), date(2027, 2, 1)])
async def test_where_the_calendar_is_not_published_the_rest_is_played(
    filled_store: Store, day: date
) -> None:
    people = {one.number: account(one.number) for one in PERSONAS}
    acts = Acts(filled_store, datetime(day.year, day.month, day.day, 9, tzinfo=ZONE), people)
    await acts.play()
    assert filled_store.call(states)["leaving"] == {"running"}
