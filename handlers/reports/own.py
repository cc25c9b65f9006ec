"""One's own report: prefilled, written section by section, handed in."""

from collections.abc import Iterator

from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.render import Bold, Listed
from handlers.reports import wording
from handlers.reports.buttons import (
    All,
    Clear,
    LeaveOff,
    Mine,
    MyPeople,
    Sections,
    Submit,
    Take,
    Through,
    Write,
)
from handlers.reports.people import persons
from handlers.topic import ways
from services.reports import duty, handing_in, writing
from services.reports import own as reports
from services.reports.own import Own
from services.reports.rows import SECTIONS
from services.reports.writing import LONGEST, Asked

OUTDATED = say(_("此卡片已更新。"))


async def mine(context: Context, button: Mine) -> None:
    """Show one's own report on a month."""
    found = await context.run(reports.own, context.who, context.now, button.month)
    await context.show(drawn(found))


def drawn(found: Own, note: Say | None = None) -> Screen:
    """Draw how it stands, its totals, how far the writing is, and what can be done."""
    lines = [*([note] if note else []), *_head(found), say("")]
    lines += [*wording.totals(found.figures), *wording.as_of(found.figures, open_=found.is_draft)]
    lines += [*wording.changed(found.changed), say(""), *_written(found)]
    rows = [*_acts(found), _besides(found), ways()]
    return Screen(lines, [row for row in rows if row], protect=True)


def _head(found: Own) -> Iterator[Say]:
    district = duty.DISTRICT in found.author.posts
    yield say("{title}", title=Bold(wording.title(found.month, district=district)))
    yield say(
        _("{unit} {name}，{count} 人"),
        unit=found.unit,
        name=found.author.name,
        count=len(found.figures.rows),
    )
    yield say(_("状态：{state}"), state=Bold(wording.state(found.standing, over=found.over)))
    if found.is_draft and found.over:
        yield say(
            _("{due} 已截止，请尽快补交给{to}（第28条）"), due=found.due, to=Listed(found.to)
        )
    elif found.is_draft:
        yield say(_("{due} 前（含当时）报{to}（第28条）"), due=found.due, to=Listed(found.to))
    if found.standing.returned:
        yield say(_("退回意见：{reason}"), reason=found.standing.returned)


def _written(found: Own) -> Iterator[Say]:
    yield say(_("文字部分：写了 {count}/{total}"), count=len(found.answers), total=len(SECTIONS))
    if found.is_draft and found.missing:
        yield say(_("必写的还差：{sections}"), sections=wording.listed(found.missing))


def _acts(found: Own) -> list[Row]:
    month, standing = found.month, found.standing
    people = (say(_("每人数字")), MyPeople(month, 1))
    through = (say(_("通读")), Through(month))
    taken = list(takes(found.report)) if standing.at else []
    if not found.is_draft:
        return [[people, through], taken]
    rows: list[Row] = [[(say(_("写各部分")), Sections(month)), people]]
    if (at := _first(found)) is not None:
        label = say(_("继续写")) if found.answers else say(_("开始写"))
        rows = [[(label, Write(month, at)), (say(_("各部分")), Sections(month))], [people]]
    rows[-1] = [*rows[-1], through] if found.answers else rows[-1]
    if not found.missing:
        rows.append([(say(_("提交")), Submit(month, standing.version, sure=False))])
    return rows


def takes(report: int) -> Row:
    """Return the ways to take a report along."""
    return [
        (say(_("导出 Excel")), Take(report, pdf=False)),
        (say(_("导出 PDF")), Take(report, pdf=True)),
    ]


def _first(found: Own) -> int | None:
    """Return the place of the first section that is not written."""
    return next((at for at, one in enumerate(SECTIONS) if one not in found.answers), None)


def _besides(found: Own) -> Row:
    month, row = found.month, list[tuple[Say, Mine | All]]()
    if found.earlier:
        row.append((say(_("◀ {month}"), month=month.later(-1)), Mine(month.later(-1))))
    if found.later:
        row.append((say(_("{month} ▶"), month=month.later(1)), Mine(month.later(1))))
    if found.reads:
        row.append((say(_("下属月报")), All(month, 1)))
    return row


async def sections(context: Context, button: Sections) -> None:
    """Show the sections to choose from, those that are written marked."""
    found = await context.run(reports.own, context.who, context.now, button.month)
    if not found.is_draft:
        await context.show(drawn(found, OUTDATED))
        return
    labels = [
        (
            say(
                "✓ {label}" if one in found.answers else "{label}", label=say(wording.LABELS[one])
            ),
            Write(button.month, at),
        )
        for at, one in enumerate(SECTIONS)
    ]
    rows = [labels[at : at + 2] for at in range(0, len(labels), 2)]
    said = say(_("写哪一部分？✓ 已写；目标与结果、下月计划必写，其余可以不写。"))
    await context.show(Screen(said, [*rows, ways(Mine(button.month))], protect=True))


