"""The forms: a talk that was had, and the person's word to it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from handlers import reading
from handlers.context import Context, Screen
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.talks import overview, wording
from handlers.talks.buttons import Record, Reply
from handlers.talks.refusals import TextError
from services.talks import recording
from services.talks.reading import Card
from services.talks.recording import ABOUT, NotYetError, StepBeforeError, UnknownSubjectError

LONGEST = 500
WEEK = timedelta(weeks=1)


async def record(context: Context, button: Record) -> None:
    """Begin the form of a talk with somebody."""
    found = await context.run(recording.partner, context.who, context.today, button.staff)
    await TALK.begin(context, found.name, staff=button.staff)


async def reply(context: Context, button: Reply) -> None:
    """Begin the form of one's word to a talk."""
    await context.run(recording.may_reply, context.who, context.today, button.talk)
    await REPLY.begin(context, talk=button.talk)


def _text(typed: str, _today: date) -> str:
    text = typed.strip()
    if not 0 < len(text) <= LONGEST:
        raise TextError(LONGEST)
    return text


def _about(typed: str, _today: date) -> str:
    named = {sentence: code for code, sentence in wording.ABOUT.items()}
    code = named.get(typed.strip(), typed)
    if code not in ABOUT:
        raise UnknownSubjectError
    return code


def _abouts(_today: date) -> Sequence[tuple[Say, str]]:
    return [(say(wording.ABOUT[code]), code) for code in ABOUT]


def _days(_today: date) -> Sequence[tuple[Say, str]]:
    return (say(_("今天")), "今天"), (say(_("昨天")), "昨天"), (say(_("前天")), "前天")


def _ahead(today: date) -> Sequence[tuple[Say, str]]:
    weeks = ((say(_("一周后")), 1), (say(_("两周后")), 2), (say(_("四周后")), 4))
    return [(label, (today + many * WEEK).isoformat()) for label, many in weeks]


def _not_ahead(day: date, _answers: Mapping[str, Any], now: datetime) -> None:
    if day > now.date():
        raise NotYetError


def _after(day: date, answers: Mapping[str, Any], _now: datetime) -> None:
    if day < answers["day"]:
        raise StepBeforeError


def _recorded(found: Card) -> Screen:
    name = found.person.name
    return overview.drawn(found, say(_("✓ 已记下，{name}会看到。"), name=name))


def _replied(found: Card) -> Screen:
    name = found.manager.name
    return overview.drawn(found, say(_("✓ 已回复，{name}会看到。"), name=name))


TALK = Form(
    "talk",
    say(_("谈话")),
    (
        Question(
            "day",
            say(_("哪天谈的")),
            say(_("哪天谈的？")),
            reading.day,
            picks=_days,
            must=_not_ahead,
        ),
        Question(
            "subject",
            say(_("谈什么")),
            say(_("主要谈什么？")),
            _about,
            shown=lambda code: say(wording.ABOUT[code]),
            picks=_abouts,
        ),
        Question(
            "notes",
            say(_("谈了什么")),
            say(_("谈了什么？对方会看到，别人看不到。不要写客户姓名。")),
            _text,
        ),
        Question(
            "step",
            say(_("下一步")),
            say(_("约好下一步做什么？没有就跳过。")),
            _text,
            optional=True,
        ),
        Question(
            "step_on",
            say(_("哪天前")),
            say(_("哪天前做到？到那天会在两人的 /today 里提醒。")),
            reading.day,
            picks=_ahead,
            when=lambda answers: answers.get("step") is not None,
            must=_after,
        ),
    ),
    recording.record,
    _recorded,
    given=("staff",),
)
REPLY = Form(
    "talk_reply",
    say(_("回复谈话")),
    (
        Question(
            "text",
            say(_("回复")),
            say(_("想说什么？只能回复一次，和您谈话的人会看到。")),
            _text,
        ),
    ),
    recording.reply,
    _replied,
    given=("talk",),
)
FORMS = (TALK, REPLY)
