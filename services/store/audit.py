"""Who did what, when: rows that are only ever added."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from services.store.talk import Audit

CONSOLE = "console"


def record(  # noqa: PLR0913 - an entry has these parts
    session: Session,
    now: datetime,
    actor: int | None,
    what: str,
    subject: str,
    detail: Mapping[str, object],
) -> None:
    """Add an entry; `actor` is a staff id, None the command line; `detail` says old and new."""
    text = json.dumps(detail, ensure_ascii=False, default=str, sort_keys=True)
    name = CONSOLE if actor is None else str(actor)
    session.add(Audit(at=now, actor=name, what=what, subject=subject, detail=text))
