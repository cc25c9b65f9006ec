"""An appointment that an earlier one stops: what its owner is told, what the back office sees."""

from collections.abc import Iterator, Mapping
from typing import Any

from handlers.appointments import wording
from handlers.appointments.buttons import LetIn, Mine, Show
from handlers.buttons import ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.disputes.buttons import OpenDispute, Raise
from handlers.errors import words
from handlers.i18n import Say, _, say
from handlers.render import Bold
from handlers.topic import ways
from services.appointments.naming import masked
from services.appointments.view import Card
from services.duplicates import stopping
from services.duplicates.about import Likeness
from services.duplicates.lookups import REPORTED, LookupsUsedUpError
from services.duplicates.stopping import AlreadyYoursError
from services.store.clients import Appointment

MOST_LIKENESSES = 3


def done(row: Appointment) -> Screen:
    """Say that an earlier one stands, and nothing of it; what can be done if it is one's own."""
    if row.made_by != row.staff_id:
        return Screen(_kept(row), [[(say(_("看预约")), Show(row.id))], ways()], protect=True)
    said = say(
        _(
            "⚠ {client} 已有更早的有效预约，您这次登记没有生效，先留存。\n"
            "更早的取消或过期后，您的会自动生效，我会通知您。\n"
            "认为客户应归您，可以提出争议，由交易部经理裁定。"
        ),
        client=Bold(masked(row.name, institution=row.institution)),
    )
    buttons = [(say(_("提出争议")), Raise(row.id)), (say(_("知道了")), Mine(1))]
    return Screen(said, [buttons, ways()], protect=True)


def _kept(row: Appointment) -> Say:
    client = Bold(masked(row.name, institution=row.institution))
    return say(_("⚠ {client} 已有更早的有效预约，这次登记没有生效，先留存。"), client=client)


def lines(one: Card) -> Iterator[Say]:
    """Tell what there is beside the appointment."""
    if one.mine and one.state == "stopped":
        yield say(_("已有更早的有效预约，这一个暂不生效；更早的取消或过期后会自动生效。"))
    for found in one.about.likenesses[:MOST_LIKENESSES]:
        yield _likeness(found)
    if one.about.known:
        yield say(_("⚠ 导入的客户里有同名的，可能已经开户，请核对。"))


def rows(one: Card) -> list[Row]:
    """Return the buttons for it."""
    first: Row = [
        *([(say(_("提出争议")), Raise(one.id))] if one.about.disputes else []),
        *([(say(_("看争议")), OpenDispute(one.about.dispute))] if one.about.dispute else []),
        *([(say(_("不是同一人")), LetIn(one.id, sure=False))] if one.about.lets_in else []),
    ]
    others: Row = [
        (say(_("看 {owner} 的"), owner=found.owner), Show(found.id))
        for found in one.about.likenesses[:MOST_LIKENESSES]
        if found.owner
    ]
    return [row for row in (first, others) if row]


def _likeness(found: Likeness) -> Say:
    told = {
        "client": found.name,
        "owner": found.owner or say(_("其他项目部")),
        "moment": found.made_at,
        "state": wording.state(found.state),
    }
    if found.same:
        return say(_("⚠ 同一客户的另一个预约：{client}，{owner}，{moment} 登记，{state}"), **told)
    return say(_("⚠ 可能是同一客户：{client}，{owner}，{moment} 登记，{state}"), **told)


async def let_in(context: Context, button: LetIn) -> None:
    """Say what it does and ask whether one is sure, then do it."""
    one = button.appointment
    if button.sure:
        row = await context.run(stopping.let_in, context.who, context.now, one)
        said = say(_("已按不是同一客户处理，现在：{state}。"), state=wording.state(row.state))
        await context.show(Screen(said, [[(say(_("看预约")), Show(one))], ways()], protect=True))
        return
    said = say(
        _("确认不是同一位客户？\n确认后两个预约都有效，各归各的客户经理。谁确认的会记录下来。")
    )
    row_ = [(say(_("确认不是")), LetIn(one, sure=True))]
    await context.show(Screen(said, [row_, ways(Show(one))], protect=True))


def _reported(data: Mapping[str, Any]) -> Screen:
    said = say(
        _(
            "⚠ {name}（{number}）今天登记、查询客户 {asked} 次，"
            "{met} 次查到别人的客户，请了解情况。"
        ),
        name=data["name"],
        number=data["number"],
        asked=data["asked"],
        met=data["met"],
    )
    return Screen(said, [ways()], protect=True)


@words.register
def _already_yours(error: AlreadyYoursError) -> Screen:
    said = say(_("这位客户已经登记过，不用再登记。"))
    return Screen(said, [[(say(_("看预约")), Show(error.appointment))], ways()], protect=True)


@words.register
def _used_up(_error: LookupsUsedUpError) -> Say:
    return say(_("今天登记、查询客户的次数用完了，明天再来。急着登记请找后勤支持岗。"))


NOTICES = {REPORTED: _reported}
HANDLERS = (ButtonHandler(LetIn, let_in),)
