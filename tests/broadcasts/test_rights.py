"""Who may write to whom, and whose a notice is: every post of the branch by every person.

Broken by a department's back office that reaches beyond its units, a notice that somebody opens
who neither sent nor got it, a service that asks for no right.
"""

from collections.abc import Callable
from typing import Any

import pytest

from bot.demo.world.people import Person
from services import organisation
from services.broadcasts import (
    adding,
    counting,
    draft,
    drafting,
    letters,
    lists,
    managing,
    reading,
    sending,
)
from services.broadcasts.letters import RecalledError
from services.broadcasts.managing import NotOutError
from services.broadcasts.rows import NotAnAuthorError, NotYourNoticeError
from services.broadcasts.sending import NobodyChosenError
from services.organisation import UnknownPersonError
from services.store import Store
from tests.branch import NOW, TODAY
from tests.broadcasts.desk import drafted, sent
from tests.rights import EVERYBODY, LEFT, PARENTS, account, tried, units_of

REFUSED = (NotAnAuthorError, NotYourNoticeError, UnknownPersonError)
HERE = [one for one in EVERYBODY.values() if one is not LEFT]
WRITES = {"后勤支持", "总经理"}
DEPARTMENT = "JC009"  # its back office
BRANCH = "JC006"
ASKERS: list[Person | None] = [*EVERYBODY.values(), None]
Asked = Callable[[int, int], Callable[[Any], object]]


def agreed(asker: Person | None) -> set[str]:
    """Return whom somebody may write to, worked out from the workbooks."""
    if asker is None or asker is LEFT or not WRITES & set(asker.posts):
        return set()
    everywhere = "总经理" in asker.posts or PARENTS[asker.unit] is None
    return {
        one.number
        for one in HERE
        if one is not asker and (everywhere or asker.unit in units_of(one))
    }


@pytest.mark.parametrize("asker", ASKERS, ids=lambda one: one.number if one else "unknown")
def test_whom_one_may_write_to(filled_store: Store, asker: Person | None) -> None:
    who = account(asker)
    if not agreed(asker):
        with pytest.raises((NotAnAuthorError, UnknownPersonError)):
            drafted(filled_store, who)
        return
    made = drafted(filled_store, who)
    here = {one.number for one in filled_store.call(organisation.on, TODAY).people.values()}
    assert {one.number for one in made.people} == agreed(asker) & here


def test_a_department_names_nobody_else(filled_store: Store) -> None:
    made = drafted(filled_store, account(EVERYBODY[DEPARTMENT]))
    names = ["JC013"]  # another department's director
    who = account(EVERYBODY[DEPARTMENT])
    with pytest.raises(adding.NobodyCalledError):
        filled_store.call(adding.weigh, who, TODAY, broadcast=made.id, names=names)


