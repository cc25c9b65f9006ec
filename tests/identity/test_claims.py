"""Who says whose account it is: the one whose turn it is at that moment, once, never himself.

Broken by rights that are remembered instead of worked out, a second decision that counts, a
superior without an account who is waited for.
"""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from services.identity import claims, confirmers, offboarding, opening
from services.identity.claims import NotYoursToConfirmError
from services.identity.opening import InvitationUnusableError
from services.identity.status import OutdatedError
from services.identity.ties import AlreadyBoundError
from services.organisation import UnknownPersonError, on
from services.store.people import Account, Binding
from tests.identity.conftest import (
    BACK_OFFICE,
    DIRECTOR,
    DISTRICT,
    GENERAL_MANAGER,
    MARKETER,
    OTHER,
    STATION,
    STRANGER,
    House,
)
from tests.stage import BEGIN

LATER = BEGIN + timedelta(hours=1)
EVERYBODY = (GENERAL_MANAGER, BACK_OFFICE, DIRECTOR, DISTRICT, STATION, MARKETER)


def may(house: House, claim: int) -> list[int]:
    """Return the accounts that are let to the claim."""
    found = []
    for who in EVERYBODY:
        try:
            house.store.call(claims.claim, who, BEGIN.date(), claim)
        except (NotYoursToConfirmError, UnknownPersonError):
            continue
        found.append(who)
    return found


def test_only_the_superior_may_confirm_and_then_the_account_is_bound(house: House) -> None:
    claim = house.claimed()
    assert may(house, claim) == [STATION]
    for who in (GENERAL_MANAGER, BACK_OFFICE, DIRECTOR, DISTRICT, MARKETER):
        for act in (claims.confirm, claims.refuse):
            with pytest.raises(NotYoursToConfirmError):
                house.store.call(act, who, BEGIN, claim)
    for act in (claims.confirm, claims.refuse):
        with pytest.raises(UnknownPersonError):
            house.store.call(act, STRANGER, BEGIN, claim)
    assert house.owner(STRANGER) is None
    done = house.store.call(claims.confirm, STATION, LATER, claim)
    assert (done.state, done.decided_by, done.decided_at) == ("confirmed", "李静怡", LATER)
    assert house.owner(STRANGER) == "JC032"
    assert house.told("welcome") == [("JC032", "waiting")]
    assert house.told("claim") == [("JC019", "cancelled")]


def test_the_second_press_changes_nothing_and_tells_who_decided(house: House) -> None:
    claim = house.claimed()
    first = house.store.call(claims.confirm, STATION, LATER, claim)
    again = house.store.call(claims.refuse, STATION, LATER + timedelta(hours=1), claim)
    assert again == first
    assert house.owner(STRANGER) == "JC032"
    assert len(house.told("welcome")) == 1
    assert house.told("refused") == []


def test_a_refused_account_stays_nobodys_and_is_told(house: House) -> None:
    claim = house.claimed()
    house.store.call(claims.refuse, STATION, LATER, claim)
    assert house.store.call(claims.confirm, STATION, LATER, claim).state == "refused"
    assert house.owner(STRANGER) is None
    assert house.told("refused") == [(f"account {STRANGER}", "waiting")]
    assert not house.store.call(opening.waits_for, STRANGER, BEGIN.date())


async def test_of_many_presses_at_once_one_decides(house: House) -> None:
    claim = house.claimed()
    acts = [claims.confirm, claims.refuse] * 20
    run = house.store.run
    done = await asyncio.gather(*(run(act, STATION, LATER, claim) for act in acts))
    assert len({one.state for one in done}) == 1
    assert len(house.told("welcome")) + len(house.told("refused")) == 1


def test_it_passes_up_from_superiors_who_cannot(house: House) -> None:
    claim = house.claimed()
    house.unbind("JC019")
    assert may(house, claim) == [DISTRICT]
    house.leaves("JC015", BEGIN.date() - timedelta(days=1))
    assert may(house, claim) == [DIRECTOR]
    house.unbind("JC012")
    assert may(house, claim) == [GENERAL_MANAGER]
    house.unbind("JC001")
    assert may(house, claim) == [BACK_OFFICE]
    house.unbind("JC006")
    assert may(house, claim) == []


def test_without_back_office_the_administrator_confirms(house: House) -> None:
    claim = house.claimed()
    house.unbind("JC019", "JC015", "JC001", "JC006")
    house.reports("JC012", None, posts="admin")
    house.reports("JC032", "JC019")
    assert may(house, claim) == [DIRECTOR]  # as the superior's superior's superior
    house.reports("JC015", "JC001")
    assert may(house, claim) == [DIRECTOR]  # now as the administrator


def test_the_superior_of_this_moment_counts(house: House) -> None:
    claim = house.claimed()
    house.reports("JC032", "JC012")
    assert may(house, claim) == [DIRECTOR]
    with pytest.raises(NotYoursToConfirmError):
        house.store.call(claims.confirm, STATION, BEGIN, claim)
    house.store.call(claims.confirm, DIRECTOR, BEGIN, claim)
    assert house.owner(STRANGER) == "JC032"


def test_nobody_confirms_himself(house: House) -> None:
    """An account that became a person's superior is asked about itself, to no use."""
    house.unbind("JC019")
    own = house.claimed("JC032", STRANGER)
    house.store.call(claims.confirm, DISTRICT, BEGIN, house.claimed("JC019", STRANGER))
    assert house.owner(STRANGER) == "JC019"
    assert house.store.call(claims.confirm, STRANGER, BEGIN, own).state == "refused"
    org = house.store.call(on, BEGIN.date())
    has = house.store.call(confirmers.bound)
    for one in org.people.values():
        assert one.staff_id not in confirmers.confirmers(org, has, one)


