"""The three forms: a week's progress, a month's plan, whether the week's meeting was held."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from handlers import reading
from handlers.buttons import day_of
from handlers.context import Context, Screen
from handlers.duties import overview, wording
from handlers.duties.buttons import File
from handlers.duties.refusals import NeitherError, NoCountError, OtherWeekError, TextError
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.render import Assets, plain
from services.duties import filing
from services.duties.filing import HELD, NOT_HELD
from services.duties.kinds import MEETING, PLAN, PROGRESS
from services.duties.reading import Card
from services.weeks import WEEK

LONGEST = 500
UNIT = _("户")
MOST_ACCOUNTS = 100_000


async def file(context: Context, button: File) -> None:
    """Begin the form of a kind, for a period that is still open."""
    first = day_of(button.period)
    found = await context.run(filing.open_for, context.who, context.now, button.code, first)
    about = wording.period(button.code, first)
    form = BY_KIND[found.kind.code]
    await form.begin(context, plain(about, await context.language()), period=button.period)


def _text(typed: str, _today: date) -> str:
    text = typed.strip()
    if not 0 < len(text) <= LONGEST:
        raise TextError(LONGEST)
    return text


def _count(typed: str, _today: date) -> int:
    text = typed.strip().removesuffix(UNIT).strip()
    if not text.isdecimal() or int(text) > MOST_ACCOUNTS:
        raise NoCountError
    return int(text)


def _held(typed: str, _today: date) -> str:
    named = {sentence: code for code, sentence in wording.MEETINGS.items()}
    code = named.get(typed.strip(), typed)
    if code not in wording.MEETINGS:
        raise NeitherError
    return code


def _of_the_week(day: date, answers: Mapping[str, Any], now: datetime) -> None:
    monday = date.fromordinal(answers["period"])
    if not monday <= day < monday + WEEK or day > now.date():
        raise OtherWeekError


def _was(code: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda answers: answers.get("held") == code


def _done(found: Card) -> Screen:
    return overview.drawn(found, say(_("✓ 已提交。要改可以再交一次。")))


def _question(name: str, ask: Say, **more: Any) -> Question[str]:
    return Question(name, say(wording.LABELS[name]), ask, _text, **more)


PROGRESS_FORM = Form(
    "duty_progress",
    say(_("周进展")),
    (
        _question("done", say(_("这一周对照计划做了什么，结果怎样？"))),
        _question("problems", say(_("有什么问题，要营业部做什么？没有就跳过。")), optional=True),
        _question("following", say(_("下周怎么安排？"))),
    ),
    filing.progress,
    _done,
    given=("period",),
)
PLAN_FORM = Form(
    "duty_plan",
    say(_("月计划")),
    (
        Question(
            "value",
            say(_("新增托管市值目标")),
            say(_("全项目部新增托管市值目标多少？例如：800万。")),
            lambda typed, _today: reading.money(typed),
            shown=Assets,
        ),
        Question(
            "accounts",
            say(_("新增有效户目标")),
            say(_("全项目部新增有效户目标多少户？")),
            _count,
        ),
        _question("measures", say(_("靠什么做到？写主要措施。"))),
    ),
    filing.plan,
    _done,
    given=("period",),
)


def _meetings(_today: date) -> Sequence[tuple[Say, str]]:
    return [(say(sentence), code) for code, sentence in wording.MEETINGS.items()]


MEETING_FORM = Form(
    "duty_meeting",
    say(_("周例会")),
    (
        Question(
            "held",
            say(_("例会")),
            say(_("这一周的总结交流会开了吗（第8条）？")),
            _held,
            shown=lambda code: say(wording.MEETINGS[code]),
            picks=_meetings,
        ),
        Question(
            "day",
            say(_("哪天开的")),
            say(_("哪天开的？")),
            reading.day,
            picks=lambda _today: [(say(_("今天")), "今天"), (say(_("昨天")), "昨天")],
            when=_was(HELD),
            must=_of_the_week,
        ),
        _question(
            "missing",
            say(_("谁没到？写姓名，都到了就跳过。")),
            optional=True,
            when=_was(HELD),
        ),
        _question("reason", say(_("为什么没开？")), when=_was(NOT_HELD)),
    ),
    filing.meeting,
    _done,
    given=("period",),
)
BY_KIND = {PROGRESS: PROGRESS_FORM, PLAN: PLAN_FORM, MEETING: MEETING_FORM}
FORMS = (*BY_KIND.values(),)
