"""Training and meeting: who is asked, who answers, who came and what that costs; rights."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.recurrence import ZONE
from services.store import Store
from services.training import answering, chase, leading, view
from services.training.kinds import MEETING, TRAINING, Which
from services.training.view import Card
from tests.reports import CHEN, LI, OFFICE, TANG, ZHANG, ZHENG, at, events, staff

__all__ = ["CHEN", "DAY", "LI", "OFFICE", "TANG", "ZHANG", "ZHENG", "at", "events", "staff"]
DAY = datetime(2026, 10, 14, 16, tzinfo=ZONE).date()
"""A Wednesday with a training; the one before, the 7th, lies in the National Day's holiday."""


MONDAY = datetime(2026, 10, 12, 9, tzinfo=ZONE).date()
"""A Monday with a meeting; the one before, the 5th, lies in the holiday."""


def ask(store: Store) -> None:
    """Have everybody asked to the training, the day before."""
    store.call(chase.ask, at(10, 13, 16), at(10, 13, 16), TRAINING)


def ask_meeting(store: Store) -> None:
    """Have everybody asked to the meeting, the Friday before."""
    store.call(chase.ask, at(10, 9, 16), at(10, 9, 16), MEETING)


def training(store: Store) -> Which:
    return Which(TRAINING, staff(store, "JC012"), DAY)


def meeting(store: Store) -> Which:
    return Which(MEETING, staff(store, "JC001"), MONDAY)


@dataclass(frozen=True)
class Called:
    """One to try things with: asked by `ask`, led by an account, to which the others come."""

    which: Callable[[Store], Which]
    ask: Callable[[Store], None]
    leads: int
    over: datetime
    come: frozenset[str]


BOTH = {
    TRAINING: Called(training, ask, ZHENG, at(10, 14, 17), frozenset({"JC015", "JC019"})),
    MEETING: Called(meeting, ask_meeting, CHEN, at(10, 12, 10), frozenset({"JC012"})),
}


def card(store: Store, now: datetime, who: int = ZHENG) -> Card:
    return store.call(view.card, who, now, training(store))


def come(store: Store, who: int, now: datetime) -> bool:
    return store.call(answering.come, who, now, TRAINING, DAY).done


def ask_off(store: Store, who: int, now: datetime, reason: str = "约了客户") -> None:
    number = DAY.toordinal()
    store.call(answering.ask_off, who, now, kind=TRAINING, day=number, reason=reason)


def judge(
    store: Store, now: datetime, number: str, *, accepts: bool, version: int = 0
) -> leading.Done:
    """Have the director decide a wish, as it stands or as he saw it."""
    found = {one.person.number: one for one in card(store, now).places}[number]
    return store.call(
        leading.judge,
        ZHENG,
        now,
        which=training(store),
        staff=found.person.staff_id,
        version=version or found.version,
        accepts=accepts,
    )
