"""What the office brings beside the clients: opening balances, attendance, pay parameters."""

from datetime import date
from decimal import Decimal
from random import Random

from bot.demo.world.months import SPAN, months, saturday, weekday
from bot.demo.world.people import PEOPLE, Person
from bot.demo.world.sheet import Cell, Sheet
from services.month import MONTHS, Month

_CENT = Decimal("0.01")


def _amounts(*lines: str) -> dict[str, int]:
    words = " ".join(lines).split()
    return {who: int(yuan) for who, yuan in zip(words[::2], words[1::2], strict=True)}


# 工号: monthly pay by decision (其他应发) of those without a grade.
_SALARIES = _amounts(
    "JC001 26000 JC002 6500 JC003 12000 JC004 11000 JC005 8000 JC006 5600 JC007 5200",
    "JC008 5000 JC009 5300 JC010 5300 JC011 5100 JC012 15000 JC013 14500 JC014 13000",
)
# Grade: usual monthly income before the first month, the employee's social insurance.
_USUAL = {
    "见习": (900, 320),
    "助理": (1_350, 320),
    "营销经理": (2_700, 360),
    "高级": (5_200, 460),
    "首席": (10_500, 560),
}
_INSURANCE_RATE = Decimal("0.105")
_SPECIAL = _amounts(
    "JC001 3000 JC003 2000 JC004 1500 JC012 1500 JC013 2000",
    "JC015 2000 JC019 1000 JC029 1500 JC032 1000 JC058 1000",
)
_BALANCES = {"JC032": 9_800, "JC019": 12_400, "JC015": 27_250}  # near the caps
_CARRIED = {"JC029": 850, "JC044": 1_200}  # 超额市值奖 not paid out yet
# What the last month adds or takes: 工号, 其他应发, 其他应扣, 说明.
_EXTRAS = (
    ("JC031", 200, 60, "优秀服务案例奖 200；工装押金 60"),
    ("JC033", 100, None, "投资者教育活动补助"),
    ("JC040", None, 30, "资料工本费"),
    ("JC029", 500, None, "季度营销竞赛奖"),
    ("JC051", None, 120, "遗失工牌及门禁卡"),
)
# The last month's attendance: 工号, nth day, 事项, 数量, 说明; 公休促销 counts Saturdays.
_EVENTS: tuple[tuple[str, int, str, str | None, str | None], ...] = (
    ("JC031", 0, "迟到", None, "早会迟到"),
    ("JC031", 4, "迟到", None, "堵车"),
    ("JC031", 2, "事假", "1", "家中有事"),
    ("JC031", 0, "公休促销", "1", "社区投教活动"),
    ("JC031", 1, "公休促销", "1", "商圈促销"),
    ("JC030", 3, "旷工", "0.5", "下午未到岗"),
    ("JC030", 5, "着装", None, "未佩戴工牌"),
    ("JC032", 6, "病假", "4", "区人民医院证明"),
    ("JC032", 1, "早退", None, None),
    ("JC041", 2, "旷工", "1.5", None),
    ("JC042", 4, "病假", "2", "门诊病历"),
    ("JC019", 5, "未组织促销", None, "周末未安排促销"),
    ("JC019", 1, "公休促销", "1", None),
    ("JC020", 7, "例会未召开", None, None),
    ("JC015", 8, "报告未交", None, "团队月度分析表逾期"),
    ("JC029", 0, "公休促销", "1", "社区投教活动"),
    ("JC037", 3, "工伤", "1", None),
    ("JC052", 6, "离岗", None, "擅自离岗半小时"),
    ("JC053", 7, "事假", "0.5", None),
    ("JC055", 9, "其他假", "3", "婚假"),
    ("JC058", 4, "投诉", None, "客户投诉属实"),
)
_ORDINARY = ("迟到", "早退", "着装", "公休促销", "事假", "病假")


