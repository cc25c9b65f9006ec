"""/me: grade, what is missing for the next, what endangers this one, and the two scores."""

from dataclasses import dataclass
from typing import ClassVar

from handlers import scores, words
from handlers.attendance.buttons import Score
from handlers.buttons import Button, ButtonHandler
from handlers.context import Context
from handlers.explanation import Frame, Way, explain
from handlers.i18n import Say, _, say
from handlers.payslip_card import Pay, Person, head, legend
from handlers.render import Bold
from handlers.screen import Screen
from handlers.topic import Entry, Waiting, command, ways
from handlers.words.careers import CONDITIONS, DEMANDS, OUTCOMES
from handlers.words.values import of_unit
from services import standing as standings
from services.pay.checks import Condition
from services.pay.review import Review, lever
from services.payslips import NothingRecordedError
from services.standing import Standing
from services.step import ZERO

ROOTS = ("score", "daily", "mean_assets")


@dataclass(frozen=True)
class Stand(Button):
    """Show where a person stands."""

    tag: ClassVar[str] = "me"
    staff: int


@dataclass(frozen=True)
class StandWhy(Button):
    """Explain a score or the mean assets."""

    tag: ClassVar[str] = "mw"
    staff: int
    path: str
    page: int


async def me(context: Context) -> None:
    """Show one's own standing."""
    found = await context.run(standings.standing, context.who, context.today, None)
    await context.show(card(found))


async def of(context: Context, button: Stand) -> None:
    """Show the standing of a button's person."""
    staff = button.staff or None
    found = await context.run(standings.standing, context.who, context.today, staff)
    await context.show(card(found))


def card(found: Standing) -> Screen:
    """Draw grade, the way up, the dangers, what posts demand, both scores; all as of when."""
    slip, made = found.slip, found.slip.statement
    lines = [_head(found)]
    if made.review and made.score:
        lines += [*_grade(found, made.review), *_way_up(found, made.review), *_dangers(found)]
        lines += [*_demands(found), say(""), *scores.monthly(made.score)]
    lines += scores.daily(made.daily)
    if made.score and made.score.assumed:
        lines.append(legend())
    staff = slip.employee.staff_id
    buttons = [(say(_("得分为什么")), StandWhy(staff, "0", 0))] if made.score else []
    buttons.append((say(_("评分为什么")), StandWhy(staff, "1", 0)))
    if made.review:
        buttons.append((say(_("资产从哪来")), StandWhy(staff, "2", 0)))
    pay = (say(_("工资")), Pay(staff, slip.month))
    back = None if found.payslip.mine else Person(staff)
    score = (say(_("评分卡")), Score(staff, slip.month))
    return Screen(lines, [buttons, [pay, score, *ways(back)]], protect=True)


def _head(found: Standing) -> Say:
    slip = found.slip
    title = say("{name} · {month}", name=slip.employee.name, month=slip.month)
    head = say(
        _("{title}\n岗位：{posts}"), title=Bold(title), posts=words.listed(slip.person.posts)
    )
    if found.payslip.as_of is None:
        return head
    return say(_("{head}\n数据截至 {moment}"), head=head, moment=found.payslip.as_of)


def _grade(found: Standing, review: Review) -> list[Say]:
    now = words.grade(found.slip.person.grade)
    since = found.grade_since
    lines = [
        say(_("职级：{grade}（自{month}）"), grade=Bold(now), month=since)
        if since
        else say(_("职级：{grade}"), grade=Bold(now))
    ]
    computed = words.grade(review.computed) if review.computed else say(OUTCOMES[""])
    mark = say(" ※" if review.assumed else "")
    lines.append(
        say(
            _("按资产应为：{computed}{mark}（{count}个月月均 {assets}）"),
            count=len(review.mean_assets.because),
            mark=mark,
            computed=computed,
            assets=words.marked(review.mean_assets),
        )
    )
    outcome = say(OUTCOMES[review.outcome or ""])
    sentence = _("月末考核（预测，第{article}条）：{outcome}{mark}")
    if review.to:
        sentence = _("月末考核（预测，第{article}条）：{outcome} → {to}{mark}")
    lines.append(
        say(
            sentence,
            article=review.article,
            outcome=Bold(outcome),
            to=words.grade(review.to),
            mark=mark,
        )
    )
    return lines


