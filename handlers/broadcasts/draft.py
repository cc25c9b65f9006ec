"""A draft's card: what it says, to whom, when; a copy for oneself, and the confirmed sending."""

from handlers.broadcasts import wording
from handlers.broadcasts.buttons import (
    Draft,
    Drop,
    Edit,
    Manage,
    People,
    Plan,
    Send,
    To,
    Try,
    Turn,
    Written,
)
from handlers.buttons import ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.errors import words
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.topic import Handler, ways
from services.broadcasts import counting, drafting, sending
from services.broadcasts import draft as drafts
from services.broadcasts.draft import Draft as Found
from services.broadcasts.parts import title
from services.broadcasts.rows import NotAnAuthorError
from services.broadcasts.sending import NobodyChosenError
from services.organisation import Employee

OUTDATED = say("此卡片已更新。")
SIZE = 15


async def show(context: Context, button: Draft) -> None:
    """Show a draft."""
    found = await context.run(drafts.draft, context.who, context.now, button.broadcast)
    await context.show(screen(found))


def screen(found: Found, note: Say | None = None) -> Screen:
    """Draw a draft with what can be done about it; a note goes first."""
    lines = [
        *([note] if note else []),
        say(_("<b>通知草稿</b>　还没有发")),
        say("{text}", text=wording.excerpt(found.text)),
        say(""),
        *wording.file(found.file),
        wording.answer(found.answer, found.options),
        *([say(_("发给 {count} 人"), count=len(found.people))] if found.people else []),
        wording.audience(found),
        *wording.lacking(found),
        wording.moment(found),
    ]
    return Screen(lines, _rows(found), protect=True)


def _rows(found: Found) -> list[Row]:
    number, version = found.id, found.version

    def turn(name: str) -> Turn:
        return Turn(number, version, name, "", 0)

    urgent = say(_("取消紧急")) if found.urgent else say(_("标为紧急"))
    timing: list[tuple[Say, Plan | Turn]] = [(say(_("定时")), Plan(number))]
    if found.planned_at:
        timing.append((say(_("改为马上发")), turn("now")))
    send = (say(_("发送……")), Send(number, version, len(found.people), sure=False))
    return [
        [
            (say(_("修改正文")), Edit(number)),
            (say(_("发给谁")), To(number)),
            (say(_("名单")), People(number, 1)),
        ],
        [*timing, (urgent, turn("urgent"))],
        [(say(_("预览给自己")), Try(number)), *([send] if found.people else [])],
        [(say(_("删除草稿")), Drop(number, sure=False))],
        ways(Written(1)),
    ]


async def people(context: Context, button: People) -> None:
    """Show a page of those to whom a draft goes; first those who cannot be reached."""
    found = await context.run(drafts.draft, context.who, context.now, button.broadcast)
    lacking = found.lacking

    def line(one: Employee) -> Say:
        if one.staff_id in lacking.unbound:
            return say(_("✗ {number} {name}：没有绑定"), number=one.number, name=one.name)
        if one.staff_id in lacking.blocked:
            return say(_("✗ {number} {name}：停用了机器人"), number=one.number, name=one.name)
        return say("{number} {name}", number=one.number, name=one.name)

    listing = Listing[Employee](
        title=say(_("<b>发给 {count} 人</b>"), count=len(found.people)),
        line=line,
        page=lambda page: People(button.broadcast, page),
        empty=say(_("还没有选发给谁。")),
        size=SIZE,
    )
    ordered = sorted(found.people, key=lambda one: one.staff_id not in lacking.all)
    first = listing.offset(button.page)
    shown, total = ordered[first : first + SIZE], len(ordered)
    await context.show(listing.screen(shown, total, button.page, Draft(button.broadcast)))


async def try_(context: Context, button: Try) -> None:
    """Send the author a copy, as it will arrive."""
    await context.run(drafting.preview, context.who, context.now, button.broadcast)
    found = await context.run(drafts.draft, context.who, context.now, button.broadcast)
    await context.show(screen(found, say(_("预览发给您了，收到的人看到的就是那样。"))))


async def send(context: Context, button: Send) -> None:
    """Say what sending does, then do it."""
    if not button.sure:
        found = await context.run(drafts.draft, context.who, context.now, button.broadcast)
        await context.show(_ask(found))
        return
    query = context.cause.callback_query
    card = query.message.message_id if query and query.message else None
    done = await context.run(
        sending.send,
        context.who,
        context.now,
        broadcast=button.broadcast,
        version=button.version,
        count=button.count,
        card=card,
    )
    if done.done:
        one = await context.run(counting.card, context.who, context.now, button.broadcast)
        await context.show(live(one))
    else:
        found = await context.run(drafts.draft, context.who, context.now, button.broadcast)
        await context.show(_ask(found, OUTDATED))


def _ask(found: Found, note: Say | None = None) -> Screen:
    lines = [
        *([note] if note else []),
        say(_("<b>发给 {count} 人？</b>"), count=len(found.people)),
        wording.audience(found),
        *wording.lacking(found),
        wording.moment(found),
        say(_("名单以现在为准：之后入职的人收不到，已离职的人不再发。")),
    ]
    yes = say(_("确定发给 {count} 人"), count=len(found.people))
    sure = Send(found.id, found.version, len(found.people), sure=True)
    rows: list[Row] = [[(yes, sure)]] if found.people else []
    return Screen(lines, [*rows, ways(Draft(found.id))], protect=True)


def live(one: counting.Card) -> Screen:
    """Draw the card that shows how far a notice is; it is redrawn where it stands."""
    lines = [
        say(_("<b>通知：{title}</b>"), title=title(one.text)),
        wording.how(one),
        *wording.counts(one),
    ]
    return Screen(lines, [[(say(_("管理这条通知")), Manage(one.id, beside=True))]], protect=True)


async def drop(context: Context, button: Drop) -> None:
    """Forget a draft."""
    if button.sure:
        await context.run(drafting.drop, context.who, context.now, button.broadcast)
        await context.show(Screen(say(_("草稿已删除。")), (ways(Written(1)),), protect=True))
        return
    found = await context.run(drafts.draft, context.who, context.now, button.broadcast)
    said = say(_("删除草稿「{title}」？删了不能恢复。"), title=title(found.text))
    row = [(say(_("删除")), Drop(found.id, sure=True))]
    await context.show(Screen(said, [row, ways(Draft(found.id))], protect=True))


@words.register
def _not_an_author(_error: NotAnAuthorError) -> Screen:
    return Screen(say(_("只有后勤支持岗和总经理能发通知。")), (ways(),))


@words.register
def _nobody_chosen(_error: NobodyChosenError) -> Say:
    return say(_("还没有选发给谁。"))


HANDLERS: tuple[Handler, ...] = (
    ButtonHandler(Draft, show),
    ButtonHandler(People, people),
    ButtonHandler(Try, try_),
    ButtonHandler(Send, send),
    ButtonHandler(Drop, drop),
)
