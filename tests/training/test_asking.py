"""Who is asked to the training, who chairs, who hears of what and when (Article 21).

Broken by `comes_to_training` without its urban outlets or its director, `away_at` asked of the
morning, a reminder to those who have answered.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from services import organisation
from services.leave import ledger
from services.store import Store, changes
from services.store.people import Unit
from services.store.traffic import Notice
from services.training import answering, chase, listing, view, when
from services.training.answering import TooLateToAnswerError
from services.training.kinds import KINDS, TRAINING, Which
from services.training.view import NotAskedError, NoTrainingError
from tests.training import (
    CHEN,
    DAY,
    LI,
    TANG,
    ZHANG,
    ZHENG,
    ask,
    ask_off,
    at,
    card,
    come,
    judge,
    staff,
    training,
)


def told(store: Store, *kinds: str) -> Mapping[str, set[str]]:
    """Return the 工号 of those who have a notice of each of the kinds that is not called back."""

    def work(session: Session) -> Mapping[str, set[str]]:
        people = organisation.on(session, DAY).people
        found: defaultdict[str, set[str]] = defaultdict(set)
        rows = session.execute(
            select(Notice.kind, Notice.staff_id).where(Notice.state != "cancelled")
        )
        for kind, staff_id in rows:
            if kind in kinds and staff_id:
                found[kind].add(people[staff_id].number)
        return found

    return store.call(work)


def circles(store: Store, day: date) -> dict[str, list[str]]:
    org = store.call(organisation.on, day)
    return {
        org.people[chair].number: [one.number for one in people]
        for chair, people in KINDS[TRAINING].circles(org).items()
    }


def test_managers_of_urban_outlets_are_asked_by_their_director(filled_store: Store) -> None:
    """The demo's branch: XM3's director leads a district too; WD05, 08, 10, 12 are out of town."""
    assert circles(filled_store, date(2026, 11, 4)) == {
        "JC012": ["JC015", "JC016", "JC019", "JC020", "JC021"],
        "JC013": ["JC017", "JC018", "JC023"],
        "JC014": ["JC026"],
    }


def test_an_outlet_out_of_town_is_not_asked(peopled_store: Store) -> None:
    def move(session: Session) -> None:
        session.execute(update(Unit).where(Unit.kind == "outlet").values(urban=False))

    peopled_store.call(changes(move))
    assert circles(peopled_store, DAY) == {}
    ask(peopled_store)
    assert told(peopled_store, "training", "training_roster") == {}


@pytest.mark.parametrize(
    ("day", "starts"),
    [
        (date(2026, 10, 7), None),  # a Wednesday in the National Day's holiday
        (date(2026, 10, 10), None),  # a Saturday that is worked
        (date(2026, 10, 14), at(10, 14, 16)),
        (date(2026, 10, 13), None),
    ],
)
def test_on_wednesdays_but_not_on_holidays(
    peopled_store: Store, day: date, starts: datetime | None
) -> None:
    assert peopled_store.call(when.starts, TRAINING, day) == starts


def test_everybody_is_asked_once_and_the_director_sees_who(peopled_store: Store) -> None:
    for _ in range(2):
        ask(peopled_store)
    found = told(peopled_store, "training", "training_roster")
    assert found == {"training": {"JC015", "JC019"}, "training_roster": {"JC012"}}
    shown = card(peopled_store, at(10, 13, 17))
    assert [one.person.number for one in shown.places] == ["JC015", "JC019"]
    assert (shown.asked, shown.may, shown.mine, shown.begun) == (True, True, True, False)


def test_an_hour_before_only_those_who_have_not_answered(peopled_store: Store) -> None:
    ask(peopled_store)
    come(peopled_store, TANG, at(10, 13, 17))
    peopled_store.call(chase.ask, at(10, 14, 15), at(10, 14, 15), TRAINING)
    again = f"training:{at(10, 14, 15).isoformat()}:"
    keys = peopled_store.call(lambda s: set(s.scalars(select(Notice.key))))
    assert {one for one in keys if one.startswith(again)} == {
        f"{again}{staff(peopled_store, 'JC019')}"
    }


def test_whoever_is_on_leave_that_afternoon_is_left_alone(
    peopled_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    li = staff(peopled_store, "JC019")

    def away(_session: object, day: date, *, noon: bool) -> frozenset[int]:
        return frozenset({li}) if noon and day == DAY else frozenset()

    monkeypatch.setattr(ledger, "away_at", away)
    ask(peopled_store)
    assert told(peopled_store, "training")["training"] == {"JC015"}
    shown = card(peopled_store, at(10, 14, 17))
    assert [(one.person.number, one.counts_as) for one in shown.places] == [
        ("JC015", "absent"),
        ("JC019", "excused"),
    ]


def test_while_the_director_is_on_leave_the_general_manager_leads(
    peopled_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    zheng = staff(peopled_store, "JC012")
    monkeypatch.setattr(ledger, "away_at", lambda *_, **__: frozenset({zheng}))
    ask(peopled_store)
    peopled_store.call(chase.ask_marks, at(10, 14, 17), at(10, 14, 17), TRAINING)
    found = told(peopled_store, "training_roster", "training_mark")
    assert found == {"training_roster": {"JC001"}, "training_mark": {"JC001"}}
    assert card(peopled_store, at(10, 14, 17), CHEN).may


def test_an_answer_counts_once_and_until_it_begins(peopled_store: Store) -> None:
    ask(peopled_store)
    assert [come(peopled_store, LI, at(10, 14, 9)) for _ in range(2)] == [True, False]
    last = at(10, 14, 15, 59)
    ask_off(peopled_store, LI, last)
    assert told(peopled_store, "training_sorry") == {"training_sorry": {"JC012"}}
    with pytest.raises(TooLateToAnswerError):
        come(peopled_store, LI, at(10, 14, 16))
    with pytest.raises(TooLateToAnswerError):
        peopled_store.call(answering.open_to, LI, at(10, 14, 16), TRAINING, DAY)


def test_at_night_the_director_is_left_alone(peopled_store: Store) -> None:
    ask(peopled_store)
    ask_off(peopled_store, LI, at(10, 13, 22))
    judge(peopled_store, at(10, 13, 23), "JC019", accepts=True)
    chosen = select(Notice.by_day).where(Notice.kind.in_(["training_sorry", "training_verdict"]))
    assert peopled_store.call(lambda s: list(s.scalars(chosen))) == [True, True]


def test_what_waits_is_the_answer_the_wish_and_the_marks(peopled_store: Store) -> None:
    def waits(who: int, now: datetime) -> tuple[bool, int, int]:
        found = peopled_store.call(listing.waits, who, now)
        assert all(which == training(peopled_store) for which, _ in found.wishes)
        many = sum(many for _, many in found.wishes)
        return bool(found.owns), many, len(found.unmarked)

    assert waits(LI, at(10, 13, 15)) == (False, 0, 0)  # nobody was asked yet
    ask(peopled_store)
    assert (waits(LI, at(10, 13, 17)), waits(ZHENG, at(10, 13, 17))) == (
        (True, 0, 0),
        (False, 0, 0),
    )
    ask_off(peopled_store, LI, at(10, 13, 18))
    assert (waits(LI, at(10, 13, 18)), waits(ZHENG, at(10, 13, 18))) == (
        (False, 0, 0),
        (False, 1, 0),
    )
    assert (waits(TANG, at(10, 14, 16)), waits(ZHENG, at(10, 14, 16))) == (
        (False, 0, 0),
        (False, 0, 1),
    )


def test_thinking_better_of_it_calls_the_wish_back(peopled_store: Store) -> None:
    ask(peopled_store)
    ask_off(peopled_store, LI, at(10, 13, 17))
    come(peopled_store, LI, at(10, 13, 18))
    assert told(peopled_store, "training_sorry") == {}
    assert not judge(peopled_store, at(10, 13, 19), "JC019", accepts=True).done


def test_a_wish_is_judged_as_it_was_read(peopled_store: Store) -> None:
    """The director presses on a card whose reason is no longer the one given."""
    ask(peopled_store)
    ask_off(peopled_store, LI, at(10, 13, 17), "约了客户")
    old = {one.person.number: one for one in card(peopled_store, at(10, 13, 17)).places}["JC019"]
    ask_off(peopled_store, LI, at(10, 13, 18), "不想来")
    now = {one.person.number: one for one in card(peopled_store, at(10, 13, 18)).places}["JC019"]
    assert (old.version, now.version, now.reason) == (1, 2, "不想来")
    outdated = judge(peopled_store, at(10, 13, 19), "JC019", accepts=True, version=old.version)
    assert not outdated.done
    done = judge(peopled_store, at(10, 13, 19), "JC019", accepts=True)
    assert done.done
    assert {one.person.number: one.counts_as for one in done.card.places}["JC019"] == "excused"
    assert not judge(peopled_store, at(10, 13, 19), "JC019", accepts=False).done


@pytest.mark.parametrize(("who", "day"), [(ZHANG, DAY), (ZHENG, DAY), (CHEN, DAY)])
def test_whoever_is_not_asked_answers_nothing(peopled_store: Store, who: int, day: date) -> None:
    """A marketer; the director who chairs; the general manager."""
    with pytest.raises(NotAskedError):
        peopled_store.call(answering.come, who, at(10, 13, 17), TRAINING, day)


@pytest.mark.parametrize("day", [date(2026, 10, 7), date(2026, 10, 13), date(2027, 10, 13)])
def test_there_is_no_training_on_other_days(peopled_store: Store, day: date) -> None:
    with pytest.raises(NoTrainingError):
        peopled_store.call(answering.come, LI, at(10, 9), TRAINING, day)
    which = Which(TRAINING, staff(peopled_store, "JC012"), day)
    with pytest.raises(NoTrainingError):
        peopled_store.call(view.card, ZHENG, at(10, 9), which)
