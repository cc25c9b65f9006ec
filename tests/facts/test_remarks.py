"""The workbook that comes back, and the templates."""

from pathlib import Path

from python_calamine import CalamineWorkbook

from handlers.facts import explained, remark
from handlers.render import plain
from services.facts.findings import Finding, Findings
from services.facts.remarks import remarked
from services.facts.sheets import SHEETS, Column
from services.facts.templates import write
from services.facts.workbook import read
from services.store import Store
from tests.facts.archives import SHEET, parts
from tests.facts.workbooks import CLIENTS, bring, changed, outlet, workbook

LANGUAGE = "zh_Hans_CN"


def words(found: Finding) -> str:
    return plain(remark(found), LANGUAGE)


def guide(column: Column) -> str:
    return plain(explained(column), LANGUAGE)


def test_remarks_stand_beside_the_rows(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    rows = changed(changed(CLIENTS, 2, "类型", "自然人"), 2, "佣金率", 0.5)
    path = workbook(tmp_path / "a.xlsx", {"客户月度": rows, "别的": [("甲",), (1,)]})
    back = tmp_path / "back.xlsx"
    back.write_bytes(remarked(path, bring(store, path).findings, words))
    sheet = CalamineWorkbook.from_path(back).get_sheet_by_name("客户月度").to_python()
    assert sheet[0][-1] == "备注"
    assert sheet[1][-1] == (
        "「佣金率」：「0.5」超出范围，应在 0–0.01 之间。\n"
        "「类型」：没有「自然人」这一项，可填：个人、机构。"
    )
    assert [cell[:-1] for cell in sheet[1:]] == [
        ["2026-10", "C1", "王小明", "自然人", "10002", "2026-10-09", 12345.6, 1000000.0, 0.5],
        ["2026-10", "C2", "赵大公司", "机构", "10002", "2026年9月1日", "1,000,000.00", "", ""],
    ]
    assert sheet[2][-1] == ""
    again = remarked(back, bring(store, back).findings, words)  # an earlier 备注 is replaced
    (tmp_path / "again.xlsx").write_bytes(again)
    heads = CalamineWorkbook.from_path(tmp_path / "again.xlsx").get_sheet_by_index(0).to_python()
    assert heads[0].count("备注") == 1


def test_nothing_comes_back_as_a_formula(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    head = ",".join(map(str, CLIENTS[0]))
    row = '2026-10,=1+1,"=HYPERLINK(""http://x"")",@SUM(A1),+1,-1,1,=cmd|x'
    path.write_bytes(f"{head}\n{row}\n".encode())
    back = tmp_path / "back.xlsx"
    back.write_bytes(remarked(path, bring(store, path).findings, words))
    content = parts(back)
    assert b"<f" not in content[SHEET].replace(b"<formula", b"")
    assert b"<hyperlink" not in content[SHEET]


def test_templates_are_read_as_what_they_are(tmp_path: Path) -> None:
    paths = write(tmp_path / "templates", guide)
    assert [path.stem for path in paths] == [sheet.title for sheet in SHEETS]
    for path, sheet in zip(paths, SHEETS, strict=True):
        findings = Findings()
        loaded = read(path, findings)
        assert findings.kept == []
        assert [one.sheet for one in loaded.sheets] == [sheet]
        assert loaded.rows == 0


def test_templates_offer_the_choices(tmp_path: Path) -> None:
    content = parts(write(tmp_path, guide)[2])[SHEET].decode()
    assert "个人,机构" in content
