"""/away: who of one's outlet and people is away, by day, week and month; as sheet and picture."""

import asyncio
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from handlers.buttons import Button, ButtonHandler
from handlers.context import Attachment, Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.papers import workbook
from handlers.render import Bold, Listed, Reader, plain
from handlers.topic import Entry, command, ways
from handlers.words.days import WEEKDAYS, with_weekday
from services import away as calendar
from services.away import Absence, Away, picture
from services.away.chips import Chip
from services.days import days_of
from services.month import Month
from services.working_days import Kind

DAY, WEEK, MONTH = range(3)
FARTHEST = 366 * 2  # days from today that can be turned to
KINDS = {"personal": _("事假"), "sick": _("病假"), "injury": _("工伤假"), "other": _("其他假")}
NAME_WIDTH, DAY_WIDTH = 14, 4  # letters
SIGNS = {"personal": _("事"), "sick": _("病"), "injury": _("伤"), "other": _("假")}
MARKS = {Kind.HOLIDAY: _("休"), Kind.MAKE_UP: _("班")}


@dataclass(frozen=True)
class Show(Button):
    """Show a day, a week or a month that is so many of them from today's."""

    tag: ClassVar[str] = "awy"
    span: int
    turn: int


@dataclass(frozen=True)
class Sheet(Button):
    """Send a month as a workbook."""

    tag: ClassVar[str] = "aws"
    turn: int


@dataclass(frozen=True)
class Picture(Button):
    """Send a month as a picture."""

    tag: ClassVar[str] = "awp"
    turn: int


def period(today: date, span: int, turn: int) -> tuple[date, date]:
    """Return the first and last day of the day, week or month so many turns from today's."""
    turn = max(-FARTHEST, min(FARTHEST, turn))
    if span == MONTH:
        month = Month.of(today).later(max(-24, min(24, turn)))
        return month.first_day, month.last_day
    if span == WEEK:
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=turn)
        return monday, monday + timedelta(days=6)
    day = today + timedelta(days=turn)
    return day, day


async def away(context: Context) -> None:
    """Show who is away today."""
    await show(context, Show(DAY, 0))


async def show(context: Context, button: Show) -> None:
    """Show who is away."""
    first, last = period(context.today, button.span, button.turn)
    found = await context.run(calendar.away, context.who, context.today, first, last)
    lines = [_title(found, button.span), *(_lines(found, button.span) or [_nobody()])]
    rows: list[Row] = [_turns(button), _spans(button)]
    if button.span == MONTH:
        both = (say(_("月历图")), Picture(button.turn)), (say(_("月表")), Sheet(button.turn))
        rows.append(both)
    await context.show(Screen(lines, [*rows, ways()], protect=True))


async def send(context: Context, button: Sheet) -> None:
    """Send a month as a workbook."""
    first, last = period(context.today, MONTH, button.turn)
    found = await context.run(calendar.away, context.who, context.today, first, last)
    reader = await context.reader()

    def text(said: Say) -> str:
        return plain(said, reader.language, reader.zone)

    month = Month.of(first)
    days = [first + timedelta(days=n) for n in range(monthrange(month.year, month.number)[1])]
    rows = [
        [one.name, *(text(_sign(found.of(one.staff_id), day)) for day in days)]
        for one in found.people
    ]
    head = [text(say(_("姓名"))), *(str(day.day) for day in days)]
    note = say(_("● 全天，◐ 半天，? 待批"))
    widths = (NAME_WIDTH, *(DAY_WIDTH for _day in days))
    content = workbook.written(
        [workbook.Sheet(str(month), head, rows, note, frozen=1, widths=widths, centred=True)],
        reader,
    )
    name = text(say(_("不在岗-{month}.xlsx"), month=str(month)))
    said = say(_("{month} 谁不在"), month=month)
    await context.tell(
        Screen(said, [ways(Show(MONTH, button.turn))], document=Attachment(name, content))
    )


async def draw(context: Context, button: Picture) -> None:
    """Send a month as a picture, protected like the list."""
    first, last = period(context.today, MONTH, button.turn)
    found = await context.run(calendar.away, context.who, context.today, first, last)
    reader = await context.reader()
    content = await asyncio.to_thread(drawn, found, context.today, reader)
    said = say(_("{month} 谁不在"), month=Month.of(first))
    photo = Attachment("month.png", content)
    await context.tell(Screen(said, [ways(Show(MONTH, button.turn))], protect=True, photo=photo))


