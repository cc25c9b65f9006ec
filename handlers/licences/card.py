"""A person's licences, and the list of those that expire soon."""

from collections.abc import Iterator
from dataclasses import replace

from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, counted, say
from handlers.licences import wording
from handlers.licences.buttons import AddLicence, Expiring, LicencesOf, Reveal
from handlers.lists import Listing
from handlers.render import Bold
from handlers.topic import Waiting, ways
from services.licences import reading, recording
from services.licences.reading import Card, Line
from services.licences.rows import Licence
from services.trainingfile.rights import READS


async def home(context: Context) -> None:
    """Show what expires soon; whoever keeps and reads nobody's sees his own."""
    asking = await context.viewer()
    if asking.posts & READS:
        await page(context, Expiring(1))
    else:
        await of(context, LicencesOf(0))


async def page(context: Context, button: Expiring) -> None:
    """Show a page of what expires soon."""
    today = context.today
    listing = Listing[Line](
        title=say("{title}", title=Bold(say(_("60 天内到期和已过期的证照")))),
        line=lambda one: _in_list(one, wording.until(one.licence, today)),
        page=Expiring,
        empty=say(_("没有快到期的证照。登记或续期：从人员卡片的「培训档案」里点「证照」。")),
        button=lambda one: (
            say("{name}", name=one.person.name),
            LicencesOf(one.person.staff_id),
        ),
        in_a_row=3,
    )
    first = listing.offset(button.page)
    found, total = await context.run(reading.expiring, context.who, today, first, listing.size)
    made = listing.screen(found, total, button.page)
    *rows, last = made.rows
    own: Row = [(say(_("我的证照")), LicencesOf(0))]
    await context.show(replace(made, rows=[*rows, own, last]))


def _in_list(one: Line, until: Say) -> Say:
    return say(
        _("{name}（{unit}）：{licence}，{until}"),
        name=Bold(one.person.name),
        unit=one.unit,
        licence=wording.name(one.licence.kind, one.licence.title),
        until=until,
    )


async def of(context: Context, button: LicencesOf) -> None:
    """Show a person's licences."""
    found = await context.run(reading.of_person, context.who, context.today, button.staff)
    await context.show(_screen(context, found))


def _screen(context: Context, found: Card) -> Screen:
    one = found.person
    title = say(_("证照 · {name} {number}"), name=Bold(one.name), number=one.number)
    told = [wording.line(each, context.today) for each in found.licences]
    if found.certified:
        kind = wording.name("certificate")
        told.insert(0, say(_("· {name}：{issued} 取得"), name=kind, issued=found.certified))
    lines = [title, *(told or [say(_("还没有登记证照。"))])]
    if found.mine:
        lines.append(say(_("登记和续期找后勤支持岗。")))
    back = ways() if found.mine else ways(Expiring(1))
    return Screen(lines, [*_rows(found), back], protect=True)


def _rows(found: Card) -> Iterator[Row]:
    shown = [
        (say(_("看{name}"), name=wording.name(one.kind, one.title)), Reveal(one.id))
        for one in found.licences
    ]
    yield from (shown[at : at + 2] for at in range(0, len(shown), 2))
    if found.keeps:
        yield [(say(_("登记或续期")), AddLicence(found.person.staff_id))]


async def reveal(context: Context, button: Reveal) -> None:
    """Show a licence's number, and its photo, on record."""
    one = await context.run(recording.reveal, context.who, context.now, button.licence)
    await context.tell(_whole(context, one))


def _whole(context: Context, one: Licence) -> Screen:
    lines = [
        wording.line(one, context.today),
        say(_("编号：{number}"), number=one.number),
        say(_("（这次查看已记录）")),
    ]
    back = ways(LicencesOf(one.staff_id))
    return Screen(lines, [back], protect=True, stored=one.file_id)


async def waits(context: Context) -> list[Waiting]:
    """Return what of licences waits: one's own that expires, those of one's people."""
    own, many = await context.run(reading.waits, context.who, context.today)
    found = list[Waiting]()
    if own is not None:
        text = say(_("您的{line}"), line=wording.brief(own, context.today))
        found.append(Waiting(text, say(_("我的证照")), LicencesOf(0)))
    if many:
        text = counted("快到期的证照 {count} 本", "快到期的证照 {count} 本", many)
        found.append(Waiting(text, say(_("看证照")), Expiring(1)))
    return found
