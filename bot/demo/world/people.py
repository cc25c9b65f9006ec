"""Who works in the demo's branch: its units, its sixty people and whom they report to."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from bot.demo.world.months import day, months
from bot.demo.world.sheet import Cell, Sheet
from services.month import Month

_UNITS = """
YYB  江城营业部            营业部 -   -        -
XM1  项目一部              项目部 YYB -        -
XM2  项目二部              项目部 YYB -        -
XM3  项目三部              项目部 YYB -        -
QY1  城东区域              区域   XM1 -        -
QY2  城西区域              区域   XM1 -        -
QY3  城南区域              区域   XM2 -        -
QY4  城北区域              区域   XM2 -        -
QY5  江畔区域              区域   XM3 -        -
WD01 江城银行柳荫路支行    网点   QY1 江城银行 是
WD02 江城银行听涛支行      网点   QY1 江城银行 是
WD03 云溪银行东门支行      网点   QY1 云溪银行 是
WD04 云溪银行西苑支行      网点   QY2 云溪银行 是
WD05 南浦银行石桥支行      网点   QY2 南浦银行 否
WD06 锦渡银行南湾支行      网点   QY3 锦渡银行 是
WD07 锦渡银行桂花街支行    网点   QY3 锦渡银行 是
WD08 启泰银行南郊支行      网点   QY3 启泰银行 否
WD09 启泰银行北门支行      网点   QY4 启泰银行 是
WD10 望川银行青石支行      网点   QY4 望川银行 否
WD11 汀洲银行江畔支行      网点   QY5 汀洲银行 是
WD12 岚屿银行渡口支行      网点   QY5 岚屿银行 否
"""

# 工号 姓名 单位 岗位 上级 职级 合同 入职(months before the last month) 资格证 [推荐人]
_STAFF = """
JC001 陈国梁 YYB  总经理                      -     -    劳动合同 150 有
JC002 林慧敏 YYB  办公室                      JC001 -    劳动合同 88  无
JC003 周文静 YYB  财务经理                    JC001 -    劳动合同 110 无
JC004 吴建波 YYB  交易部经理                  JC001 -    劳动合同 104 有
JC005 孟小川 YYB  管理员                      JC002 -    劳动合同 40  无
JC006 何晓燕 YYB  后勤支持                    JC002 -    劳动合同 61  有
JC007 许佳琪 YYB  柜台                        JC004 -    劳动合同 37  有
JC008 邓丽华 YYB  柜台                        JC004 -    劳动合同 52  有
JC009 曹雨桐 XM1  后勤支持                    JC012 -    劳动合同 33  无
JC010 彭思远 XM2  后勤支持                    JC013 -    劳动合同 45  有
JC011 曾玉兰 XM3  后勤支持                    JC014 -    劳动合同 29  无
JC012 郑海涛 XM1  项目总监                    JC001 -    劳动合同 96  有
JC013 谢明辉 XM2  项目总监                    JC001 -    劳动合同 91  有
JC014 韩雪松 XM3  项目总监、区域经理          JC001 -    劳动合同 84  有
JC015 唐志远 QY1  营销经理、驻点经理、区域经理 JC012 首席 劳动合同 74  有
JC016 冯春梅 QY2  营销经理、驻点经理、区域经理 JC012 高级 劳动合同 66  有
JC017 董立强 QY3  营销经理、驻点经理、区域经理 JC013 高级 劳动合同 70  有
JC018 袁秋月 QY4  营销经理、驻点经理、区域经理 JC013 高级 劳动合同 58  有
JC019 李静怡 WD02 营销经理、驻点经理          JC015 高级 劳动合同 55  有
JC020 潘俊杰 WD03 营销经理、驻点经理          JC015 高级 劳动合同 50  有
JC021 于海燕 WD03 营销经理、驻点经理          JC015 营销经理 劳动合同 44 有
JC022 蒋文博 WD05 营销经理、驻点经理          JC016 营销经理 劳动合同 47 有
JC023 蔡美玲 WD07 营销经理、驻点经理          JC017 高级 劳动合同 49  有
JC024 余振华 WD08 营销经理、驻点经理          JC017 营销经理 劳动合同 41 有
JC025 杜若男 WD10 营销经理、驻点经理          JC018 营销经理 劳动合同 38 有
JC026 叶知秋 WD11 营销经理、驻点经理          JC014 高级 劳动合同 53  有
JC027 程一鸣 WD12 营销经理、驻点经理          JC014 营销经理 劳动合同 36 有
JC028 苏晓萌 WD01 营销经理                    JC015 见习 劳动合同 1   有
JC029 魏长风 WD01 营销经理                    JC015 首席 劳动合同 63  有
JC030 吕子涵 WD02 营销经理                    JC019 助理 劳动合同 14  有
JC031 张伟 WD02 营销经理                      JC019 营销经理 劳动合同 32 有
JC032 丁若曦 WD02 营销经理                    JC019 高级 劳动合同 31  无
JC033 任嘉豪 WD03 营销经理                    JC020 营销经理 劳动合同 26 有 JC031
JC034 沈佩瑶 WD03 营销经理                    JC020 营销经理 劳动合同 22 有
JC035 姚大勇 WD03 营销经理                    JC020 营销经理 劳动合同 28 有
JC036 卢思琪 WD03 营销经理                    JC021 助理 劳动合同 13  有 JC031
JC037 傅晨曦 WD03 营销经理                    JC021 助理 非全日制 17  有
JC038 钟启明 WD03 营销经理                    JC021 首席 经纪人A  48  有
JC039 崔莹莹 WD04 营销经理                    JC016 营销经理 居间/是 27 有
JC040 谭永康 WD04 营销经理                    JC016 营销经理 居间/否 30 有
JC041 廖凯文 WD05 营销经理                    JC022 营销经理 劳动合同 25 有
JC042 范诗雨 WD05 营销经理                    JC022 助理 劳动合同 16  有
JC043 汪子轩 WD05 营销经理                    JC022 见习 劳动合同 3   有
JC044 陆天宇 WD06 营销经理                    JC017 高级 劳动合同 46  有
JC045 金雅婷 WD06 营销经理                    JC017 见习 劳动合同 1   无
JC046 石磊 WD07 营销经理                      JC023 营销经理 劳动合同 29 有
JC047 戴欣然 WD07 营销经理                    JC023 助理 劳动合同 12  有
JC048 贾思聪 WD07 营销经理                    JC023 见习 劳动合同 3   无
JC049 夏沐阳 WD08 营销经理                    JC024 营销经理 经纪人B 34 有
JC050 邹志鹏 WD08 营销经理                    JC024 助理 居间/是  18  有
JC051 熊安琪 WD08 营销经理                    JC024 营销经理 劳动合同 24 有
JC052 白若溪 WD09 营销经理                      JC018 助理 非全日制 20  有
JC053 侯明轩 WD10 营销经理                    JC025 营销经理 劳动合同 23 有
JC054 龙芷若 WD10 营销经理                    JC025 助理 劳动合同 15  有
JC055 万思雨 WD10 营销经理                    JC025 助理 劳动合同 11  无
JC056 段景行 WD11 营销经理                    JC026 营销经理 劳动合同 33 有
JC057 雷语桐 WD11 营销经理                    JC026 助理 居间/否  19  有
JC058 钱书宁 WD11 营销经理                    JC026 高级 劳动合同 42  有
JC059 汤可欣 WD12 营销经理                    JC027 助理 经纪人B  21  有
JC060 黎晓舟 WD12 营销经理                    JC027 见习 劳动合同 0   有
"""
_PROMOTED = "JC036"  # becomes 营销经理 with the last month, which pays the person who brought her
_LEADS = {"项目总监", "区域经理", "驻点经理", "总经理"}


@dataclass(frozen=True)
class Person:
    """One row of the staff table; `joined` counts months back from the last month."""

    number: str
    name: str
    unit: str
    posts: tuple[str, ...]
    superior: str | None
    grade: str | None
    contract: str
    fixed_pay: str | None
    joined: int
    certified: bool
    referrer: str | None


@dataclass(frozen=True)
class Persona:
    """A person of the demo's persona switch, with a short description."""

    number: str
    name: str
    about: str


