"""Reports to print: the analysis form of Article 28.4 on A4, one report after another."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeAlias

from handlers import words
from handlers.i18n import Say, _, say
from handlers.papers.paper import Block, Cell, Paper, Row, Table, Text, cell, text
from handlers.render import Listed, Reader, plain
from handlers.reports import wording
from handlers.reports.wording import amount
from services.reports.figures import MEASURES, Cells, Figures, rate
from services.reports.figures import Row as Person
from services.reports.reading import Line
from services.reports.rows import SECTIONS, Content

Writes: TypeAlias = Callable[[Say], str]
HEADS = {
    "openings": _("开户"),
    "accounts": _("新增有效户"),
    "value": _("新增托管市值"),
    "clients": _("客户数"),
    "assets": _("月均资产"),
    "turnover": _("成交额"),
    "revenue": _("净创收"),
    "fund": _("基金销售手续费"),
    "score": _("考核得分"),
}
PARTS: tuple[tuple[str, ...], ...] = (
    ("openings", "accounts", "value", "clients", "score"),
    ("assets", "turnover", "revenue", "fund"),
)
REACHED = {
    "accounts": (_("有效户目标"), _("完成率")),
    "value": (_("市值目标"), _("完成率")),
    "revenue": (_("净创收目标"), _("完成率")),
}
"""The measures that stand beside one another: all of them are too wide for a page. Grades stand
only with the first."""
NAME, GRADE = 1.3, 1.9
WIDTHS = {"openings": 1.3, "value": 2.0, "clients": 1.2, "turnover": 2.2, "fund": 2.0}


def paper(found: Sequence[tuple[Line, Content]], today: date, reader: Reader) -> Paper:
    """Return the reports as a document, worded."""

    def write(said: Say) -> str:
        return plain(said, reader.language, reader.zone)

    blocks = [block for line, content in found for block in _report(line, content, write)]
    title = write(say(_("驻点营销团队月度业务分析表")))
    return Paper(title, tuple(blocks), today, reader.language)


def _report(line: Line, content: Content, write: Writes) -> Iterator[Block]:
    figures = content.figures
    yield Text(
        text(write(say(_("驻点营销团队月度业务分析表")))),
        "center",
        bold=True,
        scale=1.6,
        new_page=True,
    )
    head = [
        cell(write(say(_("单位：{unit}"), unit=line.unit))),
        cell(write(say(_("填报人：{name}"), name=line.author.name))),
        cell(write(say(_("月份：{month}"), month=figures.month))),
        cell(write(say(_("填表日期：{day}"), day=_day(line)))),
    ]
    rows = Row(tuple(head[:2])), Row(tuple(head[2:]))
    yield Table((1.4, 1.0), rows, ruled=False)
    if figures.known:
        for measures in PARTS:
            yield _table(content, measures, write)
        yield from _reached(figures, write)
    for said in _notes(content):
        yield Text(text(write(said)))
    texts = tuple(_answers(content, write))
    yield Table((1.0, 6.0), texts)


def _day(line: Line) -> object:
    return line.standing.at.date() if line.standing.at else say("")


def _table(content: Content, measures: Sequence[str], write: Writes) -> Table:
    wide = (*(WIDTHS.get(one, 1.6) for one in measures),)
    columns = (NAME, GRADE, *wide) if _graded(measures) else (NAME, *wide)
    return Table(columns, tuple(_rows(content, measures, write)), heads=1)


def _graded(measures: Sequence[str]) -> bool:
    return measures == PARTS[0]


def _rows(content: Content, measures: Sequence[str], write: Writes) -> Iterator[Row]:
    graded = _graded(measures)
    who = [say(_("姓名")), *([say(_("职级"))] if graded else [])]
    heads = [*who, *(say(HEADS[one]) for one in measures)]
    yield Row(tuple(cell(write(one), align="center", bold=True) for one in heads))
    figures = content.figures
    for one in figures.rows:
        grade = [cell(_grade(one, write))] if graded else []
        yield Row((cell(one.name), *grade, *_cells(one.now, measures, write)))
    sums = [(say(_("合计")), figures.totals)]
    if figures.compared:
        sums.append((say(_("上月合计")), figures.totals_before))
    for told, cells in sums:
        yield Row((cell(write(told), span=len(who)), *_cells(cells, measures, write)))


def _reached(figures: Figures, write: Writes) -> Iterator[Table]:
    """Yield everybody's figures against the standards of his grade, if somebody has any."""
    if not figures.targets:
        return
    heads = [head for pair in REACHED.values() for head in pair]
    told = [write(say(one)) for one in (_("姓名"), *heads)]
    rows = [Row(tuple(cell(one, align="center", bold=True) for one in told))]
    rows += [Row((cell(one.name), *_against(one.now, one.target, write))) for one in figures.rows]
    total = cell(write(say(_("合计"))))
    rows.append(Row((total, *_against(figures.totals, figures.targets, write))))
    yield Table((NAME, *(1.6, 1.3) * len(REACHED)), tuple(rows), heads=1)


def _against(done: Cells, targets: Cells, write: Writes) -> Iterator[Cell]:
    for measure in REACHED:
        target = targets.get(measure)
        reached = rate(done.get(measure), target)
        told = () if target is None else (write(say("{value}", value=amount(measure, target))),)
        yield cell(*told, align="right")
        share = () if reached is None else (write(say("{value}", value=wording.share(reached))),)
        yield cell(*share, align="right")


def _grade(one: Person, write: Writes) -> str:
    return write(words.grade(one.grade)) if one.grade else ""


def _cells(cells: Cells, measures: Sequence[str], write: Writes) -> Iterator[Cell]:
    for measure in measures:
        value = cells.get(measure)
        told = say("{value}", value=wording.amount(measure, value))
        yield cell(*([] if value is None else [write(told)]), align="right")


def _notes(content: Content) -> Iterator[Say]:
    figures = content.figures
    if not figures.known:
        yield say(_("{month} 的客户数据提交时还没有发布。"), month=figures.month)
    elif figures.as_of is not None:
        state = say(_("已定稿")) if figures.closed else say(_("预计"))
        yield say(_("数据截至 {moment}，{state}"), moment=figures.as_of, state=state)
    if figures.known and not figures.compared:
        yield say(_("上月没有数据，不作比较。"))
    if figures.known:
        yield wording.targeted(figures)
    if figures.assumed:
        names = [say(wording.NAMES[one]) for one in MEASURES if one in figures.assumed]
        yield say(_("用到假定值，待营业部确认：{names}"), names=Listed(names))


def _answers(content: Content, write: Writes) -> Iterator[Row]:
    for one in SECTIONS:
        lines = content.answers.get(one, "").splitlines()
        label = cell(write(say(wording.LABELS[one])), align="center")
        yield Row((label, Cell(tuple((part,) for part in lines))), height=2.0)
