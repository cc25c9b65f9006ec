"""An edit in chat is taken back: what held before it holds again."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import notices
from services.facts.known import EDITED
from services.facts.live import VISIBLE
from services.facts.take_back import NothingToTakeBackError, take_back
from services.office.rights import kept, office
from services.organisation import viewer
from services.store import changes
from services.store.figures import Batch
from services.store.people import Terms, Unit


@changes
def undo(session: Session, who: int, now: datetime, batch_id: int) -> None:
    """Take back an edit of a person or a unit that whoever asks keeps.

    UnknownPersonError, NotYoursError, NotYoursToKeepError, OwnRecordError, and what `take_back`
    raises: NothingToTakeBackError, MonthClosedError, SupersededError.
    """
    today = now.date()
    by = viewer(session, who, today).staff_id
    edited = select(Batch.id).where(Batch.id == batch_id, Batch.digest == EDITED)
    if session.scalar(edited.where(Batch.state == VISIBLE)) is None:
        raise NothingToTakeBackError(batch_id)
    for terms in session.scalars(select(Terms).where(Terms.batch_id == batch_id)):
        kept(session, who, today, terms.staff_id, terms.first_day)
    for code in session.scalars(select(Unit.code).where(Unit.batch_id == batch_id)):
        office(session, who, today).must_run_unit(code)
    take_back(session, batch_id, now, by)
    notices.call_back(session, now, "record", batch_id)
