"""Talks one to one: recorded, answered, followed up; read by the two alone."""

from datetime import date
from typing import Any

from services import organisation
from services.store import Store
from services.talks import recording
from services.talks.reading import Card
from tests.branch import NOW, TODAY, account

LI, ZHANG = account("JC019"), account("JC031")
SECRET, STEP = "家里老人住院，这个月顾不上", "周三前碰一次"


def staff(store: Store, number: str) -> int:
    return store.call(organisation.by_number, number, TODAY).staff_id


def talked(
    store: Store, number: str = "JC031", *, who: int = LI, day: date = TODAY, **other: Any
) -> Card:
    """Have somebody record a talk."""
    told: dict[str, Any] = {"subject": "trouble", "notes": SECRET, "step": None, "step_on": None}
    told |= {"staff": staff(store, number), "day": day} | other
    return store.call(recording.record, who, NOW, **told)
