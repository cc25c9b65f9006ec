"""/people: those whose figures I may see, and the way to their cards."""

from dataclasses import dataclass
from typing import ClassVar

from handlers import words
from handlers.buttons import Button, ButtonHandler
from handlers.context import Context, Screen
from handlers.i18n import Say, _, say
from handlers.payslip_card import Latest
from handlers.render import Bold, Listed
from handlers.standing import Stand
from handlers.topic import Entry, command, ways
from services import people
from services.organisation import Employee
from services.people import Page

MOST = 8
POSTS = frozenset(
    {"station_manager", "district_manager", "project_director", "back_office", "general_manager"}
)


@dataclass(frozen=True)
class People(Button):
    """Show a page of the list."""

    tag: ClassVar[str] = "pp"
    page: int


@dataclass(frozen=True)
class Person(Button):
    """Show one person's card."""

    tag: ClassVar[str] = "pe"
    staff: int


async def first_page(context: Context) -> None:
    """Show the list from its beginning."""
    await page(context, People(0))


async def page(context: Context, button: People) -> None:
    """Show a page of the list."""
    found = await context.run(people.mine, context.who, context.today, button.page * MOST, MOST)
    await context.show(listed(found, button.page))


def listed(found: Page, page_: int) -> Screen:
    """Draw the people as buttons, two in a row."""
    pages = max(1, -(-found.total // MOST))
    title = say(
        _("我的人员 {total} 人，第 {page}/{pages} 页"),
        total=found.total,
        page=page_ + 1,
        pages=pages,
    )
    lines = [title, *(_line(one, found) for one in found.people)]
    buttons = [(say("{name}", name=one.name), Person(one.staff_id)) for one in found.people]
    rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    turn = [
        *([(say(_("上一页")), People(page_ - 1))] if page_ else []),
        *([(say(_("下一页")), People(page_ + 1))] if page_ + 1 < pages else []),
        *ways(),
    ]
    return Screen(lines, [*rows, turn], protect=True)


def _line(one: Employee, found: Page) -> Say:
    return say(
        "{number} {name} {grade} {unit}",
        number=one.number,
        name=one.name,
        grade=words.grade(one.grade),
        unit=found.units.get(one.unit, one.unit),
    )


async def person(context: Context, button: Person) -> None:
    """Show one person's card, with the way to pay and standing."""
    one = await context.run(people.person, context.who, context.today, button.staff)
    posts = [words.post(post) for post in sorted(one.posts)]
    text = [
        say("{name} {number}", name=Bold(one.name), number=one.number),
        say(_("{grade}，{posts}"), grade=words.grade(one.grade), posts=Listed(posts)),
        say(
            _("{contract}，{joined} 入职"),
            contract=words.contract(one.contract),
            joined=one.joined,
        ),
    ]
    rows = [
        [
            (say(_("工资")), Latest(one.staff_id)),
            (say(_("职级与得分")), Stand(one.staff_id)),
        ],
        ways(People(0)),
    ]
    await context.show(Screen(text, rows, protect=True))


MENU = (
    Entry(
        "people", say(_("我的人员：查看他们的工资和得分")), say(_("我的人员")), People(0), POSTS
    ),
)
HANDLERS = (
    command("people", first_page),
    ButtonHandler(People, page),
    ButtonHandler(Person, person),
)
