"""T-X3: a code is long, kept as a hash, used once, in time, by one account, for one person.

Broken by a look at `used_at` before the update instead of in it, a code that survives another,
an acceptance that binds before anybody confirmed.
"""

import asyncio
import re
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.stand_in import Telegram
from handlers.identity.sheet import link
from services import accounts, organisation
from services.identity import invitations, opening, unbound
from services.identity.invitations import UninvitableError
from services.identity.opening import InvitationUnusableError, Opened, Opener
from services.identity.status import OutdatedError, State
from services.identity.ties import AlreadyBoundError
from services.organisation import NotYoursError, UnknownPersonError
from services.store.people import Account, Binding, Invitation
from tests.identity.conftest import (
    BACK_OFFICE,
    DAY,
    MARKETER,
    OTHER,
    STATION,
    STRANGER,
    House,
)
from tests.stage import BEGIN

WEEK = 7 * DAY


def test_a_code_has_128_random_bits_and_only_its_hash_is_kept(house: House) -> None:
    code = house.invite()
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", code)
    assert house.invite() != code
    for row in house.rows(Invitation):
        assert len(row.code_hash) == 32
        assert code.encode() not in row.code_hash


def test_a_link_is_one_that_telegram_takes(house: House) -> None:
    telegram = Telegram(lambda: BEGIN)
    person = telegram.user(STRANGER, "?")
    address = link("xiaoman_bot", house.invite())
    assert address.startswith("https://t.me/xiaoman_bot?start=")
    payload = address.partition("start=")[2]
    assert len(payload) <= 64
    telegram.start(person, payload)  # ValueError for a payload that is none


def test_whoever_opens_it_waits_and_gets_nothing(house: House) -> None:
    opened = house.open(house.invite())
    assert opened == Opened(frozenset({"marketer", "station_manager"}))
    assert house.owner(STRANGER) is None
    with pytest.raises(UnknownPersonError):
        house.store.call(organisation.viewer, STRANGER, BEGIN.date())
    (row,) = house.rows(Binding)
    assert (row.telegram_id, row.staff_id, row.state) == (STRANGER, house.ids["JC032"], "waiting")
    assert row.shown == "丁 @ding"
    assert "丁 @ding".encode() not in row.shown_sealed
    assert house.told("claim") == [("JC019", "waiting")]


def test_opened_again_by_the_same_account_it_is_the_same(house: House) -> None:
    code = house.invite()
    assert house.open(code) == house.open(code)
    assert len(house.rows(Binding)) == 1
    assert house.store.call(opening.waits_for, STRANGER, BEGIN.date())
    assert not house.store.call(opening.waits_for, OTHER, BEGIN.date())


def test_another_account_finds_it_used(house: House) -> None:
    code = house.invite()
    house.open(code)
    with pytest.raises(InvitationUnusableError):
        house.open(code, OTHER)
    assert [row.telegram_id for row in house.rows(Binding)] == [STRANGER]


def test_guessed_expired_and_revoked_codes_open_nothing(house: House) -> None:
    revoked, code = house.invite(), house.invite()
    for wrong, when in (
        ("", BEGIN),
        ("menu", BEGIN),
        (code[:-1], BEGIN),
        (code[:-1] + ("A" if code[-1] != "A" else "B"), BEGIN),
        (code.swapcase(), BEGIN),
        (revoked, BEGIN),
        (code, BEGIN + WEEK),
    ):
        with pytest.raises(InvitationUnusableError):
            house.open(wrong, now=when)
    assert house.rows(Binding) == []
    assert house.open(code, now=BEGIN + WEEK - timedelta(seconds=1)).waits_for


async def test_of_two_who_open_it_at_once_one_does(house: House) -> None:
    code = house.invite()
    run = house.store.run
    came = await asyncio.gather(
        *(run(opening.accept, 900 + n, Opener("?", "en"), code, BEGIN) for n in range(8)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, Opened) for one in came) == 1
    assert sum(isinstance(one, InvitationUnusableError) for one in came) == 7
    assert len(house.rows(Binding)) == 1


def test_a_bound_account_opens_no_invitation_and_does_not_use_it_up(house: House) -> None:
    code = house.invite()
    with pytest.raises(AlreadyBoundError):
        house.open(code, MARKETER)
    assert house.open(code).waits_for


def test_nobody_is_invited_who_left_and_codes_end_with_the_last_day(house: House) -> None:
    code = house.invite()
    house.leaves("JC032", BEGIN.date())
    assert house.open(code, OTHER).waits_for  # it is the last day
    again = house.invite()
    with pytest.raises(InvitationUnusableError):
        house.open(again, now=BEGIN + DAY)
    with pytest.raises(UninvitableError) as refused:
        house.invite(now=BEGIN + DAY)
    assert refused.value.states == {"JC032": State.LEFT}


