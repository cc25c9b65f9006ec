"""The demo's people as cases of the second calculation, month after month."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from tests.demo_rows import MONTHS, Facts, Row, facts_of, number
from tests.independent import compute

Result = dict[str, Any]
_GRADES = {
    "见习": "trainee",
    "助理": "assistant",
    "营销经理": "manager",
    "高级": "senior",
    "首席": "chief",
}
_CONTRACTS = {
    "劳动合同": "full_time",
    "非全日制": "part_time",
    "居间": "agent",
    "经纪人A": "broker_a",
    "经纪人B": "broker_b",
}
_POSTS = {
    "营销经理": "marketer",
    "驻点经理": "station_manager",
    "区域经理": "district_manager",
}
_EVENTS = {
    "迟到": "late",
    "早退": "late",
    "着装": "dress",
    "离岗": "left_post",
    "未组织促销": "no_promotion",
    "例会未召开": "no_team_meeting",
    "报告未交": "report_late",
    "投诉": "complaint",
}
_LEAVE = {"事假": "personal", "病假": "sick", "工伤": "injury", "其他假": "other"}
_PROMOTED = "7-人员-2026-10"


class Months:
    """Everybody's pay by month, computed from the workbooks' rows."""

    def __init__(self, rows: dict[str, list[Row]]) -> None:
        self.rows = rows
        self.people = {row["工号"]: row for row in rows["2-人员"]}
        self.facts = facts_of(rows["客户月度"])

    def last(self, who: str) -> Result:
        """Return what the person's last month comes to, the months before computed first."""
        start = next((r for r in self.rows["3-期初"] if r["工号"] == who), {})
        so_far = {key: number(start.get(key)) for key in ("风险基金余额", "超额市值奖结转")}
        tax = {
            "taxable_earnings": number(start.get("本年已计税收入")),
            "social_insurance": number(start.get("本年已扣社保")),
            "special_deductions": number(start.get("本年专项附加扣除")),
            "withheld": number(start.get("本年已扣税")),
        }
        scores: list[Decimal] = []
        result: Result = {}
        for month in MONTHS:
            if month < f"{self.people[who]['入职日期']:%Y-%m}":
                continue
            case = self._case(who, month, so_far, tax, scores)
            result = compute(case)
            so_far = {
                "风险基金余额": result["risk_fund_balance"],
                "超额市值奖结转": result["excess_award_carried"],
            }
            tax = _carried_on(case, result)
            scores.append(result["score"])
        return result

    def team(self, who: str, post: str, month: str) -> Decimal:
        """Return the month's net revenue of those directly below, of one highest post."""
        below = [
            number
            for number, row in self.people.items()
            if row["直属上级工号"] == who and row["岗位"].split("、")[-1] == post
        ]
        months = [self.facts[n][month] for n in below if month in self.facts.get(n, {})]
        return sum((facts["net_revenue"] for facts in months), Decimal(0))

    def _case(
        self,
        who: str,
        month: str,
        so_far: dict[str, Decimal],
        tax: dict[str, Decimal],
        scores: list[Decimal],
    ) -> dict[str, Any]:
        pay = next((r for r in self._of("6-薪资参数", who) if r["月份"] == month), {})
        special = tax["special_deductions"] + number(pay.get("专项附加扣除"))
        district = "区域经理" in self.people[who]["岗位"]
        marketers = self.team(who, "营销经理", month)
        return {
            "month": month,
            "person": self._person(who, month, so_far),
            "facts": self._figures(who, month) | {"scores": scores},
            **self._attendance(who, month),
            "team": {
                "marketers_net_revenue": 0 if district else marketers,
                "own_outlet_marketers_net_revenue": marketers if district else 0,
                "station_managers_net_revenue": self.team(who, "驻点经理", month),
            },
            "manual": [{"amount": number(pay.get("其他应发")), "reason": "pay"}],
            "other_deductions": number(pay.get("其他应扣")),
            "social_insurance": number(pay.get("个人社保")),
            "tax": tax | {"special_deductions": special, "months": self._employed(who, month)},
        }

    def _person(self, who: str, month: str, so_far: dict[str, Decimal]) -> dict[str, Any]:
        row = self.people[who]
        posts = [_POSTS[p] for p in row["岗位"].split("、") if p in _POSTS]
        grade = self._grade(who, month)
        return {
            "contract": _CONTRACTS[row["合同"]],
            "fixed_pay": row["固定报酬"] != "否",
            "posts": posts if grade else ["project_director"],
            **({"grade": grade} if grade else {}),
            "joined": row["入职日期"],
            "certificate": row["资格证日期"] != "",
            "risk_fund_balance": so_far["风险基金余额"],
            "excess_award_carried": so_far["超额市值奖结转"],
        }

    def _grade(self, who: str, month: str) -> str | None:
        changed = self._of(_PROMOTED, who) if month == MONTHS[-1] else []
        return _GRADES.get((changed or [self.people[who]])[0]["职级"])

    def _figures(self, who: str, month: str) -> Facts:
        found = self.facts.get(who, {})
        months = [found[m] for m in MONTHS if m <= month and m in found]
        if not months:
            return {}
        listed = ("average_assets", "new_effective_accounts", "new_custody_value")
        days = [r for r in self._events(who, month) if r["事项"] == "公休促销"]
        return {
            **months[-1],
            **{key: [facts[key] for facts in months[-3:]] for key in listed},
            "holiday_promotion_days": sum(number(r["数量"] or 1) for r in days),
            "referrals_confirmed": self._referrals(who, month),
        }

    def _referrals(self, who: str, month: str) -> int:
        """How many of those brought have the grade for the first time (Art. 24)."""
        mine = [n for n, row in self.people.items() if row["推荐人工号"] == who]
        firsts = [next((m for m in MONTHS if self._grade(n, m) == "manager"), "") for n in mine]
        return firsts.count(month)

    def _attendance(self, who: str, month: str) -> dict[str, Any]:
        counts: dict[str, Decimal] = defaultdict(Decimal)
        for row in self._events(who, month):
            counts[row["事项"]] += number(row["数量"] or 1)
        events: dict[str, Decimal] = defaultdict(Decimal)
        for what, code in _EVENTS.items():
            events[code] += counts[what]
        leave = {code: counts[what] for what, code in _LEAVE.items()}
        return {"events": events, "leave": leave, "absence": counts["旷工"]}

    def _events(self, who: str, month: str) -> list[Row]:
        return [r for r in self._of("5-考勤", who) if f"{r['日期']:%Y-%m}" == month]

    def _of(self, sheet: str, who: str) -> list[Row]:
        return [row for row in self.rows[sheet] if row["工号"] == who]

    def _employed(self, who: str, month: str) -> int:
        """Months of the tax year, which begins with the December paid in January."""
        since = max(f"{self.people[who]['入职日期']:%Y-%m}", "2025-12")
        months = (int(month[:4]) - int(since[:4])) * 12 + int(month[5:]) - int(since[5:])
        return months + 1


def _carried_on(case: dict[str, Any], result: Result) -> dict[str, Decimal]:
    """Year-to-date tax figures after the month."""
    tax, lines = case["tax"], result["lines"]
    off = ("lateness", "leave_deduction", "absence_deduction", "fine")
    taxable = result["gross"] - sum(lines.get(code, Decimal(0)) for code in off)
    return {
        "taxable_earnings": tax["taxable_earnings"] + max(Decimal(0), taxable),
        "social_insurance": tax["social_insurance"] + case["social_insurance"],
        "special_deductions": tax["special_deductions"],
        "withheld": tax["withheld"] + lines["income_tax"],
    }
