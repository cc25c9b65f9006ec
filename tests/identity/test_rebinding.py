"""A wrong account lets go at once; a lost one is replaced in one step.

Broken by an old account that still sees something, a notice that is lost on the way to the new
account, one that still goes to an account that was somebody else's.
"""

from datetime import timedelta

import pytest

from services import accounts, drafts, notices, organisation
from services.delivery import due
from services.identity import claims, invitations, rebinding, unbound
from services.identity.status import OutdatedError, State
from services.organisation import NotYoursError, UnknownPersonError
from services.store.people import Account
from services.store.talk import Audit
from services.store.work import Job
from tests.identity.conftest import (
    BACK_OFFICE,
    DISTRICT,
    GENERAL_MANAGER,
    MARKETER,
    OTHER,
    STATION,
    STRANGER,
    House,
)
from tests.stage import BEGIN

TOMORROW = BEGIN + timedelta(days=1)


def remind(house: House) -> None:
    """Have something told to the marketer tomorrow."""
    person = [house.ids["JC031"]]
    house.change(
        lambda session: notices.tell(session, BEGIN, "pay_day", "x", person, due_at=TOMORROW)
    )


def begin(house: House, who: int = MARKETER) -> None:
    """Have the account begin a form and ask for long work."""
    house.store.call(drafts.begin, who, "visit", BEGIN)
    job = Job(
        kind="import", state="running", holder="one", telegram_id=who, done=0, total=0, tries=1,
        made_at=BEGIN, data_sealed=b"", result_sealed=b"",
    )  # fmt: skip
    house.change(lambda session: session.add(job))


def nothing_is_left(house: House, who: int = MARKETER) -> None:
    """Assert that the account is nobody's, and what it had begun is gone."""
    assert house.owner(who) is None
    with pytest.raises(UnknownPersonError):
        house.store.call(organisation.viewer, who, BEGIN.date())
    assert house.store.call(drafts.current, who) is None
    (job,) = house.rows(Job)
    assert (job.state, job.holder, job.settled_at) == ("cancelled", None, BEGIN)


def test_not_me_unbinds_at_once_and_tells_superior_and_back_office(house: House) -> None:
    remind(house)
    begin(house)
    house.store.call(rebinding.not_me, MARKETER, BEGIN)
    nothing_is_left(house)
    assert house.told("pay_day") == [("JC031", "cancelled")]
    assert house.told("not_me") == [("JC006", "waiting"), ("JC019", "waiting")]
    house.store.call(rebinding.not_me, MARKETER, BEGIN)
    house.store.call(rebinding.not_me, STRANGER, BEGIN)
    assert len(house.told("not_me")) == 2
    (entry,) = [row for row in house.rows(Audit) if row.what == "account unbound"]
    assert entry.actor == str(house.ids["JC031"])
    assert '"why": "not me"' in entry.detail


def test_whoever_is_told_is_never_the_account_itself(house: House) -> None:
    house.store.call(rebinding.not_me, BACK_OFFICE, BEGIN)
    assert house.told("not_me") == [("JC001", "waiting")]


def test_a_lost_phone_is_replaced_in_one_step(house: House) -> None:
    remind(house)
    begin(house)
    before = house.store.call(unbound.card, BACK_OFFICE, BEGIN, house.ids["JC031"]).status
    made = house.store.call(
        rebinding.renew, BACK_OFFICE, BEGIN, house.ids["JC031"], before.version
    )
    nothing_is_left(house)
    assert house.told("unbound") == [(f"account {MARKETER}", "waiting")]
    assert house.told("pay_day") == [("JC031", "waiting")]
    house.open(made.code)
    assert house.owner(STRANGER) is None
    (claim,) = house.store.call(claims.waiting, STATION, BEGIN.date(), 1).claims
    house.store.call(claims.confirm, STATION, BEGIN, claim.id)
    assert house.owner(STRANGER) == "JC031"
    following = house.store.call(due, TOMORROW, 60)  # of each person the next one
    assert {one.chat_id for one in following if one.kind != "unbound"} >= {STRANGER}
    assert MARKETER not in {one.chat_id for one in following if one.kind == "pay_day"}


def test_the_old_account_may_be_bound_again(house: House) -> None:
    made = house.store.call(rebinding.renew, STATION, BEGIN, house.ids["JC031"], 0)
    assert house.open(made.code, MARKETER).waits_for


def test_a_lost_phone_pressed_twice_gives_one_invitation(house: House) -> None:
    person = house.ids["JC031"]
    house.store.call(rebinding.renew, STATION, BEGIN, person, 0)
    for who in (STATION, BACK_OFFICE):
        for version in (0, 1):
            with pytest.raises(OutdatedError):
                house.store.call(rebinding.renew, who, BEGIN, person, version)
    card = house.store.call(unbound.card, STATION, BEGIN, person)
    assert (card.status.state, card.status.version) == (State.INVITED, 1)


def test_who_may_not_see_a_person_does_not_rebind_him(house: House) -> None:
    for who, number in (
        (MARKETER, "JC019"),
        (STATION, "JC015"),
        (STATION, "JC019"),
        (DISTRICT, "JC012"),
        (BACK_OFFICE, "JC006"),
    ):
        with pytest.raises(NotYoursError):
            house.store.call(rebinding.renew, who, BEGIN, house.ids[number], 0)
    with pytest.raises(OutdatedError):  # he has none to lose
        house.store.call(rebinding.renew, STATION, BEGIN, house.ids["JC032"], 0)
    assert len(house.rows(Account)) == 6


def test_the_language_that_was_chosen_before_opening_is_kept(house: House) -> None:
    house.confirmed("JC032", STRANGER)
    assert house.store.call(accounts.language, STRANGER) == "en"
    house.store.call(accounts.choose_language, STRANGER, "zh_Hans_CN")
    assert house.store.call(accounts.language, STRANGER) == "zh_Hans_CN"


def test_the_general_manager_is_rebound_by_his_back_office(house: House) -> None:
    made = house.store.call(rebinding.renew, BACK_OFFICE, BEGIN, house.ids["JC001"], 0)
    assert house.open(made.code, OTHER).waits_for == {"back_office"}
    assert house.owner(GENERAL_MANAGER) is None


def test_an_invitation_by_card_does_not_unbind(house: House) -> None:
    with pytest.raises(OutdatedError):
        house.store.call(invitations.invite, BACK_OFFICE, BEGIN, house.ids["JC031"], 0)
    assert house.owner(MARKETER) == "JC031"
