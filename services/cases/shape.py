"""Which keys a case may have, and what is read from each."""

from services.pay import DEDUCTIONS, EARNINGS
from services.rulebook import GRADES

LINES = (*EARNINGS, *DEDUCTIONS)
CONTRACTS = ("full_time", "part_time", "agent", "broker_a", "broker_b")
POSTS = ("marketer", "station_manager", "district_manager", "project_director")
REVIEWS = (
    "keep",
    "at_risk",
    "eligible_confirmation",
    "eligible_promotion",
    "demote",
    "dismissal_review",
)
FINES = ("prohibited", "malicious_opening", "business_error")
SERIES = ("average_assets", "new_effective_accounts", "new_custody_value")
AMOUNTS = (
    "excess_value_excluded",
    "net_revenue",
    "fund_fee_income",
    "holiday_promotion_days",
    "referrals_confirmed",
)
EVENTS = (
    "late",
    "no_promotion",
    "no_team_meeting",
    "report_late",
    "dress",
    "left_post",
    "complaint",
)
LEAVE = ("personal", "sick", "injury", "other")
TEAM = (
    "marketers_net_revenue",
    "station_managers_net_revenue",
    "own_outlet_marketers_net_revenue",
)
TAX = ("months", "taxable_earnings", "social_insurance", "special_deductions", "withheld")
PERSON = (
    "contract",
    "fixed_pay",
    "posts",
    "grade",
    "joined",
    "certificate",
    "investigated",
    "post_kept",
    "risk_fund_balance",
    "excess_award_carried",
)
CASE = (
    "name",
    "month",
    "set",
    "person",
    "facts",
    "events",
    "leave",
    "absence",
    "team",
    "fines",
    "manual",
    "adjustments",
    "fixed_pay_released",
    "other_deductions",
    "tax",
    "social_insurance",
    "expect",
)
EXPECT_MONEY = ("held", "excess_award_carried", "risk_fund_balance", "gross", "net")
EXPECT_SCORES = ("score", "daily_score")
EXPECT_WORDS = {"computed_grade": GRADES, "review": REVIEWS, "review_to": GRADES}
EXPECT_LISTS = ("because", "zero_because", "unset")
EXPECT = ("lines", *EXPECT_SCORES, *EXPECT_WORDS, *EXPECT_MONEY, *EXPECT_LISTS)
