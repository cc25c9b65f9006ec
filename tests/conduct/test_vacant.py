"""Whoever alone could decide leaves: who is told, what the card says, whose step it is then.

Broken by a notice that only those get who may see the case, by one that comes every day, by a
step that is passed over although nobody comes after it.
"""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.demo.world.people import PEOPLE
from services.approvals import chase as approvals_chase
from services.approvals import vacant
from services.conduct import chase
from services.office import records
from services.store.approvals import Decision
from services.store.traffic import Notice
from tests.branch import account
from tests.conduct.conftest import ACCUSED, CLIENT, INVESTIGATOR, RULER, Desk, at
from tests.conduct.test_time import leaves

NAMES = {one.number: one.name for one in PEOPLE}
STAND_IN, OTHER = "JC012", "JC014"


def told(session: Session, kind: str) -> Counter[int | None]:
    return Counter(session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def acts(session: Session) -> list[str]:
    return list(session.scalars(select(Decision.act)))


def stuck(desk: Desk) -> dict[str, int]:
    """Return who was told how often that nobody can decide."""
    names = {one: number for number, one in desk.ids().items()}
    return {names[one or 0]: n for one, n in desk.store.call(told, "approval_stuck").items()}


def goes(desk: Desk, number: str, now: datetime) -> None:
    """Have the back office enter somebody's last day, as it does when he leaves."""
    who, staff = account(INVESTIGATOR), desk.ids()[number]
    day = now.date().isoformat()
    desk.store.call(records.leave, who, now, staff=staff, left=day, reason="离职")


def passes(desk: Desk, *moments: datetime) -> None:
    """Let the house look at what waits, as it does again and again."""
    for now in moments:
        desk.store.call(approvals_chase.revisit, now, now)
        desk.store.call(approvals_chase.remind, now, now)
        desk.store.call(chase.remind, now, now)


@pytest.fixture
def appealed(malicious: Desk) -> Desk:
    """Return a ruling appealed against, which only the stand-in may decide."""
    malicious.ruled(at(10, 12), "proven")
    malicious.names_stand_in(at(10, 12), STAND_IN)
    assert malicious.appeals(at(10, 12)).done
    assert malicious.card(RULER, date(2026, 10, 12)).owes == (NAMES[STAND_IN],)
    return malicious


def test_who_alone_could_decide_the_appeal_leaves(appealed: Desk) -> None:
    goes(appealed, STAND_IN, at(10, 13))
    passes(appealed, at(10, 14), at(10, 14, 10), at(10, 15), at(10, 16))
    assert stuck(appealed) == {INVESTIGATOR: 1, RULER: 1}, "the back office, the manager, once"
    passes(appealed, at(10, 20))
    assert stuck(appealed) == {INVESTIGATOR: 1, RULER: 1}
    passes(appealed, at(10, 21), at(10, 22))
    assert stuck(appealed) == {INVESTIGATOR: 2, RULER: 2}, "a week later nobody has seen to it"
    card = appealed.card(RULER, date(2026, 10, 14))
    assert (card.owes, card.vacant) == ((), vacant.Vacant("general_manager", (NAMES[STAND_IN],)))
    his = appealed.card(ACCUSED, date(2026, 10, 14))
    assert his.vacant == vacant.Vacant("general_manager", ()), "that, and no names"
    assert "passed" not in appealed.store.call(acts), "nobody comes after it"


def test_somebody_takes_over_and_is_told(appealed: Desk) -> None:
    goes(appealed, STAND_IN, at(10, 13))
    passes(appealed, at(10, 14))
    appealed.names_stand_in(at(10, 14), OTHER)
    passes(appealed, at(10, 14, 10), at(10, 15))
    ids = appealed.ids()
    assert appealed.store.call(told, "approval")[ids[OTHER]] == 1
    card = appealed.card(RULER, date(2026, 10, 15))
    assert (card.owes, card.vacant) == ((NAMES[OTHER],), None)
    assert appealed.decides(at(10, 15), OTHER)
    assert appealed.row()["in_force"] is False


def test_whoever_took_over_leaves_too(appealed: Desk) -> None:
    goes(appealed, STAND_IN, at(10, 13))
    passes(appealed, at(10, 14))
    appealed.names_stand_in(at(10, 14), OTHER)
    passes(appealed, at(10, 14, 10))
    goes(appealed, OTHER, at(10, 14))
    passes(appealed, at(10, 15), at(10, 16))
    assert stuck(appealed) == {INVESTIGATOR: 2, RULER: 2}
    both = tuple(sorted((NAMES[STAND_IN], NAMES[OTHER])))
    found = appealed.card(RULER, date(2026, 10, 15)).vacant
    assert found is not None
    assert tuple(sorted(found.names)) == both


def test_the_manager_leaves_while_the_ruling_waits(malicious: Desk) -> None:
    malicious.proposes(at(10, 12), "proven")
    goes(malicious, RULER, at(10, 12))
    passes(malicious, at(10, 13), at(10, 14))
    assert stuck(malicious) == {INVESTIGATOR: 1}
    card = malicious.card(INVESTIGATOR, date(2026, 10, 13))
    assert card.vacant == vacant.Vacant("general_manager", (NAMES[RULER],))
    malicious.names_stand_in(at(10, 14), STAND_IN)
    passes(malicious, at(10, 14, 10))
    assert malicious.store.call(told, "approval")[malicious.ids()[STAND_IN]] == 1
    assert malicious.decides(at(10, 14), STAND_IN)
    assert malicious.row()["state"] == "ruled"


def test_the_director_leaves_and_the_manager_decides_alone(desk: Desk) -> None:
    desk.reports(at(10, 9), "error")
    desk.begins(at(10, 9))
    desk.heard(at(10, 9))
    desk.proposes(at(10, 12), "proven", amount=Decimal(100))
    goes(desk, STAND_IN, at(10, 13))
    passes(desk, at(10, 14))
    assert stuck(desk) == {}
    assert desk.card(INVESTIGATOR, date(2026, 10, 14)).owes == (NAMES[RULER],)
    assert desk.store.call(told, "approval")[desk.ids()[RULER]] == 1


def test_nobody_is_left_to_investigate(desk: Desk) -> None:
    desk.reports(at(9, 28), "malicious", CLIENT)
    ids = desk.ids()
    office = [one.number for one in PEOPLE if "后勤支持" in one.posts]
    for number in (RULER, *office):
        desk.store.call(leaves, ids[number], at(10, 8))
    passes(desk, at(10, 8))
    assert desk.row()["investigator_id"] == ids[INVESTIGATOR], "it waits for somebody"


def test_the_accused_does_not_see_to_his_own_case(desk: Desk) -> None:
    desk.accused, desk.investigator = INVESTIGATOR, "JC009"
    desk.reports(at(9, 28), "prohibited")
    assert desk.begins(at(9, 28)).done
    desk.heard(at(9, 29))
    desk.proposes(at(10, 12), "proven")
    desk.store.call(leaves, desk.ids()[RULER], at(10, 13))
    passes(desk, at(10, 13))
    assert stuck(desk) == {"JC009": 1, "JC010": 1, "JC011": 1}, "he is the branch's only one"


def test_the_approval_is_offered_to_whom_it_opens_only(appealed: Desk) -> None:
    day = date(2026, 10, 12)
    assert appealed.card(STAND_IN, day).approval == appealed.row()["appeal_id"]
    assert appealed.card(INVESTIGATOR, day).approval is None