def opening_balances(last: Month) -> Sheet:
    """Return the sheet 期初 for everybody employed before the first month."""
    headers = (
        *("月份", "工号", "风险基金余额", "超额市值奖结转", "本年已计税收入"),
        *("本年已扣社保", "本年专项附加扣除", "本年已扣税"),
    )
    first = months(last)[0]
    rows = [_balance(p, first) for p in PEOPLE if p.joined >= SPAN]
    return Sheet("期初", headers, rows)


def attendance(last: Month) -> Sheet:
    """Return the sheet 考勤: the last month as told, an ordinary day or two before."""
    told: list[list[Cell]] = [
        [_day(last, nth, what), who, what, _decimal(many), why]
        for who, nth, what, many, why in _EVENTS
    ]
    rows = [row for month in months(last)[:-1] for row in _ordinary(month, last)]
    return Sheet("考勤", ("日期", "工号", "事项", "数量", "说明"), rows + told)


def parameters(last: Month) -> Sheet:
    """Return the sheet 薪资参数 of the six months."""
    headers = ("月份", "工号", "个人社保", "专项附加扣除", "其他应发", "其他应扣", "说明")
    rows = [
        row
        for month in months(last)
        for person in PEOPLE
        if last.later(-person.joined) <= month
        for row in _parameters(person, month, last)
    ]
    return Sheet("薪资参数", headers, rows)


def _balance(person: Person, first: Month) -> list[Cell]:
    number = person.number
    # Months paid this year: pay comes a month later, so December's is of the new year.
    n = min(first.number % MONTHS, person.joined - SPAN + 1)
    usual, insurance = n * _usual(person), n * _insurance(person)
    special = n * _SPECIAL.get(number, 0)
    in_fund = person.grade is not None and person.fixed_pay != "否"
    fund = min(9_000, _usual(person) // 20 * person.joined // 2) if in_fund else 0
    return [
        *(str(first), number, _BALANCES.get(number, fund), _CARRIED.get(number, 0), usual),
        *(insurance, special, _withheld(person, n, insurance + special)),
    ]


def _withheld(person: Person, n: int, deducted: Decimal) -> Decimal:
    """Return the tax withheld on n usual months; brackets are the highest of their lines."""
    usual = Decimal(_usual(person))
    if person.contract == "居间":
        return (n * max(Decimal(0), usual - 800) / 5).quantize(_CENT)
    broker = person.contract.startswith("经纪人")
    base = n * (usual * Decimal("0.6") if broker else usual) - n * 5_000 - deducted
    tax = max(Decimal(0), base * 3 / 100, base / 10 - 2_520, base / 5 - 16_920)
    return tax.quantize(_CENT)


def _usual(person: Person) -> int:
    return _USUAL[person.grade][0] if person.grade else _SALARIES[person.number]


def _insurance(person: Person) -> Decimal:
    """Return the employee's part for a month; only a 劳动合同 is insured here."""
    if person.contract != "劳动合同":
        return Decimal(0)
    if person.grade:
        return Decimal(_USUAL[person.grade][1])
    return (_SALARIES[person.number] * _INSURANCE_RATE).quantize(_CENT)


def _parameters(person: Person, month: Month, last: Month) -> list[list[Cell]]:
    number = person.number
    more, less, why = next(
        (e[1:] for e in _EXTRAS if month == last and e[0] == number), (None, None, None)
    )
    salary = _SALARIES.get(number)
    figures = (_insurance(person) or None, _SPECIAL.get(number), salary or more, less)
    why = "月薪" if salary else why
    return [[str(month), number, *figures, why]] if any(figures) else []


def _ordinary(month: Month, last: Month) -> list[list[Cell]]:
    rng = Random(f"attendance {month}")  # noqa: S311 (a demo's figures, no secret)
    there = [p for p in PEOPLE if p.grade and last.later(-p.joined) < month]
    rows: list[list[Cell]] = []
    for person in rng.sample(there, 7):
        what = rng.choice(_ORDINARY)
        nth = rng.randint(0, 1 if what == "公休促销" else 5)
        rows.append([_day(month, nth, what), person.number, what, None, None])
    return rows


def _day(month: Month, nth: int, what: str) -> date:
    return saturday(month, nth) if what == "公休促销" else weekday(month, nth)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
