"""A dispute with its two sides, and what somebody is to it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.approvals import machine
from services.attachments import Attached
from services.duplicates.about import RULERS
from services.organisation import Viewer, viewer
from services.store.approvals import Approval
from services.store.clients import Appointment, Dispute, DisputeEvidence

LATER, EARLIER, RULER = "later", "earlier", "ruler"


class NotYourDisputeError(Exception):
    """There is no such dispute, or it does not concern whoever asks."""


@dataclass(frozen=True)
class Case:
    """A dispute, and the appointments of its sides."""

    session: Session
    row: Dispute
    later: Appointment
    earlier: Appointment

    def role(self, asking: Viewer) -> str:
        """Return what somebody is to it; a side never rules; NotYourDisputeError."""
        sides = {self.later.staff_id: LATER, self.earlier.staff_id: EARLIER}
        if asking.staff_id in sides:
            return sides[asking.staff_id]
        if RULERS & asking.posts or self._decides(asking):
            return RULER
        raise NotYourDisputeError

    def of(self, role: str) -> Appointment:
        """Return a side's appointment; who rules has the later one's."""
        return self.earlier if role == EARLIER else self.later

    def said(self, role: str) -> list[DisputeEvidence]:
        """Return what a side said and showed, in order; to who rules all of it.

        What is not the later side's is the earlier's, whoever has its client by now.
        """
        chosen = select(DisputeEvidence).where(DisputeEvidence.dispute_id == self.row.id)
        every = self.session.scalars(chosen.order_by(DisputeEvidence.number)).all()
        return [one for one in every if role in {RULER, self.side(one)}]

    def side(self, one: DisputeEvidence) -> str:
        """Return whose a piece is."""
        return LATER if one.staff_id in {self.row.made_by, self.later.staff_id} else EARLIER

    def keep(self, now: datetime, by: int, said: str, piece: Attached | None) -> None:
        """Add what a side says and shows."""
        chosen = select(func.count()).where(DisputeEvidence.dispute_id == self.row.id)
        one = DisputeEvidence(
            dispute_id=self.row.id,
            number=1 + (self.session.scalar(chosen) or 0),
            staff_id=by,
            file_id=piece.file_id if piece else None,
            note_sealed=b"",
            at=now,
        )
        one.note = said
        self.session.add(one)
        self.session.flush()

    def _decides(self, asking: Viewer) -> bool:
        """Tell whether somebody has a say in it, or had one."""
        if self.row.approval_id is None:
            return False
        approval = self.session.get_one(Approval, self.row.approval_id)
        case = machine.opened(self.session, asking.organisation.day, approval)
        had = {each for one in case.decisions for each in (one.staff_id, one.for_id)}
        return asking.staff_id in had or case.seat(asking.staff_id) is not None


def opened(session: Session, dispute: int, *, held: bool = False) -> Case:
    """Return a dispute, `held` against others at the same moment; NotYourDisputeError."""
    row = session.get(Dispute, dispute, with_for_update=held or None)
    if row is None:
        raise NotYourDisputeError
    later, earlier = (session.get_one(Appointment, one) for one in (row.later_id, row.earlier_id))
    return Case(session, row, later, earlier)


def asked(
    session: Session, who: int, today: date, dispute: int, *, held: bool = False
) -> tuple[Viewer, Case]:
    """Return who asks and a dispute that concerns him; UnknownPersonError, NotYourDisputeError."""
    asking = viewer(session, who, today)
    case = opened(session, dispute, held=held)
    case.role(asking)
    return asking, case
