"""What was said and shown in a dispute: a list, each file sent when it is asked for."""

from handlers.buttons import ButtonHandler
from handlers.context import Context, Screen
from handlers.disputes.buttons import Evidence, OneEvidence, OpenDispute
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.topic import ways
from services.disputes import view
from services.disputes.view import Piece

SIZE = 4


async def page(context: Context, button: Evidence) -> None:
    """Show a page of it."""
    one, number = button.dispute, max(button.page, 1)
    listing = Listing[Piece](
        title=say(_("<b>归属争议：材料</b>")),
        line=line,
        page=lambda to: Evidence(one, to),
        empty=say(_("还没有材料。")),
        size=SIZE,
    )
    first = listing.offset(number)
    found, total = await context.run(view.pieces, context.who, context.today, one, first, SIZE)
    screen = listing.screen(found, total, number, OpenDispute(one))
    files = [
        (say(_("看第 {number} 件"), number=piece.number), OneEvidence(one, piece.number))
        for piece in found
        if piece.file_id is not None
    ]
    rows = [files[at : at + 2] for at in range(0, len(files), 2)]
    await context.show(Screen(screen.text, [*rows, *screen.rows], protect=True))


def line(one: Piece) -> Say:
    """Return a piece in one line."""
    told = {"number": one.number, "owner": one.owner, "moment": one.at, "said": one.statement}
    if one.name is None:
        return say(_("{number}. {owner} {moment}：{said}"), **told)
    what = one.name or say(_("照片"))
    return say(_("{number}. {owner} {moment}：{said}〔{what}〕"), what=what, **told)


async def see(context: Context, button: OneEvidence) -> None:
    """Send a piece."""
    one = await context.run(view.piece, context.who, context.today, button.dispute, button.number)
    back = [ways(Evidence(button.dispute, 1))]
    await context.tell(
        Screen(line(one), back, protect=True, stored=one.file_id, called=one.name or "")
    )


HANDLERS = (ButtonHandler(Evidence, page), ButtonHandler(OneEvidence, see))
