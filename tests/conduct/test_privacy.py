"""A case is seen by whom it concerns and by nobody else, whoever may see the pay.

Broken by a role that is one too wide, an approval that superiors may open, a name on a card.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.demo.world.people import PEOPLE
from services.approvals import view as approvals
from services.approvals.machine import NotYoursToDecideError
from services.conduct import investigating, reporting, view
from services.conduct.files import NotYourCaseError
from services.drafts import Choice
from services.organisation import NotYoursError
from services.store import Store
from tests.branch import account
from tests.conduct.conftest import (
    ACCUSED,
    CLIENT,
    INVESTIGATOR,
    REPORTER,
    RULER,
    Desk,
    at,
)

DAY = date(2026, 10, 12)
NAMES = {one.number: one.name for one in PEOPLE}


def roles(desk: Desk) -> dict[str, str]:
    """Return who sees the case, and as what."""
    found = {}
    for one in PEOPLE:
        try:
            found[one.number] = desk.card(one.number, DAY).role
        except NotYourCaseError:
            continue
    return found


def readers(desk: Desk, approval: int) -> set[str]:
    """Return who may open an approval."""
    found = set()
    for one in PEOPLE:
        try:
            desk.store.call(approvals.card, account(one.number), at(10, 12), approval)
        except NotYoursToDecideError:
            continue
        found.add(one.number)
    return found


def listed(store: Store, number: str) -> int:
    return store.call(view.mine, account(number), DAY, 0, 9)[1]


def test_who_sees_it_in_every_state(desk: Desk) -> None:
    secret = {INVESTIGATOR: "full", RULER: "full", REPORTER: "reporter"}
    told = {**secret, ACCUSED: "accused"}
    desk.reports(at(9, 28), "malicious", CLIENT)
    assert roles(desk) == secret, "not the accused, not his superiors"
    desk.begins(at(9, 28))
    assert roles(desk) == secret
    desk.heard(at(9, 29))
    assert roles(desk) == told
    desk.proposes(at(10, 12), "proven")
    assert roles(desk) == told
    assert readers(desk, desk.row()["ruling_id"]) == {INVESTIGATOR, RULER}
    desk.decides(at(10, 12), RULER)
    assert roles(desk) == told
    desk.names_stand_in(at(10, 12), "JC012")
    desk.appeals(at(10, 12))
    assert roles(desk) == {**told, "JC012": "full"}, "whoever decides the appeal"
    assert readers(desk, desk.row()["appeal_id"]) == {ACCUSED, "JC012"}
    assert {one.number for one in PEOPLE if listed(desk.store, one.number)} == {*told}


def test_the_director_sees_an_error_he_rules_on_and_the_superior_does_not(desk: Desk) -> None:
    desk.reports(at(10, 9), "error")
    desk.begins(at(10, 9))
    desk.heard(at(10, 9))
    assert "JC012" not in roles(desk)
    desk.proposes(at(10, 12), "proven", amount=Decimal(100))
    assert roles(desk)["JC012"] == "full"
    assert not {"JC019", "JC015"} & roles(desk).keys()


def test_the_accused_never_learns_who_reported_it(malicious: Desk) -> None:
    malicious.ruled(at(10, 12), "proven")
    malicious.names_stand_in(at(10, 12), "JC012")
    malicious.appeals(at(10, 12))
    said = repr(malicious.card(ACCUSED, DAY))
    who, appeal = account(ACCUSED), malicious.row()["appeal_id"]
    said += repr(malicious.store.call(approvals.card, who, at(10, 12), appeal))
    assert NAMES[REPORTER] not in said
    assert REPORTER not in said
    assert NAMES[REPORTER] in repr(malicious.card(RULER, DAY))


def test_the_reporter_learns_how_it_stands_and_no_more(malicious: Desk) -> None:
    malicious.ruled(at(10, 12), "proven")
    card = malicious.card(REPORTER, DAY)
    assert (card.state, card.what, card.clients, card.finding, card.fine, card.entries) == (
        *("ruled", "", (), "", None, ()),
    )


def test_nobody_reports_himself_or_whom_he_does_not_see(desk: Desk) -> None:
    told: dict[str, Any] = {"accused": Choice(ACCUSED, ""), "kind": "prohibited"}
    told |= {"happened": DAY, "what": "x", "clients": None}
    for by in (ACCUSED, "JC032", "JC016", "JC003"):
        with pytest.raises(NotYoursError):
            desk.store.call(reporting.report, account(by), at(10, 12), **told)


def test_only_who_owes_a_step_does_it_and_once(desk: Desk) -> None:
    desk.reports(at(9, 28), "malicious", CLIENT)
    for number in (REPORTER, RULER):
        assert not desk.begins(at(9, 28), by=number).done
    with pytest.raises(NotYourCaseError):
        desk.begins(at(9, 28), by="JC019")
    before = desk.row()
    assert desk.begins(at(9, 28)).done
    who = account(INVESTIGATOR)
    again = desk.store.call(investigating.begin, who, at(9, 28), desk.case, before["version"])
    assert not again.done
    assert desk.row()["version"] == before["version"] + 1


def test_an_appeal_comes_in_time_and_is_not_decided_by_who_ruled(malicious: Desk) -> None:
    malicious.ruled(at(10, 12), "proven")
    late = at(10, 12) + timedelta(days=8)  # five working days end on the 19th
    assert not malicious.appeals(late).done
    assert malicious.appeals(at(10, 19)).done
    assert malicious.row()["appeal_id"] is None, "nobody but the ruler could decide it"
    assert malicious.store.call(approvals.waiting, account(RULER), at(10, 19)) == ()
