"""After it is out: read once, answered until closed, reminded, changed, recalled.

Broken by a reminder a second too early or to who has read it, a vote after the close, an edit
that does not fit into the messages that are there.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import delivery
from services.broadcasts import counting, letters, managing, reading
from services.broadcasts.drafting import TooLongError, WrongOptionsError
from services.broadcasts.letters import RecalledError
from services.broadcasts.managing import APART, NotOutError
from services.broadcasts.parts import PART
from services.broadcasts.reading import ClosedError
from services.broadcasts.rows import NotYourNoticeError
from services.store import Store, changes
from services.store.people import Account, Staff
from services.store.traffic import Notice
from tests.broadcasts.desk import LEADER, MARKETER, OFFICE, UNBOUND, drafted, sent, worked
from tests.stage import BEGIN

SECOND = timedelta(seconds=1)


def deliver(store: Store) -> None:
    """Have everything that is due arrive, but at those without an account."""
    while due := store.call(delivery.due, BEGIN, 60):
        for one in due:
            if one.chat_id is None:
                store.call(delivery.unreachable, BEGIN, one.id)
            else:
                store.call(delivery.sent, BEGIN, one.id, one.chat_id)


def told(store: Store, kind: str) -> int:
    with Session(store.reader) as session:
        return len(session.scalars(select(Notice).where(Notice.kind == kind)).all())


def card(store: Store, number: int) -> counting.Counts:
    return store.call(counting.card, OFFICE, BEGIN, number).counts


def test_read_twice_is_read_once(peopled_store: Store) -> None:
    number = sent(peopled_store)
    first = peopled_store.call(reading.read, MARKETER, BEGIN, number)
    again = peopled_store.call(reading.read, MARKETER, BEGIN + SECOND, number)
    assert first.read_at == again.read_at == BEGIN
    assert card(peopled_store, number).read == 1
    assert peopled_store.call(letters.unread, MARKETER, BEGIN) == ()
    assert len(peopled_store.call(letters.unread, LEADER, BEGIN)) == 1


def test_the_counts_are_of_each_kind(peopled_store: Store) -> None:
    number = sent(peopled_store)
    assert card(peopled_store, number).states == {"waits": 6}
    deliver(peopled_store)
    assert card(peopled_store, number).states == {"got": 5, "unbound": 1}


@changes
def bind(session: Session, number: str, who: int, at: datetime) -> None:
    """Give somebody an account."""
    staff = session.scalars(select(Staff.id).where(Staff.number == number)).one()
    session.add(Account(telegram_id=who, staff_id=staff, bound_at=at))


def test_who_is_bound_later_had_no_account_then_and_is_reminded_now(
    peopled_store: Store,
) -> None:
    number = sent(peopled_store)
    deliver(peopled_store)
    assert card(peopled_store, number).to_remind == 5
    peopled_store.call(bind, "JC032", UNBOUND, BEGIN + SECOND)
    counts = card(peopled_store, number)
    assert (counts.states, counts.to_remind) == ({"got": 5, "unbound": 1}, 6)


def test_only_who_has_it_sees_another_text_appear(peopled_store: Store) -> None:
    number = sent(peopled_store)
    told: dict[str, Any] = {"broadcast": number, "text": "新"}
    assert peopled_store.call(managing.weigh, OFFICE, BEGIN.date(), **told) == 0
    deliver(peopled_store)
    assert peopled_store.call(managing.weigh, OFFICE, BEGIN.date(), **told) == 5


def test_a_vote_changes_until_it_is_closed(peopled_store: Store) -> None:
    number = sent(peopled_store, answer="vote", options=["去", "不去"])
    for option, now in ((0, BEGIN), (1, BEGIN + SECOND), (7, BEGIN), (-1, BEGIN)):
        peopled_store.call(reading.vote, MARKETER, now, broadcast=number, option=option)
    counts = card(peopled_store, number)
    assert (counts.votes, counts.read, counts.answered) == ((0, 1), 1, 1)
    peopled_store.call(managing.close, OFFICE, BEGIN, number)
    late = peopled_store.call(reading.vote, MARKETER, BEGIN, broadcast=number, option=0)
    assert (late.option, late.closed) == (1, True)
    assert card(peopled_store, number).votes == (0, 1)


def test_a_written_answer_changes_until_it_is_closed(peopled_store: Store) -> None:
    number = sent(peopled_store, answer="words")
    for text in ("周一", "周二"):
        peopled_store.call(reading.answer, MARKETER, BEGIN, broadcast=number, text=text)
    peopled_store.call(managing.close, OFFICE, BEGIN, number)
    with pytest.raises(ClosedError):
        peopled_store.call(reading.answer, MARKETER, BEGIN, broadcast=number, text="周三")
    assert peopled_store.call(letters.letter, MARKETER, BEGIN, number).said == "周二"


@pytest.mark.parametrize("options", [["一"], ["一", "一"], list("一二三四五")])
def test_a_vote_has_two_to_four_answers(peopled_store: Store, options: list[str]) -> None:
    with pytest.raises(WrongOptionsError):
        drafted(peopled_store, answer="vote", options=options)


def test_only_the_unread_are_reminded_five_minutes_apart(peopled_store: Store) -> None:
    number = sent(peopled_store)
    deliver(peopled_store)
    peopled_store.call(reading.read, MARKETER, BEGIN, number)
    assert peopled_store.call(managing.remind, OFFICE, BEGIN, number).people == 4
    early = peopled_store.call(managing.remind, OFFICE, BEGIN + APART - SECOND, number)
    assert (early.people, early.again_at) == (0, BEGIN + timedelta(minutes=5))
    assert peopled_store.call(managing.remind, OFFICE, BEGIN + APART, number).people == 4
    worked(peopled_store)
    assert told(peopled_store, "broadcast_reminder") == 8


def test_a_reminder_at_night_waits_for_the_morning(peopled_store: Store) -> None:
    number = sent(peopled_store)
    deliver(peopled_store)
    night = BEGIN.replace(hour=21)
    done = peopled_store.call(managing.remind, OFFICE, night, number)
    assert done.at == BEGIN.replace(day=10, hour=8)


def test_before_its_time_nobody_sees_or_is_reminded_of_it(peopled_store: Store) -> None:
    night = BEGIN.replace(hour=23)
    number = sent(peopled_store, now=night)
    assert peopled_store.call(letters.mine, MARKETER, night, 0, 5).total == 0
    with pytest.raises(NotYourNoticeError):
        peopled_store.call(letters.letter, MARKETER, night, number)
    with pytest.raises(NotOutError):
        peopled_store.call(managing.remind, OFFICE, night, number)
    morning = BEGIN.replace(day=10, hour=8)
    assert peopled_store.call(letters.mine, MARKETER, morning, 0, 5).total == 1


def test_another_text_must_fit_into_the_messages_that_are_there(peopled_store: Store) -> None:
    number = sent(peopled_store)
    peopled_store.call(managing.edit, OFFICE, BEGIN, broadcast=number, text="一" * PART)
    with pytest.raises(TooLongError) as refused:
        peopled_store.call(managing.edit, OFFICE, BEGIN, broadcast=number, text="一" * (PART + 1))
    assert refused.value.args == (PART,)
    found = peopled_store.call(letters.letter, MARKETER, BEGIN, number)
    assert (found.edited, found.parts) == (True, ("一" * PART,))


def test_recalled_it_is_nobodys(peopled_store: Store) -> None:
    number = sent(peopled_store)
    deliver(peopled_store)
    for _ in range(2):
        peopled_store.call(managing.recall, OFFICE, BEGIN, number)
    worked(peopled_store)
    assert told(peopled_store, "broadcast_recall") == 6
    assert peopled_store.call(letters.unread, MARKETER, BEGIN) == ()
    with pytest.raises(RecalledError):
        peopled_store.call(reading.read, MARKETER, BEGIN, number)
    with pytest.raises(NotOutError):
        peopled_store.call(managing.edit, OFFICE, BEGIN, broadcast=number, text="新")
