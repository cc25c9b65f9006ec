"""What time does: reminders on working days, one escalation, cards again after an outage."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.approvals import chase, deputies
from services.approvals.deputies import PeriodError
from services.approvals.machine import NoApproverError
from services.drafts import Choice
from services.organisation import NotYoursError
from services.rulebook import routes
from services.store import changes
from services.store.traffic import Notice
from services.store.work import Occurrence
from tests.approvals.conftest import Desk
from tests.branch import account
from tests.stage import ZONE


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 10, day, hour, tzinfo=ZONE)


def told(session: Session, kind: str) -> Counter[int | None]:
    return Counter(session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def test_reminded_on_working_days_and_escalated_once(desk: Desk) -> None:
    """Asked on Friday the 9th; the 10th is a make-up day, the 11th a Sunday."""
    approval, ids = desk.asks("JC031"), desk.ids
    reminders = []
    for day in (9, 10, 10, 11, 12, 13):
        desk.store.call(chase.remind, at(day), at(day))
        reminders.append(desk.store.call(told, "approval_due")[ids["JC019"]])
    assert reminders == [0, 1, 1, 1, 2, 3]
    card = desk.card("JC012", approval)
    assert [one.to_name for one in card.said if one.act == "escalated"] == ["郑海涛"]
    assert desk.approves("JC012", approval)
    assert desk.card("JC031", approval).step == 1


def test_cards_come_again_once_after_an_outage(desk: Desk) -> None:
    desk.asks("JC031")
    superior = desk.ids["JC019"]
    counts = []
    for last, now in ((at(9, 9), at(9, 10)), (at(9, 9), at(9, 11)), (at(9, 9), at(9, 12))):
        desk.store.call(_went_through, last)
        desk.store.call(chase.revisit, now, now)
        counts.append(desk.store.call(told, "approval")[superior])
    assert counts == [1, 2, 2]  # an hour is no outage; two are, told once that day


@changes
def _went_through(session: Session, moment: datetime) -> None:
    plain = moment + timedelta(seconds=len(session.scalars(select(Occurrence)).all()))
    done = {"due_at": moment, "state": "done", "settled_at": moment}
    session.add(Occurrence(kind=chase.SEATS, plain=plain, **done))


def test_who_becomes_an_approver_is_told(desk: Desk) -> None:
    approval = desk.asks("JC031")
    _delegates(desk, "JC019", "JC012", at(12).date(), at(13).date())
    for day, expected in ((9, []), (12, [approval]), (13, [approval]), (14, [])):
        desk.now = at(day)
        desk.store.call(chase.revisit, desk.now, desk.now)
        assert desk.waits("JC012") == expected
    assert desk.store.call(told, "approval")[desk.ids["JC012"]] == 1


def _delegates(desk: Desk, principal: str, deputy: str, first: date, last: date) -> None:
    who, chosen = account(principal), Choice(deputy, "")
    desk.store.call(
        deputies.delegate, who, desk.now, deputy=chosen, first_day=first, last_day=last
    )


def test_a_delegate_has_one_say_for_both(desk: Desk) -> None:
    approval = desk.asks("JC031")
    _delegates(desk, "JC019", "JC015", at(9).date(), at(9).date())
    assert desk.approves("JC015", approval)  # in the station manager's place
    card = desk.card("JC031", approval)
    assert (card.said[-1].name, card.said[-1].note) == ("", "before")  # the district's is passed
    assert card.step == 2


def test_an_applicant_is_nobodys_delegate_about_himself(desk: Desk) -> None:
    _delegates(desk, "JC001", "JC006", at(9).date(), at(20).date())
    desk.asks("JC006")
    assert desk.waits("JC006") == []
    assert desk.waits("JC001") != []


@pytest.mark.parametrize(
    ("deputy", "first", "last", "error"),
    [
        ("JC031", 9, 10, NotYoursError),  # a marketer decides for nobody
        ("JC019", 9, 10, NotYoursError),  # oneself
        ("JC012", 10, 9, PeriodError),
        ("JC012", 7, 8, PeriodError),
    ],
)
def test_a_delegate_that_cannot_be(
    desk: Desk, deputy: str, first: int, last: int, error: type[Exception]
) -> None:
    with pytest.raises(error):
        _delegates(desk, "JC019", deputy, at(first).date(), at(last).date())


def test_nobody_above_needs_a_stand_in(desk: Desk) -> None:
    alone = "{title: {zh: 用章}, routes: [{steps: [{post: general_manager, scope: branch}]}]}"
    routes.use(f"seal: {alone}", "routes.yaml")
    with pytest.raises(NoApproverError):
        desk.asks("JC001")
    desk.store.call(
        deputies.stand_in,
        account("JC006"),
        desk.now,
        post="general_manager",
        deputy=Choice("JC012", ""),
    )
    approval = desk.asks("JC001")
    assert desk.approves("JC012", approval)
    assert desk.card("JC001", approval).state == "approved"
