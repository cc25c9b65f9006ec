"""What reminders of a training say once the outlet has moved it, and that each is told."""

import json
from datetime import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.recurrence import THURSDAY
from services.store import Store
from services.store.traffic import Notice
from tests.schedules import (
    NOW,
    TRAINING,
    all_done,
    change,
    lead,
    planned,
    replan,
)
from tests.shanghai import utc


def test_the_reminder_tells_when_the_training_is(peopled_store: Store) -> None:
    replan(peopled_store, NOW)
    change(peopled_store, "training_held", weekday=THURSDAY, at=time(15, 30))
    lead(peopled_store, "training", 1, time(17))
    assert planned(peopled_store, "training")[:2] == ["10-07 17:00", "10-08 14:30"]
    all_done(peopled_store, utc(2026, 10, 7, 17, 0), TRAINING)

    def written(session: Session) -> set[str]:
        return {json.loads(one.data)["at"] for one in session.scalars(select(Notice))}

    assert peopled_store.call(written) == {"2026-10-08T15:30:00+08:00"}


def test_each_of_several_reminders_is_told(peopled_store: Store) -> None:
    """Broken by a notice that is one for the whole training."""
    replan(peopled_store, NOW)
    lead(peopled_store, "training", 1, time(17))
    all_done(peopled_store, utc(2026, 10, 13, 17, 0), TRAINING)
    all_done(peopled_store, utc(2026, 10, 14, 15, 0), TRAINING)

    def soon(session: Session) -> list[bool]:
        told = select(Notice).where(Notice.kind == "training").order_by(Notice.made_at)
        return [json.loads(one.data)["soon"] for one in session.scalars(told)]

    assert peopled_store.call(soon) == [False] * 2 + [True] * 2  # two managers in town
