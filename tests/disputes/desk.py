"""A dispute walked through by 工号 as the services see it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.approvals import deciding
from services.approvals import view as approvals
from services.attachments import Attached, Received
from services.disputes import raising, view
from services.files import keep
from services.store import Store, changes
from services.store.clients import Appointment, Dispute
from tests.branch import NOW, account
from tests.duplicates.desk import FIRST, SECOND, TRADING, Client, books

WANG = Client("王秀兰")
booked = changes(books)
JPEG = b"\xff\xd8\xff" + b"x" * 20


@changes
def put(session: Session, /, appointment: int, **values: object) -> None:
    """Have an appointment be in another state."""
    row = session.get_one(Appointment, appointment)
    for name, value in values.items():
        setattr(row, name, value)


@changes
def kept(session: Session, now: datetime) -> Attached:
    """Keep a photo as a form would."""
    received = Received(None, JPEG)
    return Attached(keep(session, "", received.content, now, None), "")


@dataclass
class Desk:
    """An earlier appointment, a later one that it stops, and what is done about them."""

    store: Store
    earlier: int = 0
    later: int = 0
    dispute: int = 0

    def begins(self) -> "Desk":
        """Have both register the client."""
        self.earlier = self.store.call(booked, FIRST, WANG).id
        self.later = self.store.call(booked, SECOND, WANG, NOW + timedelta(minutes=5)).id
        return self

    def raises(self, by: str = SECOND, now: datetime = NOW, **more: Any) -> int:
        """Raise the dispute."""
        given = {"appointment": self.later, "statement": "后来者的陈述", **more}
        self.dispute = self.store.call(raising.begin, account(by), now, **given)
        return self.dispute

    def says(self, by: str, now: datetime = NOW, **more: Any) -> int:
        """Have somebody say something."""
        given = {"dispute": self.dispute, "statement": "先来者的陈述", **more}
        return self.store.call(raising.say, account(by), now, **given)

    def decides(self, by: str = TRADING, now: datetime = NOW, *, agrees: bool) -> bool:
        """Have somebody decide it on the card as it is."""
        who, number = account(by), self.approval()
        card = self.store.call(approvals.card, who, now, number)
        if agrees:
            return self.store.call(deciding.approve, who, now, number, card.version).done
        given = {"approval": number, "version": card.version}
        return self.store.call(deciding.reject, who, now, **given, reason="不成立").done

    def approval(self) -> int:
        """Return the approval of the dispute."""
        return self.store.call(lambda one: one.get_one(Dispute, self.dispute).approval_id) or 0

    def card(self, by: str, now: datetime = NOW) -> view.Card:
        """Return the dispute as somebody sees it."""
        return self.store.call(view.card, account(by), now, self.dispute)

    def states(self) -> tuple[str, str, str]:
        """Return how the dispute, the later and the earlier appointment stand."""
        return self.store.call(self._states)

    def _states(self, session: Session) -> tuple[str, str, str]:
        rows = [session.get_one(Appointment, one).state for one in (self.later, self.earlier)]
        state = session.scalars(select(Dispute.state).where(Dispute.id == self.dispute)).one()
        return state, rows[0], rows[1]
