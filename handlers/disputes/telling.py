"""Disputes in approvals and in what is said unprompted."""

from collections.abc import Sequence

from handlers.appointments import card as appointments
from handlers.appointments.telling import found as appointment
from handlers.approvals.card import Subject
from handlers.context import Context, House, Row, Screen
from handlers.disputes import card
from handlers.disputes.buttons import OpenDispute
from handlers.i18n import Say, _, say
from handlers.notices import Drawing
from handlers.topic import Waiting
from services.approvals.view import Card
from services.delivery import Due
from services.disputes import view
from services.disputes.chase import DUE
from services.disputes.raising import ASKED, OFFICE, SAID
from services.disputes.rows import KIND
from services.disputes.ruling import RULED
from services.disputes.sides import RULER, NotYourDisputeError
from services.disputes.view import Told
from services.organisation import UnknownPersonError

ASKING = say(_("⚠ 有同事对您的这个预约提出归属争议，请说明情况。"))
LAST = say(_("⏰ 今天是陈述的最后一天。不陈述，争议照常裁定。"))
HEARD = say(_("先登记的一方已陈述，可以裁定了。"))
ENDED = say(_("归属争议有结果了。"))


def lines(approval: Card) -> Sequence[Say]:
    """Tell of a dispute: to whoever decides both sides, to others only the client."""
    told: Told = approval.subject
    state = say(card.STATES[told.state])
    head = [say(_("客户 {client}，{state}"), client=card.client(told), state=state)]
    if not told.sides:
        return head
    both = [part for side in told.sides for part in card.side_lines(side, RULER)]
    later, earlier = (side.owner for side in told.sides)
    effect = _("同意：客户归 {later}。驳回：维持 {earlier} 的预约。")
    silent = [] if told.answered else [say(_("先登记的一方还没有陈述。"))]
    return [*head, *both, *silent, say(effect, later=later, earlier=earlier)]


def rows(approval: Card) -> Sequence[Row]:
    """Return the way to the dispute."""
    told: Told = approval.subject
    return [[(say(_("看争议")), OpenDispute(told.dispute))]]


APPROVALS = {KIND: Subject(say(_("归属争议")), lines, rows)}


def _drawing(note: Say, *, owing: bool = False) -> Drawing:
    """Return how a dispute is drawn; with `owing` only while an answer is waited for."""

    async def draw(house: House, due: Due) -> Screen | None:
        now = house.clock().astimezone(house.zone)
        try:
            one = await house.store.run(view.card, due.chat_id or 0, now, due.data["dispute"])
        except (NotYourDisputeError, UnknownPersonError):
            return None
        if owing and (one.answered or one.state != "running"):
            return None
        return card.drawn(one, note)

    return draw


async def _office(house: House, due: Due) -> Screen | None:
    one = await appointment(house, due)
    if one is None:
        return None
    note = say(_("⚠ 这位客户的归属有争议，裁定前不能录入。")) if one.about.disputed else ENDED
    return appointments.drawn(one, note)


async def waits(context: Context) -> list[Waiting]:
    """Return the disputes in which one's statement is waited for."""
    found = await context.run(view.owed, context.who, context.now)
    return [
        Waiting(
            say(
                _("归属争议等您陈述：{client}，最晚 {day}"), client=card.client(one), day=one.until
            ),
            say(_("陈述")),
            OpenDispute(one.id),
        )
        for one in found
    ]


CARDS = {
    ASKED: _drawing(ASKING),
    DUE: _drawing(LAST, owing=True),
    SAID: _drawing(HEARD),
    RULED: _drawing(ENDED),
    OFFICE: _office,
}
