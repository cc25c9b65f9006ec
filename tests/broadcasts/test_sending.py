"""Sent to those who were counted, once each, whole or not at all, whoever dies on the way.

Broken by a chunk that is visible before the last one, a second row for a person, a draft that
changed and is sent all the same, somebody who left or came meanwhile.
"""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from services import delivery, jobs
from services.broadcasts import adding, draft, drafting, managing, sending
from services.broadcasts.rows import DRAFT, OUT, RECALLED, STAGING
from services.broadcasts.sending import SEND, NobodyChosenError
from services.identity import offboarding
from services.notices import CANCELLED, WAITING
from services.store import Store, changes
from services.store.broadcasts import BroadcastReader
from services.store.people import Terms
from services.store.traffic import Notice
from tests.broadcasts.desk import OFFICE, confirmed, drafted, row, sent, turned, worked
from tests.stage import BEGIN

SENT = sending.Sent(done=True, people=6)


def notices(store: Store) -> Counter[tuple[str, bool]]:
    """Count the notice's rows in the outbox, by state and whether their time has come."""
    with Session(store.reader) as session:
        rows = session.scalars(select(Notice).where(Notice.kind == "broadcast"))
        return Counter((one.state, one.due_at <= BEGIN) for one in rows)


def readers(store: Store) -> list[int]:
    with Session(store.reader) as session:
        return sorted(session.scalars(select(BroadcastReader.staff_id)))


@changes
def left(session: Session, staff_id: int) -> None:
    """Have the person's last day be yesterday, and offboard him."""
    day = (BEGIN - timedelta(days=1)).date()
    session.execute(update(Terms).where(Terms.staff_id == staff_id).values(left=day))
    offboarding.offboard(session, BEGIN, staff_id, None, "left")


def test_everybody_once(peopled_store: Store) -> None:
    number = sent(peopled_store)
    assert row(peopled_store, number).state == OUT
    assert notices(peopled_store) == {(WAITING, True): 6}
    assert len(peopled_store.call(delivery.due, BEGIN, 60)) == 6


def test_a_second_confirmation_changes_nothing(peopled_store: Store) -> None:
    made = drafted(peopled_store)
    ask: dict[str, Any] = {
        "broadcast": made.id,
        "version": made.version,
        "count": 6,
        "card": None,
    }
    first = peopled_store.call(sending.send, OFFICE, BEGIN, **ask)
    again = peopled_store.call(sending.send, OFFICE, BEGIN, **ask)
    assert (first, again) == (SENT, SENT)
    assert len(worked(peopled_store)) == 1
    assert notices(peopled_store) == {(WAITING, True): 6}


@pytest.mark.parametrize(("version", "count"), [(-1, 0), (0, 1)])
def test_what_changed_since_it_was_shown_is_not_sent(
    peopled_store: Store, version: int, count: int
) -> None:
    made = drafted(peopled_store)
    done = peopled_store.call(
        sending.send,
        OFFICE,
        BEGIN,
        broadcast=made.id,
        version=made.version + version,
        count=6 + count,
        card=None,
    )
    assert not done.done
    assert row(peopled_store, made.id).state == DRAFT


def test_another_text_of_a_draft_asks_for_another_confirmation(peopled_store: Store) -> None:
    made = drafted(peopled_store)
    now = peopled_store.call(drafting.reword, OFFICE, BEGIN, broadcast=made.id, text=" 新的 ")
    done = peopled_store.call(
        sending.send,
        OFFICE,
        BEGIN,
        broadcast=made.id,
        version=made.version,
        count=6,
        card=None,
    )
    assert (now.text, done.done) == ("新的", False)


def test_nobody_is_no_audience(peopled_store: Store) -> None:
    made = turned(peopled_store, drafted(peopled_store), OFFICE, "clear")
    with pytest.raises(NobodyChosenError):
        confirmed(peopled_store, made)


def test_killed_between_chunks_nothing_is_out_and_the_next_one_ends_it(
    peopled_store: Store,
) -> None:
    made = drafted(peopled_store)
    assert confirmed(peopled_store, made)
    job = peopled_store.call(jobs.claim, [SEND], "dies", {"dies"})
    assert job
    people = job.data["people"]
    peopled_store.call(sending.stage, BEGIN, made.id, people[:4])
    assert row(peopled_store, made.id).state == STAGING
    assert peopled_store.call(delivery.due, BEGIN + timedelta(days=400), 60) == []
    worked(peopled_store)  # "dies" is not among those alive
    assert readers(peopled_store) == sorted(people)
    assert notices(peopled_store) == {(WAITING, True): 6}


def test_who_leaves_meanwhile_gets_nothing(peopled_store: Store) -> None:
    made = drafted(peopled_store)
    confirmed(peopled_store, made)
    people = [one.staff_id for one in made.people]
    peopled_store.call(sending.stage, BEGIN, made.id, people[:2])
    peopled_store.call(left, people[0])  # after his messages were written down
    peopled_store.call(left, people[-1])  # before
    worked(peopled_store)
    assert notices(peopled_store) == {(WAITING, True): 4, (CANCELLED, False): 1}
    assert people[-1] not in readers(peopled_store)


def test_who_was_not_counted_does_not_get_it(peopled_store: Store) -> None:
    made = drafted(peopled_store)
    made = peopled_store.call(
        adding.leave_out, OFFICE, BEGIN, broadcast=made.id, names=["JC031", "李静怡"]
    )
    confirmed(peopled_store, made)
    worked(peopled_store)
    assert readers(peopled_store) == sorted(one.staff_id for one in made.people)
    assert len(made.people) == 4


def test_recalled_while_it_is_written_down_nothing_goes_out(peopled_store: Store) -> None:
    made = drafted(peopled_store)
    confirmed(peopled_store, made)
    people = [one.staff_id for one in made.people]
    peopled_store.call(sending.stage, BEGIN, made.id, people[:2])
    peopled_store.call(managing.recall, OFFICE, BEGIN, made.id)
    worked(peopled_store)
    assert row(peopled_store, made.id).state == RECALLED
    assert notices(peopled_store) == {(CANCELLED, False): 2}


def test_a_draft_is_counted_as_it_stands(peopled_store: Store) -> None:
    made = turned(peopled_store, drafted(peopled_store), OFFICE, "posts", "station_manager")
    assert {one.number for one in made.people} == {"JC015", "JC019"}
    made = turned(peopled_store, made, OFFICE, "grades", "senior")
    assert {one.number for one in made.people} == {"JC019"}
    made = turned(peopled_store, made, OFFICE, "posts", "station_manager")
    assert {one.number for one in made.people} == {"JC019", "JC032"}
    found = peopled_store.call(draft.draft, OFFICE, BEGIN, made.id)
    assert len(found.lacking.unbound) == 1
