"""One's own log: written as a form of four questions, filed, corrected until Monday."""

from collections.abc import Iterator
from datetime import date

from handlers.buttons import day_of
from handlers.context import Context, Row, Screen
from handlers.errors import words
from handlers.form_filling import ABOUT
from handlers.forms import Filling, Form, Question, drawn
from handlers.i18n import Say, _, say
from handlers.render import written
from handlers.topic import ways
from handlers.worklog import wording
from handlers.worklog.buttons import All, Mine, Write
from handlers.worklog.wording import ASKS, LABELS
from services import drafts
from services.worklog import own as logs
from services.worklog.own import LogClosedError, NoLogError, Own
from services.worklog.rows import OPTIONAL, QUESTIONS

LONGEST = 500
OUTDATED = say(_("此卡片已更新。"))


class AnswerError(ValueError):
    """An answer is empty or too long."""


@words.register
def _answer(_error: AnswerError) -> Say:
    return say(_("请写几个字，最多 {most} 字，例如：驻点 4 天，电话 35 个。"), most=LONGEST)


def _read(typed: str, _today: date) -> str:
    text = typed.strip()
    if not text or len(text) > LONGEST:
        raise AnswerError
    return text


def _filed(found: Own) -> Screen:
    sentence = _("✓ 已交，您的上级可以看到。") if found.log else ""
    if found.log and found.log.corrected:
        sentence = _("✓ 已改好。")
    return card(found, say(sentence))


QUESTIONS_ASKED = tuple(
    Question(one, say(LABELS[one]), say(ASKS[one]), _read, optional=one in OPTIONAL)
    for one in QUESTIONS
)
FORM = Form("worklog", say(_("工作日志")), QUESTIONS_ASKED, logs.file, _filed, given=("week",))


async def mine(context: Context, button: Mine) -> None:
    """Show one's own log on a week."""
    found = await context.run(logs.own, context.who, context.now, day_of(button.week))
    await context.show(card(found))


async def write(context: Context, button: Write) -> None:
    """Begin the form; a log that is filed begins with what it says."""
    week = day_of(button.week)
    found = await context.run(logs.own, context.who, context.now, week)
    if not found.open:
        await context.show(card(found, OUTDATED))
        return
    said: dict[str, str | None] = {"week": str(button.week)}
    said[ABOUT] = written(wording.Week(week), await context.reader())
    if found.log:
        said |= {one: found.log.answers.get(one) for one in QUESTIONS}
    draft = await context.run(drafts.begin, context.who, FORM.name, context.now, said)
    await context.show(await drawn(context, Filling(FORM, draft, context.now)))


def card(found: Own, note: Say | None = None) -> Screen:
    """Draw how the log stands, what it says, and what can be done."""
    lines = [*([note] if note else []), wording.title(found.week), *_stands(found)]
    if found.log:
        lines += [say(""), *wording.answers(found.log)]
    rows = [_acts(found), _besides(found), ways()]
    return Screen(lines, [row for row in rows if row], protect=True)


def _stands(found: Own) -> Iterator[Say]:
    yield say(_("状态：{state}"), state=wording.state(found.log, over=found.due and found.over))
    if found.open and found.over:
        yield say(_("可以补交；交了就不能再改。"))
    elif found.log and found.open:
        yield say(_("可以改到 {until}（含当天）。"), until=found.until)
    elif found.open:
        yield say(_("四个问题，写完一次提交。"))
        yield say(_("交了也可以改到 {until}（含当天）。"), until=found.until)
        yield say(_("只有您和您的上级看得到。请不要写客户的姓名和电话。"))
    elif not found.log:
        yield say(_("这一周已经不能再交。"))


def _acts(found: Own) -> Row:
    if not found.open:
        return []
    label = say(_("改")) if found.log else say(_("写日志"))
    return [(label, Write(found.week.toordinal()))]


def _besides(found: Own) -> Row:
    row = list[tuple[Say, Mine | All]]()
    row.append((say(_("◀ 前一周")), Mine(found.earlier.toordinal())))
    if found.later:
        row.append((say(_("后一周 ▶")), Mine(found.later.toordinal())))
    if found.reads:
        row.append((say(_("下属日志")), All(found.week.toordinal(), 1)))
    return row


@words.register
def _no_log(_error: NoLogError) -> Say:
    return say(_("没有要您写的工作日志。"))


@words.register
def _closed(_error: LogClosedError) -> Say:
    return say(_("这一周的日志已经不能再交或改。"))
