"""Leave in approvals and in what is said unprompted."""

from collections.abc import Iterator, Sequence

from handlers.approvals.card import Subject
from handlers.context import House, Row, Screen
from handlers.i18n import Say, _, say
from handlers.leave import wording
from handlers.leave.buttons import HandIn, Mend, MendChange, See, Show
from handlers.notices import Drawing
from handlers.topic import Waiting, ways
from services.approvals.view import Card
from services.delivery import Due
from services.leave import view
from services.leave.asking import BEYOND, FOR_YOU, LEAVE
from services.leave.certificates import MISSING, WANTED
from services.leave.settling import BACK, CANCEL, TEAM
from services.leave.view import LeaveCard, Told
from services.organisation import NotYoursError, UnknownPersonError


def lines(card: Card) -> Sequence[Say]:
    """Tell of leave: what, why, the balance, what it does to the score, who else is away."""
    told: Told = card.subject
    beyond = told.beyond and bool(told.balances)
    return [*_what(told), *wording.balances(told.balances, beyond=beyond), *_effect(told)]


def _what(told: Told) -> Iterator[Say]:
    yield wording.title(told.one)
    yield say(_("原因：{reason}"), reason=told.one.reason)


def _effect(told: Told) -> Iterator[Say]:
    yield from map(wording.score, told.months)
    if told.months:
        yield wording.away(told.away)
    if found := wording.certificate(told.one):
        yield found


def change_lines(card: Card) -> Sequence[Say]:
    """Tell of a change: the leave it is about, and from when he works again."""
    told: Told = card.subject
    return [wording.title(told.one), *wording.change(told.one)]


def rows(card: Card) -> Sequence[Row]:
    """Return the ways to the record, and to mend what was returned."""
    told: Told = card.subject
    made: list[Row] = []
    if told.one.certificate:
        made.append([(say(_("看证明")), See(card.id))])
    if card.mine and card.state == "returned":
        made.append([(say(_("修改后再提交")), Mend(told.one.id))])
    return made


def change_rows(card: Card) -> Sequence[Row]:
    """Return the way to mend a change that was returned."""
    told: Told = card.subject
    mends = card.mine and card.state == "returned"
    return [[(say(_("修改后再提交")), MendChange(told.one.id))]] if mends else []


APPROVALS = {
    LEAVE: Subject(say(_("请假")), lines, rows),
    BEYOND: Subject(say(_("超过年度天数的事假")), lines, rows),
    CANCEL: Subject(say(_("取消请假")), change_lines, change_rows),
    BACK: Subject(say(_("销假")), change_lines, change_rows),
}


async def found(house: House, due: Due) -> LeaveCard | None:
    """Return the leave that a notice is about, if it is still his to see."""
    today = house.clock().astimezone(house.zone).date()
    try:
        return await house.store.run(view.card, due.chat_id or 0, today, due.data["leave"])
    except (NotYoursError, UnknownPersonError):
        return None


def _drawing(text: str) -> Drawing:
    async def draw(house: House, due: Due) -> Screen | None:
        card = await found(house, due)
        if card is None:
            return None
        said = say(text, name=card.person.name, by=card.by.name, title=wording.title(card.one))
        return Screen(said, [[(say(_("看请假")), Show(card.one.id))], ways()], protect=True)

    return draw


async def _wanted(house: House, due: Due) -> Screen | None:
    """Ask for the record, if it is still missing."""
    card = await found(house, due)
    if card is None or not card.hands_in or card.one.certificate_due is None:
        return None
    said = say(
        _("请补交病历证明，最晚 {day}：{title}。"),
        day=card.one.certificate_due,
        title=wording.title(card.one),
    )
    return Screen(said, [[(say(_("补交证明")), HandIn(card.one.id))], ways()], protect=True)


async def _brief(house: House, due: Due) -> Waiting | None:
    """Say in a line which record is still missing."""
    card = await found(house, due)
    if card is None or not card.hands_in or card.one.certificate_due is None:
        return None
    text = say(_("补交病历证明，最晚 {day}"), day=card.one.certificate_due)
    return Waiting(text, say(_("补交证明")), HandIn(card.one.id))


CARDS = {
    FOR_YOU: _drawing(_("{by} 代您请假：{title}。批准后会再告诉您。")),
    TEAM: _drawing(_("{name} 的请假已批准：{title}。")),
    MISSING: _drawing(_("{name} 的病历证明过期未交：{title}。如何处理由您决定。")),
    WANTED: _wanted,
}
BRIEFS = {WANTED: _brief}
