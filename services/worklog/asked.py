"""Whom a week's log was asked of: nobody owes one that he was not asked for."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.store.traffic import Notice

ASKED, CHASED = "worklog", "worklog_chase"


def asked(
    session: Session,
    week: date,
    people: Iterable[int],
    kinds: Iterable[str] = (ASKED, CHASED),
) -> frozenset[int]:
    """Return of whom among some people the week's log was asked."""
    keys = [f"{kind}:{week}:{one}" for one in people for kind in kinds]
    chosen = select(Notice.staff_id).where(Notice.key.in_(keys))
    return frozenset(one for one in session.scalars(chosen) if one is not None)
