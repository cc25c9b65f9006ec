"""T-W1 for the sign-off: whatever anybody presses, no step is skipped, nobody has two owners."""

from dataclasses import dataclass
from random import Random

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.appointments.rows import OPENED, REJECTED, RESERVED, RETURNED, SIGNED
from services.store import Store
from services.store.approvals import Approval
from services.store.clients import Appointment, ClientOwner
from tests.approvals.test_walks import Walk
from tests.branch import bind
from tests.chaos import measured, sizes
from tests.ownership.conftest import ZHANG, Desk
from tests.stage import BEGIN

STANDS = {
    "running": OPENED,
    "approved": SIGNED,
    "rejected": REJECTED,
    "returned": RETURNED,
    "withdrawn": RESERVED,
}
OWNERS = ("JC031", "JC032", "JC019", "JC015")


@dataclass
class Asking(Desk):
    """A desk that asks for the sign-off of clients; the walk looks at each approval after."""

    asked: int = 0

    def asks(self, number: str) -> int:
        """Report an opening of somebody who has clients; return the approval."""
        self.asked += 1
        owner = number if number in OWNERS else ZHANG
        made = self.opened(owner, f"王秀{chr(0x4E00 + self.asked)}")
        return self.approval(made).id


def disagreeing(session: Session) -> list[tuple[str, str]]:
    """Return appointments whose state is not that of their approval."""
    chosen = select(Approval.state, Appointment.state).join(
        Appointment, Appointment.id == Approval.subject_id
    )
    found = [(one, state) for one, state in session.execute(chosen)]
    return [(one, state) for one, state in found if STANDS[one] != state]


def _desk(store: Store) -> Asking:
    """Return the conversations' people, two of whom hold the posts that they lack."""
    store.call(bind)
    desk = Asking(store, BEGIN)
    desk.holds("JC012", "trading_manager")
    desk.holds("JC015", "finance_manager marketer")
    return desk


def _twice(session: Session) -> int:
    chosen = select(func.count()).select_from(ClientOwner).group_by(ClientOwner.client_id)
    return sum(one > 1 for one in session.scalars(chosen))


@sizes(2, 500)
def test_random_walks_break_no_rule(peopled_store: Store, size: int) -> None:
    """T-W1. Broken by `kept_out` without one of its parts, `settle` without a state."""
    desk = _desk(peopled_store)
    walk = Walk(desk, Random(size), sorted(desk.ids))  # type: ignore[arg-type]  # noqa: S311
    for _ in range(size):
        walk.goes(25)
        assert desk.store.call(disagreeing) == []
    signed = desk.store.call(
        lambda session: list(
            session.scalars(select(Appointment.id).where(Appointment.state == SIGNED))
        )
    )
    for at, one in enumerate(signed):
        desk.records(one, f"9000{at:04}", "JC012")
    assert desk.store.call(_twice) == 0
    measured(f"T-W1: {size} walks of the sign-off, {walk.done} acts that counted")
    assert "approve" in walk.acts


def test_the_walk_would_see_it(peopled_store: Store) -> None:
    desk = _desk(peopled_store)
    desk.asks(ZHANG)
    assert desk.store.call(disagreeing) == []
    with Session(desk.store.writer) as session:
        session.scalars(select(Appointment)).one().state = SIGNED
        session.flush()
        assert disagreeing(session) == [("running", SIGNED)]
        session.rollback()
