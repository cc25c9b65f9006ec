"""Signing many at once: a list with ticks, one confirmation that lists them, one press."""

from handlers.approvals.buttons import Open
from handlers.buttons import ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, counted, say
from handlers.ownership import wording
from handlers.ownership.buttons import List, Sign, Tick, TickPlain, Waiting
from handlers.render import Assets, Bold, Listed
from handlers.topic import command, ways
from services.ownership import signing
from services.ownership.pending import One
from services.ownership.signing import Page

SIZE = 5
OUTDATED = say(_("此卡片已更新。"))


async def sign(context: Context) -> None:
    """Show what waits."""
    await context.show(await _page(context, 1))


async def page(context: Context, button: Waiting) -> None:
    """Turn to a page of it."""
    await context.show(await _page(context, button.page))


async def tick(context: Context, button: Tick) -> None:
    """Tick a case, or take the tick away."""
    done = await context.run(
        signing.tick, context.who, context.now, button.approval, button.version, button.on
    )
    await context.show(await _page(context, button.page, None if done else OUTDATED))


async def tick_plain(context: Context, button: TickPlain) -> None:
    """Tick all that nothing sets apart, or none."""
    if button.on:
        await context.run(signing.tick_plain, context.who, context.now)
    else:
        await context.run(signing.untick, context.who, context.now)
    await context.show(await _page(context, 1))


async def list_(context: Context, _button: List) -> None:
    """List what is ticked."""
    await context.show(await _listed(context))


async def sign_all(context: Context, button: Sign) -> None:
    """Sign what was listed; on an outdated list show it anew."""
    done = await context.run(signing.sign, context.who, context.now, button.mark)
    if done.stale:
        await context.show(await _listed(context, OUTDATED))
        return
    many = counted("✓ 已签核 {count} 件：", "✓ 已签核 {count} 件：", len(done.cases))
    lines = [
        many,
        *(_short(at + 1, one) for at, one in enumerate(done.cases)),
        *_moved(done.moved),
    ]
    await context.show(Screen(lines, [[(say(_("还有哪些")), Waiting(1))], ways()], protect=True))


async def _page(context: Context, number: int, note: Say | None = None) -> Screen:
    first = (max(number, 1) - 1) * SIZE
    found = await context.run(signing.page, context.who, context.now, first, SIZE)
    if not found.cases and found.total:
        number = -(-found.total // SIZE)
        first = (number - 1) * SIZE
        found = await context.run(signing.page, context.who, context.now, first, SIZE)
    return _drawn(found, max(number, 1), note)


def _drawn(found: Page, number: int, note: Say | None) -> Screen:
    title = say(_("<b>客户归属签核</b>　有差异的在前"))
    lines = [*([note] if note else []), title]
    if not found.total:
        return Screen([*lines, say(_("没有等您签核的客户。"))], [ways()], protect=True)
    numbers = [(found.first + at + 1, one) for at, one in enumerate(found.cases)]
    lines += [_line(at, one) for at, one in numbers]
    pages = -(-found.total // SIZE)
    place = say(
        _("共 {total} 件，已选 {ticked} 件，第 {page}/{pages} 页"),
        total=found.total,
        ticked=found.ticked,
        page=number,
        pages=pages,
    )
    ticks: Row = [
        (_box(at, one), Tick(one.approval, one.version, number, not one.ticked))
        for at, one in numbers
    ]
    opens: Row = [(say(_("看 {number}"), number=at), Open(one.approval)) for at, one in numbers]
    rows = [ticks, opens, _turns(number, pages), _acts(found), ways()]
    return Screen([*lines, place], [row for row in rows if row], protect=True)


def _turns(number: int, pages: int) -> Row:
    before = [(say("◀ 上页"), Waiting(number - 1))] if number > 1 else []
    after = [(say("下页 ▶"), Waiting(number + 1))] if number < pages else []
    return [*before, *after]


def _acts(found: Page) -> Row:
    if found.ticked:
        go = say(_("签核 {count} 件"), count=found.ticked)
        return [(say(_("全不选")), TickPlain(on=False)), (go, List())]
    return [(say(_("全选无差异的")), TickPlain(on=True))] if found.plain else []


def _box(number: int, one: One) -> Say:
    return say("☑ {number}", number=number) if one.ticked else say("☐ {number}", number=number)


def _line(number: int, one: One) -> Say:
    told = say(
        _("{number}. {client} {assets}，{owner}，{day}开户"),
        number=number,
        client=Bold(wording.client(one.name, one.tail)),
        assets=Assets(one.assets),
        owner=one.owner,
        day=one.opened_on,
    )
    return _with(told, one)


def _short(number: int, one: One) -> Say:
    told = say(
        _("{number}. {client}，{owner}"),
        number=number,
        client=wording.client(one.name, one.tail),
        owner=one.owner,
    )
    return _with(told, one)


def _with(told: Say, one: One) -> Say:
    """Return the line with what sets the case apart, and in whose place one signs."""
    if one.for_name:
        told = say(_("{told}（代 {name}）"), told=told, name=one.for_name)
    found = wording.brief(one.differing, overdue=one.overdue)
    return say(_("{told}\n　⚠ {why}"), told=told, why=Bold(Listed(found))) if found else told


async def _listed(context: Context, note: Say | None = None) -> Screen:
    found = await context.run(signing.ticked, context.who, context.now)
    lines = [*([note] if note else []), *_moved(found.moved)]
    if not found.cases:
        back = [(say(_("去选择")), Waiting(1))]
        return Screen([*lines, say(_("没有选中的客户。"))], [back, ways()], protect=True)
    count = len(found.cases)
    lines.append(counted("<b>签核这 {count} 件？</b>", "<b>签核这 {count} 件？</b>", count))
    lines += [_short(at + 1, one) for at, one in enumerate(found.cases)]
    apart = sum(one.apart for one in found.cases)
    if apart:
        lines.append(counted("⚠ 其中 {count} 件有差异。", "⚠ 其中 {count} 件有差异。", apart))
    row = [(say(_("确认签核 {count} 件"), count=count), Sign(found.mark))]
    return Screen(lines, [row, ways(Waiting(1))], protect=True)


def _moved(count: int) -> list[Say]:
    said = counted(
        "有 {count} 件在您选中以后变了，没有算进来。",
        "有 {count} 件在您选中以后变了，没有算进来。",
        count,
    )
    return [said] if count else []


HANDLERS = (
    command("sign", sign),
    ButtonHandler(Waiting, page),
    ButtonHandler(Tick, tick),
    ButtonHandler(TickPlain, tick_plain),
    ButtonHandler(List, list_),
    ButtonHandler(Sign, sign_all),
)