MANAGING: dict[str, Asked] = {
    "card": lambda who, one: lambda s: counting.card(s, who, NOW, one),
    "page": lambda who, one: (
        lambda s: lists.page(s, who, NOW, broadcast=one, unread=True, first=0, most=5)
    ),
    "remind": lambda who, one: lambda s: managing.remind(s, who, NOW, one),
    "edit": lambda who, one: lambda s: managing.edit(s, who, NOW, broadcast=one, text="新"),
    "weigh": lambda who, one: lambda s: managing.weigh(s, who, TODAY, broadcast=one, text="新"),
    "close": lambda who, one: lambda s: managing.close(s, who, NOW, one),
    "recall": lambda who, one: lambda s: managing.recall(s, who, NOW, one),
    "own": lambda who, one: (
        lambda s: sending.send(s, who, NOW, broadcast=one, version=1, count=1, card=None)
    ),
}
DRAFTING: dict[str, Asked] = {
    "draft": lambda who, one: lambda s: draft.draft(s, who, NOW, one),
    "choices": lambda who, one: lambda s: drafting.choices(s, who, NOW, one, "posts"),
    "turn": lambda who, one: (
        lambda s: drafting.turn(s, who, NOW, broadcast=one, version=1, name="urgent")
    ),
    "reword": lambda who, one: lambda s: drafting.reword(s, who, NOW, broadcast=one, text="新"),
    "plan": lambda who, one: (
        lambda s: drafting.plan(s, who, NOW, broadcast=one, at=NOW.replace(tzinfo=None, hour=20))
    ),
    "weigh": lambda who, one: lambda s: drafting.weigh(s, who, TODAY, broadcast=one, at=NOW),
    "drop": lambda who, one: lambda s: drafting.drop(s, who, NOW, one),
    "preview": lambda who, one: lambda s: drafting.preview(s, who, NOW, one),
    "trial": lambda who, one: lambda s: letters.trial(s, who, NOW, one),
    "add": lambda who, one: lambda s: adding.add(s, who, NOW, broadcast=one, names=[]),
    "leave out": lambda who, one: lambda s: adding.leave_out(s, who, NOW, broadcast=one, names=[]),
    "send": lambda who, one: (
        lambda s: sending.send(s, who, NOW, broadcast=one, version=1, count=1, card=None)
    ),
}
READING: dict[str, Asked] = {
    "letter": lambda who, one: lambda s: letters.letter(s, who, NOW, one),
    "read": lambda who, one: lambda s: reading.read(s, who, NOW, one),
    "vote": lambda who, one: lambda s: reading.vote(s, who, NOW, broadcast=one, option=0),
    "answer": lambda who, one: lambda s: reading.answer(s, who, NOW, broadcast=one, text="一"),
}
THERE = (NotOutError, NobodyChosenError, RecalledError, reading.ClosedError)


def let(store: Store, asked: dict[str, Asked], number: int) -> dict[str, set[str]]:
    """Return, for each service, whom it lets through to the notice."""
    return {
        name: {
            asker.number if asker else ""
            for asker in ASKERS
            if tried(store, ask(account(asker), number), REFUSED, THERE)
        }
        for name, ask in asked.items()
    }


def test_a_sent_notice_is_its_authors_and_the_general_managers(filled_store: Store) -> None:
    number = sent(filled_store, account(EVERYBODY[DEPARTMENT]), NOW)
    managers = {one.number for one in HERE if "总经理" in one.posts}
    assert let(filled_store, MANAGING, number) == dict.fromkeys(MANAGING, managers | {DEPARTMENT})
    assert let(filled_store, DRAFTING, number) == {
        name: managers | {DEPARTMENT} if name == "send" else set() for name in DRAFTING
    }


def test_a_draft_is_its_authors_alone(filled_store: Store) -> None:
    made = drafted(filled_store, account(EVERYBODY[DEPARTMENT]))
    assert let(filled_store, DRAFTING, made.id) == {name: {DEPARTMENT} for name in DRAFTING}


def test_only_those_read_it_who_got_it(filled_store: Store) -> None:
    number = sent(filled_store, account(EVERYBODY[DEPARTMENT]), NOW)
    readers = agreed(EVERYBODY[DEPARTMENT]) & {one.number for one in HERE}
    here = {one.number for one in filled_store.call(organisation.on, TODAY).people.values()}
    assert let(filled_store, READING, number) == dict.fromkeys(READING, readers & here)


def test_lists_are_ones_own(filled_store: Store) -> None:
    number = sent(filled_store, account(EVERYBODY[DEPARTMENT]), NOW)
    for asker in HERE:
        who = account(asker)
        if WRITES & set(asker.posts):
            found, total = filled_store.call(lists.written, who, NOW, 0, 9)
            mine = asker.number == DEPARTMENT or "总经理" in asker.posts
            assert ([one.id for one in found], total) == (([number], 1) if mine else ([], 0))
        else:
            with pytest.raises((NotAnAuthorError, UnknownPersonError)):
                filled_store.call(lists.written, who, NOW, 0, 9)
