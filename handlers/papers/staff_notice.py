"""The notice of new staff 新增人员内务通知单 (Article 20): finance's copy and trading's."""

from collections.abc import Iterator

from handlers import words as named
from handlers.i18n import _
from handlers.papers import pdf, word
from handlers.papers.paper import Cell, Paper, Row, Table, Text, cell, text
from handlers.papers.worded import GRID, HAND, REST, VALUE, WHOLE, Words, row
from handlers.render import Money, Reader
from services.trainingfile.filled import Filled


def as_pdf(form: Filled, reader: Reader, *, trading: bool) -> bytes:
    """Return a copy as PDF in the reader's language."""
    return pdf.drawn(paper(form, reader, trading=trading))


def as_docx(form: Filled, reader: Reader, *, trading: bool) -> bytes:
    """Return the same copy as DOCX."""
    return word.drawn(paper(form, reader, trading=trading))


def paper(form: Filled, reader: Reader, *, trading: bool) -> Paper:
    """Return a copy, worded; pay stands on finance's only, account rights on trading's only."""
    words = Words(reader)
    title = words(_("新增人员内务通知单"))
    last = _rights(words) if trading else _pay(form, words)
    rows = (*_person(form, words), *_contract(form, words), *last, *_signed(form, words))
    blocks = (
        Text(text(title), "center", bold=True, scale=1.8),
        _above(form, words, trading=trading),
        Table(GRID, rows),
        _below(form, words),
    )
    return Paper(title, blocks, form.issued_on, reader.language, one_page=True)


def _above(form: Filled, words: Words, *, trading: bool) -> Table:
    to = words(_("致：交易部（交易联）")) if trading else words(_("致：财务部（财务联）"))
    number = words(_("编号：{year}-{number}"), year=form.year, number=f"{form.number:03}")
    cells = cell(to), cell(number, align="right")
    return Table((3, 2), (Row(cells),), ruled=False)


def _person(form: Filled, words: Words) -> Iterator[Row]:
    posts = words.shown(named.listed(form.posts))
    yield words.section(_("一、人员"))
    yield row(*words.pair(_("姓名"), form.name), *words.pair(_("人员工号"), form.staff))
    yield row(*words.pair(_("岗位"), posts), *words.pair(_("项目部"), form.department))
    yield row(*words.pair(_("所属单位"), form.unit), *words.pair(_("营业部"), form.branch))


def _contract(form: Filled, words: Words) -> Iterator[Row]:
    kind = words.shown(named.contract(form.contract))
    yield words.section(_("二、合同"))
    yield row(*words.pair(_("合同种类"), kind, REST))
    yield row(
        *words.pair(_("签订日期"), words.shown(form.signed)),
        *words.pair(_("起始日期"), words.shown(form.first_day)),
    )


def _pay(form: Filled, words: Words) -> Iterator[Row]:
    grade = words.shown(named.grade(form.grade))
    yield words.section(_("三、薪酬（仅财务联）"))
    yield row(*words.pair(_("职级"), grade), *words.pair(_("固定报酬"), _fixed(form, words)))
    if form.assumed:
        told = words(_("※ 固定报酬为假定值，以营业部确认的标准为准。"))
        yield row(cell(told, span=WHOLE))
    yield row(cell(words(_("请建立工资账户，按起始日期计发。")), span=WHOLE))


def _fixed(form: Filled, words: Words) -> str:
    if not form.fixed_pay or not form.grade:
        return words(_("无"))
    if form.pay is None:
        return words(_("尚未配置"))
    sentence = _("{amount}/月 ※") if form.assumed else _("{amount}/月")
    return words(sentence, amount=Money(form.pay))


def _rights(words: Words) -> Iterator[Row]:
    yield words.section(_("三、权限（仅交易联）"))
    yield row(cell(words(_("请按岗位开通工号，可查询本人名下客户的资料。")), span=WHOLE))
    yield row(cell(words(_("不开通交易委托、资金划转和他人名下客户的查询权限。")), span=WHOLE))


def _signed(form: Filled, words: Words) -> Iterator[Row]:
    office = cell(form.issued_by, span=VALUE, align="center")
    received: tuple[Cell, Cell] = (words.label(_("接收人签字")), cell(span=VALUE))
    yield words.section(_("四、办理"))
    yield row(words.label(_("办公室经办")), office, *received, height=HAND)


def _below(form: Filled, words: Words) -> Table:
    left = cell(words(_("依据：第20条，培训考试合格的新人签订合同后出具。")))
    right = cell(words(_("{day} 出具"), day=form.issued_on), align="right")
    return Table((3, 1), (Row((left, right)),), ruled=False)
