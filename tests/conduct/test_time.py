"""What time does to cases: deadlines in working days, silence, reminders, people who leave."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from services.approvals.deciding import AgreedTooLateError
from services.conduct import chase, investigating
from services.store import changes
from services.store.conduct import ConductEntry
from services.store.people import Terms
from services.store.traffic import Notice
from tests.branch import account
from tests.conduct.conftest import (
    ACCUSED,
    CLIENT,
    INVESTIGATOR,
    OCTOBER,
    RULER,
    Desk,
    at,
)
from tests.world import freeze


def told(session: Session, kind: str, staff_id: int) -> int:
    """Return how many notices of a kind somebody got."""
    chosen = select(Notice.id).where(Notice.kind == kind, Notice.staff_id == staff_id)
    return len(session.scalars(chosen).all())


@changes
def leaves(session: Session, staff_id: int, now: datetime) -> None:
    """Have somebody's last day be yesterday."""
    gone = now.date() - timedelta(days=1)
    session.execute(update(Terms).where(Terms.staff_id == staff_id).values(left=gone))


@changes
def erase(session: Session) -> None:
    """Try to take back what was done."""
    session.execute(delete(ConductEntry))


def tick(desk: Desk, now: datetime) -> None:
    desk.store.call(chase.remind, now, now)


def test_deadlines_are_working_days(desk: Desk) -> None:
    desk.reports(at(9, 28), "malicious", CLIENT)  # 1 to 7 October are a holiday
    assert desk.row()["due"] == date(2026, 10, 8), "29, 30 September, 8 October"
    desk.begins(at(9, 28))
    assert desk.row()["due"] == date(2026, 10, 16), "29, 30, 8, 9, the make-up 10, 12 to 16"


def test_silence_at_the_hearing_is_recorded_as_silence(desk: Desk) -> None:
    desk.reports(at(10, 12), "malicious", CLIENT)
    desk.begins(at(10, 12))
    who, version = account(INVESTIGATOR), desk.row()["version"]
    desk.store.call(investigating.ask, who, at(10, 12), desk.case, version)
    tick(desk, at(10, 19))
    assert desk.row()["state"] == "hearing", "the last day is his"
    assert desk.store.call(told, "conduct_due", desk.ids()[ACCUSED]) == 1
    tick(desk, at(10, 20))
    assert desk.row()["state"] == "heard"
    acts = [one.act for one in desk.card(INVESTIGATOR, date(2026, 10, 20)).entries]
    assert acts == ["reported", "investigating", "hearing", "silent"]


def test_whoever_owes_is_reminded_on_working_days_from_the_day_on(desk: Desk) -> None:
    desk.reports(at(10, 12), "malicious", CLIENT)  # due the 15th, a Thursday
    ids = desk.ids()
    for day, count in ((14, 0), (15, 1), (16, 2), (17, 2), (18, 2), (19, 3)):
        tick(desk, at(10, day))
        assert desk.store.call(told, "conduct_due", ids[INVESTIGATOR]) == count, day


def test_after_the_days_to_appeal_it_is_closed(malicious: Desk) -> None:
    malicious.ruled(at(10, 12), "proven")
    tick(malicious, at(10, 19))
    assert malicious.row()["state"] == "ruled"
    tick(malicious, at(10, 20))
    row = malicious.row()
    assert (row["state"], row["in_force"], row["owes_id"]) == ("closed", True, None)


def test_an_appeal_nobody_can_decide_waits_for_a_stand_in(malicious: Desk) -> None:
    malicious.ruled(at(10, 12), "proven")
    malicious.appeals(at(10, 12))
    ids = malicious.ids()
    assert malicious.row()["owes_id"] == ids[INVESTIGATOR]
    tick(malicious, at(10, 13))
    assert malicious.row()["appeal_id"] is None
    malicious.names_stand_in(at(10, 13), "JC012")
    tick(malicious, at(10, 14))
    assert malicious.row()["appeal_id"] is not None
    malicious.decides(at(10, 14), "JC012", agrees=False)
    row = malicious.row()
    assert (row["state"], row["in_force"], row["fine"]) == ("closed", True, 500)


def test_what_is_not_agreed_to_goes_back_to_the_investigator(malicious: Desk) -> None:
    malicious.proposes(at(10, 12), "proven")
    malicious.decides(at(10, 12), "JC001", agrees=False)
    row = malicious.row()
    assert (row["state"], row["owes_id"], row["in_force"], row["ended"]) == (
        *("heard", malicious.ids()[INVESTIGATOR], False, None),
    )
    malicious.ruled(at(10, 13), "cleared")
    assert malicious.row()["state"] == "dropped"


def test_an_investigator_who_left_is_replaced_by_name(malicious: Desk) -> None:
    malicious.store.call(leaves, malicious.ids()[INVESTIGATOR], at(10, 8))
    tick(malicious, at(10, 8))
    row = malicious.row()
    assert row["investigator_id"] != malicious.ids()[INVESTIGATOR]
    assert row["owes_id"] == row["investigator_id"]


def test_what_was_done_is_not_taken_back(malicious: Desk) -> None:
    with pytest.raises(DatabaseError):
        malicious.store.call(erase)
    assert len(malicious.card(INVESTIGATOR, date(2026, 10, 12)).entries) == 4


def test_a_ruling_in_a_closed_month_waits(malicious: Desk) -> None:
    """Its fine would belong to October, which is paid by then: nothing is half done."""
    malicious.proposes(at(10, 12), "proven")
    malicious.store.call(freeze, OCTOBER)
    before = malicious.row()
    with pytest.raises(AgreedTooLateError) as error:
        malicious.decides(at(10, 30), RULER)
    assert error.value.months == (OCTOBER,)
    assert malicious.row() == before
    assert malicious.decides(at(11, 2), RULER), "in an open month it is ruled"


def test_an_appeal_cannot_lift_a_fine_of_a_closed_month(malicious: Desk) -> None:
    malicious.ruled(at(10, 12), "proven")
    malicious.names_stand_in(at(10, 12), "JC012")
    assert malicious.appeals(at(10, 13)).done
    malicious.store.call(freeze, OCTOBER)
    with pytest.raises(AgreedTooLateError):
        malicious.decides(at(11, 2), "JC012")
    assert malicious.lines(OCTOBER)["fine"] == 500
    assert malicious.decides(at(11, 2), "JC012", agrees=False)
