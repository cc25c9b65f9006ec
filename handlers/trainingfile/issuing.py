"""The notice of new staff is issued by one press after a look; copies are taken once more."""

import asyncio
from collections.abc import Callable

from handlers.context import Attachment, Context, House, Screen
from handlers.i18n import SOURCE, Say, _, say
from handlers.notices import Drawing
from handlers.papers import staff_notice
from handlers.render import Bold, Listed, Reader, plain
from handlers.topic import ways
from handlers.trainingfile import card, wording
from handlers.trainingfile.buttons import Copy, Issue, Show
from services.delivery import Due
from services.trainingfile import issuing
from services.trainingfile.filled import Filled
from services.trainingfile.issuing import Paper, Prepared
from services.trainingfile.recording import MovedOnError
from services.trainingfile.rights import FINANCE, TRADING

HOUSE = Reader(SOURCE)
"""What is issued is the outlet's own document: in Chinese, whatever who issues it reads."""
COPIES = {FINANCE: _("财务联"), TRADING: _("交易联")}


async def issue(context: Context, button: Issue) -> None:
    """Say what would be issued to whom, or issue it as it was shown."""
    try:
        found = await context.run(issuing.prepare, context.who, context.today, button.file)
    except MovedOnError:
        await card.outdated(context, button.file)
        return
    if found.version != button.version:
        await context.show(card.screen(context, found.card, card.OUTDATED))
    elif not button.sure:
        await context.show(_asked(found))
    else:
        copies = {
            "finance": await _drawn(found.filled, trading=False),
            "trading": await _drawn(found.filled, trading=True),
        }
        done = await context.run(issuing.issue, context.who, context.now, found, **copies)
        notes = _sent_off(found) if done.done else [card.OUTDATED]
        await context.show(card.screen(context, done.card, *notes))


def _asked(found: Prepared) -> Screen:
    filled = found.filled
    number = wording.notice_number(filled.year, filled.number)
    lines = [
        say(_("出具{number}？"), number=Bold(number)),
        say("{name} {number}", name=filled.name, number=filled.staff),
        *(_to(copy, found) for copy in COPIES),
        say(_("两联各发一份给您。发出后不能收回，合同也不能再改。")),
    ]
    row = [(say(_("确定出具")), Issue(found.file, found.version, sure=True))]
    return Screen(lines, [row, ways(Show(found.file))], protect=True)


def _sent_off(found: Prepared) -> list[Say]:
    """Say that it was issued, and which copy still has to be handed over on paper."""
    alone = [_to(copy, found) for copy in COPIES if not found.to[copy]]
    if alone:
        return [say(_("✓ 已出具，两联已发给您。")), *alone]
    return [say(_("✓ 已出具，财务联和交易联已发出。"))]


def _to(copy: str, found: Prepared) -> Say:
    name, people = say(COPIES[copy]), found.to[copy]
    if not people:
        return say(_("{copy}：没有人绑定账号，请打印转交"), copy=name)
    return say(_("{copy}：发给{people}"), copy=name, people=Listed(people))


async def _drawn(filled: Filled, *, trading: bool) -> Paper:
    content = await asyncio.to_thread(_pdf, filled, HOUSE, trading=trading)
    return Paper(_called(filled, HOUSE, TRADING if trading else FINANCE, "pdf"), content)


def _pdf(filled: Filled, reader: Reader, *, trading: bool) -> bytes:
    return staff_notice.as_pdf(filled, reader, trading=trading)


def _called(filled: Filled, reader: Reader, copy: str, end: str) -> str:
    """Return what a copy's file is called: no name of a person in it."""
    said = file_name(filled.year, filled.number, copy)
    return f"{plain(said, reader.language)}.{end}"


def file_name(year: int, number: int, copy: str) -> Say:
    """Return what a copy's file is called, without its end."""
    told = wording.notice_number(year, number)
    return say(_("{number} {copy}"), number=told, copy=say(COPIES[copy]))


async def take(context: Context, button: Copy) -> None:
    """Send a copy once more, as PDF or for Word, in the reader's language."""
    copy = TRADING if button.trading else FINANCE
    filled = await context.run(issuing.take, context.who, context.now, button.file, copy)
    reader = await context.reader()
    draw: Callable[..., bytes] = staff_notice.as_docx if button.word else staff_notice.as_pdf
    content = await asyncio.to_thread(draw, filled, reader, trading=button.trading)
    name = _called(filled, reader, copy, "docx" if button.word else "pdf")
    said = say(_("新增人员内务通知单（这次取件已记录）"))
    await context.tell(Screen(said, [ways()], document=Attachment(name, content)))


async def sent(_house: House, due: Due) -> Screen:
    """Bring a copy to its department, and to whoever issued it, named in his language."""
    data, copy = due.data, due.data["copy"]
    said = say(
        _("📄 {number}（{copy}）：新增人员{name}，请办理（第20条）。"),
        number=wording.notice_number(data["year"], data["number"]),
        copy=say(COPIES[copy]),
        name=Bold(data["name"]),
    )
    word = (say(_("Word 文件")), Copy(data["file"], trading=copy == TRADING, word=True))
    name = plain(file_name(data["year"], data["number"], copy), due.language or SOURCE)
    return Screen(said, [[word], ways()], stored=data["stored"], called=f"{name}.pdf")


CARDS: dict[str, Drawing] = {issuing.SENT: sent}