def _person(line: str) -> Person:
    number, name, unit, posts, superior, grade, contract, joined, held, *referrer = line.split()
    kind, _, fixed = contract.partition("/")
    return Person(
        number,
        name,
        unit,
        tuple(posts.split("、")),
        _given(superior),
        _given(grade),
        kind,
        fixed or None,
        int(joined),
        held == "有",
        referrer[0] if referrer else None,
    )


def _given(text: str) -> str | None:
    return None if text == "-" else text


PEOPLE = tuple(_person(line) for line in _STAFF.strip().splitlines())


def units() -> Sheet:
    """Return the sheet 组织."""
    rows = [[_given(cell) for cell in line.split()] for line in _UNITS.strip().splitlines()]
    return Sheet("组织", ("编码", "名称", "类型", "上级编码", "银行", "主城区"), rows)


def staff(last: Month) -> Sheet:
    """Return the sheet 人员, everybody as of the first month (or of joining)."""
    first = months(last)[0].first_day
    return _sheet([_row(p, last, max(first, joined(p, last))) for p in PEOPLE])


def promotions(last: Month) -> Sheet:
    """Return the sheet 人员 that brings the one promotion of the last month."""
    grown = [replace(p, grade="营销经理") for p in PEOPLE if p.number == _PROMOTED]
    return _sheet([_row(p, last, last.first_day) for p in grown])