def test_whoever_left_meanwhile_is_not_bound(house: House) -> None:
    claim = house.claimed()
    house.leaves("JC032", BEGIN.date())
    with pytest.raises(NotYoursToConfirmError):
        house.store.call(claims.confirm, STATION, BEGIN + timedelta(days=1), claim)


def test_one_confirmed_the_others_of_the_person_and_of_the_account_are_off(house: House) -> None:
    house.unbind("JC031")
    wrong = house.claimed("JC031", STRANGER)  # the account that is confirmed as another
    rival = house.claimed("JC032", OTHER)
    right = house.claimed("JC032", STRANGER)
    unopened = house.invite("JC032")
    house.store.call(claims.confirm, STATION, BEGIN, right)
    states = {row.id: row.state for row in house.rows(Binding)}
    assert states == {wrong: "refused", rival: "refused", right: "confirmed"}
    with pytest.raises(InvitationUnusableError):
        house.open(unopened, 902)
    for claim in (wrong, rival):
        assert house.store.call(claims.confirm, STATION, BEGIN, claim).state == "refused"
    assert (house.owner(STRANGER), house.owner(OTHER)) == ("JC032", None)


def test_a_claim_to_what_was_taken_behind_its_back_stays_open(house: House) -> None:
    claim = house.claimed()

    def take(session: Session) -> None:
        session.add(Account(telegram_id=77, staff_id=house.ids["JC032"], bound_at=BEGIN))

    house.change(take)
    with pytest.raises(AlreadyBoundError):
        house.store.call(claims.confirm, STATION, BEGIN, claim)
    assert house.rows(Binding)[0].state == "waiting"


def test_those_asked_follow_the_organisation(house: House) -> None:
    claim = house.claimed()
    assert house.told("claim") == [("JC019", "waiting")]
    staff = house.ids["JC019"]
    house.change(lambda session: offboarding.offboard(session, BEGIN, staff, None, "left"))
    assert house.told("claim") == [("JC015", "waiting"), ("JC019", "cancelled")]
    assert may(house, claim) == [DISTRICT]


def test_who_is_bound_later_is_asked_about_those_who_wait(house: House) -> None:
    house.unbind("JC019")
    claim = house.claimed("JC032", STRANGER)
    assert house.told("claim") == [("JC015", "waiting")]
    house.confirmed("JC019", OTHER, by=DISTRICT)
    assert ("JC019", "waiting") in house.told("claim")
    house.store.call(claims.confirm, OTHER, BEGIN, claim)
    assert house.owner(STRANGER) == "JC032"


def test_a_page_is_confirmed_as_it_was_drawn_or_not_at_all(house: House) -> None:
    house.unbind("JC031")
    house.claimed("JC031", STRANGER)
    alone = house.store.call(claims.waiting, STATION, BEGIN.date(), 1)
    house.claimed("JC032", OTHER)
    page = house.store.call(claims.waiting, STATION, BEGIN.date(), 9)
    assert ([one.employee.number for one in page.claims], page.total) == (["JC031", "JC032"], 2)
    assert page.number == 1
    with pytest.raises(OutdatedError):
        house.store.call(claims.confirm_page, STATION, BEGIN, 1, alone.mark)
    with pytest.raises(OutdatedError):
        house.store.call(claims.confirm_page, DISTRICT, BEGIN, 1, page.mark)
    done = house.store.call(claims.confirm_page, STATION, BEGIN, 1, page.mark)
    assert [one.state for one in done] == ["confirmed", "confirmed"]
    assert (house.owner(STRANGER), house.owner(OTHER)) == ("JC031", "JC032")
    with pytest.raises(OutdatedError):
        house.store.call(claims.confirm_page, STATION, BEGIN, 1, page.mark)


def test_two_for_one_person_are_not_confirmed_by_page(house: House) -> None:
    house.claimed("JC032", STRANGER)
    house.claimed("JC032", OTHER)
    page = house.store.call(claims.waiting, STATION, BEGIN.date(), 1)
    assert (page.total, page.clear) == (2, False)
    with pytest.raises(OutdatedError):
        house.store.call(claims.confirm_page, STATION, BEGIN, 1, page.mark)
    assert house.store.call(claims.waiting, DISTRICT, BEGIN.date(), 1).total == 0


def test_of_several_who_may_confirm_each_sees_who_did(house: House) -> None:
    house.unbind("JC019", "JC015", "JC012", "JC001")
    house.reports("JC031", None, posts="back_office", unit="YYB")
    claim = house.claimed("JC032")
    assert house.told("claim") == [("JC006", "waiting"), ("JC031", "waiting")]
    assert may(house, claim) == [BACK_OFFICE, MARKETER]
    house.store.call(claims.refuse, BACK_OFFICE, LATER, claim)
    seen = house.store.call(claims.confirm, MARKETER, LATER, claim)
    assert (seen.state, seen.decided_by, seen.decided_at) == ("refused", "何晓燕", LATER)


def test_the_nearest_back_office_comes_before_the_branchs(house: House) -> None:
    house.unbind("JC019", "JC015", "JC012", "JC001")
    house.reports("JC031", None, posts="back_office", unit="XM1")
    assert may(house, house.claimed("JC032")) == [MARKETER]
