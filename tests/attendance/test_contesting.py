"""An event is contested in time, and decided by somebody who did not record it."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from services.approvals import deciding, view
from services.attendance import contests
from services.attendance.contests import (
    ContestedError,
    NotYoursToContestError,
    TooLateToContestError,
)
from services.rulebook_values import set_value
from services.store import Store
from tests.attendance.test_recording import (
    LI,
    NOW,
    TANG,
    TODAY,
    ZHANG,
    ZHENG,
    events,
    in_force,
    record,
    told,
)
from tests.leave import staff


def test_whoever_recorded_it_may_not_decide(peopled_store: Store) -> None:
    """The district manager recorded it: the director decides, and no delegate of himself."""
    done = record(peopled_store, staff(peopled_store, "JC031"), "late", who=TANG)
    assert done.event
    number = done.event.id
    asked: dict[str, Any] = {"event": number, "reason": "-"}
    approval = peopled_store.call(contests.contest, ZHANG, NOW, **asked)
    assert [one.id for one in peopled_store.call(view.waiting, ZHENG, NOW)] == [approval]
    assert peopled_store.call(view.waiting, TANG, NOW) == ()
    with pytest.raises(ContestedError):
        peopled_store.call(contests.contest, ZHANG, NOW, **asked)
    with pytest.raises(NotYoursToContestError):
        peopled_store.call(contests.contest, LI, NOW, **asked)
    card = peopled_store.call(view.card, ZHENG, NOW, approval)
    peopled_store.call(deciding.approve, ZHENG, NOW, approval, card.version)
    assert in_force(peopled_store, staff(peopled_store, "JC031"), TODAY, "late") == 0
    assert len(told(peopled_store, "event_contest")) == 1


def test_the_outlets_own_time_to_contest_holds(peopled_store: Store) -> None:
    """Told on Friday the 9th, two working days: Saturday the 10th (worked) and the 12th."""
    peopled_store.call(set_value, "contest.days", "2", date(2026, 10, 1), "notice", NOW)
    done = record(peopled_store, staff(peopled_store, "JC031"), "late")
    assert done.within == 2
    assert json.loads(told(peopled_store, "event")[0].data)["until"] == "2026-10-12"
    event = events(peopled_store)[0].id
    assert peopled_store.call(contests.open_event, ZHANG, NOW + timedelta(3), event).kind == "late"
    with pytest.raises(TooLateToContestError) as error:
        peopled_store.call(contests.open_event, ZHANG, NOW + timedelta(4), event)
    assert error.value.days == 2
