"""T-X1 for leave: whoever may not see a person learns nothing of his leave and changes none of it.

Broken by `must_be_seen` letting somebody through, or a service that takes a number as it comes.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.approvals.machine import APPROVED, NoApproverError, NotYoursToDecideError
from services.attachments import Attached
from services.leave import asking, certificates, changing, days, mending, view
from services.leave.asking import WHOLE
from services.leave.checks import DayNotTakenError
from services.month import Month
from services.organisation import NotYoursError, UnknownPersonError
from services.store import Store, changes
from services.store.leave import Leave
from tests.branch import NOW, TODAY
from tests.databases import Databases, opened
from tests.rights import EVERYBODY, account, may_see, misjudged
from tests.test_access import MATRIX

NOVEMBER = Month(2026, 11)
DAY = TODAY + timedelta(7)
LATER = DAY + timedelta(7)
FILE = Attached(1, "")

READING: dict[str, Callable[[Store, int, int, int], object]] = {
    "asking.weigh": lambda store, who, staff, _: store.call(
        asking.weigh, who, TODAY, kind="annual", first=LATER, last=LATER, halves=WHOLE, staff=staff
    ),
    "days.starts": lambda store, who, staff, _: store.call(
        days.starts, who, TODAY, NOVEMBER, kind="sick", staff=staff
    ),
    "days.ends": lambda store, who, staff, _: store.call(
        days.ends, who, TODAY, NOVEMBER, kind="sick", first=TODAY, staff=staff
    ),
    "days.starts of leave": lambda store, who, _, leave: store.call(
        days.starts, who, TODAY, NOVEMBER, kind=None, leave=leave
    ),
    "days.backs": lambda store, who, _, leave: store.call(
        days.backs, who, TODAY, NOVEMBER, leave=leave
    ),
    "view.card": lambda store, who, _, leave: store.call(view.card, who, TODAY, leave),
}
CHANGING: dict[str, Callable[[Store, int, int, int], object]] = {
    "asking.ask": lambda store, who, staff, _: store.call(
        asking.ask,
        who,
        NOW,
        kind="annual",
        first=LATER,
        last=LATER,
        halves=WHOLE,
        reason="有事",
        staff=staff,
    ),
    "certificates.hand_in": lambda store, who, _, leave: store.call(
        certificates.hand_in, who, NOW, leave=leave, certificate=FILE
    ),
    "certificates.record": lambda store, who, _, leave: store.call(
        certificates.record, who, TODAY, leave
    ),
    "changing.cancel": lambda store, who, _, leave: store.call(
        changing.cancel, who, NOW, leave=leave
    ),
    "changing.come_back": lambda store, who, _, leave: store.call(
        changing.come_back, who, NOW, leave=leave, day=TODAY, noon=False
    ),
    "mending.weigh": lambda store, who, _, leave: store.call(
        mending.weigh, who, TODAY, leave=leave
    ),
    "mending.mend": lambda store, who, _, leave: store.call(mending.mend, who, NOW, leave=leave),
    "mending.weigh_change": lambda store, who, _, leave: store.call(
        mending.weigh_change, who, TODAY, leave=leave
    ),
    "mending.mend_change": lambda store, who, _, leave: store.call(
        mending.mend_change, who, NOW, leave=leave
    ),
}
REFUSED = (NotYoursError, UnknownPersonError, NotYoursToDecideError)


@changes
def on_leave(session: Session) -> None:
    """Put everybody on approved leave in a week."""
    for staff_id in organisation.on(session, TODAY).people:
        row = Leave(
            staff_id=staff_id,
            made_by=staff_id,
            made_at=NOW,
            kind="annual",
            first_day=DAY,
            first_noon=False,
            last_day=DAY,
            last_noon=False,
            days=1,
            reason_sealed=b"",
            beyond=False,
            state=APPROVED,
            change="",
            back_noon=False,
            shortened=False,
        )
        row.reason = "家里有事"
        session.add(row)


@pytest.fixture(scope="module")
def away(databases: Databases, completed: str) -> Iterator[Store]:
    url = databases.copy(completed)
    with opened(url) as store:
        store.call(on_leave)
        yield store
    databases.drop(url)


@pytest.fixture(scope="module")
def numbers(away: Store) -> dict[str, tuple[int, int]]:
    """Return everybody's staff id and the id of his leave."""
    leave = dict(away.call(lambda s: s.execute(select(Leave.staff_id, Leave.id)).all()))
    people = away.call(organisation.on, TODAY).people.values()
    return {one.number: (one.staff_id, leave[one.staff_id]) for one in people}


def answered(
    store: Store, service: Callable[..., object], who: int, about: tuple[int, int]
) -> bool:
    try:
        service(store, who, *about)
    except REFUSED:
        return False
    except (DayNotTakenError, NoApproverError):  # of somebody who left, or who is alone
        return True
    return True


@pytest.mark.parametrize("name", READING)
def test_who_learns_of_leave(name: str, away: Store, numbers: dict[str, tuple[int, int]]) -> None:
    def let(who: int, number: str) -> bool:
        return answered(away, READING[name], who, numbers[number])

    assert misjudged(MATRIX, let, may_see) == {}


@pytest.mark.parametrize("name", CHANGING)
def test_who_changes_no_leave(name: str, away: Store, numbers: dict[str, tuple[int, int]]) -> None:
    kept_out = [pair for pair in MATRIX if not may_see(*pair)]
    assert len(kept_out) > len(EVERYBODY) / 2
    for asker, person in kept_out:
        with pytest.raises(REFUSED):
            CHANGING[name](away, account(asker), *numbers[person.number])


def test_what_one_owes_is_ones_own(away: Store, numbers: dict[str, tuple[int, int]]) -> None:
    assert numbers
    assert away.call(view.owed, account(EVERYBODY["JC001"]), TODAY) == ()
