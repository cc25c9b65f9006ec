"""What cases do to pay, worked by hand from the rules, and against the second calculation."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.demo.world.people import PEOPLE
from services import rulebook_values
from services.conduct import ruling
from services.month import Month
from services.payslips import NothingRecordedError, statement_of
from tests.branch import account
from tests.conduct.conftest import ACCUSED, CLIENT, OCTOBER, RULER, SEPTEMBER, Desk, at
from tests.demo_months import Months
from tests.demo_rows import rows_of

D = Decimal
HELD = D("1500.00")  # a manager's fixed pay, no points lost in September
# September: 6 accounts (an institution counts 3) of 5, 560,000 of 500,000, 2,280 of 2,000:
# 0.4 × 1.2 + 0.4 × 1.12 + 0.2 × 1.14 = 1.156; commission 2,280 × 25 % × 1.156 = 658.92
WHOLE = {"commission": D("658.92"), "opening_award": D("330.00")}
# without the client 5 accounts and 380,162.16: 0.4 + 0.304129728 + 0.228 = 0.9321 rounded;
# 570 × 0.9321 = 531.297; his opening award was 50 (from 50,000)
WITHOUT = {"commission": D("531.30"), "opening_award": D("280.00")}


def part(lines: dict[str, Any], like: dict[str, Decimal]) -> dict[str, Any]:
    return {code: lines[code] for code in like}


def test_while_it_is_open_fixed_pay_is_held_and_the_client_counts_nowhere(
    malicious: Desk,
) -> None:
    made = malicious.made(SEPTEMBER)
    assert made.held.value == HELD
    assert made.lines["fixed_pay"].reason == "investigated"
    assert part(malicious.lines(SEPTEMBER), WITHOUT) == WITHOUT
    assert made.gross.value == D("531.30") + 280 + 102 + 200  # funds, transport; no fixed pay
    assert made.lines["risk_fund"].value == D("45.67")  # 5 % of 913.30, held out: 45.665
    facts = malicious.slip(SEPTEMBER).slip.facts
    assert facts.new_effective_accounts[-1].value == 5
    assert facts.new_custody_value[-1].value == D("380162.16")
    assert malicious.made(OCTOBER).held.value == D("1200.00")  # still open at its end


def test_before_it_is_begun_nothing_is_held(desk: Desk) -> None:
    desk.reports(at(9, 28), "malicious", CLIENT)
    assert desk.made(SEPTEMBER).held.value == 0
    assert part(desk.lines(SEPTEMBER), WHOLE) == WHOLE


def test_proven_it_costs_500_each_and_the_held_pay_is_released(malicious: Desk) -> None:
    assert malicious.lines(OCTOBER)["fine"] == 0
    malicious.proposes(at(10, 12), "proven")
    assert malicious.lines(OCTOBER)["fine"] == 0, "a proposal is no fine"
    assert malicious.decides(at(10, 12), RULER)
    made = malicious.made(OCTOBER)
    assert made.lines["fine"].value == 500
    assert made.lines["fixed_pay_released"].value == HELD
    assert made.held.value == 0
    assert malicious.made(SEPTEMBER).held.value == HELD, "September's stays as it was at its end"
    assert part(malicious.lines(SEPTEMBER), WITHOUT) == WITHOUT, "a proven one never counts"
    fine = next(step for step in made.lines["fine"].once() if step.what == "fine:1")
    assert (fine.article, fine.reason) == ("27", "ruled@2026-10-12@JC001")


def test_cleared_the_client_counts_again_and_the_held_pay_is_released(malicious: Desk) -> None:
    malicious.ruled(at(10, 12), "cleared")
    assert malicious.row()["state"] == "dropped"
    assert part(malicious.lines(SEPTEMBER), WHOLE) == WHOLE
    lines = malicious.lines(OCTOBER)
    assert [lines["fine"], lines["fixed_pay_released"]] == [D(0), HELD]


def test_severe_it_costs_no_fine_but_dismissal_is_proposed(malicious: Desk) -> None:
    malicious.ruled(at(10, 12), "severe")
    row = malicious.row()
    assert (row["fine"], row["dismissal"], row["in_force"]) == (None, True, True)
    assert malicious.lines(OCTOBER)["fine"] == 0


def test_it_is_forfeited_only_by_the_rulers_choice(malicious: Desk) -> None:
    malicious.proposes(at(10, 12), "proven")
    who, version = account(RULER), malicious.row()["version"]
    call = malicious.store.call
    assert not call(ruling.forfeit, account("JC006"), at(10, 12), malicious.case, version).done
    assert call(ruling.forfeit, who, at(10, 12), malicious.case, version).done
    assert not call(ruling.forfeit, who, at(10, 12), malicious.case, version).done, "pressed twice"
    assert malicious.decides(at(10, 12), RULER)
    assert malicious.lines(OCTOBER)["fixed_pay_released"] == 0


def test_an_appeal_that_is_granted_lifts_fine_and_forfeit(malicious: Desk) -> None:
    malicious.proposes(at(10, 12), "proven")
    who, version = account(RULER), malicious.row()["version"]
    malicious.store.call(ruling.forfeit, who, at(10, 12), malicious.case, version)
    malicious.decides(at(10, 12), RULER)
    malicious.names_stand_in(at(10, 12), "JC012")
    assert malicious.appeals(at(10, 13)).done
    assert malicious.lines(OCTOBER)["fine"] == 500, "it stands meanwhile"
    assert malicious.decides(at(10, 14), "JC012")
    lines = malicious.lines(OCTOBER)
    assert [lines["fine"], lines["fixed_pay_released"]] == [D(0), HELD]
    assert part(malicious.lines(SEPTEMBER), WHOLE) == WHOLE


def test_ruled_in_the_month_it_began_nothing_was_held(desk: Desk) -> None:
    desk.reports(at(9, 21), "malicious", CLIENT)
    desk.begins(at(9, 21))
    desk.heard(at(9, 21))
    desk.ruled(at(9, 30), "proven")
    made = desk.made(SEPTEMBER)
    assert [made.held.value, made.lines["fine"].value] == [D(0), D(500)]
    assert desk.lines(OCTOBER)["fixed_pay_released"] == 0


class WithCase(Months):
    """The second calculation, told what the case does to September and October."""

    def __init__(self, workbooks: list[Any]) -> None:
        super().__init__(rows_of(workbooks))
        september = self.facts[ACCUSED]["2026-09"]
        gone = D("179837.84")
        september["new_effective_accounts"] -= 1
        september["new_custody_value"] -= gone
        september["openings"] = [one for one in september["openings"] if one["assets"] != gone]

    def _case(self, who: str, month: str, *args: Any) -> dict[str, Any]:
        case = super()._case(who, month, *args)
        if month == "2026-09":
            case["person"]["investigated"] = True
        if month == "2026-10":
            case["fines"] = [{"kind": "malicious", "amount": 500}]
            case["fixed_pay_released"] = 1500
        return case


def test_the_second_calculation_agrees(malicious: Desk, workbooks: list[Any]) -> None:
    malicious.ruled(at(10, 12), "proven")
    other = WithCase(workbooks).last(ACCUSED)
    lines = {code: value for code, value in malicious.lines(OCTOBER).items() if value}
    assert lines == {code: value for code, value in other["lines"].items() if value}
    made = malicious.made(OCTOBER)
    assert (made.gross.value, made.net.value) == (other["gross"], other["net"])
    assert made.risk_fund_balance.value == other["risk_fund_balance"]


@pytest.mark.parametrize(
    ("money", "fine"),
    [
        ({"amount": D(100)}, D(100)),
        ({"amount": D(1000)}, D(1000)),
        ({"loss": D("2360.50")}, D("2360.50")),
        ({"loss": D(50)}, D(50)),
    ],
)
def test_an_error_costs_100_to_1000_or_the_loss(
    desk: Desk, money: dict[str, Decimal], fine: Decimal
) -> None:
    desk.reports(at(10, 9), "error", by="JC019")
    desk.begins(at(10, 9))
    desk.heard(at(10, 9))
    desk.proposes(at(10, 10), "proven", **money)
    assert desk.decides(at(10, 10), "JC012"), "the director first"
    assert desk.lines(OCTOBER)["fine"] == 0
    assert desk.decides(at(10, 10), RULER)
    assert desk.lines(OCTOBER)["fine"] == fine
    assert desk.made(OCTOBER).held.value == 0, "only malicious opening holds pay"


def test_a_prohibited_act_costs_1000_then_dismissal(desk: Desk) -> None:
    for day, fine in ((9, D(1000)), (12, None)):
        desk.reports(at(10, day), "prohibited")
        desk.begins(at(10, day))
        desk.heard(at(10, day))
        desk.ruled(at(10, day), "proven")
        row = desk.row()
        assert (row["fine"], row["dismissal"]) == (fine, fine is None)
    assert desk.lines(OCTOBER)["fine"] == 1000


@pytest.mark.parametrize("kind", ["swapping", "diverting"])
def test_what_the_text_names_no_penalty_for_costs_nothing(desk: Desk, kind: str) -> None:
    desk.reports(at(10, 9), kind)
    desk.begins(at(10, 9))
    desk.heard(at(10, 9))
    desk.ruled(at(10, 9), "proven")
    row = desk.row()
    assert (row["state"], row["basis"], row["fine"]) == ("ruled", "no_rule", None)
    assert desk.made(OCTOBER).missing == (), "an unset fine makes no month incomplete"


def test_a_fine_is_held_against_a_fifth_and_the_minimum_wage(desk: Desk) -> None:
    figure = "minimum_wage"
    desk.store.call(
        rulebook_values.set_value, figure, "2000", date(2026, 7, 1), "省里文件", at(10, 1)
    )
    desk.reports(at(10, 9), "error", by="JC019")
    desk.begins(at(10, 9))
    desk.heard(at(10, 9))
    desk.proposes(at(10, 9), "proven", loss=D(2000))
    told = desk.store.call(ruling.subject, date(2026, 10, 9), desk.case)
    # 2,000 + lateness 100 + leave 68.97 + other 60 of 2,556 gross; net far below 2,000
    assert told.warned
    assert (told.month, told.warned.beyond, told.warned.below) == (OCTOBER, True, True)
    desk.decides(at(10, 9), "JC012")
    desk.decides(at(10, 9), RULER)
    slip = desk.slip(OCTOBER)
    assert slip.warned
    assert (slip.warned.beyond, slip.warned.below) == (True, True)
    assert desk.slip(Month(2026, 9)).warned is None, "only a month with a fine is"


def test_the_others_are_paid_as_before(desk: Desk) -> None:
    before = desk.store.call(_net_of_all)
    desk.reports(at(9, 28), "malicious", CLIENT)
    desk.begins(at(9, 28))
    after = desk.store.call(_net_of_all)
    assert {one for one in before if before[one] != after[one]} == {ACCUSED}


def _net_of_all(session: Session) -> dict[str, Decimal | None]:
    today, found = date(2026, 11, 5), dict[str, Decimal | None]()
    for one in PEOPLE:
        with suppress(NothingRecordedError):  # who joined in October
            slip = statement_of(session, one.number, SEPTEMBER, today).slip
            found[one.number] = slip.statement.net.value
    return found
