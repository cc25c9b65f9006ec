"""What counts towards the year's twenty days, who may go beyond them, and what time does."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.approvals import chase, deciding, deputies, view
from services.approvals.deciding import CannotTakeItError
from services.drafts import Choice
from services.leave import certificates, changing
from services.leave.asking import FROM_NOON, TO_NOON, WHOLE
from services.rulebook_values import set_value
from services.store import Store, changes
from services.store.approvals import Approval
from services.store.traffic import Notice
from services.store.work import CalendarDay
from tests.leave import CHEN, LI, NOW, TANG, ZHANG, approve, ask, day, record, row, staff, weigh
from tests.stage import ZONE

DIRECTOR, OFFICE = 12, 6
TWENTY = (day(10, 12), day(11, 6))
MORE = day(11, 9)


def at(month: int, number: int) -> datetime:
    return datetime(2026, month, number, 9, tzinfo=ZONE)


def returned(store: Store, approval: int, version: int) -> None:
    store.call(
        deciding.give_back, TANG, NOW, approval=approval, version=version, reason="-", to=-1
    )


def half_is_beyond(store: Store) -> bool:
    return weigh(store, "personal", MORE, MORE, FROM_NOON).beyond


def whole_is_beyond(store: Store) -> bool:
    return weigh(store, "personal", MORE, MORE).beyond


@pytest.mark.parametrize(
    ("last", "halves", "beyond"),
    [
        (day(11, 6), TO_NOON, False),  # nineteen and a half
        (day(11, 6), WHOLE, False),  # twenty
        (day(11, 9), TO_NOON, True),  # twenty and a half
    ],
)
def test_twenty_days_at_once(
    peopled_store: Store, last: date, halves: str, *, beyond: bool
) -> None:
    assert weigh(peopled_store, "personal", day(10, 12), last, halves).beyond is beyond


def of(store: Store, leave: int) -> tuple[int, int]:
    """Return the approval of leave, and its version."""
    found = row(store, leave).approval_id
    one = store.call(lambda session: session.get_one(Approval, found))
    return one.id, one.version


def test_what_was_refused_does_not_count_and_what_was_returned_does(peopled_store: Store) -> None:
    approval, version = of(peopled_store, ask(peopled_store, "personal", *TWENTY))
    returned(peopled_store, approval, version)
    assert half_is_beyond(peopled_store)
    peopled_store.call(deciding.withdraw, ZHANG, NOW, approval, version + 1)
    assert not half_is_beyond(peopled_store)
    approval, version = of(peopled_store, ask(peopled_store, "personal", *TWENTY))
    assert half_is_beyond(peopled_store)
    peopled_store.call(deciding.reject, TANG, NOW, approval=approval, version=version, reason="-")
    assert not half_is_beyond(peopled_store)


def test_approved_it_counts_once_and_given_up_no_more(peopled_store: Store) -> None:
    leave = ask(peopled_store, "personal", *TWENTY)
    approve(peopled_store, leave)
    ((balance, _own),) = weigh(peopled_store, "personal", MORE, MORE).balances
    assert (balance.used, balance.pending, balance.left) == (Decimal(20), Decimal(0), Decimal(0))
    assert half_is_beyond(peopled_store)
    # back at noon on the last day: half a day is free again, no whole one
    peopled_store.call(changing.come_back, LI, at(11, 6), leave=leave, day=day(11, 6), noon=True)
    assert not half_is_beyond(peopled_store)
    assert whole_is_beyond(peopled_store)


def test_other_leave_and_other_years_do_not_count(peopled_store: Store) -> None:
    zhang = staff(peopled_store, "JC031")
    rows = [(day(3, 2), kind, "5") for kind in ("sick", "injury", "other", "absence")]
    rows += [(date(2025, 12, 31), "personal", "5"), (date(2027, 1, 1), "personal", "5")]
    peopled_store.call(record, zhang, "JC031", *rows)
    assert not weigh(peopled_store, "personal", *TWENTY).beyond
    days = [(day(1, 1), "personal", "0.5"), (day(12, 31), "personal", "0.5")]
    peopled_store.call(record, zhang, "JC031", *days)
    assert not weigh(peopled_store, "personal", day(10, 12), day(11, 5)).beyond
    assert weigh(peopled_store, "personal", day(10, 12), day(11, 6), TO_NOON).beyond


@changes
def publish(session: Session) -> None:
    """Have the outlet know the days around New Year 2027: 1 to 3 January are free."""
    for n in range(11):
        one, free = date(2026, 12, 29) + timedelta(n), range(3, 6)
        session.add(CalendarDay(day=one, working=n not in free, basis="-", made_at=NOW))


def test_over_the_new_year_each_year_has_its_own_twenty(peopled_store: Store) -> None:
    """28 to 31 December are four days of 2026, 4 to 8 January five of 2027."""
    peopled_store.call(publish)
    span = ("personal", day(12, 28), date(2027, 1, 8))
    zhang = staff(peopled_store, "JC031")
    peopled_store.call(record, zhang, "JC031", (day(3, 2), "personal", "16"))
    found = weigh(peopled_store, *span)
    assert [(one.year, one.left, own) for one, own in found.balances] == [
        (2026, Decimal(4), Decimal(4)),
        (2027, Decimal(20), Decimal(5)),
    ]
    assert not found.beyond
    figure, first = "leave.personal_days_a_year", date(2027, 1, 1)
    peopled_store.call(set_value, figure, "4.5", first, "-", NOW)
    assert weigh(peopled_store, *span).beyond
    peopled_store.call(set_value, figure, "5", first, "-", NOW + timedelta(1))
    assert not weigh(peopled_store, *span).beyond
    peopled_store.call(record, zhang, "JC031", (day(3, 3), "personal", "0.5"))
    assert weigh(peopled_store, *span).beyond


def waits(store: Store, who: int, now: datetime = NOW) -> bool:
    return bool(store.call(view.waiting, who, now))


def beyond(store: Store) -> int:
    """Ask for half a day beyond the twenty, the superior agreeing; return the approval."""
    record_ = (day(3, 2), "personal", "20")
    store.call(record, staff(store, "JC031"), "JC031", record_)
    approval, version = of(store, ask(store, "personal", MORE, MORE, FROM_NOON))
    assert store.call(deciding.approve, LI, NOW, approval, version).done
    return approval


def ordinary(store: Store) -> int:
    """Ask for a day within the twenty, the district manager agreeing; return the approval."""
    approval, version = of(store, ask(store, "personal", MORE, MORE))
    assert store.call(deciding.approve, TANG, NOW, approval, version).done
    return approval


def delegates(store: Store) -> None:
    today, last = NOW.date(), NOW.date() + timedelta(30)
    deputy = Choice("JC012", "")
    store.call(deputies.delegate, CHEN, NOW, deputy=deputy, first_day=today, last_day=last)


def test_the_general_managers_delegate_decides_within_the_twenty_only(
    peopled_store: Store,
) -> None:
    delegates(peopled_store)
    ordinary(peopled_store)
    assert waits(peopled_store, DIRECTOR)


def test_nobody_decides_beyond_the_twenty_in_the_general_managers_place(
    peopled_store: Store,
) -> None:
    delegates(peopled_store)
    approval = beyond(peopled_store)
    assert not waits(peopled_store, DIRECTOR)
    card = peopled_store.call(view.card, CHEN, NOW, approval)
    assert card.decides
    assert not card.hands_over
    assert peopled_store.call(view.takers, CHEN, NOW.date(), approval) == ()
    with pytest.raises(CannotTakeItError):
        peopled_store.call(
            deciding.hand_over,
            CHEN,
            NOW,
            approval=approval,
            version=card.version,
            to=staff(peopled_store, "JC012"),
        )


def test_time_takes_what_is_beyond_to_nobody_else(peopled_store: Store) -> None:
    """Within the twenty the back office may decide after three working days; beyond never."""
    beyond(peopled_store)
    for number in (10, 12, 13, 14, 15, 16):
        peopled_store.call(chase.remind, at(10, number), at(10, number))
    assert not waits(peopled_store, OFFICE, at(10, 16))
    assert waits(peopled_store, CHEN, at(10, 16))


def test_within_the_twenty_the_back_office_may_after_three_working_days(
    peopled_store: Store,
) -> None:
    ordinary(peopled_store)  # Friday the 9th: the make-up 10th, the 12th, the 13th
    found = []
    for number in (10, 11, 12, 13):
        peopled_store.call(chase.remind, at(10, number), at(10, number))
        found.append(waits(peopled_store, OFFICE, at(10, number)))
    assert found == [False, False, False, True]


def told(store: Store, kind: str, number: str) -> int:
    """Return how often somebody was told something."""
    who = staff(store, number)
    chosen = select(Notice.id).where(Notice.kind == kind, Notice.staff_id == who)
    return len(store.call(lambda session: session.scalars(chosen).all()))


@pytest.mark.parametrize(
    ("asked", "reminded", "escalated"),
    [
        (at(9, 30), at(10, 8), at(10, 9)),  # over the National Day
        (at(2, 13), at(2, 14), at(2, 24)),  # over the Spring Festival; the 14th is worked
        (at(2, 14), at(2, 24), at(2, 25)),
        (at(10, 3), at(10, 8), at(10, 9)),  # asked on a holiday
    ],
)
def test_a_step_has_a_working_day_and_is_escalated_after_two(
    peopled_store: Store, asked: datetime, reminded: datetime, escalated: datetime
) -> None:
    ask(peopled_store, "annual", day(11, 9), day(11, 9), now=asked)
    now = asked
    while now <= escalated:
        peopled_store.call(chase.remind, now, now)
        assert bool(told(peopled_store, "approval_due", "JC015")) is (now >= reminded), now
        assert waits(peopled_store, CHEN, now) is (now >= escalated), now
        now += timedelta(1)


def test_the_record_is_asked_for_up_to_its_day_then_the_superior_is_told_once(
    peopled_store: Store,
) -> None:
    """Asked on 30 September: due on the make-up Saturday, 10 October."""
    ask(peopled_store, "sick", day(9, 30), day(9, 30), now=at(9, 30))
    counts = []
    for number in (7, 8, 9, 10, 11, 12, 13):
        peopled_store.call(certificates.chase, at(10, number), at(10, number))
        wanted = told(peopled_store, "leave_certificate", "JC031")
        missing = told(peopled_store, "leave_certificate_missing", "JC019")
        counts.append((wanted, missing))
    assert counts == [(0, 0), (1, 0), (2, 0), (3, 0), (3, 0), (3, 1), (3, 1)]
