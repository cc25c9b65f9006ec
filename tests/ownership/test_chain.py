"""The chain: four sign in order, nobody twice nor for himself; a vacancy, a delegate."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from services.appointments.rows import (
    ARCHIVED,
    OPENED,
    RECORDED,
    REJECTED,
    RESERVED,
    RETURNED,
    SIGNED,
)
from services.approvals import chase, deciding, deputies
from services.approvals.machine import NotYoursToDecideError
from services.drafts import Choice
from services.files import FileGoneError, kept
from services.organisation import NotYoursError
from services.ownership import form
from services.ownership.rows import NotNowError
from services.store.clients import AppointmentEntry, ClientOwner
from services.store.figures import Client
from tests.branch import NOW, account
from tests.ownership.conftest import (
    CHAIN,
    CHIEF,
    FINANCE,
    LATER,
    OFFICE,
    TRADING,
    ZHANG,
    Desk,
)

STAGES = ("opened", "first_checked", "trading_reviewed", "finance_signed", "gm_signed")


def test_every_step_in_its_order(desk: Desk) -> None:
    """RULES 10. Broken by a route without one of the steps, or a state that is not taken over."""
    made = desk.books()
    assert desk.row(made).state == RESERVED
    desk.reports(made)
    for stage, signer in zip(STAGES, CHAIN, strict=False):
        assert desk.chain(ZHANG, made).stage == stage
        for other in {*CHAIN, ZHANG, "JC019", "JC010"} - {signer}:
            try:
                assert not desk.signs(other, made)
            except NotYoursToDecideError:
                continue
        assert desk.signs(signer, made)
    assert (desk.chain(ZHANG, made).stage, desk.row(made).state) == ("gm_signed", SIGNED)
    desk.records(made, "80319999")
    assert (desk.chain(ZHANG, made).stage, desk.row(made).state) == (RECORDED, RECORDED)
    desk.archives(made)
    assert (desk.chain(ZHANG, made).stage, desk.row(made).state) == (ARCHIVED, ARCHIVED)
    acts = select(AppointmentEntry.act).order_by(AppointmentEntry.number)
    assert desk.store.call(lambda session: list(session.scalars(acts))) == [
        *(RESERVED, OPENED, SIGNED, RECORDED, ARCHIVED)
    ]


def test_the_clients_owner_is_written(desk: Desk) -> None:
    """Broken by a first day that is not the opening's, or another owner."""
    made = desk.signed()
    desk.now += timedelta(days=3)
    desk.records(made, "80319999")
    (owner,) = desk.store.call(lambda session: list(session.scalars(select(ClientOwner))))
    number = desk.store.call(lambda session: session.get_one(Client, owner.client_id).number)
    assert (number, owner.staff_id, owner.ground) == ("80319999", desk.ids[ZHANG], "recorded")
    assert (owner.first_day, owner.made_by) == (NOW.date(), desk.ids[TRADING])
    assert desk.row(made).recorded_on == desk.now.date()


def test_nobody_signs_for_his_own(desk: Desk) -> None:
    """A marketer who holds a signing post too. Broken by `kept_out` without the applicant."""
    desk.holds(ZHANG, "marketer finance_manager")
    made = desk.opened()
    assert desk.signs(OFFICE, made)
    assert desk.signs(TRADING, made)
    assert not desk.signs(ZHANG, made)
    assert desk.signs(FINANCE, made)


def test_nobody_signs_twice(desk: Desk) -> None:
    """The general manager who is the finance manager too. Broken by `kept_out` without `said`."""
    desk.leaves(FINANCE)
    desk.holds(CHIEF, "general_manager finance_manager")
    made = desk.opened()
    for one in (OFFICE, TRADING, CHIEF):
        assert desk.signs(one, made)
    stops = [
        (one.state, one.said.note if one.said else "") for one in desk.card(ZHANG, made).stops
    ]
    assert stops[2:] == [("done", ""), ("passed", "before")]
    assert desk.row(made).state == SIGNED


def test_a_vacancy_is_passed_over_and_said(desk: Desk) -> None:
    """Broken by a step that waits for nobody; recorded then by the general manager."""
    desk.leaves(TRADING)
    made = desk.opened()
    for one in (OFFICE, FINANCE, CHIEF):
        assert desk.signs(one, made)
    (passed,) = [one for one in desk.card(ZHANG, made).stops if one.state == "passed"]
    assert (passed.post, passed.said.note if passed.said else "") == ("trading_manager", "vacant")
    with pytest.raises(NotYoursError):
        desk.records(made, "80319999", FINANCE)
    desk.records(made, "80319999", CHIEF)


def test_who_reported_it_does_not_check_it(desk: Desk) -> None:
    """Broken by `kept_out` without who made it; it is said, and not as an earlier consent."""
    made = desk.reports(desk.books(accompanied=False), OFFICE)
    first = desk.card(ZHANG, made).stops[0]
    assert (first.state, first.said.note if first.said else "") == ("passed", "made")
    assert desk.signs(TRADING, made)


def test_a_delegate_signs_sees_and_records(desk: Desk) -> None:
    """Broken by `looks` or `recorders` that know no delegates."""
    until = {"first_day": NOW.date(), "last_day": NOW.date()}
    choice = Choice("JC002", "林慧敏")
    desk.store.call(deputies.delegate, account(TRADING), NOW, deputy=choice, **until)
    made = desk.opened()
    with pytest.raises(NotYoursError):
        desk.store.call(form.look, account("JC002"), NOW, made)
    assert desk.signs(OFFICE, made)
    assert desk.card("JC002", made).for_name == "吴建波"
    assert desk.store.call(form.look, account("JC002"), NOW, made).appointment == made
    assert desk.signs("JC002", made)
    assert desk.signs(FINANCE, made)
    assert desk.signs(CHIEF, made)
    desk.records(made, "80319999", "JC002")
    assert desk.row(made).state == RECORDED


