"""The tick that has done what is due; APScheduler only keeps the beat."""

from collections.abc import Sequence
from datetime import datetime

from bot.recurring import RECURRING
from handlers.context import House
from services import timetable
from services.timetable import Recurring

SECONDS = 15


async def tick(house: House, recurring: Sequence[Recurring] = RECURRING) -> bool:
    """Do everything that is due; tell whether there was anything."""
    any_ = False
    while await house.store.run(timetable.do_next, _now(house), recurring):
        any_ = True
    return any_


async def plan(house: House, recurring: Sequence[Recurring] = RECURRING) -> None:
    """Write down what is due in the coming weeks."""
    await house.store.run(timetable.plan, _now(house), recurring)


def _now(house: House) -> datetime:
    return house.clock().astimezone(house.zone)
