"""The client confirmation form: what is known is in it, what is not is left to be written."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest

from handlers.papers import Checked, Registration, Signature, as_docx, as_pdf
from handlers.render import Reader
from tests.canaries import logged
from tests.papers.reading import CHINESE, ENGLISH, NASTY, docx_rows, part, pdf_text, squeezed

DAY = date(2026, 11, 25)
EMPTY = Registration(
    "江城营业部", "张伟", "JC031", "江城银行听涛支行", "王小明", institution=False, made_on=DAY
)
FULL = replace(
    EMPTY,
    phone="13800138000",
    assets=Decimal(300_000),
    planned=datetime(2026, 11, 26, 2, 0, tzinfo=UTC),
    opened_on=date(2026, 11, 27),
    client_number="80310043",
    checked=Checked(real_name=True, own_hand=True, suitability=True, accompanied=True),
    first_check=Signature("李芳", date(2026, 11, 28)),
    trading=Signature("陈刚", date(2026, 11, 29), instead_of="赵敏"),
    finance=Signature("钱进", date(2026, 11, 30)),
    general=Signature("孙立", date(2026, 12, 1)),
    archive="JC031-0012",
)
INSTITUTION = (
    "江城市长江沿岸区城乡一体化建设投资集团股份有限公司"
    "第三工程分公司驻江滨办事处职工持股会管理委员会办公室"
)
LONGEST = replace(
    FULL,
    branch=INSTITUTION,
    marketer="买买提·阿卜杜热合曼·吐尔逊江",
    outlet=INSTITUTION,
    client=INSTITUTION,
    institution=True,
    trading=Signature("买买提·阿卜杜热合曼", DAY, instead_of="古丽巴哈尔·艾合买提江"),
)
SAID = [  # what FULL says beside each label
    ("姓名", "张伟"),
    ("人员工号", "JC031"),
    ("驻点银行网点", "江城银行听涛支行"),
    ("客户姓名", "王小明"),
    ("客户类型", "■ 个人    □ 机构"),
    ("联系电话", "13800138000"),
    ("预计资产", "¥300,000.00"),
    ("开户客户号", "80310043"),
    ("预约开户时间", "2026年11月26日 10:00"),
    ("实际开户日期", "2026年11月27日"),
    ("实名", "■ 已核对有效证件，户名与证件一致"),
    ("亲笔签名", "■ 由客户本人签名，没有代签"),
    ("适当性", "■ 已告知客户风险承受能力等级"),
    ("陪同开户", "■ 营销人员陪同到柜台    □ 未能陪同，事前已告知后勤支持岗"),
    ("客户签名", ""),
]
SIGNED = [
    ("柜台或后勤支持岗初审", "李芳\n已在系统内确认", "2026年11月28日"),
    ("交易部经理审核", "陈刚（代 赵敏）\n已在系统内确认", "2026年11月29日"),
    ("财务经理审阅", "钱进\n已在系统内确认", "2026年11月30日"),
    ("总经理审阅", "孙立\n已在系统内确认", "2026年12月1日"),
]
OPEN_DAY = "        年      月      日"


def beside(form: Registration, reader: Reader = CHINESE) -> dict[str, str]:
    """Return what is right of each label of the DOCX."""
    rows = docx_rows(as_docx(form, reader))
    return {row[at]: row[at + 1] for row in rows for at in range(0, len(row) - 1, 2)}


def chain(form: Registration) -> list[tuple[str, str, str]]:
    """Return who signs, who signed and when."""
    rows = [row for row in docx_rows(as_docx(form, CHINESE)) if len(row) == 4]
    return [(row[0], row[2], row[3]) for row in rows if row[0].endswith(("审", "审核", "审阅"))]


def test_the_docx_says_what_is_known_beside_its_label() -> None:
    said = beside(FULL)
    assert [(label, said.get(label)) for label, _ in SAID] == SAID
    assert said["营业部：江城营业部"] == "档案编号：JC031-0012"
    assert chain(FULL) == SIGNED


def test_the_pdf_says_the_same() -> None:
    (page,) = pdf_text(as_pdf(FULL, CHINESE))
    text = squeezed(page)
    parts = [text for pair in SAID for text in pair] + [text for row in SIGNED for text in row]
    wanted = [squeezed(re.sub("[■□]", "", one)) for one in parts]
    assert [one for one in wanted if one not in text] == []
    assert "档案编号：JC031-0012" in text


def test_what_is_not_known_is_left_open() -> None:
    said = beside(EMPTY)
    blank = ("联系电话", "预计资产", "开户客户号", "预约开户时间", "实际开户日期", "客户签名")
    assert [said[label] for label in blank] == [""] * 6
    assert said["陪同开户"].count("□") == 2
    assert said["营业部：江城营业部"] == "档案编号：______________"
    assert chain(EMPTY) == [(row[0], "", OPEN_DAY) for row in SIGNED]
    (page,) = pdf_text(as_pdf(EMPTY, CHINESE))
    assert "None" not in page
    assert page.count("月") == 6  # five days left open, the day of printing


def test_of_a_phone_only_the_tail_may_be_known() -> None:
    assert beside(replace(EMPTY, phone="8000"))["联系电话"] == "尾号 8000"
    assert beside(replace(EMPTY, phone="8000"), ENGLISH)["Phone"] == "…8000"


@pytest.mark.parametrize(
    ("checked", "ticked"),
    [
        (Checked(accompanied=True), "■□"),
        (Checked(accompanied=False), "□■"),
        (Checked(), "□□"),
    ],
)
def test_accompanied_or_told_before(checked: Checked, ticked: str) -> None:
    said = beside(replace(EMPTY, checked=checked))
    assert re.sub("[^■□]", "", said["陪同开户"]) == ticked


@pytest.mark.parametrize("name", ["real_name", "own_hand", "suitability"])
def test_each_check_ticks_its_own_box(name: str) -> None:
    form = replace(EMPTY, checked=Checked(**{name: True}))
    labels = {"real_name": "实名", "own_hand": "亲笔签名", "suitability": "适当性"}
    ticked = [label for label in labels.values() if "■" in beside(form)[label]]
    assert ticked == [labels[name]]


def test_an_institution_signs_by_its_agent() -> None:
    said = beside(replace(EMPTY, institution=True))
    assert said["机构名称"] == "王小明"
    assert said["客户类型"] == "□ 个人    ■ 机构"
    assert "经办人签章" in said
    assert "客户签名" not in said


def test_an_english_reader_reads_only_names_in_chinese() -> None:
    (page,) = pdf_text(as_pdf(FULL, ENGLISH))
    names = "江城营业部|江城银行听涛支行|张伟|王小明|李芳|陈刚|赵敏|钱进|孙立"
    assert set(re.findall("[\u3400-\u9fff]+", page)) == set(names.split("|"))
    said = beside(FULL, ENGLISH)
    assert said["Planned opening"] == "Nov 26, 2026, 10:00"
    assert said["Expected assets"] == "¥300,000.00"
    assert said["Accompanied"].startswith("■ Marketer present at the counter")


@pytest.mark.parametrize("reader", [CHINESE, ENGLISH])
@pytest.mark.parametrize("form", [EMPTY, FULL, LONGEST])
def test_it_is_one_page_of_a4_with_the_font_in_it(form: Registration, reader: Reader) -> None:
    made = as_pdf(form, reader)
    with pypdfium2.PdfDocument(made) as document:
        assert len(document) == 1
        assert [round(side) for side in document[0].get_size()] == [595, 842]
    assert made.count(b"/FontFile3 ") == 1
    assert b"/CIDFontType0C" in made
    assert len(made) < 100_000


@pytest.mark.parametrize("reader", [CHINESE, ENGLISH])
def test_long_names_are_there_to_the_last_character(reader: Reader) -> None:
    (page,) = pdf_text(as_pdf(LONGEST, reader))
    assert len(INSTITUTION) >= 50
    assert squeezed(page).count(INSTITUTION) == 3
    assert "古丽巴哈尔·艾合买提江" in squeezed(page)


@pytest.mark.parametrize("typed", NASTY)
def test_what_is_typed_is_only_text(typed: str) -> None:
    form = replace(FULL, client=typed, marketer=typed, first_check=Signature(typed, DAY))
    kept = re.sub("[\x00\x0b\ud800]", "", typed)
    said = beside(form)
    assert squeezed(said["客户姓名"]) == squeezed(kept)
    (page,) = pdf_text(as_pdf(form, CHINESE))
    assert squeezed(page).count(squeezed(kept.replace("\u200b", ""))) >= 3
    made = part(as_docx(form, CHINESE), "word/document.xml")
    assert not re.search("w:(instrText|fldSimple|fldChar|hyperlink)", made)


def test_what_the_font_lacks_is_told_by_its_sound_and_kept_where_it_can_be() -> None:
    form = replace(EMPTY, client="𢏒小明")
    assert "Chui小明" in squeezed(pdf_text(as_pdf(form, CHINESE))[0])
    assert beside(form)["客户姓名"] == "𢏒小明"


def test_the_same_form_is_the_same_file() -> None:
    assert as_pdf(FULL, CHINESE) == as_pdf(FULL, CHINESE)
    assert as_docx(FULL, CHINESE) == as_docx(FULL, CHINESE)
    assert b"D:20261125000000" in as_pdf(FULL, CHINESE)
    with ZipFile(BytesIO(as_docx(FULL, CHINESE))) as file:
        assert {one.date_time[0] for one in file.infolist()} == {1980}  # no clock
    core = part(as_docx(FULL, CHINESE), "docProps/core.xml")
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {"2026-11-25"}


def test_nothing_of_a_name_is_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The libraries would tell which letters they put into the file."""
    with logged(monkeypatch, "text") as written:
        as_pdf(replace(FULL, client="𢏒\ue000■王😀"), CHINESE)
        as_docx(FULL, CHINESE)
    assert written.getvalue() == ""


def test_the_docx_is_a4_ruled_and_in_chinese_fonts() -> None:
    document = part(as_docx(FULL, CHINESE), "word/document.xml")
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in document  # in twentieths of a point
    styles = part(as_docx(FULL, CHINESE), "word/styles.xml")
    normal = styles[styles.index('w:styleId="Normal"') :].partition("</w:style>")[0]
    assert 'w:eastAsia="SimSun"' in normal
    assert document.count('<w:tblStyle w:val="TableGrid"/>') == 1
    grid = styles[styles.index('w:styleId="TableGrid"') :].partition("</w:style>")[0]
    assert grid.count('w:val="single"') == 6  # four sides and between the cells


@pytest.mark.parametrize("form", [EMPTY, FULL])
def test_the_docx_stays_on_one_page_too(form: Registration) -> None:
    """Its rows are as high as in the PDF, which leaves some millimetres free."""
    document = part(as_docx(form, CHINESE), "word/document.xml")
    found = re.findall(r'<w:trHeight w:hRule="atLeast" w:val="(\d+)"', document)
    assert len(found) == 24
    heights = map(int, found)
    assert sum(heights) / 20 / 72 * 25.4 < 297 - 16 - 14 - 12  # margins, the title
