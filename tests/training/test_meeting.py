"""The directors' weekly meeting (Article 21): who comes and chairs, when, what is said of it.

Broken by a meeting to which managers come or a second general manager, one without a holiday, a
row that a training of the same day and chair takes, an escalation to whoever chairs.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from services import agenda, organisation
from services.leave import ledger
from services.recurrence import TUESDAY
from services.store import Store, changes
from services.store.people import Staff, Terms
from services.store.traffic import Notice
from services.training import answering, chase, home, leading, listing, rows, view, when
from services.training.kinds import KINDS, MEETING, TRAINING, Which
from services.training.view import NotAskedError, NoTrainingError
from tests.schedules import change, planned, replan
from tests.training import (
    CHEN,
    LI,
    MONDAY,
    OFFICE,
    ZHENG,
    ask,
    ask_meeting,
    at,
    meeting,
    staff,
    training,
)

KINDS_TOLD = ("training", "training_roster", "training_mark", "training_late")


def told(store: Store) -> Counter[tuple[str, str, datetime]]:
    """Return what was written to whom (工号), for when, and is not called back; how often."""

    def work(session: Session) -> Counter[tuple[str, str, datetime]]:
        people = organisation.on(session, MONDAY).people
        chosen = select(Notice).where(Notice.kind.in_(KINDS_TOLD), Notice.state != "cancelled")
        return Counter(
            (one.kind, people[one.staff_id or 0].number, one.due_at)
            for one in session.scalars(chosen)
        )

    return store.call(work)


@changes
def appoint(session: Session, posts: Mapping[str, str]) -> None:
    """Give people (工号) other posts."""
    for number, post in posts.items():
        found = select(Staff.id).where(Staff.number == number).scalar_subquery()
        session.execute(update(Terms).where(Terms.staff_id == found).values(posts=post))


def circles(store: Store) -> dict[str, list[str]]:
    org = store.call(organisation.on, MONDAY)
    return {
        org.people[chair].number: [one.number for one in people]
        for chair, people in KINDS[MEETING].circles(org).items()
    }


def test_directors_come_and_the_general_manager_chairs(filled_store: Store) -> None:
    """The demo's branch: three departments."""
    assert circles(filled_store) == {"JC001": ["JC012", "JC013", "JC014"]}


def test_a_director_who_is_general_manager_too_does_not_come_as_one(peopled_store: Store) -> None:
    peopled_store.call(appoint, {"JC006": "project_director general_manager"})
    assert circles(peopled_store) == {"JC001": ["JC012"]}


def test_a_director_below_another_comes_to_the_general_manager_too(peopled_store: Store) -> None:
    peopled_store.call(appoint, {"JC015": "project_director"})
    assert circles(peopled_store) == {"JC001": ["JC012", "JC015"]}


def test_without_a_general_manager_nobody_is_asked(peopled_store: Store) -> None:
    store = peopled_store
    store.call(appoint, {"JC001": "finance_manager"})
    ask_meeting(store)
    assert (circles(store), told(store)) == ({}, {})
    found = store.call(home.home, ZHENG, at(10, 9, 17))
    assert ([one.which.kind for one in found.cards], found.owns) == ([TRAINING], ())
    with pytest.raises(NoTrainingError):
        store.call(answering.come, ZHENG, at(10, 9, 17), MEETING, MONDAY)
    entries = store.call(agenda.agenda, ZHENG, at(10, 9, 17)).entries
    assert MEETING not in {one.kind for one in entries}


@pytest.mark.parametrize(
    ("day", "starts"),
    [
        (date(2026, 10, 5), None),  # a Monday in the National Day's holiday
        (date(2026, 10, 10), None),  # a Saturday that is worked
        (date(2026, 10, 12), at(10, 12, 9)),
        (date(2026, 10, 14), None),
    ],
)
def test_on_mondays_but_not_on_holidays(
    peopled_store: Store, day: date, starts: datetime | None
) -> None:
    assert peopled_store.call(when.starts, MEETING, day) == starts


def test_asked_on_friday_and_an_hour_before_marked_an_hour_after(peopled_store: Store) -> None:
    """The 5th is a holiday: nothing is said on Friday the 2nd."""
    replan(peopled_store, at(9, 30))
    assert planned(peopled_store, "meeting_asked")[:2] == ["10-09 16:00", "10-16 16:00"]
    assert planned(peopled_store, "meeting")[:2] == ["10-12 08:00", "10-19 08:00"]
    assert planned(peopled_store, "meeting_marks")[:2] == ["10-12 10:00", "10-19 10:00"]


def test_the_outlet_moves_it_and_what_reminds_of_it_follows(peopled_store: Store) -> None:
    store = peopled_store
    change(store, "meeting_held", at(10, 5), weekday=TUESDAY, at=time(14))
    assert store.call(when.coming, MEETING, at(10, 5)) == at(10, 13, 14)  # the 6th is a holiday
    assert planned(store, "meeting_asked")[0] == "10-10 16:00"
    assert planned(store, "meeting")[0] == "10-13 13:00"
    assert planned(store, "meeting_marks")[0] == "10-13 15:00"
    assert store.call(when.coming, TRAINING, at(10, 5)) == at(10, 14, 16)


