"""What is said unprompted about approvals: cards drawn as they stand when they are sent."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from handlers import words
from handlers.approvals import card as cards
from handlers.approvals.buttons import Open
from handlers.context import House, Screen
from handlers.i18n import Say, _, say
from handlers.notices import Drawing
from handlers.topic import Waiting, ways
from services.approvals import vacant, view
from services.approvals.machine import NotYoursToDecideError
from services.delivery import Due
from services.organisation import UnknownPersonError

DUE = say(_("⏰ 这件申请已到审批期限，还在等您。"))
NUDGE = say(_("👋 申请人请您尽快审批。"))


def _drawing(note: Say | None = None, *, deciding: bool = False) -> Drawing:
    """Return how a card is drawn; with `deciding` only while whoever gets it may decide."""

    async def draw(house: House, due: Due) -> Screen | None:
        now = house.clock().astimezone(house.zone)
        number = due.data["approval"]
        try:
            found = await house.store.run(view.card, due.chat_id or 0, now, number)
        except (NotYoursToDecideError, UnknownPersonError):
            return None
        if deciding and not found.decides:
            return None
        return cards.drawn(found, house.topics, note)

    return draw


async def _result(house: House, due: Due) -> Screen | None:
    """Say how it ended, the buttons of the applicant below."""
    drawn = await _drawing()(house, due)
    if drawn is None:
        return None
    row = [(say(_("看申请")), Open(due.data["approval"]))]
    return replace(drawn, rows=[*drawn.rows[:-1], [*row, *ways()]])


async def _stuck(house: House, due: Due) -> Screen | None:
    """Say who is missing and what to do: on the card to whom it concerns, else without it."""
    number, today = due.data["approval"], house.clock().astimezone(house.zone).date()
    found = await house.store.run(vacant.waiting, today, number)
    if found is None:
        return None
    note = cards.missing(found.step)
    drawn = await _drawing(note)(house, due)
    if drawn:
        return drawn
    title = cards.title(found.kind, found.title, house.topics)
    said = say(
        _("有一件「{title}」等不到人审批。\n{missing}"),
        title=title,
        missing=cards.missing(found.step),
    )
    return Screen(said, [ways()], protect=True)


async def _brief(house: House, due: Due) -> Waiting | None:
    """Say in a line what is late, while whoever gets it may decide."""
    now = house.clock().astimezone(house.zone)
    number = due.data["approval"]
    try:
        found = await house.store.run(view.card, due.chat_id or 0, now, number)
    except (NotYoursToDecideError, UnknownPersonError):
        return None
    if not found.decides:
        return None
    title, name = cards.title(found.kind, found.title, house.topics), found.applicant.name
    text = say(_("审批到期：{title} {name}"), title=title, name=name)
    if found.kind in (known := cards.subjects(house.topics)):
        about = next(iter(known[found.kind].lines(found)), None)
        text = say(_("{text}，{about}"), text=text, about=about) if about else text
    return Waiting(text, say(_("审批 {name}"), name=name), Open(number))


def _deputy(data: Mapping[str, Any]) -> Screen:
    said = say(
        _("{name} 请您在 {first} 到 {last} 期间代为审批。到时卡片会发给您，标明「代」。"),
        name=data["whose"],
        first=date.fromisoformat(data["first"]),
        last=date.fromisoformat(data["last"]),
    )
    return Screen(said, [ways()])


def _stand_in(data: Mapping[str, Any]) -> Screen:
    said = say(
        _("您被指定为{post}的替补：没有别人能审批时，由您审批。"), post=words.post(data["post"])
    )
    return Screen(said, [ways()])


NOTICES = {"deputy": _deputy, "stand_in": _stand_in}
CARDS = {
    "approval": _drawing(deciding=True),
    "approval_redraw": _drawing(),
    "approval_result": _result,
    "approval_due": _drawing(DUE, deciding=True),
    "approval_nudge": _drawing(NUDGE, deciding=True),
    "approval_stuck": _stuck,
}
BRIEFS = {"approval_due": _brief}
