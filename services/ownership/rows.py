"""What the services of ownership share: the kind of approval, how far it is, who may what."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from services.appointments.naming import masked, tail
from services.appointments.rows import OPENED, SIGNED
from services.approvals import bench
from services.approvals.bench import Bench
from services.history import Organisation
from services.organisation import NotYoursError, Viewer, viewer
from services.rulebook.routes import Step
from services.store.approvals import Approval
from services.store.clients import Appointment, Dispute

OWNERSHIP = "ownership"
STAGES = (OPENED, "first_checked", "trading_reviewed", "finance_signed", "gm_signed")
RECORDER = Step("trading_manager", "branch")
ABOVE = Step("general_manager", "branch")
"""Who records where nobody is or may act as the trading manager."""
RUNNING = "running"
MOST_AT_ONCE = 60
"""So many are signed or archived by one press."""


class NotNowError(Exception):
    """The appointment's state does not allow it, or not any more (the argument, its state)."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


def stage(row: Appointment, approval: Approval | None) -> str:
    """Return how far an appointment is: its state, while it is signed the last step done."""
    if row.state == SIGNED:
        return STAGES[-1]
    if row.state == OPENED and approval:
        return STAGES[min(approval.step, len(STAGES) - 1)]
    return row.state


def in_dispute(session: Session, appointments: Iterable[int]) -> frozenset[int]:
    """Return which appointments are one side of a dispute that runs."""
    asked = list(appointments)
    chosen = select(Dispute.later_id, Dispute.earlier_id).where(
        Dispute.state == RUNNING,
        or_(Dispute.later_id.in_(asked), Dispute.earlier_id.in_(asked)),
    )
    sides = {one for pair in session.execute(chosen) for one in pair}
    return frozenset(sides & set(asked))


def recorders(session: Session, org: Organisation, owner: int) -> frozenset[int]:
    """Return who may record and archive somebody's clients: never he himself.

    The trading manager, his delegates and stand-ins; where there are none the general manager.
    """
    about = Bench(org, bench.deputies(session, org.day), owner, owner, frozenset())
    seats = about.seats(RECORDER) or about.seats(ABOVE)
    return frozenset(one.staff_id for one in seats)


def records(session: Session, asking: Viewer, row: Appointment) -> bool:
    """Tell whether whoever asks records and archives the owner's clients."""
    return asking.staff_id in recorders(session, asking.organisation, row.staff_id)


def to_keep(
    session: Session, who: int, today: date, appointment: int, *, held: bool = False
) -> tuple[Viewer, Appointment]:
    """Return who asks and an appointment that he records and archives.

    UnknownPersonError, NotYoursError.
    """
    asking = viewer(session, who, today)
    row = session.get(Appointment, appointment, with_for_update=held or None)
    if row is None or not records(session, asking, row):
        raise NotYoursError
    return asking, row


def document(number: str, archive_number: int) -> str:
    """Return what a file of the archive is called: 工号-0001."""
    return f"{number}-{archive_number:04}"


def sealed_by(pairs: Iterable[tuple[int, int]]) -> str:
    """Return a short mark of a selection of ids and versions, for the button that acts on it."""
    text = ",".join(f"{one}.{version}" for one, version in sorted(pairs))
    return sha256(text.encode()).hexdigest()[:12]


def client(row: Appointment) -> tuple[str, str]:
    """Return the client masked, and the digits of the phone that a list shows."""
    return masked(row.name, institution=row.institution), tail(row.phone)
