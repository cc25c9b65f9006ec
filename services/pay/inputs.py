"""What a person's month of pay depends on; every input is a Step, so that it knows its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.month import Month
from services.step import Step, given

TEAM_POSTS = frozenset({"station_manager", "district_manager"})
TEAM_EVENTS = frozenset({"no_promotion", "no_team_meeting"})
EVENTS = ("late", "no_promotion", "no_team_meeting", "report_late", "dress", "left_post")
EMPLOYED = frozenset({"full_time", "part_time"})


def none(what: str) -> Step:
    """Return an input that is zero."""
    return given(what, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who is paid, as of the month's last day (Articles 3, 4, 6)."""

    joined: Month
    contract: str = "full_time"
    fixed_pay: bool = True
    posts: frozenset[str] = frozenset({"marketer"})
    kept: frozenset[str] = TEAM_POSTS
    grade: str | None = None
    level: str | None = None
    certified: bool = True
    investigated: bool = False

    @property
    def held(self) -> frozenset[str]:
        """The posts that count: a withdrawn management post does not."""
        return self.posts - (TEAM_POSTS - self.kept)

    @property
    def only_commission(self) -> bool:
        """Whether it is an agent who chose no fixed pay (Article 3)."""
        return self.contract == "agent" and not self.fixed_pay


@dataclass(frozen=True, slots=True)
class Opened:
    """A new effective account, for the opening award: its assets at the month's end."""

    assets: Step
    institution: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """A signed adjustment: the line and the month that it is about."""

    line: str
    about: Month
    amount: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Net revenue of the people managed, himself left out (Articles 13–15)."""

    marketers: Step = none("marketers_net_revenue")
    station_managers: Step = none("station_managers_net_revenue")
    own_outlet: Step = none("own_outlet_marketers_net_revenue")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxYear:
    """The year to date before this month, except months and special deductions (this included)."""

    months: Step = given("tax_months", 1, "months")
    taxable: Step = none("taxable_so_far")
    social_insurance: Step = none("social_insurance_so_far")
    special: Step = none("special_deductions")
    withheld: Step = none("withheld_so_far")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What happened. Series are oldest month first, at most three, the last is this month."""

    average_assets: tuple[Step, ...] = (none("average_assets"),)
    new_effective_accounts: tuple[Step, ...] = (given("new_effective_accounts", 0, "accounts"),)
    new_custody_value: tuple[Step, ...] = (none("new_custody_value"),)
    excess_value_excluded: Step = none("excess_value_excluded")
    net_revenue: Step = none("net_revenue")
    fund_fee_income: Step = none("fund_fee_income")
    scores: tuple[Step, ...] = ()  # of the months before this one
    openings: tuple[Opened, ...] = ()
    holiday_promotion_days: Step = given("holiday_promotion_days", 0, "days")
    referrals_confirmed: Step = given("referrals_confirmed", 0, "people")
    events: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    leave: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    absence: tuple[Step, ...] = ()
    team: Team = field(default_factory=Team)
    fines: tuple[Step, ...] = ()
    manual: tuple[Step, ...] = ()
    adjustments: tuple[Correction, ...] = ()
    fixed_pay_released: Step = none("fixed_pay_released")
    other_deductions: Step = none("other_deductions")
    social_insurance: Step = none("social_insurance")
    tax: TaxYear = field(default_factory=TaxYear)
    risk_fund_balance: Step = none("risk_fund_before")
    excess_award_carried: Step = none("excess_award_before")
