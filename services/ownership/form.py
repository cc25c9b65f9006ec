"""The signed form: looked at by its chain and the owner, each look on record."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from services import files, organisation
from services.organisation import NotYoursError
from services.ownership.view import looks
from services.store import audit, changes
from services.store.clients import Appointment


@dataclass(frozen=True, slots=True)
class Form:
    """A signed form: its file, and what the file is called ('' a photo)."""

    file_id: int
    name: str
    appointment: int


@changes
def look(session: Session, who: int, now: datetime, appointment: int) -> Form:
    """Return the signed form, on record; UnknownPersonError, NotYoursError."""
    asking = organisation.viewer(session, who, now.date())
    row = session.get(Appointment, appointment)
    if row is None or row.form_id is None or not looks(session, asking, row):
        raise NotYoursError
    audit.record(session, now, asking.staff_id, "form.seen", appointment=row.id)
    return Form(row.form_id, files.name_of(session, row.form_id), row.id)
