"""What the services of attendance are for, as `tests.test_access` wants it declared."""

from collections.abc import Callable
from contextlib import suppress
from functools import cache

from services.attendance import record_card, recording, scorecard
from services.attendance.record_card import OwnEventError
from services.attendance.recording import UnknownChoiceError
from services.month import Month
from services.organisation import NotYoursError
from services.store import Store
from tests.branch import NOW, TODAY
from tests.declared import GUARDED, INNER, OWN
from tests.declared_approvals import CONCERNING, HOUSE
from tests.rights import LEFT_ON

RECORDS = "guarded as recording is: tried in tests/attendance"
MINE = "takes the account that asks: reads only one's own"
APPROVAL = INNER + "what an approval does or shows"
CLOCK = INNER + "the timetable's"
FOR_ATTENDANCE = {RECORDS, MINE}

ATTENDANCE = {
    "approvals.subjects.barred": HOUSE,
    "attendance.contest_card.photo": CONCERNING,
    "attendance.contests.contest": OWN,
    "attendance.contests.contest_row": OWN,
    "attendance.contest_card.contested": APPROVAL,
    "attendance.contests.decided": APPROVAL,
    "attendance.contests.open_event": MINE,
    "attendance.contests.open_row": MINE,
    "attendance.contests.recorder": APPROVAL,
    "attendance.days.recordable": RECORDS,
    "attendance.effects.conduct": HOUSE,
    "attendance.effects.of_people": HOUSE,
    "attendance.entries.entries_of": HOUSE,
    "attendance.events.contesting": HOUSE,
    "attendance.events.count": INNER + "a number",
    "attendance.imported.tell": CLOCK,
    "attendance.ladder.absences": HOUSE,
    "attendance.ladder.check": INNER + "returns nothing",
    "attendance.ladder.daily": CLOCK,
    "attendance.ladder.decided": APPROVAL,
    "attendance.ladder.proposal": APPROVAL,
    "attendance.ladder.reasons": HOUSE,
    "attendance.ladder.revisit": INNER + "returns nothing",
    "attendance.ladder.rungs": HOUSE,
    "attendance.promotion.ask": OWN,
    "attendance.promotion.asked": APPROVAL,
    "attendance.promotion.days": MINE,
    "attendance.promotion.decided": APPROVAL,
    "attendance.promotion.weigh": MINE,
    "attendance.record_card.allowed": HOUSE,
    "attendance.record_card.card": GUARDED,
    "attendance.record_card.drawn": HOUSE,
    "attendance.recording.record": GUARDED,
    "attendance.recording.weigh": RECORDS,
    "attendance.scorecard.card": GUARDED,
    "attendance.scorecard.of_people": GUARDED,
    "attendance.undoing.cancel": INNER + "returns nothing",
    "attendance.undoing.undo": OWN,
}


def may_record(store: Store, who: int, staff_id: int) -> None:
    """Ask for the card to record something; one's own is refused, but in words of its own."""
    with suppress(OwnEventError):
        store.call(record_card.card, who, TODAY, staff_id, TODAY)


def record(store: Store, who: int, staff_id: int) -> None:
    """Record what cannot be: rights come first."""
    with suppress(OwnEventError, UnknownChoiceError):
        store.call(recording.record, who, NOW, staff=staff_id, code="?", day=TODAY)


@cache
def scored(store: Store, who: int) -> set[int]:
    """Return the staff ids in somebody's list of scores, this month's and an earlier one's."""
    listed = set()
    for month in (None, Month.of(LEFT_ON)):
        _month, found, _total = store.call(scorecard.of_people, who, TODAY, month, 0, 1000)
        listed |= {one.person.staff_id for one in found}
    return listed | {store.call(scorecard.card, who, NOW, None, None).person.staff_id}


def must_be_scored(store: Store, who: int, staff_id: int) -> None:
    """Look for the person among the scores; one's own card is another service."""
    if staff_id not in scored(store, who):
        raise NotYoursError


ASK_ATTENDANCE: dict[str, Callable[[Store, int, int], object]] = {
    "attendance.record_card.card": may_record,
    "attendance.recording.record": record,
    "attendance.scorecard.card": lambda store, who, one: store.call(
        scorecard.card, who, NOW, one, None
    ),
    "attendance.scorecard.of_people": must_be_scored,
}
