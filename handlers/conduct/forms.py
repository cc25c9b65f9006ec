"""What is asked about a case: the report, additions, the statement, the proposal, the appeal."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from handlers import reading
from handlers.conduct import card, wording
from handlers.conduct.questions import named, near, numbers, one_of, past, picked, text
from handlers.context import Screen
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.questions import attachment, chosen
from handlers.render import Money
from handlers.topic import ways
from services.conduct import appeals, evidence, investigating, reporting, ruling
from services.conduct.penalties import MALICIOUS, Penalty

CASE = ("case", "version")


def _reported(number: int) -> Screen:
    said = say(_("已上报，是 {number} 号案件。调查人已收到通知，有结果会告诉您。"), number=number)
    return Screen(said, [ways()], protect=True)


SHORT_KINDS = {
    "prohibited": _("代客违规"),
    "swapping": _("调剂开户"),
    "diverting": _("归属作弊"),
    "malicious": _("恶意开户"),
    "error": _("业务差错"),
}
KIND = Question(
    "kind",
    say(_("种类")),
    say(
        _(
            "是哪一种？\n代客违规：全权委托、代客交易、伪造签名（27.1）\n"
            "调剂开户（27.2）、归属作弊（27.3）\n恶意开户（27.4）、业务差错（29.3）"
        )
    ),
    one_of(wording.KINDS),
    shown=wording.kind,
    picks=lambda _today: [(say(short), code) for code, short in SHORT_KINDS.items()],
)
CLIENTS = Question(
    "clients",
    say(_("客户号")),
    say(_("涉及哪些客户？发客户号，用空格隔开。只有恶意开户要填。")),
    numbers,
    optional=True,
)
CLIENTS_OPENED = replace(
    CLIENTS,
    ask=say(_("涉及哪些客户？发客户号，用空格隔开。")),
    when=lambda given: given.get("kind") == MALICIOUS,
)
REPORT = Form(
    "conduct report",
    say(_("上报违规")),
    (
        Question(
            "accused",
            say(_("涉及人")),
            say(_("涉及谁？发姓名或工号。")),
            chosen,
            shown=named,
            look=reporting.whom,
        ),
        KIND,
        Question("happened", say(_("日期")), say(_("哪天发生？可发 11-25。")), past, picks=near),
        Question("what", say(_("经过")), say(_("写明经过，500 字以内。")), text),
        CLIENTS_OPENED,
        attachment(
            "proof",
            say(_("证据")),
            say(
                _(
                    "有照片或文件作证据就发来，没有就跳过。\n"
                    "涉及人从陈述起能看到，请不要露出您的身份。"
                )
            ),
            optional=True,
        ),
    ),
    reporting.report,
    _reported,
)
NOTE = Question("note", say(_("说明")), say(_("写明依据和情节，裁定人会看到。")), text)
ADD = Form(
    "conduct add",
    say(_("补充材料")),
    (Question("note", say(_("内容")), say(_("查到了什么？")), text), CLIENTS),
    investigating.add,
    lambda done: card.moved(done, say(_("已记入案卷。"))),
    given=CASE,
)
EVIDENCE = Form(
    "conduct evidence",
    say(_("补充证据")),
    (
        attachment(
            "piece",
            say(_("证据")),
            say(
                _(
                    "发一张照片，或一个 PDF、JPEG、PNG 文件。\n"
                    "收入案卷后不能撤回；涉及人从陈述起能看到，但看不到谁上报。"
                )
            ),
        ),
    ),
    evidence.add,
    lambda done: card.moved(done, say(_("证据已收入案卷。"))),
    given=("case",),
)
HAND_OVER = Form(
    "conduct hand over",
    say(_("移交调查")),
    (
        Question(
            "to",
            say(_("调查人")),
            say(_("交给谁？发姓名或工号。")),
            chosen,
            shown=named,
            look=investigating.successors,
        ),
    ),
    investigating.hand_over,
    lambda done: card.moved(done, say(_("已移交，对方会收到通知。"))),
    given=CASE,
)
STATE = Form(
    "conduct state",
    say(_("陈述")),
    (Question("statement", say(_("陈述")), say(_("请写明您的说法，会原样记入案卷。")), text),),
    investigating.state,
    lambda done: card.moved(done, say(_("已记入案卷。裁定后会马上告诉您。"))),
    given=CASE,
)
APPEAL = Form(
    "conduct appeal",
    say(_("裁定申诉")),
    (Question("reason", say(_("理由")), say(_("为什么不服裁定？")), text),),
    appeals.appeal,
    lambda done: card.moved(done, say(_("申诉已提交，由未参与裁定的人审理。"))),
    given=CASE,
)
PLAIN = {"proven": _("查实"), "cleared": _("不成立")}
LOSS = Question(
    "loss",
    say(_("损失")),
    say(_("造成多少损失？没有损失就跳过。")),
    lambda typed, _today: reading.money(typed),
    shown=Money,
    optional=True,
)
AMOUNT = Question(
    "amount",
    say(_("扣减")),
    say(_("没有损失的，按程度扣减多少（100–1,000 元）？有损失或不成立就跳过。")),
    lambda typed, _today: reading.money(typed),
    shown=Money,
    optional=True,
)


def _effects(made: Penalty) -> Sequence[Say]:
    return [
        say(
            _("将建议：{penalty}"),
            penalty=wording.penalty(made.basis, made.article, made.fine, made.accounts),
        )
    ]


def _proposing(name: str, findings: dict[str, str], *more: Question[Any]) -> Form:
    return Form(
        name,
        say(_("处理建议")),
        (picked("finding", _("结论"), _("查证的结论？"), findings), *more, NOTE),
        investigating.propose,
        lambda done: card.moved(done, say(_("建议已送裁定人。"))),
        given=CASE,
        preview=investigating.weigh,
        effects=_effects,
    )


PROPOSING = {
    "error": _proposing("conduct propose error", PLAIN, LOSS, AMOUNT),
    "malicious": _proposing(
        "conduct propose malicious",
        {"proven": _("查实，情节一般"), "severe": _("查实，情节严重"), "cleared": _("不成立")},
    ),
}
OTHERWISE = _proposing("conduct propose", PLAIN)
SET_AMOUNT = Form(
    "conduct amount",
    say(_("改定金额")),
    (LOSS, AMOUNT),
    ruling.set_amount,
    lambda done: card.moved(done, say(_("金额已改定，请再看一遍审批后同意。"))),
    given=CASE,
)


FORMS = (
    *(REPORT, ADD, EVIDENCE, HAND_OVER, STATE, APPEAL, OTHERWISE, *PROPOSING.values(), SET_AMOUNT),
)
