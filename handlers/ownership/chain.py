"""What the sign-off adds to the card of an appointment: how far it is, and what comes next."""

from collections.abc import Iterator
from dataclasses import replace

from handlers.appointments import card as appointments
from handlers.approvals.buttons import Open
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.ownership import wording
from handlers.ownership.buttons import Archive, Look, Mend, Opened, Record
from handlers.render import Bold
from services.appointments.rows import OPENED, RESERVED, RETURNED, STATES
from services.appointments.view import Card
from services.ownership import form, view
from services.ownership.view import Chain

BEGUN = frozenset(STATES) - {RESERVED, "stopped", "cancelled", "expired"}


@appointments.acts
def opened(card: Card) -> Row:
    """Return the button that reports the opening, for the owner or the office in his place."""
    his = card.mine or (card.reports and not card.accompanied)
    return [(say(_("已开户")), Opened(card.id))] if card.state == RESERVED and his else []


@appointments.adds
async def added(context: Context, card: Card, screen: Screen) -> Screen:
    """Return the card with how far the sign-off is."""
    if card.state not in BEGUN:
        return screen
    found = await context.run(view.chain, context.who, context.today, card.id)
    lines = [*_lines(screen), *_told(found)]
    return replace(screen, text=lines, rows=[*_rows(found), *screen.rows])


def _lines(screen: Screen) -> list[Say]:
    return [screen.text] if isinstance(screen.text, Say) else list(screen.text)


def _told(one: Chain) -> Iterator[Say]:
    if one.reason:
        returned = _("<b>要修改：{reason}</b>")
        text = returned if one.state == RETURNED else _("<b>驳回原因：{reason}</b>")
        yield say(text, reason=one.reason)
    if one.disputed:
        yield say(_("⚠ 归属有争议，裁定前不能录入。"))
    if one.opened_on:
        yield wording.noes(one.noes)
        yield say(_("开户：{day}"), day=one.opened_on)
    if one.said:
        yield say(_("说明：{note}"), note=one.said)
    yield from wording.steps(one.stops, running=one.state == OPENED)
    if one.recorded_on:
        yield say(_("✓ 录入：{day}，客户号尾号 {number}"), day=one.recorded_on, number=one.number)
    if one.archived_on:
        yield say(_("✓ 归档：{document}，{day}"), document=Bold(one.document), day=one.archived_on)


def _rows(one: Chain) -> list[Row]:
    first: Row = [
        *([(say(_("修改后再提交")), Mend(one.id))] if one.mends else []),
        *([(say(_("录入客户号")), Record(one.id))] if one.records and not one.disputed else []),
        *([(say(_("归档")), Archive(one.id))] if one.archives else []),
    ]
    looks: Row = [
        *([(say(_("看登记表")), Look(one.id))] if one.sees_form else []),
        *([(say(_("看审批")), Open(one.approval))] if one.approval else []),
    ]
    return [row for row in (first, looks) if row]


async def look(context: Context, button: Look) -> None:
    """Send the signed form; it cannot be forwarded, and the look is on record."""
    found = await context.run(form.look, context.who, context.now, button.appointment)
    said = say(_("客户确认登记表（这次查看已记录）"))
    await context.tell(Screen(said, protect=True, stored=found.file_id, called=found.name))
