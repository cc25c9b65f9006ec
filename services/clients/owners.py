"""Whose a client is from a day on: rows that are only added; the last one of a day counts."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.store.clients import ClientOwner

RECORDED, RULED = "recorded", "ruled"
"""On what ground somebody owns a client."""


def add(  # noqa: PLR0913 - the columns
    session: Session,
    now: datetime,
    clients: Iterable[int],
    staff_id: int,
    *,
    first_day: date,
    ground: str,
    by: int | None,
) -> None:
    """Have clients be somebody's from a day on."""
    ids = sorted(set(clients))
    counted = select(ClientOwner.client_id, func.count()).group_by(ClientOwner.client_id)
    before = dict(session.execute(counted.where(ClientOwner.client_id.in_(ids))).all())
    session.add_all(
        ClientOwner(
            client_id=one,
            number=before.get(one, 0) + 1,
            staff_id=staff_id,
            first_day=first_day,
            ground=ground,
            made_by=by,
            made_at=now,
        )
        for one in ids
    )
    session.flush()