def drawn(found: Away, today: date, reader: Reader) -> bytes:
    """Return the picture of a month for its reader: PNG."""

    def text(sentence: str, **values: object) -> str:
        return plain(say(sentence, **values), reader.language, reader.zone)

    page = picture.Page(
        title=text(_("{month} 谁不在"), month=Month.of(found.first)),
        unit=found.unit,
        as_of=text(_("截至 {day}"), day=today),
        weekdays=tuple(map(text, WEEKDAYS)),
        before=found.first.weekday(),
        cells=tuple(_cells(found, today, text)),
        legend=tuple(_legend(found, text)),
        note=text(_("都在岗，没有人请假。")),
    )
    return picture.png(page)


def _cells(found: Away, today: date, text: Callable[[str], str]) -> Iterator[picture.Cell]:
    names = {one.staff_id: one.name for one in found.people}
    chips: dict[date, list[Chip]] = {}
    for one in found.absences:
        sign = text(SIGNS.get(one.kind, ""))
        chip = Chip(names[one.staff_id], sign, one.kind, one.half, one.pending)
        chips.setdefault(one.day, []).append(chip)
    for day in days_of(Month.of(found.first)):
        kind = found.calendar.likely(day)
        mark = text(MARKS.get(kind, ""))
        yield picture.Cell(day.day, kind, mark, day == today, tuple(chips.get(day, ())))


def _legend(found: Away, text: Callable[[str], str]) -> Iterator[Chip]:
    """Yield what the chips of the month mean, those that there are."""
    for kind, words in {**KINDS, "": _("同事不在")}.items():
        if any(one.kind == kind for one in found.absences):
            yield Chip(text(words), text(SIGNS.get(kind, "")), kind)
    if any(one.half for one in found.absences):
        yield Chip(text(_("◐ 半天")))
    if any(one.pending for one in found.absences):
        yield Chip(text(_("待批")), pending=True)


def _title(found: Away, span: int) -> Say:
    if span == DAY:
        return say(_("{day} 谁不在"), day=Bold(with_weekday(found.first)))
    if span == MONTH:
        return say(_("{month} 谁不在"), month=Bold(Month.of(found.first)))
    return say(_("{first} 至 {last} 谁不在"), first=Bold(found.first), last=Bold(found.last))


def _nobody() -> Say:
    return say(_("都在岗，没有人请假。"))


def _lines(found: Away, span: int) -> list[Say]:
    if span == MONTH:
        return list(_by_person(found))
    names = {one.staff_id: one.name for one in found.people}
    lines = list[Say]()
    for day in sorted({one.day for one in found.absences}):
        if span == WEEK:
            lines.append(say("{day}", day=Bold(with_weekday(day))))
        lines += [
            say(_("· {name}：{what}"), name=names[one.staff_id], what=_what(one))
            for one in found.absences
            if one.day == day
        ]
    return lines


def _by_person(found: Away) -> Iterator[Say]:
    for person in found.people:
        if days := found.of(person.staff_id):
            told = Listed(
                [say(_("{day}日 {what}"), day=one.day.day, what=_what(one)) for one in days]
            )
            yield say(_("· {name}：{days}"), name=person.name, days=told)


def _what(one: Absence) -> Say:
    """Say half or whole, of what kind if one may know, and whether it is decided."""
    if one.kind:
        text = _("半天 {kind}") if one.half else _("全天 {kind}")
        part = say(text, kind=say(KINDS[one.kind]))
    else:
        part = say(_("休半天")) if one.half else say(_("休全天"))
    return say(_("{part}（待批）"), part=part) if one.pending else part


def _sign(absences: Sequence[Absence], day: date) -> Say:
    """Return what stands in a cell of the sheet."""
    for one in absences:
        if one.day == day:
            mark = "◐" if one.half else "●"
            kind = say(SIGNS[one.kind]) if one.kind else say("")
            sign = say("{mark}{kind}", mark=mark, kind=kind)
            return say("{sign}?", sign=sign) if one.pending else sign
    return say("")


def _turns(button: Show) -> Row:
    span, turn = button.span, button.turn
    return [(say("◀"), Show(span, turn - 1)), (say("▶"), Show(span, turn + 1))]


def _spans(button: Show) -> Row:
    labels = ((DAY, say(_("今天"))), (WEEK, say(_("本周"))), (MONTH, say(_("本月"))))
    return [(label, Show(span, 0)) for span, label in labels if Show(span, 0) != button]


MENU = (Entry("away", say(_("谁不在：今天、本周、本月"))),)
HANDLERS = (
    command("away", away),
    ButtonHandler(Show, show),
    ButtonHandler(Sheet, send),
    ButtonHandler(Picture, draw),
)
