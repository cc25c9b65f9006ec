"""/apply: requests of the outlet's own kinds, which it adds with a title and a route in YAML."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handlers.approvals.buttons import Open
from handlers.approvals.card import Subject, named
from handlers.buttons import Button, ButtonHandler, StaleError
from handlers.context import Context, Row, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.render import plain
from handlers.topic import Entry, command, ways
from services import requests
from services.approvals.machine import RETURNED
from services.approvals.subjects import OWN_KINDS
from services.approvals.view import Card
from services.requests import NoSuchKindError, number_of

LONGEST, MOST = 500, 8


class NothingSaidError(ValueError):
    """A request has no words, or too many."""


def _text(typed: str, _today: date) -> str:
    text = typed.strip()
    if not text or len(text) > LONGEST:
        raise NothingSaidError
    return text


def _asked(approval: int) -> Screen:
    said = say(_("已提交。审批人会收到卡片，有结果马上告诉您。"))
    return Screen(said, [[(say(_("看申请")), Open(approval))], ways()], protect=True)


TEXT = Question("text", say(_("内容")), say(_("请写明事由，审批人会看到。")), _text)
FORM = Form("request", say(_("提出申请")), (TEXT,), requests.ask, _asked, given=("kind",))
MEND = Form("mend", say(_("修改后再提交")), (TEXT,), requests.mend, _asked, given=("approval",))


@dataclass(frozen=True)
class Mend(Button):
    """Change what was returned and ask again."""

    tag: ClassVar[str] = "rm"
    approval: int


async def mend(context: Context, button: Mend) -> None:
    """Begin the form."""
    await MEND.begin(context, approval=button.approval)


def _told(card: Card) -> list[Say]:
    return [say("{text}", text=str(card.subject))]


def _rows(card: Card) -> list[Row]:
    if card.state != RETURNED or not card.mine:
        return []
    return [[(say(_("修改")), Mend(card.id))]]


@dataclass(frozen=True)
class Apply(Button):
    """Ask for something of a kind, by its number."""

    tag: ClassVar[str] = "rq"
    kind: int


async def apply(context: Context) -> None:
    """Offer the kinds that the outlet added; where there are none, say so."""
    kinds = await context.run(requests.kinds, context.who, context.today)
    if not kinds:
        await context.tell(Screen(say(_("本营业部没有另设的申请种类。")), [ways()]))
        return
    labels = [(say("{title}", title=named(one.title)), Apply(number_of(one))) for one in kinds]
    rows: list[Row] = [labels[at : at + 2] for at in range(0, min(len(labels), MOST), 2)]
    await context.tell(Screen(say(_("申请什么？")), [*rows, ways()], protect=True))


async def begin(context: Context, button: Apply) -> None:
    """Begin the form of a kind."""
    kinds = await context.run(requests.kinds, context.who, context.today)
    one = next((one for one in kinds if number_of(one) == button.kind), None)
    if one is None:
        raise StaleError
    about = plain(say("{title}", title=named(one.title)), await context.language())
    await FORM.begin(context, about, kind=button.kind)


@words.register
def _nothing_said(_error: NothingSaidError) -> Say:
    return say(_("请写 1 到 {most} 个字。"), most=LONGEST)


@words.register
def _no_such_kind(_error: NoSuchKindError) -> Say:
    return say(_("没有这种申请。"))


APPROVALS = {OWN_KINDS: Subject(say(_("申请")), _told, _rows)}
FORMS = (FORM, MEND)
MENU = (Entry("apply", say(_("其他申请")), there=lambda posts: bool(requests.offered(posts))),)
HANDLERS = (command("apply", apply), ButtonHandler(Apply, begin), ButtonHandler(Mend, mend))
