"""The weekly training: who is asked, who answers, who came and what that costs; rights."""

from datetime import datetime

from services.recurrence import ZONE
from services.store import Store
from services.training import answering, chase, leading, view
from services.training.view import Card
from tests.reports import CHEN, LI, OFFICE, TANG, ZHANG, ZHENG, at, events, staff

__all__ = ["CHEN", "DAY", "LI", "OFFICE", "TANG", "ZHANG", "ZHENG", "at", "events", "staff"]
DAY = datetime(2026, 10, 14, 16, tzinfo=ZONE).date()
"""A Wednesday with a training; the one before, the 7th, lies in the National Day's holiday."""


def ask(store: Store) -> None:
    """Have everybody asked, the day before."""
    store.call(chase.ask, at(10, 13, 16), at(10, 13, 16))


def card(store: Store, now: datetime, who: int = ZHENG, chair: str = "JC012") -> Card:
    return store.call(view.card, who, now, staff(store, chair), DAY)


def come(store: Store, who: int, now: datetime) -> bool:
    return store.call(answering.come, who, now, DAY).done


def ask_off(store: Store, who: int, now: datetime, reason: str = "约了客户") -> None:
    store.call(answering.ask_off, who, now, day=DAY.toordinal(), reason=reason)


def judge(
    store: Store, now: datetime, number: str, *, accepts: bool, version: int = 0
) -> leading.Done:
    """Have the director decide a wish, as it stands or as he saw it."""
    found = {one.person.number: one for one in card(store, now).places}[number]
    return store.call(
        leading.judge,
        ZHENG,
        now,
        chair=staff(store, "JC012"),
        day=DAY,
        staff=found.person.staff_id,
        version=version or found.version,
        accepts=accepts,
    )
