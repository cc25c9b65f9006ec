"""Who sees what of /reminders: what speaks to one's posts; the office and administrators all.

Broken by a list without its filter, a card that is not looked up in the list, another's missed.
"""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from services.organisation import UnknownPersonError
from services.recurring import DECLARED
from services.schedules import view
from services.schedules.view import NoSuchScheduleError
from services.store import Store, changes
from services.store.people import Staff, Terms
from tests.schedules import MARKETER, NOW, OFFICE, STATION, all_done, replan
from tests.shanghai import utc

MANAGER, DIRECTOR = 1, 12
EVERY = {one.kind for one in DECLARED.values() if one.hears is not None}
FOR_ALL = {"pay_day", "certificates"}
MEETING = {"meeting_held", "meeting_asked", "meeting"}
SEES = {
    OFFICE: EVERY,
    MARKETER: FOR_ALL | {"appointments"},
    STATION: EVERY - MEETING - {"meeting_marks"},
    DIRECTOR: EVERY - {"report", "report_due", "meeting_marks"},
    MANAGER: FOR_ALL | {"approvals", "conduct"} | MEETING | {"meeting_marks"},
}
KNOWN = FOR_ALL | {
    *("training", "training_held", "report", "report_due", "approvals", "conduct"),
    *("appointments", "bindings", "meeting_marks"),
    *MEETING,
}


def lines(store: Store, who: int) -> set[str]:
    return {one.kind for one in store.call(view.overview, who, NOW).lines}


@pytest.mark.parametrize("who", SEES)
def test_what_speaks_to_ones_posts(peopled_store: Store, who: int) -> None:
    assert lines(peopled_store, who) & KNOWN == SEES[who] & KNOWN
    for kind in KNOWN:
        if kind in SEES[who]:
            assert peopled_store.call(view.card, who, NOW, kind).line.kind == kind
        else:
            with pytest.raises(NoSuchScheduleError):
                peopled_store.call(view.card, who, NOW, kind)
    month = peopled_store.call(view.month, who, NOW)
    seen = {one.kind for one in month.items} | {kind for kind, _ in month.daily}
    assert seen & KNOWN == SEES[who] & KNOWN


def test_what_keeps_house_is_nobodys(peopled_store: Store) -> None:
    for kind in ("audit_seal", "report_overdue", "housekeeping", "nothing"):
        with pytest.raises(NoSuchScheduleError):
            peopled_store.call(view.card, OFFICE, NOW, kind)


def test_an_administrator_sees_all_and_moves_nothing(peopled_store: Store) -> None:
    peopled_store.call(appoint, "JC031", "admin")
    assert lines(peopled_store, MARKETER) == EVERY
    assert peopled_store.call(view.card, MARKETER, NOW, "pay_day").fields == frozenset()
    assert peopled_store.call(view.card, OFFICE, NOW, "pay_day").fields == {"at"}


def test_a_stranger_sees_nothing(peopled_store: Store) -> None:
    for work in (view.overview, view.month, view.missed):
        with pytest.raises(UnknownPersonError):
            peopled_store.call(work, 900, NOW)


def test_the_holiday_is_said_by_name_and_the_outlets_by_its_basis(peopled_store: Store) -> None:
    off = [one for one in peopled_store.call(view.month, STATION, NOW).items if one.off]
    assert [(one.kind, f"{one.plain:%m-%d}", one.off) for one in off] == [
        ("training_held", "10-07", "National Day")
    ]
    mine = {one.kind for one in peopled_store.call(view.month, MARKETER, NOW).items}
    assert mine == {"pay_day", "digest", "progress", "worklog", "worklog_chase"}


def test_what_was_missed_is_listed_to_whom_it_would_have_spoken(peopled_store: Store) -> None:

    replan(peopled_store, NOW)
    back = utc(2026, 10, 22, 12, 0)
    training = [DECLARED["training"]]
    all_done(peopled_store, back, training)  # type: ignore[arg-type]  # it is something recurring
    for who, many in ((OFFICE, 2), (STATION, 2), (MARKETER, 0)):
        assert len(peopled_store.call(view.missed, who, back)) == many
    later = back + timedelta(days=22)
    assert len(peopled_store.call(view.missed, OFFICE, later)) == 1  # the 14th is over four weeks


@changes
def appoint(session: Session, number: str, posts: str) -> None:
    found = select(Staff.id).where(Staff.number == number).scalar_subquery()
    session.execute(update(Terms).where(Terms.staff_id == found).values(posts=posts))