def test_a_delegate_of_the_applicants_does_not_sign_his_own(desk: Desk) -> None:
    """The trading manager delegates to the very marketer whose client it is."""
    desk.holds(ZHANG, "marketer station_manager")
    choice = Choice(ZHANG, "张伟")
    until = {"first_day": NOW.date(), "last_day": NOW.date()}
    desk.store.call(deputies.delegate, account(TRADING), NOW, deputy=choice, **until)
    made = desk.opened()
    assert desk.signs(OFFICE, made)
    assert not desk.signs(ZHANG, made)
    assert desk.signs(TRADING, made)


@pytest.mark.parametrize("gone", CHAIN)
def test_a_signer_who_leaves_leaves_nobody_stuck(desk: Desk, gone: str) -> None:
    """T-W4. Broken by `_revisit` not passing on what nobody holds."""
    made = desk.opened()
    before = CHAIN[: CHAIN.index(gone)]
    for one in before:
        assert desk.signs(one, made)
    desk.leaves(gone)
    desk.store.call(chase.revisit, desk.now, desk.now)
    waits = {
        name for stop in desk.card(ZHANG, made).stops if stop.state == "now" for name in stop.names
    }
    expected = {OFFICE: {"何晓燕"}, TRADING: {"周文静"}, FINANCE: {"陈国梁"}, CHIEF: set()}
    assert waits == expected[gone]


@pytest.mark.parametrize("signed", range(4))
def test_refused_for_a_reason(desk: Desk, signed: int) -> None:
    """Broken by `settle` not taking over the state; the reason is on the card."""
    made = desk.opened()
    for one in CHAIN[:signed]:
        assert desk.signs(one, made)
    assert desk.decides(deciding.reject, CHAIN[signed], made)
    seen = desk.chain(ZHANG, made)
    assert (seen.state, seen.reason) == (REJECTED, "照片不清")
    with pytest.raises(NotNowError):
        desk.reports(made)


def test_given_back_mended_and_signed_from_the_beginning(desk: Desk) -> None:
    """Broken by keeping the old form, or the signatures on it."""
    made = desk.opened(checklist="own_hand")
    old = desk.row(made).form_id or 0
    assert desk.signs(OFFICE, made)
    assert desk.decides(deciding.give_back, TRADING, made, to=-1)
    seen = desk.chain(ZHANG, made)
    assert (seen.state, seen.reason, seen.mends) == (RETURNED, "照片不清", True)
    assert not desk.chain("JC019", made).mends
    with pytest.raises(NotYoursError):
        desk.mends(made, "JC019")
    desk.mends(made, form=desk.file(LATER), checklist="all")
    row = desk.row(made)
    assert (row.state, desk.chain(ZHANG, made).noes) == (OPENED, ())
    with pytest.raises(FileGoneError):
        desk.store.call(kept, old)
    assert desk.audited("form.replaced") == [ZHANG]
    with pytest.raises(NotYoursToDecideError):
        desk.signs(FINANCE, made)
    for one in CHAIN:
        assert desk.signs(one, made)
    assert desk.row(made).state == SIGNED
    with pytest.raises(NotNowError):
        desk.mends(made, checklist="all")


def test_given_back_to_an_earlier_step_it_stays_opened(desk: Desk) -> None:
    made = desk.opened()
    assert desk.signs(OFFICE, made)
    assert desk.signs(TRADING, made)
    assert desk.decides(deciding.give_back, FINANCE, made, to=0)
    assert (desk.row(made).state, desk.chain(ZHANG, made).stage) == (OPENED, "opened")
    for one in CHAIN:
        assert desk.signs(one, made)


def test_taken_back_it_is_reserved_again_without_the_form(desk: Desk) -> None:
    """Broken by a form that stays, or an appointment that stays opened."""
    made = desk.opened()
    one, file = desk.approval(made), desk.row(made).form_id or 0
    assert desk.store.call(deciding.withdraw, account(ZHANG), NOW, one.id, one.version).done
    row = desk.row(made)
    assert (row.state, row.form_id, row.opened_on, row.approval_id) == (RESERVED, None, None, None)
    with pytest.raises(FileGoneError):
        desk.store.call(kept, file)
    assert desk.row(desk.reports(made)).state == OPENED


def test_each_look_at_the_form_is_on_record(desk: Desk) -> None:
    """Broken by `look` without its entry."""
    made = desk.opened()
    for number in (ZHANG, OFFICE, OFFICE, CHIEF):
        desk.store.call(form.look, account(number), NOW, made)
    assert desk.audited("form.seen") == [CHIEF, OFFICE, OFFICE, ZHANG]
    for number in ("JC019", "JC015", "JC012", "JC032", "JC010", "JC007"):
        with pytest.raises(NotYoursError):
            desk.store.call(form.look, account(number), NOW, made)
    assert len(desk.audited("form.seen")) == 4


async def test_presses_at_the_same_moment_are_one(desk: Desk) -> None:
    """T-W2. Broken by the version not being looked at."""
    made = desk.opened()
    one = desk.approval(made)
    shown = (account(OFFICE), NOW, one.id, one.version)
    press = [desk.store.run(deciding.approve, *shown) for _ in range(20)]
    done = await asyncio.gather(*press)
    assert [each.done for each in done].count(True) == 1
