"""Has briefs computed and told: the timetable asks for a job, as does whoever wants one now.

Computing takes longer than a transaction that writes may: the job reads, and tells in a small
transaction at its end.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from services import jobs
from services.store import changes

KIND = "brief"
DIGEST, PROGRESS, WEEK = "digest", "progress", "week"


def _ask(session: Session, now: datetime, what: str, due: datetime) -> None:
    jobs.add(session, KIND, now, {"what": what, "due": due.isoformat()})


@changes
def digest(session: Session, now: datetime, due: datetime) -> None:
    """Have the outlets told of their last week."""
    _ask(session, now, DIGEST, due)


@changes
def progress(session: Session, now: datetime, due: datetime) -> None:
    """Have everybody told how far he is from his standards."""
    _ask(session, now, PROGRESS, due)


@changes
def week(session: Session, now: datetime, due: datetime) -> None:
    """Have the general manager told of the branch."""
    _ask(session, now, WEEK, due)
