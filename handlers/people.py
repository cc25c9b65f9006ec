"""/people: those whose figures I may see, and the way to their cards."""

from dataclasses import dataclass
from typing import ClassVar

from handlers import words
from handlers.buttons import Button, ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.identity.buttons import AccountOf
from handlers.lists import Listing
from handlers.payslip_card import Latest, Person
from handlers.render import Bold
from handlers.standing import Stand
from handlers.topic import Entry, command, ways
from services import people
from services.people import Seen

POSTS = frozenset(
    {"station_manager", "district_manager", "project_director", "back_office", "general_manager"}
)


@dataclass(frozen=True)
class People(Button):
    """Show a page of the list."""

    tag: ClassVar[str] = "pp"
    page: int


async def first_page(context: Context) -> None:
    """Show the list from its beginning."""
    await page(context, People(1))


async def page(context: Context, button: People) -> None:
    """Show a page of the list."""
    first = LIST.offset(button.page)
    found = await context.run(people.mine, context.who, context.today, first, LIST.size)
    await context.show(LIST.screen(found.people, found.total, button.page))


def _line(one: Seen) -> Say:
    return say(
        "{number} {name} {role} {unit}",
        number=one.employee.number,
        name=one.employee.name,
        role=words.role(one.employee.grade, one.employee.posts),
        unit=one.unit,
    )


LIST = Listing[Seen](
    title=say(_("我的人员")),
    line=_line,
    page=People,
    empty=say(_("没有您可以查看的人。")),
    button=lambda one: (
        say("{name}", name=one.employee.name),
        Person(one.employee.staff_id),
    ),
    size=8,
    in_a_row=2,
)


async def person(context: Context, button: Person) -> None:
    """Show one person's card, with the way to pay, standing and account."""
    one = await context.run(people.person, context.who, context.today, button.staff)
    posts = words.listed(one.posts)
    who = say(_("{grade}，{posts}"), grade=words.grade(one.grade), posts=posts)
    text = [
        say("{name} {number}", name=Bold(one.name), number=one.number),
        who if one.grade else say("{posts}", posts=posts),
        say(
            _("{contract}，{joined} 入职"),
            contract=words.contract(one.contract),
            joined=one.joined,
        ),
    ]
    rows: list[Row] = [
        [
            (say(_("工资")), Latest(one.staff_id)),
            (say(_("职级与得分")), Stand(one.staff_id)),
        ],
        [(say(_("账号")), AccountOf(one.staff_id))],
        ways(People(1)),
    ]
    await context.show(Screen(text, rows, protect=True))


MENU = (
    Entry(
        "people", say(_("我的人员：查看他们的工资和得分")), say(_("我的人员")), People(1), POSTS
    ),
)
HANDLERS = (
    command("people", first_page),
    ButtonHandler(People, page),
    ButtonHandler(Person, person),
)
