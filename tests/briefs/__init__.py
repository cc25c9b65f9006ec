"""Briefs: Monday's digest, the progress on the 15th, the general manager's week."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.context import Screen
from handlers.render import plain
from services import organisation
from services.recurrence import ZONE
from services.store import Store
from services.store.traffic import Notice
from tests.branch import NOW


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def staff(store: Store, number: str) -> int:
    return store.call(organisation.by_number, number, NOW.date()).staff_id


def told(store: Store, kind: str) -> dict[int, Notice]:
    """Return the notices of a kind by whom they are to."""
    chosen = select(Notice).where(Notice.kind == kind)

    def work(session: Session) -> dict[int, Notice]:
        return {one.staff_id: one for one in session.scalars(chosen) if one.staff_id is not None}

    return store.call(work)


def said(draw: Callable[[Any], Screen], data: Any, language: str = "zh_Hans_CN") -> list[str]:
    """Return the lines of a notice as its reader sees them."""
    return plain(draw(data).text, language, ZONE).splitlines()
