"""The forms of the register: a new item, handed on, counted anew, written off, refused."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from handlers import reading as reads
from handlers.context import Context, Screen
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.inventory import card, wording
from handlers.inventory.buttons import HandOn, Recount, Refuse, Register, WriteOff
from handlers.inventory.refusals import NAME, NOTE, NoCountError, NoNameError, NoReasonError
from handlers.questions import chosen
from services.inventory import answering, changing, reading, registering
from services.inventory.noting import Done
from services.inventory.reading import Weighed
from services.inventory.registering import LaterError, NoSuchKindError
from services.inventory.rows import CAUSES, KINDS
from services.organisation import NotYoursError

MOST = 99_999


def _count(typed: str, _today: date) -> int:
    """Read 3, 三, 3个: with or without its measure word."""
    text = typed.strip()
    for one in (text, text[:-1]):
        with suppress(reads.UnreadableMoneyError):
            found = reads.money(one)
            if 1 <= found <= MOST and found == int(found):
                return int(found)
            break
    raise NoCountError


def _one_of(codes: Sequence[str], words: dict[str, str], typed: str) -> str:
    code = {words[one]: one for one in codes}.get(typed.strip(), typed)
    if code not in codes:
        raise NoSuchKindError
    return code


def _since(typed: str, today: date) -> date:
    found = reads.day(typed, today)
    if found > today:
        raise LaterError
    return found


def _done(done: Done) -> Screen:
    return card.after(done)


HOLDER = Question(
    "holder",
    say(_("保管人")),
    say(_("谁保管？发姓名或工号；不是您自己的，要对方确认收到。")),
    chosen,
    shown=lambda one: say("{name}", name=one.name),
    look=registering.takers,
)
REGISTER = Form(
    "inventory item",
    say(_("登记物品")),
    (
        Question(
            "name",
            say(_("物品")),
            say(_("什么物品？例如：易拉宝、笔记本电脑、宣传折页。")),
            reads.words(NAME, NoNameError),
        ),
        Question(
            "kind",
            say(_("类别")),
            say(_("宣传品还是设备？")),
            lambda typed, _today: _one_of(KINDS, wording.KINDS, typed),
            shown=wording.kind,
            picks=lambda _today: [(wording.kind(one), one) for one in KINDS],
        ),
        Question("count", say(_("数量")), say(_("有多少？例如：2。")), _count),
        HOLDER,
        Question(
            "note",
            say(_("备注")),
            say(_("备注？例如编号、放在哪里；可以跳过。")),
            reads.words(NOTE, NoReasonError),
            optional=True,
        ),
        Question(
            "since",
            say(_("起始日期")),
            say(_("从哪天起在网点？可发 2026-03-01；不填就是今天。")),
            _since,
            optional=True,
            asked=False,
        ),
    ),
    registering.register,
    _done,
    named=("outlet",),
)


def _handing(found: Weighed) -> Sequence[Say]:
    if found.mine:
        return [say(""), say(_("由您收回保管，马上生效。"))]
    holder = found.line.holder.name
    return [say(""), say(_("对方确认收到以前，仍由 {holder} 负责。"), holder=holder)]


HAND = Form(
    "inventory handing",
    say(_("转交物品")),
    (
        Question(
            "holder",
            say(_("接收人")),
            say(_("转交给谁？本网点的人或区域经理，发姓名或工号；收回就选自己。")),
            chosen,
            shown=lambda one: say("{name}", name=one.name),
            look=registering.takers,
        ),
        Question(
            "note",
            say(_("备注")),
            say(_("要说明什么？可以跳过。")),
            reads.words(NOTE, NoReasonError),
            optional=True,
        ),
    ),
    changing.hand,
    _done,
    given=("item", "version"),
    preview=reading.weigh,
    effects=_handing,
)
RECOUNT = Form(
    "inventory count",
    say(_("改数量")),
    (
        Question("count", say(_("数量")), say(_("现在有多少？例如：3。")), _count),
        Question(
            "reason",
            say(_("原因")),
            say(_("为什么变了？例如：补货 5 个。")),
            reads.words(NOTE, NoReasonError),
        ),
    ),
    changing.recount,
    _done,
    given=("item", "version"),
)


def _writing_off(found: Weighed) -> Sequence[Say]:
    one = found.line
    return [
        say(""),
        say(
            _("{what} 全部核销，{holder} 不再保管；不能恢复，记录保留。"),
            what=wording.what(one.item.name, one.item.count),
            holder=one.holder.name,
        ),
    ]


WRITE_OFF = Form(
    "inventory end",
    say(_("核销物品")),
    (
        Question(
            "cause",
            say(_("原因")),
            say(_("为什么核销？只少了一部分的，请用「改数量」。")),
            lambda typed, _today: _one_of(CAUSES, wording.CAUSES, typed),
            shown=wording.cause,
            picks=lambda _today: [(wording.cause(one), one) for one in CAUSES],
        ),
        Question(
            "note",
            say(_("说明")),
            say(_("怎么回事？可以跳过。")),
            reads.words(NOTE, NoReasonError),
            optional=True,
        ),
    ),
    changing.write_off,
    _done,
    given=("item", "version"),
    preview=reading.weigh,
    effects=_writing_off,
)
REFUSE = Form(
    "inventory refusal",
    say(_("物品不对")),
    (
        Question(
            "reason",
            say(_("原因")),
            say(_("哪里不对？例如：只有 1 个，登记是 2 个。")),
            reads.words(NOTE, NoReasonError),
        ),
    ),
    answering.refuse,
    _done,
    given=("item", "version"),
)
FORMS = (REGISTER, HAND, RECOUNT, WRITE_OFF, REFUSE)


async def register(context: Context, button: Register) -> None:
    """Begin the form for a new item, for whoever keeps the outlet's register."""
    found = await context.run(
        reading.shelf, context.who, context.today, button.outlet, 0, 0, over=False
    )
    if not found.keeps:
        raise NotYoursError
    await REGISTER.begin(context, found.name, outlet=button.outlet)


async def hand_on(context: Context, button: HandOn) -> None:
    """Ask to whom an item is handed on."""
    await _begin(context, HAND, button.item, button.version)


async def recount(context: Context, button: Recount) -> None:
    """Ask how many there are now."""
    await _begin(context, RECOUNT, button.item, button.version)


async def write_off(context: Context, button: WriteOff) -> None:
    """Ask why an item is written off."""
    await _begin(context, WRITE_OFF, button.item, button.version)


async def refuse(context: Context, button: Refuse) -> None:
    """Ask what is wrong with an item."""
    await _begin(context, REFUSE, button.item, button.version)


async def _begin(context: Context, form: Form, item: int, version: int) -> None:
    """Begin a form about an item, if it is as it was drawn; else show how it stands."""
    found = await context.run(reading.card, context.who, context.today, item)
    one = found.line.item
    may = found.takes if form is REFUSE else found.keeps
    if one.version != version or not may:
        await context.show(card.drawn(found, card.OUTDATED))
        return
    await form.begin(context, one.name, item=item, version=version)
