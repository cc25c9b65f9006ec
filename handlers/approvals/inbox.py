"""What waits for somebody's word, and what he asked for himself."""

from handlers.approvals import card as cards
from handlers.approvals.buttons import Asked, Inbox, Open
from handlers.buttons import ButtonHandler
from handlers.context import Context, Screen
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.render import Bold
from handlers.topic import Waiting, command, ways
from services.approvals import view
from services.approvals.view import Listed


async def inbox(context: Context) -> None:
    """Show what waits for one's word."""
    await context.show(await _inbox(context))


async def show_inbox(context: Context, _button: Inbox) -> None:
    """Put what waits in place of the card."""
    await context.show(await _inbox(context))


async def _inbox(context: Context) -> Screen:
    found = await context.run(view.waiting, context.who, context.now)
    listing = _listing(context, say(_("<b>等您审批</b>")), say(_("没有等您审批的申请。")))
    drawn = listing.screen(found[: listing.size], min(len(found), listing.size), 1)
    mine = ((say(_("我提出的")), Asked(1)),)
    return Screen(drawn.text, [*drawn.rows[:-1], mine, ways()], protect=True)


async def asked(context: Context, button: Asked) -> None:
    """Show a page of what one asked for."""
    listing = _listing(context, say(_("<b>我提出的申请</b>")), say(_("您还没有提出过申请。")))
    first = listing.offset(button.page)
    found, total = await context.run(view.mine, context.who, context.today, first, listing.size)
    await context.show(listing.screen(found, total, button.page, Inbox()))


def _listing(context: Context, title: Say, empty: Say) -> Listing[Listed]:
    def line(one: Listed) -> Say:
        return say(
            _("{title} {name}，{moment}，{state}"),
            title=Bold(cards.title(one.kind, one.title, context.house.topics)),
            name=one.applicant.name,
            moment=one.made_at,
            state=say(cards.STATES[one.state]),
        )

    return Listing(
        title=title,
        line=line,
        page=Asked,
        empty=empty,
        button=lambda one: (
            say(
                "{title} {name}",
                title=cards.title(one.kind, one.title, context.house.topics),
                name=one.applicant.name,
            ),
            Open(one.id),
        ),
    )


async def waits(context: Context) -> list[Waiting]:
    """Return what waits for one's word."""
    found = await context.run(view.waiting, context.who, context.now)
    return [
        Waiting(
            say(
                _("等您审批：{title} {name}"),
                title=cards.title(one.kind, one.title, context.house.topics),
                name=one.applicant.name,
            ),
            say(_("审批 {name}"), name=one.applicant.name),
            Open(one.id),
        )
        for one in found
    ]


HANDLERS = (
    command("approvals", inbox),
    ButtonHandler(Inbox, show_inbox),
    ButtonHandler(Asked, asked),
)
