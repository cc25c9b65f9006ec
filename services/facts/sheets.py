"""The six sheets as data: headers, what they are called inside, how their cells are read."""

import dataclasses
import re
import unicodedata
from collections.abc import Mapping, Sequence

Plain = str | int | bool | None  # a cell as it goes to the database: 分, ISO days, digits
Choices = Mapping[str, Plain]

YES_NO: Mapping[str, Plain] = {"是": True, "否": False, "TRUE": True, "FALSE": False}
UNIT_KINDS: Mapping[str, Plain] = {
    "营业部": "branch",
    "项目部": "department",
    "区域": "district",
    "网点": "outlet",
    "已撤销": "closed",
}
POSTS: Mapping[str, Plain] = {
    "营销经理": "marketer",
    "驻点经理": "station_manager",
    "区域经理": "district_manager",
    "项目总监": "project_director",
    "后勤支持": "back_office",
    "柜台": "teller",
    "交易部经理": "trading_manager",
    "财务经理": "finance_manager",
    "总经理": "general_manager",
    "办公室": "office",
    "管理员": "admin",
}
GRADES: Mapping[str, Plain] = {
    "见习": "trainee",
    "助理": "assistant",
    "营销经理": "manager",
    "高级": "senior",
    "首席": "chief",
}
CONTRACTS: Mapping[str, Plain] = {
    "劳动合同": "full_time",
    "非全日制": "part_time",
    "居间": "agent",
    "经纪人A": "broker_a",
    "经纪人B": "broker_b",
}
EDUCATION: Mapping[str, Plain] = {
    "初中": "junior_high",
    "高中": "high_school",
    "中专": "secondary",
    "大专": "college",
    "本科": "bachelor",
    "硕士": "master",
    "博士": "doctor",
}
CLIENT_KINDS: Mapping[str, Plain] = {"个人": False, "机构": True}
EVENTS: Mapping[str, Plain] = {
    "迟到": "late",
    "早退": "early",
    "旷工": "absence",
    "着装": "dress",
    "离岗": "left_post",
    "未组织促销": "no_promotion",
    "例会未召开": "no_team_meeting",
    "报告未交": "report_late",
    "投诉": "complaint",
    "公休促销": "holiday_promotion",
    "事假": "personal",
    "病假": "sick",
    "工伤": "injury",
    "其他假": "other",
}
IN_DAYS = frozenset({"absence", "holiday_promotion", "personal", "sick", "injury", "other"})
GUIDE = "说明"  # the sheet of a template that explains; never read


@dataclasses.dataclass(frozen=True)
class Column:
    """A column: its header, the field it fills and how its cells are read."""

    header: str
    field: str
    reader: str  # text code money ratio whole month day choice choices
    required: bool = False
    choices: Mapping[str, Plain] = dataclasses.field(default_factory=dict)
    bounds: tuple[str, str] = ("0", "1000000000000")
    default: Plain = None


@dataclasses.dataclass(frozen=True)
class Sheet:
    """A sheet: its kind inside, its title, its columns and which of them are a row's key."""

    kind: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """Return the column that fills the field."""
        return next(column for column in self.columns if column.field == name)


def _money(header: str, name: str, *, required: bool = False, default: Plain = 0) -> Column:
    return Column(header, name, "money", required, default=None if required else default)


def _choice(header: str, name: str, choices: Choices, *, required: bool = False) -> Column:
    return Column(header, name, "choice", required, choices)


MONTH = Column("月份", "month", "month", required=True)
STAFF = Column("工号", "staff", "code", required=True)
NOTE = Column("说明", "note", "text", default="")

