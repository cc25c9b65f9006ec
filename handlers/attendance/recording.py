"""登记考勤: two taps from a person's card, or a form with day and note; undone at once."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from handlers import reading
from handlers.attendance import wording
from handlers.attendance.buttons import Fill, Mark, Record, Score, UndoEvent
from handlers.attendance.refusals import LONGEST, REFUSALS, NoteTooLongError
from handlers.buttons import ButtonHandler, day_of
from handlers.context import Context, Row, Screen
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.payslip_card import Person
from handlers.questions import attachment
from handlers.render import Bold
from handlers.topic import ways
from services.attendance import days, record_card, recording, undoing
from services.attendance.effects import Effect
from services.attendance.events import CHOICES, articles
from services.attendance.record_card import Card, Done, Seen
from services.attendance.recording import UnknownChoiceError
from services.month import Month

ROWS = (
    ("late", "early", "dress", "left_post"),
    ("absence_half", "absence_day", "complaint", "injury"),
    ("report_late", "no_promotion", "no_team_meeting"),
)
OUTDATED = say(_("此卡片已更新。"))
ONE_DAY = timedelta(1)


async def mark(context: Context, button: Mark) -> None:
    """Show what can be recorded."""
    day = day_of(button.day) if button.day else context.today
    found = await context.run(record_card.card, context.who, context.today, button.staff, day)
    await context.show(drawn(found, context.today))


async def record(context: Context, button: Record) -> None:
    """Record an event; on an outdated card nothing, the card is drawn anew."""
    found = await context.run(
        recording.record,
        context.who,
        context.now,
        staff=button.staff,
        code=button.code,
        day=day_of(button.day),
        version=button.version,
    )
    await context.show(done(found) if found.event else drawn(found.card, context.today, OUTDATED))


async def fill(context: Context, button: Fill) -> None:
    """Begin the form."""
    today = context.today
    found = await context.run(record_card.card, context.who, today, button.staff, today)
    about = f"{found.person.name} {found.person.number}"
    await FORM.begin(context, about, staff=button.staff)


async def undo(context: Context, button: UndoEvent) -> None:
    """Take an event back."""
    found = await context.run(undoing.undo, context.who, context.now, button.event)
    said = say(_("已撤回：{event}。"), event=_named(found.event))
    await context.show(drawn(found.card, context.today, said))


def drawn(found: Card, today: date, note: Say | None = None) -> Screen:
    """Draw what can be recorded of the day, and what was."""
    who = say("{name} {number}", name=found.person.name, number=found.person.number)
    lines = [*([note] if note else []), say(_("登记考勤 · {who}"), who=Bold(who))]
    lines.append(say(_("{day}，点一下就登记。"), day=Bold(found.day)))
    lines += map(_there, found.there)
    return Screen(lines, [*_choices(found), _others(found, today), _back(found)], protect=True)


def _there(one: Seen) -> Say:
    sentence = _("· {event}，{by} {moment} 登记")
    if one.cancelled:
        sentence = _("· {event}，{by} {moment} 登记，已撤销")
    told = wording.event(one.kind, one.quantity)
    by = one.by or say(_("系统"))
    return say(sentence, event=told, by=by, moment=one.at)


def _choices(found: Card) -> Iterator[Row]:
    staff, day = found.person.staff_id, found.day.toordinal()
    for codes in ROWS:
        yield [
            (say(wording.CODES[code]), Record(staff, day, found.version, code))
            for code in codes
            if code in found.choices
        ]


def _others(found: Card, today: date) -> Row:
    staff = found.person.staff_id
    before = (say(_("◀ 前一天")), Mark(staff, (found.day - ONE_DAY).toordinal()))
    now = [(say(_("今天")), Mark(staff, 0))] if found.day != today else []
    return [before, *now, (say(_("日期、说明…")), Fill(staff))]


def _back(found: Card) -> Row:
    return ways(Person(found.person.staff_id))


def done(found: Done) -> Screen:
    """Say what was recorded and what it does, with the way back from it."""
    one, person = found.event, found.card.person
    if one is None:
        return drawn(found.card, found.card.day, OUTDATED)
    who = say("{name} {number}", name=person.name, number=person.number)
    lines = [
        say(
            _("已登记：{who}，{event}{articles}"),
            who=Bold(who),
            event=_named(one),
            articles=wording.cited(articles(one.kind)),
        ),
        *([say(_("说明：{note}"), note=found.note)] if found.note else []),
        *(wording.effect(found.effect) if found.effect else ()),
        say(
            _("30 秒内可以撤回；之后通知本人，{days} 个工作日内可以申诉。"),
            days=found.within,
        )
        if found.within
        else say(_("30 秒内可以撤回；之后通知本人，本人可以申诉。")),
    ]
    day = found.card.day.toordinal()
    rows: list[Row] = [
        [
            (say(_("↩ 撤回")), UndoEvent(one.id)),
            (say(_("再登记")), Mark(person.staff_id, day)),
            (say(_("评分卡")), Score(person.staff_id, Month.of(found.card.day))),
        ],
        _back(found.card),
    ]
    return Screen(lines, rows, protect=True)


def _named(one: Seen | None) -> Say:
    if one is None:
        return say("")
    told = wording.event(one.kind, one.quantity)
    return say("{day} {event}", day=one.day, event=told)


def _code(typed: str, _today: date) -> str:
    """Read what happened, by its code or as the button says it; UnknownChoiceError."""
    text = typed.strip()
    named = {label: code for code, label in wording.CODES.items() if code in CHOICES}
    code = named.get(text, text)
    if code not in CHOICES:
        raise UnknownChoiceError
    return code


def note(typed: str, _today: date) -> str:
    """Read a note; NoteTooLongError."""
    text = " ".join(typed.split())
    if len(text) > LONGEST:
        raise NoteTooLongError
    return text


def _effects(found: Effect) -> Sequence[Say]:
    return list(wording.effect(found))


PHOTO = attachment(
    "photo", say(_("照片")), say(_("有照片或文件就发来，没有就跳过。")), optional=True
)
FORM = Form(
    "event",
    say(_("登记考勤")),
    (
        Question(
            "code",
            say(_("事项")),
            say(_("是什么事？")),
            _code,
            lambda code: say(wording.CODES[code]),
            picks=lambda _: [(say(wording.CODES[code]), code) for code in CHOICES],
        ),
        Question(
            "day",
            say(_("日期")),
            say(_("哪一天？可发 11-25。")),
            reading.day,
            picks=lambda _today: [(say(_("今天")), "今天"), (say(_("昨天")), "昨天")],
            calendar=days.recordable,
            refusals=REFUSALS,
        ),
        Question("note", say(_("说明")), say(_("要说明什么？")), note, optional=True),
        attachment(
            "photo", say(_("照片")), say(_("有照片或文件就发来，没有就跳过。")), optional=True
        ),
    ),
    recording.record,
    done,
    given=("staff",),
    preview=recording.weigh,
    effects=_effects,
)


FORMS = (FORM,)
HANDLERS = (
    ButtonHandler(Mark, mark),
    ButtonHandler(Record, record),
    ButtonHandler(Fill, fill),
    ButtonHandler(UndoEvent, undo),
)
