"""What the bot says unprompted: rows written with their cause, delivered once each.

A notice is a kind and data, worded by the topic that declares the kind (`NOTICES`) when it is
sent. Its key names what it is about and to whom it goes: the same one is never written twice.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Table, update
from sqlalchemy.dialects.postgresql import insert as insert_postgres
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from services.store import traffic
from services.store.vault import new_id, vault

WAITING, SENT, UNREACHABLE, FAILED, CANCELLED, MERGED = (
    "waiting",
    "sent",
    "unreachable",
    "failed",
    "cancelled",
    "merged",
)
BY_DAY = "by_day"
TABLE: Table = traffic.Notice.__table__  # type: ignore[assignment]  # it is a Table


def tell(  # noqa: PLR0913 - what, about what, to whom, when, with which data
    session: Session,
    now: datetime,
    kind: str,
    about: object,
    staff_ids: Iterable[int],
    *,
    due_at: datetime | None = None,
    pieces: int = 1,
    by_day: bool = False,
    over_at: datetime | None = None,
    **data: Any,
) -> None:
    """Have each of the people told; `about` makes it unique, `data` is JSON for its wording.

    A card of more `pieces` is drawn one by one, each a message of its own. `by_day`: if it could
    only go in the quiet hours it waits for the morning, but not to be ended; `over_at`: from then
    on it is not sent any more.
    """
    people = [*staff_ids]
    rest = by_day or session.info.get(BY_DAY, False)
    for piece in range(pieces):
        places = [(f"{kind}:{about}:{one}", one, None) for one in people]
        when = {"due_at": due_at or now, "by_day": rest and not piece, "over_at": over_at}
        _add(session, now, kind, places, data, piece, when)


@contextmanager
def by_day(session: Session) -> Iterator[None]:
    """Have what people are told within wait for the morning if it could only go at night."""
    session.info[BY_DAY] = True
    try:
        yield
    finally:
        del session.info[BY_DAY]


def tell_chat(  # noqa: PLR0913 - the same
    session: Session,
    now: datetime,
    kind: str,
    about: object,
    chat_id: int,
    *,
    due_at: datetime | None = None,
    **data: Any,
) -> None:
    """Have a group told, or an account that is nobody's."""
    when = {"due_at": due_at or now, "by_day": False, "over_at": None}
    _add(session, now, kind, [(f"{kind}:{about}:{chat_id}", None, chat_id)], data, 0, when)


def cancel(session: Session, now: datetime, *, staff_id: int) -> None:
    """Call back everything that waits for a person: nothing of it goes out any more."""
    session.execute(
        update(TABLE)
        .where(TABLE.c.staff_id == staff_id, TABLE.c.state == WAITING)
        .values(state=CANCELLED, settled_at=now)
    )


def call_back(session: Session, now: datetime, kind: str, about: object) -> None:
    """Call back the notices about something that is over, as far as they wait."""
    session.execute(
        update(TABLE)
        .where(TABLE.c.key.startswith(f"{kind}:{about}:", autoescape=True))
        .where(TABLE.c.state == WAITING)
        .values(state=CANCELLED, settled_at=now)
    )


def _add(  # noqa: PLR0913, PLR0917 - the columns
    session: Session,
    now: datetime,
    kind: str,
    places: Sequence[tuple[str, int | None, int | None]],
    data: dict[str, Any],
    piece: int,
    when: dict[str, Any],
) -> None:
    text = json.dumps(data, ensure_ascii=False)
    rows = [
        {
            "id": (number := new_id()),
            "key": key,
            "piece": piece,
            "kind": kind,
            "staff_id": staff_id,
            "chat_id": chat_id,
            "data_sealed": vault().seal(text, f"notices.data_sealed.{number}"),
            "state": WAITING,
            "tries": 0,
            "made_at": now,
            **when,
        }
        for key, staff_id, chat_id in places
    ]
    if rows:
        sqlite = session.get_bind().dialect.name == "sqlite"
        adding = (insert_sqlite if sqlite else insert_postgres)(TABLE)
        session.execute(adding.on_conflict_do_nothing(index_elements=["key", "piece"]), rows)
