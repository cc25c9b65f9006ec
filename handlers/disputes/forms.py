"""What the sides of a dispute say and show: two forms of two questions."""

from collections.abc import Sequence

from handlers import reading
from handlers.buttons import ButtonHandler
from handlers.context import Context, Screen
from handlers.disputes.buttons import OpenDispute, Raise, SayMore
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.questions import attachment
from handlers.topic import ways
from services.disputes import raising
from services.disputes.raising import (
    MOST_PIECES,
    Ahead,
    NotDisputableError,
    NothingStandsError,
    OverError,
    RuledAlreadyError,
    TooManyPiecesError,
)
from services.disputes.ruling import NotHeardYetError
from services.disputes.sides import NotYourDisputeError

LONGEST = 500


class NoStatementError(ValueError):
    """A statement has no words, or too many."""


def _effects(made: Ahead) -> Sequence[Say]:
    return [
        say(""),
        say(
            _(
                "提交后先登记的一方可在 {day} 前（含当天）陈述，由交易部经理裁定。\n"
                "双方互相看不到姓名和材料。裁定前，这位客户不能录入。"
            ),
            day=made.until,
        ),
    ]


STATEMENT = Question(
    "statement",
    say(_("陈述")),
    say(_("为什么客户应归您？写明何时、怎样接触的，500 字以内。")),
    reading.words(LONGEST, NoStatementError),
)
PROOF = attachment(
    "proof",
    say(_("证据")),
    say(_("有照片或文件作证据就发来，没有就跳过。只有裁定人能看到，提交后不能撤回。")),
    optional=True,
)


def _raised(dispute: int) -> Screen:
    said = say(_("争议已提交，裁定后马上告诉您。"))
    return Screen(said, [[(say(_("看争议")), OpenDispute(dispute))], ways()], protect=True)


def _added(dispute: int) -> Screen:
    said = say(_("已收下，裁定人能看到。"))
    return Screen(said, [[(say(_("看争议")), OpenDispute(dispute))], ways()], protect=True)


RAISING = Form(
    "dispute",
    say(_("提出争议")),
    (STATEMENT, PROOF),
    raising.begin,
    _raised,
    given=("appointment",),
    preview=raising.weigh,
    effects=_effects,
)
SAYING = Form(
    "dispute statement",
    say(_("争议陈述")),
    (STATEMENT, PROOF),
    raising.say,
    _added,
    given=("dispute",),
)


async def begin(context: Context, button: Raise) -> None:
    """Begin to raise a dispute, if it can be."""
    one = button.appointment
    await context.run(raising.weigh, context.who, context.today, appointment=one)
    await RAISING.begin(context, appointment=one)


async def more(context: Context, button: SayMore) -> None:
    """Begin to say more."""
    await SAYING.begin(context, dispute=button.dispute)


@words.register
def _no_statement(_error: NoStatementError) -> Say:
    return say(_("请写清经过，最多 {most} 个字。"), most=LONGEST)


@words.register
def _not_disputable(_error: NotDisputableError) -> Say:
    return say(_("现在不能提出争议：您的预约已经不是「重复，未登记」，或这位客户正在争议中。"))


@words.register
def _nothing_stands(_error: NothingStandsError) -> Say:
    return say(_("更早的预约已经不在了，不用争议：您的预约一刻钟内自动生效。"))


@words.register
def _ruled_already(_error: RuledAlreadyError) -> Say:
    return say(_("这件事已经裁定过：维持更早的预约。"))


@words.register
def _over(_error: OverError) -> Say:
    return say(_("这件争议已经结束，或正在审批，不能再改。"))


@words.register
def _too_many(_error: TooManyPiecesError) -> Say:
    return say(_("一方最多提交 {most} 件材料。"), most=MOST_PIECES)


@words.register
def _not_yours(_error: NotYourDisputeError) -> Say:
    return say(_("没有这件争议，或它与您无关。"))


@words.register
def _not_heard(error: NotHeardYetError) -> Say:
    sentence = _("先登记的一方还没有陈述，{day} 前（含当天）不能判给后登记的一方；可以驳回。")
    return say(sentence, day=error.until)


FORMS = (RAISING, SAYING)
HANDLERS = (ButtonHandler(Raise, begin), ButtonHandler(SayMore, more))
