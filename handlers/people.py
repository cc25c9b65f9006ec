"""/people: those whose figures I may see, and the way to their cards."""

from dataclasses import dataclass, replace
from typing import ClassVar

from handlers import words
from handlers.attendance.buttons import Mark, ScoreNow
from handlers.buttons import Button, ButtonHandler
from handlers.clients.buttons import Clients
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.identity.buttons import AccountOf
from handlers.leave.buttons import Leaves
from handlers.lists import Listing
from handlers.office.record_forms import RecordOf
from handlers.ownership.buttons import ShelfOf
from handlers.payslip_card import Latest, Person
from handlers.render import Bold
from handlers.resignation.buttons import HandoverOf
from handlers.standing import Stand
from handlers.topic import Entry, command, ways
from handlers.trainingfile.buttons import FileOf
from services import people
from services.people import Card, Reached, Seen
from services.trainingfile.rights import READS

POSTS = frozenset(
    {"station_manager", "district_manager", "project_director", "back_office", "general_manager"}
)


@dataclass(frozen=True)
class People(Button):
    """Show a page of the list."""

    tag: ClassVar[str] = "pp"
    page: int


@dataclass(frozen=True)
class Find(Button):
    """Ask whom to look for."""

    tag: ClassVar[str] = "fd"


@dataclass(frozen=True)
class Reports(Button):
    """Show a page of those who report to a person."""

    tag: ClassVar[str] = "pr"
    staff: int
    page: int


async def first_page(context: Context) -> None:
    """Show the list from its beginning."""
    await page(context, People(1))


async def page(context: Context, button: People) -> None:
    """Show a page of the list."""
    first = LIST.offset(button.page)
    found = await context.run(people.mine, context.who, context.today, first, LIST.size)
    screen = LIST.screen(found.people, found.total, button.page)
    if found.total:
        *rows, last = screen.rows
        screen = replace(screen, rows=[*rows, [(say(_("🔍 搜索")), Find()), *last]])
    await context.show(screen)


async def reports(context: Context, button: Reports) -> None:
    """Show a page of those who report to a person."""
    first, most = LIST.offset(button.page), LIST.size
    above, found = await context.run(
        people.reports, context.who, context.today, button.staff, first, most
    )
    listing = replace(
        LIST,
        title=say(_("{name}的下属"), name=Bold(above.name)),
        page=lambda at: Reports(button.staff, at),
    )
    await context.show(
        listing.screen(found.people, found.total, button.page, Person(button.staff))
    )


def _line(one: Seen) -> Say:
    line = say(
        "{number} {name} {role} {unit}",
        number=one.employee.number,
        name=one.employee.name,
        role=words.role(one.employee.grade, one.employee.posts),
        unit=one.unit,
    )
    if one.left:
        return say(_("{line}（已离职）"), line=line)
    return line if one.begun else say(_("{line}（还没入职）"), line=line)


LIST = Listing[Seen](
    title=say(_("我的人员")),
    line=_line,
    page=People,
    empty=say(_("没有您可以查看的人。")),
    button=lambda one: (
        say("{name}", name=one.employee.name),
        (Person if one.begun else RecordOf)(one.employee.staff_id),
    ),
    size=6,
    in_a_row=2,
)


async def person(context: Context, button: Person) -> None:
    """Show one person's card, with the ways to pay, standing and those above and below."""
    card = await context.run(people.person, context.who, context.today, button.staff)
    one, files = card.seen.employee, (await context.viewer()).posts & READS
    rows: list[Row] = [
        [
            (say(_("工资")), Latest(one.staff_id)),
            (say(_("职级与得分")), Stand(one.staff_id)),
            (say(_("名下客户")), Clients(one.staff_id, 1)),
            *([(say(_("归属归档")), ShelfOf(one.staff_id, 1))] if card.archived else []),
        ],
        [
            (say(_("档案")), RecordOf(one.staff_id)),
            (say(_("账号")), AccountOf(one.staff_id)),
            (say(_("请假")), Leaves(one.staff_id, 1)),
        ],
        [
            (say(_("登记考勤")), Mark(one.staff_id, 0)),
            (say(_("评分卡")), ScoreNow(one.staff_id)),
            *([(say(_("离职交接")), HandoverOf(one.staff_id))] if _hands_over(card) else []),
            *([(say(_("培训档案")), FileOf(one.staff_id))] if files else []),
        ],
        *_around(card),
        ways(People(1)),
    ]
    await context.show(Screen(_told(card), rows, protect=True))


def _told(card: Card) -> list[Say]:
    one = card.seen.employee
    posts = words.listed(one.posts)
    who = say(_("{grade}，{posts}"), grade=words.grade(one.grade), posts=posts)
    lines = [
        say("{name} {number}", name=Bold(one.name), number=one.number),
        who if one.grade else say("{posts}", posts=posts),
        say(
            _("{contract}，{joined} 入职"),
            contract=words.contract(one.contract),
            joined=one.joined,
        ),
        say(_("单位：{unit}"), unit=card.seen.unit),
    ]
    if one.left and not card.leaving:
        lines.append(say(_("离职日期：{left}"), left=one.left))
    if card.leaving:
        lines.append(say(_("离职办理中，最后工作日 {day}"), day=card.leaving.last_day))
    if card.superior:
        lines.append(say(_("直属上级：{name}"), name=card.superior.name))
    return [*lines, _reached(card.reached)]


def _hands_over(card: Card) -> bool:
    """Tell whether the person leaves, or left."""
    return card.leaving.approved if card.leaving else card.seen.employee.left is not None


def _reached(reached: Reached) -> Say:
    if reached.blocked:
        return say(_("机器人：已绑定，但对方停用了机器人，收不到通知"))
    return say(_("机器人：已绑定")) if reached.bound else say(_("机器人：未绑定"))


def _around(card: Card) -> list[Row]:
    """Return the ways to the superior and to those who report to the person."""
    ways_: list[tuple[Say, Button]] = []
    if card.superior and card.superior_seen:
        ways_.append(
            (say(_("上级 {name}"), name=card.superior.name), Person(card.superior.staff_id))
        )
    if card.reports:
        ways_.append(
            (say(_("下属 {count}"), count=card.reports), Reports(card.seen.employee.staff_id, 1))
        )
    return [ways_] if ways_ else []


MENU = (
    Entry(
        "people", say(_("我的人员：查看他们的工资和得分")), say(_("我的人员")), People(1), POSTS
    ),
)
HANDLERS = (
    command("people", first_page),
    ButtonHandler(People, page),
    ButtonHandler(Person, person),
    ButtonHandler(Reports, reports),
)
