"""/duties: what one has to file now; what others filed, by week or month, each on a card."""

from collections.abc import Iterator
from dataclasses import replace

from handlers.attendance.buttons import Mark
from handlers.buttons import day_of
from handlers.context import Context, Row, Screen
from handlers.duties import wording
from handlers.duties.buttons import All, File, Filed, Open
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.render import Bold
from handlers.topic import ways
from services.duties import reading
from services.duties.filing import NOT_HELD
from services.duties.kinds import Kind
from services.duties.reading import Card, Overview
from services.duties.when import moved

SIZE = 6


async def home(context: Context) -> None:
    """Show what one has to file now and what others file."""
    found = await context.run(reading.home, context.who, context.now)
    lines = [say("{title}", title=Bold(say(_("定期汇报"))))]
    lines += [
        say(
            "· {title}：{state}",
            title=wording.title(one.kind.code, one.period),
            state=wording.state(one),
        )
        for one in found.mine
    ]
    if not found.mine and not found.reads:
        lines.append(say(_("没有要您交的，也没有要您看的。")))
    rows = [*map(_mine, found.mine), [*map(_all, found.reads)]]
    await context.show(Screen(lines, [*(row for row in rows if row), ways()], protect=True))


async def open_(context: Context, _button: Open) -> None:
    """Show the same in place of a card."""
    await home(context)


def _mine(one: Card) -> Row:
    code, period = one.kind.code, one.period.toordinal()
    if one.filed_at:
        name = say(_("我的{name}"), name=say(wording.NAMES[code]))
        return [(name, Filed(code, 0, period))]
    return [(say(wording.VERBS[code]), File(code, period))]


def _all(kind: Kind) -> tuple[Say, All]:
    return say(_("全部{name}"), name=say(wording.NAMES[kind.code])), All(kind.code, 0, 1)


async def filed(context: Context, button: Filed) -> None:
    """Show what somebody filed."""
    author = button.author or (await context.viewer()).staff_id
    first = day_of(button.period)
    code = button.code
    await context.show(
        drawn(await context.run(reading.card, context.who, context.now, code, author, first))
    )


def drawn(one: Card, note: Say | None = None) -> Screen:
    """Draw what somebody filed."""
    code, period = one.kind.code, one.period.toordinal()
    lines = [*([note] if note else [])]
    lines.append(say("{title}", title=Bold(wording.title(code, one.period))))
    lines.append(say(_("{unit} {name}"), unit=one.unit, name=one.author.name))
    lines.append(say(_("状态：{state}"), state=Bold(wording.state(one))))
    lines += wording.answers(one.answers)
    rows = [*_acts(one), [*_turns(one)], ways(Open() if one.mine else All(code, period, 1))]
    return Screen(lines, [row for row in rows if row], protect=True)


def _acts(one: Card) -> Iterator[Row]:
    code, period = one.kind.code, one.period.toordinal()
    if one.open:
        label = say(_("改一改")) if one.filed_at else say(wording.VERBS[code])
        yield [(label, File(code, period))]
    if not one.mine and one.answers.get("held") == NOT_HELD:
        yield [(say(_("登记考勤")), Mark(one.author.staff_id, 0))]


def _turns(one: Card) -> Iterator[tuple[Say, Filed]]:
    code, author = one.kind.code, 0 if one.mine else one.author.staff_id
    after = [] if one.last else [(say(_("下一期 ▶")), 1)]
    for label, by in ((say(_("◀ 上一期")), -1), *after):
        yield label, Filed(code, author, moved(one.kind, one.period, by).toordinal())


async def page(context: Context, button: All) -> None:
    """Show a page of what was filed of a period."""
    code, first = button.code, day_of(button.period) if button.period else None
    found = await context.run(reading.overview, context.who, context.now, code, first)
    period = found.period.toordinal()
    listing = Listing[Card](
        title=say("{title}", title=Bold(wording.title(code, found.period))),
        line=_line,
        page=lambda at: All(code, period, at),
        empty=say(_("没有要交的人。")),
        button=lambda one: (
            say("{name}", name=one.author.name),
            Filed(code, one.author.staff_id, period),
        ),
        size=SIZE,
        in_a_row=3,
    )
    at = listing.offset(button.page)
    made = listing.screen(found.lines[at : at + SIZE], len(found.lines), button.page, Open())
    await context.show(_with_head(made, found))


def _with_head(made: Screen, found: Overview) -> Screen:
    first, *rest = made.text if isinstance(made.text, list) else [made.text]
    head = say(_("已交 {count}/{total}"), count=found.filed, total=len(found.lines))
    code, kind = found.kind.code, found.kind
    before, after = (moved(kind, found.period, by).toordinal() for by in (-1, 1))
    turns = [(say(_("◀ 上一期")), All(code, before, 1))]
    if not found.last:
        turns.append((say(_("下一期 ▶")), All(code, after, 1)))
    lines = [first, head, *rest]
    return replace(made, text=lines, rows=[*made.rows[:-1], turns, made.rows[-1]])


def _line(one: Card) -> Say:
    told = say(
        "· {name} {unit}：{state}",
        name=Bold(one.author.name),
        unit=one.unit,
        state=wording.state(one),
    )
    more = wording.brief(one.answers)
    return say("{told}，{more}", told=told, more=more) if more else told
