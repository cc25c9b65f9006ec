"""Who did what, when: rows that are only ever added."""

import json
from datetime import datetime

from sqlalchemy import LargeBinary, func, select
from sqlalchemy.orm import Session, load_only

from services.store.talk import Audit
from services.store.vault import NAME_BYTES, KeyUnusableError, vault

CONSOLE = "console"


def must_open(session: Session) -> None:
    """Open an entry, if there is one; KeyUnusableError if the data was sealed with another key.

    Also if only some of it was: of a setting without its older key much would not open.
    """
    key = func.substr(Audit.detail_sealed, 1, NAME_BYTES, type_=LargeBinary())
    if not set(session.scalars(select(key).distinct())) <= set(vault().ciphers):
        raise KeyUnusableError
    seen = select(Audit).options(load_only(Audit.detail_sealed))  # in a database of any shape
    entry = session.scalars(seen.limit(1)).first()
    if entry is not None:
        _ = entry.detail


def record(
    session: Session, now: datetime, actor: int | None, what: str, **detail: object
) -> None:
    """Add an entry; `actor` is a staff id, None the command line; the detail says old and new."""
    text = json.dumps(detail, ensure_ascii=False, default=str, sort_keys=True)
    name = CONSOLE if actor is None else str(actor)
    session.add(Audit(at=now, actor=name, what=what, detail=text))