def _way_up(found: Standing, review: Review) -> list[Say]:
    """Say each condition of the next grade, how far, the cheapest lever, the earliest month."""
    check = next((c for c in review.checks if c.outcome.startswith("eligible")), None)
    if check is None:
        return []
    lines = [say(""), say("{title}", title=Bold(say(_("升到{to}"), to=words.grade(check.to))))]
    lines += [condition(one) for one in check.conditions]
    month = found.slip.month
    if check.holds:
        lines.append(say(_("条件已满足，申请获批后 {month} 生效"), month=month.later(1)))
        return lines
    if cheapest := lever(check, found.slip.facts):
        lines.append(
            say(
                _("离标准最近：{what}，还差 {gap}"),
                what=say(CONDITIONS[cheapest.what]),
                gap=of_unit(cheapest.gap or ZERO, cheapest.value.unit),
            )
        )
    lines.append(
        say(
            _("各项都要达标：{test}末达标，最早 {month} 生效"),
            test=month.later(1),
            month=month.later(2),
        )
    )
    return lines


def condition(one: Condition) -> Say:
    """Say a condition: holds or not, the figure, the bound, and how much is missing."""
    parts = {
        "what": say(CONDITIONS[one.what]),
        "value": words.marked(one.value),
        "bound": words.marked(one.bound),
    }
    if one.holds is None or one.gap is None:
        return say(_("？ {what} {value}，标准 {bound}"), **parts)
    if one.gap <= 0:
        return say(_("✓ {what} {value}，标准 {bound}"), **parts)
    gap = of_unit(one.gap, one.value.unit)
    return say(_("✗ {what} {value}，标准 {bound}，差 {gap}"), **parts, gap=gap)


def _dangers(found: Standing) -> list[Say]:
    if not found.dangers:
        return [say(""), say(_("本级没有风险。"))]
    lines = [say(""), say("{title}", title=Bold(say(_("本级的风险"))))]
    for danger in found.dangers:
        one = danger.condition
        sentence = _("{what} {value} 低于 {bound}，自{since}起")
        what = say(CONDITIONS[danger.what])
        value, bound = words.marked(one.value), words.marked(one.bound)
        lines.append(say(sentence, what=what, value=value, bound=bound, since=danger.since))
    return lines


def _demands(found: Standing) -> list[Say]:
    lines: list[Say] = []
    for check in found.demands:
        lines += [say(""), say("{title}", title=Bold(say(DEMANDS[check.outcome])))]
        lines += [condition(one) for one in check.conditions]
    return lines


async def why(context: Context, button: StandWhy) -> None:
    """Explain a score or the mean assets down to the rows."""
    staff = button.staff or None
    found = await context.run(standings.standing, context.who, context.today, staff)
    made, who = found.slip.statement, found.slip.employee
    roots = {"score": made.score, "daily": made.daily}
    roots["mean_assets"] = made.review.mean_assets if made.review else None
    way = Way(button.path, button.page)
    root = roots[way.root(ROOTS)] or made.daily
    frame = Frame(
        head=head(found.payslip),
        file=found.payslip.file,
        chats=found.payslip.chats,
        button=lambda way: StandWhy(who.staff_id, way.path, way.page),
        back=Stand(who.staff_id),
        home=ways(),
    )
    await context.show(explain(root, way, frame))


async def waits(context: Context) -> list[Waiting]:
    """Return what the review says must be seen or can be asked for."""
    try:
        found = await context.run(standings.standing, context.who, context.today, None)
    except NothingRecordedError:
        return []
    review = found.slip.statement.review
    if review is None or review.outcome in {None, "keep"}:
        return []
    outcome = say(OUTCOMES[str(review.outcome)])
    text = say(_("{month} 考核（预测）：{outcome}"), month=found.slip.month, outcome=outcome)
    return [Waiting(text, say(_("看职级")), Stand(0))]


MENU = (Entry("me", say(_("我的职级、得分、还差多少")), say(_("职级与得分")), Stand(0)),)
WAITING = waits
HANDLERS = (command("me", me), ButtonHandler(Stand, of), ButtonHandler(StandWhy, why))
