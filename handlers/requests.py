"""/apply: requests of the outlet's own kinds, which it adds with a title and a route in YAML."""

from datetime import date

from handlers.approvals.buttons import Open
from handlers.context import Context, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.topic import Entry, command, ways
from services import requests
from services.drafts import Choice
from services.requests import NoSuchKindError

LONGEST = 500


class NothingSaidError(ValueError):
    """A request has no words, or too many."""


def _kind(text: str, _today: date) -> Choice:
    return Choice.read(text)


def _text(typed: str, _today: date) -> str:
    text = typed.strip()
    if not text or len(text) > LONGEST:
        raise NothingSaidError
    return text


def _asked(approval: int) -> Screen:
    said = say(_("已提交。审批人会收到卡片，有结果马上告诉您。"))
    return Screen(said, [[(say(_("看申请")), Open(approval))], ways()], protect=True)


FORM = Form(
    "request",
    say(_("提出申请")),
    (
        Question(
            "kind",
            say(_("种类")),
            say(_("申请什么？")),
            _kind,
            shown=lambda one: say("{name}", name=one.name),
            look=requests.offered,
        ),
        Question("text", say(_("内容")), say(_("请写明事由，审批人会看到。")), _text),
    ),
    requests.ask,
    _asked,
)


async def apply(context: Context) -> None:
    """Begin a request; where the outlet has added no kind, say so."""
    if await context.run(requests.kinds, context.who, context.today):
        await FORM.begin(context)
        return
    said = say(_("本营业部没有另设的申请种类。"))
    await context.tell(Screen(said, [ways()]))


@words.register
def _nothing_said(_error: NothingSaidError) -> Say:
    return say(_("请写 1 到 {most} 个字。"), most=LONGEST)


@words.register
def _no_such_kind(_error: NoSuchKindError) -> Say:
    return say(_("没有这种申请。"))


FORMS = (FORM,)
MENU = (Entry("apply", say(_("其他申请"))),)
HANDLERS = (command("apply", apply),)