def test_a_name_that_hides_or_turns_letters_is_shown_without(house: House) -> None:
    house.open(house.invite(), shown="丁\u202e\n\n若\u200b曦\x00 " + "长" * 200)
    (row,) = house.rows(Binding)
    assert row.shown.startswith("丁 若 曦 长长")
    assert len(row.shown) == 160
    assert row.shown.isprintable()


def card_of(house: House, who: int, number: str) -> tuple[State, int]:
    found = house.store.call(unbound.card, who, BEGIN, house.ids[number]).status
    return found.state, found.version


def test_a_card_invites_once(house: House) -> None:
    person = house.ids["JC032"]
    assert card_of(house, STATION, "JC032") == (State.NEVER, 0)
    first = house.store.call(invitations.invite, STATION, BEGIN, person, 0)
    assert (first.employee.number, first.unit) == ("JC032", "江城银行听涛支行")
    assert first.expires_at == BEGIN + WEEK
    with pytest.raises(OutdatedError):
        house.store.call(invitations.invite, STATION, BEGIN, person, 0)
    with pytest.raises(OutdatedError):
        house.store.call(invitations.invite, BACK_OFFICE, BEGIN, person, 0)
    assert card_of(house, BACK_OFFICE, "JC032") == (State.INVITED, 1)
    second = house.store.call(invitations.invite, BACK_OFFICE, BEGIN, person, 1)
    with pytest.raises(InvitationUnusableError):
        house.open(first.code)
    house.open(second.code)
    assert card_of(house, STATION, "JC032") == (State.WAITING, 2)


def test_nobody_invites_himself_or_a_stranger_to_him(house: House) -> None:
    for who, number in ((STATION, "JC019"), (MARKETER, "JC032"), (STATION, "JC015")):
        with pytest.raises(NotYoursError):
            house.store.call(invitations.invite, who, BEGIN, house.ids[number], 0)
    with pytest.raises(OutdatedError):  # he has an account
        house.store.call(invitations.invite, STATION, BEGIN, house.ids["JC031"], 0)
    assert house.rows(Invitation) == []


def test_all_who_neither_have_nor_claim_an_account_are_invited(house: House) -> None:
    house.unbind("JC031", "JC015")
    house.claimed("JC032")
    made = house.store.call(invitations.invite_all, BACK_OFFICE, BEGIN, 1)
    assert [one.employee.number for one in made] == ["JC015", "JC031"]
    with pytest.raises(OutdatedError):
        house.store.call(invitations.invite_all, BACK_OFFICE, BEGIN, 1)
    below = house.store.call(invitations.invite_all, STATION, BEGIN, 3)
    assert [one.employee.number for one in below] == ["JC031"]
    with pytest.raises(InvitationUnusableError):
        house.open(made[1].code, OTHER)


def test_from_the_command_line_all_or_nobody(house: House) -> None:
    with pytest.raises(UninvitableError) as refused:
        house.store.call(invitations.invite_by_number, BEGIN, ["JC032", "JC031", "JC999"], DAY)
    assert refused.value.states == {"JC031": State.BOUND, "JC999": None}
    assert house.rows(Invitation) == []
    made = house.store.call(invitations.invite_by_number, BEGIN, [], DAY)
    assert [(one.employee.number, one.expires_at) for one in made] == [("JC032", BEGIN + DAY)]


def test_a_self_confirming_one_binds_at_once_with_its_language(house: House) -> None:
    person = house.ids["JC032"]
    code = house.store.call(invitations.self_confirming, person, BEGIN, DAY)
    assert house.open(code) == Opened()
    assert house.owner(STRANGER) == "JC032"
    assert house.store.call(accounts.language, STRANGER) == "en"
    assert house.open(code) == Opened()
    with pytest.raises(InvitationUnusableError):
        house.open(code, OTHER)


def test_a_person_who_has_an_account_gets_no_second(house: House) -> None:
    code = house.invite()
    taken = Account(telegram_id=77, staff_id=house.ids["JC032"], bound_at=BEGIN)
    house.change(lambda session: session.add(taken))
    with pytest.raises(AlreadyBoundError):
        house.open(code)


def test_an_invitation_that_was_used_stays_used(house: House) -> None:
    code = house.invite()

    def use(session: Session) -> None:
        session.execute(update(Invitation).values(used_at=BEGIN - DAY))

    house.change(use)
    with pytest.raises(InvitationUnusableError):
        house.open(code)