async def write(context: Context, button: Write) -> None:
    """Ask for a section."""
    section = SECTIONS[button.section] if button.section in range(len(SECTIONS)) else "?"
    found = await context.run(writing.ask, context.who, context.now, button.month, section)
    await context.show(asked(found))


def asked(found: Asked, note: Say | None = None) -> Screen:
    """Draw the section that is asked for, with what it says already."""
    section, month = found.section, found.month
    at = SECTIONS.index(section)
    place = say("{number}/{total}", number=at + 1, total=len(SECTIONS))
    lines = [
        *([note] if note else []),
        say("<b>{label}</b>　{place}", label=wording.label(section), place=place),
        say(wording.ASKS[section]),
    ]
    here = found.answers.get(section)
    if here:
        lines.append(say(_("现在写的是：\n{text}"), text=here))
        lines.append(say(_("发一条消息就换成新的。")))
    else:
        lines.append(say(_("直接发一条消息，最多 {most} 字。"), most=LONGEST))
    turn = [(say(_("◀ 上一部分")), Write(month, at - 1))] if at else []
    turn += [(say(_("跳过")), Write(month, at + 1))] if at + 1 < len(SECTIONS) else []
    last: Row = [(say(_("先写到这里")), LeaveOff(month))]
    if here:
        last = [(say(_("清空")), Clear(month, at)), *last]
    return Screen(lines, [turn, last], protect=True)


async def clear(context: Context, button: Clear) -> None:
    """Take an answer away."""
    section = SECTIONS[button.section] if button.section in range(len(SECTIONS)) else "?"
    await context.run(writing.clear, context.who, context.now, button.month, section)
    found = await context.run(reports.own, context.who, context.now, button.month)
    note = say(_("已清空「{label}」。"), label=say(wording.LABELS[section]))
    await context.show(drawn(found, note))


async def leave_off(context: Context, button: LeaveOff) -> None:
    """Leave off writing: what is typed next answers nothing."""
    await context.run(writing.ask, context.who, context.now, button.month, "")
    await mine(context, Mine(button.month))


async def typed(context: Context) -> bool:
    """Take what was typed outside any form as the section that was asked for."""
    if not await context.run(writing.listens, context.who, context.now):
        return False
    section, left = await context.run(writing.answer, context.who, context.now, context.typed)
    note = say(_("已记下「{label}」。"), label=say(wording.LABELS[section]))
    if left.section:
        await context.tell(asked(left, note))
    else:
        found = await context.run(reports.own, context.who, context.now, left.month)
        await context.tell(drawn(found, note))
    return True


async def through(context: Context, button: Through) -> None:
    """Show all that was written."""
    found = await context.run(reports.own, context.who, context.now, button.month)
    district = duty.DISTRICT in found.author.posts
    lines = [say("{title}", title=Bold(wording.title(found.month, district=district)))]
    lines += wording.sections(found.answers)
    if not found.answers:
        lines.append(say(_("还没有写。")))
    await context.show(Screen(lines, [ways(Mine(button.month))], protect=True))


async def people(context: Context, button: MyPeople) -> None:
    """Show a page of the people in one's own report."""
    found = await context.run(reports.own, context.who, context.now, button.month)
    month = button.month
    screen = persons(found.figures, button.page, lambda page: MyPeople(month, page), Mine(month))
    await context.show(screen)


async def submit(context: Context, button: Submit) -> None:
    """Say what handing in does, then do it."""
    if not button.sure:
        found = await context.run(reports.own, context.who, context.now, button.month)
        current = found.is_draft and found.standing.version == button.version
        await context.show(_sure(found) if current else drawn(found, OUTDATED))
        return
    done = await context.run(
        handing_in.submit, context.who, context.now, button.month, button.version
    )
    found = await context.run(reports.own, context.who, context.now, button.month)
    note = say(_("✓ 已提交给{to}。"), to=Listed(found.to)) if done else OUTDATED
    await context.show(drawn(found, note))


def _sure(found: Own) -> Screen:
    left = [one for one in SECTIONS if one not in found.answers]
    lines = [
        say(_("提交给{to}？"), to=Listed(found.to)),
        say(_("数字按现在的数据定格，之后不能再改，除非被退回。")),
    ]
    if not found.figures.known:
        lines.append(say(_("{month} 的数据还没有发布：报表里数字会是空的。"), month=found.month))
    if left:
        lines.append(say(_("没写的部分：{sections}"), sections=wording.listed(tuple(left))))
    button = Submit(found.month, found.standing.version, sure=True)
    return Screen(lines, [[(say(_("确定提交")), button)], ways(Mine(found.month))], protect=True)
