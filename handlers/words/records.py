"""A person's record and a unit in words: fields, what stands in them, what an edit does."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from handlers import words
from handlers.i18n import Say, _, say
from handlers.render import Number
from services.facts.sheets import Plain

FIELDS = {
    "staff": _("工号"),
    "name": _("姓名"),
    "unit": _("单位"),
    "posts": _("岗位"),
    "superior": _("直属上级"),
    "grade": _("职级"),
    "level": _("级别"),
    "contract": _("合同"),
    "fixed_pay": _("固定报酬"),
    "joined": _("入职日期"),
    "left": _("离职日期"),
    "certified": _("资格证日期"),
    "birth_year": _("出生年份"),
    "education": _("学历"),
    "years_in_trade": _("银证年限"),
    "laptop": _("笔记本"),
    "referrer": _("推荐人"),
    "first_day": _("生效日期"),
}
UNIT_FIELDS = {
    "code": _("编码"),
    "name": _("名称"),
    "kind": _("类型"),
    "parent": _("上级单位"),
    "bank": _("银行"),
    "urban": _("主城区"),
    "first_day": _("生效日期"),
}
KINDS = {
    "branch": _("营业部"),
    "department": _("项目部"),
    "district": _("区域"),
    "outlet": _("网点"),
    "closed": _("已撤销"),
}
EDUCATION = {
    "junior_high": _("初中"),
    "high_school": _("高中"),
    "secondary": _("中专"),
    "college": _("大专"),
    "bachelor": _("本科"),
    "master": _("硕士"),
    "doctor": _("博士"),
}
READS: Mapping[str, Callable[[str], object]] = {
    "posts": lambda text: words.listed(text.split()),
    "grade": words.grade,
    "contract": words.contract,
    "years_in_trade": lambda text: Number(Decimal(text)),
    "kind": lambda text: say(KINDS[text]),
    "education": lambda text: say(EDUCATION[text]),
} | dict.fromkeys(("joined", "left", "certified", "first_day"), date.fromisoformat)


def field(name: str, *, of_unit: bool = False) -> Say:
    """Return what a field is called."""
    return say((UNIT_FIELDS if of_unit else FIELDS)[name])


def reads(name: str, value: Plain, called: str = "") -> object:
    """Return how a field's value reads; `called` is the name of what it refers to."""
    if value is None or value == "":
        return say(_("无"))
    if called:
        return say("{name}（{code}）", name=called, code=str(value))
    if isinstance(value, bool):
        return say(_("是")) if value else say(_("否"))
    text = str(value)
    return READS[name](text) if name in READS else text