def joined(person: Person, last: Month) -> date:
    """Return the day on which the person joined, early in its month."""
    return day(last.later(-person.joined), 1 + int(person.number[2:]) % 5)


def _sheet(rows: list[list[Cell]]) -> Sheet:
    return Sheet(
        "人员",
        (
            *("工号", "姓名", "单位编码", "岗位", "直属上级工号", "职级", "合同", "入职日期"),
            *("资格证日期", "出生年份", "学历", "银证年限", "笔记本", "固定报酬", "级别"),
            *("推荐人工号", "离职日期", "生效日期"),
        ),
        rows,
    )


def _row(person: Person, last: Month, since: date) -> list[Cell]:
    rng = Random(person.number)  # noqa: S311 (a demo's figures, no secret)
    lead = bool(_LEADS & set(person.posts))
    start = joined(person, last)
    passed = day(Month.of(start).later(-rng.randint(2, 8)), rng.randint(1, 28))
    return [
        *(person.number, person.name, person.unit, "、".join(person.posts), person.superior),
        *(person.grade, person.contract, start, passed if person.certified else None),
        start.year - rng.randint(22, 29),
        "本科" if person.grade is None else rng.choice(("中专", "大专", "大专", "本科")),
        person.joined // 12 + rng.randint(0, 2),
        "是" if lead or rng.random() < 0.4 else "否",  # noqa: PLR2004 (two in five own one)
        *(person.fixed_pay, None, person.referrer, None, since),
    ]


_ABOUT = {
    "JC028": "见习：入职第二个月，可提前转正",
    "JC030": "助理：够格晋升营销经理，有半天旷工",
    "JC031": "营销经理：开户不足，迟到、请假、公休促销、推荐奖都有",
    "JC032": "高级：无资格证提成打八折，资产下滑面临降级，病假四天",
    "JC029": "首席：得分封顶，超额市值奖封顶结转，要缴个税",
    "JC019": "驻点经理：带三人，有管理提成和津贴",
    "JC015": "区域经理：管三个驻点，自己兼一个网点",
    "JC012": "项目总监：项目一部",
    "JC014": "项目总监兼区域经理：项目三部、江畔区域",
    "JC039": "居间人员：有固定报酬，按劳务报酬计税",
    "JC040": "居间人员：无固定报酬，只有提成",
    "JC038": "经纪人A：首席业绩，按经纪人计税",
    "JC006": "营业部后勤支持：导入资料",
    "JC009": "项目一部后勤：预约、客户确认表初审",
    "JC007": "柜台：后勤不在时代为初审",
    "JC004": "交易部经理：复核与备案",
    "JC003": "财务经理：核对工资",
    "JC001": "总经理：看全营业部",
    "JC002": "办公室：人事与合同",
    "JC005": "管理员：系统设置",
}
_NAMES = {p.number: p.name for p in PEOPLE}
PERSONAS = tuple(Persona(number, _NAMES[number], about) for number, about in _ABOUT.items())
