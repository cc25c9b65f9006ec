"""The director accepts a report, returns it with a comment, or excuses that it was late."""

from handlers.context import Context, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.reports.buttons import Accept, Excuse, Return
from handlers.reports.overview import card
from handlers.reports.own import OUTDATED
from services.reports import judging, reading

LONGEST = 500


async def accept(context: Context, button: Accept) -> None:
    """Say that one has read it."""
    done = await context.run(
        judging.accept, context.who, context.now, button.report, button.version
    )
    note = say(_("✓ 已阅，已告诉{name}。"), name=done.card.line.author.name)
    await context.show(card(done.card, note if done.done else OUTDATED))


async def send_back(context: Context, button: Return) -> None:
    """Ask what is to be mended."""
    report, version = button.report, button.version
    found = await context.run(judging.returnable, context.who, context.now, report, version)
    if found is None:
        now = await context.run(reading.card, context.who, context.now, report)
        await context.show(card(now, OUTDATED))
        return
    await RETURN.begin(context, found.line.author.name, report=report, version=version)


async def excuse(context: Context, button: Excuse) -> None:
    """Ask why being late is excused."""
    found = await context.run(reading.card, context.who, context.now, button.report)
    if not found.excusable:
        await context.show(card(found, OUTDATED))
        return
    await EXCUSE.begin(context, found.line.author.name, report=button.report)


class NoCommentError(ValueError):
    """A comment is empty or too long."""


def _comment(typed: str, _today: object) -> str:
    text = typed.strip()
    if not text or len(text) > LONGEST:
        raise NoCommentError
    return text


@words.register
def _no_comment(_error: NoCommentError) -> Say:
    return say(_("请写一两句，最多 {most} 个字，例如：请补上第三周的计划。"), most=LONGEST)


def _returned(done: judging.Done) -> Screen:
    note = say(_("已退回，已告诉{name}。"), name=done.card.line.author.name)
    return card(done.card, note if done.done else OUTDATED)


def _excused(done: judging.Done) -> Screen:
    note = say(_("已免记，−10 分已撤销，已告诉{name}。"), name=done.card.line.author.name)
    return card(done.card, note)


COMMENT = Question("reason", say(_("意见")), say(_("要改什么？本人会看到。")), _comment)
REASON = Question("reason", say(_("原因")), say(_("为什么免记？本人会看到。")), _comment)
RETURN = Form(
    "report_return",
    say(_("退回月报")),
    (COMMENT,),
    judging.send_back,
    _returned,
    given=("report", "version"),
)
EXCUSE = Form(
    "report_excuse",
    say(_("免记迟交")),
    (REASON,),
    judging.excuse,
    _excused,
    given=("report",),
)
