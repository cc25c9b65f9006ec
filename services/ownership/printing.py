"""What the registration form is filled in with, the client's whole name in it: on record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from services.appointments import view
from services.approvals import machine
from services.approvals.view import Said, stops
from services.organisation import NotYoursError, Organisation, Viewer
from services.ownership import checklist
from services.ownership.rows import document
from services.store import audit, changes
from services.store.approvals import Approval
from services.store.clients import Appointment
from services.store.figures import Client


@dataclass(frozen=True, slots=True)
class Filled:
    """An appointment as it is printed; `signed` by the step's post, `noes` none: not opened."""

    branch: str
    outlet: str
    marketer: str
    number: str
    client: str = field(repr=False)
    phone: str = field(repr=False)
    institution: bool
    assets: Decimal
    planned: datetime
    accompanied: bool
    opened_on: date | None
    noes: tuple[str, ...] | None
    client_number: str
    signed: Mapping[str, Said]
    document: str


@changes
def filled(session: Session, who: int, now: datetime, appointment: int) -> Filled:
    """Return what the form says, on record; UnknownPersonError, NotYoursError."""
    asking, row = view.seen(session, who, now.date(), appointment)
    if not view.may_reveal(asking, row):
        raise NotYoursError
    audit.record(session, now, asking.staff_id, "form.printed", appointment=row.id)
    org = asking.organisation
    whose = org.people[row.staff_id]
    client = session.get(Client, row.client_id) if row.client_id else None
    return Filled(
        branch=_branch(org, row.unit),
        outlet=org.units[row.unit].name if row.unit in org.units else row.unit,
        marketer=whose.name,
        number=whose.number,
        client=row.name,
        phone=row.phone,
        institution=row.institution,
        assets=row.assets,
        planned=row.planned,
        accompanied=row.accompanied,
        opened_on=row.opened_on,
        noes=checklist.noes(row.checklist) if row.opened_on else None,
        client_number=client.number if client else "",
        signed=_signed(session, asking, row),
        document=document(whose.number, row.archive_number) if row.archive_number else "",
    )


def _signed(session: Session, asking: Viewer, row: Appointment) -> dict[str, Said]:
    approval = session.get(Approval, row.approval_id) if row.approval_id else None
    if approval is None:
        return {}
    case = machine.opened(session, asking.organisation.day, approval, asking.organisation)
    return {one.post: one.said for one in stops(case) if one.said and one.state == "done"}


def _branch(org: Organisation, code: str | None) -> str:
    """Return the name of the branch that a unit is of."""
    seen = set[str]()
    while code in org.units and code not in seen:
        seen.add(code)
        unit = org.units[code]
        if unit.kind == "branch":
            return unit.name
        code = unit.parent
    return ""
