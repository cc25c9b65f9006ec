"""The client confirmation registration form 客户确认登记表 (Article 31), to print and to sign."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from handlers.i18n import _
from handlers.papers import pdf, word
from handlers.papers.paper import Box, Cell, Paper, Row, Table, Text, cell, text
from handlers.papers.worded import GRID, HAND, REST, THIRD, VALUE, WHOLE, Words, row
from handlers.render import Money, Reader

BLANK = 14  # strokes where a number is written by hand
TAIL = 4  # digits of a phone number of which no more is known


@dataclass(frozen=True)
class Checked:
    """What was looked at at the opening; `accompanied`: none where nobody has said it yet."""

    real_name: bool = False
    own_hand: bool = False
    suitability: bool = False
    accompanied: bool | None = None


@dataclass(frozen=True)
class Signature:
    """Who signed when; `instead_of`: for whom, if as a delegate."""

    name: str
    day: date
    instead_of: str = ""


@dataclass(frozen=True)
class Registration:
    """What is filled in; what is empty or None is left open, to be written by hand.

    `branch` is the 营业部, `outlet` the bank branch where the marketer stands. `phone` may be
    its last four digits. `assets` in yuan. `archive` is the archive number as it is written.
    """

    branch: str
    marketer: str
    number: str
    outlet: str
    client: str
    institution: bool
    made_on: date
    phone: str = ""
    assets: Decimal | None = None
    planned: datetime | None = None
    opened_on: date | None = None
    client_number: str = ""
    checked: Checked = Checked()
    first_check: Signature | None = None
    trading: Signature | None = None
    finance: Signature | None = None
    general: Signature | None = None
    archive: str = ""


def as_pdf(form: Registration, reader: Reader) -> bytes:
    """Return the form as PDF in the reader's language: one page of A4, the font in it."""
    return pdf.drawn(paper(form, reader))


def as_docx(form: Registration, reader: Reader) -> bytes:
    """Return the same form as DOCX."""
    return word.drawn(paper(form, reader))


def paper(form: Registration, reader: Reader) -> Paper:
    """Return the form, worded."""
    words = Words(reader)
    title = words(_("客户确认登记表"))
    rows = (
        *_marketer(form, words),
        *_client(form, words),
        *_opening(form, words),
        *_confirmed(form, words),
        *_chain(form, words),
    )
    blocks = (
        Text(text(title), "center", bold=True, scale=1.8),
        _above(form, words),
        Table(GRID, rows),
        _below(form, words),
    )
    return Paper(title, blocks, form.made_on, reader.language, one_page=True)


def _above(form: Registration, words: Words) -> Table:
    left = cell(words(_("营业部：{branch}"), branch=form.branch))
    right = cell(words(_("档案编号：{number}"), number=form.archive or "_" * BLANK), align="right")
    return Table((3, 2), (Row((left, right)),), ruled=False)


def _marketer(form: Registration, words: Words) -> tuple[Row, ...]:
    return (
        words.section(_("一、营销人员")),
        row(*words.pair(_("姓名"), form.marketer), *words.pair(_("人员工号"), form.number)),
        row(*words.pair(_("驻点银行网点"), form.outlet, REST)),
    )


def _client(form: Registration, words: Words) -> tuple[Row, ...]:
    name = _("机构名称") if form.institution else _("客户姓名")
    person = (Box(not form.institution), words(_("个人")), "    ")
    kind = cell(*person, Box(form.institution), words(_("机构")), span=VALUE)
    assets = None if form.assets is None else Money(form.assets)
    return (
        words.section(_("二、客户")),
        row(*words.pair(name, form.client, REST)),
        row(words.label(_("客户类型")), kind, *words.pair(_("联系电话"), _phone(form, words))),
        row(
            *words.pair(_("预计资产"), words.shown(assets)),
            *words.pair(_("开户客户号"), form.client_number),
        ),
        row(
            *words.pair(_("预约开户时间"), words.shown(form.planned)),
            *words.pair(_("实际开户日期"), words.shown(form.opened_on)),
        ),
    )


def _phone(form: Registration, words: Words) -> str:
    if 0 < len(form.phone) <= TAIL:
        return words(_("尾号 {tail}"), tail=form.phone)
    return form.phone


def _opening(form: Registration, words: Words) -> tuple[Row, ...]:
    def checking(label: str, *pieces: Box | str) -> Row:
        return row(words.label(label), cell(*pieces, span=REST))

    checked = form.checked
    came = (Box(checked.accompanied is True), words(_("营销人员陪同到柜台")), "    ")
    told = (Box(checked.accompanied is False), words(_("未能陪同，事前已告知后勤支持岗")))
    return (
        words.section(_("三、开户核对")),
        checking(_("实名"), Box(checked.real_name), words(_("已核对有效证件，户名与证件一致"))),
        checking(_("亲笔签名"), Box(checked.own_hand), words(_("由客户本人签名，没有代签"))),
        checking(_("适当性"), Box(checked.suitability), words(_("已告知客户风险承受能力等级"))),
        checking(_("陪同开户"), *came, *told),
    )


def _confirmed(form: Registration, words: Words) -> tuple[Row, ...]:
    mine = _(
        "本人确认以上内容属实，由上述营销人员为本人提供服务。本栏由客户亲笔签名，他人不得代签。"
    )
    ours = _(
        "本单位确认以上内容属实，由上述营销人员为本单位提供服务。本栏由经办人亲笔签名并加盖公章。"
    )
    sentence, sign = (ours, _("经办人签章")) if form.institution else (mine, _("客户签名"))
    return (
        words.section(_("四、客户确认")),
        row(cell(words(sentence), span=WHOLE)),
        row(
            words.label(sign),
            cell(span=VALUE),
            words.label(_("签署日期")),
            _open_day(words, VALUE),
            height=HAND,
        ),
    )


def _chain(form: Registration, words: Words) -> tuple[Row, ...]:
    heads = (_("审核环节"), _("审核内容"), _("签名"), _("签署日期"))
    content, belongs, agreed = (
        _("登记内容与签名真实"),
        _("归属与开户信息属实"),
        _("同意确认"),
    )
    steps = (
        (_("柜台或后勤支持岗初审"), content, form.first_check),
        (_("交易部经理审核"), belongs, form.trading),
        (_("财务经理审阅"), agreed, form.finance),
        (_("总经理审阅"), agreed, form.general),
    )
    return (
        words.section(_("五、审核确认")),
        row(*(cell(words(one), span=THIRD, align="center") for one in heads)),
        *(_step(words, *one) for one in steps),
    )


def _step(words: Words, who: str, what: str, signed: Signature | None) -> Row:
    first = (cell(words(who), span=THIRD), cell(words(what), span=THIRD))
    if not signed:
        return row(*first, cell(span=THIRD), _open_day(words, THIRD), height=HAND)
    name = signed.name
    if signed.instead_of:
        name = words(_("{name}（代 {other}）"), name=name, other=signed.instead_of)
    lines = ((name,), (words(_("已在系统内确认")),))
    day = cell(words.shown(signed.day), span=THIRD, align="center")
    return row(*first, Cell(lines, THIRD, "center"), day, height=HAND)


def _open_day(words: Words, span: int) -> Cell:
    return cell(words(_("        年      月      日")), span=span, align="right")


def _below(form: Registration, words: Words) -> Table:
    left = cell(words(_("本表按营销人员分类归档；人员变动时办理移交。")))
    right = cell(words(_("{day} 打印"), day=form.made_on), align="right")
    return Table((3, 1), (Row((left, right)),), ruled=False)
