"""A talk is recorded for a day gone by, answered once, its step done by the manager.

Broken by a second word to it, a step that the person marks himself, notes that lie about unsealed
or stand in the audit, somebody who is not counted as spoken with.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from services.organisation import NotYoursError
from services.store import Store
from services.store.squads import Talk
from services.store.talk import Audit
from services.store.traffic import Notice
from services.talks import reading, recording
from services.talks.recording import (
    NoStepDayError,
    NotYetError,
    RepliedError,
    StepBeforeError,
    UnknownSubjectError,
)
from tests.branch import NOW, TODAY, account
from tests.squads import moved
from tests.talks import LI, SECRET, STEP, ZHANG, staff, talked

TOMORROW, LATER = TODAY + timedelta(days=1), date(2026, 11, 10)


@pytest.mark.parametrize(
    ("other", "error"),
    [
        ({"day": TOMORROW}, NotYetError),
        ({"subject": "weather"}, UnknownSubjectError),
        ({"step": STEP}, NoStepDayError),
        ({"step_on": LATER}, NoStepDayError),
        ({"step": STEP, "step_on": TODAY - timedelta(days=1)}, StepBeforeError),
    ],
)
def test_what_is_refused(
    filled_store: Store, other: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        talked(filled_store, **other)
    talked(filled_store, step=STEP, step_on=TODAY)


def test_the_word_to_it_is_said_once_and_heard(filled_store: Store) -> None:
    talk = talked(filled_store).id
    with pytest.raises(NotYoursError):
        filled_store.call(recording.reply, LI, NOW, talk=talk, text="-")
    assert filled_store.call(recording.reply, ZHANG, NOW, talk=talk, text="谢谢").reply == "谢谢"
    with pytest.raises(RepliedError):
        filled_store.call(recording.reply, ZHANG, NOW, talk=talk, text="还有")
    assert filled_store.call(reading.card, LI, TODAY, talk).reply == "谢谢"
    chosen = select(Notice.kind, Notice.staff_id).where(Notice.key.startswith("talk"))
    told = filled_store.call(lambda session: {tuple(one) for one in session.execute(chosen)})
    heard = {"talk": staff(filled_store, "JC031"), "talk_replied": staff(filled_store, "JC019")}
    assert told == {*heard.items()}


def test_a_step_waits_for_both_from_its_day_until_it_is_done(filled_store: Store) -> None:
    talk = talked(filled_store, step=STEP, step_on=LATER).id

    def waiting(who: int, day: date) -> list[int]:
        return [one.id for one in filled_store.call(reading.waits, who, day).steps]

    before, after = LATER - timedelta(days=1), LATER + timedelta(days=5)
    for who in (LI, ZHANG):
        assert [waiting(who, one) for one in (before, LATER, after)] == [[], [talk], [talk]]
    assert waiting(account("JC015"), LATER) == []
    with pytest.raises(NotYoursError):
        filled_store.call(recording.finish, ZHANG, NOW, talk)
    assert filled_store.call(recording.finish, LI, NOW, talk).done_at == NOW
    assert filled_store.call(recording.finish, LI, NOW + timedelta(hours=1), talk).done_at == NOW
    assert waiting(LI, after) == waiting(ZHANG, after) == []


def test_of_who_left_no_step_waits(filled_store: Store) -> None:
    talked(filled_store, step=STEP, step_on=LATER)
    filled_store.call(moved, "JC031", date(2026, 11, 6), left=date(2026, 11, 6))
    assert filled_store.call(reading.waits, LI, LATER).steps == ()


def test_where_nothing_was_agreed_nothing_is_done(filled_store: Store) -> None:
    talk = talked(filled_store).id
    with pytest.raises(NotYoursError):
        filled_store.call(recording.finish, LI, NOW, talk)


def test_what_was_said_lies_nowhere_open(filled_store: Store) -> None:
    talk = talked(filled_store, step=STEP, step_on=LATER).id
    filled_store.call(recording.reply, ZHANG, NOW, talk=talk, text=SECRET)
    columns = Talk.notes_sealed, Talk.step_sealed, Talk.reply_sealed
    kept = filled_store.call(lambda s: [bytes(one) for one in s.execute(select(*columns)).one()])
    assert all(kept)
    for one in kept:
        assert SECRET.encode() not in one
        assert STEP.encode() not in one
    chosen = select(Audit).where(Audit.what.startswith("talk"))
    details = filled_store.call(lambda s: [one.detail for one in s.scalars(chosen)])
    assert len(details) == 2
    assert not [one for one in details if SECRET in one or STEP in one]


def test_those_not_spoken_with_this_month_come_first(filled_store: Store) -> None:
    """李静怡 has 吕子涵, 张伟 and 丁若曦."""
    talked(filled_store, "JC030", day=date(2026, 11, 2))
    talked(filled_store, "JC030", day=date(2026, 11, 4))
    talked(filled_store, "JC031", day=date(2026, 10, 30))
    found = filled_store.call(reading.overview, LI, TODAY)
    told = [(one.person.number, one.last, one.times) for one in found.lines]
    assert told == [
        ("JC032", None, 0),
        ("JC031", date(2026, 10, 30), 0),
        ("JC030", date(2026, 11, 4), 2),
    ]
    assert (found.spoken, found.mine) == (1, True)
    above = filled_store.call(reading.overview, account("JC015"), TODAY)
    (line,) = [one for one in above.lines if one.person.number == "JC019"]
    assert (line.last, line.spoken, line.people) == (None, 1, 3)


def test_from_the_15th_on_the_rest_waits(filled_store: Store) -> None:
    talked(filled_store, "JC030")

    def unspoken(who: int, *days: int) -> list[int]:
        dates = [date(2026, 11, one) for one in days]
        return [filled_store.call(reading.waits, who, one).unspoken for one in dates]

    assert unspoken(LI, 14, 15, 30) == [0, 2, 2]
    assert unspoken(ZHANG, 15) == unspoken(account("JC001"), 15) == [0]
