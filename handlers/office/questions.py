"""The questions about people and units: what they ask, offer, and take as a sheet's cell."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from handlers import reading
from handlers.errors import words
from handlers.facts import in_chat
from handlers.forms import Question
from handlers.i18n import Say, _, say
from handlers.questions import chosen
from handlers.words import records
from services.drafts import Choice
from services.facts import edit
from services.facts.edit import (
    FindingsError,
    MonthsClosedError,
    NothingChangesError,
    WrongCellError,
)
from services.facts.sheets import Plain
from services.month import Month
from services.office import choices, units

Picks = Callable[[date], Sequence[tuple[Say, str]]]
LONGEST_REASON = 200


class NoReasonError(Exception):
    """A change needs a reason, of some length."""


@words.register
def _wrong_cell(error: WrongCellError) -> Say:
    return in_chat(error.finding)


@words.register
def _findings(error: FindingsError) -> Say:
    return say("{lines}", lines=[in_chat(one) for one in error.findings])


@words.register
def _nothing_changes(_error: NothingChangesError) -> Say:
    return say(_("和现在一样，没有要改的。"))


@words.register
def _months_closed(error: MonthsClosedError) -> Say:
    return say(
        _("{month}已定稿，这一天的内容不能再改。请改用未定稿月份的日期。"), month=error.months[0]
    )


@words.register
def _no_reason(_error: NoReasonError) -> Say:
    return say(_("请写明依据或原因，200 字以内，例如：2026年10月经理会纪要。"))


def text_of(kind: str, field: str) -> Callable[[str, date], str]:
    """Return the reader of a field: whatever the sheet's cell takes, tidied."""

    def read(typed: str, _today: date) -> str:
        return edit.shown(kind, field, edit.cell(kind, field, typed.strip()))

    return read


def day_of(field: str) -> Callable[[str, date], str]:
    """Return the reader of a day, which may be typed in the chat's ways."""

    def read(typed: str, today: date) -> str:
        day = reading.day(typed, today).isoformat()
        return str(edit.cell("people", field, day))

    return read


def _shown(kind: str, field: str) -> Callable[[str], object]:
    return lambda text: records.reads(field, edit.cell(kind, field, text))


def _typed(field: str, ask: str, kind: str = "people", **more: Any) -> Question[str]:
    return Question(
        field,
        records.field(field, of_unit=kind == "units"),
        say(ask),
        text_of(kind, field),
        _shown(kind, field),
        **more,
    )


def _picked(
    field: str, ask: str, offered: Sequence[Plain] = (), kind: str = "people"
) -> Question[str]:
    """Return a question with the sheet's own choices as buttons, or those that are offered."""
    named = edit.column(kind, field).choices
    values = offered or list(dict.fromkeys(named.values()))
    shown = _shown(kind, field)
    texts = [edit.shown(kind, field, value) for value in values]
    picks = [(say("{one}", one=shown(text)), text) for text in texts]
    return _typed(field, ask, kind, picks=lambda _: picks)


def _dayed(field: str, ask: str, picks: Picks = lambda _: ()) -> Question[str]:
    return Question(
        field, records.field(field), say(ask), day_of(field), date.fromisoformat, picks
    )


def _looked(field: str, ask: str, kind: str = "people") -> Question[Choice]:
    of_unit = field in {"unit", "parent"}
    return Question(
        field,
        records.field(field, of_unit=kind == "units"),
        say(ask),
        chosen,
        lambda one: records.reads(field, one.code, one.name),
        look=choices.units if of_unit else choices.people,
    )


def near_days(today: date) -> Sequence[tuple[Say, str]]:
    """Offer today, this month's and the next month's first day."""
    month = Month.of(today)
    days = (month.first_day, today, month.later(1).first_day)
    return [(say("{day}", day=day), day.isoformat()) for day in dict.fromkeys(days)]


def last_days(today: date) -> Sequence[tuple[Say, str]]:
    """Offer today and the last days of this month and the one before."""
    month = Month.of(today)
    days = (month.first_day - timedelta(1), today, month.last_day)
    return [(say("{day}", day=day), day.isoformat()) for day in dict.fromkeys(days)]


def later(question: Question[Any], *, clears: bool = False) -> Question[Any]:
    """Return a question that is only answered if one wants to."""
    return replace(question, optional=True, asked=False, clears=clears)


def optional(question: Question[Any]) -> Question[Any]:
    """Return a question that can be skipped."""
    return replace(question, optional=True)


POSTS = (
    *("marketer", "station_manager marketer", "district_manager station_manager marketer"),
    *("project_director", "back_office", "teller", "trading_manager", "finance_manager"),
    *("general_manager", "office", "admin"),
)
YES_NO = (True, False)
STAFF = _typed("staff", _("工号是多少？例如 JC061"))
NAME = _typed("name", _("姓名？"))
UNIT = _looked("unit", _("在哪个单位？请点选，或发名称、编码。"))
POST = _picked("posts", _("什么岗位？有几个就用、隔开，例如：驻点经理、营销经理"), POSTS)
SUPERIOR = _looked("superior", _("直属上级是谁？发姓名、工号或拼音。"))
GRADE = _picked("grade", _("什么职级？营销经理岗、驻点经理、区域经理必须有。"))
LEVEL = _typed("level", _("级别？没有分级就跳过。"))
CONTRACT = _picked("contract", _("签的是什么合同？"))
FIXED_PAY = _picked("fixed_pay", _("有没有固定报酬？只有居间协议可以没有。"), YES_NO)
JOINED = _dayed("joined", _("哪天入职？例如 2026-11-02"), near_days)
LEFT = _dayed("left", _("哪天离职？这一天还在岗，例如 2026-11-30"), last_days)
CERTIFIED = _dayed("certified", _("哪天取得资格证？例如 2025-6-18"))
BORN = _typed("birth_year", _("哪年出生？例如 1998"))
EDUCATION = _picked("education", _("什么学历？"))
YEARS = _typed("years_in_trade", _("做了几年银行证券工作？例如 2.5"))
LAPTOP = _picked("laptop", _("有没有笔记本？"), YES_NO)
REFERRER = _looked("referrer", _("谁推荐来的？发姓名、工号或拼音。"))
FIRST_DAY = _dayed("first_day", _("从哪天起？不填就从本月1日起。"), near_days)
REASON = Question(
    "reason",
    say(_("依据")),
    say(_("依据是什么？例如：经理会纪要")),
    reading.words(LONGEST_REASON, NoReasonError),
)
WHY = replace(REASON, label=say(_("原因")), ask=say(_("为什么离职？例如：个人原因")))

CODE = _typed("code", _("单位编码？例如 WD13"), "units")
TITLE = _typed("name", _("单位叫什么？"), "units")
KIND = replace(
    _picked("kind", _("是哪一类单位？"), units.BELOW, "units"),
    read=lambda typed, _: units.level(typed),
)
PARENT = _looked("parent", _("在哪个单位之下？请点选，或发名称、编码。"), "units")
BANK = _typed("bank", _("属于哪家银行？例如 江城银行"), "units")
URBAN = _picked("urban", _("在主城区吗？"), YES_NO, "units")
CLOSING_DAY = replace(FIRST_DAY, ask=say(_("从哪天起撤销？例如 2026-12-01")))
