"""Reports to take along: as a workbook or PDF; outlets compared in a picture."""

import asyncio
from collections.abc import Iterator, Sequence

from handlers import words
from handlers.context import Attachment, Context, Screen
from handlers.i18n import Say, _, say
from handlers.papers.pdf import drawn
from handlers.papers.workbook import Sheet, Value, written
from handlers.render import Assets, Money, Number, Percent, Reader, plain
from handlers.reports import printed, wording
from handlers.reports.buttons import All, Mine, Picture, Read, Take, TakeAll
from handlers.topic import ways
from handlers.words.values import of_unit
from services.month import Month
from services.reports import picture, reading
from services.reports.figures import (
    MEASURES,
    TARGETS,
    Cells,
    Row,
    rate,
    targets,
    totals,
)
from services.reports.reading import Line, Overview
from services.reports.rows import SECTIONS, Content

CHARTS = ("accounts", "value", "revenue")
HEADS = _("报表人"), _("单位"), _("工号"), _("姓名"), _("职级")
KINDS: dict[str, type[Assets | Money | Number | Percent]] = {
    "assets": Assets,
    "yuan": Money,
    "ratio": Percent,
}
Taken = Sequence[tuple[Line, Content]]


async def take(context: Context, button: Take) -> None:
    """Send a report as a workbook or as PDF."""
    month, found = await context.run(reading.take, context.who, context.now, button.report)
    back = Mine(month) if found and found[0][0].mine else Read(button.report)
    await _send(context, month, found, back, pdf=button.pdf)


async def take_all(context: Context, button: TakeAll) -> None:
    """Send all reports on a month as a workbook or as PDF."""
    month, found = await context.run(reading.take_all, context.who, context.now, button.month)
    await _send(context, month, found, All(button.month, 1), pdf=button.pdf)


async def _send(
    context: Context, month: Month, found: Taken, back: Mine | Read | All, *, pdf: bool
) -> None:
    if not found:
        await context.show(Screen(say(_("还没有人交。")), [ways(back)], protect=True))
        return
    reader = await context.reader()
    if pdf:
        paper = printed.paper(found, context.today, reader)
        content = await asyncio.to_thread(drawn, paper)
    else:
        content = await asyncio.to_thread(written, sheets(month, found), reader)
    who = f"-{found[0][0].author.name}" if len(found) == 1 else ""
    sentence = _("月报-{month}{who}.pdf") if pdf else _("月报-{month}{who}.xlsx")
    name = plain(say(sentence, month=str(month), who=who), reader.language, reader.zone)
    told = say(_("{month}月报，{count} 份"), month=month, count=len(found))
    await context.tell(Screen(told, [ways(back)], document=Attachment(name, content)))


def sheets(month: Month, found: Taken) -> list[Sheet]:
    """Return the sheets of some reports: totals, people, texts."""
    heads = [_head(one) for one in MEASURES]
    note = say(
        _("数字是提交时的；空格：尚未配置，或没有这一项。目标：级别标准（第12条），含假定值。")
    )
    aims = [say(_("{name}完成率"), name=say(wording.NAMES[one])) for one in TARGETS]
    goals = [say(_("{name}目标"), name=head) for head in map(_head, TARGETS)]
    summary = Sheet(
        say(_("汇总")),
        [
            say(_("单位")),
            say(_("姓名")),
            say(_("状态")),
            say(_("交表时间")),
            *heads,
            *goals,
            *aims,
        ],
        [*(_summary(line, content) for line, content in found), *_all(found)],
        note,
        frozen=2,
    )
    before = [say(_("上月{name}"), name=head) for head in heads]
    people = Sheet(
        say(_("每人")),
        [*map(say, HEADS), *heads, *before, *goals, *aims],
        [_person(line, row) for line, content in found for row in content.figures.rows],
        note,
        frozen=4,
    )
    return [summary, people, _texts(month, found)]


def _texts(month: Month, found: Taken) -> Sheet:
    return Sheet(
        say(_("文字")),
        [say(_("单位")), say(_("姓名")), *(say(wording.LABELS[one]) for one in SECTIONS)],
        [
            [line.unit, line.author.name, *(content.answers.get(one, "") for one in SECTIONS)]
            for line, content in found
        ],
        say(_("{month}月报"), month=month),
        frozen=2,
    )


def _head(measure: str) -> Say:
    name = say(wording.NAMES[measure])
    if MEASURES[measure] in {"assets", "yuan"}:
        return say(_("{name}（元）"), name=name)
    return name


def _summary(line: Line, content: Content) -> list[Value]:
    state = wording.state(line.standing, over=False)
    figures = content.figures
    cells = *_values(figures.totals), *_reached(figures.totals, figures.targets)
    return [line.unit, line.author.name, state, line.standing.at, *cells]


def _all(found: Taken) -> Iterator[list[Value]]:
    """Yield the totals of several reports: a district's people are in those of its outlets too."""
    rows = reading.united(line for line, _content in found)
    if len(found) > 1:
        told: list[Value] = [say(_("合计，每人一次")), "", "", None]
        sums, aims = totals(rows), targets(rows)
        yield [*told, *_values(sums), *_reached(sums, aims)]


def _person(line: Line, row: Row) -> list[Value]:
    grade = words.grade(row.grade) if row.grade else ""
    who: list[Value] = [line.author.name, row.unit, row.number, row.name, grade]
    return [*who, *_values(row.now), *_values(row.before), *_reached(row.now, row.target)]


def _values(cells: Cells) -> Iterator[Value]:
    for measure in MEASURES:
        yield _value(measure, cells)


def _value(measure: str, cells: Cells) -> Value:
    value = cells.get(measure)
    return None if value is None else KINDS.get(MEASURES[measure], Number)(value)


def _reached(done: Cells, targets: Cells) -> Iterator[Value]:
    for measure in TARGETS:
        yield _value(measure, targets)
    for measure in TARGETS:
        reached = rate(done.get(measure), targets.get(measure))
        yield None if reached is None else Percent(reached)


async def draw(context: Context, button: Picture) -> None:
    """Send the outlets compared in a picture, protected like the figures."""
    found = await context.run(reading.overview, context.who, context.now, button.month)
    if not found.people:
        said = say(_("还没有人交，没有可比的。"))
        await context.show(Screen(said, [ways(All(button.month, 1))], protect=True))
        return
    reader = await context.reader()
    content = await asyncio.to_thread(picture.png, compared(found, reader))
    photo = Attachment("outlets.png", content)
    said = say(_("{month} 网点对比"), month=found.month)
    back = ways(All(found.month, 1))
    await context.tell(Screen(said, [back], protect=True, photo=photo))


def compared(found: Overview, reader: Reader) -> picture.Page:
    """Return the outlets of a month compared, worded for a reader."""

    def text(said: Say) -> str:
        return plain(said, reader.language, reader.zone)

    charts = [
        picture.Chart(
            text(say(wording.NAMES[measure])),
            tuple(
                picture.Bar(unit, cells.get(measure), text(_told(measure, cells)))
                for unit, cells in found.outlets
            ),
        )
        for measure in CHARTS
    ]
    many = say(
        _("只含已交的 {count}/{total} 份月报"), count=found.handed_in, total=len(found.lines)
    )
    title = say(_("{month} 网点对比"), month=found.month)
    return picture.Page(text(title), found.unit, tuple(charts), text(many))


def _told(measure: str, cells: Cells) -> Say:
    value = cells.get(measure)
    if value is None:
        return say(_("尚未配置"))
    return say("{value}", value=of_unit(value, MEASURES[measure]))
