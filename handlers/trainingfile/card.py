"""A training file's card, with what may be done next; the open ones in a list."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, counted, say
from handlers.licences.buttons import LicencesOf
from handlers.lists import Listing
from handlers.render import Bold
from handlers.topic import ways
from handlers.trainingfile import wording
from handlers.trainingfile.buttons import (
    Conclude,
    Copy,
    FileOf,
    Files,
    Issue,
    ListNames,
    OpenFile,
    RecordExam,
    RecordLevel,
    Show,
)
from services.trainingfile import reading, recording, rights
from services.trainingfile.reading import Card, Line
from services.trainingfile.rights import TRADING
from services.trainingfile.rows import CONTRACTED, LEVELS, LISTED, PASSED, TRAINING

OUTDATED = say("此卡片已更新。")


async def home(context: Context) -> None:
    """Show the open files that one may read; whoever reads none sees his own."""
    asking = await context.viewer()
    if asking.posts & rights.READS:
        await page(context, Files(1))
    else:
        await of(context, FileOf(0))


async def page(context: Context, button: Files) -> None:
    """Show a page of the open files, or of those that are done."""
    listing = DONE if button.done else _open_ones(context.today)
    first = listing.offset(button.page)
    found = await context.run(
        reading.listing, context.who, context.today, first, listing.size, done=button.done
    )
    made = listing.screen(found.lines, found.total, button.page)
    *rows, last = made.rows
    label = _("办理中的") if button.done else _("已办完的")
    other = (say(label), Files(1, done=not button.done))
    names = counted("上报名单（{count} 人）", "上报名单（{count} 人）", found.to_list)
    hand_in = [(names, ListNames(0, sure=False))] if found.to_list else []
    await context.show(replace(made, rows=[*rows, [*hand_in, other], last]))


def _open_ones(today: date) -> Listing[Line]:
    return Listing[Line](
        title=say("{title}", title=Bold(say(_("办理中的培训档案")))),
        line=lambda one: wording.line(one, today),
        page=Files,
        empty=say(_("没有办理中的培训档案。新入职的营销人员会自动建档。")),
        button=_way,
        in_a_row=3,
    )


def _way(one: Line) -> tuple[Say, Show]:
    return say("{name}", name=one.person.name), Show(one.file)


DONE = Listing[Line](
    title=say("{title}", title=Bold(say(_("已办完的培训档案")))),
    line=wording.done,
    page=lambda page: Files(page, done=True),
    empty=say(_("还没有办完的培训档案。")),
    button=_way,
    in_a_row=3,
)


async def show(context: Context, button: Show) -> None:
    """Show a file."""
    found = await context.run(reading.card, context.who, context.today, button.file)
    await context.show(screen(context, found))


async def outdated(context: Context, file: int) -> None:
    """Show a file as it stands now, after a press on what it is no more."""
    found = await context.run(reading.card, context.who, context.today, file)
    await context.show(screen(context, found, OUTDATED))


async def of(context: Context, button: FileOf) -> None:
    """Show a person's file."""
    found = await context.run(reading.of_person, context.who, context.today, button.staff)
    await context.show(screen(context, found))


async def open_(context: Context, button: OpenFile) -> None:
    """Open a file for somebody."""
    done = await context.run(recording.open_file, context.who, context.now, button.staff)
    note = say(_("✓ 已建档。")) if done.done else OUTDATED
    await context.show(screen(context, done.card, note))


def screen(context: Context, found: Card, *notes: Say) -> Screen:
    """Return the card; notes go first."""
    lines = [*notes, *wording.card(found, context.today)]
    back = ways() if found.mine else ways(Files(1))
    licences = (say(_("证照")), LicencesOf(0 if found.mine else found.person.staff_id))
    return Screen(lines, [*_rows(found), [licences], back], protect=True)


def _rows(found: Card) -> Iterator[Row]:
    if found.line is None:
        if found.keeps:
            yield [(say(_("建档")), OpenFile(found.person.staff_id))]
        return
    file, stands = found.line.file, found.line.standing
    if found.keeps and stands.state in {TRAINING, PASSED}:
        yield [
            (wording.level(code), RecordLevel(file, place)) for place, code in enumerate(LEVELS)
        ]
        exam = [] if stands.missing else [(say(_("登记考试")), RecordExam(file))]
        listing = (say(_("上报名单")), ListNames(0, sure=False))
        if more := [*exam, *([listing] if stands.state == PASSED else [])]:
            yield more
    if found.concludes and stands.state in {LISTED, CONTRACTED}:
        issue = (say(_("出通知单")), Issue(file, stands.version, sure=False))
        contract = say(_("更正合同")) if stands.contract else say(_("登记合同"))
        yield [(contract, Conclude(file)), *([issue] if stands.contract else [])]
    for copy in found.copies:
        trading = copy == TRADING
        pdf, word = (Copy(file, trading, word=one) for one in (False, True))
        labels = _("财务联 PDF"), _("财务联 Word")
        if trading:
            labels = _("交易联 PDF"), _("交易联 Word")
        yield [(say(labels[0]), pdf), (say(labels[1]), word)]
