"""Who has seen the figures of a batch since its release: a list under the batch's card."""

from handlers.batches import One, Seen
from handlers.buttons import ButtonHandler
from handlers.context import Context
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.topic import Handler
from services.imports import readers
from services.imports.readers import Reader

READERS = 15


async def seen(context: Context, button: Seen) -> None:
    """Show who has seen a batch's figures since its release, those who have not first."""
    number, first = button.number, (max(button.page, 1) - 1) * READERS
    found = await context.run(readers.readers, context.who, context.today, number, first, READERS)
    title = say(
        _("批次 {batch} 涉及 {total} 人，发布后看过的有 {seen} 人"),
        batch=number,
        total=found.total,
        seen=found.seen,
    )
    listing = Listing[Reader](
        title=title,
        line=_reader,
        page=lambda page: Seen(number, page),
        empty=say(_("没有您可以查看的人。")),
        size=READERS,
    )
    await context.show(listing.screen(found.people, found.total, button.page, One(number)))


def _reader(one: Reader) -> Say:
    who = say("{number} {name}", number=one.employee.number, name=one.employee.name)
    if one.seen_at is None:
        return say(_("✗ {who} 还没看"), who=who)
    return say(_("✓ {who} {moment} 看过"), who=who, moment=one.seen_at)


HANDLERS: tuple[Handler, ...] = (ButtonHandler(Seen, seen),)
