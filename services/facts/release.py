"""A batch is released: from then on its figures count for the staff too."""

from datetime import datetime

from sqlalchemy.orm import Session

from services import corrections
from services.facts.known import lock
from services.facts.live import VISIBLE
from services.store import changes
from services.store.audit import record
from services.store.figures import Batch


class NothingToReleaseError(Exception):
    """There is no visible batch of this number."""


@changes
def release(session: Session, batch_id: int, now: datetime, by: int | None) -> None:
    """Release a batch; whoever comes second changes nothing. NothingToReleaseError."""
    lock(session)
    batch = session.get(Batch, batch_id)
    if batch is None or batch.state != VISIBLE:
        raise NothingToReleaseError(batch_id)
    if batch.released_at is None:
        batch.released_at, batch.released_by = now, by
        corrections.ask(session, now, corrections.RELEASED, batch_id)
        record(session, now, by, "import.release", batch=batch_id, file=batch.file)
