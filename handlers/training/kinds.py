"""What is said of a training, and what of a meeting: the sentences that name it."""

from dataclasses import dataclass

from handlers.i18n import _
from services.training.kinds import MEETING, TRAINING


@dataclass(frozen=True)
class Words:
    """The sentences that name the kind; their places are those of the training's."""

    name: str
    title: str
    ask: str
    soon: str
    roster: str
    roster_soon: str
    about: str
    sorry: str
    accepted: str
    refused: str
    off: str
    mark: str
    again: str
    instead: str
    late: str
    unmarked: str
    unanswered: str
    note: str
    none: str
    not_asked: str
    # titles of forms and files, buttons
    content: str
    dropped: str
    excuse: str
    material: str
    see: str
    answer: str
    led: str
    own: str


OF_TRAINING = Words(
    name=_("培训"),
    title=_("培训 · {moment}"),
    ask=_("📣 培训请您参加，{by}主持，地点：营业部（第21条）。"),
    soon=_("📣 培训快开始了，您还没有答复。"),
    roster=_("📣 培训邀请已发出，请您主持（第21条）。"),
    roster_soon=_("📣 培训快开始了。"),
    about=_("📎 培训内容："),
    sorry=_("{name} 培训请假：{reason}"),
    accepted=_("✓ {by} 同意您这次培训请假，不算缺席。"),
    refused=_("{by} 没有同意您这次培训请假，请到场：缺席按旷工半天（第29条）。"),
    off=_("✗ 这次培训不举行：{reason}（{by}）"),
    mark=_("📝 培训谁到了？请登记到场。"),
    again=_("📝 培训还没有登记到场，请今天登记；没有举行也请说明。"),
    instead=_("{by} 已代您登记培训到场。"),
    late=_("⚠ {name} 主持的培训一直没有登记到场，您可以催办或代为登记。"),
    unmarked=_("{day} 培训没有登记到场"),
    unanswered=_("{moment} 培训，请答复"),
    note=_("周三培训"),
    none=_("{day} 没有培训：不是培训日，或者逢公休日不举行。"),
    not_asked=_("这次培训您不用来：主城区的驻点经理以上参加（第21条）。"),
    content=_("培训内容"),
    dropped=_("培训不举行"),
    excuse=_("培训请假"),
    material=_("培训资料"),
    see=_("看培训"),
    answer=_("答复培训"),
    led=_("我主持的培训"),
    own=_("我参加的培训"),
)
OF_MEETING = Words(
    name=_("营业部例会"),
    title=_("例会 · {moment}"),
    ask=_("📣 例会请您参加并汇报工作，{by}主持，地点：营业部（第21条）。"),
    soon=_("📣 例会快开始了，您还没有答复。"),
    roster=_("📣 例会通知已发出，请您主持（第21条）。"),
    roster_soon=_("📣 例会快开始了。"),
    about=_("📎 例会内容："),
    sorry=_("{name} 例会请假：{reason}"),
    accepted=_("✓ {by} 同意您这次例会请假，不算缺席。"),
    refused=_("{by} 没有同意您这次例会请假，请到场：缺席按旷工半天（第29条）。"),
    off=_("✗ 这次例会不举行：{reason}（{by}）"),
    mark=_("📝 例会谁到了？请登记到场。"),
    again=_("📝 例会还没有登记到场，请今天登记；没有举行也请说明。"),
    instead=_("{by} 已代您登记例会到场。"),
    late=_("⚠ {name} 主持的例会一直没有登记到场，您可以催办或代为登记。"),
    unmarked=_("{day} 例会没有登记到场"),
    unanswered=_("{moment} 例会，请答复"),
    note=_("营业部例会"),
    none=_("{day} 没有例会：不是例会日，或者逢公休日不举行。"),
    not_asked=_("这次例会您不用来：项目总监参加（第21条）。"),
    content=_("例会内容"),
    dropped=_("例会不举行"),
    excuse=_("例会请假"),
    material=_("例会资料"),
    see=_("看例会"),
    answer=_("答复例会"),
    led=_("我主持的例会"),
    own=_("我参加的例会"),
)
WORDS = {TRAINING: OF_TRAINING, MEETING: OF_MEETING}