def test_everybody_is_asked_once_and_the_chair_sees_who(peopled_store: Store) -> None:
    store = peopled_store
    for _ in range(2):
        ask_meeting(store)
    friday = at(10, 9, 16)
    assert told(store) == {
        ("training", "JC012", friday): 1,
        ("training_roster", "JC001", friday): 1,
    }
    shown = store.call(view.card, CHEN, at(10, 9, 17), meeting(store))
    assert ([one.person.number for one in shown.places], shown.asked) == (["JC012"], True)


def test_whoever_answered_is_not_asked_again(peopled_store: Store) -> None:
    store, soon = peopled_store, at(10, 12, 8)
    ask_meeting(store)
    assert [store.call(listing.waits, ZHENG, soon).owns[0].kind] == [MEETING]
    assert store.call(answering.come, ZHENG, at(10, 9, 17), MEETING, MONDAY).done
    assert store.call(listing.waits, ZHENG, soon).owns == ()
    store.call(chase.ask, soon, soon, MEETING)
    assert ("training", "JC012", soon) not in told(store)
    assert ("training_roster", "JC001", soon) in told(store)


@pytest.mark.parametrize("who", [CHEN, LI, OFFICE])
def test_whoever_is_not_asked_answers_nothing(peopled_store: Store, who: int) -> None:
    with pytest.raises(NotAskedError):
        peopled_store.call(answering.come, who, at(10, 9, 17), MEETING, MONDAY)


def test_a_wish_waits_for_the_chair(peopled_store: Store) -> None:
    store, now = peopled_store, at(10, 9, 17)
    ask_meeting(store)
    day = MONDAY.toordinal()
    store.call(answering.ask_off, ZHENG, now, kind=MEETING, day=day, reason="见客户")
    assert store.call(listing.waits, CHEN, now).wishes == ((meeting(store), 1),)
    done = store.call(
        leading.judge,
        CHEN,
        now,
        which=meeting(store),
        staff=staff(store, "JC012"),
        version=1,
        accepts=True,
    )
    assert done.done
    assert [one.counts_as for one in done.card.places] == ["excused"]
    assert store.call(listing.waits, CHEN, now).wishes == ()


def test_it_is_chased_once_and_nobody_is_above_the_chair(peopled_store: Store) -> None:
    store, over = peopled_store, at(10, 12, 10)
    ask(store)
    ask_meeting(store)
    before = told(store)
    store.call(chase.ask_marks, over, over, TRAINING)  # that of the trainings: not its own
    assert told(store) == before
    store.call(chase.ask_marks, over, over, MEETING)
    for morning in (at(10, 12), at(10, 13), at(10, 14), at(10, 15), at(10, 16)):
        store.call(chase.remind_marks, morning, morning)
    assert told(store) - before == {
        ("training_mark", "JC001", over): 1,
        ("training_mark", "JC001", at(10, 13)): 1,
        ("training_mark", "JC012", at(10, 15)): 1,  # that of the training, on the day after it
        ("training_late", "JC001", at(10, 16)): 1,
    }


def test_while_the_chair_is_on_leave_another_general_manager_stands_in(
    peopled_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, over = peopled_store, at(10, 12, 10)
    chair = staff(store, "JC001")
    monkeypatch.setattr(ledger, "away_at", lambda *_, **__: frozenset({chair}))
    ask_meeting(store)
    store.call(chase.ask_marks, over, over, MEETING)
    assert ("training_mark", "JC001", over) in told(store)  # there is nobody else
    store.call(appoint, {"JC006": "general_manager"})
    tuesday = at(10, 13)
    store.call(chase.remind_marks, tuesday, tuesday)
    assert ("training_mark", "JC006", tuesday) in told(store)
    assert store.call(view.card, OFFICE, tuesday, meeting(store)).may


def test_one_chair_may_have_both_on_one_day(peopled_store: Store) -> None:
    chair = staff(peopled_store, "JC001")
    both = [Which(kind, chair, MONDAY) for kind in (TRAINING, MEETING)]

    @changes
    def work(session: Session) -> list[int]:
        opened = [rows.opened(session, one, at(10, 12, 9)).id for one in both]
        assert [rows.of(session, one) for one in both] == [
            rows.opened(session, one, at(10, 12, 9)) for one in both
        ]
        return opened

    assert len(set(peopled_store.call(work))) == 2


def test_a_director_leads_one_and_comes_to_the_other(peopled_store: Store) -> None:
    ask_meeting(peopled_store)
    found = peopled_store.call(home.home, ZHENG, at(10, 9, 17))
    assert [one.which for one in found.cards] == [training(peopled_store)]
    assert [(one.kind, one.day, one.chair) for one in found.owns] == [(MEETING, MONDAY, "陈国梁")]
    marked = peopled_store.call(home.home, CHEN, at(10, 13))  # until he says who came
    assert [one.which for one in marked.cards] == [meeting(peopled_store)]
