"""A side sees its own part, who rules both, nobody else anything: tried with everybody.

Broken by a role that lets one more in, a card or a piece that has the other side's.
"""

from typing import Any

import pytest

from services import organisation
from services.approvals import deciding
from services.approvals import view as approvals
from services.approvals.machine import NotYoursToDecideError
from services.disputes import raising, view
from services.disputes.sides import EARLIER, LATER, RULER, NotYourDisputeError
from services.files import FileGoneError
from services.organisation import NotYoursError, UnknownPersonError
from tests.branch import CAST, NOW, TODAY, account
from tests.disputes.desk import Desk, kept, put
from tests.duplicates.desk import FIRST, MANAGER, SECOND, THIRD, TRADING

REFUSED = (NotYourDisputeError, NotYoursError, UnknownPersonError, NotYoursToDecideError)
ROLES = {FIRST: EARLIER, SECOND: LATER, TRADING: RULER, MANAGER: RULER}
EVERYBODY = [*(one.number for one in CAST), "JC900"]


@pytest.fixture
def running(desk: Desk) -> Desk:
    """Return a dispute in which both sides said and showed something."""
    desk.raises(proof=desk.store.call(kept, NOW))
    desk.says(FIRST, proof=desk.store.call(kept, NOW))
    return desk


def let(desk: Desk, service: Any, number: str, *args: Any, **given: Any) -> Any:
    """Return what somebody gets of a service; None if he is refused."""
    try:
        return desk.store.call(service, account(number), *args, **given)
    except REFUSED:
        return None


def test_who_sees_it(running: Desk) -> None:
    for number in EVERYBODY:
        found = let(running, view.card, number, NOW, running.dispute)
        assert (found.role if found else None) == ROLES.get(number), number
        page = let(running, view.pieces, number, TODAY, running.dispute, 0, 9)
        assert (page is not None) is (number in ROLES), number


def test_what_each_sees_of_it(running: Desk) -> None:
    sides = {
        number: {(one.role, one.owner) for one in running.card(number).sides} for number in ROLES
    }
    both = {(LATER, "陆天宇"), (EARLIER, "张伟")}
    assert sides[FIRST] == {(EARLIER, "张伟")}
    assert sides[SECOND] == {(LATER, "陆天宇")}
    assert sides[TRADING] == sides[MANAGER] == both
    for number, own in ((FIRST, ("张伟", 2)), (SECOND, ("陆天宇", 1))):
        pieces, total = running.store.call(
            view.pieces, account(number), TODAY, running.dispute, 0, 9
        )
        assert [(one.owner, one.number) for one in pieces] == [own]
        assert total == 1
    _, total = running.store.call(view.pieces, account(TRADING), TODAY, running.dispute, 0, 9)
    assert total == 2


@pytest.mark.parametrize(("number", "theirs"), [(FIRST, 1), (SECOND, 2)])
def test_the_others_piece_is_not_there_for_a_side(running: Desk, number: str, theirs: int) -> None:
    with pytest.raises(FileGoneError):
        running.store.call(view.piece, account(number), TODAY, running.dispute, theirs)
    own = running.store.call(view.piece, account(number), TODAY, running.dispute, 3 - theirs)
    assert own.file_id
    assert running.store.call(view.piece, account(TRADING), TODAY, running.dispute, theirs).file_id


def test_what_its_approval_tells(running: Desk) -> None:
    approval = running.approval()
    for number in EVERYBODY:
        found = let(running, approvals.card, number, NOW, approval)
        assert (found is not None) is (number in {SECOND, TRADING}), number
        if found:
            owners = {one.owner for one in found.subject.sides}
            assert owners == ({"张伟", "陆天宇"} if number == TRADING else set()), number
    running.decides(agrees=True)
    after = running.store.call(approvals.card, account(SECOND), NOW, approval)
    assert after.subject.sides == ()


def test_who_decides(running: Desk) -> None:
    card = running.store.call(approvals.card, account(TRADING), NOW, running.approval())
    given = {"approval": card.id, "version": card.version, "reason": "x"}
    for number in set(EVERYBODY) - {TRADING}:
        for done in (
            let(running, deciding.approve, number, NOW, card.id, card.version),
            let(running, deciding.reject, number, NOW, **given),
        ):
            assert done is None or not done.done, number
    assert running.states()[0] == "running"


def test_who_may_say_something(running: Desk) -> None:
    for number in EVERYBODY:
        given = {"dispute": running.dispute, "statement": "x"}
        done = let(running, raising.say, number, NOW, **given)
        assert (done is not None) is (number in {FIRST, SECOND}), number


def test_who_may_raise_one(desk: Desk) -> None:
    for number in EVERYBODY:
        if number == SECOND:
            continue
        given = {"appointment": desk.later, "statement": "x"}
        assert let(desk, raising.begin, number, NOW, **given) is None, number
        assert let(desk, raising.weigh, number, TODAY, appointment=desk.later) is None, number
    assert desk.raises()


def test_who_may_submit_again(running: Desk) -> None:
    card = running.store.call(approvals.card, account(TRADING), NOW, running.approval())
    given: dict[str, Any] = {"approval": card.id, "version": card.version}
    given |= {"reason": "x", "to": -1}
    assert running.store.call(deciding.give_back, account(TRADING), NOW, **given).done
    for number in EVERYBODY:
        done = let(running, raising.again, number, NOW, running.dispute)
        assert (done is not None) is (number == SECOND), number


def test_a_side_never_rules(running: Desk) -> None:
    """The trading manager has the client himself: he is a side like any other."""
    card = running.store.call(approvals.card, account(TRADING), NOW, running.approval())
    assert card.decides
    me = running.store.call(organisation.viewer, account(TRADING), TODAY).staff_id
    running.store.call(put, running.earlier, staff_id=me)
    assert {one.role for one in running.card(TRADING).sides} == {EARLIER}
    done = let(running, deciding.approve, TRADING, NOW, card.id, card.version)
    assert done is None or not done.done
    assert running.states()[0] == "running"


def test_an_outsider_with_the_same_client_is_no_side(running: Desk) -> None:
    assert let(running, view.card, THIRD, NOW, running.dispute) is None
    assert let(running, view.card, SECOND, NOW, 12345) is None
