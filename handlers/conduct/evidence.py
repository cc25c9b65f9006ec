"""Evidence in chat: a case's photos and files, one a line, each sent when it is asked for."""

from dataclasses import replace

from handlers.buttons import ButtonHandler
from handlers.conduct import card
from handlers.conduct.buttons import OnePiece, OpenCase, Pieces
from handlers.context import Context, Screen
from handlers.errors import words
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.topic import ways
from services.conduct import evidence
from services.conduct.evidence import Evidence, Piece
from services.files import FileDamagedError, FileGoneError

SIZE = 6


async def page(context: Context, button: Pieces) -> None:
    """Show a page of a case's evidence."""
    first = (max(button.page, 1) - 1) * SIZE
    found = await context.run(evidence.page, context.who, context.today, button.case, first, SIZE)
    await context.show(_drawn(found, max(button.page, 1)))


def _drawn(found: Evidence, number: int) -> Screen:
    case = found.case
    listing = Listing[Piece](
        title=say(_("{title}：证据"), title=card.title(found.number, found.kind)),
        line=_line,
        page=lambda one: Pieces(case, one),
        empty=say(_("案卷里还没有照片或文件。")),
        button=lambda one: (
            say(_("看第 {number} 件"), number=one.number),
            OnePiece(case, one.number),
        ),
        size=SIZE,
        in_a_row=2,
    )
    screen = listing.screen(found.pieces, found.total, number, OpenCase(case))
    if not found.adds:
        return screen
    return replace(
        screen, rows=[*screen.rows[:-1], [card.more(case, found.version)], screen.rows[-1]]
    )


def _line(one: Piece) -> Say:
    if not one.by:
        sentence = _("{number}. {what}，{moment} 收入案卷")
        return say(sentence, number=one.number, what=_what(one), moment=one.at)
    return say(
        _("{number}. {what}，{name} {moment} 提供"),
        number=one.number,
        what=_what(one),
        name=one.by,
        moment=one.at,
    )


def _what(one: Piece) -> object:
    return one.name or say(_("照片"))


async def see(context: Context, button: OnePiece) -> None:
    """Send a piece of evidence."""
    case, number = button.case, button.number
    one = await context.run(evidence.piece, context.who, context.today, case, number)
    sent = Screen(
        _line(one), [ways(Pieces(case, 1))], protect=True, stored=one.file_id, called=one.name
    )
    await context.tell(sent)


@words.register
def _gone(_error: FileGoneError) -> Say:
    return say(_("这个文件已经不在了。"))


@words.register
def _damaged(_error: FileDamagedError) -> Say:
    return say(_("这个文件与收入时不一致，不能显示。请告诉管理员。"))


HANDLERS = (ButtonHandler(Pieces, page), ButtonHandler(OnePiece, see))
