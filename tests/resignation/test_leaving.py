"""What an approved resignation does to the record, the account, the handover and the fund."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.approvals import deciding, view
from services.approvals.machine import NoApproverError
from services.drafts import Choice
from services.identity import offboarding
from services.organisation import UnknownPersonError
from services.resignation import asking, clients, handover, waiting
from services.resignation.asking import LastDayError, NothingToTakeUpError, UnderwayError
from services.resignation.items import OwnHandoverError
from services.store import Store, changes
from services.store.people import Account
from tests.branch import NOW, TODAY
from tests.resignation.conftest import (
    DIRECTOR,
    DISTRICT,
    GENERAL,
    LAST,
    LEAVER,
    MANAGER,
    approve,
    at,
    leaves,
    morning,
    subject,
    told,
)


def left_on(store: Store, staff_id: int, day: date) -> date | None:
    return store.call(organisation.on, day).people[staff_id].left


def test_the_last_day_is_on_record_and_the_account_works_until_then(
    filled_store: Store, ids: dict[str, int]
) -> None:
    leaves(filled_store, LAST)
    assert left_on(filled_store, ids["JC031"], TODAY) == LAST
    assert filled_store.call(organisation.viewer, LEAVER, LAST)
    with pytest.raises(UnknownPersonError):
        filled_store.call(organisation.viewer, LEAVER, LAST + timedelta(days=1))


def test_rejected_nothing_is_on_record(filled_store: Store, ids: dict[str, int]) -> None:
    approval = filled_store.call(asking.ask, LEAVER, NOW, last_day=LAST, reason="x")
    card = filled_store.call(view.card, DISTRICT, NOW, approval)
    filled_store.call(
        deciding.reject, DISTRICT, NOW, approval=approval, version=card.version, reason="no"
    )
    assert left_on(filled_store, ids["JC031"], TODAY) is None
    assert filled_store.call(asking.mine, LEAVER, TODAY) is None
    assert not told(filled_store, "handover")


def test_asked_once(filled_store: Store) -> None:
    filled_store.call(asking.ask, LEAVER, NOW, last_day=LAST, reason=None)
    with pytest.raises(UnderwayError):
        filled_store.call(asking.ask, LEAVER, NOW, last_day=LAST, reason=None)


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), date(2027, 11, 6)])
def test_a_last_day_is_from_today_to_a_year_ahead(filled_store: Store, day: date) -> None:
    with pytest.raises(LastDayError):
        filled_store.call(asking.ask, LEAVER, NOW, last_day=day, reason=None)


def test_approved_late_the_day_of_the_decision_is_the_last(
    filled_store: Store, ids: dict[str, int]
) -> None:
    approval = filled_store.call(asking.ask, LEAVER, NOW, last_day=TODAY, reason=None)
    later = NOW + timedelta(days=4)
    approve(filled_store, later, approval, DISTRICT, DIRECTOR, GENERAL)
    assert left_on(filled_store, ids["JC031"], later.date()) == later.date()


def test_the_general_manager_needs_a_stand_in(filled_store: Store) -> None:
    with pytest.raises(NoApproverError):
        filled_store.call(asking.ask, GENERAL, NOW, last_day=LAST, reason=None)


def test_to_stay_after_all_is_decided_and_puts_the_record_back(
    filled_store: Store, ids: dict[str, int]
) -> None:
    leaves(filled_store, LAST)
    approval = filled_store.call(asking.ask_to_stay, LEAVER, NOW, reason="settled")
    with pytest.raises(NothingToTakeUpError):
        filled_store.call(asking.ask_to_stay, LEAVER, NOW, reason="settled")
    approve(filled_store, NOW, approval, MANAGER)
    assert left_on(filled_store, ids["JC031"], TODAY) == LAST
    approve(filled_store, NOW, approval, GENERAL)
    assert left_on(filled_store, ids["JC031"], TODAY) is None
    assert filled_store.call(asking.mine, LEAVER, TODAY) is None
    assert set(told(filled_store, "resignation_stays")) == {ids["JC019"]}


def test_nobody_ticks_off_his_own(filled_store: Store) -> None:
    row = leaves(filled_store, LAST)
    one = filled_store.call(handover.checklist, LEAVER, TODAY, row).items[0]
    with pytest.raises(OwnHandoverError):
        filled_store.call(
            handover.tick, LEAVER, NOW, item=one.id, version=one.version, returned=True
        )


def test_who_owes_is_reminded_on_working_days(filled_store: Store, ids: dict[str, int]) -> None:
    row = leaves(filled_store, LAST)
    owed = "handover_owed"
    morning(filled_store, date(2026, 11, 7))  # a Saturday
    assert told(filled_store, owed) == {}
    morning(filled_store, date(2026, 11, 9))  # the clients have no taker yet
    assert set(told(filled_store, owed)) == {ids["JC019"]}
    taker = Choice("JC032", "-")
    filled_store.call(clients.name_taker, MANAGER, NOW, resignation=row, taker=taker)
    morning(filled_store, date(2026, 11, 30))  # the sixth working day from the end
    assert ids["JC031"] not in told(filled_store, owed)
    assert set(told(filled_store, "handover_takes")) == {ids["JC032"]}
    morning(filled_store, date(2026, 12, 1))  # the fifth
    assert ids["JC031"] in told(filled_store, owed)


def test_what_was_not_returned_is_told_once_after_the_last_day(
    filled_store: Store, ids: dict[str, int]
) -> None:
    leaves(filled_store, LAST)
    morning(filled_store, LAST)
    assert not told(filled_store, "handover_gone")
    morning(filled_store, LAST + timedelta(days=1))
    morning(filled_store, LAST + timedelta(days=2))
    people = {ids[one] for one in ("JC001", "JC006", "JC009", "JC019")}  # the other office not
    assert set(told(filled_store, "handover_gone")) == people


def test_taking_the_clients(filled_store: Store, ids: dict[str, int]) -> None:
    row = leaves(filled_store, LAST)
    taker = Choice("JC032", "-")
    found = filled_store.call(clients.name_taker, MANAGER, NOW, resignation=row, taker=taker)
    item = found.items[-1]
    (wait,) = [one for one in filled_store.call(waiting.waits, 32, TODAY) if one.what == "takes"]
    assert (wait.row, wait.by) == (item.id, LAST)
    version = item.version
    _, done = filled_store.call(clients.answer, 32, NOW, item=item.id, version=version, takes=True)
    offer, again = filled_store.call(
        clients.answer, 32, NOW, item=item.id, version=version, takes=True
    )
    assert (done, again) == (True, False)
    assert offer is not None
    assert offer.item.done_at is not None
    assert set(told(filled_store, "handover_taken")) == {ids["JC019"]}


def test_a_leaver_no_longer_has_an_account(filled_store: Store, ids: dict[str, int]) -> None:
    @changes
    def night(session: Session) -> None:
        offboarding.offboard_due(session, at(LAST + timedelta(days=1)))

    leaves(filled_store, LAST)
    filled_store.call(night)
    with Session(filled_store.reader) as session:
        mine = select(Account).where(Account.staff_id == ids["JC031"])
        assert session.scalar(mine) is None


def test_the_subject_of_the_approval_is_the_resignation(filled_store: Store) -> None:
    approval = filled_store.call(asking.ask, LEAVER, NOW, last_day=LAST, reason=None)
    found = filled_store.call(asking.mine, LEAVER, TODAY)
    assert found is not None
    assert found.id == subject(filled_store, approval)
