"""A figure that was seen and has changed is told: whose pay, which month, from what to what.

Whatever changes figures asks for it in its own transaction; a job (`compute`) then looks at
everybody who had looked: that takes too long for a transaction that writes.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from services import jobs, sights
from services.store import changes

KIND = "corrections"
SAVED = "saved"  # units and people
RELEASED = "released"  # figures
IMPORTED = "imported"  # both at once
TAKEN_BACK, RULEBOOK = "taken_back", "rulebook"


@changes
def ask(session: Session, now: datetime, what: str, number: int) -> None:
    """Have everybody told whose figures differ, if anybody has seen any.

    `number`: the batch that was saved, released or taken back, or the row of the rulebook.
    """
    if sights.any_seen(session):
        jobs.add(session, KIND, now, {"what": what, "number": number, "at": now.isoformat()})
