"""Clients who change hands: short ways to offer them and to answer."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from services.clients import handing, listing, taking, view
from services.drafts import Choice
from services.store import changes
from services.store.clients import Handover
from services.store.people import Terms
from tests.branch import account
from tests.clients.conftest import (
    CLIENT,
    MINE,
    OTHER,
    TODAY,
    House,
    at,
)

LEADER, OFFICE, DIRECTOR = "JC019", "JC009", "JC012"
NOW = at(11, 5)


def offers(  # noqa: PLR0913 - what is offered
    house: House,
    to: str = OTHER,
    *,
    day: date = TODAY,
    client: str = CLIENT,
    by: str = LEADER,
    of: str = MINE,
) -> Handover:
    one = house.client(client) if client else 0
    asked: dict[str, Any] = {"staff": house.id(of), "client": one, "reason": "换片区"}
    asked |= {"taker": Choice(to, ""), "day": day}
    return house.store.call(handing.offer, account(by), NOW, **asked)


def answers(
    house: House, row: Handover, *, takes: bool = True, by: str = OTHER, now: datetime = NOW
) -> bool:
    done = house.store.call(
        taking.answer, account(by), now, handover=row.id, version=row.version, takes=takes
    )
    return done[1]


def owner(house: House, day: date, client: str = CLIENT) -> str:
    found = house.store.call(view.owner_on, house.client(client), day)
    return next(one.number for one in house.people().values() if one.staff_id == found)


def count(house: House, staff: str, day: date = TODAY) -> int:
    return house.store.call(listing.page, account(staff), day, 0, 0, 1).total


@changes
def leaves(session: Session, staff_id: int, day: date) -> None:
    """Have somebody's last day be entered."""
    session.execute(update(Terms).where(Terms.staff_id == staff_id).values(left=day))
