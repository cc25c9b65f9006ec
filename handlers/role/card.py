"""The card of one's duties, post by post, and the cards of what one may do and not."""

from collections.abc import Iterator, Sequence

from handlers import words
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.payslip_card import legend
from handlers.render import Bold
from handlers.role.buttons import Allowed, Duties, Forbidden
from handlers.role.wording import ALLOWED, DUTIES, FORBIDDEN, Duty
from handlers.standing import condition
from handlers.topic import entries, ways
from services import role as roles
from services.role import Role
from services.step import Step

IN_A_ROW = 3


async def home(context: Context) -> None:
    """Show the duties of one's first post."""
    await duties(context, Duties(0))


async def duties(context: Context, button: Duties) -> None:
    """Show the duties of one of one's posts, and the buttons that they are done with."""
    found = await context.run(roles.role, context.who, context.today)
    held = [post for post in DUTIES if post in found.posts]
    if not held:
        await context.show(Screen(say(_("第7至11条没有写您这个岗位的职责。")), [ways()]))
        return
    at = button.number if button.number < len(held) else 0
    mine = DUTIES[held[at]]
    title = say(_("我的职责 · {post}"), post=words.post(held[at]))
    lines = [say("{title}", title=Bold(title))]
    lines += [line for one in mine for line in _lines(one, found)]
    lines += _ends([one.number for one in mine], found)
    turns: Row = [(words.post(held[n]), Duties(n)) for n in range(len(held)) if n != at]
    rules: Row = [(say(_("能做什么")), Allowed()), (say(_("不能做什么")), Forbidden())]
    rows = [*_links(context, found.posts, mine), rules, turns, ways()]
    await context.show(Screen(lines, [row for row in rows if row], protect=True))


def _lines(one: Duty, found: Role) -> Iterator[Say]:
    bound = found.asked.get(one.number)
    parts = {} if bound is None else {"bound": words.marked(bound)}
    yield say("{number} {duty}", number=one.number, duty=say(one.text, **parts))
    if counted := found.counted.get(one.number):
        yield condition(counted)


def _ends(numbers: Sequence[str], found: Role) -> Iterator[Say]:
    if any(number in found.counted for number in numbers):
        yield say(_("数字为 {month} 的情况。"), month=found.month)
    if any(found.asked[number].assumed for number in numbers if number in found.asked):
        yield legend()


def _links(context: Context, posts: frozenset[str], mine: Sequence[Duty]) -> Iterator[Row]:
    wanted = {one.command for one in mine}
    found: Row = [
        (entry.label, entry.button)
        for entry in entries(context.house.topics, posts)
        if entry.command in wanted and entry.label and entry.button
    ]
    for at in range(0, len(found), IN_A_ROW):
        yield found[at : at + IN_A_ROW]


async def allowed_(context: Context) -> None:
    """Show what one may do with a client."""
    await allowed(context, Allowed())


async def allowed(context: Context, _button: Allowed) -> None:
    """Show the same in place of a card."""
    await _rules(context, _("可以对客户做的"), ALLOWED, _("没写在这里的，先问后勤再做。"))


async def forbidden(context: Context, _button: Forbidden) -> None:
    """Show what nobody may do, and what it costs."""
    fine, each = await context.run(roles.fines, context.who, context.today)
    end = _("发现了请上报：/conduct。罚款须经查实和裁定。")
    await _rules(context, _("不能做的"), FORBIDDEN, end, {"fine": fine, "each": each})


async def _rules(
    context: Context,
    title: str,
    rules: Sequence[str],
    end: str,
    figures: dict[str, Step] | None = None,
) -> None:
    parts = {name: words.marked(one) for name, one in (figures or {}).items()}
    lines = [say("{title}", title=Bold(say(title)))]
    lines += [say("· {rule}", rule=say(one, **parts)) for one in rules]
    other: Row = [(say(_("能做什么")), Allowed()), (say(_("不能做什么")), Forbidden())]
    shown = other[1:] if rules is ALLOWED else other[:1]
    await context.show(Screen([*lines, say(end)], [shown, ways(Duties(0))]))
