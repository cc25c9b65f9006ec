"""Where the only trading manager cannot rule, a stand-in does, and hears both sides for it.

Broken by a stand-in who is not asked, or one that sees no more than others.
"""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from services import organisation
from services.appointments.rows import RESERVED, TRANSFERRED
from services.approvals import deputies, vacant
from services.approvals.machine import NoApproverError
from services.disputes.sides import RULER, NotYourDisputeError
from services.drafts import Choice
from services.store import changes
from services.store.people import Terms
from tests.branch import NOW, TODAY, account
from tests.disputes.desk import Desk
from tests.duplicates.desk import FIRST, TRADING, told

OFFICE, STANDS_IN = "JC006", "JC012"  # of the branch; a director


@changes
def leaves(session: Session, number: str) -> None:
    """Have somebody's last day be the day before."""
    staff = organisation.by_number(session, number, TODAY).staff_id
    last = TODAY - timedelta(days=1)
    session.execute(update(Terms).where(Terms.staff_id == staff).values(left=last))


def stands_in(desk: Desk) -> None:
    """Have the back office name the stand-in."""
    post, who = "trading_manager", Choice(STANDS_IN, "")
    desk.store.call(deputies.stand_in, account(OFFICE), NOW, post=post, deputy=who)


def test_without_a_trading_manager_nobody_can_rule_until_a_stand_in_is_named(desk: Desk) -> None:
    desk.store.call(leaves, TRADING)
    with pytest.raises(NoApproverError):
        desk.raises()
    stands_in(desk)
    desk.raises()
    desk.says(FIRST)
    assert desk.card(STANDS_IN).role == RULER
    assert {one.role for one in desk.card(STANDS_IN).sides} == {"later", "earlier"}
    assert desk.decides(STANDS_IN, agrees=True)
    assert desk.states() == ("upheld", RESERVED, TRANSFERRED)


def test_who_goes_while_it_runs_is_told_of_and_replaced(desk: Desk) -> None:
    desk.raises()
    desk.says(FIRST)
    desk.store.call(leaves, TRADING)
    waiting = desk.store.call(vacant.waiting, TODAY, desk.approval())
    assert waiting is not None
    assert waiting.step.post == "trading_manager"
    with pytest.raises(NotYourDisputeError):
        desk.card(STANDS_IN)
    stands_in(desk)
    assert desk.store.call(vacant.waiting, TODAY, desk.approval()) is None
    assert desk.decides(STANDS_IN, agrees=False)
    assert desk.states()[0] == "dismissed"


def test_while_there_is_a_trading_manager_the_stand_in_is_not_asked(desk: Desk) -> None:
    stands_in(desk)
    desk.raises()
    with pytest.raises(NotYourDisputeError):
        desk.card(STANDS_IN)
    asked = {staff for staff, _ in desk.store.call(told, "approval")}
    ruler = desk.store.call(organisation.by_number, TRADING, TODAY).staff_id
    assert asked == {ruler}
