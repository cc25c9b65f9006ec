"""A case is reported: by a superior, the back office, the general or the trading manager."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import leases, organisation
from services.attachments import Attached
from services.conduct import days, evidence, files
from services.conduct.files import REPORTED, File
from services.conduct.penalties import MALICIOUS
from services.drafts import Choice
from services.history import TRADING
from services.office.choices import called
from services.organisation import NotYoursError, Viewer, sorted_people, viewer
from services.store import changes
from services.store.conduct import ConductCase, ConductClient
from services.store.figures import Client

ALONE = "conduct"


class UnknownClientsError(Exception):
    """客户号 that no client has."""

    def __init__(self, numbers: Sequence[str]) -> None:
        super().__init__(*numbers)
        self.numbers = tuple(numbers)


def _may_report(asking: Viewer, staff_id: int) -> bool:
    one = asking.organisation.people.get(staff_id)
    if one is None or staff_id == asking.staff_id or not one.works_on(asking.organisation.day):
        return False
    return asking.sees(staff_id) or TRADING in asking.posts


def whom(session: Session, who: int, today: date, typed: str) -> tuple[Choice, ...]:
    """Return whom whoever asks may report and who are called like that; UnknownPersonError."""
    asking = viewer(session, who, today)
    people = sorted_people(asking.organisation.people.values())
    known = [(one.number, one.name) for one in people if _may_report(asking, one.staff_id)]
    return called(known, typed)


@changes
def report(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    accused: Choice,
    kind: str,
    happened: date,
    what: str,
    clients: str | None,
    proof: Attached | None = None,
) -> int:
    """Open a case, with a piece of evidence if there is one, and return its number.

    UnknownPersonError, NotYoursError, UnknownClientsError, NobodyInvestigatesError.
    """
    asking = viewer(session, who, now.date())
    people = asking.organisation.people.values()
    one = next((one.staff_id for one in people if one.number == accused.code), 0)
    if not _may_report(asking, one):
        raise NotYoursError
    by = files.investigator(asking.organisation, one, asking.staff_id)
    file = _opened(session, now, asking, one, kind, happened, by, what)
    add_clients(session, file.row.id, (clients or "") if kind == MALICIOUS else "")
    file.note(now, REPORTED, asking.staff_id)
    if proof:
        evidence.keep(file, now, asking.staff_id, proof)
    file.go(now, REPORTED, by, days.deadline(session, now.date(), "begin"))
    return file.row.number


def _opened(  # noqa: PLR0913, PLR0917 - the columns
    session: Session,
    now: datetime,
    asking: Viewer,
    accused: int,
    kind: str,
    happened: date,
    by: int,
    what: str,
) -> File:
    leases.alone(session, now, ALONE)
    row = ConductCase(
        number=1 + (session.scalar(select(func.max(ConductCase.number))) or 0),
        kind=kind,
        accused_id=accused,
        reporter_id=asking.staff_id,
        investigator_id=by,
        happened=min(happened, now.date()),
        what_sealed=b"",
        state=REPORTED,
        since=now,
        finding="",
        dismissal=False,
        forfeits=False,
        basis="",
        in_force=False,
        version=0,
    )
    row.what = what
    session.add(row)
    session.flush()
    return File(session, row, organisation.on(session, now.date()))


def add_clients(session: Session, case: int, text: str) -> None:
    """Write down which clients a case is about, by 客户号 in a row; UnknownClientsError."""
    numbers = text.split()
    found = session.execute(select(Client.number, Client.id).where(Client.number.in_(numbers)))
    ids = {one.number: one.id for one in found}
    if missing := [one for one in numbers if one not in ids]:
        raise UnknownClientsError(missing)
    known = select(ConductClient.client_id).where(ConductClient.case_id == case)
    for client in set(ids.values()) - set(session.scalars(known)):
        session.add(ConductClient(case_id=case, client_id=client))
    session.flush()