SHEETS = (
    Sheet(
        "units",
        "组织",
        ("code",),
        (
            Column("编码", "code", "code", required=True),
            Column("名称", "name", "text", required=True),
            _choice("类型", "kind", UNIT_KINDS, required=True),
            Column("上级编码", "parent", "code"),
            Column("银行", "bank", "text"),
            Column("主城区", "urban", "choice", choices=YES_NO, default=False),
        ),
    ),
    Sheet(
        "people",
        "人员",
        ("staff", "first_day"),
        (
            STAFF,
            Column("姓名", "name", "text", required=True),
            Column("单位编码", "unit", "code", required=True),
            Column("岗位", "posts", "choices", required=True, choices=POSTS),
            Column("直属上级工号", "superior", "code"),
            _choice("职级", "grade", GRADES),
            _choice("合同", "contract", CONTRACTS, required=True),
            Column("入职日期", "joined", "day", required=True),
            Column("资格证日期", "certified", "day"),
            Column("出生年份", "birth_year", "whole", bounds=("1930", "2020")),
            _choice("学历", "education", EDUCATION),
            Column("银证年限", "years_in_trade", "ratio", bounds=("0", "60")),
            _choice("笔记本", "laptop", YES_NO),
            Column("固定报酬", "fixed_pay", "choice", choices=YES_NO, default=True),
            Column("级别", "level", "code"),
            Column("推荐人工号", "referrer", "code"),
            Column("离职日期", "left", "day"),
            Column("生效日期", "first_day", "day"),
        ),
    ),
    Sheet(
        "client_months",
        "客户月度",
        ("month", "client"),
        (
            MONTH,
            Column("客户号", "client", "code", required=True),
            Column("客户名称", "name", "text", required=True),
            _choice("类型", "institution", CLIENT_KINDS, required=True),
            Column("客户经理工号", "staff", "code", required=True),
            Column("开户日期", "opened", "day", required=True),
            _money("月均资产", "average_assets", default=None),
            _money("月末资产", "end_assets", required=True),
            _money("成交金额", "turnover"),
            Column("佣金率", "rate", "ratio", bounds=("0", "0.01"), default="0"),
            _money("买入股票基金金额", "purchase"),
            _money("基金手续费", "fund_fee"),
            Column("新股开基占比", "ipo_share", "ratio", bounds=("0", "1"), default="0"),
            Column("首次有效月份", "first_effective", "month"),
        ),
    ),
    Sheet(
        "attendance",
        "考勤",
        ("day", "staff", "kind"),
        (
            Column("日期", "day", "day", required=True),
            STAFF,
            _choice("事项", "kind", EVENTS, required=True),
            Column("数量", "quantity", "ratio", bounds=("0.5", "31"), default="1"),
            NOTE,
        ),
    ),
    Sheet(
        "pay_parameters",
        "薪资参数",
        ("month", "staff"),
        (
            MONTH,
            STAFF,
            _money("个人社保", "social_insurance"),
            _money("专项附加扣除", "special_deduction"),
            _money("其他应发", "manual"),
            _money("其他应扣", "other_deduction"),
            NOTE,
        ),
    ),
    Sheet(
        "openings",
        "期初",
        ("month", "staff"),
        (
            MONTH,
            STAFF,
            _money("风险基金余额", "risk_fund"),
            _money("超额市值奖结转", "excess_carried"),
            _money("本年已计税收入", "taxable"),
            _money("本年已扣社保", "social_insurance"),
            _money("本年专项附加扣除", "special_deduction"),
            _money("本年已扣税", "withheld"),
        ),
    ),
)
BY_KIND = {sheet.kind: sheet for sheet in SHEETS}


def as_declared(text: object) -> str:
    """Return a header as it is declared: no blanks, stars or remarks in brackets."""
    plain = unicodedata.normalize("NFKC", str(text))
    return re.sub(r"\(.*|[\s★*]", "", plain)


def recognise(title: str, headers: Sequence[str]) -> Sheet | None:
    """Return the kind that shares most headers; none if too few are known."""
    have = set(headers)

    def shared(sheet: Sheet) -> tuple[int, bool]:
        return sum(column.header in have for column in sheet.columns), sheet.title == title

    best = max(SHEETS, key=shared)
    needed = [column.header in have for column in best.columns if column.required]
    return best if sum(needed) * 2 >= len(needed) and shared(best)[0] > 1 else None


def displayed(column: Column, value: Plain) -> str:
    """Return a plain value as it would stand in the sheet."""
    if value is None:
        return ""
    if column.reader == "money":
        yuan, fen = divmod(int(value), 100)
        return f"{yuan}.{fen:02}"
    if column.reader == "choices":
        names = {str(one): name for name, one in column.choices.items()}
        return "、".join(names[one] for one in str(value).split())
    if column.reader == "choice":
        return next(name for name, one in column.choices.items() if one == value)
    return str(value)
