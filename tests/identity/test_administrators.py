"""The first administrator binds himself, only the first; the last one comes back by command.

Broken by a check that is made when the code is given out but not when it is used.
"""

import asyncio
from datetime import timedelta

import pytest

from services.identity import administrators, opening
from services.identity.administrators import AdministratorBoundError, NotAnAdministratorError
from services.identity.opening import InvitationUnusableError, Opened, Opener
from services.organisation import NotYoursError
from services.store.talk import Audit
from tests.identity.conftest import DAY, GENERAL_MANAGER, OTHER, STRANGER, House
from tests.stage import BEGIN

LATER = BEGIN + timedelta(minutes=1)


@pytest.fixture
def admins(house: House) -> House:
    """Return the house with two administrators, neither of whom has an account."""
    house.unbind("JC031")
    for number in ("JC031", "JC032"):
        house.reports(number, None, posts="admin")
    return house


def first(house: House, number: str, now: object = BEGIN) -> str:
    return house.store.call(administrators.invite_first, number, now)  # type: ignore[arg-type]  # a moment


def test_the_first_binds_himself_within_a_quarter_of_an_hour(admins: House) -> None:
    code = first(admins, "JC031")
    with pytest.raises(InvitationUnusableError):
        admins.open(code, now=BEGIN + timedelta(minutes=15))
    assert admins.open(code, now=BEGIN + timedelta(minutes=14)) == Opened()
    assert admins.owner(STRANGER) == "JC031"
    with pytest.raises(AdministratorBoundError):
        first(admins, "JC032")


def test_a_code_from_before_another_was_bound_does_not_bind(admins: House) -> None:
    one, two = first(admins, "JC031"), first(admins, "JC032")
    assert admins.open(one, STRANGER, LATER) == Opened()
    with pytest.raises(InvitationUnusableError):
        admins.open(two, OTHER, LATER)
    assert admins.owner(OTHER) is None


async def test_of_two_at_once_one_is_the_first(admins: House) -> None:
    codes = [first(admins, "JC031"), first(admins, "JC032")]
    run = admins.store.run
    came = await asyncio.gather(
        *(
            run(opening.accept, 900 + n, Opener("?", "en"), code, LATER)
            for n, code in enumerate(codes)
        ),
        return_exceptions=True,
    )
    refused = [one for one in came if not isinstance(one, Opened)]
    assert [type(one) for one in refused] == [InvitationUnusableError]


def test_only_an_administrator_who_works_here_is_one(admins: House) -> None:
    with pytest.raises(NotAnAdministratorError):
        first(admins, "JC019")
    with pytest.raises(NotYoursError):
        first(admins, "JC999")
    admins.leaves("JC012", BEGIN.date() - DAY)
    with pytest.raises(NotYoursError):
        first(admins, "JC012")


def test_an_administrator_who_left_is_none(admins: House) -> None:
    admins.open(first(admins, "JC031"))
    assert admins.owner(STRANGER) == "JC031"
    tomorrow = BEGIN + DAY
    admins.leaves("JC031", BEGIN.date())
    assert admins.open(first(admins, "JC032", tomorrow), OTHER, tomorrow) == Opened()


def test_the_last_one_comes_back_by_command_and_the_others_hear_of_it(admins: House) -> None:
    admins.reports("JC001", None, posts="admin general_manager")
    code = admins.store.call(administrators.recover, "JC031", BEGIN)
    assert admins.open(code, STRANGER, LATER) == Opened()  # though JC001 is bound
    assert admins.told("recovered") == [("JC001", "waiting")]
    again = admins.store.call(administrators.recover, "JC031", LATER)
    assert admins.owner(STRANGER) is None
    assert admins.told("unbound") == [(f"account {STRANGER}", "waiting")]
    assert admins.told("recovered") == [("JC001", "waiting")] * 2
    with pytest.raises(InvitationUnusableError):
        admins.open(again, OTHER, LATER + timedelta(minutes=15))
    assert admins.open(again, OTHER, LATER) == Opened()
    assert admins.owner(OTHER) == "JC031"
    assert admins.owner(GENERAL_MANAGER) == "JC001"
    entries = [row for row in admins.rows(Audit) if row.what == "administrator recovered"]
    assert [row.actor for row in entries] == ["console", "console"]


def test_nobody_but_an_administrator_is_recovered(admins: House) -> None:
    with pytest.raises(NotAnAdministratorError):
        admins.store.call(administrators.recover, "JC019", BEGIN)
    assert admins.owner(19) == "JC019"
